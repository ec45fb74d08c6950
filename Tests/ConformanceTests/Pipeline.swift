import Assessment
import Definitions
import Formats
import SourceText
import Submissions
import Testing

/// What the whole road made of a case.
struct Run: Sendable, Equatable {
  var units: [String: Observation] = [:]
  /// The codes of the diagnostics about what was handed in, sorted.
  var problems: [String] = []
  /// The codes of the units that have not reported, ascending.
  var notReported: [String] = []
}

/// How a run is done; none of it may matter.
struct Manner: Sendable {
  var jobs = 1
  var isReversed = false
  /// About how many bytes of CSV are read at a time.
  var blockSize = 1 << 20
}

extension Case {
  /// Loads the set; mistakes in it are mistakes of the case.
  func loadedSet(at period: String? = nil) throws -> IndicatorSet {
    var files = ["case/set.yaml": set]
    for (year, text) in years { files["case/years/\(year).yaml"] = text }
    let loaded = try loadSet("case", period: period ?? self.period, from: .memory(files))
    guard let set = loaded.set else {
      let errors = loaded.diagnostics.filter { $0.severity == .error }.map { diagnostic in
        "\(diagnostic.place?.description ?? "") \(diagnostic.code): \(diagnostic.message.text(.en))"
      }
      throw CaseError(description: "the set does not load:\n" + errors.joined(separator: "\n"))
    }
    return set
  }

  /// Reads and scores what was handed in.
  func run(_ set: IndicatorSet, _ manner: Manner) async throws -> Run {
    guard let period = Period(period) else {
      throw CaseError(description: "'\(period)' is no period")
    }
    var problems: [Diagnostic] = []
    let (registry, found) = registry(of: set)
    problems += found
    func sources(_ texts: [String: String]) -> [FileSource] {
      texts.sorted { $0.key < $1.key }.map { FileSource.text($0.value, displayPath: $0.key) }
    }
    let files = sources(submissions)
    let reader = SubmissionReader(
      set, registry: registry, period: period, blockSize: manner.blockSize)
    let handedIn = reader.read(manner.isReversed ? files.reversed() : files)
    problems += handedIn.diagnostics
    var findings: [Finding] = []
    for (text, kind) in [(self.findings, RecordKind.findings), (waivers, .waivers)] {
      guard let text else { continue }
      let (read, found) = Finding.read(
        .text(text, displayPath: "\(kind).csv"), kind, for: set, units: handedIn.registry)
      findings += read
      problems += found
    }
    var verifications: [Verification] = []
    if let verified {
      let (read, found) = Verification.read(
        .text(verified, displayPath: "verified.csv"), for: set, units: handedIn.registry)
      verifications = read
      problems += found
    }
    var overrides: [Override] = []
    if let text = self.overrides {
      let (read, found) = Override.read(
        .text(text, displayPath: "overrides.csv"), for: set, units: handedIn.registry)
      overrides = read
      problems += found
    }
    var planned: PlannedValues?
    if let text = self.planned {
      let (read, found) = PlannedValues.read(
        [.text(text, displayPath: "planned.csv")], for: set, units: handedIn.registry,
        period: period)
      planned = read
      problems += found
    }
    let plan = ScoringPlan(set)
    let level = try level.map { try #require(Level(rawValue: $0)) }
    let lookback = Lookback(
      EarlierPeriods(sources(previous), for: set, before: period), registry: registry,
      units: handedIn.registry, findings: findings, level: level
    ) { try loadedSet(at: $0.label) }
    let batch = Batch(
      plan, registry: handedIn.registry, period: period, level: level, findings: findings,
      verifications: verifications, overrides: overrides,
      earlier: previous.isEmpty ? [] : try await lookback.values(for: plan, at: period),
      planned: planned, jobs: manner.jobs)
    let beside = peers.isEmpty ? nil : reader.read(sources(peers))
    var run = Run()
    var standings: [UnitStanding] = []
    try await batch.run(
      {
        [(handedIn, true), beside.map { ($0, false) }].compactMap(\.self).lazy
          .flatMap { submissions, isOwn in submissions.blocks.lazy.map { ($0, isOwn) } }
      },
      read: { block, isOwn in
        guard !isOwn, let beside else { return handedIn.read(block) }
        var (rows, _) = beside.read(block)
        rows.keepAsPeers { !handedIn.hasReported($0) }
        return (rows, [])
      }, renderer: Observer(plan)
    ) { block in
      run.units.merge(block.output) { first, _ in first }
      standings += block.standings
      problems += block.diagnostics
    }
    let ranking = Ranking(standings)
    for standing in standings {
      let place = ranking.place(of: standing.unit)
      run.units[handedIn.registry.units[standing.unit].code]?["rank"] =
        place.map(String.init) ?? "none"
    }
    run.problems = problems.sorted().map(\.code).sorted()
    run.notReported = batch.notReported(Swift.Set(standings.map(\.unit)))
      .map { handedIn.registry.units[$0].code }
    return run
  }

  /// The registry of the case, or one of the units that it speaks of.
  private func registry(of set: IndicatorSet) -> (Registry, [Diagnostic]) {
    if let units {
      let (registry, diagnostics) = Registry.read(.text(units, displayPath: "units.csv"))
      return (registry, diagnostics)
    }
    let codes = Swift.Set(expected.keys).union(notReported).sorted()
    return (Registry(codes.map { Unit(code: $0, name: $0, level: set.assesses) }), [])
  }
}
