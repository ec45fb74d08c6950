internal import SourceText

extension Function {
  static let dayOfYear = calendar(
    "day of year", .number, Phrase(zh: "一年中的第几天", en: "The day of the year, from 1."),
    examples: [
      .init("day of year(@\"2019-09-17\")", "260"), .init("day of year(@\"2020-12-31\")", "366"),
    ]
  ) { .number($0.dayOfYear) }

  static let dayOfWeek = calendar(
    "day of week", .string, Phrase(zh: "星期几，英文", en: "The day of the week by its English name."),
    examples: [
      .init("day of week(@\"2019-09-17\")", "\"Tuesday\""),
      .init("day of week(@\"2021-12-31\")", "\"Friday\""),
    ]
  ) { date in
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return .string(names[date.weekday - 1])
  }

  static let monthOfYear = calendar(
    "month of year", .string, Phrase(zh: "月份，英文", en: "The month by its English name."),
    examples: [
      .init("month of year(@\"2019-09-17\")", "\"September\""),
      .init("month of year(@\"2021-12-31\")", "\"December\""),
    ]
  ) { date in
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return .string(names[Int(date.month) - 1])
  }

  static let weekOfYear = calendar(
    "week of year", .number,
    Phrase(zh: "一年中的第几周（ISO 8601）", en: "The week of the year (ISO 8601)."),
    examples: [
      .init("week of year(@\"2019-09-17\")", "38"), .init("week of year(@\"2003-12-29\")", "1"),
      .init("week of year(@\"2005-01-01\")", "53"),
    ]
  ) { .number($0.week) }

  static let now = Function(
    "now", .temporal, summary: Phrase(zh: "现在的日期时间", en: "The moment of the evaluation."),
    isPure: false,
    [
      Overload([], .dateTime) { machine, _ in
        machine.clock.map { .dateTime($0) } ?? .null(.unavailable)
      }
    ],
    examples: [
      .init("now() = now()", "true"), .init("now() instance of date and time", "true"),
    ])

  static let today = Function(
    "today", .temporal, summary: Phrase(zh: "今天的日期", en: "The day of the evaluation."),
    isPure: false,
    [
      Overload([], .date) { machine, _ in
        machine.clock.map { .date($0.date) } ?? .null(.unavailable)
      }
    ],
    examples: [
      .init("today() = today()", "true"), .init("today() instance of date", "true"),
    ])

  private static func calendar(
    _ name: String, _ type: FEELType, _ summary: Phrase, examples: [Example],
    _ body: @escaping @Sendable (CalendarDate) -> Value
  ) -> Function {
    Function(
      name, .temporal, summary: summary,
      [
        Overload([Parameter("date")], type) { _, arguments in
          arguments.date(0).map(body) ?? .null(.wrongType)
        }
      ],
      examples: examples)
  }
}

extension CalendarDate {
  /// The week of the year (ISO 8601): the first one has the year's first Thursday.
  fileprivate var week: Int {
    // The Thursday of the same week decides on the year.
    guard let thursday = adding(days: 4 - weekday) else { return 1 }
    return (thursday.dayOfYear - 1) / 7 + 1
  }
}
