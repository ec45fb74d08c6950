internal import BigInt

/// Functions that leave the rationals: computed with guard bits, then rounded to 34 digits.
extension Number {
  /// The square root: exactly where it is rational; nil for a negative number.
  func squareRoot() -> Number? {
    if isNegative { return nil }
    if isZero { return .zero }
    let (top, bottom) = reduced
    let (topRoot, bottomRoot) = (top.magnitude.squareRoot(), bottom.magnitude.squareRoot())
    if topRoot * topRoot == top.magnitude, bottomRoot * bottomRoot == bottom.magnitude {
      return Number(BigInt(topRoot), BigInt(bottomRoot))
    }
    // At least 160 bits of the root, and a half as a sticky bit: an irrational root never lies half-way.
    let scale = Swift.max(0, 320 + bottom.magnitude.bitWidth - top.magnitude.bitWidth) / 2 + 1
    let square = (top.magnitude << (2 * scale)) / bottom.magnitude
    let root = (BigInt(square.squareRoot()) << 1) + 1
    return Number(root, BigInt(1) << (scale + 1)).rounded34()
  }

  /// The natural logarithm; nil unless the number is positive.
  func naturalLogarithm() -> Number? {
    if isZero || isNegative { return nil }
    if self == .one { return .zero }
    return logarithm(Fixed.guardedBits).number.rounded34()
  }

  /// e to the number: zero far below the range of decimal128, nil above it.
  func exponential() -> Number? {
    if isZero { return .one }
    guard let power = Fixed(self, bits: Fixed.guardedBits).exponential() else {
      return isNegative ? .zero : nil
    }
    return power.rounded34()
  }

  /// The power to a fraction, to 34 digits; nil for a negative base, for zero to a negative power, and beyond the range.
  func power34(_ exponent: Number) -> Number? {
    if isNegative { return nil }
    if isZero { return exponent.isNegative ? nil : .zero }
    if self == .one { return .one }
    // The product must keep its guard bits behind the point.
    let bits = Fixed.guardedBits + Swift.min(exponent.bitWidth, 512)
    let product = logarithm(bits).number * exponent
    guard let power = Fixed(product, bits: bits).exponential() else {
      return product.isNegative ? .zero : nil
    }
    return power.rounded34()
  }

  /// The logarithm of a positive number with at least so many bits that count, in fixed point.
  private func logarithm(_ bits: Int) -> Fixed {
    let (top, bottom) = reduced
    // n/d = 2^shift × m with m between 1/2 and 2, so that close to 1 nothing is lost by a difference.
    let difference = top.magnitude.bitWidth - bottom.magnitude.bitWidth
    let shift = Swift.abs(difference) <= 1 ? 0 : difference
    let m = Number(top << Swift.max(0, -shift), bottom << Swift.max(0, shift))
    let (mTop, mBottom) = m.reduced
    let distance = (mTop - mBottom).magnitude
    let lost = Swift.max(0, mBottom.magnitude.bitWidth - distance.bitWidth)
    let working = bits + lost + 32
    // ln m = 2 artanh((m - 1) / (m + 1))
    let z = ((mTop - mBottom) << working) / (mTop + mBottom)
    let mantissa = Fixed.artanh(z, working) << 1
    let whole = Fixed.logarithmOfTwo(working) * BigInt(shift)
    return Fixed(mantissa: mantissa + whole, bits: working)
  }
}

/// A number in fixed point: an integer over a power of two.
private struct Fixed {
  let mantissa: BigInt
  let bits: Int

  /// Enough for 34 digits (113 bits) and then some.
  static let guardedBits = 224

  init(mantissa: BigInt, bits: Int) {
    self.mantissa = mantissa
    self.bits = bits
  }

  init(_ number: Number, bits: Int) {
    let (top, bottom) = number.fraction
    self.init(mantissa: bigQuotient(top << bits, bottom, .floor), bits: bits)
  }

  var number: Number { Number(mantissa, BigInt(1) << bits) }

  /// z + z³/3 + z⁵/5 + …
  static func artanh(_ z: BigInt, _ bits: Int) -> BigInt {
    let square = (z * z) >> bits
    var term = z
    var sum = z
    var divisor = 3
    while !term.isZero {
      term = (term * square) >> bits
      let part = term / BigInt(divisor)
      if part.isZero { break }
      sum += part
      divisor += 2
    }
    return sum
  }

  /// ln 2 = 2 artanh(1/3).
  static func logarithmOfTwo(_ bits: Int) -> BigInt {
    artanh((BigInt(1) << bits) / 3, bits) << 1
  }

  /// e to the number; nil where that lies outside of the range of decimal128.
  func exponential() -> Number? {
    // e^14200 is above 10^6145, e^-14300 below 10^-6176.
    let whole = mantissa >> bits
    guard whole <= 14_200, whole >= -14_300 else { return nil }
    // x = k ln 2 + r with |r| below ln 2; r is halved eight times, and the result squared as often.
    let working = bits + 32
    let x = mantissa << 32
    let two = Fixed.logarithmOfTwo(working)
    let k = x / two
    let halvings = 8
    let r = (x - k * two) >> halvings
    let one = BigInt(1) << working
    var sum = one
    var term = one
    var index = 1
    while true {
      term = (term * r) >> working
      term /= BigInt(index)
      if term.isZero || term == -1 { break }
      sum += term
      index += 1
    }
    for _ in 0..<halvings { sum = (sum * sum) >> working }
    let shift = Int(k)
    return shift >= 0
      ? Number(sum << shift, one) : Number(sum, one << -shift)
  }
}
