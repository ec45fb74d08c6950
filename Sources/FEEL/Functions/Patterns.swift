internal import Patterns
internal import SourceText

/// Functions on regular expressions of XPath: bounded, so that no pattern can run away.
extension Function {
  private static let flags = Parameter("flags", .string, optional: true)

  static let matches = Function(
    "matches", .string,
    summary: Phrase(
      zh: "文字中是否有匹配正则表达式的部分", en: "Whether a part of the text matches the regular expression."),
    [
      Overload([Parameter("input", .string), Parameter("pattern", .string), flags], .boolean) {
        machine, arguments in
        machine.withPattern(arguments, flags: 2) { pattern, text throws(PatternError) in
          .boolean(try pattern.firstMatch(in: text, from: 0) != nil)
        }
      }
    ],
    examples: [
      .init("matches(\"foobar\", \"^fo*b\")", "true"),
      .init("matches(\"第12号\", \"第\\d+号\")", "true"),
      .init("matches(\"ABC\", \"b\", \"i\")", "true"),
    ])

  static let replace = Function(
    "replace", .string,
    summary: Phrase(
      zh: "替换匹配正则表达式的各部分，$1 表示第一组",
      en: "The text with all matches replaced; $1 stands for the first group."),
    [
      Overload(
        [
          Parameter("input", .string), Parameter("pattern", .string),
          Parameter("replacement", .string), flags,
        ], .string
      ) { machine, arguments in
        let isLiteral = arguments.string(3)?.contains("q") ?? false
        guard let text = arguments.string(2),
          let replacement = Replacement(text, isLiteral: isLiteral)
        else { return .null(.wrongArgument) }
        return machine.withPattern(arguments, flags: 3) { pattern, text throws(PatternError) in
          var result: [UInt8] = []
          var end = 0
          guard let matches = try matches(of: pattern, in: text) else { return .null(.badPattern) }
          for match in matches {
            guard let whole = match[0] else { continue }
            result += text[end..<whole.lowerBound]
            replacement.append(match, of: text, to: &result)
            if result.count > Value.longestText { return .null(.tooLarge) }
            end = whole.upperBound
          }
          result += text[end...]
          return .string(String(decoding: result, as: UTF8.self))
        }
      }
    ],
    examples: [
      .init("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
      .init("replace(\"2021年12月\", \"\\d\", \"#\")", "\"####年##月\""),
    ])

  static let split = Function(
    "split", .string,
    summary: Phrase(
      zh: "在匹配正则表达式之处把文字分开", en: "The parts of the text between matches of a regular expression."),
    [
      Overload([Parameter("string", .string), Parameter("delimiter", .string)], .list(.string)) {
        machine, arguments in
        machine.withPattern(arguments, flags: nil) { pattern, text throws(PatternError) in
          guard let matches = try matches(of: pattern, in: text) else { return .null(.badPattern) }
          var parts: [Value] = []
          var end = 0
          for match in matches {
            guard let whole = match[0] else { continue }
            parts.append(.string(String(decoding: text[end..<whole.lowerBound], as: UTF8.self)))
            end = whole.upperBound
          }
          parts.append(.string(String(decoding: text[end...], as: UTF8.self)))
          return .list(parts)
        }
      }
    ],
    examples: [
      .init("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"),
      .init("split(\"甲、乙、丙\", \"、\")", "[\"甲\", \"乙\", \"丙\"]"),
    ])

  /// All matches one after the other; nil where one of them is empty, and more than is taken.
  private static func matches(
    of pattern: Pattern, in text: [UInt8]
  ) throws(PatternError) -> [[Range<Int>?]]? {
    var found: [[Range<Int>?]] = []
    var start = 0
    while start <= text.count, let match = try pattern.firstMatch(in: text, from: start) {
      guard let whole = match[0], !whole.isEmpty else { return nil }
      guard found.count < 100_000 else { throw .tooLong }
      found.append(match)
      start = whole.upperBound
    }
    return found
  }
}

extension Machine {
  /// Runs a body with the pattern in the second argument and the bytes of the first; null for a pattern that is none or runs
  /// away.
  fileprivate mutating func withPattern(
    _ arguments: Arguments, flags: Int?,
    _ body: (Pattern, [UInt8]) throws(PatternError) -> Value
  ) -> Value {
    guard let text = arguments.string(0), let source = arguments.string(1) else {
      return .null(.wrongType)
    }
    if let flags, let value = arguments[flags], value.string == nil, !value.isNull {
      return .null(.wrongType)
    }
    guard spend(20 + text.utf8.count / 8 + source.utf8.count) else { return .null(.tooManySteps) }
    let letters = flags.flatMap { arguments.string($0) } ?? ""
    guard let pattern = pattern(source, letters) else { return .null(.badPattern) }
    do throws(PatternError) {
      let value = try body(pattern, Array(text.utf8))
      // What was put together has cost as much again.
      if let text = value.string { _ = spend(text.utf8.count / 8) }
      return value
    } catch {
      // A match that was given up has cost as much as it may.
      _ = spend(200_000)
      return .null(.badPattern)
    }
  }

  /// The compiled pattern, from those that this machine met before; nil when it is none.
  private mutating func pattern(_ source: String, _ letters: String) -> Pattern? {
    let key = letters + "/" + source
    if let known = patterns[key] { return known }
    guard let flags = PatternTranslator.Flags(letters),
      let translated = PatternTranslator.translate(source, flags),
      let pattern = try? Pattern(translated, ignoringCase: flags.ignoresCase)
    else { return nil }
    if patterns.count >= 64 { patterns.removeAll() }
    patterns[key] = pattern
    return pattern
  }
}

/// What a match is replaced by: text, and the numbers of groups.
private struct Replacement {
  private enum Part {
    case text([UInt8])
    case group(Int)
  }

  private var parts: [Part] = []

  /// Reads a replacement: `$` must be followed by a digit, `\` by `$` or `\`; nil when it is not.
  init?(_ text: String, isLiteral: Bool) {
    if isLiteral {
      parts = [.text(Array(text.utf8))]
      return
    }
    var literal: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        guard let next = bytes.popFirst(), next == UInt8(ascii: "\\") || next == UInt8(ascii: "$")
        else { return nil }
        literal.append(next)
      case UInt8(ascii: "$"):
        guard let next = bytes.popFirst(), (0x30...0x39).contains(next) else { return nil }
        parts.append(.text(literal))
        literal = []
        parts.append(.group(Int(next & 15)))
      default:
        literal.append(byte)
      }
    }
    parts.append(.text(literal))
  }

  /// Adds the replacement of a match; a group that is not there or took no part is empty.
  func append(_ match: [Range<Int>?], of text: [UInt8], to result: inout [UInt8]) {
    for part in parts {
      switch part {
      case .text(let bytes): result += bytes
      case .group(let number):
        if number < match.count, let range = match[number] { result += text[range] }
      }
    }
  }
}
