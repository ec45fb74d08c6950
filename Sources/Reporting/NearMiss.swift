import Definitions
import Assessment
import FEEL

/// Whether a value lies within one percent of its target: where an inspector looks first.
enum Nearness: Sendable {
  /// It falls short by a hair.
  case missed
  /// It is reached by a hair.
  case reached

  /// Nil where the value is no number, there is no number to reach, or it is not near.
  ///
  /// A value that is exactly on a target counts only where the target is a rate that can be passed: whoever must hold
  /// four meetings and holds four has done all there was to do.
  init?(value: Value, target: Target?, isPercent: Bool) {
    guard case .number(let number) = value, let target, let goal = target.number else {
      return nil
    }
    let gap = target.better == .higher ? goal - number : number - goal
    let reach =
      isPercent ? Number(mantissa: 1, scale: 2) : goal.magnitude * Number(mantissa: 1, scale: 2)
    guard gap.magnitude <= reach else { return nil }
    if !gap.isNegative, !gap.isZero {
      self = .missed
      return
    }
    if gap.isZero, !isPercent || goal.isZero || goal == .one { return nil }
    self = .reached
  }
}
