package import Definitions
import FEEL
package import SourceText
package import Submissions

/// Everything that earlier periods give to a run.
package struct Lookback {
  /// The registry of all times.
  private let registry: Registry?
  private let periods: EarlierPeriods
  private let records: Records
  private let taken: TakenSets?
  /// The registry of the run.
  private let units: Registry
  private let jobs: Int
  /// The level that the run scores.
  private let level: Level?
  /// The set as it was in a period.
  private let setAt: @Sendable (Period) throws -> IndicatorSet

  /// - Parameters:
  ///   - periods: The earlier submissions.
  ///   - registry: The registry of all times; nil where units are known from submissions only.
  ///   - units: The registry of the run.
  ///   - records: What is on record, about units of the run's registry: findings and waivers that were in force in an
  ///     earlier period count there, verified values, given points and overrides in the period that they name.
  ///   - taken: The sets whose scores are taken; nil where there are none.
  ///   - level: The level that the run scores; nil for the one that the set assesses.
  ///   - jobs: How many blocks are worked on at a time.
  ///   - setAt: Gives the set with the changes of a period's year.
  package init(
    _ periods: EarlierPeriods, registry: Registry?, units: Registry,
    records: Records = Records(), taken: TakenSets? = nil, level: Level? = nil, jobs: Int = 1,
    setAt: @escaping @Sendable (Period) throws -> IndicatorSet
  ) {
    self.periods = periods
    self.registry = registry
    self.units = units
    self.records = records
    self.taken = taken
    self.level = level
    self.jobs = jobs
    self.setAt = setAt
  }

  /// What the periods before the run's give to the calls of a plan.
  /// - Parameters:
  ///   - plan: Whose calls of `previous` and `earlier` ask.
  ///   - period: The period of the run.
  /// - Returns: The values of each period that some call asks for, and what could not be read of what was asked for, also by
  ///   periods in between.
  /// - Throws: What reading the set of a period throws.
  package func values(
    for plan: ScoringPlan, at period: Period
  ) async throws -> (values: [EarlierValues], told: [Diagnostic]) {
    let asker = Asker(plan: plan, year: nil, period: period, registry: units)
    var known = Known()
    let calls = plan.facts(at: level ?? plan.set.assesses).timeCalls
    return (try await values(for: asker, calls, &known), known.told)
  }

  /// Who asks: a period that is read by a set.
  private struct Asker {
    let plan: ScoringPlan
    /// The year whose set it is; nil for the set of the run.
    let year: Int?
    let period: Period
    /// The units that there are.
    let registry: Registry
  }

  /// What was worked out so far: what several periods ask of another one is worked out once.
  private struct Known {
    struct Asked: Hashable {
      let year: Int?
      let asker: Period
      let period: Period
      let calls: Set<FactGraph.TimeCall>
    }

    struct Judged: Hashable {
      let year: Int?
      let period: Period
      let purpose: FactGraph.Purpose
    }

    var values: [Asked: EarlierValues] = [:]
    var results: [Judged: [Int: [Int: Value]]] = [:]
    /// What could not be read of what the run's set asks for.
    var told: [Diagnostic] = []
  }

  /// What some calls ask of the periods before one; inside an earlier period only those calls ask that stand inside another.
  private func values(
    for asker: Asker, _ calls: Set<FactGraph.TimeCall>, _ known: inout Known
  ) async throws -> [EarlierValues] {
    var values: [EarlierValues] = []
    for earlier in periods.periods {
      let asked = calls.filter { call in
        asker.plan.times.contains {
          $0.isCalled(by: call) && $0.looksBack(to: earlier, from: asker.period)
        }
      }
      if asked.isEmpty { continue }
      let key = Known.Asked(
        year: asker.year, asker: asker.period, period: earlier, calls: asked)
      if let before = known.values[key] {
        values.append(before)
        continue
      }
      let found = try await self.values(for: asker, of: earlier, asked, &known)
      known.values[key] = found
      values.append(found)
    }
    return values
  }

  private func values(
    for asker: Asker, of period: Period, _ calls: Set<FactGraph.TimeCall>, _ known: inout Known
  ) async throws -> EarlierValues {
    let plan = asker.plan
    let level = level ?? plan.set.assesses
    let facts = FactGraph(plan.set, at: level, for: .answers(calls))
    let submissions = SubmissionReader(plan.set, registry: registry, period: period)
      .read(periods.sources(of: period))
    let units = submissions.registry
    let then = Asker(plan: plan, year: asker.year, period: period, registry: units)
    let given =
      facts.readsGivenResults
      ? try await results(for: then, facts.readsGivenGates ? .scores : .points, &known) : [:]
    let before = try await values(for: then, facts.timeCalls, &known)
    let batch = Batch(
      plan, facts, given: given, registry: units, period: period, level: level,
      records: records.moved(from: self.units, to: units), earlier: before,
      taken: try await takenScores(plan.set, of: period, units), jobs: jobs)
    let all = registry ?? units
    let asking = plan.times.indices.filter { index in
      calls.contains { plan.times[index].isCalled(by: $0) }
    }
    var found = try await batch.earlierValues(
      asking, { submissions.blocks }, read: { submissions.read($0) }
    ) { asker.registry.successor(of: units.units[$0], in: all) }
    if asker.year == nil {
      let asked = facts.readsGivenResults ? nil : plan.items(askedForBy: asking)
      known.told += (submissions.diagnostics + found.told).filter { $0.isError(about: asked) }
        .map { $0.of(period) }
    }
    found.told = []
    return found
  }

  /// Totals, points and gates of a period as the set of its year gave them, by the slots of whoever asks.
  private func results(
    for asker: Asker, _ purpose: FactGraph.Purpose, _ known: inout Known
  ) async throws -> [Int: [Int: Value]] {
    let period = asker.period
    let key = Known.Judged(year: asker.year, period: period, purpose: purpose)
    if let before = known.results[key] { return before }
    let set = try setAt(period)
    let own = ScoringPlan(set)
    let level = level ?? set.assesses
    let facts = FactGraph(set, at: level, for: purpose)
    let submissions = SubmissionReader(set, registry: registry, period: period)
      .read(periods.sources(of: period))
    let then = Asker(
      plan: own, year: period.year, period: period, registry: submissions.registry)
    let before = try await values(for: then, facts.timeCalls, &known)
    let batch = Batch(
      own, facts, given: [:], registry: submissions.registry, period: period, level: level,
      records: records.moved(from: self.units, to: submissions.registry), earlier: before,
      taken: try await takenScores(set, of: period, submissions.registry), jobs: jobs)
    var results: [Int: [Int: Value]] = [:]
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) },
      renderer: EarlierResults(for: asker.plan, under: set)
    ) { block in
      for (unit, values) in block.output {
        let code = submissions.registry.units[unit].code
        guard let index = asker.registry.index(of: code) else { continue }
        results[index] = values
      }
    }
    known.results[key] = results
    return results
  }

  /// What was taken from other assessments, as it was printed then.
  private func takenScores(
    _ set: IndicatorSet, of period: Period, _ units: Registry
  ) async throws -> [TakenScores] {
    guard let taken else { return [] }
    let (scores, _) = try await taken.scores(
      for: set, at: period, periods.sources(of: period), units: units, isAhead: false)
    return scores.map { scores in
      TakenScores(item: scores.item, scores: scores.scores.mapValues(\.settled))
    }
  }
}

extension TimeForm {
  /// Whether the call asks for a period.
  fileprivate func looksBack(to earlier: Period, from period: Period) -> Bool {
    let back = earlier.distance(to: period, in: length)
    return back >= 1 && back < count
  }

  fileprivate func isCalled(by call: FactGraph.TimeCall) -> Bool {
    form.slot == Int(call.slot.rawValue)
  }
}

extension Diagnostic {
  /// Whether it says that something about a unit could not be read: some of the items, where they are named.
  fileprivate func isError(about items: Set<String>?) -> Bool {
    // An earlier edition may have had other items.
    guard severity == .error, unit != nil, code != "unknown-item" else { return false }
    guard let items, let item else { return true }
    return items.contains(item.split(separator: ".").first.map(String.init) ?? item)
  }

  /// The same, said of an earlier period.
  fileprivate func of(_ period: Period) -> Diagnostic {
    var told = self
    told.message = Phrase(
      zh: "往期 \(period.label)：\(message.text(.zh))",
      en: "earlier, \(period.label): \(message.text(.en))")
    return told
  }
}

extension ScoringPlan {
  /// The names of the reported items that calls over time read, also through formulas.
  fileprivate func items(askedForBy calls: [Int]) -> Set<String> {
    var reads: Set<Slot> = []
    for time in calls.map({ times[$0] }) {
      reads.formUnion(time.form.argument.reads)
      if let owner = time.form.owner { reads.formUnion(rule(of: owner).requirement.valueSlots) }
    }
    let all = set.closureThroughFormulas(of: reads)
    return Set(
      set.items.indices.filter { all.contains(Slot(rawValue: Int32($0))) }.map {
        set.items[$0].name
      })
  }
}
