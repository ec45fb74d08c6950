/// A decimal as it was written: `bits` × 10^-scale, and the sign behind it.
struct WrittenNumber: Equatable {
  /// What stood behind the digits.
  enum Sign: Equatable {
    case none
    /// A share: `93%`, `3‰`, `万分之十三`, `九成`; the scale holds it already.
    case share
  }

  var bits: Int64
  var scale: Int
  var sign = Sign.none

  /// Whether it is a whole number.
  var isInteger: Bool {
    var bits = bits
    for _ in 0..<scale {
      if bits % 10 != 0 { return false }
      bits /= 10
    }
    return true
  }
}

/// What became of a text that should be a number.
enum NumberReading: Equatable {
  case number(WrittenNumber)
  /// More digits than are read exactly (18).
  case tooLong
  /// `约60%`, `400余`, `60以上`: a bound, not a value.
  case bound
  /// A sign whose number is lost: `%`.
  case loneSign
  case none
}

/// Reads numbers as people write them: with group separators, full-width, with 万 and 亿, in Chinese numerals.
enum NumberReader {
  /// Reads plain digits with an optional minus, point and `%`; nil for everything else, which `read` takes.
  static func readPlain(_ bytes: ArraySlice<UInt8>) -> WrittenNumber? {
    var index = bytes.startIndex
    let end = bytes.endIndex
    guard index < end, end - index <= 20 else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var bits: Int64 = 0
    var digits = 0
    var scale = 0
    var point = false
    while index < end {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        guard digits <= 18 else { return nil }
        bits = bits * 10 + Int64(byte - 0x30)
        if point { scale += 1 }
      } else if byte == UInt8(ascii: "."), !point, digits > 0 {
        point = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0, !point || scale > 0 else { return nil }
    if isNegative { bits = -bits }
    if index == end { return WrittenNumber(bits: bits, scale: scale) }
    guard bytes[index] == UInt8(ascii: "%"), index + 1 == end else { return nil }
    return WrittenNumber(bits: bits, scale: scale + 2, sign: .share)
  }

  /// Reads any of the forms; white space around it does not count.
  static func read(_ text: String) -> NumberReading {
    var scalars = text.unicodeScalars.map(halfWidth).filter { !$0.properties.isWhitespace }
    guard !scalars.isEmpty else { return .none }
    if scalars == ["%"] || scalars == ["‰"] { return .loneSign }
    if isBound(&scalars) {
      switch read(scalars) {
      case .number: return .bound
      case let other: return other
      }
    }
    return read(scalars)
  }

  /// Takes the words of a bound away; whether there were any.
  private static func isBound(_ scalars: inout [Unicode.Scalar]) -> Bool {
    for word in [
      "大约", "将近", "不低于", "不少于", "超过", "约", "近", "超", ">=", "<=", "≥", "≤", ">", "<", "~",
    ] {
      let prefix = Array(word.unicodeScalars)
      guard scalars.starts(with: prefix) else { continue }
      scalars.removeFirst(prefix.count)
      return true
    }
    for word in ["以上", "以下", "左右", "余", "多", "+"] {
      let suffix = Array(word.unicodeScalars)
      guard scalars.count > suffix.count else { continue }
      // 400余 and 400余个 are bounds; the sign may stand behind the word: 九成多, 60多%.
      if scalars.suffix(suffix.count) == suffix[...] {
        scalars.removeLast(suffix.count)
        return true
      }
      if word.unicodeScalars.count == 1, scalars.last == "%",
        scalars[scalars.count - 2] == suffix[0]
      {
        scalars.remove(at: scalars.count - 2)
        return true
      }
    }
    return false
  }

  private static func read(_ scalars: [Unicode.Scalar]) -> NumberReading {
    for (word, digits) in [("百分之", 2), ("千分之", 3), ("万分之", 4)] {
      let prefix = Array(word.unicodeScalars)
      guard scalars.starts(with: prefix) else { continue }
      return amount(scalars[prefix.count...]).share(digits)
    }
    guard let last = scalars.last else { return .none }
    let rest = scalars.dropLast()
    switch last {
    case "%": return amount(rest).share(2)
    case "‰": return amount(rest).share(3)
    case "成": return amount(rest).share(1)
    default: return amount(scalars[...])
    }
  }

  /// A number with 亿 and 万, of digits or of numerals.
  private static func amount(_ scalars: ArraySlice<Unicode.Scalar>) -> NumberReading {
    if scalars.contains(where: { $0.value >= 0x30 && $0.value <= 0x39 }) {
      return western(scalars)
    }
    return numerals(scalars)
  }

  /// Digits with group separators, a point, and 亿, 万, 千 behind parts: `44亿1630万`, `1,234.5`.
  private static func western(_ scalars: ArraySlice<Unicode.Scalar>) -> NumberReading {
    var rest = scalars
    let isNegative = rest.first == "-" || rest.first == "−"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    var sum: WrittenNumber?
    var lastPower = Int.max
    while !rest.isEmpty {
      let part = rest.prefix { $0.value >= 0x30 && $0.value <= 0x39 || $0 == "." || $0 == "," }
      rest = rest.dropFirst(part.count)
      var power = 0
      if let sign = rest.first {
        guard let exponent = [Unicode.Scalar("亿"): 8, "万": 4, "千": 3, "百": 2][sign] else {
          return .none
        }
        power = exponent
        rest = rest.dropFirst()
      }
      guard power < lastPower else { return .none }
      lastPower = power
      switch digits(part, power: power) {
      case .number(let number):
        guard let added = add(sum, number) else { return .tooLong }
        sum = added
      case let other: return other
      }
      if power == 0, !rest.isEmpty { return .none }
    }
    guard var sum else { return .none }
    if isNegative { sum.bits = -sum.bits }
    return .number(sum)
  }

  /// Digits with a point and commas between groups of three.
  private static func digits(_ part: ArraySlice<Unicode.Scalar>, power: Int) -> NumberReading {
    let pieces = part.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(pieces.count), let whole = pieces.first, !whole.isEmpty else {
      return .none
    }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return .none }
    }
    let fraction = pieces.count == 2 ? pieces[1] : []
    if pieces.count == 2, fraction.isEmpty || fraction.contains(",") { return .none }
    var bits: Int64 = 0
    var scale = fraction.count
    for scalar in groups.joined() + fraction {
      guard let next = times(bits, 1), next < 100_000_000_000_000_000 else { return .tooLong }
      bits = next * 10 + Int64(scalar.value - 0x30)
    }
    for _ in 0..<power {
      if scale > 0 {
        scale -= 1
      } else {
        guard let next = times(bits, 10) else { return .tooLong }
        bits = next
      }
    }
    return .number(WrittenNumber(bits: bits, scale: scale))
  }

  /// Chinese numerals: 十三, 二百零五, 三点五, 两千.
  private static func numerals(_ scalars: ArraySlice<Unicode.Scalar>) -> NumberReading {
    let parts = scalars.split(separator: "点", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty,
      var bits = integer(whole)
    else { return .none }
    guard parts.count == 2 else { return .number(WrittenNumber(bits: bits, scale: 0)) }
    guard !parts[1].isEmpty, parts[1].count <= 6 else { return .none }
    for scalar in parts[1] {
      guard let digit = numeral(scalar), let shifted = times(bits, 10) else { return .none }
      bits = shifted + digit
    }
    return .number(WrittenNumber(bits: bits, scale: parts[1].count))
  }

  private static func integer(_ scalars: ArraySlice<Unicode.Scalar>) -> Int64? {
    guard scalars.count <= 16 else { return nil }
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64?
    for scalar in scalars {
      if let value = numeral(scalar) {
        if digit != nil, digit != 0 { return nil }
        digit = value
        continue
      }
      let unit: Int64
      switch scalar {
      case "十": unit = 10
      case "百": unit = 100
      case "千": unit = 1_000
      case "万", "亿":
        guard section + (digit ?? 0) > 0 else { return nil }
        total = (total + section + (digit ?? 0)) * (scalar == "万" ? 10_000 : 100_000_000)
        guard total <= 100_000_000_000_000_000 else { return nil }
        section = 0
        digit = nil
        continue
      default: return nil
      }
      section += (digit ?? (unit == 10 ? 1 : 0)) * unit
      if digit == nil, unit != 10 { return nil }
      digit = nil
    }
    return total + section + (digit ?? 0)
  }

  private static func numeral(_ scalar: Unicode.Scalar) -> Int64? {
    if scalar == "两" { return 2 }
    if scalar == "〇" { return 0 }
    return Array("零一二三四五六七八九".unicodeScalars).firstIndex(of: scalar).map(Int64.init)
  }

  private static func add(_ a: WrittenNumber?, _ b: WrittenNumber) -> WrittenNumber? {
    guard let a else { return b }
    let scale = max(a.scale, b.scale)
    var left = a.bits
    var right = b.bits
    for _ in a.scale..<scale {
      guard let next = times(left, 10) else { return nil }
      left = next
    }
    for _ in b.scale..<scale {
      guard let next = times(right, 10) else { return nil }
      right = next
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : WrittenNumber(bits: sum, scale: scale)
  }

  private static func times(_ a: Int64, _ b: Int64) -> Int64? {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }

  /// Full-width digits and signs as their half-width forms.
  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}

extension NumberReading {
  /// The number as a share of 10^digits.
  fileprivate func share(_ digits: Int) -> NumberReading {
    guard case .number(var number) = self else { return self }
    guard number.sign == .none else { return .none }
    number.scale += digits
    number.sign = .share
    return .number(number)
  }
}
