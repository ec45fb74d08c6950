import Definitions
import Formats
import SourceText

/// Says what each column of a header is, and what is wrong with it.
struct ColumnReader {
  /// A heading with its place.
  private struct Heading {
    var text: String
    var range: Range<Int>
    var record: Int
    var line: Int
  }

  private let bytes: [UInt8]
  private let places: RecordPlaces
  private let reading: ItemReading
  private let record: (offset: Int, line: Int)
  private var row: [Heading]
  private var columns = CSVColumns()
  private var diagnostics: [Diagnostic] = []
  /// The first column of each item and role.
  private var firstOfItem: [Int: Int] = [:]
  private var firstOfRole: [ColumnRole: Int] = [:]

  init(
    _ bytes: [UInt8], _ fields: [CSVField], record: Int, line: Int, path: String,
    _ reading: ItemReading
  ) {
    self.bytes = bytes
    places = RecordPlaces(bytes, base: 0, path: path)
    self.reading = reading
    self.record = (record, line)
    row = fields.map {
      Heading(
        text: PersonalData.masked(CellText.normal($0.text(in: bytes))), range: $0.range,
        record: record, line: line)
    }
    while row.last?.text.isEmpty == true { row.removeLast() }
  }

  /// Notes that rows above the header were left out.
  mutating func noteTitles(_ count: Int) {
    diagnostics.append(.titleRows(count, at: place(0)))
  }

  /// Whether a record below the header is a second row of headings.
  func isSecondRow(_ fields: [CSVField]) -> Bool {
    var hasItem = false
    for (index, field) in fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      let heading = index < row.count ? CellText.key(row[index].text) : ""
      switch ColumnRole.named(heading) {
      case .code, .name, .period, .item, .value: return false
      case .evidence, .note, .number, nil: break
      }
      if reading.headings.match(text) != .none { hasItem = true }
    }
    return hasItem
  }

  /// Takes the headings of the second row where they name items.
  mutating func addSecondRow(_ fields: [CSVField], record: Int, line: Int) {
    for (index, field) in fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      let heading = Heading(
        text: PersonalData.masked(text), range: field.range, record: record, line: line)
      while row.count <= index {
        row.append(Heading(text: "", range: field.range, record: record, line: line))
      }
      row[index] = heading
    }
  }

  /// The columns and what is wrong with them.
  mutating func read() -> (CSVColumns, [Diagnostic]) {
    columns.count = row.count
    columns.items = [Int](repeating: -1, count: row.count)
    let roles = row.map { ColumnRole.named(CellText.key($0.text)) }
    let isLong = reading.table == nil && roles.contains(.item) && roles.contains(.value)
    columns.shape = reading.table != nil ? .records : isLong ? .long : .wide
    for index in row.indices where !row[index].text.isEmpty {
      let match = isLong ? .none : reading.headings.match(row[index].text)
      switch match {
      case .item(let item): take(item, column: index)
      case .several(let items):
        diagnostics.append(
          .ambiguousColumn(row[index].text, items.map { reading.items[$0].name }, at: place(index)))
      case .ofOther: break
      case .none: take(roles[index], column: index, isLong: isLong)
      }
    }
    if columns.code == nil, columns.name == nil {
      diagnostics.append(.noUnitColumn(at: place(0)))
    } else if columns.code == nil {
      diagnostics.append(.noCodeColumn(at: place(columns.name ?? 0)))
    }
    let isOfOther = row.contains { reading.headings.match($0.text) == .ofOther }
    if reading.table != nil {
      checkTableColumns()
    } else if !isLong, firstOfItem.isEmpty, !isOfOther {
      diagnostics.append(.noItemColumn(at: place(0)))
    }
    return (columns, diagnostics)
  }

  /// Names the columns of a table that the header does not have.
  private mutating func checkTableColumns() {
    let columns = reading.items[..<reading.reported]
    let missing = columns.indices.filter { firstOfItem[$0] == nil }
    guard !missing.isEmpty else { return }
    diagnostics.append(
      missing.count == columns.count
        ? .noTableColumn(reading.name, known: columns.map(\.title), at: place(0))
        : .missingColumns(reading.name, missing.map { columns[$0].title }, at: place(0)))
  }

  private mutating func take(_ item: Int, column: Int) {
    if let first = firstOfItem[item] {
      diagnostics.append(
        .duplicateColumn(
          row[column].text, item: reading.items[item].name, at: place(column), first: place(first)))
    } else {
      firstOfItem[item] = column
    }
    if !reading.items[item].isReported {
      diagnostics.append(.computedItem(reading.items[item].name, at: place(column)))
    } else {
      columns.items[column] = item
    }
  }

  private mutating func take(_ role: ColumnRole?, column: Int, isLong: Bool) {
    let text = row[column].text
    guard let role else {
      let key = CellText.key(text)
      if ColumnRole.announcesPersonalData(key) {
        diagnostics.append(.personalColumn(text, at: place(column)))
      } else {
        let near = suggestions(for: text, among: reading.headings.names)
        diagnostics.append(.unknownColumn(text, near: near, at: place(column)))
      }
      return
    }
    // In a long file 单位 beside a code is the unit of measure.
    if role == .name, isLong, CellText.key(text) == "单位", columns.code != nil { return }
    if let first = firstOfRole[role], role != .note, role != .number, role != .evidence {
      diagnostics.append(
        .duplicateColumn(text, item: nil, at: place(column), first: place(first)))
      return
    }
    firstOfRole[role] = column
    switch role {
    case .code: columns.code = column
    case .name: columns.name = column
    case .period: columns.period = column
    case .item: columns.item = column
    case .value: columns.value = column
    case .evidence, .note, .number: break
    }
  }

  private func place(_ column: Int) -> Place {
    guard row.indices.contains(column) else {
      return places.place(record.offset..<record.offset, record: record.offset, line: record.line)
    }
    let heading = row[column]
    return places.place(heading.range, record: heading.record, line: heading.line)
  }
}
