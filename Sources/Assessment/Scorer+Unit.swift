import Definitions
import FEEL
import SourceText

extension Scorer {
  /// Assesses the unit whose values are in the slots, in the order of semantics S3.
  mutating func assessUnit() -> UnitAssessment {
    let set = plan.set
    var outcomes = Outcomes(most: set.requirements.count)
    for index in set.requirements.indices {
      outcomes.append(outcome(of: index))
    }
    widen(&outcomes)
    slots[Int(set.slots.value.rawValue)] = .null(Null(.missing))
    var adjustments = plan.adjustments.map { adjustment($0) }
    widen(&adjustments)
    var vetoes = set.vetoes.indices.map { veto($0) }
    let missing =
      outcomes.tallies.count { $0.status == .missing }
      + adjustments.count { $0.outcome == .missing }
      + vetoes.count { $0 == .unknown }
    widen(&vetoes)
    let printed = plan.sums { Completion.printed.points(outcomes.tallies[$0]) }
    let reported = countReported(outcomes, adjustments)
    let states = UnitStates(
      outcomes: outcomes, adjustments: adjustments, vetoes: vetoes, reported: reported.now,
      leastReported: reported.least, blocked: blocked(outcomes, adjustments))
    var now = standing(.printed, printed, states)
    judgeGates(&now, states)
    let isOpen =
      now.checks.contains { $0.contains(nil) } || outcomes.tallies.contains(where: \.isOpen)
      || adjustments.contains { $0.worst != $0.best }
      || vetoes.contains { $0 == .asked || $0 == .unknown }
      || [reported.now, reported.least].contains { $0.reported < $0.required }
    var worst = now
    var best = now
    if isOpen {
      worst = standing(.worst, plan.sums(.worst, outcomes.tallies), states)
      best = standing(.best, plan.sums(.best, outcomes.tallies), states)
    }
    let verdicts = isOpen ? judgeGates(now, &worst, &best, states) : verdicts(now, states)
    let most = Dictionary(
      uniqueKeysWithValues: printed.notCounted.map {
        ($0, plan.points(of: $0, .best, outcomes.tallies))
      })
    for index in printed.notCounted {
      let outcome = outcomes[index]
      var beyond = Outcome(
        .notCounted, NodeSum(), value: outcome.value,
        cause: .notCounted(status: outcome.status, earned: outcome.earned))
      // It counts where others of its group come to less.
      beyond.tally.best = most[index] ?? .zero
      outcomes[index] = beyond
    }
    let isJudged = now.isJudged
    return UnitAssessment(
      outcomes: outcomes, groups: printed.groups, tasks: printed.tasks, earned: printed.earned,
      base: printed.base, score: printed.score, worstScore: worst.sums.score,
      bestScore: best.sums.score,
      isJudged: isJudged, adjustments: adjustments,
      vetoes: vetoes, total: now.total, worstTotal: worst.total,
      bestTotal: best.isUnbounded ? nil : best.total,
      gates: results(verdicts, now, worst, best),
      reported: reported.now.reported, required: reported.now.required,
      missing: missing,
      isRanked: isJudged && states.blocked == nil)
  }

  /// An adjustment: its lines at face value, rounded once; what is missing moves nothing now (S1.3, S5.1).
  mutating func adjustment(_ rule: Rule) -> AdjustmentResult {
    let (outcome, moved, cause, hasRange): (Status, Points, Cause, Bool)
    if !remarks.isEmpty { remarks = [] }
    switch judge(rule) {
    case .points(let number, let why), .range(_, let number, _, let why):
      moved = plan.whole(number)
      (outcome, cause, hasRange) = (
        moved == .zero ? .notMet : .met, why, hangs(rule)
      )
    case .notApplicable(let why):
      (outcome, moved, cause, hasRange) = (
        .notApplicable, .zero, .notApplicable(why), hangs(rule)
      )
    case .unknown(let why, _): (outcome, moved, cause, hasRange) = (.missing, .zero, why, true)
    }
    let (worst, best) = hasRange ? reach(of: rule) : (moved, moved)
    return AdjustmentResult(
      outcome: outcome, moved: moved, worst: worst, best: best, value: slots[valueSlot],
      cause: cause, remarks: remarks, mayBeMissing: hasRange && mayComeToBeMissing(rule))
  }

  /// The most that an adjustment can take and give: the sum of its lines' caps, or the largest of its bands or rows, of
  /// which only one counts; rounded once, as its points are. Nil where a line has no
  /// cap, or one that depends on peers that are not known yet.
  mutating func reach(of rule: Rule) -> (worst: Points?, best: Points?) {
    guard let reach = rule.way.reach else { return (nil, nil) }
    var taken: Number? = .zero
    var given: Number? = .zero
    for move in reach.moves {
      var cap: Number?
      if let most = move.most, !isOpen(most.expressions.flatMap(\.program.reads)),
        case .number(let number) = amount(most, node: .zero)
      {
        cap = max(number, .zero)
      }
      func reached(_ so: Number) -> Number? { cap.map { reach.isSum ? so + $0 : max(so, $0) } }
      switch move.direction {
      case .earn: given = given.flatMap(reached)
      case .lose: taken = taken.flatMap(reached)
      }
    }
    return (taken.map { plan.whole(-$0) }, given.map { plan.whole($0) })
  }

  mutating func veto(_ index: Int) -> VetoState {
    if record.vetoes.contains(index) { return .found }
    guard let sign = plan.set.vetoes[index].askWhen else { return .none }
    switch evaluate(sign) {
    case let other where other.boolean == nil && certain(sign)?.boolean == false: return .none
    case .boolean(false): return .none
    case .boolean(true): return .asked
    case let nothing where nothing.isNothingToJudge: return .none
    default: return .unknown
    }
  }

  /// What lets nothing be decided before it is there: what is missing before what may yet be, and a requirement before an
  /// adjustment.
  private func blocked(_ outcomes: Outcomes, _ adjustments: [AdjustmentResult])
    -> Obstacle?
  {
    let tallies = outcomes.tallies
    let requirements = tallies.indices.filter { plan.set.requirements[$0].missing == .block }
    let others = adjustments.indices.filter { plan.set.adjustments[$0].missing == .block }
    if let index = requirements.first(where: { tallies[$0].status == .missing }) {
      return .blocked(.requirement(index), isMissing: true)
    }
    if let index = others.first(where: { adjustments[$0].outcome == .missing }) {
      return .blocked(.adjustment(index), isMissing: true)
    }
    if let index = requirements.first(where: { tallies[$0].marks[.mayBeMissing] }) {
      return .blocked(.requirement(index), isMissing: false)
    }
    return others.first { adjustments[$0].mayBeMissing }
      .map { .blocked(.adjustment($0), isMissing: false) }
  }

  /// Required items that were reported, each once (S2): what is read by a requirement that applies and is neither exempt
  /// nor waived, by an adjustment that applies, or by the sign of a veto; and the same with as few as possible of what may yet
  /// be required or not.
  private mutating func countReported(
    _ outcomes: Outcomes, _ adjustments: [AdjustmentResult]
  ) -> (now: ReportedItems, least: ReportedItems) {
    require(outcomes, adjustments, but: [])
    let now = requiredItems
    guard plan.set.gates.contains(where: { $0.reported != nil }) else { return (now, now) }
    let open =
      outcomes.indices.filter { index in
        switch outcomes.tallies[index].status {
        case .exempt, .waived: false
        case .met, .partly, .notMet, .missing, .notCounted, .notApplicable:
          isOpenWhetherItApplies(plan.rules[index])
            || !ends.isEmpty && plan.rules[index].requirement.applies != nil
              && outcomes.tallies[index].marks[.mayNotApply]
        }
      }.map { plan.rules[$0] } + plan.adjustments.filter { isOpenWhetherItApplies($0) }
    if open.isEmpty { return (now, now) }
    require(outcomes, adjustments, but: open)
    var least = requiredItems
    for rule in open {
      for slot in rule.reads(at: level) where !isRequired[slot] && !isReported(slot) {
        isRequired[slot] = true
        least.required += 1
      }
    }
    return (now, least)
  }

  /// Whether the condition of a rule may come out otherwise.
  mutating func isOpenWhetherItApplies(_ rule: Rule) -> Bool {
    guard let applies = rule.requirement.applies else { return false }
    let asksAbsence = plan.asksAbsence(applies.program)
    return unsureSlots(of: applies.program.reads, asksAbsence: asksAbsence) != nil
      && certain(applies) == nil
  }

  /// Marks the items that are required by all rules but some.
  private mutating func require(
    _ outcomes: Outcomes, _ adjustments: [AdjustmentResult], but open: [Rule]
  ) {
    for slot in isRequired.indices { isRequired[slot] = false }
    func isOpen(_ rule: Rule) -> Bool { open.contains { $0 === rule } }
    for index in outcomes.indices
    where outcomes.asksForItems(index) && !isOpen(plan.rules[index]) {
      for slot in plan.rules[index].reads(at: level) { isRequired[slot] = true }
    }
    for index in adjustments.indices
    where adjustments[index].cause.asksForItems && !isOpen(plan.adjustments[index]) {
      for slot in plan.adjustments[index].reads(at: level) { isRequired[slot] = true }
    }
    for sign in plan.signs where (sign.level ?? level) <= level {
      for slot in sign.items[level.rank] { isRequired[slot] = true }
    }
  }

  /// How many of the marked items there are, and were reported.
  private var requiredItems: ReportedItems {
    var items = ReportedItems()
    for slot in isRequired.indices where isRequired[slot] {
      items.required += 1
      if isReported(slot) { items.reported += 1 }
    }
    return items
  }

  private func isReported(_ slot: Int) -> Bool { !isMissing(slot) || contradicted[slot] }
}

extension Outcomes {
  /// Whether the items that a requirement reads have to be reported: it applies and is neither exempt nor waived.
  fileprivate func asksForItems(_ index: Index) -> Bool {
    switch tallies[index].status {
    case .exempt, .waived: false
    case .notApplicable: grounds[index].cause.asksForItems
    case .met, .partly, .notMet, .missing, .notCounted: true
    }
  }
}

extension Cause {
  /// Whether what is read has to be reported: it does not where the rule does not concern the unit.
  fileprivate var asksForItems: Bool {
    guard case .notApplicable(let cause) = self else { return true }
    switch cause {
    case .applies, .level: return false
    case .tooFew, .nothingToJudge: return true
    }
  }
}

/// How many items are required of a unit, and were reported.
struct ReportedItems: Equatable {
  var reported = 0
  var required = 0
}

/// What is the same in all three completions of a unit.
struct UnitStates {
  var outcomes: Outcomes
  var adjustments: [AdjustmentResult]
  var vetoes: [VetoState]
  var reported: ReportedItems
  /// The same with as few as possible of what may yet be required or not.
  var leastReported: ReportedItems
  /// What is missing, or may be, and blocks.
  var blocked: Obstacle?
}

extension Line {
  /// The most that it moves; nil where only the data bound it.
  var most: Amount? {
    if let atMost { return atMost }
    if case .once = quantity, times == nil { return amount }
    return nil
  }
}
