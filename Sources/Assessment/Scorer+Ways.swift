import Definitions
import FEEL
import SourceText

/// What a way of scoring comes to.
enum WayResult {
  case points(Number, Cause)
  case range(worst: Number, now: Number, best: Number, Cause)
  case notGiven(by: String)
  /// The steps of a line come to nothing or less.
  case noStep(line: Int, Number)
  /// An expression had no result: the null.
  case unresolved(Value)

  /// The judgement, for a result that is no null.
  var judgement: Scorer.Judgement {
    switch self {
    case .points(let number, let cause): .points(number, cause)
    case .range(let worst, let now, let best, let cause):
      .range(worst: worst, now: now, best: best, cause)
    case .notGiven(let scorer): .unknown(.notGiven(by: scorer), mayNotApply: false)
    case .noStep(let line, let size): .unknown(.noStep(line: line, size), mayNotApply: false)
    case .unresolved: preconditionFailure("an unresolved score is turned into a state beforehand")
    }
  }
}

extension Scorer {
  /// The points by one of the seven ways; a node is what the requirement can earn.
  mutating func points(by rule: Rule) -> WayResult {
    let node = rule.points
    switch rule.requirement.scoring {
    case .lines: return points(byLines: rule)
    case .bands: return points(byBands: rule)
    case .linear(let zero, let full, let better):
      return points(between: zero, and: full, better, node: node)
    case .given(let scorer):
      guard let given = record.given[requirementAtHand] else { return .notGiven(by: scorer) }
      return .points(given.points, .given(given.verification))
    case .met(let condition):
      switch evaluate(condition) {
      case .boolean(let isMet): return .points(isMet ? node : .zero, .condition(isMet))
      case let other: return .unresolved(other)
      }
    case .table(let table): return points(by: table, node: node)
    case .places(let list, let better): return points(byPlace: list, better)
    }
  }

  /// Every line that fits counts; it starts full, or at zero if any line earns.
  private mutating func points(byLines rule: Rule) -> WayResult {
    var sum = rule.startsFull ? rule.points : .zero
    var effects: [LineEffect] = []
    for (index, line) in rule.lines.enumerated() {
      switch effect(of: line, index, node: rule.points) {
      case .none: continue
      case .noStep(let size): return .noStep(line: index, size)
      case .unresolved(let value): return .unresolved(value)
      case .effect(let effect):
        sum = sum + effect.moved
        if !effect.moved.isZero { effects.append(effect) }
      }
    }
    return .points(sum, .lines(effects))
  }

  /// Only the first line that fits counts: `earn` sets, `lose` takes from all.
  private mutating func points(byBands rule: Rule) -> WayResult {
    for (index, band) in rule.lines.enumerated() {
      switch effect(of: band, index, node: rule.points) {
      case .none: continue
      case .noStep(let size): return .noStep(line: index, size)
      case .unresolved(let value): return .unresolved(value)
      case .effect(let effect):
        let isSet = band.line.direction == .earn
        let points = isSet ? effect.moved : rule.points + effect.moved
        return .points(points, .band(index))
      }
    }
    return .points(rule.startsFull ? rule.points : .zero, .band(nil))
  }

  /// In proportion between the ends, in the direction of the definition: all at `full` and beyond, none at `zero` and
  /// before. Where computed ends meet or cross there is nothing between them.
  private mutating func points(
    between zero: Expression, and full: Expression, _ better: Better, node: Number
  ) -> WayResult {
    let (start, end) = (evaluate(zero), evaluate(full))
    guard case .number(let low) = start else { return .unresolved(start.asNull) }
    guard case .number(let high) = end else { return .unresolved(end.asNull) }
    let current = slots[valueSlot]
    guard case .number(let value) = current else { return .unresolved(current.asNull) }
    guard !better.reaches(low, high),
      let share = (value - low).divided(by: high - low)
    else {
      let share: Number = better.reaches(value, high) ? .one : .zero
      let sign = better == .higher ? (share.isZero ? "<" : "≥") : share.isZero ? ">" : "≤"
      note(
        Phrase(
          zh: "两端重合或交叉（\(low.exactText)、\(high.exactText)）",
          en: "the ends meet or cross (\(low.exactText), \(high.exactText))"),
        "\(value.exactText) \(sign) \(high.exactText) → \(share.exactText)")
      remarks.append(.collapsedScale)
      return .points(share * node, .linear(share))
    }
    let kept = share.isNegative ? .zero : share > .one ? .one : share
    note(
      Phrase(zh: "按比例", en: "in proportion"),
      "(\(value.exactText) - \(low.exactText)) / (\(high.exactText) - \(low.exactText))"
        + " = \(share.exactText)")
    return .points(kept * node, .linear(kept))
  }

  private mutating func points(by table: DecisionTable, node: Number) -> WayResult {
    let inputs = table.inputs.map { evaluate($0) }
    for (index, row) in table.rows.enumerated() {
      var fits: Bool? = true
      var unknown: Value = .null(Null(.missing))
      for (cell, input) in zip(row.cells, inputs) {
        let one = matches(cell, input)
        if one == nil { unknown = input }
        // False wins over unknown: a row that cannot fit is passed over.
        fits = fits == false || one == false ? false : fits == nil || one == nil ? nil : true
      }
      guard let fits else {
        if case .null = unknown { return .unresolved(unknown) }
        return .unresolved(.null(Null(.wrongType)))
      }
      if fits {
        switch amount(row.earn, node: node) {
        case .number(let points):
          if points.isNegative { remarks.append(.negative(line: index)) }
          return .points(points.isNegative ? .zero : points, .row(index))
        case let other: return .unresolved(other)
        }
      }
    }
    return .points(.zero, .row(nil))
  }

  /// Whether a value fits a cell; nil when that is not known.
  func matches(_ cell: DecisionTable.Cell, _ input: Value) -> Bool? {
    switch cell {
    case .any: true
    case .equals(let value): Comparison.is.holds(input, value)
    case .test(let comparison, let bound): comparison.holds(input, bound)
    case .between(let low, let high):
      switch (Comparison.atLeast.holds(input, low), Comparison.upTo.holds(input, high)) {
      case (false, _), (_, false): false
      case (true, true): true
      default: nil
      }
    }
  }

  /// The points of a place; beyond the list there are none. Peers that are not known yet may come before.
  private mutating func points(byPlace list: [Number], _ better: Better) -> WayResult {
    let value = slots[valueSlot]
    guard case .number(let number) = value else { return .unresolved(.null(Null(.wrongType))) }
    guard let column = plan.peers.places.firstIndex(of: requirementAtHand) else {
      preconditionFailure("places are ranked for requirements only: the loader refuses others")
    }
    let standing = peers.standing(of: number, column: column, better)
    func points(_ place: Int) -> Number { place <= list.count ? list[place - 1] : .zero }
    let cause = Cause.place(standing.place, of: standing.of, unknown: standing.unknown)
    let now = points(standing.place)
    note(Phrase(zh: "名次", en: "place"), "\(standing.place) / \(standing.of) → \(now.exactText)")
    guard standing.unknown > 0 else { return .points(now, cause) }
    return .range(worst: points(standing.place + standing.unknown), now: now, best: now, cause)
  }
}

extension Value {
  /// The null that stands where a number was expected: the value's own, or that it is none.
  var asNull: Value { isNull ? self : .null(Null(.wrongType)) }
}
