package import Assessment
package import Definitions
package import SourceText
package import Submissions

/// Everything that earlier periods give to a run.
package struct Lookback {
  /// The registry of all times.
  private let registry: Registry?
  private let periods: EarlierPeriods
  /// What is on record, about units of the run's registry: findings and waivers that were in force in an earlier period count
  /// there, verified values, given points and overrides in the period that they name.
  package var records = Records()
  /// The sets whose scores are taken; nil where there are none.
  package var taken: TakenSets?
  /// The registry of the run.
  private let units: Registry
  private let jobs: Int
  /// The level that the run scores; nil for the one that the set assesses.
  package var level: Level?
  /// The set as it was in a period.
  private let setAt: @Sendable (Period) throws -> IndicatorSet

  /// - Parameters:
  ///   - periods: The earlier submissions.
  ///   - registries: The units of all times, and of the run.
  ///   - jobs: How many blocks are worked on at a time.
  ///   - setAt: Gives the set with the changes of a period's year.
  package init(
    _ periods: EarlierPeriods, _ registries: Registries, jobs: Int = 1,
    setAt: @escaping @Sendable (Period) throws -> IndicatorSet
  ) {
    self.periods = periods
    registry = registries.ofAllTimes
    units = registries.ofRun
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
    var results: [Judged: GivenResults] = [:]
    /// What could not be read of what the run's set asks for.
    var told: [Diagnostic] = []
  }

  /// What some calls ask of the periods before one; inside an earlier period only those calls ask that stand inside another.
  private func values(
    for asker: Asker, _ calls: Set<FactGraph.TimeCall>, _ known: inout Known
  ) async throws -> [EarlierValues] {
    var values: [EarlierValues] = []
    for earlier in periods.periods {
      let asked = asker.plan.calls(calls, asking: earlier, from: asker.period)
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
      ? try await results(for: then, facts.readsGivenGates ? .scores : .points, &known)
      : GivenResults()
    let before = try await values(for: then, facts.timeCalls, &known)
    var background = Background(records: records.moved(from: self.units, to: units))
    background.earlier = before
    background.taken = try await takenScores(plan.set, of: period, units)
    background.given = given
    let batch = Batch(
      FactTable(plan, facts, Occasion(units, in: period, at: level), background), jobs: jobs)
    let all = registry ?? units
    var found = try await batch.earlierValues(
      calls, { submissions.blocks }, read: { submissions.read($0) }
    ) { asker.registry.successor(of: units.units[$0], in: all) }
    if asker.year == nil {
      let asked = facts.readsGivenResults ? nil : plan.items(askedForBy: calls)
      known.told += (submissions.diagnostics + found.told).filter { $0.isError(about: asked) }
        .map { $0.of(period) }
    }
    found.told = []
    return found
  }

  /// Totals, points and gates of a period as the set of its year gave them, by the slots of whoever asks.
  private func results(
    for asker: Asker, _ purpose: FactGraph.Purpose, _ known: inout Known
  ) async throws -> GivenResults {
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
    var background = Background(
      records: records.moved(from: self.units, to: submissions.registry))
    background.earlier = before
    background.taken = try await takenScores(set, of: period, submissions.registry)
    let batch = Batch(
      FactTable(own, facts, Occasion(submissions.registry, in: period, at: level), background),
      jobs: jobs)
    var results = GivenResults()
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) },
      renderer: EarlierResults(for: asker.plan, under: set)
    ) { block in
      results.add(block.output) {
        asker.registry.index(of: submissions.registry.units[$0].code)
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
      for: set, PeriodSources(period, periods.sources(of: period)), units: units, isAhead: false)
    return scores.map { scores in
      TakenScores(item: scores.item, scores: scores.scores.mapValues(\.settled))
    }
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
