import SourceText

/// How the characters of a submission are written as bytes.
package enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  /// The Chinese national standard, a superset of GBK and GB 2312.
  case gb18030 = "GB18030"

  /// How a file is encoded, as far as its bytes tell; see ``judge(_:expecting:)``.
  package static func detect(
    _ source: FileSource, expecting isExpected: @escaping (String) -> Bool = { _ in false }
  ) throws(TextError) -> TextEncoding {
    try judge(source, expecting: isExpected).encoding
  }

  /// Judges by the whole file how it is encoded.
  ///
  /// Bytes that only one of the two encodings has decide. GBK may look like UTF-8 in parts, or even throughout (小学, 学院,
  /// 农业): then the encoding counts in which more fields are words that the reader expects, and where there are none,
  /// the one whose characters Chinese texts have.
  /// - Parameters:
  ///   - source: The file.
  ///   - isExpected: Whether a field of a table is a heading, an option, the name of a unit.
  /// - Returns: The encoding, and whether something speaks for the other one as well.
  /// - Throws: `TextError` for what is no text, and for UTF-8 that is damaged.
  /// - Complexity: reads the whole file once, and again where the bytes leave it open, until the words decide; memory does not
  ///   grow with it.
  package static func judge(
    _ source: FileSource, expecting isExpected: @escaping (String) -> Bool
  ) throws(TextError) -> (encoding: TextEncoding, isDoubtful: Bool) {
    var utf8 = UTF8Scan()
    var gb = GB18030Scan()
    var isValid = true
    try forEachPiece(of: source) { bytes, isFirst throws(TextError) in
      if isFirst, let refused = refusal(of: bytes, source.displayPath) { throw TextError(refused) }
      isValid = utf8.add(bytes, isLast: bytes.isEmpty)
      if gb.isValid { gb.add(bytes) }
      return isValid
    }
    let damaged = TextError(
      .damagedText(path: source.displayPath, offset: utf8.offset, line: utf8.line, .utf8))
    if isValid, utf8.hasMark || utf8.validMultibyte == 0 || !gb.isWhole { return (.utf8, false) }
    if !isValid, utf8.hasMark { throw damaged }
    var evidence = EncodingEvidence(isExpected)
    try forEachPiece(of: source) { bytes, _ throws(TextError) in
      evidence.add(bytes)
      return !evidence.isDecided
    }
    evidence.close()
    let (encoding, isDoubtful) = evidence.verdict(isValidUTF8: isValid)
    if encoding == .utf8, !isValid { throw damaged }
    return (encoding, isDoubtful)
  }

  /// Reads a file piece by piece, the last one empty, as long as `body` returns true.
  private static func forEachPiece(
    of source: FileSource, _ body: ([UInt8], Bool) throws(TextError) -> Bool
  ) throws(TextError) {
    var failure: TextError?
    do throws(FileError) {
      var reader = try source.open()
      var bytes: [UInt8] = []
      var isFirst = true
      repeat {
        bytes.removeAll(keepingCapacity: true)
        try reader.read(upTo: 1 << 20, into: &bytes)
        do throws(TextError) {
          guard try body(bytes, isFirst) else { break }
        } catch {
          failure = error
          break
        }
        isFirst = false
      } while !bytes.isEmpty
    } catch {
      throw TextError(error.diagnostic)
    }
    if let failure { throw failure }
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
