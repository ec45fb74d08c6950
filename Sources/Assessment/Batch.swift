package import Definitions
import FEEL
package import SourceText
package import Submissions

/// A run over all blocks: pure but for the order in which blocks are worked on, which nobody can see.
package struct Batch: Sendable {
  package let plan: ScoringPlan
  package let registry: Registry
  package let period: Period
  /// The level of the units that are scored.
  package let level: Level
  /// How many blocks are worked on at a time, from 1.
  package let jobs: Int
  let records: [Int: UnitRecord]
  let times: TimeTable?
  let taken: [TakenScores]
  let keepsUnitsBelow: Bool
  /// The levels that have units.
  private let registeredLevels: Set<Level>
  /// The values that units plan to reach; nil where nobody plans.
  let planned: PlannedValues?
  /// What each walk over the rows finds out before anything is scored.
  let strata: [Stratum]
  /// The columns of peers that others make something of that they give in turn.
  let readByPeers: Set<Int>
  /// In an earlier period, by unit and slot what became of it by the set of that time.
  let given: [Int: [Int: Value]]

  /// Makes a batch.
  /// - Parameters:
  ///   - plan: How units are scored.
  ///   - registry: The units that there are.
  ///   - period: The period of the run.
  ///   - level: The level that is scored; nil for the one that the set assesses.
  ///   - records: What persons recorded; what is about other periods does not count.
  ///   - earlier: What earlier periods give.
  ///   - taken: What assessments under other sets give.
  ///   - planned: The values that units plan to reach; nil where nobody plans.
  ///   - keepsUnitsBelow: Whether a report shows the values of the units below.
  ///   - jobs: How many blocks are worked on at a time.
  package init(
    _ plan: ScoringPlan, registry: Registry, period: Period, level: Level? = nil,
    records: Records = Records(), earlier: [EarlierValues] = [], taken: [TakenScores] = [],
    planned: PlannedValues? = nil,
    keepsUnitsBelow: Bool = false, jobs: Int
  ) {
    let level = level ?? plan.set.assesses
    self.init(
      plan, plan.facts(at: level), given: [:], registry: registry, period: period,
      level: level, records: records, earlier: earlier, taken: taken, planned: planned,
      keepsUnitsBelow: keepsUnitsBelow, jobs: jobs)
  }

  /// Makes a batch for some facts, with what became of units where that is given.
  init(
    _ plan: ScoringPlan, _ facts: FactGraph, given: [Int: [Int: Value]], registry: Registry,
    period: Period, level: Level, records: Records, earlier: [EarlierValues],
    taken: [TakenScores], planned: PlannedValues? = nil, keepsUnitsBelow: Bool = false, jobs: Int
  ) {
    self.plan = plan
    self.registry = registry
    self.period = period
    self.level = level
    strata = Stratum.all(of: facts, plan.peers, plan.rollUp)
    readByPeers = Set(facts.readByPeers.compactMap { plan.peers.column(of: $0) })
    self.given = given
    self.jobs = max(1, jobs)
    self.keepsUnitsBelow = keepsUnitsBelow
    times = plan.times.isEmpty ? nil : TimeTable(plan.times, earlier, at: period)
    self.taken = taken
    self.planned = planned
    self.records = UnitRecord.all(records.about(period), plan.set, period)
    registeredLevels = Set(registry.units.map(\.level))
  }

  /// Scores every row of every block, `collect`ing the results in the order of the blocks; units that only others below
  /// them reported for come last.
  ///
  /// `blocks` is walked once more where something comes together from units below, and once or more where peers have to
  /// be known first. `read` turns a raw block into rows and is called from several tasks at a time.
  package func run<Raw: Sendable, Renderer: UnitRenderer>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]),
    renderer: Renderer,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    let (around, more) = try await surroundings(blocks, read: read)
    var identical = IdenticalValues()
    var told: Set<ItemAtLevel> = []
    try await inOrder(blocks(), and: more) { work in
      let (block, diagnostics) = rows(of: work, read)
      return score(block, diagnostics, renderer, around)
    } collect: { (result: BlockResult<Renderer.Output>) in
      identical.add(result.fingerprints, registry)
      var result = result
      for (found, place) in result.ofOtherLevels where told.insert(found).inserted {
        result.diagnostics.append(
          .itemOfOtherLevel(
            plan.set.items[found.item], found.level, assessed: plan.set.assesses, at: place))
      }
      try collect(result)
    }
    guard !identical.diagnostics.isEmpty else { return }
    try collect(BlockResult(output: renderer.start(), diagnostics: identical.diagnostics))
  }

  /// What some blocks are worked on for: rows to be read, or rows that nobody handed in.
  enum Work<Raw: Sendable>: Sendable {
    case raw(Raw)
    case rows(RowBlock)
  }

  func rows<Raw>(
    of work: Work<Raw>, _ read: (Raw) -> (RowBlock, [Diagnostic])
  ) -> (RowBlock, [Diagnostic]) {
    switch work {
    case .raw(let raw): read(raw)
    case .rows(let block): (block, [])
    }
  }

  private func score<Renderer: UnitRenderer>(
    _ block: RowBlock, _ diagnostics: [Diagnostic], _ renderer: Renderer, _ around: Surroundings
  ) -> BlockResult<Renderer.Output> {
    var scorer = Scorer(plan)
    var projector = planned.map { _ in Scorer(plan) }
    var result = BlockResult(output: renderer.start(), diagnostics: diagnostics)
    guard block.isScored else { return result }
    scorer.gathering = around.gathering
    projector?.gathering = (around.planned.first ?? around).gathering
    result.standings.reserveCapacity(block.rows.count)
    for (row, place) in block.rows.enumerated() {
      let unit = registry.units[place.unit]
      if let heir = unit.heir, unit.level == level {
        let items = Array(plan.set.items.indices)
        result.diagnostics.append(
          .formerUnit(unit, by: registry.units[heir], at: firstPlace(of: items, block, row)))
        continue
      }
      let record = records[place.unit] ?? UnitRecord()
      if !around.ends.isEmpty, unit.level == level {
        scorer.loadEnds(block, row, record, unit, around)
      }
      let failed = scorer.load(block, row, record, unit, around)
      for index in failed {
        result.diagnostics.append(contradiction(index, unit, block, row, around))
      }
      for index in scorer.unsettledChecks.sorted() {
        let items = plan.checkReads[index].items
        let missing = scorer.missing(fromCheck: index)
        if missing.isEmpty {
          result.diagnostics.append(
            .checkOverUnknownPeers(
              plan.set.checks[index], values: values(of: items, block, row, around),
              unknown: scorer.unsettledPeers(
                plan.peerFormsOfChecks[index]),
              at: firstPlace(of: items, block, row),
              unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
          continue
        }
        result.diagnostics.append(
          .checkOverPartialSum(
            plan.set.checks[index], values: values(of: items, block, row, around),
            missing: missing, at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      if let fingerprint = Fingerprint(block, row) { result.fingerprints.append(fingerprint) }
      noteItemsOfOtherLevels(unit, block, row, &result.ofOtherLevels)
      guard unit.level == level else {
        if let planned = planned?.values[place.unit] {
          result.diagnostics +=
            projector?.contradictionsOfPlan(planned, block, row, scorer, failed, unit, around) ?? []
        }
        continue
      }
      scorer.fillCalls(sharesAt: level)
      let assessment = scorer.assessUnit()
      result.diagnostics += scorer.notes(assessment, code: unit.code) { block.place(row, $0) }
      for override in scorer.overridesWithoutEffect(assessment) {
        guard case .points(let requirement, _) = override.target else { continue }
        result.diagnostics.append(
          .overrideWithoutEffect(
            plan.set.requirements[requirement].id, assessment.outcomes[requirement].status,
            unit: unit.code, at: override.place))
      }
      let projection = planned.flatMap { planned in
        projector?.project(
          planned.values[place.unit] ?? [], assessment, block, row, scorer, failed, unit, around,
          &result.diagnostics)
      }
      for items in scorer.dividedByZero(assessment) {
        result.diagnostics.append(
          .dividedByZero(
            values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      for (rule, line, size) in scorer.emptySteps(assessment) {
        let items = scorer.items(ofStep: line, rule)
        result.diagnostics.append(
          .stepNotAboveZero(
            rule.requirement, rule.lines[line].line, line, size,
            values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
            unit: unit.code, item: items.first.map { plan.set.items[$0].name }))
      }
      result.standings.append(
        UnitStanding(
          unit: place.unit, total: assessment.total, isRanked: assessment.isRanked,
          verdicts: FinalResult(assessment, scorer.record.decisions, plan.set.gates).verdicts))
      let scored = ScoredUnit(
        index: place.unit, unit: unit, assessment: assessment, findings: scorer.record.findings,
        verifications: scorer.record.verifications, overrides: scorer.record.decisions,
        projection: projection, block: block, row: row, around: around)
      renderer.add(
        scorer.report(scored, renderer.needs(of: place.unit)), to: &result.output)
    }
    return result
  }

  /// Looks for values that nobody uses, because units of another level are to report them.
  private func noteItemsOfOtherLevels(
    _ unit: Unit, _ block: RowBlock, _ row: Int, _ found: inout [ItemAtLevel: Place?]
  ) {
    guard plan.isLevelled else { return }
    for item in plan.reported where plan.levels[item] != unit.level {
      guard block.cell(row, item).hasValue,
        let asked = plan.levels[item], registeredLevels.contains(asked)
      else { continue }
      let here = ItemAtLevel(item: item, level: unit.level)
      if found[here] == nil { found[here] = block.place(row, item) }
    }
  }

  private func contradiction(
    _ index: Int, _ unit: Unit, _ block: RowBlock, _ row: Int, _ around: Surroundings
  ) -> Diagnostic {
    let check = plan.set.checks[index]
    let items = plan.checkReads[index].items
    return .contradictoryValues(
      check, values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
      unit: unit.code, item: items.first.map { plan.set.items[$0].name })
  }

  private func values(
    of items: [Int], _ block: RowBlock, _ row: Int, _ around: Surroundings
  ) -> Phrase {
    let unit = block.rows[row].unit
    let values = items.map { item in
      let value =
        around.gathering?.gathered(unit, item: item)
        ?? block.value(row, item, of: plan.set.items[item])
      return Phrase("\(plan.set.items[item].name) = ") + plan.set.items[item].phrase(value)
    }
    return values.joined()
  }

  private func firstPlace(of items: [Int], _ block: RowBlock, _ row: Int) -> Place? {
    items.lazy.compactMap { block.place(row, $0) }.first
  }

  /// Works on at most `jobs` elements at a time and collects the results in the order of the elements, then of the rows.
  func inOrder<Raw: Sendable, Result: Sendable>(
    _ elements: some Sequence<Raw>, and more: [RowBlock],
    work: @escaping @Sendable (Work<Raw>) -> Result, collect: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var next = 0
      var waiting: [Int: Result] = [:]
      func take(_ index: Int, _ result: Result) throws {
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: next) {
          try collect(ready)
          next += 1
        }
      }
      func start(_ element: Work<Raw>) async throws {
        if started - next >= jobs, let (index, result) = try await group.next() {
          try take(index, result)
        }
        let index = started
        group.addTask { (index, work(element)) }
        started += 1
      }
      for element in elements { try await start(.raw(element)) }
      for block in more { try await start(.rows(block)) }
      while let (index, result) = try await group.next() { try take(index, result) }
    }
  }
}
