import Definitions
import FEEL

/// Whose expression something belongs to.
enum RuleOwner: Hashable, Sendable {
  case requirement(Int)
  case adjustment(Int)
}

/// A call in an expression that more than the unit's own row is needed for, and the slot that the call reads.
struct LiftedForm: Sendable {
  enum Kind: Sendable {
    /// The values of all peers, oneself included.
    case peers
    /// The place among the peers.
    case place
    /// The value one period back.
    case previous
    /// So many values, one for each period, this one last.
    case earlier(Int)
    /// The values of the units directly below.
    case children
    /// An item that is rolled up from those units only that reported the whole group of items.
    case paired(item: Int, group: [Int])
  }

  let kind: Kind
  let argument: Program
  let slot: Int
  /// The requirement or adjustment whose value the argument reads; nil where it reads items only.
  let owner: RuleOwner?
  /// How many calls over peers have to be known one after the other: those in its argument, and in what its value is made
  /// of, itself included.
  let peerDepth: Int

  /// All such calls of a set, in the order of their slots.
  static func all(in set: IndicatorSet) -> [LiftedForm] {
    set.slots.forms.lifted.compactMap { lifted in
      guard let kind = Kind(lifted) else { return nil }
      let owner = owner(of: lifted, in: set)
      return LiftedForm(
        kind: kind, argument: lifted.argument, slot: Int(lifted.slot.rawValue),
        owner: owner, peerDepth: peerDepth(of: lifted, owner, in: set))
    }
  }

  /// A call that reads `value` has a slot of its own in each requirement.
  private static func owner(of lifted: Lifted, in set: IndicatorSet) -> RuleOwner? {
    guard set.closure(of: lifted.argument.reads).contains(set.slots.value) else { return nil }
    if let index = set.requirements.firstIndex(where: {
      set.closure(of: Array($0.slots)).contains(lifted.slot)
    }) {
      return .requirement(index)
    }
    return set.adjustments.firstIndex { set.closure(of: Array($0.slots)).contains(lifted.slot) }
      .map { .adjustment($0) }
  }

  private static func peerDepth(
    of lifted: Lifted, _ owner: RuleOwner?, in set: IndicatorSet
  ) -> Int {
    var reads = lifted.argument.reads
    if reads.contains(set.slots.value), let owner { reads += set.requirement(of: owner).valueSlots }
    let deepest =
      reads.compactMap { set.slots.form(of: $0) }
      .map { peerDepth(of: $0, owner, in: set) }.max() ?? 0
    return deepest + (lifted.form == "peers" || lifted.form == "place" ? 1 : 0)
  }

  var isOverPeers: Bool {
    switch kind {
    case .peers, .place: true
    case .previous, .earlier, .children, .paired: false
    }
  }

  var isOverTime: Bool {
    switch kind {
    case .previous, .earlier: true
    case .peers, .place, .children, .paired: false
    }
  }
}

extension LiftedForm.Kind {
  /// The kind of a call; nil for one that only gates use.
  fileprivate init?(_ lifted: Lifted) {
    switch lifted.form {
    case "peers": self = .peers
    case "place": self = .place
    case "previous": self = .previous
    case "earlier": self = .earlier(lifted.constants.first?.number?.int ?? 1)
    case "children": self = .children
    case Scope.pairedForm:
      guard let item = lifted.argument.reads.first else { return nil }
      let group = lifted.constants.compactMap { $0.number?.int }
      self = .paired(item: Int(item.rawValue), group: group)
    default: return nil
    }
  }
}

extension IndicatorSet {
  /// The requirement or adjustment of an owner.
  func requirement(of owner: RuleOwner) -> Requirement {
    switch owner {
    case .requirement(let index): requirements[index]
    case .adjustment(let index): adjustments[index]
    }
  }

  /// The calls that slots read of this period, also inside one another: what was before is not among them.
  func formsOfThisPeriod(behind slots: Set<Slot>) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = Array(slots)
    while let slot = open.popLast() {
      guard let form = self.slots.form(of: slot), form.form != "previous",
        seen.insert(slot).inserted
      else { continue }
      open += form.argument.reads
    }
    return seen
  }

  /// Slots with all that they read of this period, through calls and formulas: of what was before only the call itself.
  func slotsOfThisPeriod(behind slots: Set<Slot>) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = Array(slots)
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = self.slots.form(of: slot) {
        if form.form != "previous" { open += form.argument.reads }
      } else if items.indices.contains(Int(slot.rawValue)) {
        open += items[Int(slot.rawValue)].value?.program.reads ?? []
      }
    }
    return seen
  }

  /// Slots with those that the arguments of their calls read, and so on.
  func closure(of slots: [Slot]) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted, let form = self.slots.form(of: slot) else { continue }
      open += form.argument.reads
    }
    return seen
  }

  /// The same, through the formulas of items as well.
  func closureThroughFormulas(of slots: Set<Slot>) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = Array(closure(of: Array(slots)))
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted, Int(slot.rawValue) < items.count,
        let formula = items[Int(slot.rawValue)].value
      else { continue }
      open += closure(of: formula.program.reads)
    }
    return seen
  }
}

extension Requirement {
  /// The slots that its expressions read themselves, those of lifted calls among them.
  var slots: Set<Slot> {
    Set(expressions.flatMap(\.program.reads))
  }

  /// The slots that its value and what is asked before it read: these make no use of `value`.
  var valueSlots: Set<Slot> {
    Set(
      ([value, applies].compactMap { $0 } + guards.map(\.condition)).flatMap(\.program.reads))
  }

  /// Every expression of the requirement.
  private var expressions: [Expression] {
    [value, applies].compactMap { $0 } + guards.map(\.condition) + scoring.expressions
  }
}
