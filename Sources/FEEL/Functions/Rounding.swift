internal import SourceText

extension Function {
  static let floor = rounding(
    "floor", .floor, Phrase(zh: "不大于该数的最大整数,或保留若干位小数", en: "The number rounded down."),
    examples: [.init("floor(1.5)", "1"), .init("floor(-1.56, 1)", "-1.6")])

  static let ceiling = rounding(
    "ceiling", .ceiling, Phrase(zh: "不小于该数的最小整数,或保留若干位小数", en: "The number rounded up."),
    examples: [.init("ceiling(1.5)", "2"), .init("ceiling(-1.56, 1)", "-1.5")])

  private static func rounding(
    _ name: String, _ rounding: Rounding, _ summary: Phrase, examples: [Example]
  ) -> Function {
    let number = Parameter("n", .number)
    let scale = Parameter("scale", .number)
    return Function(
      name, .numeric, summary: summary,
      [
        Overload([number], .number) { _, arguments in
          arguments.number(0).map { .number($0.rounded(0, rounding)) } ?? .null(.wrongType)
        },
        Overload([number, scale], .number) { _, arguments in
          round(arguments, rounding)
        },
      ],
      examples: examples)
  }

  /// The first argument with as many fraction digits as the second says: -6111 … 6176, as decimal128 has them.
  static func round(_ arguments: Arguments, _ rounding: Rounding) -> Value {
    guard let number = arguments.number(0), let scale = arguments.number(1) else {
      return .null(.wrongType)
    }
    guard let digits = scale.rounded(0, .down).int, (-6_111...6_176).contains(digits) else {
      return .null(.wrongArgument)
    }
    return Value.bounded(number.rounded(digits, rounding))
  }
}
