internal import BigInt

extension Number {
  public static func + (a: Number, b: Number) -> Number {
    guard case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage else {
      return addBig(a, b)
    }
    if ad == bd {
      let (sum, overflow) = an.addingReportingOverflow(bn)
      if !overflow { return Number(small: sum, ad) }
      return Number(wide: Int128(an) + Int128(bn), Int128(ad))
    }
    let (left, o1) = an.multipliedReportingOverflow(by: bd)
    let (right, o2) = bn.multipliedReportingOverflow(by: ad)
    let (sum, o3) = left.addingReportingOverflow(right)
    let (below, o4) = ad.multipliedReportingOverflow(by: bd)
    if !(o1 || o2 || o3 || o4) { return Number(small: sum, below) }
    // Each product is below 2^126, so neither the sum nor the denominator overflows.
    return Number(
      wide: Int128(an) * Int128(bd) + Int128(bn) * Int128(ad), Int128(ad) * Int128(bd))
  }

  public static func - (a: Number, b: Number) -> Number { a + -b }

  public static prefix func - (a: Number) -> Number {
    switch a.storage {
    case .small(let top, let bottom):
      if top != .min { return Number(small: -top, bottom) }
      return Number(wide: -Int128(top), Int128(bottom))
    case .big(let fraction):
      return Number(-fraction.numerator, fraction.denominator)
    }
  }

  public static func * (a: Number, b: Number) -> Number {
    guard case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage else {
      let (x, y) = (a.fraction, b.fraction)
      return Number(x.numerator * y.numerator, x.denominator * y.denominator)
    }
    let (top, o1) = an.multipliedReportingOverflow(by: bn)
    let (bottom, o2) = ad.multipliedReportingOverflow(by: bd)
    if !(o1 || o2) { return Number(small: top, bottom) }
    return Number(wide: Int128(an) * Int128(bn), Int128(ad) * Int128(bd))
  }

  /// The exact quotient; nil when the divisor is zero.
  public func divided(by divisor: Number) -> Number? {
    guard case .small(let an, let ad) = storage, case .small(let bn, let bd) = divisor.storage
    else { return divideBig(self, divisor) }
    if bn == 0 { return nil }
    if ad == bd, bn > 0 { return Number(small: an, bn) }
    let (top, o1) = an.multipliedReportingOverflow(by: bd)
    let (bottom, o2) = ad.multipliedReportingOverflow(by: bn)
    if !(o1 || o2) {
      if bottom > 0 { return Number(small: top, bottom) }
      if top != .min, bottom != .min { return Number(small: -top, -bottom) }
    }
    let wideTop = Int128(an) * Int128(bd)
    let wideBottom = Int128(ad) * Int128(bn)
    return wideBottom > 0
      ? Number(wide: wideTop, wideBottom) : Number(wide: -wideTop, -wideBottom)
  }

  private static func addBig(_ a: Number, _ b: Number) -> Number {
    let (x, y) = (a.fraction, b.fraction)
    if x.denominator == y.denominator {
      return Number(x.numerator + y.numerator, x.denominator)
    }
    return Number(
      x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator)
  }

  private func divideBig(_ a: Number, _ b: Number) -> Number? {
    let (x, y) = (a.fraction, b.fraction)
    if y.numerator.isZero { return nil }
    return Number(x.numerator * y.denominator, x.denominator * y.numerator)
  }

  /// The distance from zero.
  public var magnitude: Number { isNegative ? -self : self }

  /// Whether it is 0.
  public var isZero: Bool {
    if case .small(let top, _) = storage { top == 0 } else { false }
  }

  /// Whether it is below 0.
  public var isNegative: Bool {
    switch storage {
    case .small(let top, _): top < 0
    case .big(let fraction): fraction.numerator.sign == .minus
    }
  }

  /// Whether it has no fractional part.
  public var isInteger: Bool {
    switch storage {
    case .small(let top, let bottom): bottom == 1 || top % bottom == 0
    case .big(let fraction): fraction.denominator == 1
    }
  }

  /// The number as an `Int`, when it is an integer that fits.
  public var int: Int? {
    guard case .small(let top, let bottom) = storage else { return nil }
    if bottom == 1 { return Int(top) }
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    return remainder == 0 ? Int(quotient) : nil
  }

  /// The whole power of a number, exactly; nil for a zero base with a negative exponent and for a result
  /// wider than any expression may compute.
  func power(_ exponent: Int) -> Number? {
    if exponent == 0 { return .one }
    if isZero { return exponent > 0 ? .zero : nil }
    let (top, bottom) = reduced
    let size = exponent.magnitude
    if top.magnitude == 1, bottom == 1 {
      return top.sign == .minus && size % 2 == 1 ? Number(-1) : .one
    }
    let width = max(top.magnitude.bitWidth, bottom.magnitude.bitWidth)
    // A number of w bits is at least 2^(w-1), so its power has at least (w-1) × exponent bits.
    guard size <= UInt(Number.widest), (width - 1) * Int(size) <= Number.widest else { return nil }
    let (x, y) = (top.power(Int(size)), bottom.power(Int(size)))
    return exponent > 0 ? Number(x, y) : Number(y, x)
  }
}

extension Number: Comparable, Hashable {
  public static func == (a: Number, b: Number) -> Bool {
    switch (a.storage, b.storage) {
    case (.small(let an, let ad), .small(let bn, let bd)):
      if ad == bd { return an == bn }
      return an.multipliedFullWidth(by: bd) == bn.multipliedFullWidth(by: ad)
    case (.big(let x), .big(let y)):
      return x.numerator == y.numerator && x.denominator == y.denominator
    case (.small, .big), (.big, .small):
      return false
    }
  }

  public static func < (a: Number, b: Number) -> Bool {
    guard case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage else {
      let (x, y) = (a.fraction, b.fraction)
      return x.numerator * y.denominator < y.numerator * x.denominator
    }
    if ad == bd { return an < bn }
    let (left, o1) = an.multipliedReportingOverflow(by: bd)
    let (right, o2) = bn.multipliedReportingOverflow(by: ad)
    if !(o1 || o2) { return left < right }
    return Int128(an) * Int128(bd) < Int128(bn) * Int128(ad)
  }

  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .small(let top, let bottom):
      let (top, bottom) = lowestTerms(top, bottom)
      hasher.combine(top)
      hasher.combine(bottom)
    case .big(let fraction):
      hasher.combine(fraction.numerator)
      hasher.combine(fraction.denominator)
    }
  }

  /// Two words that equal numbers have in common, and others hardly.
  package var words: (UInt64, UInt64) {
    switch storage {
    case .small(let top, let bottom):
      let (top, bottom) = lowestTerms(top, bottom)
      return (UInt64(bitPattern: top), UInt64(bitPattern: bottom))
    case .big(let fraction):
      return (
        UInt64(bitPattern: Int64(fraction.numerator.hashValue)),
        UInt64(bitPattern: Int64(fraction.denominator.hashValue))
      )
    }
  }
}

extension Number: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}
