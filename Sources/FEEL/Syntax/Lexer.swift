/// A cursor over the bytes of an expression.
///
/// Names are not tokens: what is one name depends on the scope, so the parser matches names against the bytes itself and
/// asks the lexer for words only.
struct Lexer {
  let bytes: [UInt8]
  let dialect: Dialect
  /// The offset of the next byte.
  var offset = 0
  /// What was looked at so far, in bytes, by this cursor and all its copies.
  let effort = Effort()
  /// The white space that was skipped last.
  private var space = 0..<0

  /// The offset past the last thing that was taken, white space and comments left out.
  var end: Int { offset == space.upperBound ? space.lowerBound : offset }

  init(_ text: String, dialect: Dialect) {
    bytes = Array(text.utf8)
    self.dialect = dialect
  }

  /// The byte so far ahead; 0 past the end (a NUL in the text is refused as an unexpected character).
  @inline(__always)
  func byte(_ ahead: Int = 0) -> UInt8 {
    let index = offset + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The text of a range of offsets.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The scalar at an offset and its length in bytes; nil at the end.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard offset + length <= bytes.count else { return ("\u{FFFD}", bytes.count - offset) }
    var value = UInt32(first & (0xFF >> UInt8(length + 1)))
    for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Moves past white space and comments; false when a comment does not end.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = end
    let from = offset
    defer {
      space = start..<offset
      effort.bytes += offset - from + 1
    }
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09...0x0D:
        offset += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while offset < bytes.count, byte() != 0x0A, byte() != 0x0D { offset += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        offset += 2
        while !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
          if isAtEnd { return false }
          offset += 1
        }
        offset += 2
      case 0..<0x80:
        return true
      default:
        guard let (scalar, length) = scalar(at: offset), scalar.isSpace else { return true }
        offset += length
      }
    }
    return true
  }

  /// The range of the run of name characters at an offset; empty when there is none.
  func word(at start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte < 0x80 {
        guard isNameByte(byte) else { break }
        end += 1
      } else {
        guard let (scalar, length) = scalar(at: end), isNamePart(scalar) else { break }
        end += length
      }
    }
    effort.bytes += end - start + 1
    return start..<end
  }

  /// The part of a name at an offset: a word or one of the signs that names may have; empty when there is none.
  func namePart(at start: Int) -> Range<Int> {
    guard let (scalar, length) = scalar(at: start), scalar.isNameSymbol else {
      return word(at: start)
    }
    return start..<start + length
  }

  /// Whether a name may begin here.
  var isAtNameStart: Bool {
    guard let (scalar, _) = scalar(at: offset) else { return false }
    return scalar.isNameStart && isNamePart(scalar)
  }

  /// Whether a scalar goes on a name. In definitions a full-width sign ends a name, though FEEL takes it for a letter.
  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isNamePart && (dialect == .standard || scalar.asciiSign == nil)
  }

  /// The offset past a name given by its parts, when it stands at `start`; a word must not go on after it.
  func match(_ parts: [String], at start: Int) -> Int? {
    var cursor = self
    cursor.offset = start
    for (index, part) in parts.enumerated() {
      if index > 0 { cursor.skipSpace() }
      var end = cursor.offset
      for byte in part.utf8 {
        guard end < bytes.count, bytes[end] == byte else { return nil }
        end += 1
      }
      if cursor.word(at: cursor.offset).upperBound > end { return nil }
      cursor.offset = end
    }
    return cursor.offset
  }

  /// Takes a sign if it is next.
  mutating func take(_ sign: String) -> Bool {
    guard isNext(sign) else { return false }
    offset += sign.utf8.count
    return true
  }

  /// Whether a text is next.
  func isNext(_ text: String) -> Bool {
    var index = offset
    for byte in text.utf8 {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// Whether a keyword is next: the word, and no name character after it.
  func isKeyword(_ keyword: String) -> Bool {
    guard isNext(keyword) else { return false }
    guard let (scalar, _) = scalar(at: offset + keyword.utf8.count) else { return true }
    return !isNamePart(scalar)
  }

  /// Takes a keyword if it is next.
  mutating func takeKeyword(_ keyword: String) -> Bool {
    guard isKeyword(keyword) else { return false }
    offset += keyword.utf8.count
    return true
  }
}

@inline(__always)
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "?"):
    true
  default: false
  }
}

/// How much of a text was looked at, to hold that reading it takes time in proportion to its length.
final class Effort {
  var bytes = 0
}
