import Definitions

/// CSV as RFC 4180 has it, in UTF-8 with a byte order mark and lines that end in LF.
///
/// Every field is appended with its comma; `endRow` turns the last comma into the end of the line. LF, because every
/// spreadsheet reads it, and so do the line tools of a shell.
extension [UInt8] {
  /// The byte order mark, by which spreadsheets tell UTF-8 from GB18030.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Appends a text that somebody else may have written: one that a spreadsheet could take for a formula gets an
  /// apostrophe in front.
  mutating func field(_ text: String) {
    if Formula.canStart(text) {
      field(raw: "'" + text)
    } else {
      field(raw: text)
    }
  }

  /// Appends a number of ours, which may begin with a minus.
  mutating func field(number text: String) {
    field(raw: text)
  }

  /// Appends points.
  mutating func field(_ points: Points, digits: Int) {
    append(points, digits: digits)
    append(UInt8(ascii: ","))
  }

  /// Appends a whole number.
  mutating func field(_ number: Int) {
    append(number)
    append(UInt8(ascii: ","))
  }

  /// Appends an empty field.
  mutating func emptyField() { append(UInt8(ascii: ",")) }

  /// Appends texts, joined by a semicolon.
  mutating func field(joined texts: [String]) {
    field(texts.joined(separator: ";"))
  }

  /// Ends the row that has at least one field; one more says that it is made from sample data, in the header as well, so
  /// that a table without rows says it too.
  mutating func endRow(_ context: ReportContext) {
    if let words = context.sampleWords { field(words) }
    self[count - 1] = UInt8(ascii: "\n")
  }

  /// The header of a file: the mark and the names of the columns.
  static func header(_ columns: [String], _ context: ReportContext) -> [UInt8] {
    var bytes = byteOrderMark
    for column in columns { bytes.field(column) }
    bytes.endRow(context)
    return bytes
  }

  private mutating func field(raw text: String) {
    var needsQuotes = false
    for byte in text.utf8 where byte < 0x30 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: needsQuotes = true
      default: break
      }
    }
    if needsQuotes || text.utf8.first == 0x20 || text.utf8.last == 0x20 {
      append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { append(byte) }
        append(byte)
      }
      append(UInt8(ascii: "\""))
    } else {
      append(contentsOf: text.utf8)
    }
    append(UInt8(ascii: ","))
  }
}

/// What a spreadsheet takes for a formula.
enum Formula {
  /// Whether a cell with the text may be calculated instead of shown: `=`, `+`, `-`, `@`, their full-width forms, and the
  /// tab and line ends that some programs skip before them.
  static func canStart(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}
