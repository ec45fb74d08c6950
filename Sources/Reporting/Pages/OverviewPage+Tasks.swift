import Submissions
import Assessment
import Definitions
import FEEL
import SourceText

extension OverviewPage {
  /// Every unit's share of every task. Few units stand beside one another, many below one another.
  func heatMap(_ html: inout HTML) {
    let shown = units.filter { $0.overview != nil }.prefix(OverviewPage.shown)
    guard !shown.isEmpty else { return }
    let title = text(zh: "各单位各任务的得分率（%）", en: "Share of the points of each task (%)")
    panel("heat", title, &html) { html in
      html.element(.div, .class(.scroll)) { html in
        html.element(.table, .class(.heat)) { html in
          if shown.count <= 10 {
            tasksBelow(Array(shown), &html)
          } else {
            unitsBelow(Array(shown), &html)
          }
        }
      }
      legend(&html)
      cut(units.count, "results.csv", &html)
    }
  }

  private func tasksBelow(_ shown: [UnitSummary], _ html: inout HTML) {
    html.element(.thead) { html in
      html.element(.tr) { html in
        html.element(.th, .columnHeading, text: text(zh: "重点任务", en: "key task"))
        for unit in shown {
          html.element(.th, .columnHeading) { link(run.unit(unit), &$0) }
        }
        html.element(.th, .columnHeading, text: text(zh: "平均", en: "mean"))
      }
    }
    html.element(.tbody) { html in
      for (index, task) in indicators.tasks.indexed {
        html.element(.tr) { html in
          html.element(.th, .rowHeading, .title("\(task.id) \(task.title)")) { html in
            html.element(.span, .class(.code), text: task.id + " ")
            page.own(task.title, &html)
          }
          for unit in shown { cell(unit, index, &html) }
          mean(index, &html)
        }
      }
    }
  }

  private func unitsBelow(_ shown: [UnitSummary], _ html: inout HTML) {
    html.element(.thead) { html in
      html.element(.tr) { html in
        html.element(.th, .columnHeading, text: text(zh: "单位", en: "unit"))
        for task in indicators.tasks {
          html.element(.th, .columnHeading, .title(task.title), text: task.id)
        }
      }
    }
    html.element(.tbody) { html in
      for unit in shown {
        html.element(.tr) { html in
          html.element(.th, .rowHeading) { link(run.unit(unit), &$0) }
          for index in indicators.tasks.indices { cell(unit, index, &html) }
        }
      }
    }
    html.element(.tfoot) { html in
      html.element(.tr) { html in
        html.element(.th, .rowHeading, text: text(zh: "平均", en: "mean"))
        for index in indicators.tasks.indices { mean(index, &html) }
      }
    }
  }

  private func cell(_ unit: UnitSummary, _ task: Index<KeyTask>, _ html: inout HTML) {
    let sum = unit.overview?.tasks[task]
    let isLow = sum.flatMap { sum in page.taskFloor.map { Page.isBelow(sum, $0.share) } } ?? false
    cell(sum, "\(run.unit(unit).name) \(indicators.tasks[task].id)", isLow: isLow, &html)
  }

  /// The share of a node's points in percent, on its step of the scale.
  func cell(_ sum: NodeSum?, _ name: String, isLow: Bool = false, _ html: inout HTML) {
    guard let result = sum, result.base > .zero else {
      html.element(.td, .class(.hx), .title(text(zh: "不适用", en: "not applicable")), text: "–")
      return
    }
    let points = "\(context.text(result.earned)) / \(context.text(result.base))"
    let title = "\(name) \(points)"
    let percent = "\(result.earned.units * 100 / result.base.units)"
    html.element(.td, .class(Page.heat(result)), .title(title)) { html in
      if isLow { html.element(.span, .class(.under), text: percent) } else { html.text(percent) }
    }
  }

  private func mean(_ task: Index<KeyTask>, _ html: inout HTML) { mean(means[task], &html) }

  /// A mean of shares, in thousandths.
  func mean(_ permille: Int?, _ html: inout HTML) {
    guard let permille else {
      html.element(.td, .class(.hx), text: "–")
      return
    }
    html.element(.td, text: "\(permille / 10)")
  }

  /// For each task the mean of the units' shares, in thousandths; nil where it concerns no unit.
  var means: By<KeyTask, Int?> {
    By(indicators.tasks.indices.map { task in mean { $0.tasks[task] } })
  }

  /// The mean of the units' shares of a node, in thousandths; nil where it concerns no unit.
  func mean(_ node: (UnitOverview) -> NodeSum) -> Int? {
    var sum = 0
    var count = 0
    for overview in units.lazy.compactMap(\.overview) {
      let result = node(overview)
      guard result.base > .zero else { continue }
      sum += Int(result.earned.units * 1000 / result.base.units)
      count += 1
    }
    return count == 0 ? nil : sum / count
  }

  private func legend(_ html: inout HTML) {
    page.scale(&html) { html in
      guard let floor = page.taskFloor else { return }
      html.element(.li) { html in
        html.element(.span, .class(.under), text: "00")
        html.text(
          text(
            zh: " 低于“\(indicators.gates[floor.gate].shortTitle)”对每项任务的要求（\(floor.share.percent)）",
            en:
              " below what '\(indicators.gates[floor.gate].shortTitle)' asks of every task (\(floor.share.percent))"
          ))
      }
    }
  }

  /// How many units stand in which range of totals, from the top, with the gates between the ranges.
  func distribution(_ html: inout HTML) {
    guard units.count > 1 else { return }
    let step = Points(units: max(1, indicators.points.units / 20))
    var counts: [Int64: [UnitSummary]] = [:]
    for unit in units { counts[max(0, unit.total.units) / step.units, default: []].append(unit) }
    let most = counts.values.map(\.count).max() ?? 1
    guard let top = counts.keys.max(), let bottom = counts.keys.min() else { return }
    panel("spread", text(zh: "总分分布", en: "Distribution of the totals"), &html) { html in
      html.element(.div, .class(.profile)) { html in
        for range in stride(from: top, through: bottom, by: -1) {
          let found = counts[range] ?? []
          band(range, step, found, most, &html)
        }
      }
    }
  }

  private func band(
    _ range: Int64, _ step: Points, _ found: [UnitSummary], _ most: Int, _ html: inout HTML
  ) {
    let low = Points(units: range * step.units)
    let gates = indicators.gates.filter { gate in
      guard let needed = gate.total?.points(of: indicators) else { return false }
      return needed >= low && needed < low + step
    }
    html.element(.div, .class(.row)) { html in
      html.element(.div, .class(.name)) { html in
        html.text("\(context.text(low)) – \(context.text(low + step)) ")
        for gate in gates {
          html.element(.span, .class(.tag, .core)) { html in
            page.own(gate.shortTitle, &html)
            html.text(" \(gate.total.map { context.text($0.points(of: indicators)) } ?? "")")
          }
        }
      }
      html.element(.div, .class(.bar)) { html in
        page.bar(found.count * 1000 / max(1, most), .fillAccent, &html)
      }
      html.element(.div, .class(.value)) { html in
        html.text(found.isEmpty ? "" : "\(found.count)")
        if !found.isEmpty, found.count <= 2 {
          html.text(" ")
          page.own(found.map { run.unit($0).name }.joined(separator: "、"), &html)
        }
      }
    }
  }
}
