/// A field of a record: where its text stands in the block, without quotes.
package struct CSVField: Sendable, Hashable {
  /// The offset of the first byte of the text.
  package var start: UInt32
  /// The offset just past the text.
  package var end: UInt32
  private var flags: UInt8

  init(_ start: Int, _ end: Int, isQuoted: Bool, hasDoubledQuotes: Bool, isMalformed: Bool) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    flags = (isQuoted ? 1 : 0) | (hasDoubledQuotes ? 2 : 0) | (isMalformed ? 4 : 0)
  }

  /// Whether the text stands in quotes.
  package var isQuoted: Bool { flags & 1 != 0 }
  /// Whether the text has doubled quotes, each of which stands for one.
  package var hasDoubledQuotes: Bool { flags & 2 != 0 }
  /// Whether its quotes are wrong; a problem of the scanner says how.
  package var isMalformed: Bool { flags & 4 != 0 }
  /// Whether there is no text at all.
  package var isEmpty: Bool { start == end }
  /// Where the text stands.
  package var range: Range<Int> { Int(start)..<Int(end) }

  /// The text, or its first `most` bytes.
  package func text(in bytes: [UInt8], upTo most: Int = .max) -> String {
    let text = String(decoding: bytes[range].prefix(most), as: UTF8.self)
    guard hasDoubledQuotes else { return text }
    var result: [UInt8] = []
    var isSecond = false
    for byte in text.utf8 {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// A mistake in the quotes of a record.
package struct CSVProblem: Sendable, Hashable {
  /// What is wrong.
  package enum Kind: Sendable, Hashable {
    /// A quote is opened and never closed; its line was taken as it stands.
    case unclosedQuote
    /// A quote stands inside a field that does not begin with one.
    case strayQuote
    /// Text follows a closing quote.
    case textAfterQuote
    /// The record has more fields than a sheet has columns; the rest was left out.
    case tooManyFields
  }

  package var kind: Kind
  /// The offset in the block.
  package var offset: Int
  /// The line, from 1.
  package var line: Int

  init(_ kind: Kind, offset: Int, line: Int) {
    self.kind = kind
    self.offset = offset
    self.line = line
  }
}
