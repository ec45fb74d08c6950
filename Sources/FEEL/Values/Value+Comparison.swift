/// Equality and order of values (DMN 1.5, table 53): three-valued, nil where the values cannot be compared.
extension Value {
  /// Whether two values are equal; nil for values of different kinds. Null equals null only.
  public func equals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.number(let a), .number(let b)): return a == b
    case (.string(let a), .string(let b)): return a.hasSameBytes(as: b)
    case (.date(let a), .date(let b)): return a == b
    case (.time(let a), .time(let b)): return a.equals(b)
    case (.dateTime(let a), .dateTime(let b)): return a.compare(b).map { $0 == 0 }
    case (.date(let a), .dateTime(let b)): return a.midnight(beside: b).compare(b).map { $0 == 0 }
    case (.dateTime(let a), .date(let b)): return a.compare(b.midnight(beside: a)).map { $0 == 0 }
    case (.daysDuration(let a), .daysDuration(let b)): return a == b
    case (.yearsDuration(let a), .yearsDuration(let b)): return a == b
    case (.list(let a), .list(let b)): return Value.equal(a, b)
    case (.context(let a), .context(let b)): return Value.equal(a, b)
    case (.range(let a), .range(let b)): return Value.equal(a, b)
    case (.function(let a), .function(let b)): return a === b
    default: return nil
    }
  }

  /// -1, 0 or 1 for below, equal or above; nil for values that have no order among each other.
  public func compare(_ other: Value) -> Int? {
    switch (self, other) {
    case (.number(let a), .number(let b)): return order(a, b)
    case (.string(let a), .string(let b)):
      // By code points, which UTF-8 keeps.
      return a.utf8.elementsEqual(b.utf8)
        ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    case (.date(let a), .date(let b)): return order(a, b)
    case (.time(let a), .time(let b)): return a.compare(b)
    case (.dateTime(let a), .dateTime(let b)): return a.compare(b)
    case (.date(let a), .dateTime(let b)): return a.midnight(beside: b).compare(b)
    case (.dateTime(let a), .date(let b)): return a.compare(b.midnight(beside: a))
    case (.daysDuration(let a), .daysDuration(let b)): return order(a, b)
    case (.yearsDuration(let a), .yearsDuration(let b)): return order(a, b)
    default: return nil
    }
  }

  /// Whether a value lies in a range; nil when it cannot be compared with an end, or an end is null.
  func isIn(_ range: Interval) -> Bool? {
    if isNull { return nil }
    if range.isSingle, let value = range.low { return equals(value) }
    if let value = range.excluded { return equals(value).map { !$0 } }
    if let low = range.low {
      guard let order = compare(low) else { return nil }
      if order < 0 || (order == 0 && !range.includesLow) { return false }
    }
    if let high = range.high {
      guard let order = compare(high) else { return nil }
      if order > 0 || (order == 0 && !range.includesHigh) { return false }
    }
    return true
  }

  private static func equal(_ a: [Value], _ b: [Value]) -> Bool? {
    guard a.count == b.count else { return false }
    for (x, y) in zip(a, b) {
      guard let same = x.equals(y) else { return nil }
      if !same { return false }
    }
    return true
  }

  private static func equal(_ a: Context, _ b: Context) -> Bool? {
    guard a.values.count == b.values.count else { return false }
    if a.shape === b.shape { return equal(a.values, b.values) }
    for (name, value) in a.entries {
      guard let theirs = b[name] else { return false }
      guard let same = value.equals(theirs) else { return nil }
      if !same { return false }
    }
    return true
  }

  private static func equal(_ a: Interval, _ b: Interval) -> Bool? {
    guard a.includesLow == b.includesLow, a.includesHigh == b.includesHigh,
      a.isSingle == b.isSingle
    else { return false }
    for (x, y) in [(a.low, b.low), (a.high, b.high), (a.excluded, b.excluded)] {
      guard let x, let y else {
        if x == nil, y == nil { continue }
        return false
      }
      guard let same = x.equals(y) else { return nil }
      if !same { return false }
    }
    return true
  }
}

private func order<Item: Comparable>(_ a: Item, _ b: Item) -> Int {
  a < b ? -1 : a == b ? 0 : 1
}
