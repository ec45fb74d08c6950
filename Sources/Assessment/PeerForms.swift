import Definitions
import FEEL
import SourceText

extension Scorer {
  /// Fills the slots of the calls over peers and of this period's values in `earlier`, those inside others first, whose
  /// argument reads items only, or, given a rule, its value as well.
  mutating func fillForms(of rule: Rule?) {
    for fill in rule?.fills ?? plan.fills {
      switch fill {
      case .peers(let column): fillPeers(column)
      case .time(let index): fillLast(of: plan.times[index])
      }
    }
  }

  private mutating func fillPeers(_ column: Int) {
    let form = plan.peers.forms[column]
    let (known, unknown) = peers.table?.forms[column] ?? ([], 0)
    if case .place = form.kind {
      let own = evaluator.evaluate(form.argument, slots)
      slots[form.slot] =
        own.number.map { value in
          .number(1 + known.count { ($0.number ?? value) > value })
        } ?? own
    } else {
      // Of peers none of which is known nothing can be said; of none at all there is an empty list.
      slots[form.slot] = known.isEmpty && unknown > 0 ? .null(Null(.missing)) : .list(known)
    }
  }

  /// Whether some of the calls, given as indices into the needs, depend on a peer that is not known yet.
  func areUnknown(_ forms: [Int]) -> Bool {
    forms.contains { (peers.table?.forms[$0].unknown ?? 0) > 0 }
  }

  /// A remark on a reason: how many peers are not known yet that the result hangs on; nil where all are known.
  func peerNote(of rule: Rule) -> Phrase? {
    let unknown = rule.peerForms.compactMap { peers.table?.forms[$0].unknown }.max() ?? 0
    guard unknown > 0 else { return nil }
    return Phrase(
      zh: "（另有\(unknown)个同类单位未报，结果未定）", en: " (peers not known yet: \(unknown); provisional)")
  }

  /// What the argument of a call comes to for the unit at hand, as peers or later periods want to know it: who is exempt or
  /// waived is nobody's peer, and has its value all the same.
  mutating func fact(of form: LiftedForm, forPeers: Bool) -> PeerFacts.Fact<Value> {
    if let owner = form.owner {
      let rule = plan.rule(of: owner)
      if case .requirement(let requirement) = owner {
        requirementAtHand = requirement
        let isOut = record.exempt[requirement] != nil || record.waived[requirement] != nil
        if forPeers, isOut { return .none }
      }
      switch prepare(rule) {
      case .notApplicable: return .none
      case .points, .range, .unknown: return .unknown
      case nil: break
      }
    }
    let value = evaluator.evaluate(form.argument, slots)
    return value.isNull ? .unknown : .known(value)
  }

  /// What the peers need to know of the unit for each call.
  mutating func peerFormFacts() -> [PeerFacts.Fact<Value>] {
    plan.peers.forms.map { fact(of: $0, forPeers: true) }
  }
}
