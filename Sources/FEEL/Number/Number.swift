internal import BigInt

/// An exact fraction: the one type of number, from reading to rounding.
///
/// Small numbers are a numerator over a positive denominator, both `Int64`, not necessarily in lowest terms
/// (`0.50` may be 50/100). What does not fit becomes a fraction of big integers in lowest terms. Equality, order and
/// hashing are by value. No operation traps and none rounds; where digits are dropped, the method's name says so.
public struct Number: Sendable {
  /// How the fraction is held. A `big` fraction is in lowest terms and never fits `small`.
  enum Storage: Sendable {
    case small(Int64, Int64)
    case big(BigFraction)
  }

  let storage: Storage

  @inline(__always)
  init(storage: Storage) { self.storage = storage }

  /// A small fraction; the denominator must be positive.
  @inline(__always)
  init(small numerator: Int64, _ denominator: Int64) {
    storage = .small(numerator, denominator)
  }

  /// An integer.
  public init(_ value: Int) { self.init(small: Int64(value), 1) }

  /// `mantissa` × 10^-`scale`; a negative scale is taken for zero.
  public init(mantissa: Int64, scale: Int) {
    if scale <= 0 {
      self.init(small: mantissa, 1)
    } else if scale < powersOfTen.count {
      self.init(small: mantissa, powersOfTen[scale])
    } else {
      self.init(BigInt(mantissa), BigInt(10).power(scale))
    }
  }

  /// The quotient of two big integers, reduced; the denominator must not be zero.
  init(_ numerator: BigInt, _ denominator: BigInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    var top = numerator
    var bottom = denominator
    if divisor != 1 {
      top /= divisor
      bottom /= divisor
    }
    if bottom.sign == .minus {
      top.negate()
      bottom.negate()
    }
    if let small = Int64(exactly: top), let below = Int64(exactly: bottom) {
      self.init(small: small, below)
    } else {
      self.init(storage: .big(BigFraction(top, bottom)))
    }
  }

  /// The quotient of two wide integers, reduced only where it must be; the denominator must be positive.
  init(wide numerator: Int128, _ denominator: Int128) {
    if let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator) {
      self.init(small: top, bottom)
      return
    }
    let divisor = Int128(gcd(numerator.magnitude, denominator.magnitude))
    let top = numerator / divisor
    let bottom = denominator / divisor
    if let small = Int64(exactly: top), let below = Int64(exactly: bottom) {
      self.init(small: small, below)
    } else {
      self.init(storage: .big(BigFraction(BigInt(top), BigInt(bottom))))
    }
  }

  /// 0.
  public static let zero = Number(0)
  /// 1.
  public static let one = Number(1)

  /// Numerator and denominator as big integers; in lowest terms only where the number is big.
  var fraction: (numerator: BigInt, denominator: BigInt) {
    switch storage {
    case .small(let top, let bottom): (BigInt(top), BigInt(bottom))
    case .big(let fraction): (fraction.numerator, fraction.denominator)
    }
  }

  /// Numerator and denominator in lowest terms.
  var reduced: (numerator: BigInt, denominator: BigInt) {
    switch storage {
    case .small(let top, let bottom):
      let (top, bottom) = lowestTerms(top, bottom)
      return (BigInt(top), BigInt(bottom))
    case .big(let fraction):
      return (fraction.numerator, fraction.denominator)
    }
  }

  /// How many bits the larger of numerator and denominator takes.
  var bitWidth: Int {
    switch storage {
    case .small: 64
    case .big(let fraction): max(fraction.numerator.bitWidth, fraction.denominator.bitWidth)
    }
  }

  /// The widest numerator or denominator that an expression may compute, in bits (about 19,700 digits).
  static let widest = 65_536
}

/// Numerator and denominator beyond 64 bits, in lowest terms, the denominator positive.
final class BigFraction: Sendable {
  let numerator: BigInt
  let denominator: BigInt

  init(_ numerator: BigInt, _ denominator: BigInt) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// 10^0 … 10^18.
let powersOfTen: [Int64] = (0...18).map { exponent in
  (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
}

/// The greatest common divisor.
func gcd<Word: FixedWidthInteger & UnsignedInteger>(_ a: Word, _ b: Word) -> Word {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The same fraction in lowest terms; the denominator must be positive.
func lowestTerms(_ top: Int64, _ bottom: Int64) -> (Int64, Int64) {
  if bottom == 1 { return (top, bottom) }
  let divisor = gcd(top.magnitude, bottom.magnitude)
  if divisor == 1 { return (top, bottom) }
  // The divisor is at most the denominator, so it fits.
  let signed = Int64(divisor)
  return (top / signed, bottom / signed)
}
