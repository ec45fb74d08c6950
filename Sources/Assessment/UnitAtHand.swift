import Definitions
import FEEL
import SourceText
import Submissions

/// A unit as it is looked at: its row, and what is on record about it.
struct UnitAtHand: Sendable {
  let block: RowBlock
  let row: Int
  let unit: Unit
  var record: UnitRecord

  /// The unit of a row of a block, with what is on record about it in a scenario.
  init(_ block: RowBlock, _ row: Int, _ registry: Registry, _ around: Surroundings) {
    self.block = block
    self.row = row
    let index = block.rows[row].unit
    unit = registry.units[index]
    record = around.records[index] ?? UnitRecord()
  }

  /// The index of the unit in the registry.
  var index: Index<Unit> { block.rows[row].unit }

  /// Where an item stands; nil where no column or element names it.
  func place(_ item: Int) -> Place? { block.place(row, item) }

  /// Where the first of some items stands that stands anywhere.
  func firstPlace(of items: [Int]) -> Place? { items.lazy.compactMap(place).first }
}

extension Scorer {
  /// Lets a unit stand as it does in a scenario: the values of its row and what is known from beyond it, then the calls that
  /// its rules read.
  /// - Parameters:
  ///   - unit: The unit.
  ///   - around: What is known in the scenario.
  ///   - level: The level that is scored.
  ///   - sight: How much is taken back of what contradicts itself.
  /// - Returns: The data checks that fail.
  @discardableResult
  mutating func stand(
    _ unit: UnitAtHand, _ around: Surroundings, at level: Level,
    seen sight: FactGraph.Sight = .judged
  ) -> [Int] {
    self.sight = sight
    let failed = load(unit, around)
    self.sight = .judged
    fillCalls(sharesAt: level)
    return failed
  }

  /// The same of a unit that is scored: with what it comes to where all that is taken from other assessments is at its worst,
  /// and at its best.
  mutating func standToBeScored(_ unit: UnitAtHand, _ around: Surroundings) -> [Int] {
    let level = unit.unit.level
    self.level = level
    openTaken = (unit.index, plan.made(of: openTakenSlots(unit.index, around), at: level))
    ends = []
    ends = around.ends.map { end in
      stand(unit, end, at: level)
      return slots
    }
    return stand(unit, around, at: level)
  }
}

/// What a unit was judged by, as far as it is not in the table of facts.
struct JudgedUnit: Sendable {
  let slots: [Value]
  let ends: [[Value]]
  /// The slots that hang on what is taken from other assessments and is open.
  let openTaken: Set<Int>
  let openSlots: Set<Int>
  let doubtedSlots: Set<Int>
  /// The items whose values contradict one another; empty where none do.
  let contradicted: [Bool]
  let requirementAtHand: Index<Requirement>
  let remarks: [Remark]
}

extension Scorer {
  /// What the unit at hand was judged by.
  var judged: JudgedUnit {
    JudgedUnit(
      slots: slots, ends: ends, openTaken: openTaken?.slots ?? [], openSlots: openSlots,
      doubtedSlots: doubtedSlots,
      contradicted: hasContradiction ? contradicted : [], requirementAtHand: requirementAtHand,
      remarks: remarks)
  }

  /// Takes up a unit again as it was judged.
  mutating func take(_ judged: consuming JudgedUnit, _ hand: UnitAtHand, _ around: Surroundings) {
    meet(hand, around)
    gathering = around.gathering
    slots = judged.slots
    ends = judged.ends
    openTaken = (hand.index, judged.openTaken)
    openSlots = judged.openSlots
    doubtedSlots = judged.doubtedSlots
    forgetContradictions()
    hasContradiction = !judged.contradicted.isEmpty
    if hasContradiction { contradicted = judged.contradicted }
    requirementAtHand = judged.requirementAtHand
    remarks = judged.remarks
  }
}

/// Values that something is said of: what was found, where the first stands, whose they are.
struct ValuesAtIssue {
  let values: Phrase
  let place: Place?
  /// The code of the unit.
  let unit: String
  /// The name of the first item.
  let item: String?
}

extension UnitAtHand {
  /// What the unit has of some items.
  /// - Parameters:
  ///   - items: The items.
  ///   - set: The set that they are of.
  ///   - around: What is known from beyond the row.
  /// - Returns: What comes together from the units below, else what was handed in.
  func values(of items: [Int], _ set: IndicatorSet, _ around: Surroundings) -> ValuesAtIssue {
    ValuesAtIssue(
      values: told(items, set, around) { _ in nil }, place: firstPlace(of: items), unit: unit.code,
      item: items.first.map { set.items[$0].name })
  }

  /// The same with the values that are planned, at the place of the first of these.
  func values(
    of items: [Int], planned: [PlannedValues.Planned], _ set: IndicatorSet, _ around: Surroundings
  ) -> ValuesAtIssue {
    let first = planned.first { items.contains($0.item) } ?? planned.first
    return ValuesAtIssue(
      values: told(items, set, around) { record.values[$0]?.value },
      place: first?.place ?? firstPlace(of: items), unit: unit.code,
      item: (first?.item ?? items.first).map { set.items[$0].name })
  }

  private func told(
    _ items: [Int], _ set: IndicatorSet, _ around: Surroundings, instead: (Int) -> Value?
  ) -> Phrase {
    items.map { item in
      let value =
        instead(item) ?? around.gathering?.gathered(index, item: item)
        ?? around.taken[item]?[index] ?? block.value(row, item, of: set.items[item])
      return Phrase("\(set.items[item].name) = ") + set.items[item].phrase(value)
    }.joined()
  }
}
