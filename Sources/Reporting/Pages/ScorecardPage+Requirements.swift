import Assessment
import Definitions
import SourceText
import Submissions

extension ScorecardPage {
  /// Every requirement, task by task, and what else is in the column: all printed points add up to the total.
  mutating func requirements(_ html: inout HTML) {
    html.element(.section, .class(.panel), .id("all")) { html in
      html.element(.h2, text: text(zh: "全部要求与得分", en: "All requirements and their points"))
      filter(&html)
      let rows = view.rows()
      for (index, task) in indicators.tasks.indexed {
        html.element(.h3, .id(task.id)) { html in
          html.element(.span, .class(.code), text: task.id + " ")
          page.own(task.title, &html)
          if let lead = task.lead {
            html.text(" ")
            html.element(.small) { html in
              html.text(text(zh: "牵头 ", en: "lead: "))
              page.own(lead, &html)
            }
          }
        }
        html.element(.table, .class(.table, .cards, .reqs)) { html in
          head(&html)
          html.element(.tbody) { html in
            let beside = task.requirements.filter { indicators.requirements[$0].subtask == nil }
            for requirement in beside { row(requirement, &html) }
            caps(rows, task: index, subtask: nil, &html)
            let sums = context.plan.subtasks(of: index, assessment)
            for (subtask, sum) in zip(task.subtasks, sums) {
              head(subtask, sum, &html)
              for requirement in task.requirements
              where indicators.requirements[requirement].subtask == subtask.id {
                row(requirement, &html)
              }
              caps(rows, task: index, subtask: subtask.id, &html)
            }
            let result = assessment.tasks[index]
            sum(text(zh: "小计", en: "sum"), result.earned, result.base, &html)
          }
        }
      }
      total(rows, &html)
    }
  }

  /// The rows of the groups of a task that stand in a subtask, or in none.
  private func caps(
    _ rows: [ColumnRow], task: Index<KeyTask>, subtask: String?, _ html: inout HTML
  ) {
    for row in rows {
      guard case .cap(let index) = row.kind, indicators.groups[index].task == task,
        let member = indicators.groups[index].members.first,
        indicators.requirements[member].subtask == subtask,
        let further = view.furtherRow(row)
      else { continue }
      self.row(further, &html)
    }
  }

  /// The line above the requirements of a subtask: its title and its sum.
  private func head(_ subtask: Subtask, _ sum: NodeSum, _ html: inout HTML) {
    html.element(.tr, .class(.sum)) { html in
      html.element(.th, .rowHeading, .span(3)) { html in
        html.element(.span, .class(.code), text: subtask.id + " ")
        page.own(subtask.title, &html)
      }
      html.element(
        .td, .class(.num), text: "\(context.text(sum.earned)) / \(context.text(sum.base))")
      html.element(.td, .class(.wide), text: "")
    }
  }

  private func filter(_ html: inout HTML) {
    let choices: [(String, String)] = [
      ("only-all", text(zh: "全部", en: "all")),
      ("only-lost", text(zh: "只看失分和缺数据", en: "lost or missing")),
      ("only-missing", text(zh: "只看缺数据", en: "missing")),
    ]
    html.element(.div, .class(.filter), .role("group"), .ariaLabel(text(zh: "筛选", en: "filter"))) {
      html in
      for (index, choice) in choices.enumerated() {
        html.element(.label, .class(.choice), .for(choice.0)) { html in
          if index == 0 {
            html.element(.input, .radio, .name("only"), .id(choice.0), .checked)
          } else {
            html.element(.input, .radio, .name("only"), .id(choice.0))
          }
          html.text(choice.1)
        }
      }
    }
  }

  private func head(_ html: inout HTML) {
    html.element(.thead) { html in
      html.element(.tr) { html in
        html.element(.th, .columnHeading, text: text(zh: "要求", en: "requirement"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "现值", en: "value"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "目标", en: "target"))
        html.element(.th, .columnHeading, .class(.num), text: text(zh: "得分/应得", en: "points"))
        html.element(.th, .columnHeading, .class(.wide), text: text(zh: "为什么", en: "why"))
      }
    }
  }

  private mutating func row(_ index: Index<Requirement>, _ html: inout HTML) {
    let requirement = indicators.requirements[index]
    let outcome = assessment.outcomes[index]
    let facts = view.unit.facts(index)
    let isLost = outcome.status != .missing && (outcome.lost > .zero || outcome.status.isUnmet)
    let body = { (html: inout HTML) in
      html.element(.th, .rowHeading) { html in
        html.element(.span, .class(.code), text: requirement.id + " ")
        page.own(requirement.title, &html)
        page.tags(requirement, &html)
      }
      html.element(
        .td, .class(.num), .label(text(zh: "现值", en: "value"))
      ) { html in
        html.text(facts.value)
        for words in facts.verified(context.set) {
          html.element(.div, .class(.state), text: context.text(words))
        }
      }
      html.element(
        .td, facts.isTargetShort ? .class(.num) : .class(.wide),
        .label(text(zh: "目标", en: "target")), text: facts.target)
      html.element(.td, .class(.num), .label(text(zh: "得分", en: "points"))) { html in
        html.element(.strong, text: context.text(outcome.earned))
        html.text(" / \(context.text(outcome.base))")
        if let replaced = outcome.replaced {
          let points = context.text(replaced.earned)
          html.element(
            .div, .class(.state),
            text: text(zh: "改判，按规则 \(points)", en: "decided; by the rule \(points)"))
        }
        html.element(.div, .class(.state)) { html in
          html.element(.span, .class(.sign), .ariaHidden, text: outcome.status.sign)
          html.text(context.text(outcome.phrase))
        }
      }
      html.element(.td, .class(.wide)) { html in
        html.text(context.text(facts.why))
        details(requirement, facts, &html)
      }
    }
    switch (outcome.status == .missing, isLost) {
    case (true, _): html.element(.tr, .class(.missing), body: body)
    case (false, true): html.element(.tr, .class(.lost), body: body)
    case (false, false): html.element(.tr, body: body)
    }
  }

  /// Where the requirement comes from, what proves it, its rule and its cells.
  private func details(
    _ requirement: Requirement, _ facts: RuleFacts, _ html: inout HTML
  ) {
    html.element(.div, .class(.refs)) { html in
      let provenance = context.text(requirement.provenance.phrase)
      let source = requirement.source ?? ""
      html.text(text(zh: "出处 ", en: "provenance: ") + provenance)
      if !source.isEmpty, source != provenance {
        html.text(text(zh: "：", en: ", "))
        page.own(source, &html)
      }
      if !requirement.evidence.isEmpty {
        html.text(text(zh: "；佐证 ", en: "; evidence: "))
        page.own(requirement.evidence.joined(separator: text(zh: "、", en: ", ")), &html)
      }
      html.text(text(zh: "；", en: "; "))
      origin(requirement, facts, &html)
    }
  }

  private func row(_ further: FurtherRow, _ html: inout HTML) {
    html.element(.tr, .class(.sum)) { html in
      html.element(.th, .rowHeading, .span(3)) { html in
        if !further.id.isEmpty { html.element(.span, .class(.code), text: further.id + " ") }
        page.own(context.text(further.title), &html)
      }
      html.element(.td, .class(.num)) { html in
        let isLoss = further.points < .zero
        html.element(
          .strong,
          text: (isLoss ? "−" : "+") + context.text(isLoss ? -further.points : further.points))
      }
      html.element(.td, .class(.wide)) { html in
        html.text(context.text(further.why))
        guard let rule = further.rule else { return }
        html.element(.div, .class(.refs)) { html in
          html.text(text(zh: "规则 ", en: "rule "))
          html.element(.code, text: rule.lineDescription)
        }
      }
    }
  }

  private func sum(_ name: String, _ earned: Points, _ base: Points?, _ html: inout HTML) {
    html.element(.tr, .class(.sum)) { html in
      html.element(.th, .rowHeading, .span(3), text: name)
      html.element(
        .td, .class(.num),
        text: context.text(earned) + (base.map { " / " + context.text($0) } ?? ""))
      html.element(.td, .class(.wide), text: "")
    }
  }

  /// From the sum of the tasks to the total, a row each.
  private func total(_ rows: [ColumnRow], _ html: inout HTML) {
    html.element(.h3, .id("total"), text: text(zh: "合计", en: "The total"))
    html.element(.table, .class(.table, .cards)) { html in
      html.element(.tbody) { html in
        sum(text(zh: "各项任务合计", en: "sum of the tasks"), assessment.earned, assessment.base, &html)
        for row in rows {
          switch row.kind {
          case .requirement, .cap: continue
          case .conversion, .adjustment, .veto, .limit, .decision:
            if let further = view.furtherRow(row) { self.row(further, &html) }
          }
        }
        sum(text(zh: "总分", en: "total"), view.result.total, nil, &html)
      }
    }
  }
}

extension RuleFacts {
  /// Whether the target fits a narrow column.
  var isTargetShort: Bool { target.displayWidth <= 14 }

  /// Whether the reason names the target already.
  func namesTarget(_ language: Language) -> Bool {
    why.text(language).contains(target.drop { $0 == "≥" || $0 == "≤" })
  }
}
