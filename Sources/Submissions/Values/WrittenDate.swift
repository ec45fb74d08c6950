import FEEL

/// Reads days as people and spreadsheets write them.
enum WrittenDate {
  /// What a text is when it is read as a day.
  enum Result: Hashable {
    /// Days since 1970-01-01.
    case day(Int)
    /// A spreadsheet's number of a day, counted from 1899-12-30.
    case serial(Int)
    /// A month or a year without its day.
    case noDay
    /// The shape of a date that the calendar does not have: 2021-02-30.
    case noSuchDay
    case notADate
  }

  /// Reads a normal text: `2021-06-30`, `2021/6/30`, `2021.6.30`, `2021年6月30日`, `20210630`, `二〇二一年六月三十日`, each
  /// also with a time of midnight behind it.
  static func read(_ text: String) -> Result {
    let scalars = Array(withoutMidnight(text).unicodeScalars)
    guard !scalars.isEmpty else { return .notADate }
    if scalars.allSatisfy(WrittenNumber.isDigit) { return digits(scalars) }
    if scalars.contains("年") { return chinese(scalars) }
    for separator in [Unicode.Scalar("-"), "/", "."] where scalars.contains(separator) {
      let parts = scalars.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(WrittenNumber.isDigit) }),
        parts[0].count == 4
      else { return .notADate }
      if parts.count == 2, parts[1].count <= 2, separator != "." { return .noDay }
      guard parts.count == 3, parts[1].count <= 2, parts[2].count <= 2 else { return .notADate }
      return day(integer(parts[0]), integer(parts[1]), integer(parts[2]))
    }
    return .notADate
  }

  private static func withoutMidnight(_ text: String) -> String {
    for end in [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"] where text.hasSuffix(end) {
      return String(text.dropLast(end.count))
    }
    return text
  }

  private static func digits(_ scalars: [Unicode.Scalar]) -> Result {
    let value = scalars.count <= 8 ? integer(scalars[...]) : 0
    switch scalars.count {
    case 8: return day(value / 10_000, value / 100 % 100, value % 100)
    // 1954 … 2173.
    case 5 where (20_000...99_999).contains(value): return .serial(value - 25_569)
    case 4 where (1900...2999).contains(value): return .noDay
    default: return .notADate
    }
  }

  private static func chinese(_ scalars: [Unicode.Scalar]) -> Result {
    guard let yearEnd = scalars.firstIndex(of: "年") else { return .notADate }
    guard let year = year(scalars[..<yearEnd]) else { return .notADate }
    let afterYear = scalars[(yearEnd + 1)...]
    guard let monthEnd = afterYear.firstIndex(of: "月") else {
      return afterYear.isEmpty ? .noDay : .notADate
    }
    guard let month = small(afterYear[..<monthEnd]) else { return .notADate }
    var rest = afterYear[(monthEnd + 1)...]
    if rest.isEmpty { return (1...12).contains(month) ? .noDay : .noSuchDay }
    if let last = rest.last, last == "日" || last == "号" { rest = rest.dropLast() }
    guard let number = small(rest) else { return .notADate }
    return day(year, month, number)
  }

  private static func year(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard scalars.count == 4 else { return nil }
    var value = 0
    for scalar in scalars {
      guard let digit = digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// A month or day, in digits or numerals up to 三十一.
  private static func small(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard (1...3).contains(scalars.count) else { return nil }
    if scalars.allSatisfy(WrittenNumber.isDigit) {
      return scalars.count <= 2 ? integer(scalars) : nil
    }
    guard let ten = scalars.firstIndex(of: "十") else {
      return scalars.count == 1 ? scalars.first.flatMap(digit) : nil
    }
    let tens = scalars[..<ten]
    let ones = scalars[(ten + 1)...]
    guard tens.count <= 1, ones.count <= 1 else { return nil }
    guard let high = tens.isEmpty ? 1 : tens.first.flatMap(digit),
      let low = ones.isEmpty ? 0 : ones.first.flatMap(digit)
    else { return nil }
    return high * 10 + low
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    WrittenNumber.isDigit(scalar)
      ? Int(scalar.value - 0x30) : WrittenNumber.chineseDigit(scalar).map { Int($0) }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Result {
    guard (1900...2999).contains(year) else { return .notADate }
    return CalendarDate(year: year, month: month, day: day).map { .day($0.daysSinceEpoch) }
      ?? .noSuchDay
  }

  private static func integer(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
  }
}
