import Definitions
import Formats
import SourceText

/// Reads the records of one `<table>` of an XML submission.
struct XMLTableReader {
  let reading: ItemReading
  /// The code of the unit.
  let unit: String
  /// Where the table stands.
  let position: XMLPosition
  private(set) var list: RecordList
  private(set) var diagnostics: [Diagnostic] = []
  private let context: ReadingContext
  private let file: Int
  private var start: RowBlock.Point
  /// Whether the record that is being read is of the run's period.
  private var isOfPeriod = true
  private var record: [(cell: Cell, text: String?, point: RowBlock.Point)] = []
  /// For each column, whether a record has it.
  private var isThere: [Bool]
  private var emptyRecord: RowBlock.Point?
  /// Fields of unknown names, each reported once.
  private var unknown: Set<String> = []

  init(
    _ context: ReadingContext, _ reading: ItemReading, file: Int, unit: String,
    at position: XMLPosition
  ) {
    self.context = context
    self.reading = reading
    self.file = file
    self.unit = unit
    self.position = position
    start = RowBlock.Point(position, file: file)
    list = RecordList(width: reading.reported, start: start, paths: context.paths)
    isThere = [Bool](repeating: false, count: reading.reported)
  }

  /// Begins a record; one of another period is passed over.
  mutating func start(at position: XMLPosition, isOfPeriod: Bool) {
    self.isOfPeriod = isOfPeriod
    start = RowBlock.Point(position, file: file)
    record = [(cell: Cell, text: String?, point: RowBlock.Point)](
      repeating: (Cell(.absent), nil, start), count: reading.reported)
  }

  /// Gives up the table: of one of its records nobody can say whether it is of the period.
  mutating func giveUp() { list.spoil(.unreadable) }

  /// Adds a value to the record.
  mutating func addField(_ written: XMLValue, _ finder: RowFinder) {
    let point = RowBlock.Point(written.position, file: file)
    let place = point.place(in: context.paths)
    guard isOfPeriod, let (column, named) = column(written.name, place) else { return }
    isThere[column] = true
    var (value, told) = reading.read(written, named, item: column, at: place)
    if let fault = finder.fault(of: written.period, for: nil) {
      value = ReadValue(Cell(.unreadable))
      told = [fault.diagnostic(written.period, expected: finder.period, 1, at: place)]
      told[0].item = reading.items[column].name
    }
    for index in told.indices { told[index].unit = unit }
    diagnostics += told
    let earlier = record[column]
    guard earlier.cell.kind != .absent else {
      record[column] = (value.cell, value.text, point)
      return
    }
    // The field stands twice in a record.
    let isText = earlier.cell.kind == .text && value.cell.kind == .text
    let isSame =
      isText
      ? CellText.agree(earlier.text ?? "", value.text ?? "") : earlier.cell.agrees(with: value.cell)
    let first = earlier.point.place(in: context.paths)
    let title = reading.items[column].name
    if isSame {
      diagnostics.append(.repeatedValue(title, at: place, first: first, unit: unit))
    } else {
      diagnostics.append(.differingValues(title, at: place, first: first, unit: unit))
      record[column] = (Cell(.conflicting), nil, earlier.point)
    }
  }

  private mutating func column(
    _ name: String, _ place: Place
  ) -> (column: Int, measure: String?)? {
    let (match, measure) = reading.headings.find(name)
    switch match {
    case .item(let column):
      if column < reading.reported { return (column, measure) }
      diagnostics.append(.computedItem(reading.items[column].name, at: place))
    case .several(let columns):
      diagnostics.append(
        .ambiguousItem(name, columns.map { reading.items[$0].name }, at: place, unit: unit))
    case .none, .ofOther:
      let shown = PersonalData.masked(CellText.written(name))
      guard unknown.insert(shown).inserted else { return nil }
      if ColumnRole.announcesPersonalData(CellText.key(name)) {
        diagnostics.append(.personalColumn(shown, at: place))
      } else {
        let near = suggestions(for: shown, among: reading.headings.names)
        diagnostics.append(.unknownColumn(shown, near: near, at: place))
      }
    }
    return nil
  }

  /// Takes the record that was read; one that says nothing counts as none.
  mutating func end() {
    guard list.kind == .table, isOfPeriod else { return }
    if record.allSatisfy({ $0.cell.kind == .absent || $0.cell.kind == .blank }) {
      emptyRecord = emptyRecord ?? start
    } else if list.count == RecordList.mostRecords {
      diagnostics.append(
        .tooManyRecords(reading.name, at: start.place(in: context.paths), unit: unit))
      list.spoil(.unreadable)
    } else {
      list.append(at: start, record)
    }
  }

  /// Reports what the records have in common; to be called at the table's end.
  mutating func close() {
    guard list.count > 0 else { return }
    if let emptyRecord {
      diagnostics.append(
        .emptyRecord(reading.name, at: emptyRecord.place(in: context.paths), unit: unit))
    }
    let missing = isThere.indices.filter { !isThere[$0] }
    guard !missing.isEmpty, let place = list.place else { return }
    var diagnostic = Diagnostic.missingColumns(
      reading.name, missing.map { context.set.items[reading.table ?? 0].columnTitle($0) },
      at: place)
    diagnostic.unit = unit
    diagnostics.append(diagnostic)
  }
}

extension Item {
  /// The title of a reported column of a table.
  fileprivate func columnTitle(_ column: Int) -> String { table?.columns[column].title ?? "" }
}

extension RowBlock.Point {
  /// The point of a position in an XML file, given the file's index.
  init(_ position: XMLPosition, file: Int) {
    self.init(
      path: Int32(file), line: Int32(clamping: position.line),
      column: Int32(clamping: position.column), offset: UInt32(clamping: position.offset))
  }
}
