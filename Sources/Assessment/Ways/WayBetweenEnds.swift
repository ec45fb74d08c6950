import Definitions
import FEEL
import SourceText

/// A way with ends at work: it says how points rise between them, the rest is the same for all.
protocol WayBetweenEnds: WayAtWork, WayWithEnds {
  /// The share of the points, 0 … 1, where a value has come so far, 0 … 1, from `zero` to `full`; it rises from 0 to 1.
  func share(at position: Number, by scorer: inout Scorer) -> Number
}

extension WayBetweenEnds {
  /// All at `full` and beyond, none at `zero` and before, in the direction of the definition. Where computed ends meet or
  /// cross there is nothing between them.
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    let (start, end) = (scorer.evaluate(zero), scorer.evaluate(full))
    guard case .number(let low) = start else { return .unresolved(start.asNull) }
    guard case .number(let high) = end else { return .unresolved(end.asNull) }
    let current = scorer.slots[scorer.valueSlot]
    guard case .number(let value) = current else { return .unresolved(current.asNull) }
    guard !better.reaches(low, high),
      let position = (value - low).divided(by: high - low)
    else {
      let share: Number = better.reaches(value, high) ? .one : .zero
      let sign = better == .higher ? (share.isZero ? "<" : "≥") : share.isZero ? ">" : "≤"
      scorer.note(
        Phrase(
          zh: "两端重合或交叉（\(low.exactText)、\(high.exactText)）",
          en: "the ends meet or cross (\(low.exactText), \(high.exactText))"),
        "\(value.exactText) \(sign) \(high.exactText) → \(share.exactText)")
      scorer.remarks.append(.collapsedScale)
      return .points(share * rule.points, .share(share))
    }
    scorer.note(
      Phrase(zh: "按比例", en: "in proportion"),
      "(\(value.exactText) - \(low.exactText)) / (\(high.exactText) - \(low.exactText))"
        + " = \(position.exactText)")
    let share: Number =
      position.isNegative ? .zero : position > .one ? .one : share(at: position, by: &scorer)
    return .points(share * rule.points, .share(share))
  }

  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? {
    guard case .number(let goal) = scorer.evaluate(full) else { return nil }
    return scorer.target(goal, better, index)
  }

  func taken(by cause: Cause) -> [String] {
    guard case .share(let share) = cause else { return [] }
    return [EndsBranch(share).rawValue]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .share(let share) = cause, share != .one else { return judged.reached }
    let percent = share.printed(asPercent: true, against: .one)
    let short = judged.short
    return Phrase(
      zh: "\(short.text(.zh))，按比例得\(percent)",
      en: "\(short.text(.en)), earns \(percent) in proportion")
  }

  /// The further away an end, the fewer points: also where the ends come to meet or cross.
  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    let ends = trends.trend(zero, value: value) + trends.trend(full, value: value)
    let points = value + ends.turned
    return better == .higher ? points : points.turned
  }

  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]? {
    guard case .number(let goal) = scorer.evaluate(full) else { return nil }
    return wish.value(Goal(goal, better))
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    scorer.isOnSameSide(shown, value, of: zero) && scorer.isOnSameSide(shown, value, of: full)
  }

  /// The ends, the middle, and a step below full.
  func exampleValues(of index: Index<Requirement>, unit: Number, by scorer: inout Scorer)
    -> [Number]?
  {
    guard case .number(let low) = scorer.evaluate(zero),
      case .number(let high) = scorer.evaluate(full),
      let tenth = (high - low).divided(by: 10), let middle = (high + low).divided(by: 2)
    else { return nil }
    let way = better == .higher ? unit : -unit
    if better.reaches(low, high) { return [high, high - way] }
    let isByUnit = scorer.plan.rules[index].isPercent || (high - low).isInteger
    return [high, high - (isByUnit ? way : tenth), middle, low]
  }
}
