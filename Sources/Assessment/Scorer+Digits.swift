import Definitions
package import FEEL

extension Scorer {
  /// The value that was judged as it is printed: with more digits where fewer would hide the result (S4).
  mutating func valueText(_ outcome: Outcome, of index: Index<Requirement>) -> String {
    requirementAtHand = index
    return text(of: outcome.value, judgedBy: plan.rules[index])
  }

  /// The value that an adjustment was judged by as it is printed, with as many digits.
  func valueText(_ result: AdjustmentResult, ofAdjustment index: Int) -> String {
    var scorer = self
    return scorer.text(of: result.value, judgedBy: plan.adjustments[index])
  }

  private mutating func text(of value: Value, judgedBy rule: Rule) -> String {
    switch value {
    case .number(let number) where isReported(rule.requirement.value):
      number.exactText(asPercent: rule.isPercent)
    case .number(let number):
      number.printed(asPercent: rule.isPercent) { shown in
        rule.way.isJudgedAlike(shown, number, by: &self)
      }
    case .null: ""
    case let other: other.words
    }
  }

  /// Whether a value is what the unit reported, with nothing worked out.
  func isReported(_ value: Expression?) -> Bool {
    guard case .slot(let slot) = value?.program.outline?.kind else { return false }
    let item = Int(slot.rawValue)
    return plan.set.items.indices.contains(item) && plan.set.items[item].isReported
      && rolledUp(item) == nil && !plan.set.items[item].isShare
  }

  /// Whether a value as it is printed passes and fails the same tests of lines as the value itself.
  mutating func isJudgedAlike(_ shown: Number, _ value: Number, byLines lines: [Line]) -> Bool {
    for line in lines {
      if let test = line.test, !isOnSameSide(shown, value, of: test.bound) { return false }
      if case .per(_, to: let end?) = line.quantity, !isOnSameSide(shown, value, of: end) {
        return false
      }
      if line.isPerRecord {
        let points = plan.rules[requirementAtHand].points
        let isAlike = isSame(shown, value) { scorer -> [Number]? in
          guard case .known(let effects) = scorer.recordEffects(of: line, node: points) else {
            return nil
          }
          return effects.map(\.moved)
        }
        if !isAlike { return false }
      } else if let condition = line.condition, !isAnswerSame(shown, value, to: condition) {
        return false
      }
    }
    return true
  }

  /// Whether it lies on the same side of a bound, however it is printed.
  mutating func isOnSameSide(
    _ shown: Number, _ value: Number, of bound: Expression
  ) -> Bool {
    guard case .number(let bound) = evaluate(bound) else { return true }
    // On a bound such as 2/3, which no decimal meets, both are printed alike.
    if value == bound { return shown == bound || !bound.isTerminatingDecimal }
    return shown != bound && (shown < bound) == (value < bound)
  }

  /// Whether a condition answers the same.
  mutating func isAnswerSame(
    _ shown: Number, _ value: Number, to condition: Expression
  ) -> Bool {
    isSame(shown, value) { $0.evaluate(condition).boolean }
  }

  /// Whether something comes out the same with either number as the value at hand.
  mutating func isSame<Result: Equatable>(
    _ shown: Number, _ value: Number, _ result: (inout Scorer) -> Result
  ) -> Bool {
    let kept = slots[valueSlot]
    defer { slots[valueSlot] = kept }
    slots[valueSlot] = .number(shown)
    let first = result(&self)
    slots[valueSlot] = .number(value)
    return first == result(&self)
  }
}

extension Number {
  /// The number without rounding, as a percentage where it is one.
  func exactText(asPercent: Bool) -> String {
    asPercent ? (self * 100).exactText + "%" : exactText
  }

  /// The number with two digits after the point, or as many more as it takes until what is shown is as good as the
  /// number (S4); with 34 digits where twelve after the point are not enough, and with two where no decimal is: a value such as
  /// 2/3 that is exactly what was asked.
  func printed(asPercent: Bool, until isAsGood: (Number) -> Bool) -> String {
    let factor: Number = asPercent ? 100 : 1
    let sign = asPercent ? "%" : ""
    let scaled = self * factor
    for digits in 2...12 {
      let text = scaled.text(maximumDigits: digits)
      guard let shown = Number(decimal: text) else { break }
      if shown == scaled { return text + sign }
      if let value = shown.divided(by: factor), isAsGood(value) { return text + sign }
    }
    let longest = scaled.description
    let shown = Number(decimal: longest)?.divided(by: factor)
    let isEnough = shown.map(isAsGood) ?? true
    return (isEnough ? longest : scaled.text(maximumDigits: 2)) + sign
  }

  /// The number with two digits after the point, or as many more as it takes not to land on the other side of a bound,
  /// or on it (S4).
  package func printed(asPercent: Bool, against bound: Number?) -> String {
    printed(asPercent: asPercent) { shown in
      guard let bound else { return true }
      return (shown < bound) == (self < bound) && (shown == bound) == (self == bound)
    }
  }
}
