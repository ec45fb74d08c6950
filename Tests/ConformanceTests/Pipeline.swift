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
      set, registry: registry, period: period, others: try takenSets(at: period).map(\.set),
      blockSize: manner.blockSize)
    let handedIn = reader.read(manner.isReversed ? files.reversed() : files)
    problems += handedIn.diagnostics
    let level = try level.map { try #require(Level(rawValue: $0)) }
    func source(_ text: String?, _ name: String) -> FileSource? {
      text.map { .text($0, displayPath: "\(name).csv") }
    }
    let inner = try takenSets(at: period)
    let (records, aboutRecords) = Records.read(
      RecordSources(
        findings: source(findings, "findings"), waivers: source(waivers, "waivers"),
        verified: source(verified, "verified"), overrides: source(overrides, "overrides")),
      for: [
        RecordScope(
          set, units: handedIn.registry, level: level, replaced: handedIn.replaced)
      ]
        + inner.map { RecordScope($0.set, units: handedIn.registry) }, period: period)
    problems += aboutRecords
    var planned: PlannedValues?
    let plannedFiles = [source(self.planned, "planned")].compactMap(\.self)
    if !plannedFiles.isEmpty {
      let (read, found) = PlannedValues.read(
        plannedFiles, for: set, units: handedIn.registry, period: period,
        others: inner.map(\.set))
      planned = read
      problems += found
    }
    let plan = ScoringPlan(set, isClosed: isClosed)
    let taken = TakenSets(
      Dictionary(
        uniqueKeysWithValues: zip(inner, records.dropFirst()).map { entry, records in
          (
            entry.name,
            TakenSet(entry.set, records: records) { try takenSet(entry.name, at: $0) }
          )
        }), registry: registry, units: handedIn.registry, earlier: sources(previous),
      planned: plannedFiles, jobs: manner.jobs)
    let (scores, aboutScores) = try await taken.scores(
      for: set, at: period, files, units: handedIn.registry, isAhead: true)
    problems += aboutScores
    let lookback = Lookback(
      EarlierPeriods(sources(previous), for: set, before: period), registry: registry,
      units: handedIn.registry, records: records[0], taken: taken, level: level
    ) { try loadedSet(at: $0.label) }
    let batch = Batch(
      plan, registry: handedIn.registry, period: period, level: level, records: records[0],
      earlier: previous.isEmpty ? [] : try await lookback.values(for: plan, at: period),
      taken: scores, planned: planned, jobs: manner.jobs)
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
    for (index, standing) in ranking.order.enumerated() {
      let code = handedIn.registry.units[standing.unit].code
      run.units[code]?["rank"] = ranking.place(of: standing.unit).map(String.init) ?? "none"
      run.units[code]?["listed"] = String(index + 1)
    }
    run.problems = problems.sorted().map(\.code).sorted()
    run.notReported = batch.notReported(Swift.Set(standings.map(\.unit)))
      .map { handedIn.registry.units[$0].code }
    return run
  }

  /// The sets whose scores are taken, by name.
  private func takenSets(at period: Period) throws -> [(name: String, set: IndicatorSet)] {
    try taken.keys.sorted().map { ($0, try takenSet($0, at: period)) }
  }

  private func takenSet(_ name: String, at period: Period) throws -> IndicatorSet {
    let loaded = try loadSet(name, period: period.label, from: .memory(taken))
    guard let set = loaded.set else {
      let codes = loaded.diagnostics.map { "\($0.code): \($0.message.text(.en))" }
      throw CaseError(description: "'\(name)' does not load:\n" + codes.joined(separator: "\n"))
    }
    return set
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
