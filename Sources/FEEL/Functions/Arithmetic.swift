internal import SourceText

extension Function {
  static let abs = Function(
    "abs", .numeric,
    summary: Phrase(zh: "绝对值;时长也可", en: "The distance from zero, of a number or a duration."),
    [
      Overload([Parameter("n")], typed: { $0.first ?? .any }) { _, arguments in
        switch arguments[0] {
        case .number(let number)?: .number(number.magnitude)
        case .daysDuration(let duration)?:
          .daysDuration(DaysDuration(seconds: duration.seconds.magnitude))
        case .yearsDuration(let duration)? where duration.months != .min:
          .yearsDuration(YearsDuration(months: Swift.abs(duration.months)))
        default: .null(.wrongType)
        }
      }
    ],
    examples: [.init("abs(-1.5)", "1.5"), .init("abs(@\"-P1D\")", "@\"P1D\"")])
}
