import Definitions
import FEEL

/// A call of `peers(x)` or `place(x)`: what has to be known of all peers, and the slot that the call reads.
struct PeerForm: Sendable {
  let isPlace: Bool
  let argument: Program
  let slot: Int
  /// The requirement whose value the argument reads; nil where it reads items only.
  let requirement: Int?

  /// All such calls of a set, in the order of their slots.
  static func all(in set: IndicatorSet) -> [PeerForm] {
    set.slots.forms.lifted.compactMap { lifted in
      guard lifted.form == "peers" || lifted.form == "place" else { return nil }
      // A call that reads `value` has a slot of its own in each requirement.
      let owner =
        lifted.argument.reads.contains(set.slots.value)
        ? set.requirements.firstIndex { $0.slots.contains(lifted.slot) } : nil
      return PeerForm(
        isPlace: lifted.form == "place", argument: lifted.argument,
        slot: Int(lifted.slot.rawValue), requirement: owner)
    }
  }
}

extension Requirement {
  /// The slots that its expressions read themselves, those of lifted calls among them.
  var slots: Set<Slot> {
    Set(expressions.flatMap(\.program.reads))
  }

  /// Every expression of the requirement.
  private var expressions: [Expression] {
    [value, applies].compactMap { $0 } + guards.map(\.condition) + scoring.expressions
  }
}

extension Scoring {
  /// Every expression of the score.
  fileprivate var expressions: [Expression] {
    switch self {
    case .lines(let lines), .bands(let lines): lines.flatMap(\.expressions)
    case .linear(let zero, let full): [zero, full]
    case .met(let condition): [condition]
    case .table(let table): table.inputs + table.rows.flatMap(\.earn.expressions)
    case .given, .places: []
    }
  }
}

extension Line {
  fileprivate var expressions: [Expression] {
    var all = [test?.bound, condition, times].compactMap { $0 } + amount.expressions
    all += atMost?.expressions ?? []
    switch quantity {
    case .once: break
    case .each(let pieces): all.append(pieces)
    case .per(let step, let end):
      if let end { all.append(end) }
      switch step {
      case .absolute(let size), .relative(_, of: let size): all.append(size)
      case .days: break
      }
    }
    return all
  }
}

extension Amount {
  fileprivate var expressions: [Expression] {
    if case .points(let expression) = self { [expression] } else { [] }
  }
}

extension Scorer {
  /// Fills the slots of calls whose argument reads items only, or, given a requirement, its value as well.
  mutating func fillPeerForms(of requirement: Int?) {
    for (column, form) in plan.peers.forms.enumerated() where form.requirement == requirement {
      let known = peers.table?.forms[column].known ?? []
      if form.isPlace {
        let own = evaluator.evaluate(form.argument, slots)
        slots[form.slot] =
          own.number.map { value in
            .number(1 + known.count { ($0.number ?? value) > value })
          } ?? own
      } else {
        slots[form.slot] = .list(known)
      }
    }
  }

  /// Whether a requirement depends on a peer that is not known yet.
  func dependsOnUnknownPeers(_ requirement: Int) -> Bool {
    plan.rules[requirement].peerForms.contains { (peers.table?.forms[$0].unknown ?? 0) > 0 }
  }

  /// What the peers need to know of the unit for each call.
  mutating func peerFormFacts() -> [PeerFacts.Fact<Value>] {
    plan.peers.forms.map { form in
      if let requirement = form.requirement {
        requirementAtHand = requirement
        if record.exempt[requirement] != nil || record.waived[requirement] != nil { return .none }
        switch prepare(plan.rules[requirement]) {
        case .notApplicable: return .none
        case .points, .range, .unknown: return .unknown
        case nil: break
        }
      }
      let value = evaluator.evaluate(form.argument, slots)
      return value.isNull ? .unknown : .known(value)
    }
  }
}
