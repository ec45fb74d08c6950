import Definitions
import FEEL

/// Something that has become of a unit, as checks of gates read it.
struct UnitResult: Sendable {
  enum Kind: Sendable {
    case total
    /// The printed points of a requirement or the sum of a task or group.
    case score(Node)
    case passed(gate: Index<Gate>)
  }

  /// What `score("…")` may name.
  enum Node: Sendable {
    case requirement(Index<Requirement>)
    case task(Index<KeyTask>)
    case group(Int)
  }

  let kind: Kind
  /// What it names; empty for the total.
  let id: String
  let slot: Int

  /// All that a set asks for; the total always.
  static func all(in set: IndicatorSet) -> [UnitResult] {
    let total = UnitResult(kind: .total, id: "", slot: Int(set.slots.total.rawValue))
    return [total]
      + set.slots.forms.lifted.compactMap { lifted in
        guard case .string(let id) = lifted.argument.constant,
          let kind = Kind(lifted.form, id, set)
        else { return nil }
        return UnitResult(kind: kind, id: id, slot: Int(lifted.slot.rawValue))
      }
  }
}

extension UnitResult.Kind {
  /// What a call asks for; nil where it names nothing of the set.
  fileprivate init?(_ form: String, _ id: String, _ set: IndicatorSet) {
    switch Outlook(rawValue: form) {
    case .passed:
      guard let gate = set.gates.firstIndex(where: { $0.id == id }) else { return nil }
      self = .passed(gate: gate)
    case .score:
      guard let node = UnitResult.Node(id, set) else { return nil }
      self = .score(node)
    case .peers, .place, .previous, .earlier, .children, .value, .total, nil: return nil
    }
  }
}

extension UnitResult.Node {
  /// What an id names in a set; nil where that has nothing of the name.
  init?(_ id: String, _ set: IndicatorSet) {
    if let index = set.requirements.firstIndex(where: { $0.id == id }) {
      self = .requirement(index)
    } else if let index = set.tasks.firstIndex(where: { $0.id == id }) {
      self = .task(index)
    } else if let index = set.groups.firstIndex(where: { $0.id == id }) {
      self = .group(index)
    } else {
      return nil
    }
  }
}
