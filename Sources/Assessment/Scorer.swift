import Definitions
import FEEL
import Submissions
import SourceText

/// Scores one unit after another by a plan; one scorer per task, its memory reused.
///
/// The same code scores a batch and, with `recording` on, writes down every step for `explain`.
struct Scorer {
  package let plan: ScoringPlan
  var evaluator = Evaluator()
  /// The slots of the unit at hand (see `SlotLayout`).
  var slots: [Value]
  /// The slot of the value of the requirement at hand.
  let valueSlot: Int
  /// The level of the unit at hand.
  var level: Level
  /// The index of the unit at hand.
  var unit = Index<Unit>(0)
  /// What is recorded about the unit at hand: findings by target.
  var record = UnitRecord()
  /// The index of the requirement that is being scored.
  var requirementAtHand = Index<Requirement>(0)
  /// What comes together from the units below it.
  var gathering: Gathering?
  /// What earlier periods gave.
  var times: TimeTable?
  /// Values that take the place of what comes together from the units below, by item: those of a repair.
  var gatheredChanges: [Int: Value] = [:]
  /// What takes the place of what its peers have given one another: as it is with a repair.
  var movedPeers: PeerTable?
  /// What is known of its peers.
  var peers: PeerView
  /// The group of its peers, who see the same lists as it; nil where it sees its own.
  var peerGroup: Int?
  /// The slots that hang on what is not known yet of other units.
  var openSlots: Set<Int> = []
  /// Those among them that may yet be missing: a check may contradict them, or what they are made of.
  var doubtedSlots: Set<Int> = []
  /// Those that nothing but a check over what the unit itself has still to report leaves open.
  var doubtedByItself: Set<Int> = []
  /// Whether totals, points and gates are given, as in an earlier period.
  var hasGivenResults = false
  /// How much is taken back of what contradicts itself: what its peers see of a unit is not judged by them.
  var sight = FactGraph.Sight.judged
  /// What is not sure while something is judged by what is; nil where everything is taken as it is now.
  var unsure: Unsure?
  /// The slots of what the unit may still report and what is made of it; nil where nobody has asked yet.
  var awaited: Set<Int>?
  /// The slots with what is taken from other assessments at its worst, and at its best; empty where all of it is settled.
  var ends: [[Value]] = []
  /// The unit whose ends these are, and the slots of it that hang on what is taken and open.
  var openTaken: (unit: Index<Unit>, slots: Set<Int>)?
  /// Items whose reported values contradict one another.
  var contradicted: [Bool]
  var hasContradiction = false
  /// Items that have to be reported; only a place to count them in.
  var isRequired: [Bool]
  /// The data checks that do not hold over numbers that some of the units below are missing from.
  var unsettledChecks: [Int] = []
  /// What is to be said of the rule that is being scored, beside its result.
  var remarks: [Remark] = []
  /// The steps, when they are being written down.
  var steps: [TraceStep]?

  init(_ plan: ScoringPlan) {
    self.plan = plan
    valueSlot = Int(plan.set.slots.value.rawValue)
    level = plan.set.assesses
    peers = PeerView(plan.peers)
    slots = [Value](
      repeating: .null(Null(.missing)), count: plan.set.slots.count)
    contradicted = [Bool](repeating: false, count: plan.set.items.count)
    isRequired = contradicted
  }

  /// The value of an expression for the unit at hand.
  mutating func evaluate(_ expression: Expression) -> Value {
    if let constant = expression.program.constant, steps == nil { return constant }
    if unsure != nil { return noted(expression) }
    guard steps != nil else { return evaluator.evaluate(expression.program, slots) }
    let (value, inner) = evaluator.trace(expression.program, slots)
    note(expression, inner, value)
    return value
  }

  // MARK: One requirement

  /// What becomes of a requirement: by its rule, then by what a person decided in its place (S3.6).
  mutating func outcome(of index: Index<Requirement>) -> Outcome {
    if !remarks.isEmpty { remarks = [] }
    var outcome = outcomeByRule(of: index)
    if !remarks.isEmpty { outcome.grounds.remarks = remarks }
    return record.overrides.isEmpty ? outcome : overridden(outcome, of: index)
  }

  /// What becomes of a requirement: exempt, then whether it applies, then its value, then its score (S3).
  private mutating func outcomeByRule(of index: Index<Requirement>) -> Outcome {
    requirementAtHand = index
    let rule = plan.rules[index]
    let points = rule.requirement.points
    if !record.isPlain {
      let none = Value.null(Null(.unspecified))
      if let exemption = record.exempt[index] {
        return Outcome(
          .exempt, NodeSum(earned: points, base: points), value: none, cause: .exempt(exemption))
      }
      if let waiver = record.waived[index] {
        return Outcome(
          .waived, NodeSum(earned: .zero, base: .zero), value: none, cause: .waived(waiver))
      }
    }
    switch judge(rule) {
    case .points(let number, let cause):
      var outcome = rule.outcome(number, cause, value: slots[valueSlot], digits: digits)
      if hangs(rule) {
        if let ends = ends(of: rule) {
          outcome.tally.lie(between: ends, of: rule, digits: digits)
        } else {
          leaveOpen(&outcome.tally, rule)
        }
      }
      return outcome
    case .range(let worst, let now, let best, let cause):
      var outcome = rule.outcome(now, cause, value: slots[valueSlot], digits: digits)
      outcome.tally.worst = rounded(worst, within: points)
      outcome.tally.best = rounded(best, within: points)
      outcome.tally.marks[.isMetAtWorst] = worst >= rule.enough
      outcome.tally.marks[.isMetAtBest] = best >= rule.enough
      if hangs(rule) { leaveOpen(&outcome.tally, rule) }
      return outcome
    case .notApplicable(let cause):
      var outcome = notApplicable(rule, cause)
      if hangs(rule) { leaveOpen(&outcome.tally, rule) }
      return outcome
    case .unknown(let cause, let mayNotApply):
      return missing(rule, cause, mayNotApply: mayNotApply || mayComeNotToApply(rule))
    }
  }

  /// Whether a condition of a rule, by which it applies now, may come out otherwise.
  private mutating func mayComeNotToApply(_ rule: Rule) -> Bool {
    let requirement = rule.requirement
    if let applies = requirement.applies, certain(applies)?.boolean != true { return true }
    return requirement.guards.contains { certain($0.condition)?.boolean != true }
  }

  /// Leaves open what depends on what is not known yet.
  private mutating func leaveOpen(_ tally: inout Tally, _ rule: Rule) {
    tally.leaveOpen(within: rule.requirement.points)
    tally.marks[.mayNotApply] =
      rule.mayNotApply && (isValueOpen(rule) || mayJudgeNothing(rule) && awaitsItself(rule))
    tally.marks[.mayBeMissing] = mayComeToBeMissing(rule)
    tally.marks[.mayLeave] =
      tally.marks[.mayNotApply] && leavesBase(rule)
      || tally.marks[.mayBeMissing] && rule.requirement.missing == .leaveOut
  }

  /// Whether a requirement leaves the base where it does not apply: one that takes the average does where no peer that it
  /// applies to is scored.
  func leavesBase(_ rule: Rule) -> Bool {
    switch rule.requirement.notApplicable {
    case .leaveOut: true
    case .full: false
    case .average: average(rule)?.mayBeNone ?? true
    }
  }

  /// The average that stands in the place of a requirement that does not apply.
  private func average(_ rule: Rule) -> PeerAverage? {
    guard case .requirement(let index) = rule.owner,
      let column = plan.peers.averages.firstIndex(of: index)
    else { return nil }
    return peers.average(column: column, points: rule.requirement.points, digits: digits)
  }

  /// What a requirement or adjustment comes to, before rounding.
  enum Judgement {
    case points(Number, Cause)
    case range(worst: Number, now: Number, best: Number, Cause)
    case notApplicable(NotApplicableCause)
    /// Not known; also whether it may still turn out not to apply.
    case unknown(Cause, mayNotApply: Bool)
  }

  /// Judges by `applies`, guards, value and way of scoring.
  mutating func judge(_ rule: Rule) -> Judgement {
    if let judgement = prepare(rule) { return judgement }
    let result = points(by: rule)
    guard case .unresolved(let value) = result else { return result.judgement }
    return unresolved(rule, value, mayNotApply: mayJudgeNothing(rule))
  }

  /// Looks at `applies` and guards, works out the value and fills the calls that read it; nil when there is something to
  /// score.
  mutating func prepare(_ rule: Rule) -> Judgement? {
    slots[valueSlot] = .null(Null(.missing))
    for slot in rule.ownForms { slots[slot] = .null(Null(.missing)) }
    if plan.isLevelled, let asked = rule.level, asked > level {
      return .notApplicable(.level(asked))
    }
    if let applies = rule.requirement.applies {
      switch evaluate(applies) {
      case .boolean(true): break
      case .boolean(false): return .notApplicable(.applies)
      case let other: return unresolved(rule, other, mayNotApply: true)
      }
    }
    for index in rule.requirement.guards.indices {
      switch evaluate(rule.requirement.guards[index].condition) {
      case .boolean(true): break
      case .boolean(false): return .notApplicable(.tooFew(index))
      case let other: return unresolved(rule, other, mayNotApply: true)
      }
    }
    if let expression = rule.requirement.value {
      let value = unsure == nil ? evaluate(expression) : valueNoted(expression, of: rule)
      if case .null = value {
        return unresolved(rule, value, mayNotApply: mayJudgeNothing(rule))
      }
      slots[valueSlot] = value
      for filling in rule.fillings { fill(filling) }
    }
    return nil
  }

  /// Whether a rule may still have nothing to judge: not where all that its value is divided by is known, and none of it zero.
  private mutating func mayJudgeNothing(_ rule: Rule) -> Bool {
    guard rule.mayJudgeNothing, let divisors = rule.divisors else { return rule.mayJudgeNothing }
    return divisors.contains { isOpenOrZero($0) }
  }

  private mutating func isOpenOrZero(_ divisor: Outline) -> Bool {
    switch divisor.kind {
    case .constant(.number(let number)): return number.isZero
    case .slot(let named): return isOpenOrZero(divisor.slot ?? named)
    default:
      guard let program = divisor.program, !isOpen(slots: program.reads),
        case .number(let number) = evaluator.evaluate(program, slots)
      else { return true }
      return number.isZero
    }
  }

  private func isOpenOrZero(_ slot: Slot) -> Bool {
    guard !isOpen(slots: [slot]), case .number(let number) = slots[Int(slot.rawValue)] else {
      return true
    }
    return number.isZero
  }

  private func isOpen(slots some: some Sequence<Slot>) -> Bool {
    some.contains {
      openSlots.contains(Int($0.rawValue)) || doubtedSlots.contains(Int($0.rawValue))
    }
  }

  /// What a null means for a requirement: zero out of zero is not applicable, a contradiction and what is
  /// missing stay apart (S1.3, S1.4).
  private func unresolved(_ rule: Rule, _ value: Value, mayNotApply: Bool) -> Judgement {
    func unknown(_ cause: Cause) -> Judgement { .unknown(cause, mayNotApply: mayNotApply) }
    guard case .null(let null) = value else { return unknown(.noResult(.wrongType)) }
    if hasContradiction {
      let both = rule.reads(at: level).filter { contradicted[$0] }
      if !both.isEmpty { return unknown(.contradiction(both)) }
    }
    let missing = missingItems(rule, null)
    if null.reason == .missing, missing.isEmpty, !plan.times.isEmpty {
      return unknown(.noEarlierValue)
    }
    switch null.reason {
    case .nothingToJudge: return .notApplicable(.nothingToJudge)
    case .contradiction: return unknown(.contradiction(rule.reads(at: level)))
    case .missing: return unknown(.missing(missing))
    default: return missing.isEmpty ? unknown(.noResult(null.reason)) : unknown(.missing(missing))
    }
  }

  private func missing(_ rule: Rule, _ cause: Cause, mayNotApply: Bool) -> Outcome {
    let points = rule.requirement.points
    let base = rule.requirement.missing == .leaveOut ? Points.zero : points
    var outcome = Outcome(
      .missing, NodeSum(earned: .zero, base: base), value: slots[valueSlot], cause: cause)
    outcome.tally.leaveOpen(within: points)
    outcome.tally.marks[.mayNotApply] = mayNotApply
    outcome.tally.marks[.mayLeave] = mayNotApply && leavesBase(rule)
    return outcome
  }

  private func notApplicable(_ rule: Rule, _ cause: NotApplicableCause) -> Outcome {
    let points = rule.requirement.points
    let value = slots[valueSlot]
    switch rule.requirement.notApplicable {
    case .full:
      return Outcome(
        .notApplicable, NodeSum(earned: points, base: points), value: value,
        cause: .notApplicable(cause))
    case .average:
      // Without a peer that it applies to there is no average: it leaves the base. So it does while no such peer is
      // scored, but not for good: nobody loses because a neighbour has not reported.
      guard let mean = average(rule) else { fallthrough }
      var outcome = Outcome(
        .notApplicable,
        NodeSum(
          earned: mean.now.map { rounded($0, within: points) } ?? .zero,
          base: mean.now == nil ? .zero : points), value: value, cause: .notApplicable(cause))
      outcome.tally.worst = rounded(mean.worst, within: points)
      outcome.tally.best = rounded(mean.best, within: points)
      outcome.tally.knownBase = points
      outcome.tally.marks[.mayLeave] = mean.mayBeNone
      return outcome
    case .leaveOut:
      return Outcome(
        .notApplicable, NodeSum(earned: .zero, base: .zero), value: value,
        cause: .notApplicable(cause))
    }
  }

  /// The fraction digits of printed points.
  var digits: Int { plan.set.digits }

  /// The points kept within 0 … p and rounded once, half up (S3.5, S3.6).
  func rounded(_ number: Number, within points: Points) -> Points {
    number.points(within: points, digits: digits)
  }
}

extension Rule {
  /// What it comes to with a number of points, before rounding.
  ///
  /// Whether it is met is judged by the points before rounding; one that earns no points is judged as if it earned one.
  func outcome(
    _ number: Number, _ cause: consuming Cause, value: Value, digits: Int
  ) -> Outcome {
    let status: Status =
      if number >= enough { .met } else if number > .zero { .partly } else { .notMet }
    let most = requirement.points
    var outcome = Outcome(
      status, NodeSum(earned: number.points(within: most, digits: digits), base: most),
      value: value, cause: cause)
    outcome.tally.marks[.isFull] = number >= points
    return outcome
  }
}

extension Number {
  /// The number as points: kept within 0 … `points`, then rounded half up once.
  func points(within points: Points, digits: Int) -> Points {
    if isNegative { return .zero }
    guard let units = roundedHalfUp(digits: digits) else { return points }
    return min(Points(units: units), points)
  }
}
