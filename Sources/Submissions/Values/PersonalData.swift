import Definitions
import FEEL

/// Recognises numbers that belong to a person: only aggregates may be handed in.
enum PersonalData {
  /// What kind of personal data was seen.
  enum Kind: Sendable, Hashable {
    case identityNumber
    case mobileNumber
    case names
  }

  /// The fewest digits of a personal number: a mobile one.
  private static let shortest = 11

  /// The kind of personal number that a text holds, if any.
  ///
  /// Looks at runs of digits on their own: 18 places with the check digit of GB 11643, or a mobile number of 11.
  static func number(in text: some Sequence<UInt8>) -> Kind? {
    runs(in: text).lazy.compactMap(kind).first
  }

  /// Whether a run of digits in a text is the identity number of somebody who was born on a day that there was.
  static func hasIdentityNumber(_ text: some Sequence<UInt8>) -> Bool {
    runs(in: text).contains { run in
      guard run.count == 18, hasCheckDigit(run) else { return false }
      let digits = run.map { Int($0) - 0x30 }
      return CalendarDate(
        year: digits[6...9].reduce(0) { $0 * 10 + $1 }, month: digits[10] * 10 + digits[11],
        day: digits[12] * 10 + digits[13]) != nil
    }
  }

  /// The runs of digits in a text, one of 17 with the X behind it.
  private static func runs(in text: some Sequence<UInt8>) -> [[UInt8]] {
    var runs: [[UInt8]] = []
    var run: [UInt8] = []
    func close() {
      if !run.isEmpty { runs.append(run) }
      run.removeAll(keepingCapacity: true)
    }
    for byte in text {
      switch byte {
      case 0x30...0x39: run.append(byte)
      case UInt8(ascii: "X"), UInt8(ascii: "x"):
        if run.count == 17 { run.append(UInt8(ascii: "X")) }
        close()
      default: close()
      }
    }
    close()
    return runs
  }

  /// The text with the digits of personal numbers replaced, scalar for scalar.
  static func masked(_ text: String) -> String {
    // Digits are one byte each, full-width ones three: with fewer there is no number to look for.
    guard text.utf8.count(where: { (0x30...0x39).contains($0) || $0 == 0xEF }) >= shortest,
      number(in: CellText.normal(text).utf8) != nil
    else { return text }
    var result = ""
    // A run of digits as it was written, full-width ones among them, and as it is judged.
    var run = ""
    var digits: [UInt8] = []
    func close() {
      result += kind(of: digits) != nil ? String(repeating: "*", count: digits.count) : run
      run = ""
      digits = []
    }
    for scalar in text.unicodeScalars {
      let plain = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      let isLast = digits.count == 17 && (plain == 0x58 || plain == 0x78)
      if (0x30...0x39).contains(plain) || isLast {
        run.unicodeScalars.append(scalar)
        digits.append(isLast ? 0x58 : UInt8(plain))
        if isLast { close() }
      } else {
        close()
        result.unicodeScalars.append(scalar)
      }
    }
    close()
    return result
  }

  private static func kind(of run: [UInt8]) -> Kind? {
    if run.count == 18, hasCheckDigit(run) { return .identityNumber }
    if run.count == 11, run[0] == UInt8(ascii: "1"), run[1] >= UInt8(ascii: "3") {
      return .mobileNumber
    }
    // The same with the country's prefix 86.
    if run.count == 13, run[0] == UInt8(ascii: "8"), run[1] == UInt8(ascii: "6") {
      return kind(of: Array(run[2...]))
    }
    return nil
  }

  /// Whether the last place follows from the first 17 (ISO 7064, MOD 11-2) and a day of birth stands at its place.
  private static func hasCheckDigit(_ run: [UInt8]) -> Bool {
    let digits = run.prefix(17).map { Int($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
    let year = digits[6...9].reduce(0) { $0 * 10 + $1 }
    let month = digits[10] * 10 + digits[11]
    let day = digits[12] * 10 + digits[13]
    guard (1850...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return false
    }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let expected = Array("10X98765432".utf8)[sum % 11]
    return run[17] == expected
  }
}

extension PersonalData {
  /// Whether a text is a list of at least three Chinese personal names.
  static func isListOfNames(_ text: String) -> Bool {
    let parts = text.split { "、,;;/\n ".contains($0) || $0 == "，" || $0 == "；" }
    return parts.count >= 3
      && parts.allSatisfy { part in
        (2...3).contains(part.count)
          && part.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
          && part.first.map { surnames.contains($0) } ?? false
          && part.last.map { !placeEnds.contains($0) } ?? false
      }
  }

  /// The commonest surnames, less those that often begin the name of a place or an office.
  private static let surnames = Set(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛")

  /// What names of places and offices end with.
  private static let placeEnds = Set("村镇乡区县市街路社组里庄屯营桥店湾坊局办院所站")
}
