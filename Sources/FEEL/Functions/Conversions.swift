internal import SourceText

extension Function {
  static let number = Function(
    "number", .conversion,
    summary: Phrase(
      zh: "由文字得到数，可给出分组符与小数点",
      en: "A number from a text, given the signs that group digits and begin the fraction."),
    [
      Overload(
        [
          Parameter("from", .string), Parameter("grouping separator", .string, null: true),
          Parameter("decimal separator", .string, null: true),
        ], .number
      ) { _, arguments in
        guard var text = arguments.string(0) else { return .null(.wrongType) }
        let group = arguments.string(1)
        let point = arguments.string(2)
        guard group == nil || [" ", ",", "."].contains(group),
          point == nil || [",", "."].contains(point), group == nil || group != point
        else { return .null(.wrongArgument) }
        if let group { text.removeAll { String($0) == group } }
        if let point, point != "." {
          if text.contains(".") { return .null(.unreadable) }
          text = String(text.map { String($0) == point ? "." : $0 })
        }
        return Number(decimal: text).map { .number($0) } ?? .null(.unreadable)
      }
    ],
    examples: [
      .init("number(\"1 000,5\", \" \", \",\")", "1000.5"),
      .init("number(\"1,000.5\", \",\", \".\")", "1000.5"),
      .init("number(\"abc\", null, null)", "null"),
    ])

  static let string = Function(
    "string", .conversion,
    summary: Phrase(zh: "值的文字", en: "The value as a text."),
    [
      Overload([Parameter("from")], .string) { machine, arguments in
        guard let value = arguments[0] else { return .null(.wrongParameters) }
        guard machine.spend(value.size) else { return .null(.tooManySteps) }
        let text = value.description
        return text.utf8.count > Value.longestText ? .null(.tooLarge) : .string(text)
      }
    ],
    examples: [
      .init("string(1.50)", "\"1.5\""), .init("string(@\"2021-12-31\")", "\"2021-12-31\""),
      .init("string([1, \"a\", null])", "\"[1, \\\"a\\\", null]\""),
    ])

  static let range = Function(
    "range", .conversion,
    summary: Phrase(zh: "由文字得到范围", en: "A range from a text such as \"[1..10]\"."),
    [
      Overload([Parameter("from", .string)], .range(.any)) { _, arguments in
        guard let text = arguments.string(0) else { return .null(.wrongType) }
        return Interval.readOpen(text) ?? Interval.read(text)
      }
    ],
    examples: [
      .init("range(\"[18..21)\")", "[18..21)"), .init("range(\"[21..18]\")", "null"),
      .init(
        "range(\"[@\\\"2021-01-01\\\"..@\\\"2021-12-31\\\"]\")",
        "[@\"2021-01-01\"..@\"2021-12-31\"]"),
    ])
}

extension Value {
  /// How much work it is to write the value.
  fileprivate var size: Int {
    switch self {
    case .string(let text): text.utf8.count / 16
    case .number(let number): number.bitWidth / 64 * (number.bitWidth / 64)
    case .list(let items): items.reduce(1) { $0 + 1 + $1.size }
    case .context(let context): context.values.reduce(1) { $0 + 1 + $1.size }
    default: 2
    }
  }
}

extension Interval {
  /// A range with one end, `(..5]` or `[1..)`: the side without an end is always open; nil for anything else.
  fileprivate static func readOpen(_ text: String) -> Value? {
    var inner = text.drop(while: \.isWhitespace)
    while inner.last?.isWhitespace == true { inner = inner.dropLast() }
    guard let opening = inner.popFirst(), let closing = inner.popLast() else { return nil }
    let isLow = inner.hasSuffix("..")
    guard isLow != inner.hasPrefix("..") else { return nil }
    guard isLow ? ")[".contains(closing) : "(]".contains(opening) else { return nil }
    guard isLow ? "[(]".contains(opening) : "])[".contains(closing) else { return nil }
    // The missing end becomes the other one, which the range then drops.
    let end = isLow ? inner.dropLast(2) : inner.dropFirst(2)
    guard case .range(let range) = read("[\(end)..\(end)]") else { return .null(.unreadable) }
    return .range(
      isLow
        ? Interval(
          low: range.low, includesLow: opening == "[", high: nil, includesHigh: false)
        : Interval(
          low: nil, includesLow: false, high: range.high, includesHigh: closing == "]"))
  }

  /// The range that a text holds: its ends are literals (DMN 1.5, 10.3.4.1); null for anything else.
  fileprivate static func read(_ text: String) -> Value {
    var parser = Parser(text, scope: Scope(.standard), isRoomy: false) { _ in nil }
    guard let expression = parser.parse(), parser.diagnostics.isEmpty,
      case .interval(let bounds) = expression.kind,
      bounds.low?.isEndpoint == true, bounds.high?.isEndpoint == true
    else { return .null(.unreadable) }
    var compiler = Compiler(
      dialect: .standard, locate: { _ in nil }, builder: UnitBuilder(),
      forms: FormTable(first: Slot(rawValue: 0)), text: text)
    guard case .range(let range)? = compiler.program(expression).constant else {
      return .null(.unreadable)
    }
    for end in [range.low, range.high] where end?.isNull == true { return .null(.unreadable) }
    return .range(range)
  }
}

extension Expression {
  /// Whether it is a literal, or the call of a conversion on a literal text.
  fileprivate var isEndpoint: Bool {
    switch kind {
    case .literal: return true
    case .negation(let operand):
      if case .literal = operand.kind { return true }
      return false
    case .call(let callee, let arguments):
      guard case .builtin(let function) = callee.kind, arguments.count == 1 else { return false }
      let isConversion = ["date", "time", "date and time", "duration"].contains(function.name)
      if case .literal(.string) = arguments[0].value.kind { return isConversion }
      return false
    default: return false
    }
  }
}
