package import Assessment
package import Definitions
package import Formats
package import SourceText
package import Submissions

/// Whom a run is about: the units that are expected, in which period, and what could not be read of what they handed in.
package struct RunScope: Sendable {
  /// The units that exist in the period, and the level of those that are scored.
  package var occasion: Occasion
  /// Whether a registry was given; without one nobody is known not to have reported.
  package var isRegistryGiven: Bool
  /// The files as printed of which nothing, or not all, was read: they may hold units that seem not to have reported.
  @ForeignText package var unread: [String]

  package init(_ occasion: Occasion, isRegistryGiven: Bool, unread: [String]) {
    self.occasion = occasion
    self.isRegistryGiven = isRegistryGiven
    self.unread = unread
  }

  /// The units that exist in the period.
  package var registry: Registry { occasion.registry }
  package var period: Period { occasion.period }
  /// The level of the units that are scored.
  package var level: Level { occasion.level }

  /// The units that are expected and not among those that reported, ascending.
  package func notReported(_ reported: Set<Index<Unit>>) -> [Index<Unit>] {
    isRegistryGiven ? registry.units(at: level).filter { !reported.contains($0) } : []
  }

  /// The files that were not read: those that are named for a unit where there are any, else the first of all.
  package func unreadList(about unit: Unit?) -> Phrase {
    let named = unread.filter { path in
      guard let unit else { return true }
      return path.contains(unit.code) || path.contains(unit.name)
    }
    let all = named.isEmpty ? unread : named
    let shown = all.prefix(Self.listed)
    let isCut = all.count > shown.count
    return Phrase(
      zh: shown.joined(separator: "、") + (isCut ? " 等" : ""),
      en: shown.joined(separator: ", ") + (isCut ? " …" : ""))
  }

  /// How many names are listed.
  private static let listed = 5
}

/// A run after its last unit: places are known, and who did not report.
package struct FinishedRun: Sendable {
  package let ranking: Ranking
  /// The units that are expected and did not report, ascending.
  package let notReported: [Index<Unit>]
  /// Everything that was found about what was handed in, in order; that a unit did not report is among it.
  package let problems: Problems

  /// Puts together what the blocks of a run left behind; the order of standings and diagnostics does not matter.
  ///
  /// - Parameters:
  ///   - scope: Whom the run is about.
  ///   - standings: How the units stand.
  ///   - diagnostics: What was found and kept.
  ///   - sink: What was found besides.
  /// - Throws: What keeps the temporary file from being read.
  package init(
    _ scope: RunScope, _ standings: [UnitStanding], diagnostics: [Diagnostic],
    and sink: ProblemSink = ProblemSink()
  ) throws(WriteError) {
    ranking = Ranking(standings)
    notReported = scope.notReported(Set(standings.map(\.unit)))
    problems = try Problems(
      diagnostics + notReported.map { .notReported(scope.registry.units[$0], scope) }, and: sink)
  }
}

extension OpenedRun {
  /// Whom the run is about.
  package var scope: RunScope {
    RunScope(occasion, isRegistryGiven: isRegistryGiven, unread: unread)
  }

  /// Scores everything, and says how it ends.
  /// - Parameters:
  ///   - renderer: What makes output of scored units.
  ///   - jobs: How many blocks are worked on at a time, from 1.
  ///   - keepsUnitsBelow: Whether the output shows the values of the units below.
  ///   - collect: Takes the output of a block, in the order of the blocks.
  /// - Returns: Places, who did not report, and all that was found.
  /// - Throws: What `collect` throws; `RunRefusal` where no unit was scored, and for mistakes in the set as it was in an
  ///   earlier year.
  package func finish<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int, keepsUnitsBelow: Bool = true,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws -> FinishedRun {
    var standings: [UnitStanding] = []
    var found = ProblemList(submissions.sink)
    found += diagnostics
    try await run(renderer, jobs: jobs, keepsUnitsBelow: keepsUnitsBelow) { block in
      standings += block.standings
      found += block.diagnostics
      try collect(block)
    }
    let finished = try FinishedRun(
      scope, standings, diagnostics: found.kept, and: submissions.sink)
    guard !standings.isEmpty else { throw nobody(finished.problems) }
    return finished
  }
}

extension Diagnostic {
  /// A registered unit of the assessed level handed in nothing that was read.
  fileprivate static func notReported(_ unit: Unit, _ scope: RunScope) -> Diagnostic {
    let (code, name, label) = (unit.code, unit.name, scope.period.label)
    let list = scope.unreadList(about: unit)
    return Diagnostic(
      Code.unitNotReported, .warning,
      Phrase(
        zh: "\(name)（\(code)）没有报送 \(label) 的数据",
        en: "'\(name)' (\(code)) has not reported for \(label)"),
      at: unit.place,
      help: scope.unread.isEmpty
        ? Phrase(
          zh: "催报；补报之前不参加排名，也不作得分", en: "ask for it; until then it has no score and no place")
        : Phrase(
          zh: "先看没有读取的文件里有没有它的数据：\(list.text(.zh))；没有再催报",
          en: "look first whether it is in what was not read: \(list.text(.en)); else ask for it"),
      unit: code)
  }
}
