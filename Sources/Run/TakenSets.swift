package import Assessment
package import Definitions
package import Formats
package import SourceText
package import Submissions
import Synchronization

/// A set under which units have an assessment of its own, and whose scores count as values elsewhere.
package struct TakenSet: Sendable {
  package let set: IndicatorSet
  /// What tells it from other sets.
  package let identity: String
  /// What is on record under it, about units of the run's registry.
  package var records = Records.none
  /// The sets whose scores it takes itself, by the path that its author wrote.
  package var inner: [String: TakenSet] = [:]
  /// The set as it was in a period.
  package let setAt: @Sendable (Period) throws -> IndicatorSet

  /// A set that takes no scores itself, with nothing on record.
  /// - Parameters:
  ///   - set: The set in the period of the run.
  ///   - identity: What tells it from other sets.
  ///   - setAt: Gives the set with the changes of a period's year.
  package init(
    _ set: IndicatorSet, identity: String,
    setAt: @escaping @Sendable (Period) throws -> IndicatorSet
  ) {
    self.set = set
    self.identity = identity
    self.setAt = setAt
  }
}

extension [String: TakenSet] {
  /// The sets and those whose scores they take, and so on, each once.
  fileprivate var all: [IndicatorSet] {
    var seen: Set<String> = []
    var found: [IndicatorSet] = []
    func add(_ sets: [String: TakenSet]) {
      for (_, set) in sets.sorted(by: { $0.key < $1.key }) where seen.insert(set.identity).inserted
      {
        found.append(set.set)
        add(set.inner)
      }
    }
    add(self)
    return found
  }
}

/// What was handed in for a period.
package struct PeriodSources: Sendable {
  package let period: Period
  package let files: [FileSource]

  package init(_ period: Period, _ files: [FileSource]) {
    self.period = period
    self.files = files
  }
}

/// What was assessed so far under taken sets: a set that several take from is assessed once for each period.
private final class Assessed: Sendable {
  /// Which assessment it is.
  struct Key: Hashable, Sendable {
    let set: String
    let period: String
    let isAhead: Bool
  }

  /// The scores by the code of the unit, and what is wrong with single values.
  typealias Result = (
    scores: [String: (now: TakenScoreReader.Scores?, planned: TakenScoreReader.Scores?)],
    diagnostics: [Diagnostic]
  )

  private let known = Mutex<[Key: Result]>([:])

  subscript(_ key: Key) -> Result? {
    get { known.withLock { $0[key] } }
    set { known.withLock { $0[key] = newValue } }
  }
}

/// The sets whose scores a run takes, with what it takes to assess units under them, in the run's period and before.
package struct TakenSets: Sendable {
  private let sets: [String: TakenSet]
  private let registries: Registries
  /// The earlier submissions.
  package var earlier: [FileSource] = []
  /// The submissions of planned values.
  package var planned: [FileSource] = []
  private let jobs: Int
  /// Sets whose items may stand in the same files.
  private var others: [IndicatorSet]
  private var assessed = Assessed()

  /// - Parameters:
  ///   - sets: The sets, by the path that the author wrote.
  ///   - registries: The units of all times, and of the run, to which those of records belong.
  ///   - jobs: How many blocks are worked on at a time.
  package init(_ sets: [String: TakenSet], _ registries: Registries, jobs: Int = 1) {
    self.sets = sets
    self.registries = registries
    self.jobs = jobs
    others = sets.all
  }

  /// The sets that one of these takes scores from.
  private func behind(_ inner: TakenSet, _ outer: IndicatorSet) -> TakenSets {
    var behind = TakenSets(inner.inner, registries, jobs: jobs)
    behind.earlier = earlier
    behind.planned = planned
    behind.others = others + [outer]
    behind.assessed = assessed
    return behind
  }

  /// What the assessments of a period give.
  /// - Parameters:
  ///   - outer: The set whose items take scores.
  ///   - submissions: What was handed in for the period.
  ///   - units: The registry of the result.
  ///   - isAhead: Whether planned values are looked at.
  /// - Returns: The scores of each item that takes some, and what is wrong with single values of units.
  /// - Throws: What reading a set throws.
  package func scores(
    for outer: IndicatorSet, _ submissions: PeriodSources, units: Registry, isAhead: Bool
  ) async throws -> (scores: [TakenScores], diagnostics: [Diagnostic]) {
    var found: [TakenScores] = []
    var diagnostics: [Diagnostic] = []
    var assessed: [String: TakenScoreReader.Output] = [:]
    for (item, definition) in outer.items.enumerated() {
      guard let taken = definition.taken, let inner = sets[taken.set] else { continue }
      if assessed[taken.set] == nil {
        let key = Assessed.Key(
          set: inner.identity, period: submissions.period.label, isAhead: isAhead)
        let result: Assessed.Result
        if let known = self.assessed[key] {
          result = known
        } else {
          result = try await assess(inner, beside: outer, submissions, isAhead: isAhead)
          self.assessed[key] = result
          diagnostics += result.diagnostics
        }
        var output: TakenScoreReader.Output = [:]
        for (code, scores) in result.scores {
          if let index = units.index(of: code) { output[index] = scores }
        }
        assessed[taken.set] = output
      }
      let output = assessed[taken.set] ?? [:]
      let isPlanned = output.values.contains { $0.planned != nil }
      found.append(
        TakenScores(
          item: item, scores: output.compactMapValues { $0.now?[taken.score] },
          planned: isPlanned ? output.compactMapValues { $0.planned?[taken.score] } : nil))
    }
    return (found, diagnostics)
  }

  /// Assesses the units of a set.
  private func assess(
    _ inner: TakenSet, beside outer: IndicatorSet, _ sources: PeriodSources, isAhead: Bool
  ) async throws -> Assessed.Result {
    let period = sources.period
    let set = try inner.setAt(period)
    let others = others + [outer]
    let submissions = SubmissionReader(
      set, registry: registries.ofAllTimes, period: period, others: others
    ).read(sources.files)
    let registry = submissions.registry
    let behind = inner.inner.isEmpty ? nil : behind(inner, outer)
    let taken = try await behind?.scores(for: set, sources, units: registry, isAhead: isAhead)
    let plan = ScoringPlan(set)
    var background = Background(
      records: inner.records.moved(from: registries.ofRun, to: registry))
    background.taken = taken?.scores ?? []
    if !earlier.isEmpty {
      var lookback = Lookback(
        EarlierPeriods(earlier, for: set, others: others, before: period),
        Registries(ofAllTimes: registries.ofAllTimes, ofRun: registry), jobs: jobs,
        setAt: inner.setAt)
      lookback.records = background.records
      lookback.taken = behind
      background.earlier = try await lookback.values(for: plan, at: period).values
    }
    if isAhead, !planned.isEmpty {
      (background.planned, _) = PlannedValues.read(
        planned, for: set, units: registry, period: period, others: others)
    }
    let batch = Batch(
      plan, Occasion(registry, in: period, at: set.assesses), background, jobs: jobs)
    var scored: [String: (now: TakenScoreReader.Scores?, planned: TakenScoreReader.Scores?)] = [:]
    var diagnostics = submissions.diagnostics + (taken?.diagnostics ?? [])
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) },
      renderer: TakenScoreReader(digits: set.digits)
    ) { block in
      diagnostics += block.diagnostics
      for (unit, scores) in block.output {
        scored[registry.units[unit].code] = scores
      }
    }
    // What concerns files and rows is said by the run itself.
    return (scored, diagnostics.filter { $0.unit != nil && $0.item != nil })
  }
}
