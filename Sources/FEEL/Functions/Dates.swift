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
}
