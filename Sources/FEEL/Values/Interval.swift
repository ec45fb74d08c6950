/// A range of values: `[1..10]`, `(1..10]`, with one end, `>= 5`, one value, `= 5`, or all but one, `!= 5`.
public struct Interval: Sendable {
  /// The lower end; nil where the range is open towards everything below.
  public let low: Value?
  /// The upper end; nil where the range is open towards everything above.
  public let high: Value?
  /// Whether the lower end belongs to the range.
  public let includesLow: Bool
  /// Whether the upper end belongs to the range.
  public let includesHigh: Bool
  /// Whether it is written `= 5`: both ends are the value, and every value can stand there, ordered or not.
  public let isSingle: Bool
  /// The value that is left out of everything: the one of `!= 5`.
  public let excluded: Value?

  public init(low: Value?, includesLow: Bool, high: Value?, includesHigh: Bool) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
    isSingle = false
    excluded = nil
  }

  /// The range of one value.
  init(only value: Value) {
    (low, high) = (value, value)
    (includesLow, includesHigh) = (true, true)
    isSingle = true
    excluded = nil
  }

  /// The range of all values but one.
  init(allBut value: Value) {
    (low, high) = (nil, nil)
    (includesLow, includesHigh) = (false, false)
    isSingle = false
    excluded = value
  }

  /// The values that it is made of.
  var values: [Value] { [low, high, excluded].compactMap(\.self) }
}

extension Interval {
  /// Which ends a range has and whether they belong to it, as a set of bits.
  struct Form: OptionSet {
    let rawValue: Int

    static let hasLow = Form(rawValue: 1)
    static let hasHigh = Form(rawValue: 2)
    static let includesLow = Form(rawValue: 4)
    static let includesHigh = Form(rawValue: 8)
    /// The lower end is the only value of the range.
    static let isSingle = Form(rawValue: 16)
    /// The lower end is the only value that is not in the range.
    static let isExcluded = Form(rawValue: 32)
    /// The range stands after `in`, where it is short for two comparisons: its ends may be in any order.
    static let isTest = Form(rawValue: 64)

    /// How many values it is made from.
    var count: Int { (contains(.hasLow) ? 1 : 0) + (contains(.hasHigh) ? 1 : 0) }

    /// A range over the values of the ends that it has; null where the ends are of two types or the lower one lies above
    /// the upper one (DMN 1.5, 10.3.2.7).
    func interval(_ ends: [Value]) -> Value {
      var ends = ends[...]
      let low = contains(.hasLow) ? ends.popFirst() : nil
      let high = contains(.hasHigh) ? ends.popFirst() : nil
      if let low, contains(.isSingle) { return .range(Interval(only: low)) }
      if let low, contains(.isExcluded) { return .range(Interval(allBut: low)) }
      if !contains(.isTest), let low, let high, !low.isNull, !high.isNull {
        guard low.type == high.type, let order = low.compare(high) else {
          return .null(Null(.wrongType))
        }
        if order > 0 { return .null(Null(.wrongArgument)) }
      }
      return .range(
        Interval(
          low: low, includesLow: contains(.includesLow), high: high,
          includesHigh: contains(.includesHigh)))
    }
  }
}

extension Interval.Form {
  init(_ bounds: Expression.Bounds, isTest: Bool = false) {
    self = []
    if bounds.low != nil { insert(.hasLow) }
    if bounds.high != nil { insert(.hasHigh) }
    if bounds.includesLow { insert(.includesLow) }
    if bounds.includesHigh { insert(.includesHigh) }
    switch bounds.only {
    case .in: insert(.isSingle)
    case .out: insert(.isExcluded)
    case nil: break
    }
    if isTest { insert(.isTest) }
  }
}
