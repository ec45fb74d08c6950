internal import SourceText

extension Function {
  static let decimal = Function(
    "decimal", .numeric,
    summary: Phrase(
      zh: "保留若干位小数，恰在中间时取偶",
      en: "The number with so many fraction digits, half-way to the even one."),
    [
      Overload([Parameter("n", .number), Parameter("scale", .number)], .number) { _, arguments in
        round(arguments, .halfEven)
      }
    ],
    examples: [.init("decimal(1/3, 2)", "0.33"), .init("decimal(2.5, 0)", "2")])

  static let floor = rounding(
    "floor", .floor, optionalScale: true,
    Phrase(zh: "向下取整，或保留若干位小数", en: "The number rounded down."),
    examples: [.init("floor(1.5)", "1"), .init("floor(-1.56, 1)", "-1.6")])

  static let ceiling = rounding(
    "ceiling", .ceiling, optionalScale: true,
    Phrase(zh: "向上取整，或保留若干位小数", en: "The number rounded up."),
    examples: [.init("ceiling(1.5)", "2"), .init("ceiling(-1.56, 1)", "-1.5")])

  static let roundUp = rounding(
    "round up", .up, Phrase(zh: "按位数舍入，远离零", en: "The number rounded away from zero."),
    examples: [.init("round up(5.5, 0)", "6"), .init("round up(-1.121, 2)", "-1.13")])

  static let roundDown = rounding(
    "round down", .down, Phrase(zh: "按位数舍入，趋向零", en: "The number rounded toward zero."),
    examples: [.init("round down(5.5, 0)", "5"), .init("round down(-1.126, 2)", "-1.12")])

  static let roundHalfUp = rounding(
    "round half up", .halfUp,
    Phrase(zh: "四舍五入", en: "The nearest number, half-way away from zero."),
    examples: [.init("round half up(5.5, 0)", "6"), .init("round half up(-1.125, 2)", "-1.13")])

  static let roundHalfDown = rounding(
    "round half down", .halfDown,
    Phrase(zh: "五舍六入", en: "The nearest number, half-way toward zero."),
    examples: [
      .init("round half down(5.5, 0)", "5"), .init("round half down(-1.126, 2)", "-1.13"),
    ])

  private static func rounding(
    _ name: String, _ rounding: Rounding, optionalScale: Bool = false, _ summary: Phrase,
    examples: [Example]
  ) -> Function {
    let number = Parameter("n", .number)
    var overloads = [
      Overload([number, Parameter("scale", .number)], .number) { _, arguments in
        round(arguments, rounding)
      }
    ]
    if optionalScale {
      overloads.insert(
        Overload([number], .number) { _, arguments in
          arguments.number(0).map { .number($0.rounded(0, rounding)) } ?? .null(.wrongType)
        }, at: 0)
    }
    return Function(name, .numeric, summary: summary, overloads, examples: examples)
  }

  /// The first argument with as many fraction digits as the second says: -6111 … 6176, as decimal128 has them.
  private static func round(_ arguments: Arguments, _ rounding: Rounding) -> Value {
    guard let number = arguments.number(0), let scale = arguments.number(1) else {
      return .null(.wrongType)
    }
    guard let digits = scale.rounded(0, .down).int, (-6_111...6_176).contains(digits) else {
      return .null(.wrongArgument)
    }
    return Value.bounded(number.rounded(digits, rounding))
  }
}
