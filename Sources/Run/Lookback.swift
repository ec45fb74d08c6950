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
  package var records = Records.none
  /// The sets whose scores are taken; nil where there are none.
  package var taken: TakenSets?
  /// The registry of the run.
  private let units: Registry
  private let jobs: Int
  /// The level that the run scores; nil for the one that the set assesses.
  package var level: Level?
  /// Is told whenever the submissions of a period are gone through.
  package var note: @Sendable (Period) -> Void = { _ in }
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
    let calls = plan.facts(at: level ?? plan.set.assesses).timeCalls
    var known = Known(of: plan)
    try findAsked(by: plan, calls, at: period, &known)
    let asker = Asker(plan: plan, year: nil, period: period, registry: units)
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

  /// A period as it is read by a set.
  private struct Reading: Hashable {
    /// The year whose set it is; nil for the set of the run.
    let year: Int?
    let period: Period
  }

  /// What is asked of the periods, and what was worked out so far: a period is worked out once by each set that reads it,
  /// however many others ask for it.
  private struct Known {
    /// Whether the closing date of the run has passed: those of the periods before it have as well.
    let isClosed: Bool
    /// What a period gives, to units of some registry.
    struct Found {
      let values: EarlierValues
      let codes: By<Unit, String>
    }

    /// The plans by the year of their set; nil for the run's.
    var plans: [Int?: ScoringPlan]
    /// All calls that are asked of a period.
    var calls: [Reading: Set<FactGraph.TimeCall>] = [:]
    /// How a period is to be assessed by the set of its year, and by which sets it is asked what became of its units.
    var judged: [Period: (purpose: FactGraph.Purpose, years: [Int?])] = [:]
    /// What periods give, each with the codes of what became of their units.
    var values: [Reading: [[String?]?: Found]] = [:]
    /// What became of units in a period, by the year of the set that asks.
    var results: [Period: (units: Registry, values: [Int?: GivenResults])] = [:]
    /// What could not be read of what the run's set asks for.
    var told: [Diagnostic] = []

    init(of plan: ScoringPlan) {
      plans = [nil: plan]
      isClosed = plan.isClosed
    }
  }

  /// Finds out what is asked of each period before any is worked out: the latest first, as none asks for a later one.
  private func findAsked(
    by plan: ScoringPlan, _ calls: Set<FactGraph.TimeCall>, at period: Period,
    _ known: inout Known
  ) throws {
    func ask(_ plan: ScoringPlan, _ year: Int?, _ period: Period, _ calls: Set<FactGraph.TimeCall>)
    {
      for earlier in periods.periods {
        let asked = plan.calls(calls, asking: earlier, from: period)
        if asked.isEmpty { continue }
        known.calls[Reading(year: year, period: earlier), default: []].formUnion(asked)
      }
    }
    ask(plan, nil, period, calls)
    for period in periods.periods.reversed() {
      for (year, plan) in known.plans {
        guard let asked = known.calls[Reading(year: year, period: period)] else { continue }
        let facts = FactGraph(plan.set, at: level ?? plan.set.assesses, for: .answers(asked))
        ask(plan, year, period, facts.timeCalls)
        guard facts.readsGivenResults else { continue }
        let before = known.judged[period]
        let purpose = facts.readsGivenGates ? .scores : before?.purpose ?? .points
        known.judged[period] = (purpose, (before?.years ?? []) + [year])
      }
      guard let purpose = known.judged[period]?.purpose else { continue }
      let own = try known.plans[period.year] ?? ScoringPlan(setAt(period), isClosed: known.isClosed)
      known.plans[period.year] = own
      let facts = FactGraph(own.set, at: level ?? own.set.assesses, for: purpose)
      ask(own, period.year, period, facts.timeCalls)
    }
  }

  /// What some calls ask of the periods before one; inside an earlier period only those calls ask that stand inside another.
  private func values(
    for asker: Asker, _ calls: Set<FactGraph.TimeCall>, _ known: inout Known
  ) async throws -> [EarlierValues] {
    var values: [EarlierValues] = []
    for earlier in periods.periods
    where !asker.plan.calls(calls, asking: earlier, from: asker.period).isEmpty {
      values.append(try await self.values(for: asker, of: earlier, &known))
    }
    return values
  }

  /// What a period gives to all calls that are asked of it, to the units of whoever asks.
  private func values(
    for asker: Asker, of period: Period, _ known: inout Known
  ) async throws -> EarlierValues {
    let reading = Reading(year: asker.year, period: period)
    // Without a registry a unit is what has its code.
    let heirs = registry.map { all in
      all.existing(in: period).units.map { unit in
        asker.registry.successor(of: unit, in: all).map { asker.registry.units[$0].code }
      }
    }
    let found: Known.Found
    if let before = known.values[reading]?[heirs] {
      found = before
    } else {
      found = try await self.found(by: asker, in: reading, &known)
      known.values[reading, default: [:]][heirs] = found
    }
    return found.values.moved { asker.registry.index(of: found.codes[$0]) }
  }

  /// Works out what a period gives.
  private func found(
    by asker: Asker, in reading: Reading, _ known: inout Known
  ) async throws -> Known.Found {
    let (plan, period) = (asker.plan, reading.period)
    let calls = known.calls[reading] ?? []
    let level = level ?? plan.set.assesses
    let facts = FactGraph(plan.set, at: level, for: .answers(calls))
    note(period)
    let submissions = SubmissionReader(plan.set, registry: registry, period: period)
      .read(periods.sources(of: period))
    let units = submissions.registry
    let then = Asker(plan: plan, year: reading.year, period: period, registry: units)
    let given = facts.readsGivenResults ? try await results(for: then, &known) : GivenResults()
    let before = try await values(for: then, facts.timeCalls, &known)
    var background = Background(records: records.moved(from: self.units, to: units))
    background.earlier = before
    background.taken = try await takenScores(plan.set, of: period, units)
    background.given = given
    let batch = Batch(
      FactTable(plan, facts, Occasion(units, in: period, at: level), background), jobs: jobs)
    let all = registry
    let later = asker.registry
    var found = try await batch.earlierValues(
      calls, { submissions.blocks }, read: { submissions.read($0) }
    ) { unit in all.map { later.successor(of: units.units[unit], in: $0) } ?? unit }
    if reading.year == nil {
      let asked = facts.readsGivenResults ? nil : plan.items(askedForBy: calls)
      known.told += (submissions.diagnostics + found.told).filter { $0.isError(about: asked) }
        .map { $0.of(period) }
    }
    found.told = []
    return Known.Found(
      values: found, codes: By((all == nil ? units : later).units.map(\.code)))
  }

  /// Totals, points and gates of a period as the set of its year gave them, as whoever asks wants to know them.
  private func results(
    for asker: Asker, _ known: inout Known
  ) async throws -> GivenResults {
    let period = asker.period
    if known.results[period] == nil { try await judge(period, &known) }
    var values = GivenResults()
    guard let (units, results) = known.results[period] else { return values }
    values.add(results[asker.year] ?? GivenResults()) {
      asker.registry.index(of: units.units[$0].code)
    }
    return values
  }

  /// Assesses a period by the set of its year.
  private func judge(_ period: Period, _ known: inout Known) async throws {
    guard let (purpose, years) = known.judged[period], let own = known.plans[period.year] else {
      return
    }
    let set = own.set
    let level = level ?? set.assesses
    let facts = FactGraph(set, at: level, for: purpose)
    note(period)
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
    let askers = years.compactMap { year in
      known.plans[year].map { (year, EarlierResults(for: $0, under: set)) }
    }
    var results: [Int?: GivenResults] = [:]
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) },
      renderer: ResultsForAll(renderers: askers.map(\.1))
    ) { block in
      for (asker, found) in zip(askers, block.output) {
        results[asker.0, default: GivenResults()].add(found) { $0 }
      }
    }
    known.results[period] = (submissions.registry, results)
  }

  /// What was taken from other assessments then.
  private func takenScores(
    _ set: IndicatorSet, of period: Period, _ units: Registry
  ) async throws -> [TakenScores] {
    guard let taken else { return [] }
    return try await taken.scores(
      for: set, PeriodSources(period, periods.sources(of: period)), units: units, isAhead: false
    ).scores
  }
}

/// What became of units, for several sets that ask.
private struct ResultsForAll: UnitRenderer {
  let renderers: [EarlierResults]

  func start() -> [GivenResults] { renderers.map { $0.start() } }

  func add(_ unit: UnitReport, to output: inout [GivenResults]) {
    for (index, renderer) in renderers.enumerated() { renderer.add(unit, to: &output[index]) }
  }
}

extension Diagnostic {
  /// Whether it says that something about a unit could not be read: some of the items, where they are named.
  fileprivate func isError(about items: Set<String>?) -> Bool {
    // An earlier edition may have had other items.
    guard severity == .error, unit != nil, !has(SubmissionsCode.unknownItem) else { return false }
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
