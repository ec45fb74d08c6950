package import FEEL
package import SourceText

/// A reporting period: its label and its first and last day.
///
/// Labels: `2021`, `2021H1`, `2021Q2`, `2021-06` (also `2021M06`); Chinese forms such as 2021年二季度 are read as well.
package struct Period: Hashable, Sendable {
  /// The label in its canonical form, such as `2021Q2`.
  package var label: String
  package var length: PeriodLength
  package var year: Int
  /// The number of the period within its year, from 1.
  package var number: Int

  /// Reads a label; nil when it is none.
  package init?(_ text: String) {
    let scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace })
    guard scalars.count >= 4, let year = Self.integer(scalars[0..<4]) else { return nil }
    var rest = scalars[4...]
    if rest.first == "年" { rest = rest.dropFirst() }
    if rest.first == "第" { rest = rest.dropFirst() }
    var tail = ""
    tail.unicodeScalars.append(contentsOf: rest)
    if tail.isEmpty || tail == "度" || tail == "年度" {
      self.init(year: year, length: .year, number: 1)
      return
    }
    if let number = Self.ordinals.firstIndex(where: { tail == $0 + "季度" || tail == $0 + "季" }) {
      self.init(year: year, length: .quarter, number: number % 4 + 1)
      return
    }
    if tail == "上半年" || tail == "下半年" {
      self.init(year: year, length: .half, number: tail == "上半年" ? 1 : 2)
      return
    }
    if tail.hasSuffix("月") || tail.hasSuffix("月份") {
      let digits = rest.prefix { $0.value < 0x80 }
      // 4月至6月 is no month.
      guard rest.dropFirst(digits.count).count <= 2, let month = Self.integer(digits[...]) else {
        return nil
      }
      self.init(year: year, length: .month, number: month)
      return
    }
    guard let first = rest.first, let number = Self.integer(rest.dropFirst()) else { return nil }
    switch first {
    case "Q", "q": self.init(year: year, length: .quarter, number: number)
    case "H", "h": self.init(year: year, length: .half, number: number)
    case "M", "m", "-": self.init(year: year, length: .month, number: number)
    default: return nil
    }
  }

  /// Makes a period; nil when its number is outside the year.
  package init?(year: Int, length: PeriodLength, number: Int) {
    guard number >= 1, number <= length.perYear, year >= 1900, year <= 2999 else { return nil }
    self.year = year
    self.length = length
    self.number = number
    label =
      switch length {
      case .year: "\(year)"
      case .half: "\(year)H\(number)"
      case .quarter: "\(year)Q\(number)"
      case .month: "\(year)-\(number < 10 ? "0" : "")\(number)"
      }
  }

  /// The first day.
  package var firstDay: CalendarDate {
    Self.day(year: year, month: (number - 1) * (12 / length.perYear) + 1)
  }

  /// The last day.
  package var lastDay: CalendarDate {
    let next = number * (12 / length.perYear) + 1
    let after = Self.day(year: next > 12 ? year + 1 : year, month: next > 12 ? 1 : next)
    return after.adding(days: -1) ?? after
  }

  /// Whether another period lies within this one, or is the same.
  package func contains(_ other: Period) -> Bool {
    firstDay <= other.firstDay && other.lastDay <= lastDay
  }

  /// Whether a day lies within.
  package func contains(_ day: CalendarDate) -> Bool { firstDay <= day && day <= lastDay }

  /// The period of a length in which this one lies; itself where none is asked for, nil where there is none.
  package func around(_ length: PeriodLength?) -> Period? {
    guard let length, length != self.length else { return self }
    return (1...length.perYear).lazy
      .compactMap { Period(year: year, length: length, number: $0) }
      .first { $0.contains(self) }
  }

  private static func day(year: Int, month: Int) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: 1) else {
      preconditionFailure("a period's months and years are checked when it is made")
    }
    return date
  }

  private static let ordinals = ["一", "二", "三", "四", "1", "2", "3", "4"]

  private static func integer(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard !scalars.isEmpty, scalars.count <= 4 else { return nil }
    var value = 0
    for scalar in scalars {
      guard scalar.value >= 0x30, scalar.value <= 0x39 else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }
}

extension Period {
  /// The period as a Chinese document writes it, 2021年第二季度; in English its label.
  package var phrase: Phrase {
    let words =
      switch length {
      case .year: "\(year)年"
      case .half: "\(year)年\(number == 1 ? "上" : "下")半年"
      case .quarter: "\(year)年第\(Self.ordinals[number - 1])季度"
      case .month: "\(year)年\(number)月"
      }
    return Phrase(zh: words, en: label)
  }
}

extension PeriodLength {
  /// How many of them make a year.
  package var perYear: Int {
    switch self {
    case .month: 12
    case .quarter: 4
    case .half: 2
    case .year: 1
    }
  }
}
