import Definitions
import Assessment
import Definitions
import FEEL
import SourceText

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
    let above = target.better == .higher ? goal - number : number - goal
    let gap = target.isExact ? above.magnitude : above
    let reach =
      isPercent ? Number(mantissa: 1, scale: 2) : goal.magnitude * Number(mantissa: 1, scale: 2)
    guard gap.magnitude <= reach else { return nil }
    if target.isStrict ? !gap.isNegative : gap > .zero {
      self = .missed
      return
    }
    if gap.isZero, !isPercent || goal.isZero || goal == .one { return nil }
    self = .reached
  }
}

extension UnitView {
  /// The gates whose total the unit misses or reaches by less than a point, in a few words each.
  var nearGates: [Phrase] {
    let points = onePoint
    return set.gates.compactMap { gate in
      guard let needed = gate.total?.points(of: set) else { return nil }
      let title = gate.shortTitle
      let distance = assessment.total - needed
      guard distance > -points, distance < points else { return nil }
      let text = context.text(distance < .zero ? -distance : distance)
      return distance < .zero
        ? Phrase(
          zh: "总分离“\(title)”只差 \(text) 分", en: "the total is only \(text) short of '\(title)'")
        : Phrase(
          zh: "总分只比“\(title)”多 \(text) 分", en: "the total is only \(text) above '\(title)'")
    }
  }

  /// One point, in the smallest units of the set.
  private var onePoint: Points {
    Points(units: (0..<set.digits).reduce(Int64(1)) { units, _ in units * 10 })
  }
}
