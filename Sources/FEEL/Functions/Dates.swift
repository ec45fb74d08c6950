internal import SourceText

extension Function {
  static let date = Function(
    "date", .conversion,
    summary: Phrase(
      zh: "由文字、日期时间或年月日得到日期", en: "A date from a text, a date and time, or year, month and day."),
    [
      Overload([Parameter("from")], .date) { _, arguments in
        switch arguments[0] {
        case .string(let text)?:
          TemporalReader.date(text).map { .date($0) } ?? .null(.unreadable)
        case .date(let date)?: .date(date)
        case .dateTime(let moment)?: .date(moment.date)
        default: .null(.wrongType)
        }
      },
      Overload(
        [Parameter("year", .number), Parameter("month", .number), Parameter("day", .number)], .date
      ) { _, arguments in
        guard let year = arguments.number(0)?.int, let month = arguments.number(1)?.int,
          let day = arguments.number(2)?.int
        else { return .null(.wrongArgument) }
        return CalendarDate(year: year, month: month, day: day).map { .date($0) }
          ?? .null(.wrongArgument)
      },
    ],
    examples: [
      .init("date(\"2021-12-31\")", "@\"2021-12-31\""),
      .init("date(2021, 12, 31)", "@\"2021-12-31\""),
      .init("date(@\"2021-12-31T08:30:00\")", "@\"2021-12-31\""),
    ])

  static let dateAndTime = Function(
    "date and time", .conversion,
    summary: Phrase(
      zh: "由文字，或由日期与时间得到日期时间", en: "A date and time from a text, or from a date and a time."),
    [
      Overload([Parameter("from")], .dateTime) { _, arguments in
        switch arguments[0] {
        case .string(let text)?:
          if let moment = TemporalReader.dateTime(text) { return .dateTime(moment) }
          return TemporalReader.date(text).map { .dateTime($0.startOfDay) } ?? .null(.unreadable)
        case .date(let date)?: return .dateTime(date.midnight)
        case .dateTime(let moment)?: return .dateTime(moment)
        default: return .null(.wrongType)
        }
      },
      Overload([Parameter("date"), Parameter("time", .time)], .dateTime) { _, arguments in
        guard let date = arguments.date(0), case .time(let time)? = arguments[1] else {
          return .null(.wrongType)
        }
        return .dateTime(DateTime(date: date, time: time))
      },
    ],
    examples: [
      .init("date and time(\"2021-12-31T08:30:00\")", "@\"2021-12-31T08:30:00\""),
      .init("date and time(@\"2021-12-31\", @\"08:30:00\")", "@\"2021-12-31T08:30:00\""),
    ])

  static let time = Function(
    "time", .conversion,
    summary: Phrase(
      zh: "由文字、日期时间或时分秒得到时间", en: "A time from a text, a date and time, or hour, minute and second."
    ),
    [
      Overload([Parameter("from")], .time) { _, arguments in
        switch arguments[0] {
        case .string(let text)?:
          TemporalReader.time(text).map { .time($0) } ?? .null(.unreadable)
        case .time(let time)?: .time(time)
        case .dateTime(let moment)?: .time(moment.time)
        case .date(let date)?: .time(date.midnight.time)
        default: .null(.wrongType)
        }
      },
      Overload(
        [
          Parameter("hour", .number), Parameter("minute", .number), Parameter("second", .number),
          Parameter("offset", .daysDuration, optional: true),
        ], .time
      ) { _, arguments in time(arguments) },
    ],
    examples: [
      .init("time(\"23:59:00Z\")", "@\"23:59:00Z\""),
      .init("time(8, 30, 0, duration(\"PT8H\"))", "@\"08:30:00+08:00\""),
    ])

  static let duration = Function(
    "duration", .conversion,
    summary: Phrase(zh: "由文字得到时长", en: "A duration from a text."),
    [
      Overload([Parameter("from")], .any) { _, arguments in
        switch arguments[0] {
        case .string(let text)?: TemporalReader.duration(text) ?? .null(.unreadable)
        case .daysDuration(let duration)?: .daysDuration(duration)
        case .yearsDuration(let duration)?: .yearsDuration(duration)
        default: .null(.wrongType)
        }
      }
    ],
    examples: [
      .init("duration(\"P26M\")", "@\"P2Y2M\""), .init("duration(\"PT90M\")", "@\"PT1H30M\""),
    ])

  static let yearsAndMonthsDuration = Function(
    "years and months duration", .conversion,
    summary: Phrase(zh: "两个日期之间的整年整月", en: "The whole years and months between two dates."),
    [
      Overload([Parameter("from"), Parameter("to")], .yearsDuration) { _, arguments in
        guard let from = arguments.date(0), let to = arguments.date(1) else {
          return .null(.wrongType)
        }
        return .yearsDuration(YearsDuration(months: from.months(until: to)))
      }
    ],
    examples: [
      .init("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
      .init("years and months duration(@\"2016-01-21\", @\"2015-01-21\")", "@\"-P1Y\""),
    ])

  private static func time(_ arguments: Arguments) -> Value {
    guard let hour = arguments.number(0)?.int, let minute = arguments.number(1)?.int,
      let second = arguments.number(2), (0...23).contains(hour), (0...59).contains(minute),
      !second.isNegative, second < 60,
      let nanoseconds = (second * 1_000_000_000).floor().int
    else { return .null(.wrongArgument) }
    var zone: Zone?
    if case .daysDuration(let offset)? = arguments[3] {
      guard let seconds = offset.seconds.int, abs(seconds) <= 18 * 3_600 else {
        return .null(.wrongArgument)
      }
      zone = .offset(seconds: Int32(seconds))
    }
    let whole = Int64(hour * 3_600 + minute * 60) * 1_000_000_000
    return .time(TimeOfDay(nanoseconds: whole + Int64(nanoseconds), zone: zone))
  }

  private static func abs(_ value: Int) -> Int { value < 0 ? -value : value }
}

extension CalendarDate {
  /// The first moment of the day on the local clock.
  var startOfDay: DateTime {
    DateTime(date: self, time: TimeOfDay(nanoseconds: 0, zone: nil))
  }
}

extension CalendarDate {
  /// The whole months until another date, negative when it lies before.
  fileprivate func months(until other: CalendarDate) -> Int {
    var months = (Int(other.year) - Int(year)) * 12 + Int(other.month) - Int(month)
    if months > 0, other.day < day { months -= 1 }
    if months < 0, other.day > day { months += 1 }
    return months
  }
}
