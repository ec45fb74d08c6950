import Definitions
import Formats
import SourceText

/// The header of a table, in one row or several: what stands above each column, and where.
struct Header {
  /// A heading with its place.
  struct Heading {
    /// In its normal form, by which it is looked up.
    var text: String
    /// As it was written.
    var shown: String
    var range: Range<Int>
    var record: Int
    var line: Int

    init(_ written: String, _ range: Range<Int>, record: Int, line: Int) {
      text = CellText.normal(written).shown
      shown = CellText.written(written).shown
      self.range = range
      self.record = record
      self.line = line
    }
  }

  let bytes: [UInt8]
  let reading: ItemReading
  let record: (offset: Int, line: Int)
  private let places: RecordPlaces
  /// How many fields its longest record has.
  private(set) var width: Int
  var row: [Heading]
  /// All that stands above or in it, by column, as keys.
  private(set) var allHeadings: [Int: Set<String>] = [:]
  /// The periods that stand above headings, by column, and how many columns behind one have nothing above them.
  var dates: [Int: String] = [:]
  var following: [Int: Int] = [:]

  init(_ bytes: [UInt8], _ row: ColumnReader.Row, in file: PlacedFile, _ reading: ItemReading) {
    self.bytes = bytes
    places = RecordPlaces(bytes, base: 0, in: file)
    self.reading = reading
    record = (row.record, row.line)
    width = row.fields.count
    self.row = []
    self.row = row.fields.map { heading($0, row) }
    note(row)
    while self.row.last?.text.isEmpty == true { self.row.removeLast() }
  }

  /// Notes what a row of the header says of its columns, by which it is known where it comes back.
  mutating func note(_ row: ColumnReader.Row) {
    for (index, field) in row.fields.enumerated() {
      let key = CellText.key(field.text(in: bytes))
      if !key.isEmpty { allHeadings[index, default: []].insert(key) }
    }
  }

  /// A field of a row as a heading.
  func heading(_ field: CSVField, _ row: ColumnReader.Row) -> Heading {
    Heading(field.text(in: bytes), field.range, record: row.record, line: row.line)
  }

  /// The columns that name units besides the first of their kind, with that one.
  var furtherUnits: [(column: Int, first: Int)] {
    var first: [ColumnRole: Int] = [:]
    return row.indices.compactMap { column in
      let role = ColumnRole.named(CellText.key(row[column].text))
      guard let role, role == .code || role == .name else { return nil }
      guard let earlier = first[role] else {
        first[role] = column
        return nil
      }
      return (column, earlier)
    }
  }

  /// The cells of a row that are not empty, each with its column.
  func cells(of row: ColumnReader.Row) -> [(column: Int, heading: Heading)] {
    row.fields.enumerated().map { ($0, heading($1, row)) }.filter { !$0.1.text.isEmpty }
  }

  /// Makes room for the fields of a further row.
  mutating func widen(to row: ColumnReader.Row) { width = max(width, row.fields.count) }

  /// Where a heading stands.
  func place(of heading: Heading) -> Place {
    places.place(heading.range, record: heading.record, line: heading.line)
  }

  /// Where the heading of a column stands, or the header where there is none.
  func place(_ column: Int) -> Place {
    guard row.indices.contains(column) else {
      return places.place(record.offset..<record.offset, record: record.offset, line: record.line)
    }
    return place(of: row[column])
  }
}
