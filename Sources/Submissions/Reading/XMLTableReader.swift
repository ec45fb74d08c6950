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
  /// What is said of measures around the table, the nearest first.
  private var scopes: [MeasureScope]
  /// What notes around its records say of some columns, and those that were told.
  private var parts: [PartNote]
  private var parted: Set<String> = []
  /// What notes around its records say of some columns that are void.
  private let voids: [(note: VoidNote, text: XMLText)]
  private var start: RowBlock.Point
  /// Whether the record that is being read is of the run's period.
  private var isOfPeriod = true
  private var record: [(cell: Cell, text: String?, point: RowBlock.Point)] = []
  /// What stands in the record's fields, in their order, and whether something stands in it that is not read.
  private var texts: [(column: Int, text: String)] = []
  /// What is wrong with its values.
  private var told: [Diagnostic] = []
  private var hasUnread = false
  /// For each column, whether a record has it.
  private var isThere: [Bool]
  private var emptyRecord: RowBlock.Point?
  /// Where the table says that it is not reported, and how; where a row first has nothing but zeros, or sums up others, and
  /// how many do.
  private var unreported: (text: String, start: RowBlock.Point)?
  private var zeros: (first: RowBlock.Point, count: Int)?
  private var totals: (first: RowBlock.Point, count: Int, isZero: Bool)?
  /// Whether a record is void, or of another time, and whether all fields of the one that is being read may be void.
  private var hasLeftOut = false
  private var hasVoidField = false
  /// Fields of unknown names, each reported once.
  private var unknown: Set<String> = []

  /// A reader of a table of which texts say something, as do others around it.
  init(
    _ context: ReadingContext, _ reading: ItemReading, _ said: XMLTexts,
    within scopes: [MeasureScope], _ parts: [PartNote], file: Int, unit: String,
    at position: XMLPosition
  ) {
    self.scopes = scopes
    let own = said.parts(reading, at: position, in: context.files[file])
      .filter { $0.isOf(unit, at: nil) }
    // What is of another time as a whole is left out around the table.
    self.parts = own + parts.filter { $0.times.allSatisfy { $0.subject != .all } }
    voids = said.voids(reading)
    self.context = context
    self.reading = reading
    self.file = file
    self.unit = unit
    self.position = position
    start = RowBlock.Point(position, file: file)
    list = RecordList(width: reading.reported, start: start, files: context.files)
    isThere = [Bool](repeating: false, count: reading.reported)
    let notes = said.measures(reading, at: position).filter {
      reading.speaks($0.note, of: nil, besides: [])
    }
    self.scopes.insert(
      MeasureScope(notes: notes.map(\.note) + own.flatMap(\.measures)), at: 0)
    diagnostics += unread(notes.filter { !reading.contradictsAnItem($0.note, among: nil) })
  }

  /// What is said of notes of which nothing is known.
  private func unread(_ notes: [(note: MeasureNote, position: XMLPosition)]) -> [Diagnostic] {
    notes.filter(\.note.measures.isEmpty).map { note, position in
      var told = Diagnostic.unreadMeasure(
        CellText.written(note.text).shown,
        at: RowBlock.Point(position, file: file).place(in: context.files))
      told.unit = unit
      return told
    }
  }

  /// Reads a record, with what is noted in it; one of another period is passed over.
  mutating func read(
    _ values: [XMLValue], _ notes: [XMLText], isOfPeriod: Bool, _ finder: RowFinder,
    at position: XMLPosition
  ) {
    start(at: position, isOfPeriod: isOfPeriod)
    guard isOfPeriod else { return }
    let (values, remarks) = parted(values)
    let notes = notes + remarks
    let columns = Set(
      values.compactMap { value -> Int? in
        guard case .item(let column) = reading.headings.find(value.name).match,
          column < reading.reported
        else { return nil }
        return column
      })
    let said = notes.flatMap { text in
      reading.notes(around: text.text, label: text.label).map { ($0, text.position) }
    }.filter(\.0.isSure)
    told += unread(said.filter { !reading.contradictsAnItem($0.0, among: columns) })
    let own = MeasureScope(notes: said.map(\.0), items: columns)
    for value in values { addField(value, within: [own] + scopes, finder) }
    for part in parts where !part.times.isEmpty {
      var (others, note) = finder.read(part.times, of: columns, reading, at: part.place)
      note?.unit = unit
      if let note, parted.insert(part.text).inserted { diagnostics.append(note) }
      for column in others { record[column].cell = Cell(.unreadable) }
    }
    for (note, text) in voids {
      let place = RowBlock.Point(text.position, file: file).place(in: context.files)
      let (void, told) = finder.read(note, text.text, of: columns, reading, at: place)
      for column in void { record[column].cell = Cell(.unreadable) }
      if let told, parted.insert(text.text).inserted { diagnostics.append(ofUnit(told)) }
    }
    for text in notes where text.label.isEmpty {
      let place = RowBlock.Point(text.position, file: file).place(in: context.files)
      let void = VoidNote(text.text).map {
        finder.read($0, text.text, of: columns, reading, at: place)
      }
      let (others, note) = finder.read(
        TimeNote.all(in: text.text), of: columns, reading, at: place)
      let found = [void?.told, note].compactMap(\.self)
      // A record that is void, or of another time, is none of the unit's, and nothing more is said of it.
      if others == columns || void?.void == columns, !columns.isEmpty {
        diagnostics += found.map(ofUnit)
        self.isOfPeriod = false
        return
      }
      tell(found)
      for column in others.union(void?.void ?? []) { record[column].cell = Cell(.unreadable) }
    }
  }

  /// The values of a record, and what stands among them and says something of the others: a remark, 损失单位.
  private func parted(_ values: [XMLValue]) -> (values: [XMLValue], notes: [XMLText]) {
    var notes: [XMLText] = []
    let values = values.filter { value in
      guard reading.headings.find(value.name).match == .none else { return true }
      let isRemark = ColumnRole.named(CellText.key(value.name)) == .note
      let text = XMLText(
        label: isRemark ? "" : XMLText.label(value.name), text: value.text,
        position: value.position)
      guard isRemark || !reading.notes(around: text.text, label: text.label).isEmpty else {
        return true
      }
      notes.append(text)
      return false
    }
    return (values, notes)
  }

  /// Begins a record; one of another period is passed over.
  private mutating func start(at position: XMLPosition, isOfPeriod: Bool) {
    self.isOfPeriod = isOfPeriod
    texts = []
    told = []
    hasUnread = false
    hasVoidField = false
    start = RowBlock.Point(position, file: file)
    record = [(cell: Cell, text: String?, point: RowBlock.Point)](
      repeating: (Cell(.absent), nil, start), count: reading.reported)
  }

  /// Whether nothing is left of the table: its records are void, or of another time, and nothing says that there are none.
  var isMissing: Bool {
    hasLeftOut && list.kind == .table && list.count == 0 && emptyRecord == nil && totals == nil
  }

  /// Gives up the table: of one of its records nobody can say whether it is of the period.
  mutating func giveUp() { list.spoil(.unreadable) }

  /// Notes that something in the table, or in the record that is being read, is lost.
  mutating func lose(at position: XMLPosition, isInRecord: Bool) {
    hasUnread = true
    if !isInRecord { giveUp(at: RowBlock.Point(position, file: file)) }
  }

  /// Gives up the table, and says where something in it may be a record.
  private mutating func giveUp(at point: RowBlock.Point) {
    guard list.kind == .table else { return }
    list.spoil(.unreadable)
    diagnostics.append(
      .unclearRecord(reading.name, at: point.place(in: context.files), unit: unit))
  }

  /// Adds a value to the record.
  private mutating func addField(
    _ written: XMLValue, within scopes: [MeasureScope], _ finder: RowFinder
  ) {
    let point = RowBlock.Point(written.position, file: file)
    let place = point.place(in: context.files)
    guard let (column, named) = column(written.name, place) else {
      if !CellText.isNothing(CellText.normal(written.text)) { hasUnread = true }
      if VoidNote.isSaid(by: written.text, below: CellText.key(written.name)) {
        tell([.mayBeVoid(written.text, at: place)])
      }
      return
    }
    isThere[column] = true
    if reading.items[column].type == .text, VoidNote.isAll(written.text) {
      tell([.mayBeVoid(written.text, at: place)])
    }
    let (isVoid, void) = finder.isVoid(written.remarks, column, reading, at: place)
    tell(void)
    if isVoid {
      hasVoidField = true
      return
    }
    texts.append((column, written.isBroken ? "?" : written.text))
    var (value, told) = reading.read(written, named, item: column, within: scopes, at: place)
    if let other = finder.otherTime(among: written.others, of: column, reading) {
      value = ReadValue(Cell(.unreadable))
      told = [.itemNameOfOtherTime(other, reading.items[column].name, finder.period, at: place)]
    } else if let fault = finder.fault(of: written.period, for: nil) {
      value = ReadValue(Cell(.unreadable))
      told = [fault.diagnostic(written.period, expected: finder.period, 1, at: place)]
      told[0].item = reading.items[column].name
    }
    let notes = written.remarks.flatMap { TimeNote.all(in: $0) }
    let (others, note) = finder.read(notes, of: [column], reading, at: place)
    if !others.isEmpty { value = ReadValue(Cell(.unreadable)) }
    told += [note].compactMap(\.self)
    for index in told.indices { told[index].unit = unit }
    self.told += told
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
    let first = earlier.point.place(in: context.files)
    let title = reading.items[column].name
    if isSame {
      diagnostics.append(.repeatedValue(title, at: place, first: first, unit: unit))
    } else {
      diagnostics.append(.differingValues(title, at: place, first: first, unit: unit))
      record[column] = (Cell(.conflicting), nil, earlier.point)
    }
  }

  /// Says something of the record that is being read, if it is one.
  private mutating func tell(_ found: [Diagnostic]) { told += found.map(ofUnit) }

  private func ofUnit(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.unit = unit
    return diagnostic
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
      let shown = CellText.written(name).shown
      guard unknown.insert(shown).inserted else { return nil }
      if ColumnRole.announcesPersonalData(CellText.key(name)) {
        diagnostics.append(.personalColumn(shown, at: place))
      } else {
        let near = reading.headings.suggestions(for: shown)
        diagnostics.append(.unknownColumn(shown, near: near, at: place))
      }
    }
    return nil
  }

  /// Takes the record that was read; one that says nothing counts as none.
  mutating func end() {
    guard isOfPeriod, !(hasVoidField && texts.isEmpty) else {
      diagnostics += isOfPeriod ? told : []
      hasLeftOut = true
      return
    }
    guard list.kind == .table else { return }
    let words = RecordWords(texts, columns: reading.reported, of: reading)
    switch hasUnread ? words.besidesUnread : words {
    case .record: append()
    case .thin:
      diagnostics.append(
        .thinRecord(reading.name, at: start.place(in: context.files), unit: unit))
      append()
    case .zeros:
      zeros = (zeros?.first ?? start, (zeros?.count ?? 0) + 1)
      append()
    case .unclear: giveUp(at: start)
    case .total(let isZero):
      totals = (
        totals?.first ?? start, (totals?.count ?? 0) + 1, (totals?.isZero ?? true) && isZero
      )
    case .unreported(let text): unreported = unreported ?? (text, start)
    case .nothing(let sign):
      if sign == .taken, emptyRecord == nil {
        diagnostics.append(
          .takenForNone(reading.name, at: start.place(in: context.files), unit: unit))
      }
      emptyRecord = emptyRecord ?? start
    }
  }

  private mutating func append() {
    diagnostics += told
    guard list.count < RecordList.mostRecords else {
      diagnostics.append(
        .tooManyRecords(reading.name, at: start.place(in: context.files), unit: unit))
      return list.spoil(.unreadable)
    }
    list.append(at: start, record)
  }

  /// Reports what the records have in common; to be called at the table's end.
  mutating func close() {
    if let zeros, list.kind == .table {
      let place = zeros.first.place(in: context.files)
      if list.count == zeros.count {
        list = RecordList(width: reading.reported, start: zeros.first, files: context.files)
        emptyRecord = emptyRecord ?? zeros.first
        diagnostics.append(.takenForNone(reading.name, at: place, unit: unit))
      } else {
        diagnostics.append(.thinRecord(reading.name, at: place, unit: unit))
      }
    }
    if let totals {
      diagnostics.append(
        .totalRecords(reading.name, totals.count, at: totals.first.place(in: context.files)))
    }
    if let unreported {
      diagnostics.append(
        .unreportedTable(
          reading.name, unreported.text, at: unreported.start.place(in: context.files), unit: unit))
      let isAlone = list.count == 0 && emptyRecord == nil
      if list.kind == .table { list.spoil(isAlone ? .blank : .unreadable) }
    }
    if let totals, list.kind == .table, list.count == 0, emptyRecord == nil {
      let place = totals.first.place(in: context.files)
      if !totals.isZero { list.spoil(.unreadable) }
      diagnostics.append(
        totals.isZero
          ? .takenForNone(reading.name, at: place, unit: unit)
          : .onlyTotals(reading.name, at: place, unit: unit))
    }
    guard list.count > 0 else { return }
    if let emptyRecord {
      diagnostics.append(
        .emptyRecord(reading.name, at: emptyRecord.place(in: context.files), unit: unit))
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
    self.init(file: file, offset: position.offset, line: position.line, column: position.column)
  }
}
