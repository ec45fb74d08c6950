internal import SourceText

extension Parser {
  /// A number (rule 37), in definitions perhaps with `%` or `‰` right after it.
  mutating func parseNumber() -> Expression {
    let start = lexer.offset
    skipDigits()
    if lexer.byte() == UInt8(ascii: "."), isDigit(lexer.byte(1)) {
      lexer.offset += 1
      skipDigits()
    }
    if lexer.byte() | 0x20 == UInt8(ascii: "e") {
      let signed = lexer.byte(1) == UInt8(ascii: "+") || lexer.byte(1) == UInt8(ascii: "-")
      if isDigit(lexer.byte(signed ? 2 : 1)) {
        lexer.offset += signed ? 2 : 1
        skipDigits()
      }
    }
    let text = lexer.text(start..<lexer.offset)
    guard var number = Number(decimal: text) else {
      fail(.numberTooLarge(text, at: place(start..<lexer.offset)))
      return broken(from: start)
    }
    var type = FEELType.number
    if scope.dialect == .definitions {
      if lexer.take("%") {
        (number, type) = (number * Number(mantissa: 1, scale: 2), .percent)
      } else if lexer.take("‰") {
        (number, type) = (number * Number(mantissa: 1, scale: 3), .percent)
      } else if let sign = nextSign(lexer.offset), sign.meant == "%" {
        let range = lexer.offset..<lexer.offset + sign.found.utf8.count
        fail(.fullWidthSign(sign.found, sign.meant, at: place(range)))
      }
    }
    let word = lexer.word(at: lexer.offset)
    if !word.isEmpty {
      let range = start..<word.upperBound
      fail(.unexpected(lexer.text(range), expected: .nameOrNumber, at: place(range)))
    }
    return make(.literal(.number(number)), type, from: start)
  }

  private mutating func skipDigits() {
    while isDigit(lexer.byte()) { lexer.offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A text in quotes with its escapes resolved (rule 35); nil after an error.
  mutating func parseString() -> String? {
    let start = lexer.offset
    lexer.offset += 1
    var text: [UInt8] = []
    while true {
      if lexer.isAtEnd {
        fail(.unclosedText(at: place(start..<start + 1)))
        return nil
      }
      let byte = lexer.byte()
      lexer.offset += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte != UInt8(ascii: "\\") {
        text.append(byte)
        continue
      }
      let escape = lexer.byte()
      lexer.offset += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): text.append(escape)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        guard let scalar = escapedScalar(digits: escape == UInt8(ascii: "u") ? 4 : 6) else {
          fail(.unknownEscape(at: place(lexer.offset - 2..<lexer.offset)))
          return nil
        }
        text.append(contentsOf: String(Character(scalar)).utf8)
      default:
        // Patterns are full of these: `\d` stays as it is.
        text.append(UInt8(ascii: "\\"))
        lexer.offset -= 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The scalar after `\u` or `\U`, two halves of a surrogate pair joined.
  private mutating func escapedScalar(digits: Int) -> Unicode.Scalar? {
    guard let value = hex(digits) else { return nil }
    guard (0xD800..<0xDC00).contains(value) else { return Unicode.Scalar(value) }
    guard lexer.take("\\u"), let low = hex(4), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hex(_ count: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Character(Unicode.Scalar(lexer.byte())).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
      lexer.offset += 1
    }
    return value
  }

  /// A date, time or duration: `@"2021-12-31"` (rule 62).
  mutating func parseAtLiteral() -> Expression {
    let start = lexer.offset
    lexer.offset += 1
    lexer.skipSpace()
    guard lexer.byte() == UInt8(ascii: "\"") else {
      unexpected(expected: .sign("\""))
      return broken(from: start)
    }
    guard let text = parseString() else { return broken(from: start) }
    guard let value = Value(temporal: text) else {
      let range = start..<lexer.offset
      report(.unreadableTemporal(text, at: placeIfTold(range), dialect: scope.dialect))
      return make(
        .literal(.null(Null(.unreadable, range: SourceRange(start, lexer.offset)))), .any,
        from: start)
    }
    return make(.literal(value), value.type, from: start)
  }

  // MARK: Errors

  /// Reports what stands at the cursor, and what was expected instead.
  mutating func unexpected(expected: Expected) {
    if failed { return }
    lexer.skipSpace()
    let start = lexer.offset
    guard let (scalar, length) = lexer.scalar(at: start) else {
      return fail(.unexpectedEnd(expected: expected, at: place(start..<start)))
    }
    let word = lexer.word(at: start)
    let range = word.isEmpty ? start..<start + length : word
    if let meant = scalar.asciiSign, word.isEmpty || scope.dialect == .definitions {
      let sign = start..<start + length
      return fail(.fullWidthSign(lexer.text(sign), meant, at: place(sign)))
    }
    fail(.unexpected(lexer.text(range), expected: expected, at: place(range)))
  }

  /// The full-width sign right at an offset, with the sign that was meant.
  func nextSign(_ offset: Int) -> (found: String, meant: String)? {
    guard let (scalar, length) = lexer.scalar(at: offset), let sign = scalar.asciiSign else {
      return nil
    }
    return (lexer.text(offset..<offset + length), sign)
  }
}
