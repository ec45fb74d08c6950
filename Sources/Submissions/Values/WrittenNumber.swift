/// Reads numbers as people write them: `1,234.5`, `44亿1630万`, `三千二百`, exactly or not at all.
enum WrittenNumber {
  /// What a text is when it is read as a number.
  enum Result: Hashable {
    case number(Decimal)
    /// A number with words that make it a bound or an estimate: `400余`, `约60`, `10-12`.
    case approximate
    /// More digits than are kept exactly.
    case tooLong
    /// Commas that do not stand before groups of three digits.
    case badGrouping
    /// `3.3E+11`: digits are lost.
    case scientific
    case notANumber
  }

  /// Reads a normal text (``CellText/normal(_:)``).
  static func read(_ text: some StringProtocol) -> Result {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { isDigit($0) || chineseDigit($0) != nil || $0 == "十" }) else {
      return .notANumber
    }
    if let result = ascii(scalars) { return result }
    if let result = chinese(withoutBlanks(scalars)) { return result }
    if isApproximate(scalars) { return .approximate }
    return .notANumber
  }

  /// A text without the blanks beside 亿, 万, 千, 百 and 十: 3 万, 44 亿 1630 万.
  private static func withoutBlanks(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.contains(" ") else { return scalars }
    func isUnit(_ scalar: Unicode.Scalar?) -> Bool {
      scalar.map { "亿万千百十".unicodeScalars.contains($0) } ?? false
    }
    let parts = scalars.split(separator: " ")
    return parts.reduce(into: [Unicode.Scalar]()) { text, part in
      if !text.isEmpty, !isUnit(text.last), !isUnit(part.first) { text.append(" ") }
      text += part
    }
  }

  /// Digits with a sign, groups of three, a point; nil when it is something else.
  private static func ascii(_ scalars: [Unicode.Scalar]) -> Result? {
    var rest = scalars[...]
    var isNegative = false
    if let sign = rest.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { return nil }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : []
    guard fraction.allSatisfy(isDigit) else {
      return isScientific(rest) ? .scientific : nil
    }
    var whole = Array(parts[0])
    if whole.contains(",") {
      let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
      guard groups.allSatisfy({ $0.allSatisfy(isDigit) }) else { return nil }
      // 0,936 has a comma in place of the point.
      guard (1...3).contains(groups[0].count), groups[0].first != "0",
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return .badGrouping }
      whole = Array(groups.joined())
    }
    guard whole.allSatisfy(isDigit), !whole.isEmpty || !fraction.isEmpty,
      parts.count == 1 || !fraction.isEmpty
    else { return isScientific(rest) ? .scientific : nil }
    return number(whole, fraction, isNegative: isNegative)
  }

  private static func number(
    _ whole: [Unicode.Scalar], _ fraction: ArraySlice<Unicode.Scalar>, isNegative: Bool
  ) -> Result {
    let digits = (whole + fraction).drop { $0 == "0" }
    guard digits.count <= Decimal.mostDigits, fraction.count <= 30 else { return .tooLong }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1.value - 0x30) }
    return .number(Decimal(isNegative ? -value : value, scale: fraction.count))
  }

  private static func isScientific(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let mark = scalars.firstIndex(where: { $0 == "E" || $0 == "e" }) else { return false }
    let power = scalars[(mark + 1)...].drop { $0 == "+" || $0 == "-" }
    return mark > scalars.startIndex && !power.isEmpty && power.allSatisfy(isDigit)
      && scalars[..<mark].allSatisfy { isDigit($0) || $0 == "." }
  }

  /// Chinese numerals, and digits with 亿 and 万; nil when it is something else. A sign at the front is that of the
  /// whole.
  private static func chinese(_ scalars: [Unicode.Scalar]) -> Result? {
    if let sign = scalars.first, sign == "-" || sign == "+" {
      let rest = Array(scalars.dropFirst())
      guard let first = rest.first, first != "-", first != "+" else { return nil }
      let result = chinese(rest)
      guard sign == "-", case .number(let value)? = result else { return result }
      return .number(Decimal(-value.mantissa, scale: value.scale))
    }
    var rest = scalars[...]
    var sum = Decimal(0)
    for (unit, power) in [(Unicode.Scalar("亿"), 8), ("万", 4)] {
      guard let end = rest.firstIndex(of: unit) else { continue }
      guard let part = section(rest[..<end]) else { return nil }
      guard case .number(let value) = part else { return part }
      guard let shifted = value.shifted(power), let total = sum.adding(shifted) else {
        return .tooLong
      }
      sum = total
      rest = rest[(end + 1)...]
      if rest.isEmpty { return .number(sum) }
    }
    // 三万五 is 35,000 in speech and 30,005 by the letter: not read.
    if rest.count == 1, rest.count < scalars.count, chineseDigit(scalars[rest.startIndex - 1]) != 0
    {
      return nil
    }
    guard let part = section(rest) else { return nil }
    guard case .number(let value) = part else { return part }
    guard let total = sum.adding(value) else { return .tooLong }
    return .number(total)
  }

  /// A part below 万: plain digits, or numerals with 千, 百 and 十.
  private static func section(_ scalars: ArraySlice<Unicode.Scalar>) -> Result? {
    if scalars.allSatisfy({ isDigit($0) || $0 == "." || $0 == "," }) {
      return ascii(Array(scalars))
    }
    if let unit = scalars.last, let power = ["千": 3, "百": 2][unit],
      scalars.dropLast().allSatisfy({ isDigit($0) || $0 == "." })
    {
      guard case .number(let value)? = ascii(Array(scalars.dropLast())) else { return nil }
      return value.shifted(power).map { .number($0) } ?? .tooLong
    }
    var value: Int64 = 0
    var digit: Int64?
    var lastPower: Int64 = 10_000
    for scalar in scalars {
      if let power = powers[scalar] {
        guard power < lastPower, digit != nil || power == 10 else { return nil }
        value += (digit ?? 1) * power
        digit = nil
        lastPower = power
      } else if let next = chineseDigit(scalar) {
        // 零 only holds a place; two numerals side by side are digits read one by one (二〇二一, 五〇〇), not a quantity.
        guard digit == nil else { return nil }
        if next == 0 { continue }
        digit = next
      } else {
        return nil
      }
    }
    // 三百五 is 350 in speech: not read.
    if let digit {
      let holdsPlace = scalars.dropLast().last.flatMap(chineseDigit) == 0
      guard lastPower <= 10 || lastPower == 10_000 || holdsPlace else {
        return nil
      }
      value += digit
    }
    return .number(Decimal(value))
  }

  private static func isApproximate(_ scalars: [Unicode.Scalar]) -> Bool {
    if approximations.stand(in: scalars) { return true }
    // 10-12: a range.
    let parts = scalars.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static let approximations = Beginnings([
    "约", "近", "超", "余", "多", "以上", "以下", "以内", "左右", "上下", "不足", "不到", "不少于", "不低于", "至少",
    "至多", "最多", "几", "数十", "数百", "数千", "数万", ">", "<", "≥", "≤", "~", "≈", "+", "至", "到",
  ])

  private static let powers: [Unicode.Scalar: Int64] = [
    "千": 1_000, "百": 100, "十": 10, "仟": 1_000, "佰": 100, "拾": 10,
  ]

  /// The value of a Chinese numeral, 0 … 9.
  static func chineseDigit(_ scalar: Unicode.Scalar) -> Int64? {
    switch scalar {
    case "零", "〇", "○": 0
    case "一", "壹": 1
    case "二", "两", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }

  /// Whether a scalar is an ASCII digit.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
}
