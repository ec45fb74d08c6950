import Definitions
import FEEL
import SourceText

extension Scorer {
  /// What the argument of a call comes to for the unit at hand, as peers or later periods want to know it: who is exempt or
  /// waived is nobody's peer, and has its value all the same.
  mutating func fact(of form: LiftedForm, forPeers: Bool) -> Fact {
    var isOpen = false
    if let owner = form.owner {
      let rule = plan.rule(of: owner)
      if case .requirement(let requirement) = owner {
        if forPeers, isNobodysPeer(requirement) { return .none }
        requirementAtHand = requirement
      }
      switch prepare(rule) {
      case .notApplicable(.nothingToJudge) where !forPeers:
        return .known(.null(Null(.nothingToJudge)), isOpen: valueHangs(rule))
      // Whom it may still come to apply to, nobody knows as a peer.
      case .notApplicable: return mayComeToApply(rule) ? .unknown : .none
      case .points, .range, .unknown: return .unknown
      case nil: break
      }
      isOpen = valueHangs(rule)
    }
    let value = evaluator.evaluate(form.argument, slots)
    isOpen = isOpen || certain(form.argument, asksAbsence: plan.asksAbsence(form.argument)) == nil
    // Who has nothing to judge is nobody's peer there, and later periods know that there was nothing.
    if value.isNothingToJudge { return forPeers && !isOpen ? .none : .known(value, isOpen: isOpen) }
    return value.isNull ? .unknown : .known(value, isOpen: isOpen)
  }

  /// What the peers of the unit at hand want to know of it for a column.
  mutating func peerFact(_ column: Int) -> Fact {
    switch plan.peers.ask(column) {
    case .call(let form): return fact(of: form, forPeers: true)
    case .place(let index):
      if isNobodysPeer(index) { return .none }
      requirementAtHand = index
      switch prepare(plan.rules[index]) {
      case .notApplicable: return mayComeToApply(plan.rules[index]) ? .unknown : .none
      case .points, .range, .unknown: return .unknown
      case nil: break
      }
      guard case .number(let value) = slots[valueSlot] else { return .unknown }
      return .known(.number(value), isOpen: valueHangs(plan.rules[index]))
    case .average(let index):
      let outcome = outcome(of: index)
      switch outcome.status {
      case .waived, .notCounted: return .none
      case .notApplicable:
        let rule = plan.rules[index]
        guard valueHangs(rule) else { return .none }
        return .points(now: nil, least: .zero, most: rule.requirement.points, mayLeave: true)
      case .missing: return .unknown
      case .met, .partly, .notMet, .exempt:
        return .points(
          now: outcome.earned, least: outcome.worst, most: outcome.best,
          mayLeave: outcome.tally.marks[.mayNotApply] || outcome.tally.marks[.mayBeMissing])
      }
    }
  }

  /// Whether a rule that does not apply by its condition may come to.
  private mutating func mayComeToApply(_ rule: Rule) -> Bool {
    valueHangs(rule) || isOpenWhetherItApplies(rule)
  }

  private func isNobodysPeer(_ requirement: Index<Requirement>) -> Bool {
    record.exempt[requirement] != nil || record.waived[requirement] != nil
  }

  /// What the unit whose values are in the slots gives to the unit above it by a column: its value, null where it has
  /// none. What comes together of too few units as well does not wait for what a unit may still contradict itself by.
  mutating func contribution(to column: RollUpPlan.Column) -> Fact {
    let isWhole = doubtedByItself.isEmpty || column.complete >= .one
    let open = isWhole ? openSlots : openSlots.subtracting(doubtedByItself)
    var value = slots[column.item]
    var isOpen = open.contains(column.item)
    if let condition = column.condition {
      value = evaluator.evaluate(condition, slots)
      isOpen = isOpen || condition.reads.contains { open.contains(Int($0.rawValue)) }
    }
    if case .paired(let group) = column.kind {
      isOpen = isOpen || group.contains(where: open.contains)
      let lacking = group.filter { slots[$0].isNull }
      // What has nothing to judge in one is in none of the sums, and not missing.
      let isKnown = lacking.allSatisfy { slots[$0].isNothingToJudge }
      if !lacking.isEmpty { value = isKnown ? .null(Null(.nothingToJudge)) : .null }
    }
    return .known(value, isOpen: isOpen)
  }

  /// What the unit whose values are in the slots gives to a call of `children` of the unit above.
  mutating func contribution(to call: LiftedForm) -> Fact {
    .known(
      evaluator.evaluate(call.argument, slots),
      isOpen: certain(call.argument, asksAbsence: plan.asksAbsence(call.argument)) == nil)
  }

  /// What the unit whose values are in the slots gives to those above it.
  mutating func facts(_ asked: Stratum.Asked, above: Level?) -> UnitFacts {
    let calls = asked.children(of: above)
    guard let rollUp = plan.rollUp, !(asked.gathered.isEmpty && calls.isEmpty) else {
      return UnitFacts()
    }
    fillCalls()
    return UnitFacts(
      gathered: asked.gathered.map { contribution(to: rollUp.columns[$0]) },
      children: calls.map { contribution(to: rollUp.children[$0]) })
  }

  /// What the unit gives to its peers of what has become of it.
  mutating func resultFacts(_ columns: [Int]) -> [Fact] {
    let isScored = columns.contains { column in
      if case .call = plan.peers.ask(column) { true } else { false }
    }
    guard isScored else { return columns.map { peerFact($0) } }
    let averages = columns.map { column -> Fact? in
      if case .average = plan.peers.ask(column) { peerFact(column) } else { nil }
    }
    takeResults(assessUnit())
    return zip(columns, averages).map { $1 ?? peerFact($0) }
  }

  /// What a later period wants to know of the unit by a call, null where it has no value.
  mutating func timeFact(_ time: TimeForm) -> Value {
    if case .known(let value, _) = fact(of: time.form, forPeers: false) { return value }
    return .null(Null(.missing))
  }

  /// How many peers are not known yet, or may still have something else, of those that some columns ask, at the column with
  /// the most.
  func unsettledPeers(_ columns: [Int]) -> Int { columns.map(unsettledPeers).max() ?? 0 }

  /// The same of one column; of what has become of units the unit at hand is none of its peers, being judged by its ends.
  func unsettledPeers(_ column: Int) -> Int {
    guard let peers = peers.table?[column] else { return 0 }
    let isOfResults = column < plan.peers.forms.count && plan.peers.isOfResults[column]
    return isOfResults ? peers.unsettled(besides: unit) : peers.unsettled
  }

  /// A remark on a reason: what is not known yet that the result hangs on, how many peers or otherwise; nil where all is known.
  func peerNote(of rule: Rule) -> Phrase? {
    guard isOpen(rule) else { return nil }
    let unknown = rule.peerForms.compactMap { peers.form($0)?.awaited }.max() ?? 0
    if unknown > 0 {
      return Phrase(
        zh: "（另有\(unknown)个同类单位未报，结果未定）", en: " (peers not known yet: \(unknown); provisional)")
    }
    let isPlaceOpen = rule.placeColumn.flatMap { peers.place($0) }.map { $0.open > 0 } ?? false
    if isPlaceOpen || unsettledPeers(rule.peerForms) > 0 {
      return Phrase(
        zh: "（用到的同类单位的数还没有定，结果未定）", en: " (what peers have may still change; provisional)")
    }
    var below = self
    below.findOpenSlots(gathering)
    return below.isOpen(rule)
      ? Phrase(
        zh: "（下级单位的数还没有定，结果未定）", en: " (what units below have may still change; provisional)")
      : Phrase(zh: "（校验它的数还没有报齐，结果未定）", en: " (a check of it still waits for data; provisional)")
  }
}
