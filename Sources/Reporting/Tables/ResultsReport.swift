import Submissions
import Assessment
import Definitions
import Formats
import SourceText

extension ReportFormat {
  /// `results.csv`: the column of every unit.
  static let results = ReportFormat(
    name: "results", summary: Phrase(zh: "逐项得分明细", en: "the points of every requirement"),
    isDefault: true, make: { ResultsReport($0) })
}

/// A row per requirement of every unit by code, then what else moves its total: the column `earned` of a unit adds up to
/// its total, to the last digit.
///
/// The further rows have `cap`, `conversion`, `adjustment`, `veto`, `limit` or `decision` as their status, and the id of the group,
/// adjustment or veto where a requirement has its own.
struct ResultsReport: Report {
  let context: ReportContext
  var needs: ReportNeeds { ReportNeeds(facts: .all, gaps: true) }
  /// The fields of each requirement that are the same for all units: before and after the unit's own.
  private let titles: By<Requirement, [UInt8]>
  private let rules: By<Requirement, [UInt8]>

  init(_ context: ReportContext) {
    self.context = context
    let set = context.set
    titles = By(
      set.requirements.map { requirement in
        var bytes: [UInt8] = []
        bytes.field(requirement.task.map { set.tasks[$0].id } ?? "")
        bytes.field(requirement.id)
        bytes.field(requirement.title)
        return bytes
      })
    rules = By(
      set.requirements.map { requirement in
        var bytes: [UInt8] = []
        bytes.field(requirement.rule.lineDescription)
        return bytes
      })
  }

  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    var name: [UInt8] = []
    name.field(view.unit.unit.code)
    name.field(view.unit.unit.name)
    for row in view.rows() {
      bytes += name
      if case .requirement(let index) = row.kind {
        add(index, &view, to: &bytes)
      } else {
        add(row, view, to: &bytes)
      }
      bytes.endRow(context)
    }
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    try folder.file("results.csv") { file throws(WriteError) in
      try file.write(
        .header(
          [
            "code", "name", "task", "requirement", "title", "status", "earned", "possible", "value",
            "target", "distance", "win", "rule", "source", "state", "provenance", "why", "subtask",
            "by_rule", "verified",
          ], context))
      try reported.parts.copy(reported.run.units.map(\.unit), to: file)
    }
  }

  private func add(
    _ index: Index<Requirement>, _ view: inout UnitView, to bytes: inout [UInt8]
  ) {
    let outcome = view.assessment.outcomes[index]
    let facts = view.unit.facts(index)
    bytes += titles[index]
    bytes.field(outcome.status.rawValue)
    bytes.field(outcome.earned, digits: context.set.digits)
    bytes.field(outcome.base, digits: context.set.digits)
    bytes.field(value: facts)
    bytes.field(facts.target)
    bytes.field(number: facts.distance)
    if let win = view.win(index) {
      bytes.field(win, digits: context.set.digits)
    } else {
      bytes.emptyField()
    }
    bytes += rules[index]
    bytes.field(facts.source)
    bytes.field(facts.state?.rawValue ?? "")
    bytes.field(context.set.requirements[index].provenance.rawValue)
    bytes.field(context.text(facts.why))
    bytes.field(context.set.requirements[index].subtask ?? "")
    if let replaced = outcome.replaced {
      bytes.field(replaced.earned, digits: context.set.digits)
    } else {
      bytes.emptyField()
    }
    bytes.field(joined: facts.verified(context.set).map(context.text))
  }

  private func add(
    _ row: ColumnRow, _ view: UnitView, to bytes: inout [UInt8]
  ) {
    guard let further = view.furtherRow(row) else { return }
    let set = context.set
    var facts: RuleFacts?
    if case .adjustment(let index) = row.kind { facts = view.unit.facts(adjustment: index) }
    bytes.field(further.task.map { set.tasks[$0].id } ?? "")
    bytes.field(further.id)
    bytes.field(context.text(further.title))
    bytes.field(further.kind)
    bytes.field(further.points, digits: set.digits)
    if let possible = further.possible {
      bytes.field(possible, digits: set.digits)
    } else {
      bytes.emptyField()
    }
    if let facts { bytes.field(value: facts) } else { bytes.emptyField() }
    for _ in 0..<3 { bytes.emptyField() }
    bytes.field(further.rule?.lineDescription ?? "")
    bytes.field(facts?.source ?? view.findingPlaces(further.id))
    bytes.field(facts?.state?.rawValue ?? "")
    if case .adjustment(let index) = row.kind {
      bytes.field(set.adjustments[index].provenance.rawValue)
    } else {
      bytes.emptyField()
    }
    bytes.field(context.text(further.why))
    for _ in 0..<2 { bytes.emptyField() }
    bytes.field(joined: facts?.verified(context.set).map(context.text) ?? [])
  }
}
