/// A range of values: `[1..10]`, `(1..10]`, or with one end, `>= 5`.
public struct Interval: Sendable {
  /// The lower end; nil where the range is open towards everything below.
  public let low: Value?
  /// The upper end; nil where the range is open towards everything above.
  public let high: Value?
  /// Whether the lower end belongs to the range.
  public let includesLow: Bool
  /// Whether the upper end belongs to the range.
  public let includesHigh: Bool

  public init(low: Value?, includesLow: Bool, high: Value?, includesHigh: Bool) {
    self.low = low
    self.includesLow = includesLow
    self.high = high
    self.includesHigh = includesHigh
  }
}

extension Interval {
  /// Which ends a range has and whether they belong to it, as a set of bits.
  struct Form: OptionSet {
    let rawValue: Int

    static let hasLow = Form(rawValue: 1)
    static let hasHigh = Form(rawValue: 2)
    static let includesLow = Form(rawValue: 4)
    static let includesHigh = Form(rawValue: 8)

    /// A range over the values of the ends that it has; null where the ends cannot be compared.
    func interval(_ ends: [Value]) -> Value {
      var ends = ends[...]
      let low = contains(.hasLow) ? ends.popFirst() : nil
      let high = contains(.hasHigh) ? ends.popFirst() : nil
      if let low, let high, !low.isNull, !high.isNull, low.compare(high) == nil {
        return .null(Null(.wrongType))
      }
      return .range(
        Interval(
          low: low, includesLow: contains(.includesLow), high: high,
          includesHigh: contains(.includesHigh)))
    }
  }
}

extension Interval.Form {
  init(_ bounds: Expression.Bounds) {
    self = []
    if bounds.low != nil { insert(.hasLow) }
    if bounds.high != nil { insert(.hasHigh) }
    if bounds.includesLow { insert(.includesLow) }
    if bounds.includesHigh { insert(.includesHigh) }
  }
}
