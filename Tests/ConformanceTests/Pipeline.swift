import Assessment
import Definitions
import Formats
import SourceText
import Submissions

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
  func loadedSet() throws -> IndicatorSet {
    let loaded = try loadSet("case.yaml", period: period, from: .memory(["case.yaml": set]))
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
    let sources = submissions.sorted { $0.key < $1.key }
      .map { FileSource.text($0.value, displayPath: $0.key) }
    let reader = SubmissionReader(
      set, registry: registry, period: period, blockSize: manner.blockSize)
    let handedIn = reader.read(manner.isReversed ? sources.reversed() : sources)
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
    let plan = ScoringPlan(set)
    let batch = Batch(
      plan, registry: handedIn.registry, period: period, findings: findings,
      verifications: verifications, jobs: manner.jobs)
    var run = Run()
    var standings: [UnitStanding] = []
    try await batch.run(
      { handedIn.blocks }, read: { handedIn.read($0) }, renderer: Observer(set: set, plan: plan)
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
    run.notReported = batch.notReported(Swift.Set(handedIn.reported))
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
