package import Definitions
package import FEEL
package import SourceText

/// The records that a unit handed in for one table, in the order in which they were written.
package struct RecordList: Sendable {
  /// The most records that are taken of one unit for one table.
  package static let mostRecords = 5_000

  /// What the list comes to: a table, or why it cannot be used; then it has no records.
  package private(set) var kind = CellKind.table
  /// How many columns are reported.
  let width: Int
  /// Record by record, in the order of the columns; the origin of a cell is not used.
  private(set) var cells: [Cell] = []
  /// Where each cell stands.
  private var points: [RowBlock.Point] = []
  /// Where each record begins.
  private var starts: [RowBlock.Point] = []
  private(set) var texts: [String] = []
  /// Where the table stands; nil where it is no more than a number, whose place is the cell's.
  private let start: RowBlock.Point?
  /// What the places count.
  private let files: [PlacedFile]

  init(width: Int, start: RowBlock.Point?, files: [PlacedFile]) {
    self.width = width
    self.start = start
    self.files = files
  }

  /// How many records there are.
  package var count: Int { starts.count }

  /// Where the table stands.
  package var place: Place? { start?.place(in: files) }

  /// Where a record begins.
  package func place(of record: Int) -> Place { starts[record].place(in: files) }

  /// What was found in a column of a record.
  package func cell(_ record: Int, _ column: Int) -> Cell { cells[record * width + column] }

  /// The records as values: contexts of the reported columns.
  /// - Parameters:
  ///   - table: The table.
  ///   - slot: The table's slot, from which what is missing comes.
  /// - Returns: The records in their order; without computed columns.
  package func records(of table: Table, slot: Slot) -> [Value] {
    (0..<count).map { record in
      let values = table.columns.indices.map { column in
        cell(record, column).value(texts, slot: slot, choices: table.columns[column].choices)
      }
      return .context(Context(shape: table.reportedShape, values: values))
    }
  }

  /// Adds a record.
  /// - Parameters:
  ///   - start: Where it begins.
  ///   - record: For each column the cell, its text where it is one, and where it stands.
  mutating func append(
    at start: RowBlock.Point, _ record: [(cell: Cell, text: String?, point: RowBlock.Point)]
  ) {
    guard kind == .table else { return }
    starts.append(start)
    for (cell, text, point) in record {
      var cell = cell
      cell.origin = 0
      if let text {
        cell.bits = Int64(texts.count)
        texts.append(text)
      }
      cells.append(cell)
      points.append(point)
    }
  }

  /// The first record without a name whose numbers are the sums of the records above it; nil where there is none.
  func unnamedSum(of table: Table) -> Int? {
    guard let name = table.columns.firstIndex(where: { $0.type == .text }) else { return nil }
    let columns = table.columns.indices.filter {
      table.columns[$0].type.isNumeric && !table.columns[$0].type.isPercent
    }
    var sums = [Number](repeating: .zero, count: table.columns.count)
    for record in 0..<count {
      let stated = columns.compactMap { column in
        cell(record, column).number.map { (column, $0) }
      }
      if record > 1, cell(record, name).kind != .text, stated.contains(where: { $0.1 != .zero }),
        stated.allSatisfy({ sums[$0.0] == $0.1 })
      {
        return record
      }
      for (column, number) in stated { sums[column] = sums[column] + number }
    }
    return nil
  }

  /// Gives up the records, and keeps only where the table was.
  mutating func spoil(_ kind: CellKind) {
    self.kind = kind
    cells = []
    points = []
    starts = []
    texts = []
  }

  /// Whether both have the same records in the same order.
  func says(sameAs other: RecordList) -> Bool {
    guard count == other.count, kind == other.kind else { return false }
    return zip(cells, other.cells).allSatisfy { a, b in
      a.kind == .text && b.kind == .text
        ? CellText.agree(texts[Int(a.bits)], other.texts[Int(b.bits)]) : a.agrees(with: b)
    }
  }
}
