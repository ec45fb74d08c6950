import Definitions
import FEEL
import SourceText

/// Scores one unit after another by a plan; one scorer per task, its memory reused.
///
/// The same code scores a batch and, with `recording` on, writes down every step for `explain`.
package struct Scorer {
  let plan: ScoringPlan
  var evaluator = Evaluator()
  /// The slots of the unit at hand (see `SlotLayout`).
  var slots: [Value]
  /// What is recorded about the unit at hand: findings by target.
  var record = UnitRecord()
  /// The index of the requirement that is being scored.
  var requirementAtHand = 0
  /// What is known of its peers.
  var peers = PeerView()
  /// Items whose reported values contradict one another.
  var contradicted: [Bool]
  var hasContradiction = false
  /// The steps, when they are being written down.
  var steps: [TraceStep]?

  package init(_ plan: ScoringPlan) {
    self.plan = plan
    slots = [Value](
      repeating: .null(Null(.missing)), count: plan.set.slots.count)
    contradicted = [Bool](repeating: false, count: plan.set.items.count)
  }

  /// The value of an expression for the unit at hand.
  mutating func evaluate(_ expression: Expression) -> Value {
    if let constant = expression.program.constant, steps == nil { return constant }
    guard steps != nil else { return evaluator.evaluate(expression.program, slots) }
    let (value, inner) = evaluator.trace(expression.program, slots)
    note(expression, inner, value)
    return value
  }

  // MARK: One requirement

  /// What becomes of a requirement: exempt, then whether it applies, then its value, then its score (S3).
  mutating func outcome(of index: Int) -> Outcome {
    let requirement = plan.set.requirements[index]
    let points = requirement.points
    if !record.exempt.isEmpty, let exemption = record.exempt[index] {
      return Outcome(
        .exempt, earned: points, base: points, value: .null(Null(.unspecified)),
        cause: .exempt(exemption))
    }
    switch judge(requirement, node: plan.points[index]) {
    case .points(let number, let cause):
      return scored(requirement, number, cause)
    case .range(let worst, let now, let best, let cause):
      var outcome = scored(requirement, now, cause)
      outcome.worst = rounded(worst, within: points)
      outcome.best = rounded(best, within: points)
      return outcome
    case .notApplicable(let cause):
      return notApplicable(index, cause)
    case .unknown(let cause):
      return missing(requirement, cause)
    }
  }

  /// What a requirement or adjustment comes to, before rounding.
  enum Judgement {
    case points(Number, Cause)
    case range(worst: Number, now: Number, best: Number, Cause)
    case notApplicable(NotApplicableCause)
    case unknown(Cause)
  }

  /// Judges by `applies`, guards, value and way of scoring.
  mutating func judge(_ requirement: Requirement, node: Number) -> Judgement {
    slots[Int(plan.set.slots.value.rawValue)] = .null(Null(.missing))
    if let applies = requirement.applies {
      switch evaluate(applies) {
      case .boolean(true): break
      case .boolean(false): return .notApplicable(.applies)
      case let other: return unresolved(requirement, other)
      }
    }
    for (index, check) in requirement.guards.enumerated() {
      switch evaluate(check.condition) {
      case .boolean(true): break
      case .boolean(false): return .notApplicable(.tooFew(index))
      case let other: return unresolved(requirement, other)
      }
    }
    if let expression = requirement.value {
      let value = evaluate(expression)
      if case .null = value { return unresolved(requirement, value) }
      slots[Int(plan.set.slots.value.rawValue)] = value
    }
    let result = points(by: requirement.scoring, node: node)
    guard case .unresolved(let value) = result else { return result.judgement }
    return unresolved(requirement, value)
  }

  /// What a null means for a requirement: zero out of zero is not applicable, a contradiction and what is
  /// missing stay apart (S1.3, S1.4).
  private func unresolved(_ requirement: Requirement, _ value: Value) -> Judgement {
    let missing = requirement.reads.filter { slot in
      guard Int(slot.rawValue) < plan.set.items.count else { return false }
      if plan.set.items[Int(slot.rawValue)].value != nil { return false }
      guard case .null = slots[Int(slot.rawValue)] else { return false }
      return true
    }
    guard case .null(let null) = value else { return .unknown(.noResult(.wrongType)) }
    if hasContradiction {
      let both = requirement.reads.filter {
        Int($0.rawValue) < contradicted.count && contradicted[Int($0.rawValue)]
      }
      if !both.isEmpty { return .unknown(.contradiction(both)) }
    }
    switch null.reason {
    case .nothingToJudge: return .notApplicable(.nothingToJudge)
    case .contradiction: return .unknown(.contradiction(requirement.reads))
    case .missing: return .unknown(.missing(missing))
    default: return missing.isEmpty ? .unknown(.noResult(null.reason)) : .unknown(.missing(missing))
    }
  }

  private func scored(_ requirement: Requirement, _ number: Number, _ cause: Cause) -> Outcome {
    let points = requirement.points
    let earned = rounded(number, within: points)
    let enough = requirement.metFrom * points.number(digits: plan.set.digits)
    let status: Status =
      if earned.number(digits: plan.set.digits) >= enough { .met } else if earned == .zero {
        .notMet
      } else { .partly }
    return Outcome(status, earned: earned, base: points, value: currentValue, cause: cause)
  }

  private func missing(_ requirement: Requirement, _ cause: Cause) -> Outcome {
    let base = requirement.missing == .leaveOut ? Points.zero : requirement.points
    var outcome = Outcome(.missing, earned: .zero, base: base, value: currentValue, cause: cause)
    outcome.best = requirement.points
    outcome.knownBase = requirement.points
    return outcome
  }

  private func notApplicable(_ index: Int, _ cause: NotApplicableCause) -> Outcome {
    let requirement = plan.set.requirements[index]
    let value = currentValue
    switch requirement.notApplicable {
    case .full:
      return Outcome(
        .notApplicable, earned: requirement.points, base: requirement.points, value: value,
        cause: .notApplicable(cause))
    case .average:
      // Without a peer that it applies to there is no average: it leaves the base.
      guard let column = plan.peers.averages.firstIndex(of: index),
        let mean = peers.average(
          column: column, points: requirement.points, digits: plan.set.digits)
      else { fallthrough }
      var outcome = Outcome(
        .notApplicable, earned: rounded(mean.now, within: requirement.points),
        base: requirement.points, value: value, cause: .notApplicable(cause))
      outcome.worst = rounded(mean.worst, within: requirement.points)
      outcome.best = rounded(mean.best, within: requirement.points)
      return outcome
    case .leaveOut:
      return Outcome(
        .notApplicable, earned: .zero, base: .zero, value: value, cause: .notApplicable(cause))
    }
  }

  /// The value of the requirement at hand.
  private var currentValue: Value { slots[Int(plan.set.slots.value.rawValue)] }

  /// The points kept within 0 … p and rounded once, half up (S3.5, S3.6).
  func rounded(_ number: Number, within points: Points) -> Points {
    if number.isNegative { return .zero }
    guard let units = number.roundedHalfUp(digits: plan.set.digits) else { return points }
    return min(Points(units: units), points)
  }
}
