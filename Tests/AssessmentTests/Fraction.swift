import BigInt

/// An exact fraction of big integers, never reduced: the oracle, which shares nothing with the number of the engine.
struct Fraction {
  var top: BigInt
  /// Above zero.
  var bottom: BigInt

  init(_ top: BigInt, _ bottom: BigInt = 1) {
    self.top = bottom.sign == .minus ? -top : top
    self.bottom = bottom.sign == .minus ? -bottom : bottom
  }

  static let zero = Fraction(0)
  static let one = Fraction(1)

  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
  }
  static func - (a: Fraction, b: Fraction) -> Fraction { a + -b }
  static prefix func - (a: Fraction) -> Fraction { Fraction(-a.top, a.bottom) }
  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.top, a.bottom * b.bottom)
  }
  /// The divisor must not be zero.
  static func / (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom, a.bottom * b.top)
  }

  var magnitude: Fraction { Fraction(BigInt(top.magnitude), bottom) }

  /// The greatest whole number that is not above it.
  var floor: BigInt {
    let (whole, rest) = top.quotientAndRemainder(dividingBy: bottom)
    return rest.sign == .minus && !rest.isZero ? whole - 1 : whole
  }

  /// The least whole number that is not below it.
  var ceiling: BigInt { -(-self).floor }

  /// In units of 10^-`digits`, half rounded away from zero.
  func rounded(_ digits: Int) -> BigInt {
    let scaled = BigInt(top.magnitude) * BigInt(10).power(digits)
    let half = (scaled * 2 + bottom) / (bottom * 2)
    return top.sign == .minus ? -half : half
  }
}

extension Fraction: Comparable {
  static func == (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom == b.top * a.bottom }
  static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
}

/// A decimal as it is reported and as it is written into a set: `mantissa` × 10^-`scale`.
struct Decimal: CustomStringConvertible {
  var mantissa: Int64
  var scale: Int

  init(_ mantissa: Int64, scale: Int = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  var fraction: Fraction { Fraction(BigInt(mantissa), BigInt(10).power(scale)) }

  /// `-0.05`.
  var description: String {
    guard scale > 0 else { return String(mantissa) }
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return (mantissa < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}
