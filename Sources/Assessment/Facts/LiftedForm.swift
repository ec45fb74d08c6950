import Definitions
import FEEL

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

  /// All such calls of a set, in the order of their slots.
  static func all(in set: IndicatorSet) -> [LiftedForm] {
    set.slots.forms.lifted.compactMap { lifted in
      guard let kind = Kind(lifted) else { return nil }
      return LiftedForm(
        kind: kind, argument: lifted.argument, slot: Int(lifted.slot.rawValue),
        owner: set.owner(of: lifted))
    }
  }

  var isOverPeers: Bool {
    switch kind {
    case .peers, .place: true
    case .previous, .earlier, .children, .paired: false
    }
  }
}

extension LiftedForm.Kind {
  /// The kind of a call; nil for one that says what has become of a unit (see `Result`).
  fileprivate init?(_ lifted: Lifted) {
    if lifted.form == Scope.pairedForm {
      guard let item = lifted.argument.reads.first else { return nil }
      let group = lifted.constants.compactMap { $0.number?.int }
      self = .paired(item: Int(item.rawValue), group: group)
      return
    }
    switch Outlook(rawValue: lifted.form) {
    case .peers: self = .peers
    case .place: self = .place
    case .previous: self = .previous
    case .earlier: self = .earlier(lifted.constants.first?.number?.int ?? 1)
    case .children: self = .children
    case .value, .total, .score, .passed, nil: return nil
    }
  }
}
