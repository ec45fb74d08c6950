import FEEL
import Assessment
import Definitions
import Formats
import SourceText
import Submissions

extension ReportFormat {
  /// `assessment.json`: everything, for other programs; `Docs/assessment.schema.json` describes it.
  static let json = ReportFormat(
    name: "json", summary: Phrase(zh: "全部结果，供其他程序使用", en: "everything, for other programs"),
    isDefault: true, make: { JSONReport(context: $0) })
}

/// Everything about a run in one object: the set, a line per unit by code, a line per problem.
///
/// Points are numbers with all the digits of the set, so their text is exact; values, targets and distances are texts as
/// the tables print them. A reader that adds points up reads them as decimals.
struct JSONReport: Report {
  let context: ReportContext

  private var digits: Int { context.set.digits }
  var showsUnitsBelow: Bool { true }
  var needs: ReportNeeds { ReportNeeds(facts: .all, gaps: true, below: true) }

  /// What follows the place of a unit in its object.
  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    let assessment = view.assessment
    let set = context.set
    var json = JSONText()
    json.object { json in
      json.field("total", view.result.total, digits: digits)
      json.field("computed", assessment.total, digits: digits)
      json.field("worst", assessment.worstTotal, digits: digits)
      json.field("best", assessment.bestTotal, digits: digits)
      json.field("judged", assessment.isJudged)
      json.field("earned", assessment.earned, digits: digits)
      json.field("possible", assessment.base, digits: digits)
      json.field("score", assessment.score, digits: digits)
      json.field("missing", assessment.missing)
      json.field("itemsReported", assessment.reported)
      json.field("itemsRequired", assessment.required)
      json.arrayField("gates") { json in
        for (index, result) in assessment.gates.indexed {
          let skipped = context.plan.skipped(by: index, assessment)
          json.element {
            add(set.gates[index], view.result.verdicts[index], result, skipped, to: &$0)
          }
        }
      }
      json.arrayField("vetoes") { json in
        for (index, state) in assessment.vetoes.enumerated() where state != .none {
          json.element { add(index, state, view.unit.findings, to: &$0) }
        }
      }
      json.arrayField("tasks") { json in
        for (index, result) in assessment.tasks.indexed {
          let task = set.tasks[index]
          json.element { json in
            json.field("task", task.id)
            add(result, to: &json)
            let subtasks = context.plan.subtasks(of: index, assessment)
            json.arrayField("subtasks") { json in
              for (subtask, sum) in zip(task.subtasks, subtasks) {
                json.element { json in
                  json.field("subtask", subtask.id)
                  add(sum, to: &json)
                }
              }
            }
          }
        }
      }
      addViews(&view, to: &json)
      addDecisions(view.unit, to: &json)
      addProjection(view.unit.projection, to: &json)
      json.arrayField("requirements") { json in
        for index in set.requirements.indices {
          json.element { add(index, &view, to: &$0) }
        }
      }
      let below = view.unit.below
      if !below.isEmpty {
        json.arrayField("below") { json in
          for rolledUp in below { json.element { add(rolledUp, to: &$0) } }
        }
      }
      json.arrayField("further") { json in
        for row in view.rows() {
          guard let further = view.furtherRow(row) else { continue }
          json.element { add(further, to: &$0) }
        }
      }
      json.arrayField("gaps") { json in
        for gap in view.unit.gaps.toBeWon { json.element { add(gap, to: &$0) } }
      }
    }
    // The braces of the object come with its head, which knows the place.
    bytes += json.bytes.dropFirst()
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    let run = reported.run
    try folder.file("assessment.json") { file throws(WriteError) in
      var head = head()
      head.append(",\n  \"units\": [")
      try file.write(head)
      var first = true
      for unit in context.registry.units.indices {
        let place = run.ranking.place(of: unit)
        let isSilent = run.isSilent(unit)
        guard isSilent || run.summary(of: unit) != nil else { continue }
        var line = JSONText()
        line.object { json in
          json.field("code", context.registry.units[unit].code)
          json.field("name", context.registry.units[unit].name)
          json.field("reported", !isSilent)
          json.field("rank", place)
        }
        try file.write(first ? "\n    " : ",\n    ")
        first = false
        if isSilent {
          try file.write(line.bytes)
        } else {
          try file.write(line.bytes.dropLast() + [UInt8(ascii: ",")])
          try reported.parts.copy(unit, to: file)
        }
      }
      try file.write("\n  ],\n  \"problems\": [")
      var isFirst = true
      try run.problems.forEach { (found) throws(WriteError) in
        try file.write(isFirst ? "\n    " : ",\n    ")
        isFirst = false
        try file.write(problem(found))
      }
      try file.write("\n  ]\n}\n")
    }
  }

  // MARK: The run

  /// The object up to the units, without its closing brace.
  private func head() -> [UInt8] {
    let set = context.set
    var json = JSONText(lineDepth: 2)
    json.object { json in
      json.field("format", 1)
      if let words = context.sampleWords { json.field("sample", words) }
      json.objectField("set") { json in
        json.field("id", set.id)
        json.field("title", set.title)
        json.field("edition", set.edition)
        json.field("points", set.points, digits: digits)
        json.field("digits", digits)
        json.field("assesses", context.level.rawValue)
      }
      json.field("period", context.period.label)
      json.field("language", context.language.rawValue)
      json.arrayField("gates") { json in
        for gate in set.gates {
          json.element { json in
            json.field("gate", gate.id)
            json.field("title", gate.title)
            json.field("after", gate.after.map { set.gates[$0].id })
          }
        }
      }
      json.arrayField("tasks") { json in
        for task in set.tasks {
          json.element { json in
            json.field("task", task.id)
            json.field("title", task.title)
            json.field("points", task.points, digits: digits)
            json.field("lead", task.lead)
            json.arrayField("subtasks") { json in
              for subtask in task.subtasks {
                json.element { json in
                  json.field("subtask", subtask.id)
                  json.field("title", subtask.title)
                }
              }
            }
          }
        }
      }
      addViews(to: &json)
      json.arrayField("requirements") { json in
        for requirement in set.requirements { json.element { add(requirement, to: &$0) } }
      }
      json.arrayField("adjustments") { json in
        for adjustment in set.adjustments { json.element { add(adjustment, to: &$0) } }
      }
    }
    // "\n}\n" is written when the units are.
    return json.bytes.dropLast(3)
  }

  /// What a requirement or adjustment is.
  func add(_ requirement: Requirement, to json: inout JSONText) {
    json.field(requirement.task == nil ? "adjustment" : "requirement", requirement.id)
    json.field("title", requirement.title)
    if let task = requirement.task {
      json.field("task", context.set.tasks[task].id)
      json.field("subtask", requirement.subtask)
      json.field("points", requirement.points, digits: digits)
      json.field("kind", requirement.kind.rawValue)
      json.arrayField("marks", requirement.marks)
    }
    json.field("lead", requirement.lead)
    json.arrayField("with", requirement.with)
    json.field("scorer", requirement.scorer)
    json.field("due", requirement.due)
    json.arrayField("evidence", requirement.evidence)
    json.field("remedy", requirement.remedy)
    json.field("provenance", requirement.provenance.rawValue)
    json.field("source", requirement.source)
    json.field("rule", requirement.rule.lineDescription)
  }

  private func problem(_ diagnostic: Diagnostic) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.field("severity", diagnostic.severity.rawValue)
      json.field("code", diagnostic.code)
      json.field("file", diagnostic.place?.path)
      json.field("line", diagnostic.place?.line)
      json.field("column", diagnostic.place?.column)
      json.field("unit", diagnostic.unit)
      json.field("item", diagnostic.item)
      json.field("message", context.text(diagnostic.message))
      json.field("help", diagnostic.help.map(context.text))
    }
    return json.bytes
  }

  // MARK: A unit

  /// How a unit stands at a gate.
  func add(
    _ gate: Gate, _ verdict: Verdict, _ result: GateResult, _ skipped: Skipped,
    to json: inout JSONText
  ) {
    json.field("gate", gate.id)
    json.field("verdict", verdict.rawValue)
    json.field("computed", result.verdict.rawValue)
    json.arrayField("obstacles") { json in
      for obstacle in result.obstacles {
        json.element { json in
          json.field("kind", obstacle.kind)
          switch obstacle {
          case .total(let needed, let short):
            json.field("needed", decimal: needed.description)
            json.field("short", decimal: short.description)
          case .task(let index, let needed, let short):
            json.field("task", context.set.tasks[index].id)
            json.field("needed", decimal: needed.description)
            json.field("short", decimal: short.description)
          case .notMet(let index, _), .blocked(.requirement(let index), _):
            json.field("requirement", context.set.requirements[index].id)
          case .blocked(.adjustment(let index), _):
            json.field("adjustment", context.set.adjustments[index].id)
          case .veto(let index, _): json.field("veto", context.set.vetoes[index].id)
          case .after(let index): json.field("gate", context.set.gates[index].id)
          case .peers(let count): json.field("open", count)
          case .reported, .check, .notJudged, .closed: break
          }
          json.field("message", context.text(obstacle.words(gate: gate, context.set)))
        }
      }
    }
    json.objectField("skipped") { json in
      let requirements = context.set.requirements
      json.arrayField("waived", skipped.waived.map { requirements[$0].id })
      json.arrayField("notApplicable", skipped.notApplicable.map { requirements[$0].id })
      json.arrayField("tasks", skipped.tasks.map { context.set.tasks[$0].id })
    }
  }

  /// The state of a veto, with the findings that trigger it.
  func add(
    _ index: Int, _ state: VetoState, _ findings: [Finding], to json: inout JSONText
  ) {
    let veto = context.set.vetoes[index]
    json.field("veto", veto.id)
    json.field("state", state.rawValue)
    json.arrayField("findings") { json in
      for finding in findings where finding.target == veto.id {
        json.element { json in
          json.field("authority", finding.authority)
          json.field("document", finding.document)
          json.field("date", finding.date.isoText)
          json.field("until", finding.until?.isoText)
          json.field("reason", finding.reason)
          json.field("source", finding.place.lineDescription)
        }
      }
    }
  }

  /// What a requirement gives.
  func add(
    _ index: Index<Requirement>, _ view: inout UnitView, to json: inout JSONText
  ) {
    let outcome = view.assessment.outcomes[index]
    let facts = view.unit.facts(index)
    json.field("requirement", context.set.requirements[index].id)
    json.field("status", outcome.status.rawValue)
    json.field("earned", outcome.earned, digits: digits)
    json.field("possible", outcome.base, digits: digits)
    json.field("worst", outcome.worst, digits: digits)
    json.field("best", outcome.best, digits: digits)
    json.field("value", facts.value.isEmpty ? nil : facts.value)
    json.field("target", facts.target.isEmpty ? nil : facts.target)
    json.field("distance", facts.distance.isEmpty ? nil : facts.distance)
    json.field("state", facts.state?.rawValue)
    json.arrayField("source") { json in
      for cell in facts.cells {
        json.element { json in
          json.field("item", context.set.items[cell.item].name)
          json.field("place", cell.place?.description)
          json.field("verified", cell.verified(context.set).map(context.text))
          if let records = cell.reported.records {
            json.field("records", records.count)
          }
        }
      }
    }
    json.field("why", context.text(facts.why))
    addOverride(outcome, view.unit, to: &json)
  }

  /// What came together from the units below.
  func add(_ rolledUp: RolledUp, to json: inout JSONText) {
    json.field("item", context.set.items[rolledUp.item].name)
    json.field("value", rolledUp.value.isNull ? nil : rolledUp.value.words)
    json.field("known", rolledUp.coverage.known)
    json.field("expected", rolledUp.coverage.expected)
    json.arrayField("units") { json in
      for (unit, value) in rolledUp.below {
        json.element { json in
          json.field("code", unit.code)
          json.field("name", unit.name)
          json.field("value", value.isNull ? nil : value.words)
        }
      }
    }
  }

  private func add(_ further: FurtherRow, to json: inout JSONText) {
    json.field("kind", further.kind)
    json.field("id", further.id.isEmpty ? nil : further.id)
    json.field("earned", further.points, digits: digits)
    json.field("rule", further.rule?.lineDescription)
    json.field("why", context.text(further.why))
  }

  /// What can still be won.
  func add(_ gap: Gap, to json: inout JSONText) {
    switch gap.source {
    case .requirement(let index):
      json.field("requirement", context.set.requirements[index].id)
    case .adjustment(let index): json.field("adjustment", context.set.adjustments[index].id)
    }
    json.field("lost", gap.lost, digits: digits)
    json.field("win", gap.win, digits: digits)
    if gap.isAssumed { json.field("assumed", true) }
    if gap.isTargetMoving { json.field("targetMoves", true) }
    if !gap.changes.isEmpty {
      json.arrayField("changes") { json in
        for change in gap.changes {
          let item = context.set.items[change.item]
          json.element { json in
            json.field("item", item.name)
            json.field("value", context.text(item.phrase(change.value)))
          }
        }
      }
    }
    json.arrayField("blocks", gap.blocks.map { context.set.gates[$0].id })
  }
}
