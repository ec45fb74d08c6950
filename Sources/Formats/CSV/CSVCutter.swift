/// Whole records of a CSV file, cut off to be read on their own.
package struct CSVBlock: Sendable {
  /// The bytes, UTF-8; they begin and end with a record.
  package var bytes: [UInt8]
  /// The offset of the first byte in the text of the file.
  package var offset: Int
  /// The line of the first byte, from 1.
  package var line: Int
  /// The lines with bytes that are not in the file's encoding; there are blanks in their place.
  package var damaged: [DamagedLine] = []
}

/// Cuts the text of a CSV file into blocks at the ends of records.
package struct CSVCutter: ~Copyable {
  /// The longest record, in bytes.
  package static let longestRecord = 4 << 20

  private var reader: TextReader
  private let path: String
  private let separator: UInt8
  private let blockSize: Int
  private var rest: [UInt8] = []
  private var offset = 0
  private var line = 1
  private var isAtEnd = false

  /// Makes a cutter.
  /// - Parameters:
  ///   - source: The file.
  ///   - encoding: Its encoding, as detected.
  ///   - separator: The byte between fields.
  ///   - blockSize: About how many bytes a block has; at least one record.
  /// - Throws: `TextError` if the file cannot be opened.
  package init(
    _ source: FileSource, _ encoding: TextEncoding, separator: UInt8, blockSize: Int = 2 << 20
  ) throws(TextError) {
    reader = try TextReader(source, encoding, mostDamage: TextReader.mostDamage)
    path = source.displayPath
    self.separator = separator
    self.blockSize = max(1, blockSize)
  }

  /// The next block; nil at the end of the file.
  package mutating func next() throws(TextError) -> CSVBlock? {
    var bytes = rest
    rest = []
    bytes.reserveCapacity(blockSize + bytes.count)
    while !isAtEnd {
      // Twice as much each time, so that a long record is not looked at again and again.
      isAtEnd = try !reader.read(max(blockSize, bytes.count), into: &bytes)
      guard bytes.count >= blockSize || isAtEnd else { continue }
      if isAtEnd { break }
      let end = endOfRecords(bytes)
      if end > 0 {
        rest = Array(bytes[end...])
        bytes.removeSubrange(end...)
        break
      }
      guard bytes.count <= CSVCutter.longestRecord else {
        throw TextError(.recordTooLong(path: path, offset: offset, line: line))
      }
    }
    guard !bytes.isEmpty else { return nil }
    let most = CSVCutter.longestRecord
    guard bytes.count <= most || endOfRecords(Array(bytes[...most])) > 0 else {
      throw TextError(.recordTooLong(path: path, offset: offset, line: line))
    }
    let damage = reader.damage.map { $0 - offset }.filter { bytes.indices.contains($0) }
    let lost = DamagedLine.blank(&bytes, at: damage).map { start in
      DamagedLine(offset: offset + start, line: line + lineBreaks(bytes[..<start]))
    }
    let block = CSVBlock(bytes: bytes, offset: offset, line: line, damaged: lost)
    offset += bytes.count
    line += lineBreaks(bytes[...])
    return block
  }

  /// The offset just past the last record that is whole whatever follows.
  private func endOfRecords(_ bytes: [UInt8]) -> Int {
    var quotes = 0
    for byte in bytes { quotes &+= byte == UInt8(ascii: "\"") ? 1 : 0 }
    if quotes == 0 {
      let end = bytes.lastIndex { $0 == 0x0A || $0 == 0x0D }
      guard let end, bytes[end] == 0x0D, end + 1 == bytes.count else {
        return end.map { $0 + 1 } ?? 0
      }
      // The last byte may be half of a CRLF: take the line end before it.
      return bytes[..<end].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    }
    var scanner = CSVScanner(separator: separator)
    var fields: [CSVField] = []
    while scanner.next(bytes.span, isLast: false, fields: &fields) {
      scanner.problems.removeAll(keepingCapacity: true)
    }
    return scanner.offset
  }

  private func lineBreaks(_ bytes: ArraySlice<UInt8>) -> Int {
    var feeds = 0
    var returns = 0
    // Wrapping sums, so that the loop becomes vector code: it runs over every byte.
    for byte in bytes {
      feeds &+= byte == 0x0A ? 1 : 0
      returns &+= byte == 0x0D ? 1 : 0
    }
    guard returns > 0 else { return feeds }
    var pairs = 0
    for index in bytes.indices.dropLast() where bytes[index] == 0x0D && bytes[index + 1] == 0x0A {
      pairs += 1
    }
    return feeds + returns - pairs
  }
}
