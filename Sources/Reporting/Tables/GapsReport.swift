import Submissions
import Assessment
import Definitions
import Formats
import SourceText

extension ReportFormat {
  /// `gaps.csv`: the points that can still be won.
  static let gaps = ReportFormat(
    name: "gaps", summary: Phrase(zh: "失分清单（错题本）", en: "the points that can still be won"),
    isDefault: true, make: { GapsReport($0) })
}

/// A row per lost or open point of every unit: by the unit's code, then the points to win, most first.
struct GapsReport: Report {
  let context: ReportContext
  var needs: ReportNeeds { ReportNeeds(facts: .ofGaps, gaps: true) }
  /// The fields of each requirement that are the same for all units.
  private let duties: By<Requirement, [UInt8]>
  private let adjustmentDuties: [[UInt8]]

  init(_ context: ReportContext) {
    self.context = context
    duties = By(context.set.requirements.map(GapsReport.duty))
    adjustmentDuties = context.set.adjustments.map(GapsReport.duty)
  }

  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    let set = context.set
    for gap in view.unit.gaps.toBeWon {
      let requirement: Requirement
      let status: String
      let facts: RuleFacts
      switch gap.source {
      case .requirement(let index):
        requirement = set.requirements[index]
        status = view.assessment.outcomes[index].status.rawValue
        facts = view.unit.facts(index)
      case .adjustment(let index):
        requirement = set.adjustments[index]
        status = "adjustment"
        facts = view.unit.facts(adjustment: index)
      }
      bytes.field(view.unit.unit.code)
      bytes.field(view.unit.unit.name)
      bytes.field(requirement.task.map { set.tasks[$0].id } ?? "")
      bytes.field(requirement.id)
      bytes.field(requirement.title)
      bytes.field(status)
      bytes.field(value: facts)
      bytes.field(facts.target)
      bytes.field(gap.lost, digits: set.digits)
      bytes.field(gap.win, digits: set.digits)
      bytes.field(joined: gap.blocks.map { set.gates[$0].id })
      switch gap.source {
      case .requirement(let index): bytes += duties[index]
      case .adjustment(let index): bytes += adjustmentDuties[index]
      }
      bytes.field(requirement.rule.lineDescription)
      bytes.field(facts.source)
      bytes.field(requirement.provenance.rawValue)
      bytes.field(joined: facts.verified(context.set).map(context.text))
      bytes.field(gap.assumption(set).map { context.text($0) } ?? "")
      bytes.endRow(context)
    }
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    try folder.file("gaps.csv") { file throws(WriteError) in
      try file.write(
        .header(
          [
            "code", "name", "task", "requirement", "title", "status", "value", "target", "lost",
            "win", "blocks", "lead", "with", "scorer", "due", "evidence", "remedy", "rule",
            "source", "provenance", "verified", "assuming",
          ], context))
      try reported.parts.copy(reported.run.units.map(\.unit), to: file)
    }
  }

  private static func duty(_ requirement: Requirement) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.field(requirement.lead ?? "")
    bytes.field(joined: requirement.with)
    bytes.field(requirement.scorer ?? "")
    bytes.field(requirement.due ?? "")
    bytes.field(joined: requirement.evidence)
    bytes.field(requirement.remedy ?? "")
    return bytes
  }
}

extension [UInt8] {
  /// Appends the value of a requirement: a number of ours as it is, a text of somebody else's safely.
  mutating func field(value facts: RuleFacts) {
    if facts.isNumber { field(number: facts.value) } else { field(facts.value) }
  }
}
