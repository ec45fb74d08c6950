package import Definitions
package import FEEL
import SourceText

/// What a requirement asks for, as the reports call it.
package struct Target: Sendable {
  package var text: String
  /// The value to reach; nil where the target is no number.
  package var number: Number?
  /// Whether more is better.
  package var better: Better
  /// Whether the number itself is not enough: it has to be passed.
  package var isStrict = false
  /// Whether only the number itself will do.
  package var isExact = false
}

extension Target {
  /// Whether a value reaches it; nil where there is no number to reach.
  func isReached(by value: Value) -> Bool? {
    guard let number, case .number(let value) = value else { return nil }
    if value == number { return !isStrict }
    return isExact ? false : better == .higher ? value > number : value < number
  }

  /// Whether it asks for more than another one.
  func isHarder(than other: Target) -> Bool {
    guard let number, let theirs = other.number else { return false }
    return better == .higher ? number > theirs : number < theirs
  }
}

extension Scorer {
  /// The target of a requirement for the unit at hand: what the author states, else what its way of scoring asks for.
  mutating func target(of index: Index<Requirement>) -> Target? {
    let found = plan.rules[index].way.target(of: index, by: &self)
    if let stated = plan.set.requirements[index].statedTarget {
      return Target(
        text: stated, number: found?.number, better: found?.better ?? .higher,
        isStrict: found?.isStrict ?? false, isExact: found?.isExact ?? false)
    }
    return found
  }

  /// Whether a requirement earns all points where its value is at a target, or just past it; also where that is not known.
  mutating func earnsAll(at target: Target, _ index: Index<Requirement>) -> Bool {
    guard let goal = target.number else { return true }
    let rule = plan.rules[index]
    let kept = (slots[valueSlot], remarks, steps)
    defer { (slots[valueSlot], remarks, steps) = kept }
    steps = nil
    let past =
      target.isStrict ? Number(mantissa: target.better == .higher ? 1 : -1, scale: 12) : .zero
    slots[valueSlot] = .number(goal + past)
    switch points(by: rule) {
    case .points(let points, _), .range(_, let points, _, _): return points >= rule.points
    case .noStep: return false
    case .unresolved, .notGiven: return true
    }
  }

  /// The target that a test of the value sets.
  mutating func target(_ test: ValueTest, _ index: Index<Requirement>) -> Target? {
    switch evaluate(test.bound) {
    case .number(let number):
      switch test.comparison {
      case .is:
        return Target(text: printed(number, index), number: number, better: .higher, isExact: true)
      case .atLeast, .above:
        return target(number, .higher, index, isStrict: test.comparison == .above)
      case .below, .upTo, .after:
        return target(number, .lower, index, isStrict: test.comparison == .below)
      }
    case .null: return nil
    case let other: return Target(text: other.words, number: nil, better: .higher)
    }
  }

  /// A number to reach, or where it is strict to pass.
  func target(
    _ number: Number, _ better: Better, _ index: Index<Requirement>, isStrict: Bool = false
  ) -> Target {
    let sign = better == .higher ? (isStrict ? ">" : "≥") : (isStrict ? "<" : "≤")
    return Target(
      text: sign + printed(number, index), number: number, better: better, isStrict: isStrict)
  }

  /// A number of a requirement as it is printed, as a percentage where it is one.
  func printed(_ number: Number, _ index: Index<Requirement>, against bound: Number? = nil)
    -> String
  {
    number.printed(asPercent: plan.rules[index].isPercent, against: bound)
  }

  /// How far the value is from the target, zero where it is reached and all is earned; nil where there is no number to reach,
  /// and where points are lost beside it.
  mutating func distance(_ outcome: Outcome, of index: Index<Requirement>) -> String? {
    guard case .number(let value) = outcome.value, let target = target(of: index),
      let goal = target.number
    else { return nil }
    let above = goal - value
    let distance = target.isExact ? above.magnitude : target.better == .higher ? above : -above
    guard !distance.isNegative, !distance.isZero else {
      let isFull = (outcome.replaced ?? outcome).isFull
      return isFull || target.isStrict && distance.isZero ? "0" : nil
    }
    // From what was reported as exactly as that; from what is worked out with as many digits as show it.
    let isPercent = plan.rules[index].isPercent
    return isReported(plan.set.requirements[index].value) && distance.isTerminatingDecimal
      ? distance.exactText(asPercent: isPercent)
      : distance.printed(asPercent: isPercent, against: .zero)
  }
}

extension Comparison {
  /// The sign of a comparison, as it is read in every language.
  var sign: String {
    switch self {
    case .is: "="
    case .atLeast: "≥"
    case .above, .after: ">"
    case .below: "<"
    case .upTo: "≤"
    }
  }
}
