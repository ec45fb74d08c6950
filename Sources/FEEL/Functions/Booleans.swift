internal import SourceText

extension Function {
  static let not = Function(
    "not", .boolean,
    summary: Phrase(
      zh: "否定;既非真也非假时为空值", en: "The negation; null for what is neither true nor false."),
    [
      Overload([Parameter("negand")], .boolean) { _, arguments in
        arguments[0]?.boolean.map { .boolean(!$0) } ?? .null(.noCondition)
      }
    ],
    examples: [
      .init("not(true)", "false"), .init("not(1 > 2)", "true"), .init("not(null)", "null"),
    ])
}
