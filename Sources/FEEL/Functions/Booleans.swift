internal import SourceText

extension Function {
  static let not = Function(
    "not", .boolean,
    summary: Phrase(
      zh: "否定；既非真也非假时为空值", en: "The negation; null for what is neither true nor false."),
    [
      Overload([Parameter("negand")], .boolean) { _, arguments in
        arguments[0]?.boolean.map { .boolean(!$0) } ?? .null(.noCondition)
      }
    ],
    examples: [
      .init("not(true)", "false"), .init("not(1 > 2)", "true"), .init("not(null)", "null"),
    ])

  static let allTrue = quantifier(
    "all", Phrase(zh: "是否全部为真；空列表为真", en: "Whether all items are true; true for an empty list."),
    empty: true,
    examples: [.init("all([true, false])", "false"), .init("all(true, true)", "true")])

  static let anyTrue = quantifier(
    "any", Phrase(zh: "是否有一项为真；空列表为假", en: "Whether an item is true; false for an empty list."),
    empty: false,
    examples: [.init("any([true, false])", "true"), .init("any([])", "false")])

  /// A three-valued conjunction or disjunction of a list.
  private static func quantifier(
    _ name: String, _ summary: Phrase, empty: Bool, examples: [Example]
  ) -> Function {
    Function(
      name, .list, summary: summary,
      [
        Overload([Parameter("list", .list(.any))], variadic: .listOrItems, .boolean) {
          machine, arguments in
          guard let items = arguments.list(0), machine.spend(items.count) else {
            return .null(.wrongType)
          }
          var result = Value.boolean(empty)
          for item in items {
            guard item.isNull || item.boolean != nil else { return .null(.wrongType) }
            result = empty ? result.and(item) : result.or(item)
          }
          return result
        }
      ],
      examples: examples)
  }

  static let `is` = Function(
    "is", .temporal,
    summary: Phrase(
      zh: "两值是否同类且完全相同，时区写法也相同",
      en: "Whether two values are the same element of the same kind, zones included."),
    [
      Overload(
        [
          Parameter("value1", .any, optional: true), Parameter("value2", .any, optional: true),
        ], .boolean
      ) {
        _, arguments in
        guard let a = arguments[0], let b = arguments[1] else { return .boolean(false) }
        return .boolean(a.isSame(as: b))
      }
    ],
    examples: [
      .init("is(@\"23:00:50Z\", @\"23:00:50\")", "false"),
      .init("is(@\"23:00:50Z\", @\"23:00:50+00:00\")", "true"),
    ])
}

extension Value {
  /// Whether two values are the same in the semantic domain: no moment equals one in another zone (DMN 1.5, 10.3.4.6).
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.time(let a), .time(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.date, .dateTime), (.dateTime, .date): false
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.list, _), (_, .list): false
    default: equals(other) == true
    }
  }
}
