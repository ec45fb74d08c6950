import SourceText

/// How the characters of a submission are written as bytes.
package enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  /// The Chinese national standard, a superset of GBK and GB 2312.
  case gb18030 = "GB18030"

  /// Decides how a file is encoded: strict UTF-8 first, then GB18030, never the other way.
  ///
  /// A file that begins with several valid characters beyond ASCII and only then breaks is taken for damaged UTF-8:
  /// read as GB18030 it would become other characters without a word.
  /// - Complexity: reads the whole file once.
  package static func detect(_ source: FileSource) throws(TextError) -> TextEncoding {
    let result: Result<TextEncoding, TextError>
    do throws(FileError) {
      var reader = try source.open()
      result = try scan(&reader, source.displayPath)
    } catch {
      throw TextError(error.diagnostic)
    }
    return try result.get()
  }

  private static func scan(
    _ reader: inout ByteReader, _ path: String
  ) throws(FileError) -> Result<TextEncoding, TextError> {
    var scan = UTF8Scan()
    var bytes: [UInt8] = []
    var isFirst = true
    while true {
      bytes.removeAll(keepingCapacity: true)
      try reader.read(upTo: 1 << 20, into: &bytes)
      if isFirst, let refused = refusal(of: bytes, path) { return .failure(TextError(refused)) }
      isFirst = false
      guard scan.add(bytes, isLast: bytes.isEmpty) else {
        guard scan.validMultibyte >= 4 || scan.hasMark else { return .success(.gb18030) }
        return .failure(
          TextError(.damagedText(path: path, offset: scan.offset, line: scan.line, .utf8)))
      }
      if bytes.isEmpty { return .success(.utf8) }
    }
  }

  /// What says at the first bytes that a file is no text that can be read.
  private static func refusal(of bytes: [UInt8], _ path: String) -> Diagnostic? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16Text(path: path)
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .workbook(path: path, kind: "XLSX") }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .workbook(path: path, kind: "XLS") }
    return nil
  }
}

/// Checks a text for strict UTF-8, piece by piece.
struct UTF8Scan {
  /// Whether a byte order mark stands at the start.
  private(set) var hasMark = false
  /// How many valid characters of several bytes were seen, counted up to 4.
  private(set) var validMultibyte = 0
  /// The offset of the first byte that is not valid, or how many were valid so far.
  private(set) var offset = 0
  /// The line of that offset, from 1.
  private(set) var line = 1
  private var carry: [UInt8] = []

  /// How many bytes of a character that is not yet whole were added.
  var pending: Int { carry.count }

  /// Whether the text is still valid with this piece.
  mutating func add(_ bytes: [UInt8], isLast: Bool) -> Bool {
    let piece = carry.isEmpty ? bytes : carry + bytes
    carry = []
    if offset == 0, piece.starts(with: [0xEF, 0xBB, 0xBF]) { hasMark = true }
    guard let bad = UTF8Check.firstInvalid(piece[...]) else {
      pass(piece[...])
      return true
    }
    pass(piece[..<bad])
    if !isLast, piece.count - bad < 4, UTF8Check.isCutCharacter(piece[bad...]) {
      carry = Array(piece[bad...])
      return true
    }
    return false
  }

  private mutating func pass(_ bytes: ArraySlice<UInt8>) {
    offset += bytes.count
    for byte in bytes where byte == 0x0A { line += 1 }
    guard validMultibyte < 4 else { return }
    for byte in bytes where byte >= 0xC0 {
      validMultibyte += 1
      if validMultibyte == 4 { break }
    }
  }
}
