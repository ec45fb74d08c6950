import FEEL

/// What became of a text that should be a date.
enum DateReading: Equatable {
  case date(CalendarDate)
  /// A serial number of a spreadsheet; the date that it stands for.
  case serial(CalendarDate)
  case none
}

/// Reads dates as people write them: `2021-06-30`, `2021.6.30`, `2021/6/30`, `2021年6月30日`, `20210630`, serial numbers.
enum DateReader {
  static func read(_ text: String) -> DateReading {
    let scalars = text.unicodeScalars.map(NumberReader.halfWidth).filter {
      !$0.properties.isWhitespace
    }
    var fields: [Int] = []
    var separators: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      let digits = scalars[index...].prefix { $0.value >= 0x30 && $0.value <= 0x39 }
      guard !digits.isEmpty, digits.count <= 8 else { return .none }
      fields.append(digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) })
      index += digits.count
      if index < scalars.count {
        separators.append(scalars[index])
        index += 1
      }
    }
    let isDate =
      separators == ["年", "月", "日"] || separators == ["-", "-"] || separators == [".", "."]
      || separators == ["/", "/"]
    if fields.count == 3, isDate { return date(fields[0], fields[1], fields[2]) }
    guard fields.count == 1, separators.isEmpty, let number = fields.first else { return .none }
    if (19_000_101...29_991_231).contains(number) {
      return date(number / 10_000, number / 100 % 100, number % 100)
    }
    // Serial 25,569 is 1970-01-01; what is meant lies between 1990 and 2100.
    guard (32_874...73_050).contains(number),
      let date = CalendarDate(daysSinceEpoch: number - 25_569)
    else { return .none }
    return .serial(date)
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> DateReading {
    guard (1900...2999).contains(year),
      let date = CalendarDate(year: year, month: month, day: day)
    else { return .none }
    return .date(date)
  }
}
