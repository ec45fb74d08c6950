package import Assessment
package import Definitions
package import Formats
package import Run
package import SourceText
package import Submissions

/// A finished run with what reports say of it: a summary of each unit, places, who did not report.
package struct RunSummary: Sendable {
  package let context: ReportContext
  package let ranking: Ranking
  /// The units that reported, by code.
  package let units: [UnitSummary]
  /// The units of the assessed level that did not report, by code.
  package let notReported: [Index<Unit>]
  /// All diagnostics about submissions, in order, each once.
  package let problems: Problems
  /// The first of them that are more than a note, for the overview.
  let firstProblems: [Diagnostic]
  /// How many of those the overview shows.
  static let shownProblems = 60
  /// The numbers of those about each unit, by code: about itself and, for a scored unit, about those below it.
  let problemsOfUnits: [String: [Int32]]
  /// Whether there is an error about no unit of the registry.
  package let hasErrorsOfNobody: Bool
  private let byUnit: [Index<Unit>: Int]
  private let silent: Set<Index<Unit>>

  /// Puts together what the units left behind; the order of summaries does not matter.
  /// - Throws: What keeps the problems from being read.
  package init(
    _ context: ReportContext, _ run: FinishedRun, summaries: [UnitSummary]
  ) throws(WriteError) {
    self.context = context
    // Mostly they come in order: no second list of a million units is made.
    let isInOrder = zip(summaries, summaries.dropFirst()).allSatisfy { $0.unit < $1.unit }
    let units = isInOrder ? summaries : summaries.sorted { $0.unit < $1.unit }
    self.units = units
    ranking = run.ranking
    notReported = run.notReported
    silent = Set(run.notReported)
    problems = run.problems
    var first: [Int] = []
    var ofUnits: [String: [Int32]] = [:]
    var hasErrorsOfNobody = false
    var number: Int32 = 0
    try problems.forEachSubject { severity, unit in
      if severity != .note, first.count < RunSummary.shownProblems { first.append(Int(number)) }
      for code in context.concerned(unit) { ofUnits[code, default: []].append(number) }
      if severity == .error, unit.flatMap({ context.registry.index(of: $0) }) == nil {
        hasErrorsOfNobody = true
      }
      number += 1
    }
    var shown: [Diagnostic] = []
    for number in first { shown.append(try problems.problem(number)) }
    firstProblems = shown
    problemsOfUnits = ofUnits
    self.hasErrorsOfNobody = hasErrorsOfNobody
    byUnit = Dictionary(
      units.indices.map { (units[$0].unit, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The units that reported by place, then code; those without a place last. They are looked up as they are asked for.
  package var byPlace: some RandomAccessCollection<UnitSummary> {
    ranking.order.compactMap { byUnit[$0.unit] }.lazy.map { units[$0] }
  }

  /// The summary of a unit of the registry; nil where it was not scored.
  package func summary(of unit: Index<Unit>) -> UnitSummary? { byUnit[unit].map { units[$0] } }

  /// Whether a unit of the registry should have reported and has not.
  package func isSilent(_ unit: Index<Unit>) -> Bool { silent.contains(unit) }

  /// The unit that a summary is about.
  package func unit(_ summary: UnitSummary) -> Unit { context.registry.units[summary.unit] }

  /// That files were not read which may hold what units seem not to have reported; nil where all were read.
  package var unreadNote: Phrase? {
    guard !notReported.isEmpty, !context.unread.isEmpty else { return nil }
    let (count, list) = (context.unread.count, context.scope.unreadList(about: nil))
    return Phrase(
      zh: "另有 \(count) 个文件没有读取，其中可能有它们的数据：\(list.text(.zh))",
      en: "\(count) files were not read and may be theirs: \(list.text(.en))")
  }

  /// How many problems are about each unit, by code.
  package var problemCounts: [String: Int] { problemsOfUnits.mapValues(\.count) }

  /// The problems about a unit.
  func problems(of unit: Unit) throws(WriteError) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for number in problemsOfUnits[unit.code] ?? [] {
      found.append(try problems.problem(Int(number)))
    }
    return found
  }
}

extension ReportContext {
  /// The codes of the unit that a diagnostic is about, if any, and of the scored unit above it.
  fileprivate func concerned(_ unit: String?) -> [String] {
    guard let code = unit else { return [] }
    let units = registry.units
    var unit = registry.index(of: code)
    while let below = unit, units[below].level < level { unit = units[below].parent }
    guard let unit, units[unit].level == level, units[unit].code != code else { return [code] }
    return [code, units[unit].code]
  }
}
