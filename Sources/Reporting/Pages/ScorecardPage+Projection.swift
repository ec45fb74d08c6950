import Assessment
import Definitions
import SourceText

extension ScorecardPage {
  /// Where the unit stands with the values that it plans to reach: total and gates now and then, and what the points of
  /// every task are made of.
  func projection(_ html: inout HTML) {
    guard let projection = view.unit.projection else { return }
    html.element(.section, .class(.panel), .id("plan")) { html in
      html.element(.h2, text: text(zh: "计划：预期得分", en: "The plan: projected score"))
      html.element(.p, .class(.lede)) { html in
        html.text(text(zh: "现在 ", en: "now "))
        html.element(.strong, text: context.text(assessment.total))
        html.text(text(zh: "，达到计划值后 ", en: ", with the planned values "))
        html.element(.strong, text: context.text(projection.assessment.total))
        html.text(text(zh: " 分。", en: "."))
      }
      html.element(
        .p, .class(.quiet),
        text: text(
          zh:
            "计划值不进入现在的得分。计划改变 \(projection.items.count) 个数据项；其他单位按现状计。各行的五个部分相加等于该行的分值，折算和加扣分之前。",
          en:
            "Planned values never enter the present score. The plan changes \(projection.items.count) items; other units stand as they are. The five parts of a row add up to its points, before the conversion and adjustments."
        ))
      gateSteps(projection, &html)
      breakdowns(projection, &html)
      changes(projection, &html)
    }
  }

  private func gateSteps(_ projection: Projection, _ html: inout HTML) {
    html.element(.ul, .class(.facts)) { html in
      for (index, gate) in indicators.gates.indexed {
        html.element(.li) { html in
          page.own(gate.shortTitle, &html)
          html.text(text(zh: "：现在 ", en: ": now "))
          page.verdict(assessment.gates[index].verdict, &html)
          html.text(text(zh: "，预期 ", en: ", then "))
          page.verdict(projection.assessment.gates[index].verdict, &html)
        }
      }
    }
  }

  private func breakdowns(_ projection: Projection, _ html: inout HTML) {
    html.element(.table, .class(.table, .cards, .made)) { html in
      html.element(.thead) { html in
        html.element(.tr) { html in
          html.element(.th, .columnHeading, text: text(zh: "任务", en: "task"))
          html.element(.th, .columnHeading, .class(.wide), text: text(zh: "构成", en: "made of"))
          for part in projection.whole.parts {
            html.element(.th, .columnHeading, .class(.num), text: context.text(part.name))
          }
          html.element(.th, .columnHeading, .class(.num), text: text(zh: "分值", en: "points"))
        }
      }
      html.element(.tbody) { html in
        for (index, task) in indicators.tasks.indexed {
          row(task.id, task.title, projection.tasks[index], isPart: false, &html)
          for (subtask, breakdown) in zip(task.subtasks, projection.subtasks[index]) {
            row(subtask.id, subtask.title, breakdown, isPart: true, &html)
          }
        }
        html.element(.tr, .class(.sum)) { html in
          html.element(.th, .rowHeading, text: text(zh: "合计", en: "sum"))
          cells(projection.whole, &html)
        }
      }
    }
    html.element(.ul, .class(.legend)) { html in
      for (part, kind) in zip(projection.whole.parts, Breakdown.fills) {
        html.element(.li) { html in
          html.element(.span, .class(.swatch), .ariaHidden) { html in
            html.element(.svg, .viewBox(60, 20), .stretched, .ariaHidden) { html in
              self.part(kind, 0..<60, &html)
            }
          }
          html.text(context.text(part.name))
        }
      }
    }
  }

  private func row(
    _ id: String, _ title: String, _ breakdown: Breakdown, isPart: Bool, _ html: inout HTML
  ) {
    let name = { (html: inout HTML) in
      html.element(.span, .class(.code), text: id + " ")
      self.page.own(title, &html)
    }
    html.element(.tr) { html in
      if isPart {
        html.element(.th, .rowHeading, .class(.sub), body: name)
      } else {
        html.element(.th, .rowHeading, body: name)
      }
      cells(breakdown, &html)
    }
  }

  private func cells(_ breakdown: Breakdown, _ html: inout HTML) {
    html.element(.td, .class(.wide)) { html in
      html.element(.div, .class(.bar)) { stack(breakdown, &$0) }
    }
    for part in breakdown.parts {
      html.element(
        .td, .class(.num), .label(context.text(part.name)),
        text: part.points == .zero ? "" : context.text(part.points))
    }
    html.element(
      .td, .class(.num), .label(text(zh: "分值", en: "points")),
      text: context.text(breakdown.points))
  }

  /// The five parts beside one another; the columns say the same in numbers. What the plan costs is taken from what is
  /// done.
  private func stack(_ breakdown: Breakdown, _ html: inout HTML) {
    var parts = breakdown.parts.map(\.points)
    if parts[1] < .zero {
      parts[0] += parts[1]
      parts[1] = .zero
    }
    html.element(.svg, .viewBox(1000, 20), .stretched, .ariaHidden) { html in
      var end = Points.zero
      var last = 0
      for (points, kind) in zip(parts, Breakdown.fills) where points > .zero {
        end += points
        let now = page.permille(end, of: breakdown.points)
        part(kind, last..<max(last, now), &html)
        last = now
      }
    }
  }

  /// A part of a bar; what is lost is lower, so that it can be told without colours.
  private func part(_ kind: Class, _ range: Range<Int>, _ html: inout HTML) {
    let isLow = kind == .fillFail
    html.element(
      .rect, .class(kind), .x(range.lowerBound), .y(isLow ? 7 : 0), .width(range.count),
      .height(isLow ? 6 : 20))
  }

  /// The requirements whose points the plan changes.
  private func changes(_ projection: Projection, _ html: inout HTML) {
    let changed = indicators.requirements.indices.filter {
      projection.requirements[$0].planned != .zero
    }
    guard !changed.isEmpty else { return }
    html.element(.h3, text: text(zh: "计划改变哪些要求的得分", en: "Requirements that the plan changes"))
    html.element(.ul, .class(.facts)) { html in
      for index in changed {
        let requirement = indicators.requirements[index]
        let moved = projection.requirements[index].planned
        html.element(.li) { html in
          html.element(.span, .class(.code), text: requirement.id + " ")
          page.own(requirement.title, &html)
          html.text(text(zh: "：", en: ": "))
          html.text(
            "\(context.text(assessment.outcomes[index].earned)) → \(context.text(projection.assessment.outcomes[index].earned)) "
          )
          html.element(
            .strong,
            text: (moved < .zero ? "−" : "+") + context.text(moved < .zero ? -moved : moved))
        }
      }
    }
  }
}

extension Breakdown {
  /// The fills of the parts, in their order.
  fileprivate static let fills: [Class] = [
    .fillAccent, .fillPlan, .fillFail, .fillOpen, .fillTrack,
  ]
}
