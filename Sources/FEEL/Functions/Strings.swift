internal import SourceText

/// Functions on texts; characters are Unicode code points, counted from 1.
extension Function {
  static let substring = Function(
    "substring", .string,
    summary: Phrase(
      zh: "从某个位置起的一段文字，位置从 1 起，负数从末尾数",
      en: "The text from a position on, counted from 1, or from the end where negative."),
    [
      Overload(
        [
          Parameter("string", .string), Parameter("start position", .number),
          Parameter("length", .number, optional: true),
        ], .string
      ) { _, arguments in
        guard let text = arguments.string(0), let position = arguments.number(1) else {
          return .null(.wrongType)
        }
        let scalars = Array(text.unicodeScalars)
        guard let range = scalars.range(from: position, count: arguments.number(2)) else {
          return .null(.wrongArgument)
        }
        return .string(String(scalars: scalars[range]))
      }
    ],
    examples: [
      .init("substring(\"矛盾纠纷\", 3)", "\"纠纷\""), .init("substring(\"foobar\", 3, 3)", "\"oba\""),
      .init("substring(\"foobar\", -2, 1)", "\"a\""),
    ])

  static let stringLength = Function(
    "string length", .string,
    summary: Phrase(zh: "字数", en: "The number of characters."),
    [
      Overload([Parameter("string", .string)], .number) { _, arguments in
        guard let text = arguments.string(0) else { return .null(.wrongType) }
        return .number(text.unicodeScalars.count)
      }
    ],
    examples: [.init("string length(\"市域\")", "2"), .init("string length(\"\")", "0")])

  static let upperCase = mapped(
    "upper case", Phrase(zh: "转为大写", en: "The text in upper case."),
    examples: [.init("upper case(\"aBc4\")", "\"ABC4\""), .init("upper case(\"\")", "\"\"")]
  ) { $0.uppercased() }

  static let lowerCase = mapped(
    "lower case", Phrase(zh: "转为小写", en: "The text in lower case."),
    examples: [.init("lower case(\"aBc4\")", "\"abc4\""), .init("lower case(\"\")", "\"\"")]
  ) { $0.lowercased() }

  static let substringBefore = searched(
    "substring before",
    Phrase(zh: "匹配处之前的文字", en: "The text before the first match; empty if none."),
    .string,
    examples: [
      .init("substring before(\"foobar\", \"bar\")", "\"foo\""),
      .init("substring before(\"foobar\", \"x\")", "\"\""),
    ]
  ) { text, match in
    .string(text.firstRange(of: match).map { String(scalars: text[..<$0.lowerBound]) } ?? "")
  }

  static let substringAfter = searched(
    "substring after", Phrase(zh: "匹配处之后的文字", en: "The text after the first match; empty if none."),
    .string,
    examples: [
      .init("substring after(\"foobar\", \"ob\")", "\"ar\""),
      .init("substring after(\"\", \"a\")", "\"\""),
    ]
  ) { text, match in
    .string(text.firstRange(of: match).map { String(scalars: text[$0.upperBound...]) } ?? "")
  }

  static let contains = searched(
    "contains", Phrase(zh: "是否含有某段文字", en: "Whether the text has the match in it."), .boolean,
    examples: [
      .init("contains(\"foobar\", \"of\")", "false"), .init("contains(\"矛盾纠纷\", \"纠纷\")", "true"),
    ]
  ) { text, match in .boolean(text.firstRange(of: match) != nil) }

  static let startsWith = searched(
    "starts with", Phrase(zh: "是否以某段文字开头", en: "Whether the text begins with the match."), .boolean,
    examples: [
      .init("starts with(\"foobar\", \"fo\")", "true"),
      .init("starts with(\"a\", \"ab\")", "false"),
    ]
  ) { text, match in .boolean(text.starts(with: match)) }

  static let endsWith = searched(
    "ends with", Phrase(zh: "是否以某段文字结尾", en: "Whether the text ends with the match."), .boolean,
    examples: [
      .init("ends with(\"foobar\", \"r\")", "true"), .init("ends with(\"a\", \"ba\")", "false"),
    ]
  ) { text, match in
    .boolean(text.count >= match.count && text.suffix(match.count).elementsEqual(match))
  }

  static let stringJoin = Function(
    "string join", .string,
    summary: Phrase(
      zh: "把各项文字连成一段，空值除去", en: "The texts in a row, with a delimiter between; nulls are left out."),
    [
      Overload(
        [Parameter("list", .list(.string)), Parameter("delimiter", .string, optional: true)],
        .string
      ) { machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        let texts = items.compactMap(\.string)
        let delimiter = arguments.string(1) ?? ""
        let size = texts.reduce(0) { $0 + $1.utf8.count + delimiter.utf8.count }
        guard size <= Value.longestText else { return .null(.tooLarge) }
        guard machine.spend(items.count + size / 64) else { return .null(.tooManySteps) }
        return .string(texts.joined(separator: delimiter))
      }
    ],
    examples: [
      .init("string join([\"a\", \"b\"], \"、\")", "\"a、b\""),
      .init("string join([\"a\", null, \"b\"])", "\"ab\""),
    ])

  private static func mapped(
    _ name: String, _ summary: Phrase, examples: [Example],
    _ body: @escaping @Sendable (String) -> String
  ) -> Function {
    Function(
      name, .string, summary: summary,
      [
        Overload([Parameter("string", .string)], .string) { _, arguments in
          guard let text = arguments.string(0) else { return .null(.wrongType) }
          return .string(body(text))
        }
      ],
      examples: examples)
  }

  private static func searched(
    _ name: String, _ summary: Phrase, _ type: FEELType, examples: [Example],
    _ body: @escaping @Sendable ([Unicode.Scalar], [Unicode.Scalar]) -> Value
  ) -> Function {
    Function(
      name, .string, summary: summary,
      [
        Overload([Parameter("string", .string), Parameter("match", .string)], type) {
          machine, arguments in
          guard let text = arguments.string(0), let match = arguments.string(1) else {
            return .null(.wrongType)
          }
          // A search is as long as the product in the worst case.
          let cost = Swift.min(text.utf8.count * match.utf8.count / 64, 1 << 40)
          guard machine.spend(cost) else { return .null(.tooManySteps) }
          return body(Array(text.unicodeScalars), Array(match.unicodeScalars))
        }
      ],
      examples: examples)
  }
}

extension [Unicode.Scalar] {
  /// The range of the first occurrence of a match.
  fileprivate func firstRange(of match: [Unicode.Scalar]) -> Range<Int>? {
    guard match.count <= count else { return nil }
    for start in 0...(count - match.count) {
      var length = 0
      while length < match.count, self[start + length] == match[length] { length += 1 }
      if length == match.count { return start..<start + length }
    }
    return nil
  }
}

extension String {
  /// Makes a text of code points.
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension Array {
  /// The range of so many elements from a position on, counted from 1, or from the end where negative; nil for position 0,
  /// a position outside and a count below 1. Positions and counts lose their fraction; a count may go beyond the end.
  func range(from position: Number, count wanted: Number?) -> Range<Int>? {
    guard let place = position.rounded(0, .down).int, place != 0, place.magnitude <= UInt(count)
    else { return nil }
    let start = place > 0 ? place - 1 : count + place
    guard let wanted else { return start..<count }
    let size = wanted.rounded(0, .down)
    if size < .one { return nil }
    return start..<Swift.min(count, start + (size.int.map { Swift.min($0, count) } ?? count))
  }
}
