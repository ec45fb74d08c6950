import Definitions
import FEEL
import SourceText

/// Whether a line counts.
enum LineFit {
  case no
  /// It does, with the bound of its test.
  case yes(bound: Value?)
  case unknown(Value)
}

/// What a line does for a unit.
enum LineResult {
  /// It does not fit.
  case none
  case effect(LineEffect)
  /// A step that is computed came out as nothing or less: nobody can say how many there are.
  case noStep(Number)
  case unresolved(Value)
}

/// How often a line counts.
private enum Quantity {
  case number(Number)
  case noStep(Number)
  case unresolved(Value)

  /// The number that an expression gives.
  init(_ value: Value) {
    if case .number(let number) = value {
      self = .number(number)
    } else {
      self = .unresolved(value)
    }
  }
}

extension Scorer {
  /// The effect of a line: amount × quantity × times, then its cap (S3.5).
  mutating func effect(of ruleLine: RuleLine, _ index: Int, node: Number) -> LineResult {
    if ruleLine.isPerRecord {
      return recordEffect(of: ruleLine.line, index, node: node)
    }
    let bound: Value?
    switch fit(of: ruleLine) {
    case .no: return .none
    case .unknown(let value): return .unresolved(value)
    case .yes(let limit): bound = limit
    }
    let quantity: Number
    switch self.quantity(ruleLine, index, past: bound) {
    case .number(let number): quantity = number
    case .noStep(let size): return .noStep(size)
    case .unresolved(let value): return .unresolved(value)
    }
    var times = Number.one
    if let expression = ruleLine.line.times {
      switch evaluate(expression) {
      case .number(let number): times = number
      case let other: return .unresolved(other)
      }
    }
    let one = amount(ruleLine.line.amount, node: node)
    guard case .number(let each) = one else { return .unresolved(one) }
    // Nothing moves backwards: fewer than no pieces are no pieces, and twice backwards is not forwards.
    let isNegative = each.isNegative || quantity.isNegative || times.isNegative
    if isNegative { remarks.append(.negative(line: index)) }
    var moved = isNegative ? .zero : each * quantity * times
    let uncapped = moved
    if let cap = ruleLine.line.atMost {
      let limit = amount(cap, node: node)
      guard case .number(let most) = limit else { return .unresolved(limit) }
      if most.isNegative, !isNegative { remarks.append(.negative(line: index)) }
      moved = most.isNegative ? .zero : min(moved, most)
    }
    if steps != nil {
      note(
        ruleLine.line, index, LineFactors(each: each, quantity: quantity, times: times),
        CappedPoints(uncapped: uncapped, points: moved))
    }
    let signed = ruleLine.line.direction == .earn ? moved : -moved
    return .effect(LineEffect(line: index, quantity: quantity, moved: signed))
  }

  /// Whether a line counts: its test and its condition, of which one that is false decides (S1.1).
  private mutating func fit(of ruleLine: RuleLine) -> LineFit {
    var unknown: Value?
    var bound: Value?
    if let test = ruleLine.line.test {
      let limit = evaluate(test.bound)
      switch test.comparison.holds(slots[valueSlot], limit) {
      case true: bound = limit
      case false: return .no
      case nil: unknown = limit.isNull ? limit : .null(Null(.wrongType))
      }
    }
    if let condition = ruleLine.line.condition {
      switch evaluate(condition) {
      case .boolean(true): break
      case .boolean(false): return .no
      case let other: unknown = unknown ?? other
      }
    }
    return unknown.map { .unknown($0) } ?? .yes(bound: bound)
  }

  /// An amount as a number of points, or the null that stands in its place.
  mutating func amount(_ amount: Amount, node: Number) -> Value {
    switch amount {
    case .all: .number(node)
    case .share(let share): .number(share * node)
    case .points(let expression): evaluate(expression)
    }
  }

  /// How often a line counts; a part of a step by the line's rule (S3, part).
  private mutating func quantity(
    _ ruleLine: RuleLine, _ index: Int, past bound: Value?
  ) -> Quantity {
    switch ruleLine.line.quantity {
    case .once: return .number(.one)
    case .records: preconditionFailure("records are counted one by one")
    case .each(let expression): return Quantity(evaluate(expression))
    case .per(let step, let end):
      guard let bound, ruleLine.line.test != nil,
        var distance = distance(from: bound, to: slots[valueSlot])
      else { return .unresolved(.null(Null(.wrongType))) }
      if let end {
        let limit = evaluate(end)
        if case .null = limit { return .unresolved(limit) }
        guard let most = self.distance(from: bound, to: limit) else {
          return .unresolved(.null(Null(.wrongType)))
        }
        // An end on the near side of the bound leaves nothing to count.
        let isPast = distance.isNegative ? most.isNegative : !most.isNegative
        if !isPast {
          remarks.append(.endBeforeBound(line: index))
          return .number(.zero)
        }
        if distance.magnitude > most.magnitude { distance = most }
      }
      return steps(step, in: distance, ruleLine.line.part)
    }
  }

  /// How many steps lie in a distance past a bound.
  private mutating func steps(
    _ step: StepSize, in distance: Number, _ part: PartRule
  ) -> Quantity {
    let size: Number
    switch step {
    case .days(let days): size = days
    case .absolute(let expression):
      let value = evaluate(expression)
      guard case .number(let number) = value else { return .unresolved(value) }
      size = number
    case .relative(let share, let expression):
      let value = evaluate(expression)
      guard case .number(let number) = value else { return .unresolved(value) }
      size = share * number.magnitude
    }
    guard size > .zero, let count = distance.magnitude.divided(by: size) else {
      return .noStep(size)
    }
    let kept =
      switch part {
      case .share: count
      case .drop: count.floor()
      case .whole: count.ceiling()
      }
    if steps != nil {
      note(
        Phrase(zh: "越过界限的步数", en: "steps past the bound"),
        "\(distance.magnitude.factorText) / \(size.factorText) = \(count.exactText)"
          + (kept == count ? "" : " → \(kept)"))
    }
    return .number(kept)
  }

  /// How far a value lies past a bound: a number, or days between dates; nil for other values.
  private func distance(from bound: Value, to value: Value) -> Number? {
    switch (bound, value) {
    case (.number(let a), .number(let b)): b - a
    case (.date(let a), .date(let b)): Number(b.daysSinceEpoch - a.daysSinceEpoch)
    default: nil
    }
  }
}

extension Comparison {
  /// Whether a value passes a test with a bound; nil when the two cannot be compared.
  func holds(_ value: Value, _ bound: Value) -> Bool? {
    switch (value, bound) {
    case (.number(let a), .number(let b)): holds(a, b)
    case (.date(let a), .date(let b)): holds(a, b)
    case (.string(let a), .string(let b)) where self == .is: a == b
    case (.boolean(let a), .boolean(let b)) where self == .is: a == b
    default: nil
    }
  }

  /// Whether the first stands to the second as the word says.
  func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .is: a == b
    case .atLeast: a >= b
    case .above, .after: a > b
    case .below: a < b
    case .upTo: a <= b
    }
  }
}
