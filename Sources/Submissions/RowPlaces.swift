package import SourceText

/// Where the values of a row stand. For blocks of bytes one walk over the record finds them in the order of the columns:
/// the block keeps no places.
package struct RowPlaces {
  private let block: RowBlock
  private let row: Int
  /// The record; nil where the block has its places.
  private let record: RecordPlaces?

  init(_ block: RowBlock, _ row: Int) {
    self.block = block
    self.row = row
    record =
      switch block.origins {
      case .points: nil
      case .bytes(let bytes, let offset, _): RecordPlaces(bytes, base: offset, in: block.files[0])
      }
  }

  /// Where the value of an item stands; nil where no column or element names the item.
  ///
  /// The place is a point, without a width, with the text of its line where that is at hand.
  package subscript(item: Int) -> Place? { place(item, withLine: true) }

  /// The same; `withLine` says whether it carries the text of its line.
  func place(_ item: Int, withLine: Bool) -> Place? {
    let cell = block.cell(row, item)
    guard cell.kind != .absent else { return nil }
    if let list = list(behind: cell), let place = list.place { return place }
    switch block.origins {
    case .points(let points): return points[Int(cell.origin)].place(in: block.files)
    case .bytes(_, let offset, _):
      let (origin, row) = (Int(cell.origin), block.rows[row])
      return record?.place(
        origin..<origin, record: row.offset - offset, line: row.line, withLine: withLine)
    }
  }

  /// The list that a cell came from, whatever became of it.
  private func list(behind cell: Cell) -> RecordList? {
    switch cell.kind {
    case .table: block.lists[Int(cell.bits)]
    case .conflicting, .unreadable: cell.bits > 0 ? block.lists[Int(cell.bits) - 1] : nil
    default: nil
    }
  }

  /// The place of a cell of the row, without what only a message needs; `file` is the index of the block's file.
  func point(of cell: Cell, file: Int) -> RowBlock.Point {
    switch block.origins {
    case .points(let points): return points[Int(cell.origin)].moved(to: file)
    case .bytes(_, let offset, _):
      let (origin, row) = (Int(cell.origin), block.rows[row])
      let found = record?.position(of: origin, record: row.offset - offset, line: row.line)
      return RowBlock.Point(
        file: file, offset: offset + origin, line: found?.line ?? row.line,
        column: found?.column ?? 1)
    }
  }
}
