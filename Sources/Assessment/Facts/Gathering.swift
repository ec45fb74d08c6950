package import Definitions
import FEEL
package import Submissions

/// How many of the units below gave a value, of those that the registry expects.
package struct Coverage: Sendable, Hashable {
  package var known: Int
  package var expected: Int

  /// Whether some are missing.
  package var isPartial: Bool { known < expected }
}

/// What comes together in the units above those that report: filled row by row, then closed level by level.
///
/// Exact sums do not depend on the order of the rows. Memory grows with the units that have others below them, and with
/// single values only where a weight or a reader of the report needs them.
package struct Gathering: Sendable {
  let plan: RollUpPlan
  private let registry: Registry
  private let children: By<Unit, [Index<Unit>]>
  /// For each unit its index among those with units below; -1 for the others.
  private let rankOfUnit: By<Unit, Int32>
  /// For each unit its index among the units below the same one.
  private let ordinal: By<Unit, Int32>
  /// For each unit the ranks of the levels at and below it at which its units report, as bits.
  private let reach: By<Unit, UInt8>
  private var sums: [Number]
  private var weights: [Number]
  /// Which units below have a value: one row of bits for each unit above and column.
  private var known: [UInt64]
  private let firstWord: [Int]
  /// The values of what is closed.
  private var values: [Value]
  /// Single values by column and unit.
  private var singles: [[Index<Unit>: Value]]
  private var calls: [[Index<Unit>: [Index<Unit>: Value]]]
  /// By call and unit above, the units below whose value may still come out otherwise.
  private var openBelow: [[Index<Unit>: Set<Index<Unit>>]]
  /// The columns whose single values are kept.
  private let kept: Set<Int>
  /// The units above the reporting ones for which anything was given.
  package private(set) var gathered: Set<Index<Unit>> = []
  /// By unit above, the slots of columns and calls that are made of what may still come out otherwise.
  private(set) var openSlots: [Index<Unit>: Set<Int>] = [:]

  /// Makes an empty one.
  /// - Parameters:
  ///   - plan: What comes together.
  ///   - registry: The units that are expected.
  ///   - keepsSingles: Whether a report shows the values of the units below.
  init(_ plan: RollUpPlan, _ registry: Registry, keepsSingles: Bool) {
    self.plan = plan
    self.registry = registry
    let children = registry.children
    self.children = children
    var ranks = By<Unit, Int32>(repeating: -1, count: registry.units.count)
    var ordinal = ranks
    var firstWord: [Int] = []
    var words = 0
    var count = 0
    for (unit, below) in zip(children.indices, children) where !below.isEmpty {
      ranks[unit] = Int32(count)
      count += 1
      firstWord.append(words)
      words += (below.count + 63) / 64 * plan.columns.count
      for (index, child) in below.enumerated() { ordinal[child] = Int32(index) }
    }
    rankOfUnit = ranks
    self.ordinal = ordinal
    self.firstWord = firstWord
    var reach = By<Unit, UInt8>(registry.units.map { UInt8(1) << UInt8($0.level.rank) })
    for level in Level.allCases {
      for unit in registry.units(at: level) {
        for child in children[unit] { reach[unit] |= reach[child] }
      }
    }
    self.reach = reach
    sums = [Number](repeating: .zero, count: count * plan.columns.count)
    weights = sums
    let none = plan.columns.map { column in
      Value.null(Null(.missing, slot: column.slot.map { Slot(rawValue: Int32($0)) }))
    }
    values = (0..<count).flatMap { _ in none }
    known = [UInt64](repeating: 0, count: words)
    kept = keepsSingles ? Set(plan.columns.indices) : plan.kept
    singles = [[Index<Unit>: Value]](repeating: [:], count: plan.columns.count)
    calls = [[Index<Unit>: [Index<Unit>: Value]]](repeating: [:], count: plan.children.count)
    openBelow = [[Index<Unit>: Set<Index<Unit>>]](repeating: [:], count: plan.children.count)
  }

  // MARK: Filling

  /// Takes what a unit gives to some columns and calls of `children`.
  mutating func add(_ given: UnitFacts, _ asked: Stratum.Asked, of unit: Index<Unit>) {
    let parent = registry.units[unit].parent
    for (index, fact) in zip(asked.gathered, given.gathered) {
      guard case .known(let value, let isOpen) = fact, !value.isNull || value.isNothingToJudge
      else { continue }
      if kept.contains(index) { singles[index][unit] = value }
      guard let parent else { continue }
      gathered.insert(parent)
      if isOpen { markOpen(index, above: unit) }
      switch plan.columns[index].rollUp(at: registry.units[parent].level) {
      case .weightedMean, nil: break
      case .share:
        fold(index, unit, parent, value.boolean.map { .number($0 ? .one : .zero) } ?? value)
      case .sum, .mean, .min, .max: fold(index, unit, parent, value)
      }
    }
    guard let parent else { return }
    for (index, fact) in zip(asked.children(of: registry.units[parent].level), given.children) {
      guard case .known(let value, let isOpen) = fact, !value.isNull || value.isNothingToJudge
      else {
        continue
      }
      gathered.insert(parent)
      calls[index][parent, default: [:]][unit] = value
      if isOpen {
        openSlots[parent, default: []].insert(plan.children[index].slot)
        openBelow[index][parent, default: []].insert(unit)
      }
    }
  }

  /// Marks what is made of a column as open, all the way up.
  private mutating func markOpen(_ index: Int, above unit: Index<Unit>) {
    var above = registry.units[unit].parent
    while let next = above {
      if let slot = plan.columns[index].slot { openSlots[next, default: []].insert(slot) }
      for column in plan.columns where column.weights.contains(index) {
        if let slot = column.slot { openSlots[next, default: []].insert(slot) }
      }
      above = registry.units[next].parent
    }
  }

  /// Works out the values of some columns, from the lowest level up.
  mutating func close(_ columns: [Int]) {
    let count = plan.columns.count
    for level in Level.allCases {
      for unit in registry.units(at: level) {
        if rankOfUnit[unit] >= 0 {
          for index in columns where plan.columns[index].level < level {
            values[Int(rankOfUnit[unit]) * count + index] = closed(index, unit)
          }
        }
        passOn(unit, level, columns)
      }
    }
    // What was found missing on the way up is known only now.
    for unit in registry.units.indices where gathered.contains(unit) {
      var above = registry.units[unit].parent
      while let next = above, gathered.insert(next).inserted {
        above = registry.units[next].parent
      }
    }
  }

  /// Gives a unit's own or closed values to the unit above, where that was not done row by row.
  private mutating func passOn(_ unit: Index<Unit>, _ level: Level, _ columns: [Int]) {
    guard let parent = registry.units[unit].parent else { return }
    let above = registry.units[parent].level
    for index in columns where plan.columns[index].level <= level {
      let column = plan.columns[index]
      switch column.rollUp(at: above) {
      case nil: continue
      case .weightedMean:
        let own = value(unit, index)
        guard let number = own.number else {
          fold(index, unit, parent, own)
          continue
        }
        guard let weightColumn = column.weights[above.rank] else { continue }
        let weight = value(unit, weightColumn)
        guard let by = weight.number else {
          fold(index, unit, parent, weight)
          continue
        }
        fold(index, unit, parent, Weighted(number: number * by, weight: by))
      case .share where column.level < level:
        let own = value(unit, index)
        guard !own.isNull, rankOfUnit[unit] >= 0 else {
          fold(index, unit, parent, own)
          continue
        }
        let place = Int(rankOfUnit[unit]) * plan.columns.count + index
        fold(
          index, unit, parent, Weighted(number: sums[place], weight: weights[place]))
      case .sum, .mean, .min, .max:
        guard column.level < level else { continue }
        fold(index, unit, parent, value(unit, index))
      case .share: continue
      }
    }
  }

  /// Takes a value; a unit that has nothing to judge has reported, and adds nothing (S1.4).
  private mutating func fold(
    _ index: Int, _ unit: Index<Unit>, _ parent: Index<Unit>, _ value: Value
  ) {
    if let number = value.number {
      fold(index, unit, parent, Weighted(number: number, weight: .one))
    } else if value.isNothingToJudge {
      markKnown(index, unit, parent)
    }
  }

  /// A number with its weight.
  private struct Weighted {
    let number: Number
    let weight: Number
  }

  private mutating func fold(
    _ index: Int, _ unit: Index<Unit>, _ parent: Index<Unit>, _ given: Weighted
  ) {
    let number = given.number
    let place = Int(rankOfUnit[parent]) * plan.columns.count + index
    switch plan.columns[index].rollUp(at: registry.units[parent].level) {
    case .min: sums[place] = weights[place].isZero ? number : min(sums[place], number)
    case .max: sums[place] = weights[place].isZero ? number : max(sums[place], number)
    case .sum, .mean, .weightedMean, .share, nil: sums[place] = sums[place] + number
    }
    weights[place] = weights[place] + given.weight
    markKnown(index, unit, parent)
  }

  private mutating func markKnown(_ index: Int, _ unit: Index<Unit>, _ parent: Index<Unit>) {
    let bit = Int(ordinal[unit])
    known[word(parent, index) + bit / 64] |= 1 << UInt64(bit % 64)
  }

  private func closed(_ index: Int, _ unit: Index<Unit>) -> Value {
    let column = plan.columns[index]
    let coverage = coverage(unit, index)
    let missing = Value.null(
      Null(.missing, slot: column.slot.map { Slot(rawValue: Int32($0)) }))
    guard coverage.known > 0, let rollUp = column.rollUp(at: registry.units[unit].level),
      Number(coverage.known) >= column.complete * Number(coverage.expected)
    else { return missing }
    let place = Int(rankOfUnit[unit]) * plan.columns.count + index
    switch rollUp {
    case .sum, .min, .max:
      return weights[place].isZero ? .null(Null(.nothingToJudge)) : .number(sums[place])
    case .mean, .weightedMean, .share:
      // Weights that add up to nothing: zero out of zero.
      return sums[place].divided(by: weights[place]).map { .number($0) }
        ?? .null(Null(sums[place].isZero ? .nothingToJudge : .contradiction))
    }
  }

  private func word(_ unit: Index<Unit>, _ index: Int) -> Int {
    firstWord[Int(rankOfUnit[unit])] + (children[unit].count + 63) / 64 * index
  }

  private func knownCount(_ unit: Index<Unit>, _ index: Int) -> Int {
    let first = word(unit, index)
    let words = (children[unit].count + 63) / 64
    return known[first..<(first + words)].reduce(0) { $0 + $1.nonzeroBitCount }
  }

  // MARK: Asking

  /// The units directly below a unit that are expected to give a column.
  func expected(_ unit: Index<Unit>, _ index: Int) -> [Index<Unit>] {
    let bit = UInt8(1) << UInt8(plan.columns[index].level.rank)
    return children[unit].filter { reach[$0] & bit != 0 }
  }

  /// How many of the units below gave a column.
  func coverage(_ unit: Index<Unit>, _ index: Int) -> Coverage {
    guard rankOfUnit[unit] >= 0 else { return Coverage(known: 0, expected: 0) }
    let bit = UInt8(1) << UInt8(plan.columns[index].level.rank)
    let expected = children[unit].count { reach[$0] & bit != 0 }
    return Coverage(known: knownCount(unit, index), expected: expected)
  }

  /// The units directly below that are expected to give a column and did not, in the order of their codes.
  func missing(_ unit: Index<Unit>, _ index: Int) -> [Index<Unit>] {
    guard rankOfUnit[unit] >= 0 else { return [] }
    let first = word(unit, index)
    return expected(unit, index).filter { child in
      let bit = Int(ordinal[child])
      return known[first + bit / 64] & (1 << UInt64(bit % 64)) == 0
    }
  }

  /// Whether a unit below another one gave a column.
  func gave(_ child: Index<Unit>, _ index: Int) -> Bool {
    if kept.contains(index) {
      let value = value(child, index)
      return !value.isNull || value.isNothingToJudge
    }
    guard let parent = registry.units[child].parent, rankOfUnit[parent] >= 0 else { return false }
    let bit = Int(ordinal[child])
    return known[word(parent, index) + bit / 64] & (1 << UInt64(bit % 64)) != 0
  }

  /// The value of a column in a unit above the reporting ones, or a single value that was kept.
  func value(_ unit: Index<Unit>, _ index: Int) -> Value {
    if registry.units[unit].level == plan.columns[index].level {
      return singles[index][unit] ?? .null(Null(.missing))
    }
    guard rankOfUnit[unit] >= 0 else {
      return .null(Null(.missing, slot: plan.columns[index].slot.map { Slot(rawValue: Int32($0)) }))
    }
    return values[Int(rankOfUnit[unit]) * plan.columns.count + index]
  }

  /// What came together for an item in a unit above those that report it; nil where nothing comes together.
  func gathered(_ unit: Index<Unit>, item: Int) -> Value? {
    guard let index = plan.columnOfItem[item],
      plan.columns[index].level < registry.units[unit].level
    else { return nil }
    return value(unit, index)
  }

  /// The values of a call of `children`: one for each unit directly below, null where there is none.
  func list(_ unit: Index<Unit>, _ call: Int) -> Value {
    let found = calls[call][unit] ?? [:]
    let slot = Slot(rawValue: Int32(plan.children[call].slot))
    guard !children[unit].isEmpty else { return .null(Null(.missing, slot: slot)) }
    return .list(children[unit].map { found[$0] ?? .null(Null(.missing, slot: slot)) })
  }

  /// Of each value of that list, whether it may still come out otherwise.
  func isOpen(_ unit: Index<Unit>, _ call: Int) -> [Bool] {
    let open = openBelow[call][unit] ?? []
    return children[unit].map { open.contains($0) }
  }

  /// The units directly below a unit with what they gave to a call of `children`.
  func below(_ unit: Index<Unit>, call: Int) -> [(unit: Unit, value: Value)] {
    children[unit].map { (registry.units[$0], calls[call][unit]?[$0] ?? .null(Null(.missing))) }
  }

  /// A unit by its index.
  func unit(_ index: Index<Unit>) -> Unit { registry.units[index] }
}
