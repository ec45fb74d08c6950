import FEEL

/// The numbers that an expression can have: both ends included, nil for no bound.
struct Span: Sendable {
  var low: Number?
  var high: Number?

  static let all = Span(low: nil, high: nil)

  init(low: Number?, high: Number?) {
    self.low = low
    self.high = high
  }

  init(_ number: Number) { self.init(low: number, high: number) }
}

extension LintContext {
  /// The values of an item that are believable: its plausible range; without one, a count is not negative and a
  /// percentage lies between 0% and 100%.
  func span(of item: Item) -> Span {
    if let range = item.plausible { return Span(low: range.lowerBound, high: range.upperBound) }
    if let value = item.value?.program.outline, !item.type.isCounted { return span(value) }
    return item.type.believable
  }

  /// The numbers that an expression can have; `value` is what the requirement at hand judges.
  func span(_ outline: Outline, value: Outline? = nil) -> Span {
    func part(_ index: Int) -> Span { span(outline.parts[index], value: value) }
    switch outline.kind {
    case .constant(let constant): return constant.number.map { Span($0) } ?? .all
    case .slot(let slot):
      if slot == set.slots.value, let value { return span(value) }
      return item(slot).map { span(of: $0) } ?? .all
    case .negation: return Span.zero - part(0)
    case .arithmetic(.add): return part(0) + part(1)
    case .arithmetic(.subtract):
      return outline.parts[0].signature == outline.parts[1].signature
        ? .zero : part(0) - part(1)
    case .arithmetic(.multiply): return part(0) * part(1)
    case .arithmetic(.divide):
      if case .slot(let a) = outline.parts[0].kind, case .slot(let b) = outline.parts[1].kind,
        ordered.contains([a, b])
      {
        return Span(low: .zero, high: .one)
      }
      return part(0) / part(1)
    case .conditional: return part(1).union(part(2))
    case .call("count"): return Span(low: .zero, high: nil)
    case .call("abs"): return Span(low: .zero, high: nil)
    case .arithmetic(.power), .comparison, .and, .or, .call, .other: return .all
    }
  }

  /// Whether a condition holds for all believable values, or for none; nil where that depends on them.
  func truth(_ outline: Outline, value: Outline? = nil) -> Bool? {
    switch outline.kind {
    case .constant(let constant): return constant.boolean
    case .comparison(let comparison):
      if outline.parts[0].signature == outline.parts[1].signature {
        switch comparison {
        case .equal, .lessOrEqual, .greaterOrEqual: return true
        case .notEqual, .less, .greater: return false
        }
      }
      return span(outline.parts[0], value: value)
        .compare(comparison, span(outline.parts[1], value: value))
    case .and:
      let sides = outline.parts.map { truth($0, value: value) }
      if sides.contains(false) { return false }
      return sides.contains(nil) ? nil : true
    case .or:
      let sides = outline.parts.map { truth($0, value: value) }
      if sides.contains(true) { return true }
      return sides.contains(nil) ? nil : false
    case .call("not"):
      return outline.parts.first.flatMap { truth($0, value: value) }.map { !$0 }
    case .slot, .call, .negation, .arithmetic, .conditional, .other: return nil
    }
  }

  /// Whether a test of the value holds for all believable values, or for none.
  func truth(_ test: ValueTest, of requirement: Requirement) -> Bool? {
    guard let value = requirement.value?.program.outline, let bound = test.bound.program.outline
    else { return nil }
    return span(value).compare(test.comparison.outlined, span(bound, value: value))
  }

  /// Whether a line fits always, or never.
  func truth(_ line: Line, of requirement: Requirement) -> Bool? {
    let test = line.test.map { truth($0, of: requirement) } ?? true
    let condition =
      line.condition?.program.outline.map { truth($0, value: requirement.value?.program.outline) }
      ?? true
    if test == false || condition == false { return false }
    return test == true && condition == true ? true : nil
  }
}

extension Comparison {
  /// The comparison as expressions have it.
  var outlined: Outline.Comparison {
    switch self {
    case .is: .equal
    case .atLeast: .greaterOrEqual
    case .above, .after: .greater
    case .below: .less
    case .upTo: .lessOrEqual
    }
  }
}

extension Span {
  fileprivate static let zero = Span(.zero)

  fileprivate static func + (a: Span, b: Span) -> Span {
    Span(low: sum(a.low, b.low), high: sum(a.high, b.high))
  }

  fileprivate static func - (a: Span, b: Span) -> Span {
    Span(low: sum(a.low, b.high.map { -$0 }), high: sum(a.high, b.low.map { -$0 }))
  }

  fileprivate static func * (a: Span, b: Span) -> Span {
    guard let al = a.low, let bl = b.low, !al.isNegative, !bl.isNegative else { return .all }
    var high: Number?
    if let ah = a.high, let bh = b.high { high = ah * bh }
    return Span(low: al * bl, high: high)
  }

  fileprivate static func / (a: Span, b: Span) -> Span {
    guard let al = a.low, let bl = b.low, !al.isNegative, !bl.isNegative else { return .all }
    let low = b.high.flatMap { al.divided(by: $0) } ?? .zero
    return Span(low: low, high: a.high.flatMap { high in bl.isZero ? nil : high.divided(by: bl) })
  }

  fileprivate func union(_ other: Span) -> Span {
    var low: Number?
    var high: Number?
    if let a = self.low, let b = other.low { low = min(a, b) }
    if let a = self.high, let b = other.high { high = max(a, b) }
    return Span(low: low, high: high)
  }

  private static func sum(_ a: Number?, _ b: Number?) -> Number? {
    guard let a, let b else { return nil }
    return a + b
  }

  /// Whether a comparison holds for all pairs, or for none.
  fileprivate func compare(_ comparison: Outline.Comparison, _ other: Span) -> Bool? {
    func isBelow(_ a: Number?, _ b: Number?) -> Bool {
      if let a, let b { a < b } else { false }
    }
    func isAtMost(_ a: Number?, _ b: Number?) -> Bool {
      if let a, let b { a <= b } else { false }
    }
    switch comparison {
    case .less:
      if isBelow(high, other.low) { return true }
      return isAtMost(other.high, low) ? false : nil
    case .lessOrEqual:
      if isAtMost(high, other.low) { return true }
      return isBelow(other.high, low) ? false : nil
    case .greater: return other.compare(.less, self)
    case .greaterOrEqual: return other.compare(.lessOrEqual, self)
    case .equal:
      if isBelow(high, other.low) || isBelow(other.high, low) { return false }
      if let low, let high, low == high, other.low == low, other.high == high { return true }
      return nil
    case .notEqual: return compare(.equal, other).map { !$0 }
    }
  }
}
