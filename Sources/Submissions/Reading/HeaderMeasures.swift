import Definitions
import Formats
import SourceText

/// What a header says of the measures in its table: rows above and below the headings, titles, cells beside them, footnotes.
struct HeaderMeasures {
  /// The most notes that are kept: no form has as many.
  private static let mostNotes = 200
  /// The columns of measures.
  var columns: [Int] = []
  /// Those that name the item of which they are: 受理数单位.
  var columnOfItem: [Int: Int] = [:]
  /// The measures above or below the headings, by column.
  private var rows: [Int: Header.Heading] = [:]
  /// What title rows, cells beside the header and footnotes state of the measures in the table, and where.
  private var notes: [(note: MeasureNote, heading: Header.Heading)] = []

  /// Takes a row right above the headings as far as it states the measures of columns.
  /// - Returns: The columns of which it does.
  mutating func take(above row: ColumnReader.Row, _ header: Header) -> Set<Int> {
    let own = measures(of: row, isAbove: true, header)
    rows.merge(own) { first, _ in first }
    return Set(own.keys)
  }

  /// Takes a row below the headings that only states measures of columns; false for any other.
  mutating func take(below row: ColumnReader.Row, _ header: Header) -> Bool {
    let own = measures(of: row, isAbove: false, header)
    rows.merge(own) { first, _ in first }
    return !own.isEmpty
  }

  /// Takes a row below the headings that only states the measure of the table; false for any other.
  mutating func take(note row: ColumnReader.Row, _ header: Header) -> Bool {
    let cells = header.cells(of: row)
    guard let (_, cell) = cells.first, cells.count == 1, MeasureNote.states(cell.text),
      header.reading.notes(in: cell.text).contains(where: \.isSure)
    else { return false }
    takeNote(cell, beside: "", header.reading)
    return true
  }

  /// Whether a record below the header says in which measures the columns are, and nothing else.
  func areStated(by row: ColumnReader.Row, _ header: Header) -> Bool {
    !measures(of: row, isAbove: false, header).isEmpty
  }

  /// Takes what a cell above, beside or below the header says of the measures in the table: `单位：万元`, perhaps with the
  /// measure in the next cell.
  mutating func takeNote(_ cell: Header.Heading, beside next: String, _ reading: ItemReading) {
    let isLabel = MeasureNote.isLabel(cell.text) && !next.isEmpty
    var found = reading.notes(
      around: isLabel ? next : cell.text, label: isLabel ? cell.text : "")
    for index in found.indices { found[index].text = cell.text }
    if notes.count < HeaderMeasures.mostNotes { notes += found.map { ($0, cell) } }
  }

  /// Settles in which measure each column stands, and says where it is not the item's.
  mutating func settle(_ columns: inout CSVColumns, _ header: Header) -> [Diagnostic] {
    let present = Set(columns.items.filter { $0 >= 0 })
    let isLong = columns.shape == .long
    var diagnostics = settleNotes(among: isLong ? nil : present, header)
    columns.scope = MeasureScope(notes: notes.map(\.note), items: isLong ? nil : present)
    if isLong {
      columns.measuresOfRow = self.columns
      return diagnostics
    }
    if !self.columns.isEmpty || !columnOfItem.isEmpty {
      columns.measureColumns = header.row.indices.map { column in
        guard columns.items[column] >= 0 else { return -1 }
        if let own = columnOfItem[columns.items[column]] { return own }
        guard !self.columns.isEmpty else { return -1 }
        // Several stand each behind their item, a single one speaks of the whole row.
        guard self.columns.count > 1 else { return self.columns[0] }
        let next = columns.items[(column + 1)...].firstIndex { $0 >= 0 } ?? header.row.count
        return self.columns.first { (column..<next).contains($0) } ?? -1
      }
    }
    for column in header.row.indices where columns.items[column] >= 0 {
      let item = columns.items[column]
      var stated: [(measure: StatedMeasure, text: String, heading: Header.Heading)] = []
      if let text = header.reading.headings.find(header.row[column].text).measure {
        stated.append((header.reading.stated(text, item: item), text, header.row[column]))
      }
      if let heading = rows[column] {
        stated.append((header.reading.stated(heading.text, item: item), heading.shown, heading))
      }
      let isOwn = stated.contains { $0.measure != .none }
      let found = header.reading.stated(
        stated.map { ($0.measure, $0.text) }, within: [columns.scope], item: item)
      guard found.measure != .none else { continue }
      if columns.measures.isEmpty {
        columns.measures = [StatedMeasure](repeating: .none, count: header.row.count)
      }
      columns.measures[column] = found.measure
      if isOwn { columns.withMeasure.insert(column) }
      stated += notes.filter { $0.note.text == found.text }
        .map { (found.measure, $0.heading.shown, $0.heading) }
      let source = stated.first { $0.text == found.text } ?? stated.last
      let place = header.place(of: source?.heading ?? header.row[column])
      if let diagnostic = Diagnostic.stated(
        found.measure, source?.text ?? found.text, of: header.reading.items[item], at: place)
      {
        diagnostics.append(diagnostic)
      }
    }
    return diagnostics
  }

  /// Leaves out the notes that are of another column or fit nothing, and tells those that cannot be read.
  private mutating func settleNotes(among items: Set<Int>?, _ header: Header) -> [Diagnostic] {
    let others = header.row.map { CellText.key($0.text) }.filter { key in
      !key.isEmpty && header.reading.headings.find(key).match == .none
        && ColumnRole.named(key) == nil
    }
    notes = notes.filter { note, _ in
      header.reading.speaks(note, of: items, besides: others)
    }
    return notes.compactMap { note, heading in
      note.measures.isEmpty && !header.reading.contradictsAnItem(note, among: items)
        ? .unreadMeasure(heading.shown, at: header.place(of: heading)) : nil
    }
  }

  /// The measures of columns that a row above or below the headings states; none where it is no such row. What calls itself
  /// a unit of measure, alone in its row, is that of the table.
  private func measures(
    of record: ColumnReader.Row, isAbove: Bool, _ header: Header
  ) -> [Int: Header.Heading] {
    var found: [Int: Header.Heading] = [:]
    var labelled: [Int: Header.Heading] = [:]
    var isKnown = false
    for (column, cell) in header.cells(of: record)
    where column < header.row.count && !CellText.isNothing(cell.text) {
      if case .item = header.reading.headings.find(header.row[column].text).match {
        if MeasureNote.states(cell.text) {
          labelled[column] = cell
          continue
        }
        let measure = Measure(stated: cell.text)
        let isMeasure = measure?.isKnown(header.reading.headings.bases) == true
        if cell.text.unicodeScalars.contains(where: WrittenNumber.isDigit) {
          guard isAbove else { return [:] }
          continue
        }
        if isMeasure { isKnown = true }
        if isMeasure || !isAbove { found[column] = cell }
        continue
      }
      switch ColumnRole.named(CellText.key(header.row[column].text)) {
      case .code, .name, .period, .year, .part, .item, .value:
        guard isAbove || MeasureNote.isLabel(cell.text) else { return [:] }
      case .measure, .evidence, .note, .number, nil: break
      }
    }
    if labelled.count > 1 {
      found.merge(labelled) { first, _ in first }
      isKnown = true
    }
    // One measure in a row that does not fit its column is that of the table.
    let fits = { (column: Int, cell: Header.Heading) in
      guard case .item(let item) = header.reading.headings.find(header.row[column].text).match
      else { return false }
      return header.reading.stated(cell.text, item: item) != .other
    }
    if isAbove, found.count == 1, header.cells(of: record).count == 1,
      !found.contains(where: { fits($0.key, $0.value) })
    {
      return [:]
    }
    return isKnown ? found : [:]
  }
}
