internal import SourceText

extension Function {
  static let abs = Function(
    "abs", .numeric,
    summary: Phrase(zh: "绝对值；时长也可", en: "The distance from zero, of a number or a duration."),
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

  static let modulo = Function(
    "modulo", .numeric,
    summary: Phrase(
      zh: "余数，符号随除数", en: "The remainder of a division, with the sign of the divisor."),
    [
      Overload([Parameter("dividend", .number), Parameter("divisor", .number)], .number) {
        _, arguments in
        guard let dividend = arguments.number(0), let divisor = arguments.number(1) else {
          return .null(.wrongType)
        }
        guard let quotient = dividend.divided(by: divisor) else {
          return .null(dividend.isZero ? .nothingToJudge : .contradiction)
        }
        return Value.bounded(dividend - divisor * quotient.floor())
      }
    ],
    examples: [
      .init("modulo(12, 5)", "2"), .init("modulo(-12, 5)", "3"), .init("modulo(10.1, 4.5)", "1.1"),
    ])

  static let sqrt = real(
    "sqrt", Phrase(zh: "平方根", en: "The square root."),
    examples: [.init("sqrt(16)", "4"), .init("sqrt(-1)", "null")]
  ) { $0.squareRoot() }

  static let log = real(
    "log", Phrase(zh: "自然对数", en: "The natural logarithm."),
    examples: [.init("log(1)", "0"), .init("decimal(log(10), 8)", "2.30258509")]
  ) { $0.naturalLogarithm() }

  static let exp = real(
    "exp", Phrase(zh: "自然指数", en: "The power of Euler's number."),
    examples: [.init("exp(0)", "1"), .init("decimal(exp(5), 8)", "148.4131591")]
  ) { $0.exponential() }

  static let odd = parity(
    "odd", 1, Phrase(zh: "是否奇数", en: "Whether the whole number is odd."),
    examples: [.init("odd(5)", "true"), .init("odd(2)", "false")])

  static let even = parity(
    "even", 0, Phrase(zh: "是否偶数", en: "Whether the whole number is even."),
    examples: [.init("even(5)", "false"), .init("even(2)", "true")])

  private static func real(
    _ name: String, _ summary: Phrase, examples: [Example],
    _ body: @escaping @Sendable (Number) -> Number?
  ) -> Function {
    Function(
      name, .numeric, summary: summary,
      [
        Overload([Parameter("number", .number)], .number) { machine, arguments in
          guard let number = arguments.number(0) else { return .null(.wrongType) }
          guard machine.spend(500 + number.bitWidth) else { return .null(.tooManySteps) }
          return body(number).map(Value.bounded) ?? .null(.wrongArgument)
        }
      ],
      examples: examples)
  }

  private static func parity(
    _ name: String, _ rest: Number, _ summary: Phrase, examples: [Example]
  ) -> Function {
    Function(
      name, .numeric, summary: summary,
      [
        Overload([Parameter("number", .number)], .boolean) { _, arguments in
          guard let number = arguments.number(0), number.isInteger else {
            return .null(.wrongArgument)
          }
          let half = (number.divided(by: 2) ?? .zero).floor()
          return .boolean(number - half * 2 == rest)
        }
      ],
      examples: examples)
  }
}
