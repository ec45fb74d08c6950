package import FEEL

/// Which days are worked: Monday to Friday, but for the holidays and the weekend days that are worked instead.
///
/// The State Council announces both for each year.
package struct WorkCalendar: Sendable {
  private var holidays: Set<CalendarDate> = []
  private var workdays: Set<CalendarDate> = []
  /// How many days a search looks ahead: more than any holiday lasts.
  private static let furthest = 400

  /// A calendar of weekdays with exceptions; a day that is both a holiday and worked is worked.
  package init(holidays: Set<CalendarDate> = [], workdays: Set<CalendarDate> = []) {
    self.holidays = holidays
    self.workdays = workdays
  }

  /// The day that a text such as 2021-07-12 writes, as the format has it; nil for anything else.
  package static func day(_ text: String) -> CalendarDate? { Literal.date(text) }

  /// Whether a day is worked.
  package func isWorked(_ day: CalendarDate) -> Bool {
    workdays.contains(day) || day.weekday <= 5 && !holidays.contains(day)
  }

  /// The `number`-th working day after a day, from 1; nil where it lies too far away.
  package func day(_ number: Int, after start: CalendarDate) -> CalendarDate? {
    var left = number
    var day = start
    for _ in 0..<WorkCalendar.furthest {
      guard left > 0, let next = day.adding(days: 1) else { break }
      day = next
      if isWorked(day) { left -= 1 }
    }
    return left == 0 ? day : nil
  }

  /// How many working days come after one day, up to and with another; 0 where that is not later.
  package func days(after start: CalendarDate, to end: CalendarDate) -> Int {
    guard start < end else { return 0 }
    return (1...(end.daysSinceEpoch - start.daysSinceEpoch)).count { offset in
      start.adding(days: offset).map(isWorked) ?? false
    }
  }
}
