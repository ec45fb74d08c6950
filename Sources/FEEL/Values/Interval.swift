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
