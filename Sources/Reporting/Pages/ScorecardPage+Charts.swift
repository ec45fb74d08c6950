import Assessment
import Definitions
import SourceText

extension ScorecardPage {
  /// The share of its points that each task has earned, with the mean of all units and the gate's floor.
  func profile(_ html: inout HTML) {
    let floor = page.taskFloor
    html.element(.section, .class(.panel), .id("profile")) { html in
      html.element(
        .h2,
        text: text(
          zh: "\(indicators.tasks.count) 项重点任务的得分率", en: "The \(indicators.tasks.count) key tasks"))
      html.element(.div, .class(.profile)) { html in
        for (index, task) in indicators.tasks.indexed {
          let result = assessment.tasks[index]
          let share = page.permille(result.earned, of: result.base)
          let isLow = floor.map { result.base > .zero && Page.isBelow(result, $0.share) } ?? false
          html.element(.div, .class(.row), .id("p\(index)")) { html in
            html.element(.div, .class(.name), .title("\(task.id) \(task.title)")) { html in
              html.element(.a, .href(.anchor(task.id))) { html in
                html.element(.span, .class(.code), text: task.id + " ")
                page.own(task.title, &html)
              }
            }
            html.element(.div, .class(.bar)) { html in
              page.bar(share, isLow ? .fillFail : .fillAccent, &html)
              html.element(.span, .class(.mean), .ariaHidden, text: "")
            }
            html.element(.div, .class(.value)) { html in
              taskValue(result, share, isLow, &html)
            }
          }
        }
      }
      html.element(.ul, .class(.legend)) { html in
        html.element(
          .li,
          text: text(zh: "竖线：各单位平均", en: "upright line: the mean of the units"))
        if let floor {
          let title = indicators.gates[floor.gate].shortTitle
          html.element(
            .li,
            text: text(
              zh: "橙色并标“低”：不到“\(title)”对每项任务的要求（\(floor.share.percent)）",
              en:
                "orange and marked 'low': below what '\(title)' asks of every task (\(floor.share.percent))"
            ))
        }
      }
    }
  }

  private func taskValue(
    _ result: NodeSum, _ share: Int, _ isLow: Bool, _ html: inout HTML
  ) {
    guard result.base > .zero else {
      html.text(text(zh: "不适用", en: "not applicable"))
      return
    }
    html.text("\(context.text(result.earned)) / \(context.text(result.base)) ")
    html.element(.strong, text: "\(share / 10)%")
    if isLow { html.element(.span, .class(.fail), text: text(zh: " 低", en: " low")) }
  }

  /// From the full points down to the total: where the points went, task by task, then what else moves the total.
  mutating func waterfall(_ html: inout HTML) {
    let steps = fall()
    html.element(.section, .class(.panel), .id("fall")) { html in
      html.element(.h2, text: text(zh: "从满分到总分：分数去了哪里", en: "From the full points to the total"))
      html.element(
        .p, .class(.quiet),
        text: text(
          zh:
            "从 \(context.text(indicators.points)) 分起，逐项减去失分、加上返还和加分，到总分 \(context.text(view.result.total)) 分。",
          en:
            "From \(context.text(indicators.points)) points, minus what each task lost, plus what is given back or added, to the total of \(context.text(view.result.total))."
        ))
      let maximum = steps.map { max($0.from, $0.to) }.max() ?? indicators.points
      let least = steps.map { $0.isSum ? $0.to : min($0.from, $0.to) }.min() ?? .zero
      let start = axisStart(below: least, maximum)
      html.element(.div, .class(.profile)) { html in
        for step in steps { row(step, start, maximum, &html) }
      }
      if start > .zero {
        html.element(
          .p, .class(.legend),
          text: text(
            zh: "为看清小的失分，横轴从 \(context.text(start)) 分起，不从零起。",
            en:
              "So that small losses can be seen the axis begins at \(context.text(start)), not at zero."
          ))
      }
    }
  }

  /// Where the axis begins: a tenth of the range below the lowest step, on a whole point.
  private func axisStart(below least: Points, _ maximum: Points) -> Points {
    var point: Int64 = 1
    for _ in 0..<indicators.digits { point *= 10 }
    let start = least.units - (maximum.units - least.units) / 10
    return Points(units: max(0, start / point * point))
  }

  private struct Step {
    var name: String
    var from: Points
    var to: Points
    var isSum = false
  }

  private mutating func fall() -> [Step] {
    var now = indicators.points
    var steps = [
      Step(name: text(zh: "满分", en: "full points"), from: .zero, to: now, isSum: true)
    ]
    func move(_ name: String, _ points: Points) {
      guard points != .zero else { return }
      steps.append(Step(name: name, from: now, to: now + points))
      now += points
    }
    let base = assessment.base
    if base != indicators.points {
      move(text(zh: "不计入的分值", en: "points that are not in the base"), base - indicators.points)
    }
    for (task, result) in zip(indicators.tasks, assessment.tasks) {
      move("\(task.id) \(task.title)", result.earned - result.base)
    }
    for row in view.rows() {
      switch row.kind {
      case .requirement, .cap: continue
      case .conversion, .adjustment, .veto, .limit, .decision:
        guard let further = view.furtherRow(row) else { continue }
        move(
          (further.id.isEmpty ? "" : further.id + " ") + context.text(further.title), row.points)
      }
    }
    steps.append(Step(name: text(zh: "总分", en: "total"), from: .zero, to: now, isSum: true))
    return steps
  }

  private func row(_ step: Step, _ start: Points, _ maximum: Points, _ html: inout HTML) {
    let span = maximum - start
    let from = page.permille(min(step.from, step.to) - start, of: span)
    let to = page.permille(max(step.from, step.to) - start, of: span)
    let isGain = step.to > step.from
    html.element(.div, .class(.row)) { html in
      html.element(.div, .class(.name), .title(step.name)) { html in
        if step.isSum {
          html.element(.strong, text: step.name)
        } else {
          page.own(step.name, &html)
        }
      }
      html.element(.div, .class(.bar)) { html in
        html.element(.svg, .viewBox(1000, 20), .stretched, .ariaHidden) { html in
          html.element(
            .rect, .class(step.isSum ? .fillAccent : isGain ? .fillPass : .fillFail), .x(from),
            .width(max(to - from, 2)), .height(20))
        }
      }
      html.element(.div, .class(.value)) { html in
        if step.isSum {
          html.element(.strong, text: context.text(step.to))
        } else {
          let moved = step.to - step.from
          html.element(
            .span, .class(isGain ? .pass : .fail),
            text: (isGain ? "+" : "−") + context.text(isGain ? moved : -moved))
        }
      }
    }
  }
}
