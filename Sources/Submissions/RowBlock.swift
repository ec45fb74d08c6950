package import Definitions
package import FEEL
package import SourceText

/// A run of rows of one file: all that was reported for some units, in slots.
package struct RowBlock: Sendable {
  /// The values of one unit.
  package struct Row: Sendable {
    /// The index of the unit in the registry.
    package var unit: Index<Unit>
    /// The byte offset of the record in its file.
    package var offset: Int
    /// The line of the record, from 1.
    package var line: Int

    package init(unit: Index<Unit>, offset: Int, line: Int) {
      self.unit = unit
      self.offset = offset
      self.line = line
    }
  }

  /// What a cell's `origin` means.
  package enum Origins: Sendable {
    /// The offset of the value within these bytes of the file, which begin at a line's start.
    case bytes([UInt8], offset: Int, line: Int)
    /// The index into these places.
    case points([Point])
  }

  /// A place in one of some files: 24 bytes, without a reference.
  package struct Point: Sendable {
    /// The UTF-8 offset in the file.
    package let offset: Int
    package let column: Int
    private let lineAndFile: LongAndShort

    package init(file: Int, offset: Int, line: Int, column: Int) {
      self.offset = offset
      self.column = column
      lineAndFile = LongAndShort(line, file)
    }

    package var line: Int { lineAndFile.long }

    /// The place, given the files that are counted.
    func place(in files: [PlacedFile]) -> Place {
      Place(in: files[lineAndFile.short], offset: offset, line: line, column: column)
    }

    /// The same in the file of another number.
    func moved(to file: Int) -> Point {
      Point(file: file, offset: offset, line: line, column: column)
    }
  }

  /// The files that points count; blocks of one file have one.
  package var files: [PlacedFile]
  package var rows: [Row]
  /// Row by row, an item's cell at its slot.
  package var cells: [Cell]
  /// How many cells a row has: the number of the set's items.
  package var stride: Int
  package var texts: [String]
  /// The records of cells that are tables.
  package var lists: [RecordList] = []
  package var origins: Origins
  /// Whether its units are scored; the rows of others tell of peers only.
  package var isScored = true

  package init(
    files: [PlacedFile], rows: [Row], cells: [Cell], stride: Int, texts: [String],
    origins: Origins
  ) {
    self.files = files
    self.rows = rows
    self.cells = cells
    self.stride = stride
    self.texts = texts
    self.origins = origins
  }

  /// Rows of units that handed in none themselves.
  package static func empty(of units: [Index<Unit>], stride: Int, _ isScored: Bool) -> RowBlock {
    var block = RowBlock(
      files: [], rows: units.map { Row(unit: $0, offset: 0, line: 0) },
      cells: [Cell](repeating: Cell(.absent), count: units.count * stride), stride: stride,
      texts: [], origins: .points([]))
    block.isScored = isScored
    return block
  }

  /// Leaves rows that tell of peers only, of the units that are wanted.
  package mutating func keepAsPeers(_ isWanted: (Index<Unit>) -> Bool) {
    isScored = false
    guard !rows.allSatisfy({ isWanted($0.unit) }) else { return }
    let kept = rows.indices.filter { isWanted(rows[$0].unit) }
    cells = kept.flatMap { cells[($0 * stride)..<(($0 + 1) * stride)] }
    rows = kept.map { rows[$0] }
  }

  /// The cell of an item in a row.
  package func cell(_ row: Int, _ item: Int) -> Cell { cells[row * stride + item] }

  /// The value of an item in a row; null with the reason `missing` where there is none. `definition` is the item.
  package func value(
    _ row: Int, _ item: Int, of definition: @autoclosure () -> Item
  ) -> Value {
    let cell = cells[row * stride + item]
    if cell.kind == .table {
      guard let table = definition().table else { preconditionFailure("only tables have records") }
      return .list(lists[Int(cell.bits)].records(of: table, slot: Slot(rawValue: Int32(item))))
    }
    return cell.value(texts, slot: Slot(rawValue: Int32(item)), choices: definition().choices)
  }

  /// The records of an item in a row; nil where no table was handed in, or none that can be used.
  package func records(_ row: Int, _ item: Int) -> RecordList? {
    let cell = cells[row * stride + item]
    return cell.kind == .table ? lists[Int(cell.bits)] : nil
  }

  /// Where the values of a row stand.
  package func places(_ row: Int) -> RowPlaces { RowPlaces(self, row) }

  /// Where the value of an item stands; nil where no column or element names the item.
  /// - Complexity: the length of the record, for blocks of bytes: of several items of a row ask its `places`.
  package func place(_ row: Int, _ item: Int) -> Place? { places(row)[item] }
}

extension Cell {
  /// The value of a cell that is no table.
  func value(
    _ texts: [String], slot: Slot, choices: @autoclosure () -> [String]
  ) -> Value {
    switch kind {
    case .number: return .number(Number(mantissa: bits, scale: Int(scale)))
    case .yesNo: return .boolean(bits != 0)
    case .choice: return .string(choices()[Int(bits)])
    case .text: return .string(texts[Int(bits)])
    case .date:
      if let date = CalendarDate(daysSinceEpoch: Int(bits)) { return .date(date) }
      preconditionFailure("a date is checked when it is read")
    case .table: preconditionFailure("a table is no single value")
    case .absent, .blank, .unreadable, .conflicting, .refused:
      return .null(Null(.missing, slot: slot))
    }
  }
}
