/// Splits text into records and fields as RFC 4180 has it, over bytes and without a string per field.
///
/// Lines may end with LF, CRLF or CR; blanks around a quoted field do not count. A quote that is opened and not closed
/// (or closed only in a later line, in the middle of a text) spoils its own line and no other: reading goes on with the
/// next one. The result for a record depends on the record and what follows it, never on where blocks were cut.
package struct CSVScanner: Sendable {
  /// The longest text in quotes, in bytes; beyond it the quote counts as unclosed. A sheet's cell is shorter.
  package static let longestQuoted = 128 << 10
  /// The most fields of a record, the columns of a sheet.
  package static let mostFields = 16_384

  /// The byte between fields.
  package let separator: UInt8
  /// The offset of the next record.
  package private(set) var offset: Int
  /// The line on which the next record starts, from 1.
  package private(set) var line: Int
  /// The offset of the last record.
  package private(set) var recordOffset = 0
  /// The line on which the last record starts.
  package private(set) var recordLine = 1
  /// The mistakes in records so far; may be emptied.
  package var problems: [CSVProblem] = []

  /// A scanner that starts at an offset, which begins a record on the given line.
  package init(separator: UInt8, offset: Int = 0, line: Int = 1) {
    self.separator = separator
    self.offset = offset
    self.line = line
  }

  /// Reads the next record into `fields`, which it empties first; an empty line is a record of one empty field.
  /// - Parameters:
  ///   - bytes: The block, the same at every call.
  ///   - isLast: Whether nothing follows the block. If not, a record that may go on beyond it is left for later.
  ///   - fields: The fields of the record.
  /// - Returns: Whether there was a whole record.
  package mutating func next(
    _ bytes: Span<UInt8>, isLast: Bool = true, fields: inout [CSVField]
  ) -> Bool {
    guard offset < bytes.count else { return false }
    let before = (line: line, problems: problems.count)
    recordOffset = offset
    recordLine = line
    fields.removeAll(keepingCapacity: true)
    var index = offset
    while true {
      guard let end = field(at: index, bytes, isLast, &fields) else {
        line = before.line
        problems.removeSubrange(before.problems...)
        return false
      }
      index = end
      guard index < bytes.count else { break }
      if bytes[index] != separator {
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        index += 1
        line += 1
        break
      }
      index += 1
    }
    offset = index
    return true
  }

  /// Reads the first fields of the next record and passes over the rest, in text without a single quote.
  ///
  /// The block must be the last or end with a record. Mistakes cannot occur and are not looked for.
  /// - Parameters:
  ///   - bytes: The block, the same at every call, without any `"`.
  ///   - count: How many fields are read.
  ///   - fields: The fields; fewer where the record has fewer.
  /// - Returns: Whether there was a record.
  package mutating func nextUnquoted(
    _ bytes: Span<UInt8>, first count: Int, fields: inout [CSVField]
  ) -> Bool {
    guard offset < bytes.count else { return false }
    recordOffset = offset
    recordLine = line
    fields.removeAll(keepingCapacity: true)
    var index = offset
    var start = offset
    while index < bytes.count, fields.count < count {
      let byte = bytes[index]
      if byte == separator || byte == 0x0A || byte == 0x0D {
        fields.append(
          CSVField(start, index, isQuoted: false, hasDoubledQuotes: false, isMalformed: false))
        if byte != separator { break }
        start = index + 1
      }
      index += 1
    }
    if index == bytes.count, fields.count < count {
      fields.append(
        CSVField(start, index, isQuoted: false, hasDoubledQuotes: false, isMalformed: false))
    }
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    if index < bytes.count {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
      index += 1
      line += 1
    }
    offset = index
    return true
  }

  /// Reads one field; returns the offset of the separator or line end after it, or nil if it may go on.
  @inline(__always)
  private mutating func field(
    at start: Int, _ bytes: Span<UInt8>, _ isLast: Bool, _ fields: inout [CSVField]
  ) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      return quoted(at: index, bytes, isLast, &fields)
    }
    var isMalformed = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\""), !isMalformed {
        isMalformed = true
        problems.append(CSVProblem(.strayQuote, offset: index, line: line))
      }
      index += 1
    }
    guard isLast || isDecided(index, bytes) else { return nil }
    add(
      CSVField(start, index, isQuoted: false, hasDoubledQuotes: false, isMalformed: isMalformed),
      &fields)
    return index
  }

  private mutating func quoted(
    at quote: Int, _ bytes: Span<UInt8>, _ isLast: Bool, _ fields: inout [CSVField]
  ) -> Int? {
    var index = quote + 1
    var hasDoubled = false
    var breaks = 0
    let limit = quote + 1 + CSVScanner.longestQuoted
    while true {
      guard index < bytes.count, index <= limit else {
        if index < bytes.count || isLast { return unclosed(at: quote, bytes, isLast, &fields) }
        return nil
      }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard isLast || index + 1 < bytes.count else { return nil }
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        hasDoubled = true
        index += 1
      } else if byte == 0x0A {
        breaks += 1
      } else if byte == 0x0D, index + 1 >= bytes.count || bytes[index + 1] != 0x0A {
        breaks += 1
      }
      index += 1
    }
    var after = index + 1
    while after < bytes.count, bytes[after] == 0x20 { after += 1 }
    guard isLast || isDecided(after, bytes) else { return nil }
    if after >= bytes.count || isEnd(bytes[after]) {
      line += breaks
      add(
        CSVField(
          quote + 1, index, isQuoted: true, hasDoubledQuotes: hasDoubled, isMalformed: false),
        &fields)
      return after
    }
    if breaks > 0 { return unclosed(at: quote, bytes, isLast, &fields) }
    problems.append(CSVProblem(.textAfterQuote, offset: after, line: line))
    while after < bytes.count, !isEnd(bytes[after]) { after += 1 }
    guard isLast || isDecided(after, bytes) else { return nil }
    add(
      CSVField(quote, after, isQuoted: false, hasDoubledQuotes: false, isMalformed: true), &fields)
    return after
  }

  /// Takes the rest of the line as it stands.
  private mutating func unclosed(
    at quote: Int, _ bytes: Span<UInt8>, _ isLast: Bool, _ fields: inout [CSVField]
  ) -> Int? {
    var end = quote
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    guard isLast || isDecided(end, bytes) else { return nil }
    problems.append(CSVProblem(.unclosedQuote, offset: quote, line: line))
    add(CSVField(quote, end, isQuoted: false, hasDoubledQuotes: false, isMalformed: true), &fields)
    return end
  }

  private mutating func add(_ field: CSVField, _ fields: inout [CSVField]) {
    if fields.count < CSVScanner.mostFields {
      fields.append(field)
    } else if fields.count == CSVScanner.mostFields, problems.last?.kind != .tooManyFields {
      problems.append(CSVProblem(.tooManyFields, offset: Int(field.start), line: line))
    }
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == 0x0A || byte == 0x0D
  }

  /// Whether more text could not change what ends here: a CR at the very end may be half of a CRLF.
  private func isDecided(_ index: Int, _ bytes: Span<UInt8>) -> Bool {
    index < bytes.count && (bytes[index] != 0x0D || index + 1 < bytes.count)
  }
}

extension CSVScanner {
  /// The separator that a header line uses: comma, semicolon or tab, whichever stands in it most often outside quotes.
  /// - Parameter line: The line's bytes.
  /// - Returns: The separator; a comma where the line has none.
  package static func separator(of line: some Sequence<UInt8>) -> UInt8 {
    var counts = (comma: 0, semicolon: 0, tab: 0)
    var isQuoted = false
    for byte in line {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: counts.comma += 1
      case UInt8(ascii: ";") where !isQuoted: counts.semicolon += 1
      case 0x09 where !isQuoted: counts.tab += 1
      default: break
      }
    }
    if counts.tab > counts.comma, counts.tab >= counts.semicolon { return 0x09 }
    return counts.semicolon > counts.comma ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }
}
