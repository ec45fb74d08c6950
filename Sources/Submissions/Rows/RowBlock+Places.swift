package import SourceText

extension RowBlock {
  /// The place of a row: its first column.
  package func place(row: Int) -> Place {
    let row = rows[row]
    return Place(
      path: path(row.file), offset: row.offset, line: Int(row.line), column: 1,
      excerpt: excerpt(at: row.offset))
  }

  /// The place of a cell; where nothing was handed in for the item, the place of the row.
  package func place(row: Int, item: Int) -> Place {
    let cell = cell(row: row, item: item)
    guard cell.origin != .max else { return place(row: row) }
    switch origins {
    case .table(let locations):
      let location = locations[Int(cell.origin)]
      return Place(
        path: path(location.file), offset: location.offset, line: Int(location.line),
        column: Int(location.column))
    case .bytes(let bytes, let start, let separator):
      let row = rows[row]
      let walk = RecordWalk(bytes, from: row.offset - start, line: Int(row.line))
      return walk.place(
        of: Int(cell.origin), path: path(row.file), start: start, separator: separator)
    }
  }

  /// The place of a cell as `file:line:column`, the way results cite it.
  package func source(row: Int, item: Int) -> String {
    place(row: row, item: item).description
  }

  private func path(_ file: Int32) -> String {
    layout.paths.indices.contains(Int(file)) ? layout.paths[Int(file)] : ""
  }

  private func excerpt(at offset: Int) -> String {
    guard case .bytes(let bytes, let start, _) = origins else { return "" }
    return RecordWalk(bytes, from: offset - start, line: 1).excerpt(at: offset - start)
  }
}

/// Counts lines and columns within one record of a CSV block.
struct RecordWalk {
  private let bytes: [UInt8]
  private let record: Int
  private let line: Int

  /// A walk that starts at a record's first byte, which stands at the start of a line.
  init(_ bytes: [UInt8], from record: Int, line: Int) {
    self.bytes = bytes
    self.record = max(0, min(record, bytes.count))
    self.line = line
  }

  /// The place of a byte of the record; the width reaches to the end of its field or line.
  func place(of offset: Int, path: String, start: Int, separator: UInt8) -> Place {
    var line = line
    var column = 1
    var index = record
    let offset = min(offset, bytes.count)
    while index < offset {
      if endsLine(index) {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80, bytes[index] != 0x0D {
        column += 1
      }
      index += 1
    }
    return Place(
      path: path, offset: start + offset, line: line, column: column,
      width: width(from: offset, separator), excerpt: excerpt(at: offset))
  }

  /// The text of the line that holds a byte, with personal numbers made unreadable.
  func excerpt(at offset: Int) -> String {
    var start = min(offset, bytes.count)
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    var end = min(offset, bytes.count)
    while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
    return PersonalData.masked(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private func width(from offset: Int, _ separator: UInt8) -> Int {
    let isQuoted = offset > 0 && bytes[offset - 1] == UInt8(ascii: "\"")
    var width = 0
    var index = offset
    while index < bytes.count, !isLineEnd(bytes[index]) {
      if bytes[index] == (isQuoted ? UInt8(ascii: "\"") : separator) { break }
      if bytes[index] & 0xC0 != 0x80 { width += 1 }
      index += 1
    }
    return width
  }

  /// Whether a line ends with this byte: LF, or CR that no LF follows.
  private func endsLine(_ index: Int) -> Bool {
    bytes[index] == 0x0A
      || bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
