import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

extension JSONReport {
  /// What `explain --format json` prints of a unit: the same answer as the text, for other programs.
  func explanation(of subject: RuleSubject, _ view: inout UnitView) -> String {
    let set = context.set
    var json = JSONText(lineDepth: 2)
    json.object { json in
      json.field("format", 1)
      if let words = context.sampleWords { json.field("sample", words) }
      json.field("law", Law.edition)
      json.objectField("set") { json in
        json.field("id", set.id)
        json.field("edition", set.edition)
        json.field("digits", set.digits)
      }
      json.field("period", context.period.label)
      json.objectField("unit") { json in
        json.field("code", view.unit.unit.code)
        json.field("name", view.unit.unit.name)
        json.field("total", view.result.total, digits: set.digits)
        json.field("computed", view.assessment.total, digits: set.digits)
        json.field("worst", view.assessment.worstTotal, digits: set.digits)
        json.field("best", view.assessment.bestTotal, digits: set.digits)
      }
      switch subject {
      case .requirement(let index):
        json.objectField("rule") { add(set.requirements[index], to: &$0) }
        json.objectField("result") { add(index, &view, to: &$0) }
      case .adjustment(let index):
        json.objectField("rule") { add(set.adjustments[index], to: &$0) }
        json.objectField("result") { add(adjustment: index, view.unit, to: &$0) }
      case .gate(let index):
        json.objectField("result") { json in
          add(
            set.gates[index], view.result.verdicts[index], view.assessment.gates[index],
            context.plan.skipped(by: index, view.assessment), to: &json)
        }
      case .veto(let index):
        json.objectField("result") { json in
          add(index, view.assessment.vetoes[index], view.unit.findings, to: &json)
        }
      }
      if let working = view.unit.working[subject] { add(working, to: &json) }
      if let gap = view.unit.gaps.first(where: { $0.source.subject == subject }) {
        json.objectField("gap") { add(gap, to: &$0) }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func add(adjustment index: Int, _ unit: UnitReport, to json: inout JSONText) {
    let result = unit.assessment.adjustments[index]
    let facts = unit.facts(adjustment: index)
    json.field("status", result.outcome.rawValue)
    json.field("moved", result.moved, digits: context.set.digits)
    json.field("worst", result.worst, digits: context.set.digits)
    json.field("best", result.best, digits: context.set.digits)
    json.field("value", facts.value.isEmpty ? nil : facts.value)
    json.field("state", facts.state?.rawValue)
    json.field("why", context.text(facts.why))
  }

  private func add(_ working: Working, to json: inout JSONText) {
    json.arrayField("cells") { json in
      for cell in working.cells { json.element { add(cell, to: &$0) } }
    }
    json.arrayField("steps") { add(working.steps, to: &$0) }
    guard let way = working.way else { return }
    json.arrayField("checks") { json in
      for check in working.checks {
        json.element { json in
          if let holds = check.holds { json.field("holds", holds) }
          json.field("open", check.isOpen)
          json.arrayField("steps") { add(check.steps, to: &$0) }
        }
      }
    }
    json.objectField("way") { json in
      json.arrayField("needed") { json in
        for gap in way.needed { json.element { add(gap, to: &$0) } }
      }
      json.arrayField("forTotal") { json in
        for gap in way.forTotal { json.element { add(gap, to: &$0) } }
      }
      json.field("total", way.total, digits: context.set.digits)
      json.arrayField("lacks", way.lacks.map { id(of: $0) })
    }
  }

  /// What a gate lacks: the id of its task, requirement or adjustment, or the word total.
  private func id(of need: WayToGate.Need) -> String {
    switch need {
    case .total: "total"
    case .task(let index): context.set.tasks[index].id
    case .met(let index), .data(.requirement(let index)): context.set.requirements[index].id
    case .data(.adjustment(let index)): context.set.adjustments[index].id
    }
  }

  private func add(_ steps: [TraceStep], to json: inout JSONText) {
    for step in steps {
      json.element { json in
        json.field("what", context.text(step.what))
        json.field("working", context.text(step.working))
        json.field("rule", step.rule?.lineDescription)
        json.field("depth", step.depth)
      }
    }
  }

  private func add(_ cell: CellFacts, to json: inout JSONText) {
    let item = context.set.items[cell.item]
    json.field("item", item.name)
    json.field("state", cell.state.rawValue)
    json.field("reported", context.text(cell.reported.words(item)))
    json.field("place", cell.place?.description)
    if let verification = cell.verification, case .value(_, let value) = verification.target {
      json.objectField("verified") { json in
        json.field("value", context.text(item.phrase(value)))
        json.field("by", verification.by)
        json.field("document", verification.document)
        json.field("place", verification.place.lineDescription)
      }
    }
    if let taken = cell.taken, !taken.isNull {
      json.field("taken", context.text(item.phrase(taken)))
    }
    if let rolledUp = cell.rolledUp { json.objectField("rolledUp") { add(rolledUp, to: &$0) } }
    if let records = cell.reported.records {
      json.arrayField("records") { json in
        for (index, record) in cell.records.enumerated() where index < records.count {
          json.element { json in
            json.field("place", records.place(of: index).description)
            json.arrayField("columns") { json in
              for column in item.table?.entries(of: record) ?? [] {
                json.element { json in
                  json.field("name", column.name)
                  json.field("value", column.words)
                }
              }
            }
          }
        }
      }
    }
  }
}
