internal import SourceText

extension Parser {
  /// A type as `instance of` and parameters have it: `number`, `list<number>`, `context<a: number>`,
  /// `function<number> -> string`, `range<date>` (rule 63); nil for a name that no type has.
  mutating func parseType() -> FEELType? {
    lexer.skipSpace()
    let start = lexer.offset
    guard mayGoDeeper(at: start) else { return nil }
    depth += 1
    defer { depth -= 1 }
    for (name, type) in namedTypes {
      guard let end = lexer.match(name, at: start) else { continue }
      lexer.offset = end
      return type
    }
    switch lexer.text(lexer.word(at: start)) {
    case "list": return parseElementType("list").map { .list($0) }
    case "range": return parseElementType("range").map { .range($0) }
    case "context": return parseContextType()
    case "function": return parseFunctionType()
    case "": unexpected(expected: .type)
    default:
      let name = takeWords()
      report(.unknownType(name, at: placeIfTold(start..<lexer.offset), dialect: scope.dialect))
    }
    return nil
  }

  private mutating func parseElementType(_ word: String) -> FEELType? {
    lexer.offset += word.utf8.count
    expect("<")
    let element = parseType()
    expect(">")
    return element
  }

  private mutating func parseContextType() -> FEELType? {
    lexer.offset += "context".utf8.count
    guard take("<") else { return .context([:]) }
    var entries: [String: FEELType] = [:]
    var isKnown = true
    if take(">") { return .context([:]) }
    repeat {
      lexer.skipSpace()
      guard let name = takeName(until: [":"]) else {
        unexpected(expected: .name)
        return nil
      }
      expect(":")
      if let type = parseType() { entries[name] = type } else { isKnown = false }
    } while !failed && take(",")
    expect(">")
    return isKnown ? .context(entries) : nil
  }

  private mutating func parseFunctionType() -> FEELType? {
    lexer.offset += "function".utf8.count
    var parameters: [FEELType] = []
    var isKnown = true
    expect("<")
    if !take(">") {
      repeat {
        if let type = parseType() { parameters.append(type) } else { isKnown = false }
      } while !failed && take(",")
      expect(">")
    }
    expect("->")
    guard let result = parseType(), isKnown else { return nil }
    return .function(parameters: parameters, result: result)
  }
}

/// The names of types, longer ones before those that they begin with.
private let namedTypes: [([String], FEELType)] = [
  (["date", "and", "time"], .dateTime),
  (["days", "and", "time", "duration"], .daysDuration),
  (["years", "and", "months", "duration"], .yearsDuration),
  (["number"], .number), (["string"], .string), (["boolean"], .boolean),
  (["date"], .date), (["time"], .time), (["Any"], .any), (["Null"], .null),
]
