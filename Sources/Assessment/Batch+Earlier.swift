package import Definitions
package import FEEL
import SourceText
package import Submissions

extension ScoringPlan {
  /// Whether `previous` or `earlier` is called at all.
  package var looksBack: Bool { !times.isEmpty }

  /// What became of a unit as it is stated by ids.
  /// - Parameters:
  ///   - total: The total.
  ///   - points: The points of requirements, tasks and groups.
  ///   - passed: Whether gates were passed.
  /// - Returns: A value by slot for what is stated.
  package func results(
    total: Number?, points: [String: Number], passed: [String: Bool]
  ) -> [Int: Value] {
    var values: [Int: Value] = [:]
    for result in results {
      values[result.slot] =
        switch result.kind {
        case .total: total.map { .number($0) }
        case .score: points[result.id].map { .number($0) }
        case .passed: passed[result.id].map { .boolean($0) }
        }
    }
    return values
  }
}

/// What became of units in a period, as a later one asks for it: by unit and slot of the later set's plan.
struct EarlierResults: UnitRenderer {
  private let plan: ScoringPlan
  private let set: IndicatorSet

  /// - Parameters:
  ///   - plan: The plan of the later period, whose calls ask.
  ///   - set: The set of the period itself.
  init(for plan: ScoringPlan, under set: IndicatorSet) {
    self.plan = plan
    self.set = set
  }

  func start() -> [Int: [Int: Value]] { [:] }

  func add(_ unit: UnitReport, to output: inout [Int: [Int: Value]]) {
    var values: [Int: Value] = [:]
    for result in plan.results { values[result.slot] = value(result, unit.assessment) }
    output[unit.index] = values
  }

  /// What was printed; nil where the set of the time has nothing of the name, and of a gate that was open.
  private func value(_ result: UnitResult, _ unit: UnitAssessment) -> Value? {
    switch result.kind {
    case .total: return .number(unit.total.number(digits: set.digits))
    case .score:
      return UnitResult.Node(result.id, set).flatMap { unit.points(of: $0) }
        .map { .number($0.number(digits: set.digits)) }
    case .passed:
      guard let gate = set.gates.firstIndex(where: { $0.id == result.id }) else { return nil }
      switch unit.gates[gate].verdict {
      case .passed: return .boolean(true)
      case .failed: return .boolean(false)
      case .open: return nil
      }
    }
  }
}

extension Batch {
  /// Makes a batch of an earlier period, that answers all that a plan asks of any.
  package init(
    ofPast period: Period, for plan: ScoringPlan, given: [Int: [Int: Value]],
    registry: Registry, level: Level?, earlier: [EarlierValues], taken: [TakenScores]
  ) {
    let level = level ?? plan.set.assesses
    self.init(
      plan, FactGraph.ofPast(plan.set, at: level), given: given, registry: registry,
      period: period, level: level, records: Records(), earlier: earlier, taken: taken, jobs: 1)
  }

  /// What the rows of a block of a period give to all calls of `previous` and `earlier`.
  package func earlierValues(_ block: RowBlock) async throws -> EarlierValues {
    try await earlierValues(
      Array(plan.times.indices), { CollectionOfOne(block) }, read: { ($0, []) }
    ) { $0 }
  }

  /// What this period's rows give to calls of `previous` and `earlier` of a later one.
  ///
  /// - Parameters:
  ///   - calls: The calls that ask, as indices into the plan's.
  ///   - blocks: The rows of the period, read by the set of the later one.
  ///   - read: Turns a block into rows.
  ///   - successor: The unit of the later registry that a unit has become; nil where there is none.
  /// - Returns: By unit of the later registry a value for each call of the plan.
  /// - Throws: What a walk over the blocks throws.
  func earlierValues<Raw: Sendable>(
    _ calls: [Int], _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]),
    successor: @Sendable (Int) -> Int?
  ) async throws -> EarlierValues {
    let (around, more) = try await surroundings(blocks, read: read)
    let origins = Origins(registry, successor)
    var found = EarlierValues(period: period, values: [:], partial: [:])
    var rows: [Int: [Value]] = [:]
    var answered: Set<Int> = []
    func take(_ answers: [Answer]) {
      for answer in answers {
        answered.insert(answer.unit)
        if origins.parts.contains(answer.unit) {
          rows[answer.unit] = answer.values
        } else if let later = successor(answer.unit) {
          found.values[later] = answer.values
          if answer.partial.contains(where: { !$0.isEmpty }) {
            found.partial[later] = answer.partial
          }
        }
      }
    }
    try await inOrder(blocks(), and: more + emptyRows(of: around.silentBelow)) { work in
      let (block, said) = self.rows(of: work, read)
      return (self.answers(calls, block, around, origins.parts), said)
    } collect: { (answers: [Answer], said: [Diagnostic]) in
      found.told += said
      take(answers)
    }
    // Whose items the later set does not know has its points all the same.
    for block in emptyRows(of: given.keys.filter { !answered.contains($0) }.sorted()) {
      take(answers(calls, block, around, origins.parts))
    }
    for (later, old) in origins.merged where found.values[later] == nil {
      let all = old.compactMap { rows[$0] }
      guard all.count == old.count else { continue }
      var scorer = merged(all, into: old[0], of: registry, around)
      found.values[later] = scorer.timeFacts(calls)
    }
    return found
  }

  /// What a unit gives to the calls of a later period; of a part of a later unit the values of its items.
  private struct Answer {
    let unit: Int
    let values: [Value]
    /// By call, the sums behind it that some of the units below are missing from.
    let partial: [[PartialSum]]
  }

  private func answers(
    _ calls: [Int], _ block: RowBlock, _ around: Surroundings, _ parts: Set<Int>
  ) -> [Answer] {
    var scorer = Scorer(plan)
    scorer.gathering = around.gathering
    return block.rows.enumerated().map { row, place in
      let unit = registry.units[place.unit]
      _ = scorer.load(block, row, records[place.unit] ?? UnitRecord(), unit, around)
      if parts.contains(place.unit) {
        let items = Array(scorer.slots.prefix(plan.set.items.count))
        return Answer(unit: place.unit, values: items, partial: [])
      }
      scorer.fillCalls(sharesAt: level)
      let sums = plan.times.indices.map { scorer.partialSums(ofCall: $0, in: period) }
      return Answer(unit: place.unit, values: scorer.timeFacts(calls), partial: sums)
    }
  }

  /// Units that have become one, put together from their items: counts add up, everything else is missing.
  func merged(
    _ rows: [[Value]], into unit: Int, of registry: Registry, _ around: Surroundings
  ) -> Scorer {
    var scorer = Scorer(plan)
    scorer.unit = unit
    scorer.level = registry.units[unit].level
    for (index, item) in plan.set.items.enumerated() {
      var sum = Value.null(Null(.missing, slot: Slot(rawValue: Int32(index))))
      let numbers = rows.compactMap { $0[index].number }
      if item.type == .count, adds(item, at: scorer.level), numbers.count == rows.count {
        sum = .number(numbers.reduce(.zero, +))
      }
      scorer.slots[index] = sum
    }
    scorer.fillPairs()
    scorer.peers.table = around.peers?.table(of: unit)
    scorer.compute()
    return scorer
  }
}

/// Which units of an earlier period each later unit comes from.
private struct Origins {
  /// The units that together are a later one, where none of them became it within the period; by that one.
  private(set) var merged: [Int: [Int]] = [:]
  /// All units whose values are not by themselves those of a later one.
  private(set) var parts: Set<Int> = []

  init(_ registry: Registry, _ successor: (Int) -> Int?) {
    let pairs = registry.units.indices.compactMap { unit in successor(unit).map { (unit, $0) } }
    for (later, entries) in Dictionary(grouping: pairs, by: \.1) where entries.count > 1 {
      let former = entries.map(\.0).filter { registry.units[$0].heir != nil }
      let others = entries.map(\.0).filter { registry.units[$0].heir == nil }
      parts.formUnion(former)
      if others.count > 1 {
        merged[later] = others
        parts.formUnion(others)
      } else if let heir = others.first, registry.isMadeOf(former, heir) {
        merged[later] = former
      }
    }
  }
}

/// Whether the values of an item in units of a level add up when the units become one.
private func adds(_ item: Item, at level: Level) -> Bool {
  guard let own = item.level, own < level else { return true }
  if case .sum = item.rollUp(at: level) { return true }
  return false
}

extension Scorer {
  /// What a later period wants to know of the unit: the argument of each call, null where it has no value, or is not asked.
  mutating func timeFacts(_ calls: [Int]) -> [Value] {
    var values = [Value](repeating: .null(Null(.missing)), count: plan.times.count)
    for call in calls { values[call] = timeFact(plan.times[call]) }
    return values
  }
}
