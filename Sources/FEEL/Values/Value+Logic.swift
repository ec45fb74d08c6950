internal import SourceText

/// Three-valued logic (DMN 1.5, tables 49 and 50), and how nulls travel.
extension Value {
  /// The conjunction: false if a side is false, true if both are true, else null with the stronger reason.
  func and(_ other: Value) -> Value {
    switch (self, other) {
    case (.boolean(false), _), (_, .boolean(false)): .boolean(false)
    case (.boolean(true), .boolean(true)): .boolean(true)
    default: undecided(other)
    }
  }

  /// The disjunction: true if a side is true, false if both are false, else null with the stronger reason.
  func or(_ other: Value) -> Value {
    switch (self, other) {
    case (.boolean(true), _), (_, .boolean(true)): .boolean(true)
    case (.boolean(false), .boolean(false)): .boolean(false)
    default: undecided(other)
    }
  }

  private func undecided(_ other: Value) -> Value {
    switch (self, other) {
    case (.null(let a), .null(let b)): .null(a.combined(with: b))
    case (.null, _): self
    case (_, .null): other
    default: .null(Null(.noCondition))
    }
  }

  /// What a condition without a truth value leaves: its null, or a null that says so.
  var conditionNull: Value { isNull ? self : .null(Null(.noCondition)) }

  /// The value, a null without a place being placed: it came about here.
  func located(_ range: SourceRange?) -> Value {
    guard case .null(let null) = self, null.range == nil, null.slot == nil,
      null.reason != .unspecified, let range
    else { return self }
    return .null(Null(null.reason, range: range))
  }

  /// Whether the value is in another one: in a range, equal to an element of a list or in a range there, or equal.
  func isMember(of other: Value) -> Value {
    switch other {
    case .range(let range):
      if case .range(let own) = self, own.equalsRange(range) { return .boolean(true) }
      return isIn(range).map { .boolean($0) } ?? undecidedMembership(other)
    case .list(let items):
      if isList, equals(other) == true { return .boolean(true) }
      for item in items {
        if case .boolean(true) = inItem(item) { return .boolean(true) }
      }
      return .boolean(false)
    case .null where !isNull:
      return other
    default:
      return equals(other).map { .boolean($0) } ?? .null(Null(.wrongType))
    }
  }

  private func inItem(_ item: Value) -> Value {
    if case .range(let range) = item { return .boolean(isIn(range) ?? false) }
    return .boolean(equals(item) ?? false)
  }

  private func undecidedMembership(_ other: Value) -> Value {
    isNull ? self : .null(Null(.wrongType))
  }
}

extension Interval {
  /// Whether two ranges are the same.
  fileprivate func equalsRange(_ other: Interval) -> Bool {
    Value.range(self).equals(.range(other)) == true
  }
}
