import FEEL

/// A decimal number as it is written: `mantissa` × 10^-`scale`, exact.
struct Decimal: Hashable, Sendable {
  var mantissa: Int64
  var scale: Int

  /// The most digits that a written number may have.
  static let mostDigits = 18

  init(_ mantissa: Int64, scale: Int = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// The number with as few decimal digits as it needs.
  var normal: Decimal {
    var result = self
    while result.scale > 0, result.mantissa.isMultiple(of: 10) {
      result.mantissa /= 10
      result.scale -= 1
    }
    return result
  }

  /// The number as the language of the rules has it.
  var number: Number { Number(mantissa: mantissa, scale: scale) }

  /// Whether the number lies between 0 and 1.
  var isShare: Bool {
    guard mantissa >= 0, let one = Decimal(1).aligned(to: scale) else { return false }
    return mantissa <= one
  }

  /// Whether the number lies between -1 and 1.
  var isInOne: Bool { Decimal(abs(mantissa), scale: scale).isShare }

  /// The number times 10^`power`; nil when it has too many digits.
  func shifted(_ power: Int) -> Decimal? {
    var result = self
    var left = power
    while left > 0, result.scale > 0 {
      result.scale -= 1
      left -= 1
    }
    while left > 0 {
      let (product, overflow) = result.mantissa.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result.mantissa = product
      left -= 1
    }
    result.scale -= min(left, 0)
    return result.scale <= 60 ? result : nil
  }

  /// The sum; nil when it has too many digits.
  func adding(_ other: Decimal) -> Decimal? {
    let scale = max(scale, other.scale)
    guard let a = aligned(to: scale), let b = other.aligned(to: scale) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : Decimal(sum, scale: scale)
  }

  private func aligned(to scale: Int) -> Int64? {
    var value = mantissa
    for _ in self.scale..<scale {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
    }
    return value
  }
}
