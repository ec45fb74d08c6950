import Definitions
import FEEL
import SourceText
import Submissions

extension Scorer {
  /// Puts the values of a row, and what is known from beyond it, into the slots and works out the computed items; gives
  /// the data checks that fail.
  mutating func load(_ hand: UnitAtHand, _ around: Surroundings) -> [Int] {
    meet(hand, around)
    let index = hand.index
    clear()
    for item in plan.reported where !plan.isLevelled || plan.levels[item] == level {
      slots[item] = hand.block.value(hand.row, item, of: plan.set.items[item])
    }
    for (item, verified) in record.values where !plan.isLevelled || plan.levels[item] == level {
      slots[item] = verified.value
    }
    for (item, scores) in around.taken where plan.levels[item] == level {
      slots[item] = scores[index] ?? .null(Null(.missing, slot: Slot(rawValue: Int32(item))))
    }
    fillPairs()
    if let gathering = around.gathering { take(gathering, index) }
    for (item, value) in gatheredChanges { set(item, to: value) }
    if let times {
      for (column, time) in plan.times.enumerated() {
        slots[time.form.slot] = times.value(index, column, time)
      }
    }
    for (slot, value) in around.given[index] ?? [:] { slots[slot] = value }
    findOpenSlots(around.gathering)
    compute()
    forgetContradictions()
    var failed = failedChecks(around, comparing: false)
    if hasContradiction { compute() }
    // What a unit's numbers are beside its peers' says something of this unit alone.
    if plan.comparesPeers, sight == .judged {
      let more = failedChecks(around, comparing: true)
      if !more.isEmpty {
        compute()
        failed = (failed + more).sorted()
      }
    }
    return failed
  }

  /// Turns to a unit: what is on record about it, its peers, its past.
  mutating func meet(_ hand: UnitAtHand, _ around: Surroundings) {
    record = hand.record
    level = hand.unit.level
    unit = hand.index
    times = around.times
    hasGivenResults = !around.given.isEmpty
    awaited = nil
    // At the ends themselves it is what is open between them.
    if !around.ends.isEmpty {
      openTaken = (unit, plan.made(of: openTakenSlots(unit, around), at: level))
    } else if openTaken?.unit != unit {
      openTaken = nil
    }
    peers.table = movedPeers ?? around.peers?.table(of: unit)
    peerGroup = movedPeers == nil ? around.peers?.group(of: unit) : nil
    shareLists()
  }

  /// Puts what comes together from the units below into the slots.
  private mutating func take(_ gathering: Gathering, _ unit: Index<Unit>) {
    for (index, column) in gathering.plan.columns.enumerated() where column.level < level {
      guard let slot = column.slot else { continue }
      slots[slot] = gathering.value(unit, index)
    }
    for (index, call) in gathering.plan.children.enumerated() {
      slots[call.slot] = gathering.list(unit, index)
    }
  }

  /// Takes out what the unit before left: names and calls that are not filled yet have no value, and a unit has none of an
  /// item of another level, unless it is gathered.
  private mutating func clear() {
    for slot in plan.set.items.count..<slots.count { slots[slot] = .null(Null(.missing)) }
    guard plan.isLevelled else { return }
    for item in plan.set.items.indices where plan.levels[item] != level {
      slots[item] = .null(Null(.missing, slot: Slot(rawValue: Int32(item))))
    }
  }

  /// Puts the values of items that are not computed into the slots of their pairs as well.
  mutating func fillPairs() {
    guard let pairs = plan.rollUp?.pairs else { return }
    for (item, slots) in pairs.enumerated() {
      for slot in slots { self.slots[slot] = self.slots[item] }
    }
  }

  /// Works out the items with a formula, each after the calls that it reads.
  mutating func compute() {
    for filling in plan.fillings.ofRow { fill(filling) }
  }

  /// Works out an item with a formula: one without a level at any, another one where it is reported.
  mutating func computeItem(_ index: Int) {
    let item = plan.set.items[index]
    if let own = plan.levels[index], own != level { return }
    if let table = item.table { computeColumns(of: table, index) }
    guard let formula = item.value else { return }
    set(index, to: evaluator.evaluate(formula.program, slots))
  }

  /// Puts the value of an item into its slot and those of its pairs.
  mutating func set(_ item: Int, to value: Value) {
    slots[item] = value
    guard let pairs = plan.rollUp?.pairs[item] else { return }
    for slot in pairs { slots[slot] = value }
  }

  /// Turns yes and no into all and nothing where a share of units is judged at one unit alone.
  mutating func takeSharesOfOne() {
    guard let rollUp = plan.rollUp else { return }
    for column in rollUp.columns where column.level == level {
      guard plan.set.items[column.item].isShare, let slot = column.slot else { continue }
      var value = slots[column.item]
      if let condition = column.condition { value = evaluator.evaluate(condition, slots) }
      slots[slot] = value.boolean.map { .number($0 ? .one : .zero) } ?? value
    }
  }

  /// Scores a requirement once more, writing down every step.
  mutating func trace(of requirement: Index<Requirement>) -> [TraceStep] {
    requirementAtHand = requirement
    steps = []
    _ = outcome(of: requirement)
    defer { steps = nil }
    return steps ?? []
  }

  /// Judges an adjustment once more, writing down every step.
  mutating func trace(ofAdjustment index: Int) -> [TraceStep] {
    steps = []
    _ = judge(plan.adjustments[index])
    defer { steps = nil }
    return steps ?? []
  }
}
