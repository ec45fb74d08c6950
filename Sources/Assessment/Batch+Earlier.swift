package import Definitions
package import FEEL
package import SourceText
package import Submissions

extension ScoringPlan {
  /// Whether totals or points of earlier periods are needed.
  package var needsEarlierScores: Bool {
    times.contains { if case .value = $0.content { false } else { true } }
  }

  /// Whether `previous` or `earlier` is called at all.
  package var looksBack: Bool { !times.isEmpty }

  /// What the calls of `previous` and `earlier` ask of another period's scores.
  /// - Parameters:
  ///   - total: The total.
  ///   - points: The points of the requirement, task or group with an id.
  /// - Returns: A value for each call, null for those that ask for something else and where there is none.
  package func earlierScores(total: Number?, points: (_ id: String) -> Number?) -> [Value] {
    times.map { time in
      let number: Number? =
        switch time.content {
        case .value: nil
        case .total: total
        case .score(let id): points(id)
        }
      return number.map { .number($0) } ?? .null(Null(.missing))
    }
  }
}

/// The scores of a period that a later one asks for: by unit, a value for each call of the later set's plan.
package struct EarlierScores: UnitRenderer {
  private let plan: ScoringPlan
  private let set: IndicatorSet

  /// - Parameters:
  ///   - plan: The plan of the later period, whose calls ask.
  ///   - set: The set of the period itself.
  package init(for plan: ScoringPlan, under set: IndicatorSet) {
    self.plan = plan
    self.set = set
  }

  package func start() -> [Int: [Value]] { [:] }

  package func add(
    _ unit: UnitReport, to output: inout [Int: [Value]]
  ) {
    output[unit.index] = plan.earlierScores(
      total: unit.assessment.total.number(digits: set.digits)
    ) { id in points(of: id, unit.assessment)?.number(digits: set.digits) }
  }

  private func points(of id: String, _ unit: UnitAssessment) -> Points? {
    if let index = set.requirements.firstIndex(where: { $0.id == id }) {
      return unit.outcomes[index].earned
    }
    if let index = set.tasks.firstIndex(where: { $0.id == id }) { return unit.tasks[index].earned }
    let group = set.groups.firstIndex { $0.id == id }
    return unit.groups.first { $0.group == group }?.earned
  }
}

extension Batch {
  /// What this period's rows give to the calls of `previous` and `earlier` of a later one.
  ///
  /// - Parameters:
  ///   - blocks: The rows of the period, read by the set of the later one.
  ///   - read: Turns a block into rows.
  ///   - scores: The scores that are asked for, by unit (see `EarlierScores`).
  ///   - successor: The unit of the later registry that a unit has become; nil where there is none.
  /// - Returns: By unit of the later registry a value for each call.
  /// - Throws: What a walk over the blocks throws.
  package func earlierValues<Raw: Sendable>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]), scores: [Int: [Value]],
    successor: @Sendable (Int) -> Int?
  ) async throws -> EarlierValues {
    let (around, more) = try await surroundings(blocks, read: read)
    let origins = Origins(registry, successor)
    let parts = origins.parts
    var values: [Int: [Value]] = [:]
    var partial: [Int: [[PartialSum]]] = [:]
    var rows: [Int: [Value]] = [:]
    var told: [Diagnostic] = []
    try await inOrder(blocks(), and: more + emptyRows(of: around.silentBelow)) { work in
      let (block, said) = self.rows(of: work, read)
      var scorer = Scorer(plan)
      scorer.gathering = around.gathering
      let found = block.rows.enumerated().map { row, place -> (Int, [Value], [[PartialSum]]) in
        let unit = registry.units[place.unit]
        _ = scorer.load(block, row, records[place.unit] ?? UnitRecord(), unit, around)
        if parts.contains(place.unit) {
          return (place.unit, Array(scorer.slots.prefix(plan.set.items.count)), [])
        }
        if unit.level == level {
          scorer.takeSharesOfOne()
          scorer.fillForms(of: nil)
        }
        let sums = plan.times.indices.map { scorer.partialSums(ofCall: $0, in: period) }
        return (place.unit, scorer.timeFacts(), sums)
      }
      return (found, said)
    } collect: { (found: [(Int, [Value], [[PartialSum]])], said: [Diagnostic]) in
      told += said
      for (unit, facts, sums) in found {
        if parts.contains(unit) {
          rows[unit] = facts
        } else if let later = successor(unit) {
          values[later] = facts
          if sums.contains(where: { !$0.isEmpty }) { partial[later] = sums }
        }
      }
    }
    for (later, old) in origins.merged where values[later] == nil {
      let all = old.compactMap { rows[$0] }
      guard all.count == old.count else { continue }
      var scorer = merged(all, level: registry.units[old[0]].level)
      values[later] = scorer.timeFacts()
    }
    for (unit, own) in scores {
      guard let later = successor(unit), !parts.contains(unit) else { continue }
      for (index, value) in own.enumerated() where !value.isNull {
        values[later, default: own][index] = value
      }
    }
    return EarlierValues(period: period, values: values, partial: partial, told: told)
  }

  /// Units that have become one, put together from their items: counts add up, everything else is missing.
  func merged(_ rows: [[Value]], level: Level) -> Scorer {
    var scorer = Scorer(plan)
    scorer.level = level
    for (index, item) in plan.set.items.enumerated() {
      var sum = Value.null(Null(.missing, slot: Slot(rawValue: Int32(index))))
      let numbers = rows.compactMap { $0[index].number }
      if item.type == .count, adds(item, at: level), numbers.count == rows.count {
        sum = .number(numbers.reduce(.zero, +))
      }
      scorer.slots[index] = sum
    }
    scorer.fillPairs()
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
  /// What a later period wants to know of the unit: the argument of each call, null where it has no value.
  mutating func timeFacts() -> [Value] {
    plan.times.map { time in
      guard case .value = time.content,
        case .known(let value) = fact(of: time.form, forPeers: false)
      else {
        return .null(Null(.missing))
      }
      return value
    }
  }
}
