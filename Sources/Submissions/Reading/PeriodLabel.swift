import Definitions

/// Puts together what several columns or attributes say of a period: 年份 2021 and 季度 2 are 2021Q2.
enum PeriodLabel {
  /// One column or attribute: its heading as a key, and what it says.
  struct Part {
    var heading: String
    var text: String
  }

  /// The label that all parts say together; where they contradict one another, all of their texts, which is no label.
  static func combined(_ parts: some Sequence<Part>) -> String {
    var parts = parts.filter { !CellText.isNothing(CellText.normal($0.text)) }
    // 本期 says no more than what stands beside it.
    let others = parts.filter { TimeLabel($0.text) != .current(nil) }
    if !others.isEmpty { parts = others }
    guard let first = parts.first else { return "" }
    guard parts.count > 1 else { return whole(first) }
    let all = parts.map { CellText.normal($0.text) }.joined(separator: " ")
    let whole = parts.map { Period(CellText.normal($0.text)) }
    guard let year = whole.lazy.compactMap({ $0?.year }).first else { return all }
    let periods = zip(parts, whole).map { $1 ?? period(of: $0, in: year) }
    guard
      let shortest = periods.compactMap(\.self).max(by: { $0.length.perYear < $1.length.perYear }),
      periods.allSatisfy({ $0?.contains(shortest) == true })
    else { return all }
    return shortest.label
  }

  /// A part by itself: 2 below 季度 is 2季度.
  private static func whole(_ part: Part) -> String {
    let text = CellText.key(part.text)
    guard let length = length(of: part.heading) else { return part.text }
    if let span = span(text, of: length) { return span }
    guard let number = number(text), (1...12).contains(number) else { return part.text }
    switch length {
    case .quarter: return "\(number)季度"
    case .month: return "\(number)月"
    case .half: return number == 1 ? "上半年" : number == 2 ? "下半年" : part.text
    case .year: return part.text
    }
  }

  /// The part of a year that a part names: 二季度, or 2 below 季度.
  private static func period(of part: Part, in year: Int) -> Period? {
    let text = CellText.key(part.text)
    if let period = Period("\(year)\(text)") ?? Period("\(year)年\(text)") { return period }
    guard let length = length(of: text) ?? length(of: part.heading) else { return nil }
    let digits = text.filter { !"第季度月份半年".contains($0) }
    if let number = number(digits) {
      return Period(year: year, length: length, number: number)
    }
    return TitleTime(whole: "\(year)年\(span(text, of: length) ?? text)")?.period(in: nil)
  }

  /// A number in digits, in numerals or in Roman ones.
  private static func number(_ text: String) -> Int? {
    let roman = [["i", "ⅰ", "Ⅰ"], ["ii", "ⅱ", "Ⅱ"], ["iii", "ⅲ", "Ⅲ"], ["iv", "ⅳ", "Ⅳ"]]
    return Int(text) ?? WrittenNumber.small(text)
      ?? roman.firstIndex { $0.contains(text) }.map { $0 + 1 }
  }

  /// Months that stand below a word for them: 4-6 below 月份 is 4-6月.
  private static func span(_ text: String, of length: PeriodLength) -> String? {
    let parts = text.split { "-~—–－至到".contains($0) }
    guard length == .month, parts.count == 2,
      parts.allSatisfy({ Int($0).map { (1...12).contains($0) } ?? false })
    else { return nil }
    return "\(parts[0])-\(parts[1])月"
  }

  private static func length(of text: String) -> PeriodLength? {
    if text.contains("季") || text.contains("quarter") { return .quarter }
    if text.contains("月") || text.contains("month") { return .month }
    return text.contains("半年") || text.contains("half") ? .half : nil
  }
}

extension WrittenNumber {
  /// A whole number in numerals, such as 十二; nil for anything else.
  static func small(_ text: String) -> Int? {
    guard case .number(let number) = read(text), number.scale == 0 else { return nil }
    return Int(exactly: number.mantissa)
  }
}
