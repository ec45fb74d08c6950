package import Definitions
package import FEEL

/// Rows of submissions, one per unit: a cell for every item of the set, and what is needed to say where each was read.
///
/// Places are not stored but worked out when something cites a cell, so a row costs 24 bytes and 16 for each cell.
package struct RowBlock: Sendable {
  /// A unit's row.
  package struct Row: Sendable, Hashable {
    /// The unit's index in the registry.
    package var unit: Int32
    /// The index of the file among those of the submission.
    package var file: Int32
    /// The line on which the row starts, from 1.
    package var line: Int32
    /// The UTF-8 offset of the row in its file.
    package var offset: Int

    package init(unit: Int, file: Int, line: Int, offset: Int) {
      self.unit = Int32(truncatingIfNeeded: unit)
      self.file = Int32(truncatingIfNeeded: file)
      self.line = Int32(clamping: line)
      self.offset = offset
    }
  }

  /// What the cells' origins mean.
  package enum Origins: Sendable {
    /// Offsets in these bytes, which begin at `start` in the file and hold whole records.
    case bytes([UInt8], start: Int, separator: UInt8)
    /// Indices of these locations.
    case table([Location])
  }

  /// A place in a file, 1-based, columns in Unicode scalars.
  package struct Location: Sendable, Hashable {
    package var file: Int32
    package var line: Int32
    package var column: Int32
    package var offset: Int

    package init(file: Int, line: Int, column: Int, offset: Int) {
      self.file = Int32(truncatingIfNeeded: file)
      self.line = Int32(clamping: line)
      self.column = Int32(clamping: column)
      self.offset = offset
    }
  }

  /// What the columns mean; the same for all blocks of a run.
  package var layout: RowLayout
  /// The rows, each unit at most once in a run.
  package var rows: [Row]
  /// The cells, row by row.
  package var cells: [Cell]
  /// The texts that cells refer to.
  package var texts: [String]
  package var origins: Origins

  package init(
    layout: RowLayout, rows: [Row] = [], cells: [Cell] = [], texts: [String] = [],
    origins: Origins = .table([])
  ) {
    self.layout = layout
    self.rows = rows
    self.cells = cells
    self.texts = texts
    self.origins = origins
  }

  /// The cell of an item in a row.
  package func cell(row: Int, item: Int) -> Cell { cells[row * layout.stride + item] }

  /// What a cell means to an expression: a missing value is a null that names the item's slot.
  package func value(row: Int, item: Int) -> Value {
    value(of: cell(row: row, item: item), item: item)
  }

  /// Writes a row's values into the slots of its items, which are the first ones.
  package func fill(row: Int, into slots: inout [Value]) {
    let start = row * layout.stride
    for item in 0..<min(layout.stride, slots.count) {
      slots[item] = value(of: cells[start + item], item: item)
    }
  }

  private func value(of cell: Cell, item: Int) -> Value {
    switch cell.kind {
    case .number: .number(Number(mantissa: cell.bits, scale: Int(cell.scale)))
    case .yesNo: .boolean(cell.bits != 0)
    case .date: CalendarDate(daysSinceEpoch: Int(cell.bits)).map { .date($0) } ?? missing(item)
    case .choice: .string(layout.choices[item][Int(cell.bits)])
    case .text: .string(texts[Int(cell.bits)])
    case .absent, .blank, .unreadable, .conflicting, .refused: missing(item)
    }
  }

  private func missing(_ item: Int) -> Value {
    .null(Null(.missing, slot: Slot(rawValue: Int32(truncatingIfNeeded: item))))
  }
}

/// What the columns of row blocks mean, shared by all blocks of a run.
package struct RowLayout: Sendable {
  /// How many cells a row has: the set's items, each at its slot.
  package var stride: Int
  /// The choices of each item; empty for the other types.
  package var choices: [[String]]
  /// The files of the submission as printed, in order.
  package var paths: [String]

  /// The layout of a set's rows.
  package init(_ set: IndicatorSet, paths: [String] = []) {
    stride = set.items.count
    choices = set.items.map(\.choices)
    self.paths = paths
  }
}
