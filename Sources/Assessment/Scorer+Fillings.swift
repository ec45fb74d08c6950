import Definitions
import FEEL
import SourceText

extension ScoringPlan {
  /// What a filling fills, and what it reads of the unit itself.
  func reads(of filling: Filling) -> (slot: Int, reads: [Slot]) {
    switch filling {
    case .item(let index): (index, self.set.items[index].sources)
    case .peers(let index):
      // Of results the unit has its own as they are at hand.
      (peers.forms[index].slot, peers.isOfResults[index] ? peers.forms[index].argument.reads : [])
    case .place(let index): (peers.forms[index].slot, peers.forms[index].argument.reads)
    case .earlier(let index): (times[index].form.slot, times[index].form.argument.reads)
    }
  }

  /// Some slots and all that is made of them for a unit of a level.
  func made(of some: Set<Int>, at level: Level) -> Set<Int> {
    if some.isEmpty { return some }
    var slots = some
    for filling in fillings.all {
      let (slot, reads) = reads(of: filling)
      guard reads.contains(where: { slots.contains(Int($0.rawValue)) }) else { continue }
      if case .item(let index) = filling {
        if let own = levels[index], own != level { continue }
        slots.formUnion(rollUp?.pairs[index] ?? [])
      }
      slots.insert(slot)
    }
    return slots
  }
}

extension Scorer {
  /// Fills one thing.
  mutating func fill(_ filling: Filling) {
    switch filling {
    case .item(let index): computeItem(index)
    case .peers(let index): slots[plan.peers.forms[index].slot] = values(ofPeers: index)
    case .place(let index): slots[plan.peers.forms[index].slot] = place(index)
    case .earlier(let index): fillLast(of: plan.times[index])
    }
  }

  /// Fills the calls that read items only and were not needed before.
  mutating func fillCalls() {
    for filling in plan.fillings.ofItems { fill(filling) }
    if hasGivenResults { for filling in plan.fillings.ofResults { fill(filling) } }
  }

  /// Puts this period's value into a call of `earlier`.
  private mutating func fillLast(of time: TimeForm) {
    guard case .list(var values) = slots[time.form.slot], !values.isEmpty else { return }
    values[values.count - 1] = evaluator.evaluate(time.form.argument, slots)
    slots[time.form.slot] = .list(values)
  }

  /// The values of the peers: of points, which may be those of another completion, the unit's own as it is at hand.
  private mutating func values(ofPeers index: Int) -> Value {
    guard let peers = peers.form(index) else { return .null(Null(.missing)) }
    if peers.values.isEmpty {
      // Of peers none of which is known nothing can be said; of none at all there is an empty list.
      return peers.unknown > 0 ? .null(Null(.missing)) : .list([])
    }
    guard plan.peers.isOfResults[index] else { return .list(peers.values) }
    let own = evaluator.evaluate(plan.peers.forms[index].argument, slots)
    return .list(own.isNull ? peers.values : peers.values(with: own, of: unit))
  }

  /// The place of the unit's own value.
  private mutating func place(_ index: Int) -> Value {
    let own = evaluator.evaluate(plan.peers.forms[index].argument, slots)
    guard let value = own.number else { return own }
    guard let peers = peers.form(index) else { return .null(Null(.missing)) }
    var ahead = peers.better(than: value, .higher)
    // The total of another completion is not behind that of its own unit.
    if plan.peers.isOfResults[index], case .known(let printed, _) = peers.fact(of: unit),
      let number = printed.number, number > value
    {
      ahead -= 1
    }
    return .number(Number(1 + ahead))
  }

  /// The same for a unit of the level that is scored, where a share is taken of it alone.
  mutating func fillCalls(sharesAt level: Level) {
    if self.level == level { takeSharesOfOne() }
    fillCalls()
  }

  // MARK: What is open

  /// Whether something that hangs on some slots may come out otherwise once more is known of other units.
  func isOpen(_ slots: some Sequence<Slot>) -> Bool { openSlots.holds(oneOf: slots) }

  /// Lets the lists of peers, which are the same for all of them, be gone through once.
  mutating func shareLists() {
    if !plan.peers.sharedSlots.isEmpty {
      evaluator.share(plan.peers.sharedSlots, inGroup: peerGroup)
    }
  }

  /// Whether what a rule reads hangs on units that are not known yet.
  func isOpen(_ rule: Rule) -> Bool {
    if let column = rule.placeColumn, peers.place(column)?.open ?? 0 > 0 { return true }
    return isOpen(rule.slots)
  }

  /// Finds out what of the unit at hand hangs on units that are not known yet: what its peers give, what comes from below,
  /// and what is made of these.
  mutating func findOpenSlots(_ gathering: Gathering?) {
    if !openSlots.isEmpty { openSlots = [] }
    if !doubtedSlots.isEmpty { doubtedSlots = [] }
    if !doubtedByItself.isEmpty { doubtedByItself = [] }
    for column in peers.table?.unsettled ?? []
    where column < plan.peers.forms.count && unsettledPeers(column) > 0 {
      openSlots.insert(plan.peers.forms[column].slot)
    }
    if let below = gathering?.openSlots[unit] {
      openSlots.formUnion(below)
      // A check below may take out of a sum all that is in it.
      if plan.set.checks.contains(where: { $0.severity == .error }) { doubtedSlots = below }
    }
    openSlots = plan.made(of: openSlots, at: level)
    doubtedSlots = plan.made(of: doubtedSlots, at: level)
  }

  /// Leaves items open that may yet come to contradict themselves, and what is made of them.
  mutating func leaveOpen(_ items: [Int]) {
    if items.isEmpty { return }
    for item in items {
      doubtedSlots.insert(item)
      doubtedSlots.formUnion(plan.rollUp?.pairs[item] ?? [])
    }
    doubtedSlots = plan.made(of: doubtedSlots, at: level)
    openSlots.formUnion(doubtedSlots)
  }

  /// Whether a rule reads what may yet be missing because a check contradicts it.
  func isDoubted(_ rule: Rule) -> Bool {
    doubtedSlots.holds(oneOf: rule.slots)
  }

  /// Whether a rule that hangs on what is not known yet may come to be missing: a check may contradict what it reads, or
  /// another branch reads what is not there.
  func mayComeToBeMissing(_ rule: Rule) -> Bool {
    let own = rule.ownForms + [valueSlot]
    return isDoubted(rule) || rule.reads(at: level).contains { isMissing($0) }
      || rule.slots.map { Int($0.rawValue) }
        .contains { slots[$0].lacksSomething && !own.contains($0) }
  }
}

extension Set<Int> {
  /// Whether one of some slots is among them.
  func holds(oneOf slots: some Sequence<Slot>) -> Bool {
    !isEmpty && slots.contains { contains(Int($0.rawValue)) }
  }
}
