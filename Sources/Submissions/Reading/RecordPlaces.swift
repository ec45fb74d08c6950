import SourceText

/// Turns offsets in the bytes of a CSV file into places, counting from the start of their record.
struct RecordPlaces {
  /// How far the last record was counted: the fields of one follow each other.
  private final class Cursor {
    var record = -1
    var offset = 0
    var line = 1
    var column = 1
    var lineStart = 0
  }

  private let cursor = Cursor()
  private let bytes: [UInt8]
  private let file: PlacedFile
  /// The offset of the first byte in the text of the file.
  private let base: Int

  init(_ bytes: [UInt8], base: Int, in file: PlacedFile) {
    self.bytes = bytes
    self.base = base
    self.file = file
  }

  /// The place of a range of bytes.
  /// - Parameters:
  ///   - range: Offsets in the bytes.
  ///   - record: The offset of the record's first byte, which stands at the start of a line.
  ///   - line: The line on which the record starts.
  ///   - withLine: Whether the place carries the text of its line.
  /// - Returns: The place; its width ends with the line, its excerpt is a window of the line.
  func place(_ range: Range<Int>, record: Int, line: Int, withLine: Bool = true) -> Place {
    let (line, column, lineStart) = position(of: range.lowerBound, record: record, line: line)
    guard withLine else {
      return Place(in: file, offset: base + range.lowerBound, line: line, column: column)
    }
    // Of a line that goes on for long only as much is looked at as may be shown.
    let farthest = min(bytes.count, range.upperBound + LineWindow.longest * 8)
    var lineEnd = range.lowerBound
    while lineEnd < farthest, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
    let covered = bytes[range.lowerBound..<max(range.lowerBound, min(range.upperBound, lineEnd))]
    let window = LineWindow(
      bytes, line: lineStart..<lineEnd, around: range.lowerBound, column: column - 1)
    return Place(
      in: file.with(window), offset: base + range.lowerBound, line: line, column: column,
      width: covered.count { $0 & 0xC0 != 0x80 })
  }

  /// The line and column of a byte, and the offset of its line's first byte.
  func position(
    of offset: Int, record: Int, line: Int
  ) -> (line: Int, column: Int, lineStart: Int) {
    if cursor.record != record || cursor.offset > offset || record > offset {
      cursor.record = record
      (cursor.line, cursor.column) = (line, 1)
      cursor.lineStart = min(record, offset)
      cursor.offset = cursor.lineStart
    }
    for index in cursor.offset..<offset {
      if endsLine(index) {
        cursor.line += 1
        cursor.column = 1
        cursor.lineStart = index + 1
      } else if bytes[index] & 0xC0 != 0x80, bytes[index] != 0x0D {
        cursor.column += 1
      }
    }
    cursor.offset = offset
    return (cursor.line, cursor.column, cursor.lineStart)
  }

  /// Whether a line ends with this byte: LF, or CR that no LF follows.
  private func endsLine(_ index: Int) -> Bool {
    bytes[index] == 0x0A
      || bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)
  }
}
