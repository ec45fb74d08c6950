internal import BigInt

extension Number {
  /// A decimal such as `12`, `-0.050`, `.5` or `1e3`; nil for anything else, and for one too large to compute with.
  public init?(decimal text: some StringProtocol) {
    // A sign, a point and an exponent at most beside the digits.
    guard text.utf8.count <= longestDecimal + 16 else { return nil }
    var digits: [UInt8] = []
    var scale = 0
    var negative = false
    var seenPoint = false
    var bytes = Array(text.utf8)[...]
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      bytes.removeFirst()
    }
    while let byte = bytes.first, byte | 0x20 != UInt8(ascii: "e") {
      bytes = bytes.dropFirst()
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte)
        if seenPoint { scale += 1 }
      case UInt8(ascii: ".") where !seenPoint:
        seenPoint = true
      default:
        return nil
      }
    }
    guard !digits.isEmpty, digits.count <= longestDecimal else { return nil }
    if !bytes.isEmpty {
      guard let exponent = Number.exponent(bytes.dropFirst()) else { return nil }
      scale -= exponent
    }
    guard scale.magnitude <= UInt(longestDecimal) else { return nil }
    self.init(digits: digits[...], negative: negative, scale: scale)
  }

  /// Digits in ASCII, times 10^-`scale`.
  init(digits: ArraySlice<UInt8>, negative: Bool, scale: Int) {
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    if significant.count <= 18, scale >= 0, scale <= 18 {
      var value: Int64 = 0
      for digit in significant { value = value * 10 + Int64(digit & 15) }
      self.init(mantissa: negative ? -value : value, scale: scale)
      return
    }
    let magnitude = BigInt(String(decoding: significant, as: UTF8.self), radix: 10) ?? 0
    let top = negative ? -magnitude : magnitude
    let power = BigInt(10).power(Int(scale.magnitude))
    self = scale >= 0 ? Number(top, power) : Number(top * power, 1)
  }

  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count <= 8 else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether the number has an end in decimal notation.
  public var isTerminatingDecimal: Bool { decimalDigits != nil }

  /// The number without any rounding: as a decimal that ends, else as a fraction in lowest terms such as `5/6`.
  public var exactText: String {
    if isTerminatingDecimal { return description }
    switch storage {
    case .small(let top, let bottom):
      let (numerator, denominator) = lowestTerms(top, bottom)
      return "\(numerator)/\(denominator)"
    case .big(let fraction): return "\(fraction.numerator)/\(fraction.denominator)"
    }
  }

  /// How many fraction digits the number has in decimal notation; nil when they never end.
  private var decimalDigits: Int? {
    switch storage {
    case .small(let top, let bottom):
      var rest = lowestTerms(top, bottom).1
      let twos = rest.trailingZeroBitCount
      rest >>= Int64(twos)
      var fives = 0
      while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
      return rest == 1 ? max(twos, fives) : nil
    case .big(let fraction):
      var rest = fraction.denominator
      let twos = rest.trailingZeroBitCount
      rest >>= twos
      var fives = 0
      while true {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
        guard remainder.isZero else { break }
        (rest, fives) = (quotient, fives + 1)
      }
      return rest == 1 ? max(twos, fives) : nil
    }
  }

  /// The number rounded half up on its magnitude to at most that many fraction digits, zeros at the end dropped.
  public func text(maximumDigits: Int) -> String {
    let digits = max(0, maximumDigits)
    let (top, bottom) = fraction
    let scaled = bigQuotient(top * BigInt(10).power(digits), bottom, .halfUp)
    return plain(scaled, exponent: -digits)
  }
}

extension Number: CustomStringConvertible {
  /// Plain decimal: all digits where they end within 34, else 34 significant digits (decimal128, half even).
  public var description: String {
    if case .small(let top, let bottom) = storage, bottom == 1 { return String(top) }
    if let count = decimalDigits {
      let (top, bottom) = reduced
      let digits = top * BigInt(10).power(count) / bottom
      if digits.magnitude < tenTo34 { return plain(digits, exponent: -count) }
    }
    let decimal = significant34
    return plain(decimal.digits, exponent: decimal.exponent)
  }
}

/// The longest decimal that is read, in digits, and the largest power of ten.
private let longestDecimal = 19_000
private let tenTo34 = BigUInt(10).power(34)

/// An integer times a power of ten, without an exponent and without zeros after the last fraction digit.
private func plain(_ digits: BigInt, exponent: Int) -> String {
  if digits.isZero { return "0" }
  let sign = digits.sign == .minus ? "-" : ""
  var text = Array(String(digits.magnitude, radix: 10).utf8)
  if exponent >= 0 {
    text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent))
    return sign + String(decoding: text, as: UTF8.self)
  }
  let fraction = -exponent
  if text.count <= fraction {
    text.insert(
      contentsOf: repeatElement(UInt8(ascii: "0"), count: fraction - text.count + 1), at: 0)
  }
  text.insert(UInt8(ascii: "."), at: text.count - fraction)
  while text.last == UInt8(ascii: "0") { text.removeLast() }
  if text.last == UInt8(ascii: ".") { text.removeLast() }
  return sign + String(decoding: text, as: UTF8.self)
}
