import Submissions
import Assessment
import Definitions
import Formats
import SourceText

extension ReportFormat {
  /// `scores.csv`: a row per unit by place, then code.
  static let scores = ReportFormat(
    name: "scores", summary: Phrase(zh: "得分总表，每个单位一行", en: "scores, a row per unit"),
    isDefault: true, make: { ScoresReport(context: $0) })
}

/// A row per unit by place, then code; then the units without a place; then those that did not report.
///
/// The cell of a requirement is empty where nothing was judged: its items are missing, or it left the base. A unit that did
/// not report has neither total nor points, and misses every requirement.
struct ScoresReport: Report {
  let context: ReportContext

  private var digits: Int { context.set.digits }

  /// What follows the place.
  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    let assessment = view.assessment
    let set = context.set
    bytes.field(joined: passed(view.result.verdicts))
    bytes.field(
      joined: assessment.vetoes.indices.filter { assessment.vetoes[$0] == .found }
        .map { set.vetoes[$0].id })
    bytes.field(assessment.missing)
    for tally in assessment.outcomes.tallies {
      if tally.status == .missing || tally.base == .zero {
        bytes.emptyField()
      } else {
        bytes.field(tally.earned, digits: digits)
      }
    }
    let overrides = view.unit.overrides
    let replaced =
      overrides.isEmpty
      ? [] : assessment.outcomes.indices.filter { assessment.outcomes[$0].replaced != nil }
    bytes.field(joined: replaced.map { set.requirements[$0].id })
    bytes.field(
      joined: overrides.filter(\.isDecision).map { "\($0.id(set))=\($0.value(context))" })
    if let projection = view.unit.projection {
      bytes.field(projection.assessment.total, digits: digits)
    } else {
      bytes.emptyField()
    }
    add(view.decisive, to: &bytes)
    if view.result.isTotalDecided {
      bytes.field(view.result.computedTotal, digits: digits)
    } else {
      bytes.emptyField()
    }
    bytes.field(
      joined: view.result.isDecided.contains(true) ? passed(view.result.computedVerdicts) : [])
    bytes.endRow(context)
  }

  private func passed(_ verdicts: By<Gate, Verdict>) -> [String] {
    verdicts.indices.filter { verdicts[$0] == .passed }.map { context.set.gates[$0].id }
  }

  /// What decides beside the points: signs without a finding, the requirements that are exempt and waived, what the limits
  /// of the total make of it, the items that are verified, the requirements whose points were given.
  private func add(_ facts: [DecisiveFact], to bytes: inout [UInt8]) {
    var columns = [[String]](repeating: [], count: 6)
    let requirements = context.set.requirements
    for fact in facts {
      let detail = fact.detail.map(context.text) ?? ""
      switch fact.kind {
      case .veto(let index, .asked): columns[0].append(context.set.vetoes[index].id)
      case .veto: continue
      case .exempt(let index): columns[1].append(requirements[index].id)
      case .waived(let index): columns[2].append(requirements[index].id)
      case .limited: columns[3].append(detail)
      case .verified(let item): columns[4].append("\(context.set.items[item].name) \(detail)")
      case .given(let index): columns[5].append(requirements[index].id)
      }
    }
    for texts in columns { bytes.field(joined: texts) }
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    let run = reported.run
    try folder.file("scores.csv") { file throws(WriteError) in
      try file.write(
        .header(
          ["code", "name", "total", "rank", "gates", "vetoes", "missing"]
            + context.set.requirements.map(\.id) + [
              "overrides", "decisions", "projected", "signs", "exempt", "waived", "limited",
              "verified", "given", "computed_total", "computed_gates",
            ], context))
      for summary in run.byPlace {
        var row: [UInt8] = []
        row.field(run.unit(summary).code)
        row.field(run.unit(summary).name)
        row.field(summary.total, digits: digits)
        if let place = run.ranking.place(of: summary.unit) {
          row.field(place)
        } else {
          row.emptyField()
        }
        try file.write(row)
        try reported.parts.copy(summary.unit, to: file)
      }
      for unit in run.notReported { try file.write(row(notReported: unit)) }
    }
  }

  private func row(notReported index: Index<Unit>) -> [UInt8] {
    let unit = context.registry.units[index]
    let findings = Set(context.findingsInForce(about: index).map(\.target))
    var row: [UInt8] = []
    row.field(unit.code)
    row.field(unit.name)
    for _ in 0..<3 { row.emptyField() }
    row.field(joined: context.set.vetoes.map(\.id).filter(findings.contains))
    row.field(context.set.requirements.count)
    for _ in context.set.requirements { row.emptyField() }
    row.emptyField()
    row.field(
      joined: context.overrides.filter { $0.unit == index && $0.isDecision }
        .map { "\($0.id(context.set))=\($0.value(context))" })
    for _ in 0..<3 { row.emptyField() }
    row.field(joined: context.set.requirements.map(\.id).filter(findings.contains))
    for _ in 0..<5 { row.emptyField() }
    row.endRow(context)
    return row
  }
}
