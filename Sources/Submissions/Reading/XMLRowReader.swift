import Definitions
import Formats
import SourceText

/// Reads the rows of an XML submission, some hundred at a time.
///
/// A file with a mistake gives its complete submissions; the mistake itself is reported by the first pass.
struct XMLRowReader: ~Copyable {
  private let context: ReadingContext
  private let finder: RowFinder
  private let placed: PlacedFile
  private let file: Int
  private let wants: (Index<Unit>) -> Bool
  private var reader: XMLReader?
  private var walk: XMLWalk
  private var isFileOfOtherPeriod = false
  /// The period by which the file is named.
  private let label: String
  /// The row that is being read; nil outside of one, and in one that does not count.
  private var row: (unit: Index<Unit>, at: XMLPosition)?
  private var cells: [Cell] = []
  /// What is said of the row's values, as far as it was read.
  private var texts = XMLTexts()
  /// What stands in the row: what is said of its values may stand below them.
  private var held: [XMLStatement] = []
  /// What is said of measures around the file, and around the row.
  private let measuresOfFile: XMLMeasures
  private var measures = XMLMeasures()
  /// What notes around the file, or in the row, say of some units or items, and of them those about the row.
  private let partsOfFile: [PartNote]
  private let fileTexts: XMLTexts
  private let root: XMLPosition
  private var parts: [PartNote] = []
  /// The table that is being read; nil outside of one, and in one that cannot be.
  private var table: XMLTableReader?
  private var events: ArraySlice<XMLEvent> = []
  private var block: RowBlock
  private var points: [RowBlock.Point] = []
  private var diagnostics: [Diagnostic] = []
  /// The suggestions for unknown items so far.
  private var near: [String: [String]] = [:]

  /// The most rows of a block.
  private static let rowsPerBlock = 256

  init(
    _ context: ReadingContext, _ finder: RowFinder, _ file: SubmittedFile,
    _ encoding: TextEncoding, wants: @escaping (Index<Unit>) -> Bool
  ) {
    self.context = context
    self.finder = finder
    self.wants = wants
    placed = context.files[file.index]
    self.file = file.index
    label = file.label
    measuresOfFile = file.measures
    partsOfFile = file.texts.parts(context.items, at: file.root, in: context.files[file.index])
    fileTexts = file.texts
    root = file.root
    isFileOfOtherPeriod = finder.isOfOtherPeriod(label)
    walk = XMLWalk(in: placed, context.items, nil)
    block = XMLRowReader.emptyBlock(placed, context)
    do throws(TextError) {
      reader = try XMLReader(file.source, encoding)
    } catch {
      reader = nil
    }
  }

  /// The next rows with what is wrong with their values; nil at the end of the file, or where its mistake is.
  mutating func next() -> (RowBlock, [Diagnostic])? {
    while block.rows.count < XMLRowReader.rowsPerBlock {
      guard let event = events.popFirst() else {
        guard readEvents() else { break }
        continue
      }
      if let statement = walk.take(event) { take(statement) }
    }
    guard !block.rows.isEmpty else { return nil }
    block.origins = .points(points)
    defer {
      block = XMLRowReader.emptyBlock(placed, context)
      points = []
      diagnostics = []
    }
    return (block, diagnostics)
  }

  private static func emptyBlock(_ file: PlacedFile, _ context: ReadingContext) -> RowBlock {
    RowBlock(
      files: [file], rows: [], cells: [], stride: context.set.items.count, texts: [],
      origins: .points([]))
  }

  private mutating func readEvents() -> Bool {
    do throws(TextError) {
      guard let more = try reader?.next() else { return false }
      events = more[...]
      return true
    } catch {
      reader = nil
      return false
    }
  }

  private mutating func take(_ statement: XMLStatement) {
    switch statement {
    case .file(let said, _):
      if !said.period.isEmpty { isFileOfOtherPeriod = finder.isOfOtherPeriod(said.period) }
    case .submission(let code, let name, let said, let position):
      // Of which period it is is known with its titles and notes.
      guard !(isFileOfOtherPeriod && said.period.isEmpty),
        let unit = finder.unit(code: code, name: name, period: ""), wants(unit)
      else { return }
      row = (unit, position)
      texts = said
      held = []
    case .note(let text, of: .submission): texts.add(text)
    case .note, .item, .table, .record, .lost, .field, .endOfRecord, .endOfTable:
      if row != nil { held.append(statement) }
    case .end:
      if let row { read(row.unit, row.at) }
      row = nil
    }
  }

  /// Reads a row whose statements are all there.
  private mutating func read(_ unit: Index<Unit>, _ position: XMLPosition) {
    // The first pass has told of it.
    if texts.isVoid { return }
    let label = texts.settled(
      nil, finder.length, run: finder.period, context.items, at: place(position)
    ).label
    if finder.isOfOtherPeriod(label) { return }
    table = nil
    cells = [Cell](repeating: Cell(.absent), count: context.set.items.count)
    var told: [Diagnostic]
    (measures, told) = context.measures(texts, at: position, of: names, in: placed)
    let code = finder.matcher.registry.units[unit].code
    for index in told.indices { told[index].unit = code }
    diagnostics += told
    parts = parts(context.items, partsOfFile, of: code, at: position)
    for index in held.indices { read(held[index], held[(index + 1)...]) }
    leaveOtherTimes(code)
    leaveVoids(code)
    block.rows.append(RowBlock.Row(unit: unit, offset: position.offset, line: position.line))
    block.cells += cells
  }

  /// What the values of the row are called.
  private var names: Set<String> {
    let names = held.compactMap { statement -> String? in
      switch statement {
      case .item(let value): value.name
      case .table(let name, _, _): name
      case .file, .submission, .note, .record, .lost, .field, .endOfRecord, .endOfTable, .end: nil
      }
    }
    return Set(names)
  }

  /// What notes in the row, and those around the file, say of its unit or of some items.
  private func parts(
    _ reading: ItemReading, _ ofFile: [PartNote], of unit: String, at position: XMLPosition
  ) -> [PartNote] {
    (texts.parts(reading, at: position, in: placed) + ofFile)
      .filter { $0.isOf(unit, at: position.offset) }
  }

  /// Takes no value of which a note says that it is not of the run's period.
  private mutating func leaveOtherTimes(_ unit: String) {
    guard !parts.isEmpty else { return }
    let present = Set(cells.indices.filter { cells[$0].kind != .absent })
    for part in parts where !part.times.isEmpty {
      var (others, told) = finder.read(part.times, of: present, context.items, at: part.place)
      told?.unit = unit
      diagnostics += [told].compactMap(\.self)
      for item in others { cells[item] = Cell(.unreadable, origin: cells[item].origin) }
    }
  }

  /// Takes no value of which a note says that it is void.
  private mutating func leaveVoids(_ unit: String) {
    let present = Set(cells.indices.filter { cells[$0].kind != .absent })
    for (note, text) in texts.voids(context.items) {
      let (void, told) = finder.read(
        note, text.text, of: present, context.items, at: place(text.position))
      if let told { tell(told, unit) }
      for item in void { cells[item] = Cell(.absent) }
    }
  }

  /// Reads a statement of a row, behind which others stand.
  private mutating func read(_ statement: XMLStatement, _ rest: ArraySlice<XMLStatement>) {
    switch statement {
    case .file, .submission, .note, .end: break
    case .item(let value): addItem(value)
    case .table(let name, let said, let position): open(name, said, position, rest)
    case .record(let said, let values, let position):
      guard table != nil else { return }
      let isOfPeriod = counts(said.period, for: nil, at: position)
      let fields = XMLRowReader.fields(of: rest)
      table?.read(
        values + fields.values, said.notes + fields.notes, isOfPeriod: isOfPeriod, finder,
        at: position)
      if !isOfPeriod, finder.mayBeOfPeriod(said.period) { giveUpTable(at: position) }
    case .lost(let position, let isInRecord):
      table?.lose(at: position, isInRecord: isInRecord)
    case .field: break
    case .endOfRecord: table?.end()
    case .endOfTable:
      table?.close()
      if let table { add(table) }
      table = nil
    }
  }

  /// Begins a table, unless it is none or not of the run's period.
  private mutating func open(
    _ name: String, _ said: XMLTexts, _ position: XMLPosition, _ rest: ArraySlice<XMLStatement>
  ) {
    guard let row else { return }
    let unit = finder.matcher.registry.units[row.unit].code
    guard let (item, _) = item(name, place(position), unit),
      counts(said.period, for: item, at: position)
    else { return }
    guard let reading = context.table(item) else {
      diagnostics.append(
        .notATable(context.set.items[item].name, at: place(position), unit: unit))
      return
    }
    var said = said
    for statement in rest {
      if case .endOfTable = statement { break }
      if case .note(let text, of: .table) = statement { said.add(text) }
    }
    for told in said.toldOfVoid(reading, at: place(position)) { tell(told, unit) }
    if said.isVoid { return }
    if said.period.isEmpty {
      var (label, told, _, _) = said.settled(
        nil, context.set.items[item].period ?? finder.length, run: finder.period,
        reading, at: place(position))
      for index in told.indices { told[index].unit = unit }
      diagnostics += told
      if finder.fault(of: label, for: context.set.items[item].period) != nil {
        return add(Cell(.unreadable), item, position, unit)
      }
    }
    let ofFile = fileTexts.parts(reading, at: root, in: placed)
    let parts = parts(reading, ofFile, of: unit, at: row.at)
    let around = [
      measures.tables[item], MeasureScope(notes: parts.flatMap(\.measures)),
      measuresOfFile.tables[item],
    ].compactMap(\.self)
    table = XMLTableReader(
      context, reading, said, within: around, parts, file: file, unit: unit, at: position)
  }

  /// What stands in a record: its fields, and the notes about them.
  private static func fields(
    of rest: ArraySlice<XMLStatement>
  ) -> (values: [XMLValue], notes: [XMLText]) {
    var values: [XMLValue] = []
    var notes: [XMLText] = []
    for statement in rest {
      switch statement {
      case .field(let value): values.append(value)
      case .note(let text, of: _): notes.append(text)
      case .endOfRecord: return (values, notes)
      case .file, .submission, .item, .table, .record, .lost, .endOfTable, .end: break
      }
    }
    return (values, notes)
  }

  /// Gives up a table of which a record may be of the period or not.
  private mutating func giveUpTable(at position: XMLPosition) {
    guard let row, let table, table.list.kind == .table else { return }
    self.table?.giveUp()
    diagnostics.append(
      .doubtfulTable(
        table.reading.name, finder.matcher.registry.units[row.unit], 1, at: place(position)))
  }

  private mutating func addItem(_ written: XMLValue) {
    let place = place(written.position)
    let unit = row.map { finder.matcher.registry.units[$0.unit].code } ?? ""
    guard let (item, named) = item(written.name, place, unit),
      counts(written.period, for: item, at: written.position)
    else { return }
    if let other = finder.otherTime(among: written.others, of: item, context.items) {
      let told = Diagnostic.itemNameOfOtherTime(
        other, context.set.items[item].name, finder.period, at: place)
      return tell(told, unit)
    }
    let (isVoid, void) = finder.isVoid(written.remarks, item, context.items, at: place)
    defer { for told in void { tell(told, unit) } }
    if isVoid { return }
    let scope = MeasureScope(notes: parts.flatMap(\.measures))
    var (value, told) = context.items.read(
      written, named, item: item, within: [measures.items, scope, measuresOfFile.items],
      at: place)
    let notes = written.remarks.flatMap { TimeNote.all(in: $0) }
    let (others, note) = finder.read(notes, of: [item], context.items, at: place)
    if !others.isEmpty { value = ReadValue(Cell(.unreadable)) }
    told += [note].compactMap(\.self)
    for told in told { tell(told, unit) }
    if let text = value.text {
      value.cell.bits = Int64(block.texts.count)
      block.texts.append(text)
    }
    add(value.cell, item, written.position, unit)
  }

  private mutating func tell(_ told: Diagnostic, _ unit: String) {
    var told = told
    told.unit = unit
    diagnostics.append(told)
  }

  /// Whether the period that stands beside values of an item, or beside a record, is theirs; says so where it is not.
  private mutating func counts(
    _ period: String, for item: Int?, at position: XMLPosition
  ) -> Bool {
    let length = item.flatMap { context.set.items[$0].period }
    guard let fault = finder.fault(of: period, for: length) else { return true }
    var told = fault.diagnostic(period, expected: finder.period, 1, at: place(position))
    told.unit = row.map { finder.matcher.registry.units[$0.unit].code }
    told.item = item.map { context.set.items[$0].name }
    diagnostics.append(told)
    return false
  }

  /// Adds the records of a table that was read to its end.
  private mutating func add(_ table: XMLTableReader) {
    guard let item = table.reading.table else { return }
    diagnostics += table.diagnostics
    if table.isMissing { return }
    let index = Int64(block.lists.count)
    block.lists.append(table.list)
    let kind = table.list.kind
    add(Cell(kind, bits: kind == .table ? index : index + 1), item, table.position, table.unit)
  }

  /// Puts a cell into the row, beside what the row has for its item already.
  private mutating func add(_ cell: Cell, _ item: Int, _ position: XMLPosition, _ unit: String) {
    var cell = cell
    cell.origin = UInt32(clamping: points.count)
    points.append(
      RowBlock.Point(position, file: 0))
    let name = context.set.items[item].name
    let earlier = cells[item]
    let outcome = earlier.combined(with: cell, block.texts, block.lists)
    cells[item] = outcome.cell
    guard outcome.repeats || outcome.differs else { return }
    let first = points[Int(earlier.origin)].place(in: [placed])
    diagnostics.append(
      outcome.differs
        ? .differing(name, earlier, cell, block.lists, at: place(position), first, unit: unit)
        : .repeatedValue(name, at: place(position), first: first, unit: unit))
  }

  private func place(_ position: XMLPosition) -> Place {
    Place(in: placed, offset: position.offset, line: position.line, column: position.column)
  }

  /// The item that a name names, and the measure that stands behind it.
  private mutating func item(
    _ name: String, _ place: Place, _ unit: String
  ) -> (item: Int, measure: String?)? {
    let (match, measure) = context.headings.find(name)
    switch match {
    case .item(let index):
      if context.set.items[index].isReported { return (index, measure) }
      diagnostics.append(.computedItem(context.set.items[index].name, at: place))
    case .several(let items):
      diagnostics.append(
        .ambiguousItem(
          name, items.map { context.set.items[$0].name }, at: place, unit: unit))
    case .ofOther: break
    case .none:
      let shown = CellText.written(name).shown
      let near = near[shown] ?? context.headings.suggestions(for: shown)
      self.near[shown] = near
      var diagnostic = Diagnostic.unknownItem(shown, near: near, 1, at: place)
      diagnostic.unit = unit
      diagnostics.append(diagnostic)
    }
    return nil
  }
}
