import FEEL
import Testing

@testable import Definitions

struct WorkCalendarTests {
  private func day(_ text: String) -> CalendarDate {
    guard let day = Literal.date(text) else { preconditionFailure("the tests name days") }
    return day
  }

  /// Labour Day of 2021 as the State Council gave it: 1 to 5 May off, 25 April and 8 May worked.
  private var calendar: WorkCalendar {
    WorkCalendar(
      holidays: Set((1...5).map { day("2021-05-0\($0)") } + [day("2021-04-05")]),
      workdays: [day("2021-04-25"), day("2021-05-08")])
  }

  @Test(arguments: [
    ("2021-05-03", false), ("2021-05-06", true), ("2021-05-08", true), ("2021-05-09", false),
    ("2021-04-25", true), ("2021-04-24", false), ("2021-06-30", true),
  ])
  func `a day is worked or not`(_ text: String, _ isWorked: Bool) {
    #expect(calendar.isWorked(day(text)) == isWorked)
  }

  @Test(arguments: [
    ("2021-06-30", 8, "2021-07-12"), ("2021-03-31", 8, "2021-04-13"),
    ("2021-04-30", 1, "2021-05-06"),
    ("2021-04-30", 3, "2021-05-08"), ("2021-04-30", 4, "2021-05-10"),
  ])
  func `the n-th working day after a day`(_ start: String, _ number: Int, _ end: String) {
    #expect(calendar.day(number, after: day(start)) == day(end))
    #expect(calendar.days(after: day(start), to: day(end)) == number)
  }

  @Test func `what is not later is no day late`() {
    #expect(calendar.days(after: day("2021-07-12"), to: day("2021-07-12")) == 0)
    #expect(calendar.days(after: day("2021-07-12"), to: day("2021-07-01")) == 0)
    #expect(calendar.days(after: day("2021-07-09"), to: day("2021-07-11")) == 0)
  }
}
