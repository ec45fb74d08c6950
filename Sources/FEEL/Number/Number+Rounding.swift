internal import BigInt

/// Which neighbour a number is rounded to.
public enum Rounding: Sendable, CaseIterable {
  /// Away from zero.
  case up
  /// Toward zero.
  case down
  /// To the nearer; half-way away from zero.
  case halfUp
  /// To the nearer; half-way toward zero.
  case halfDown
  /// To the nearer; half-way to the even neighbour.
  case halfEven
  /// Toward negative infinity.
  case floor
  /// Toward positive infinity.
  case ceiling
}

extension Number {
  /// The greatest integer that is not above the number.
  public func floor() -> Number { rounded(0, .floor) }

  /// The least integer that is not below the number.
  public func ceiling() -> Number { rounded(0, .ceiling) }

  /// The number with at most `digits` fraction digits; a negative count rounds to tens, hundreds ….
  public func rounded(_ digits: Int, _ rounding: Rounding) -> Number {
    if case .small(let top, let bottom) = storage {
      if bottom == 1, digits >= 0 { return self }
      if digits >= 0, digits < powersOfTen.count {
        let scale = powersOfTen[digits]
        let integer = quotient(Int128(top) * Int128(scale), Int128(bottom), rounding)
        return Number(wide: integer, Int128(scale))
      }
    }
    let (top, bottom) = fraction
    // More digits than the denominator's bits change nothing: the number has no digit there, or too many.
    let scale = BigInt(10).power(min(Int(digits.magnitude), Number.widest))
    return digits >= 0
      ? Number(bigQuotient(top * scale, bottom, rounding), scale)
      : Number(bigQuotient(top, bottom * scale, rounding) * scale, 1)
  }

  /// The number rounded half up on its magnitude to `digits` fraction digits, as a scaled integer: 12.345 with two
  /// digits is 1235; nil when that does not fit.
  public func roundedHalfUp(digits: Int) -> Int64? {
    guard digits >= 0, digits < powersOfTen.count else { return nil }
    let scale = powersOfTen[digits]
    switch storage {
    case .small(let top, let bottom):
      return Int64(exactly: quotient(Int128(top) * Int128(scale), Int128(bottom), .halfUp))
    case .big(let fraction):
      return Int64(
        exactly: bigQuotient(fraction.numerator * BigInt(scale), fraction.denominator, .halfUp))
    }
  }

  /// The nearest number of 34 significant digits, half-way to the even one (decimal128, IEEE 754-2019).
  ///
  /// The exponent is not bounded here: what is too large for an expression is refused where it is computed.
  public func rounded34() -> Number {
    let (top, bottom) = reduced
    if bottom == 1, top.magnitude.bitWidth <= 112 { return self }
    return significant34.number
  }

  /// The 34 digits: an integer of at most 34 digits and the power of ten that it is multiplied by.
  var significant34: Decimal34 {
    let (top, bottom) = reduced
    if top.isZero { return Decimal34(digits: 0, exponent: 0) }
    // 2^b ≤ |n/d| < 2^(b+2) gives the decimal exponent to within one.
    let bits = top.magnitude.bitWidth - bottom.magnitude.bitWidth - 1
    var exponent = (bits * 30_103 / 100_000) - 34
    while true {
      let scale = BigInt(10).power(Int(exponent.magnitude))
      let digits =
        exponent >= 0
        ? bigQuotient(top, bottom * scale, .halfEven)
        : bigQuotient(top * scale, bottom, .halfEven)
      let size = digits.magnitude
      if size < tenTo34 { return Decimal34(digits: digits, exponent: exponent) }
      // Rounding 99…9 up carries into 10^34, which is 10^33 one place higher; anything else has a digit too many.
      if size == tenTo34 {
        return Decimal34(digits: digits / 10, exponent: exponent + 1)
      }
      exponent += 1
    }
  }
}

/// An integer of at most 34 digits times a power of ten.
struct Decimal34 {
  var digits: BigInt
  var exponent: Int

  /// The same as a fraction.
  var number: Number {
    let scale = BigInt(10).power(Int(exponent.magnitude))
    return exponent >= 0 ? Number(digits * scale, 1) : Number(digits, scale)
  }
}

private let tenTo34 = BigUInt(10).power(34)

/// The quotient rounded to an integer; the divisor must be positive.
private func quotient(_ top: Int128, _ bottom: Int128, _ rounding: Rounding) -> Int128 {
  let (whole, rest) = top.quotientAndRemainder(dividingBy: bottom)
  if rest == 0 { return whole }
  let negative = top < 0
  let doubled = rest.magnitude * 2
  let half: Half =
    doubled == bottom.magnitude ? .same : doubled < bottom.magnitude ? .below : .above
  return rounding.isAway(negative: negative, odd: whole & 1 != 0, half: half)
    ? whole + (negative ? -1 : 1) : whole
}

/// The quotient rounded to an integer; the divisor must be positive.
func bigQuotient(_ top: BigInt, _ bottom: BigInt, _ rounding: Rounding) -> BigInt {
  let (whole, rest) = top.quotientAndRemainder(dividingBy: bottom)
  if rest.isZero { return whole }
  let negative = top.sign == .minus
  let doubled = rest.magnitude << 1
  let half: Half =
    doubled == bottom.magnitude ? .same : doubled < bottom.magnitude ? .below : .above
  let odd = (whole.magnitude.words.first ?? 0) & 1 != 0
  return rounding.isAway(negative: negative, odd: odd, half: half)
    ? whole + (negative ? -1 : 1) : whole
}

/// Where the dropped part lies against one half.
private enum Half { case below, same, above }

extension Rounding {
  /// Whether a truncated quotient with a remainder moves one further from zero.
  fileprivate func isAway(negative: Bool, odd: Bool, half: Half) -> Bool {
    switch self {
    case .up: true
    case .down: false
    case .floor: negative
    case .ceiling: !negative
    case .halfUp: half != .below
    case .halfDown: half == .above
    case .halfEven: half == .above || (half == .same && odd)
    }
  }
}
