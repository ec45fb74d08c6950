import FEEL
import Formats
import SourceText

/// The small notations of the format: what a scalar's text stands for, nil when it is something else.
enum Literal {
  /// A decimal: `1.4`.
  static func number(_ text: String) -> Number? {
    let trimmed = trim(text)
    guard trimmed.utf8.count <= 40 else { return nil }
    return Number(decimal: trimmed)
  }

  /// A percentage or per mille with its sign: `95%` is 0.95.
  static func percentage(_ text: String) -> Number? {
    let trimmed = trim(text)
    let divisor: Int
    if trimmed.utf8.last == UInt8(ascii: "%") {
      divisor = 100
    } else if trimmed.unicodeScalars.last == "‰" {
      divisor = 1000
    } else {
      return nil
    }
    return number(String(trimmed.unicodeScalars.dropLast()))?.divided(by: Number(divisor))
  }

  /// Whether a text is a number with a needless zero in front, such as `08` or `00%`.
  static func hasLeadingZero(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.first == UInt8(ascii: "0"), let second = bytes.dropFirst().first,
      second >= UInt8(ascii: "0"), second <= UInt8(ascii: "9")
    else { return false }
    return (percentage(text) ?? number(text)) != nil
  }

  /// A whole number.
  static func whole(_ text: String) -> Int? { number(text)?.int }

  /// A day as `2021-12-31`.
  static func date(_ text: String) -> CalendarDate? {
    let parts = trim(text).utf8.split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2
    else { return nil }
    let numbers = parts.compactMap { digits($0) }
    guard numbers.count == 3 else { return nil }
    return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// A day written in another way, such as `2021/12/31`, `2021.1.5` or `2021年1月5日`, as the format has it.
  static func writtenDate(_ text: String) -> String? {
    let parts = trim(halfWidth(text) ?? text).split { "/.-年月日".contains($0) }
    guard parts.count == 3, parts[0].count == 4 else { return nil }
    let date = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    return Literal.date(date) == nil ? nil : date
  }

  /// Whether a text has the shape of a date, whatever the day: `2021-02-30`.
  static func looksLikeDate(_ text: String) -> Bool {
    let parts = trim(text).utf8.split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].count == 4 && parts.allSatisfy { digits($0) != nil }
  }

  /// Yes or no.
  static func flag(_ text: String) -> Bool? {
    switch text {
    case "true", "yes", "是": true
    case "false", "no", "否": false
    default: nil
    }
  }

  /// Days, as a step: `30 days`, `30天`.
  static func days(_ text: String) -> Number? {
    let trimmed = trim(text)
    for unit in ["days", "day", "天", "日"] where trimmed.hasSuffix(unit) {
      return number(String(trimmed.dropLast(unit.count)))
    }
    return nil
  }

  /// The two ends of `a to b` or `a至b`, as written.
  static func range(_ text: String) -> (low: String, high: String)? {
    for separator in [" to ", "至", "到"] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      if parts.count == 2 { return (trim(String(parts[0])), trim(String(parts[1]))) }
    }
    return nil
  }

  /// A test such as `at least 20`: the comparison and what follows its words, with its UTF-8 offset in the text.
  static func test(_ text: String) -> (comparison: Comparison, bound: String, offset: Int)? {
    for word in testWords where text.hasPrefix(word.text) {
      let rest = text.dropFirst(word.text.count)
      // An English word ends at a space; a Chinese one may be followed by its number at once.
      if word.text.utf8.allSatisfy({ $0 < 0x80 }), rest.first != " " { continue }
      let bound = rest.drop { $0 == " " }
      let offset = text.utf8.count - bound.utf8.count
      return (word.comparison, trim(String(bound)), offset)
    }
    return nil
  }

  /// The words of tests, longer ones first, so that none hides another.
  static let testWords: [(text: String, comparison: Comparison)] = [
    ("at least", .atLeast), ("above", .above), ("below", .below), ("up to", .upTo),
    ("after", .after), ("is", .is),
    ("不少于", .atLeast), ("不低于", .atLeast), ("达到", .atLeast), ("至少", .atLeast),
    ("不超过", .upTo), ("不高于", .upTo), ("至多", .upTo),
    ("高于", .above), ("低于", .below), ("晚于", .after), ("等于", .is),
  ]

  /// The same text in ASCII where it has full-width signs, letters or digits; nil where it has none.
  static func halfWidth(_ text: String) -> String? {
    var result = ""
    var hasChanged = false
    for scalar in text.unicodeScalars {
      var scalar = scalar
      if (0xFF01...0xFF5E).contains(scalar.value),
        let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        scalar = ascii
        hasChanged = true
      } else if scalar.value == 0x3000 {
        scalar = " "
        hasChanged = true
      }
      result.unicodeScalars.append(scalar)
    }
    return hasChanged ? result : nil
  }

  /// A text without spaces at its ends.
  static func trim(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return "" }
    // Most texts have none: looking at two scalars is enough.
    if !isSpace(first), !isSpace(last) { return text }
    guard let start = scalars.firstIndex(where: { !isSpace($0) }),
      let end = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20: true
    case 0..<0x80: false
    default: scalar.properties.isWhitespace
    }
  }

  /// A text without spaces at its start.
  static func trimStart(_ text: String) -> Substring {
    text.drop { $0.isWhitespace }
  }

  private static func digits(_ bytes: Substring.UTF8View) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte & 15)
    }
    return value
  }
}
