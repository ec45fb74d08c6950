package import SourceText

/// Why a text could not be read on.
package struct TextError: Error {
  /// What to report.
  package var diagnostic: Diagnostic

  /// Makes an error.
  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

/// The text of a file as UTF-8 without a byte order mark, one piece after the other.
///
/// Pieces may end inside a character. Offsets count the bytes that this reader gives.
package struct TextReader: ~Copyable {
  private var bytes: ByteReader
  private var decoder: GB18030Decoder?
  private let encoding: TextEncoding
  private let path: String
  private var isAtStart = true
  private var isAtEnd = false
  private var line = 1

  /// Opens a file whose encoding was detected or declared.
  package init(_ source: FileSource, _ encoding: TextEncoding) throws(TextError) {
    let decoder = encoding == .gb18030 ? GB18030Decoder() : nil
    self.decoder = consume decoder
    self.encoding = encoding
    path = source.displayPath
    do throws(FileError) {
      bytes = try source.open()
    } catch {
      throw TextError(error.diagnostic)
    }
  }

  /// Appends about `count` bytes of text; returns whether there may be more.
  package mutating func read(_ count: Int, into text: inout [UInt8]) throws(TextError) -> Bool {
    guard !isAtEnd else { return false }
    let start = text.count
    var raw: [UInt8] = []
    do throws(FileError) {
      try bytes.read(upTo: max(count, 4), into: &raw)
    } catch {
      throw TextError(error.diagnostic)
    }
    isAtEnd = raw.isEmpty
    if encoding == .utf8 {
      text += raw
    } else {
      guard decoder != nil else { throw TextError(.noConverter(path: path)) }
      let bad = decoder?.decode(raw[...], isLast: isAtEnd, into: &text)
      for byte in text[start...] where byte == 0x0A { line += 1 }
      if let bad {
        throw TextError(.damagedText(path: path, offset: bad, line: line, .gb18030))
      }
    }
    if isAtStart, text.count - start >= 3 || isAtEnd {
      if text[start...].starts(with: [0xEF, 0xBB, 0xBF]) { text.removeSubrange(start..<start + 3) }
      isAtStart = false
    }
    return !isAtEnd
  }
}

/// Reads a whole text of at most `limit` bytes, in whichever encoding it is.
/// - Parameters:
///   - source: The file.
///   - limit: The number of bytes beyond which the file is refused.
/// - Returns: The text as UTF-8 without a byte order mark.
/// - Throws: `TextError` with what to report.
package func readText(_ source: FileSource, limit: Int) throws(TextError) -> SourceFile {
  let encoding = try TextEncoding.detect(source)
  var reader = try TextReader(source, encoding)
  var bytes: [UInt8] = []
  while try reader.read(1 << 16, into: &bytes) {
    guard bytes.count <= limit else {
      let error = FileError(path: source.displayPath, reason: .tooLarge(limit: limit))
      throw TextError(error.diagnostic)
    }
  }
  return SourceFile(path: source.displayPath, bytes: bytes)
}
