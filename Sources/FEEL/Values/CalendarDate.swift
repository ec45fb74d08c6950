/// A day of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// The year, -999,999,999 … 999,999,999; the year 0 is 1 BC.
  public let year: Int32
  /// The month, 1 … 12.
  public let month: UInt8
  /// The day of the month, from 1.
  public let day: UInt8

  /// Makes a date; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard abs(year) <= CalendarDate.lastYear, (1...12).contains(month), day >= 1,
      day <= CalendarDate.daysInMonth(year, month)
    else { return nil }
    self.year = Int32(year)
    self.month = UInt8(month)
    self.day = UInt8(day)
  }

  /// The date that lies so many days after 1970-01-01; nil beyond the years that a date may have.
  public init?(daysSinceEpoch: Int) {
    guard abs(daysSinceEpoch) <= 366 * CalendarDate.lastYear else { return nil }
    // Days are counted from 0000-03-01, in eras of 400 years (146,097 days).
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// The days since 1970-01-01, negative before.
  public var daysSinceEpoch: Int {
    let shiftedYear = Int(year) - (month <= 2 ? 1 : 0)
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = Int(month) + (month > 2 ? -3 : 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, 1 (Monday) … 7 (Sunday).
  public var weekday: Int {
    let days = (daysSinceEpoch + 3) % 7
    return (days < 0 ? days + 7 : days) + 1
  }

  /// The day of the year, from 1.
  public var dayOfYear: Int {
    (1..<Int(month)).reduce(Int(day)) { $0 + CalendarDate.daysInMonth(Int(year), $1) }
  }

  /// The date so many months later; a day that the month does not have becomes its last.
  public func adding(months: Int) -> CalendarDate? {
    let (total, overflow) = (Int(year) * 12 + Int(month) - 1).addingReportingOverflow(months)
    guard !overflow, total.magnitude < 12 * UInt(CalendarDate.lastYear + 1) else { return nil }
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    let last = CalendarDate.daysInMonth(newYear, newMonth)
    return CalendarDate(year: newYear, month: newMonth, day: min(Int(day), last))
  }

  /// The date so many days later.
  public func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(daysSinceEpoch: sum)
  }

  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// How many days a month has.
  static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The last year that the standard's lexical form can write.
  static let lastYear = 999_999_999
}
