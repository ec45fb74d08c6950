package import Definitions
import FEEL
package import SourceText
package import Submissions

/// One unit with its scores, while its values are in the scorer's slots.
package struct ScoredUnit: Sendable {
  /// The index of the unit in the registry.
  package var index: Int
  package var unit: Unit
  package var assessment: UnitAssessment
  /// The findings and waivers about it that are in force.
  package var findings: [Finding]
  /// What was verified about it.
  package var verifications: [Verification]
  /// What persons decided about it.
  package var overrides: [Override]
  /// Where it stands with the values that it plans to reach; nil where nobody plans.
  package var projection: Projection?
  /// Its rows.
  package var block: RowBlock
  package var row: Int
}

/// What makes output of scored units, block by block; several blocks at a time.
package protocol UnitRenderer: Sendable {
  associatedtype Output: Sendable
  /// The empty output of a block.
  func start() -> Output
  /// Adds a unit; the scorer still has its values, for targets, sentences and traces.
  func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout Output)
}

/// What a block of rows comes to.
package struct BlockResult<Output: Sendable>: Sendable {
  package var output: Output
  /// The units of the block, in the order of its rows.
  package var standings: [UnitStanding]
  package var diagnostics: [Diagnostic]
  /// The marks of what the units handed in.
  var fingerprints: [Fingerprint] = []
  /// Items that units of another level state, each with the first place.
  var ofOtherLevels: [ItemAtLevel: Place?] = [:]
}

/// An item that units of a level state which is not the item's.
struct ItemAtLevel: Hashable, Sendable {
  let item: Int
  let level: Level
}

/// What the ranking needs of a unit.
package struct UnitStanding: Sendable {
  package var unit: Int
  package var total: Points
  package var isRanked: Bool
  package var verdicts: [Verdict]

  package init(unit: Int, total: Points, isRanked: Bool, verdicts: [Verdict]) {
    self.unit = unit
    self.total = total
    self.isRanked = isRanked
    self.verdicts = verdicts
  }
}

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
  private let times: TimeTable?
  private let taken: [Int: [Int: Value]]
  private let keepsUnitsBelow: Bool
  /// The levels that have units.
  private let registeredLevels: Set<Level>
  /// The values that units plan to reach; nil where nobody plans.
  private let planned: PlannedValues?

  /// Makes a batch.
  /// - Parameters:
  ///   - plan: How units are scored.
  ///   - registry: The units that there are.
  ///   - period: The period of the run.
  ///   - level: The level that is scored; nil for the one that the set assesses.
  ///   - findings: Findings and waivers.
  ///   - verifications: Verified values and given points.
  ///   - overrides: What persons decided.
  ///   - earlier: What earlier periods give.
  ///   - taken: What assessments under other sets give.
  ///   - planned: The values that units plan to reach; nil where nobody plans.
  ///   - keepsUnitsBelow: Whether a report shows the values of the units below.
  ///   - jobs: How many blocks are worked on at a time.
  package init(
    _ plan: ScoringPlan, registry: Registry, period: Period, level: Level? = nil,
    findings: [Finding], verifications: [Verification] = [], overrides: [Override] = [],
    earlier: [EarlierValues] = [], taken: [TakenScores] = [], planned: PlannedValues? = nil,
    keepsUnitsBelow: Bool = false, jobs: Int
  ) {
    self.plan = plan
    self.registry = registry
    self.period = period
    self.level = level ?? plan.set.assesses
    self.jobs = max(1, jobs)
    self.keepsUnitsBelow = keepsUnitsBelow
    times = plan.times.isEmpty ? nil : TimeTable(plan.times, earlier, at: period)
    self.taken = Dictionary(taken.map { ($0.item, $0.scores) }, uniquingKeysWith: { $1 })
    self.planned = planned
    let findings = Dictionary(grouping: findings, by: \.unit)
    let verifications = Dictionary(grouping: verifications, by: \.unit)
    let overrides = Dictionary(grouping: overrides, by: \.unit)
    var records: [Int: UnitRecord] = [:]
    for unit in Set(findings.keys).union(verifications.keys).union(overrides.keys) {
      records[unit] = UnitRecord(
        findings[unit] ?? [], verifications[unit] ?? [], overrides[unit] ?? [], plan.set, period)
    }
    self.records = records
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
    try collect(
      BlockResult(
        output: renderer.start(), standings: [], diagnostics: identical.diagnostics))
  }

  /// The units of the scored level that are not among those that reported, ascending.
  package func notReported(_ reported: Set<Int>) -> [Int] {
    registry.units(at: level).filter { !reported.contains($0) }
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
    var result = BlockResult(
      output: renderer.start(), standings: [], diagnostics: diagnostics)
    guard block.isScored else { return result }
    scorer.gathering = around.gathering
    result.standings.reserveCapacity(block.rows.count)
    for (row, place) in block.rows.enumerated() {
      let unit = registry.units[place.unit]
      let failed = scorer.load(
        block, row, records[place.unit] ?? UnitRecord(), unit, around)
      for index in failed {
        result.diagnostics.append(contradiction(index, unit, block, row, around))
      }
      if let fingerprint = Fingerprint(block, row) { result.fingerprints.append(fingerprint) }
      noteItemsOfOtherLevels(unit, block, row, &result.ofOtherLevels)
      guard unit.level == level else { continue }
      scorer.takeSharesOfOne()
      scorer.fillPeerForms(of: nil)
      let assessment = scorer.assessUnit()
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
      result.standings.append(
        UnitStanding(
          unit: place.unit, total: assessment.total, isRanked: assessment.isRanked,
          verdicts: assessment.gates.map(\.verdict)))
      renderer.add(
        ScoredUnit(
          index: place.unit, unit: unit, assessment: assessment,
          findings: scorer.record.findings,
          verifications: scorer.record.verifications, overrides: scorer.record.decisions,
          projection: projection, block: block, row: row),
        &scorer, to: &result.output)
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
    let items = plan.checkedItems[index]
    return .contradictoryValues(
      check, values: values(of: items, block, row, around), at: firstPlace(of: items, block, row),
      unit: unit.code, item: items.first.map { plan.set.items[$0].name })
  }

  private func values(
    of items: [Int], _ block: RowBlock, _ row: Int, _ around: Surroundings
  ) -> String {
    let unit = block.rows[row].unit
    let values = items.map { item in
      let value =
        around.gathering?.gathered(unit, item: item)
        ?? block.value(row, item, of: plan.set.items[item])
      return "\(plan.set.items[item].name) = \(plan.set.items[item].words(value))"
    }
    return values.joined(separator: ", ")
  }

  private func firstPlace(of items: [Int], _ block: RowBlock, _ row: Int) -> Place? {
    items.lazy.compactMap { block.place(row, $0) }.first
  }

  // MARK: What has to be known first

  /// What is known about units from beyond their rows, and the rows of those that nobody handed in a row for.
  func surroundings<Raw: Sendable>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> (Surroundings, more: [RowBlock]) {
    var around = Surroundings(times: times, taken: taken)
    var more: [RowBlock] = []
    if let rollUp = plan.rollUp {
      let gathering = try await gathering(rollUp, around, blocks, read: read, &more)
      around.gathering = gathering
    }
    for _ in 0..<plan.peers.passes {
      around.peers = try await peerTables(around, blocks, more, read: read)
    }
    return (around, more)
  }

  private func gathering<Raw: Sendable>(
    _ rollUp: RollUpPlan, _ around: Surroundings, _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]), _ more: inout [RowBlock]
  ) async throws -> Gathering {
    var gathering = Gathering(rollUp, registry, keepsSingles: keepsUnitsBelow)
    var reported = [Bool](repeating: false, count: registry.units.count)
    var isScored = reported
    try await inOrder(blocks(), and: []) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      let given = block.rows.enumerated().map { row, place in
        _ = scorer.load(
          block, row, records[place.unit] ?? UnitRecord(), registry.units[place.unit], around)
        return (place.unit, scorer.contributions(rollUp))
      }
      return (given, block.isScored)
    } collect: { (given: [(Int, [Value])], areScored) in
      for (unit, values) in given {
        reported[unit] = true
        if areScored { isScored[unit] = true }
        gathering.add(values, of: unit)
      }
    }
    // What is taken from other assessments needs no row.
    let items = Set(taken.keys)
    for unit in Set(taken.values.flatMap(\.keys)).sorted() where !reported[unit] {
      gathering.add(
        rollUp.columns.map { column in
          items.contains(column.item) ? taken[column.item]?[unit] ?? .null : .null
        } + rollUp.children.map { _ in .null }, of: unit)
      isScored[unit] = true
    }
    gathering.close()
    if rollUp.asksChildrenForGathered {
      try await askChildren(&gathering, around, blocks, read: read, reported: reported)
    }
    for unit in registry.units.indices where isScored[unit] {
      var above = registry.units[unit].parent
      while let next = above, !isScored[next] {
        isScored[next] = true
        above = registry.units[next].parent
      }
    }
    let silent = registry.units(at: level).filter {
      !reported[$0] && gathering.gathered.contains($0)
    }
    more = [true, false].compactMap { areScored in
      let units = silent.filter { isScored[$0] == areScored }
      return units.isEmpty ? nil : .empty(of: units, stride: plan.set.items.count, areScored)
    }
    return gathering
  }

  /// Asks the units below once more for calls of `children`, now that what they gather themselves is known.
  private func askChildren<Raw: Sendable>(
    _ gathering: inout Gathering, _ around: Surroundings, _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]), reported: [Bool]
  ) async throws {
    var around = around
    around.gathering = gathering
    let known = around
    let silent = registry.units.indices.filter {
      !reported[$0] && gathering.gathered.contains($0) && registry.units[$0].level < level
    }
    let more =
      silent.isEmpty
      ? []
      : [
        RowBlock.empty(of: silent, stride: plan.set.items.count, true)
      ]
    try await inOrder(blocks(), and: more) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      return block.rows.enumerated().map { row, place in
        _ = scorer.load(
          block, row, records[place.unit] ?? UnitRecord(), registry.units[place.unit], known)
        return (place.unit, scorer.childFacts())
      }
    } collect: { (given: [(Int, [Value])]) in
      for (unit, values) in given { gathering.addCalls(values, of: unit) }
    }
  }

  /// For each unit of the registry the table of its peers.
  private func peerTables<Raw: Sendable>(
    _ around: Surroundings, _ blocks: () -> some Sequence<Raw>, _ more: [RowBlock],
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> [PeerTable?] {
    var facts = [PeerFacts?](repeating: nil, count: registry.units.count)
    try await inOrder(blocks(), and: more) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      return block.rows.enumerated().compactMap { row, place -> (Int, PeerFacts)? in
        let unit = registry.units[place.unit]
        guard unit.level == level else { return nil }
        _ = scorer.load(block, row, records[place.unit] ?? UnitRecord(), unit, around)
        scorer.takeSharesOfOne()
        scorer.fillPeerForms(of: nil)
        return (place.unit, scorer.peerFacts())
      }
    } collect: { (found: [(Int, PeerFacts)]) in
      for (unit, fact) in found { facts[unit] = fact }
    }
    var tables = [PeerTable?](repeating: nil, count: registry.units.count)
    let assessed = registry.units(at: level)
    for (_, group) in Dictionary(grouping: assessed, by: { registry.units[$0].group }) {
      let table = PeerTable(plan.peers, group.map { facts[$0] })
      for unit in group { tables[unit] = table }
    }
    return tables
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

/// The place of every unit: equal totals share the better place and the next is skipped (1, 1, 3).
package struct Ranking: Sendable {
  /// The standings by place, then code; those without a place last.
  package let order: [UnitStanding]
  private let places: [Int: Int]

  /// Ranks; the indices of units follow their codes.
  package init(_ standings: [UnitStanding]) {
    order = standings.sorted { a, b in
      if a.isRanked != b.isRanked { return a.isRanked }
      if a.isRanked, a.total != b.total { return a.total > b.total }
      return a.unit < b.unit
    }
    var places: [Int: Int] = [:]
    var last: (total: Points, place: Int)?
    for (index, standing) in order.enumerated() where standing.isRanked {
      let place = last.flatMap { $0.total == standing.total ? $0.place : nil } ?? index + 1
      places[standing.unit] = place
      last = (standing.total, place)
    }
    self.places = places
  }

  /// The place of a unit; nil where it has none.
  package func place(of unit: Int) -> Int? { places[unit] }
}
