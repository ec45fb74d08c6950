package import Assessment
import Definitions
import SourceText
import Submissions

extension OpenedRun {
  /// Scores everything; the renderer's output of each block is collected in order.
  /// - Parameters:
  ///   - renderer: What makes output of scored units.
  ///   - jobs: How many blocks are worked on at a time, from 1.
  ///   - keepsUnitsBelow: Whether the output shows the values of the units below.
  ///   - collect: Takes the output of a block; what is said of single values comes with it.
  /// - Throws: What `collect` throws, and `RunRefusal` for mistakes in the set as it was in an earlier year and where a file was
  ///   changed meanwhile.
  package func run<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int, keepsUnitsBelow: Bool = true,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    do {
      try await score(renderer, jobs: jobs, keepsUnitsBelow: keepsUnitsBelow, collect: collect)
      if let changed { throw changed }
    } catch {
      // Whatever else went wrong may come of it.
      throw changed ?? error
    }
  }

  /// Why the run is refused where somebody has changed a file while it was read; nil where nobody has.
  private var changed: RunRefusal? {
    var refusal = RunRefusal.changed(watched, definitions)
    refusal?.language = set.language
    return refusal
  }

  private var registries: Registries { Registries(ofAllTimes: allUnits, ofRun: registry) }

  private func score<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int, keepsUnitsBelow: Bool,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    var taken = TakenSets(takenSets, registries, jobs: jobs)
    taken.earlier = earlier
    taken.planned = plannedSources
    let (scores, found) = try await taken.scores(
      for: set, PeriodSources(period, sources), units: registry, isAhead: true)
    let (before, told) = try await earlierValues(taken, jobs: jobs)
    var background = Background(records: records)
    background.earlier = before
    background.taken = scores
    background.planned = planned
    var batch = Batch(plan, occasion, background, jobs: jobs)
    batch.keepsUnitsBelow = keepsUnitsBelow
    // What the sets whose scores are taken say about values, and the set itself does not; and what of earlier periods could
    // not be read.
    var rest = Dictionary(
      (found + told).map { ($0.identity, $0) },
      uniquingKeysWith: { first, _ in first })
    for diagnostic in diagnostics { rest[diagnostic.identity] = nil }
    let (submissions, peers) = (submissions, peers)
    try await batch.run(
      {
        [
          AnySequence(submissions.blocks.lazy.map { ($0, true) }),
          AnySequence(
            peers.map { AnySequence($0.blocks.lazy.map { ($0, false) }) } ?? AnySequence([])),
        ].joined()
      },
      read: { block, isOwn in
        guard !isOwn, let peers else { return submissions.read(block) }
        var (rows, _) = peers.read(block)
        rows.keepAsPeers { !submissions.hasReported($0) }
        return (rows, [])
      }, renderer: renderer
    ) { block in
      if !rest.isEmpty {
        for diagnostic in block.diagnostics { rest[diagnostic.identity] = nil }
      }
      try collect(block)
    }
    if rest.isEmpty { return }
    try collect(BlockResult(output: renderer.start(), diagnostics: Array(rest.values).sorted()))
  }

  /// What the earlier submissions give to the plan, and what of it could not be read.
  private func earlierValues(
    _ taken: TakenSets, jobs: Int
  ) async throws -> (values: [EarlierValues], told: [Diagnostic]) {
    guard let earlierPeriods, !earlierPeriods.periods.isEmpty else { return ([], []) }
    let (definitions, path) = (definitions, path)
    var lookback = Lookback(earlierPeriods, registries, jobs: jobs) {
      try definitions.edition(path, of: $0)
    }
    lookback.records = records
    lookback.taken = taken
    lookback.level = level
    return try await lookback.values(for: plan, at: period)
  }
}

extension Diagnostic {
  /// What tells it from others.
  fileprivate var identity: String {
    "\(code) \(place?.description ?? "") \(message.text(.en))"
  }
}
