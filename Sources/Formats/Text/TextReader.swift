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
  private let mostDamage: Int
  /// How many bytes of text were given.
  private var given = 0
  /// Where in the text U+FFFD stands for bytes that are not in the encoding.
  package private(set) var damage: [Int] = []

  /// After so many bytes that are not in it, a file is in another encoding.
  package static let mostDamage = 100

  /// Opens a file whose encoding was detected or declared.
  /// - Parameters:
  ///   - source: The file.
  ///   - encoding: The encoding.
  ///   - mostDamage: How many bytes that are not GB18030 are passed over, with U+FFFD in their places.
  /// - Throws: `TextError` if the file cannot be opened.
  package init(
    _ source: FileSource, _ encoding: TextEncoding, mostDamage: Int = 0
  ) throws(TextError) {
    self.mostDamage = mostDamage
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
      let left = mostDamage - damage.count
      let found = decoder?.decode(raw[...], isLast: isAtEnd, into: &text, upTo: left + 1) ?? []
      for byte in text[start...] where byte == 0x0A { line += 1 }
      if found.count > left, let bad = found.last {
        throw TextError(.damagedText(path: path, offset: bad.source, line: line, .gb18030))
      }
      damage += found.map { given + $0.text - start }
    }
    if isAtStart, text.count - start >= 3 || isAtEnd {
      if text[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
        text.removeSubrange(start..<start + 3)
        damage = damage.map { $0 - 3 }
      }
      isAtStart = false
    }
    given += text.count - start
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
