internal import SourceText

extension Parser {
  /// A primary expression with what follows it: paths, filters and calls.
  mutating func parsePostfix(_ first: Expression? = nil) -> Expression {
    lexer.skipSpace()
    let start = first.map { Int($0.range.start) } ?? lexer.offset
    var base = first ?? parsePrimary()
    while !failed {
      lexer.skipSpace()
      switch lexer.byte() {
      case UInt8(ascii: ".") where lexer.byte(1) != UInt8(ascii: "."):
        lexer.offset += 1
        base = parsePath(base, from: start)
      case UInt8(ascii: "["):
        if isEndpoint, !opensFilter { return base }
        base = parseFilter(base, from: start)
      case UInt8(ascii: "("):
        base = parseCall(base, from: start)
      default:
        return base
      }
    }
    return base
  }

  /// Whether the `[` behind the upper end of a range begins a filter, `[1..x[2]]`, and does not close the range,
  /// `[1..10[`: then an expression follows.
  private var opensFilter: Bool {
    var ahead = lexer
    ahead.offset += 1
    ahead.skipSpace()
    switch ahead.byte() {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""),
      UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default:
      return ahead.isAtNameStart && !joints.contains(ahead.text(ahead.word(at: ahead.offset)))
    }
  }

  /// A literal, a name, or something in brackets (rules 2, 33 to 35, 56).
  private mutating func parsePrimary() -> Expression {
    let start = lexer.offset
    switch lexer.byte() {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return parseNumber()
    case UInt8(ascii: ".") where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lexer.byte(1)):
      return parseNumber()
    case UInt8(ascii: "\""):
      guard let text = parseString() else { return broken(from: start) }
      return make(.literal(.string(text)), .string, from: start)
    case UInt8(ascii: "@"):
      return parseAtLiteral()
    case UInt8(ascii: "("):
      return nested { $0.parseParenthesis() }
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      return nested { $0.parseBracket() }
    case UInt8(ascii: "{"):
      return nested { $0.parseContext() }
    default:
      guard lexer.isAtNameStart else {
        unexpected(expected: .expression)
        return broken(from: start)
      }
      return parseWord()
    }
  }

  /// A keyword that begins an expression, a literal, or a name.
  private mutating func parseWord() -> Expression {
    let start = lexer.offset
    if let name = parseKnownName() { return name }
    let word = lexer.word(at: start)
    switch lexer.text(word) {
    case "if":
      lexer.offset = word.upperBound
      return nested { $0.parseConditional(from: start) }
    case "for":
      lexer.offset = word.upperBound
      return nested { $0.parseIteration(from: start) }
    case "some", "every":
      lexer.offset = word.upperBound
      let every = lexer.text(word) == "every"
      return nested { $0.parseQuantified(every: every, from: start) }
    case "function":
      lexer.offset = word.upperBound
      return nested { $0.parseFunction(from: start) }
    case "true", "false":
      lexer.offset = word.upperBound
      let value = lexer.text(word) == "true"
      return make(.literal(.boolean(value)), .boolean, from: start)
    case "null":
      lexer.offset = word.upperBound
      return make(.literal(.null), .null, from: start)
    case let keyword where keywords.contains(keyword):
      unexpected(expected: .expression)
      return broken(from: start)
    default:
      return parseUnknownName()
    }
  }

  /// After `(`: an expression, a range with an open end, or a unary range.
  private mutating func parseParenthesis() -> Expression {
    let start = lexer.offset
    lexer.offset += 1
    lexer.skipSpace()
    if let range = parseUnaryRange(from: lexer.offset) {
      expect(")")
      return make(range.kind, range.type, from: start, height: range.height)
    }
    let inner = inBrackets { $0.parseExpression() }
    if take("..") { return parseIntervalEnd(inner, includesLow: false, from: start) }
    if !failed, !take(")") { unexpected(expected: .closing("(", at: start)) }
    return Expression(
      kind: inner.kind, range: SourceRange(start, lexer.end), type: inner.type,
      height: inner.height)
  }

  /// After `[` or `]`: a list or a range.
  private mutating func parseBracket() -> Expression {
    let start = lexer.offset
    let opensRange = lexer.byte() == UInt8(ascii: "]")
    lexer.offset += 1
    if !opensRange, take("]") { return make(.list([]), .list(.any), from: start) }
    let first = inBrackets { $0.parseExpression() }
    if take("..") { return parseIntervalEnd(first, includesLow: !opensRange, from: start) }
    if opensRange {
      unexpected(expected: .sign(".."))
      return broken(from: start)
    }
    var items = [first]
    while !failed, take(",") { items.append(inBrackets { $0.parseExpression() }) }
    if !failed, !take("]") { unexpected(expected: .closing("[", at: start)) }
    let type = items.dropFirst().reduce(first.type) { $0.joined(with: $1.type) }
    let height = items.reduce(0) { max($0, $1.height) }
    return make(.list(items), .list(type), from: start, height: height)
  }

  /// The upper end of a range and what closes it: `]`, or `)` or `[` when it does not belong to the range.
  mutating func parseIntervalEnd(
    _ low: Expression, includesLow: Bool, from start: Int
  ) -> Expression {
    let outer = isEndpoint
    isEndpoint = true
    let high = parseExpression()
    isEndpoint = outer
    let includesHigh = take("]")
    if !failed, !includesHigh, !take(")"), !take("[") {
      unexpected(expected: .closing(includesLow ? "[" : "(", at: start))
    }
    checkComparison(.less, low, high, from: start)
    let bounds = Expression.Bounds(
      low: low, includesLow: includesLow, high: high, includesHigh: includesHigh)
    return make(
      .interval(bounds), .range(low.type.joined(with: high.type)), from: start,
      height: max(low.height, high.height))
  }

  /// Runs a part of the parse in which `[` is a filter again.
  mutating func inBrackets(_ body: (inout Parser) -> Expression) -> Expression {
    let outer = isEndpoint
    isEndpoint = false
    defer { isEndpoint = outer }
    return body(&self)
  }

  /// A context: `{name: value, "name": value}`; later entries see the earlier ones (rule 57).
  private mutating func parseContext() -> Expression {
    let start = lexer.offset
    lexer.offset += 1
    let outer = locals.count
    defer { locals.removeAll(beyond: outer) }
    var entries: [Expression.Entry] = []
    var types: [String: FEELType] = [:]
    var height: Int32 = 0
    if !take("}") {
      repeat {
        lexer.skipSpace()
        let nameStart = lexer.offset
        guard let name = parseKey() else { break }
        let nameRange = nameStart..<lexer.end
        expect(":")
        let value = inBrackets { $0.parseExpression() }
        if types.updateValue(value.type, forKey: name) != nil {
          report(.repeatedEntry(name, at: placeIfTold(nameRange), dialect: scope.dialect))
        }
        entries.append(.init(name: name, variable: declare(name, value.type), value: value))
        height = max(height, value.height)
      } while !failed && take(",")
      if !failed, !take("}") { unexpected(expected: .closing("{", at: start)) }
    }
    let type = FEELType.context(types)
    return make(.context(entries), type.isLarge ? .any : type, from: start, height: height)
  }

  /// The key of an entry: a text, or everything up to the colon that may stand in a name.
  private mutating func parseKey() -> String? {
    if lexer.byte() == UInt8(ascii: "\"") { return parseString() }
    if let name = takeName(until: [":"]) { return name }
    unexpected(expected: .key)
    return nil
  }
}

/// The keywords that go on after an expression.
private let joints: Set<String> = [
  "and", "between", "else", "external", "in", "instance", "or", "return", "satisfies", "then",
]
