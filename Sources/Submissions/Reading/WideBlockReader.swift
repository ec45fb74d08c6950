import Definitions
import Formats
import SourceText

/// Turns blocks of a CSV file with a row per unit into cells.
struct WideBlockReader: Sendable {
  private let file: WideFile
  private let finder: RowFinder
  private let sink: ProblemSink
  /// The lengths of longer periods that rows may be about.
  private let longer: Set<PeriodLength>
  private var merged = MergedCells()
  /// The records of which nobody can say whose they are, so far.
  private(set) var strays: [StrayRecord] = []
  /// The rows of units that are no records, so far.
  private(set) var statements: [RecordStatement] = []

  /// A reader.
  /// - Parameters:
  ///   - context: What every reader of the run needs.
  ///   - reading: The items whose values stand in the file, or the columns of its table.
  ///   - finder: Finds the unit of a row.
  ///   - file: The file.
  ///   - head: Its header.
  ///   - sink: Takes what is found beyond the first of a block and code.
  init(
    _ context: ReadingContext, _ reading: ItemReading, _ finder: RowFinder, _ file: SubmittedFile,
    _ head: CSVHead, _ sink: ProblemSink
  ) {
    self.sink = sink
    self.finder = finder
    self.file = WideFile(head, reading, in: context.files[file.index])
    longer = context.longerPeriods(of: head)
  }

  /// The rows of the units that are wanted, with what is wrong with their values.
  func read(_ block: CSVBlock, wants: (Index<Unit>) -> Bool) -> (RowBlock, [Diagnostic]) {
    read(block) { record, _, _ in
      let unit = finder.unit(
        code: record.code, name: record.name, period: record.period, longer: longer)
      return unit.flatMap { wants($0) ? $0 : nil }
    }
  }

  /// The rows of the next block of a table's records, with what is wrong with their values; the blocks are to be read in
  /// their order. What is nobody's is kept in `strays`.
  mutating func readRecords(_ block: CSVBlock) -> (RowBlock, [Diagnostic]) {
    var merged = merged
    var strays = strays
    var statements = statements
    defer {
      self.merged = merged
      self.strays = strays
      self.statements = statements
    }
    return read(block) { stated, fields, start in
      func rest() -> RestOfRow {
        stated.rest(fields, block.bytes, file.head.columns, file.reading.headings)
      }
      let (record, isFilled) = merged.fill(stated) { rest().kind }
      let unit =
        isFilled
        ? nil : finder.unit(code: record.code, name: record.name, period: record.period)
      if unit == nil, isFilled || !finder.isAboutNoUnit(record, rest: rest), !rest().saysNothing {
        // Below a page's end or a note it goes on with whoever was named last, if with anybody.
        let whose = record.namesNobody && !record.hasPeriod ? merged.named ?? record : record
        strays.append(
          StrayRecord(
            record: whose, isFilled: isFilled, offset: start.offset, line: start.line, column: 1))
      }
      guard let unit else { return nil }
      let words = words(fields, block.bytes)
      if words == .record { return unit }
      statements.append(
        RecordStatement(unit: unit, words: words, offset: start.offset, line: start.line))
      return words == .thin || words == .zeros ? unit : nil
    }
  }

  /// What a row of the table says by its words.
  private func words(_ fields: [CSVField], _ bytes: [UInt8]) -> RecordWords {
    let own = zip(fields, file.head.columns.items).filter { $0.1 >= 0 }
    if own.contains(where: \.0.isMalformed) { return .record }
    let words = RecordWords(
      own.map { ($0.1, $0.0.text(in: bytes)) }, columns: file.present.count, of: file.reading)
    let besides = words.besidesUnread
    return besides != words && file.hasUnread(fields, bytes) ? besides : words
  }

  /// Reads the records for which `unit`, given their fields and where they begin, says whose they are.
  private func read(
    _ block: CSVBlock,
    unit: (CSVRecord, [CSVField], (offset: Int, line: Int)) -> Index<Unit>?
  ) -> (RowBlock, [Diagnostic]) {
    let head = file.head
    var result = RowBlock(
      files: [file.placed], rows: [], cells: [], stride: file.reading.reported, texts: [],
      origins: .bytes(block.bytes, offset: block.offset, line: block.line))
    var diagnostics = ProblemList(sink)
    guard block.offset + block.bytes.count > head.dataOffset else { return (result, []) }
    let bytes = block.bytes
    let places = RecordPlaces(bytes, base: block.offset, in: file.placed)
    var scanner = CSVScanner(separator: head.separator, line: block.line)
    var fields: [CSVField] = []
    while scanner.next(bytes.span, fields: &fields) {
      scanner.problems.removeAll(keepingCapacity: true)
      guard head.holds(block.offset + scanner.recordOffset),
        !CSVRecord.isEmpty(fields, bytes)
      else { continue }
      let record = CSVRecord(fields, bytes, head.columns)
      let start = (offset: block.offset + scanner.recordOffset, line: scanner.recordLine)
      guard let unit = unit(record, fields, start) else { continue }
      result.rows.append(RowBlock.Row(unit: unit, offset: start.offset, line: start.line))
      var row = WideRow(
        file: file, finder: finder, fields: fields, bytes: bytes, places: places,
        record: scanner.recordOffset, line: scanner.recordLine, start: start.offset,
        unit: finder.matcher.registry.units[unit].code)
      row.read(into: &result)
      // A record of another time, or one that is void, is none of the unit's.
      if row.isOfOtherTime || row.isVoid, file.reading.table != nil {
        result.rows.removeLast()
        result.cells.removeLast(file.reading.reported)
      }
      if !longer.isEmpty, let period = finder.longerPeriod(record.period, longer) {
        row.keep(period, of: finder.period, &result)
      }
      diagnostics += row.diagnostics
    }
    return (result, diagnostics.kept)
  }
}

/// A row of a table of records that is a unit's and no record, or hardly one.
struct RecordStatement {
  /// The index of the unit.
  var unit: Index<Unit>
  /// What it says.
  var words: RecordWords
  /// Where it begins in its file.
  var offset: Int
  var line: Int
}

/// A record of a table of which nobody can say whose it is.
struct StrayRecord {
  /// Whom and when it is about, as it says or as the row above does.
  var record: CSVRecord
  /// Whether the row above says it: cells were merged.
  var isFilled: Bool
  /// Where it begins in its file.
  var offset: Int
  var line: Int
  var column: Int
}

/// One record of a wide file on its way into a block.
private struct WideRow {
  let file: WideFile
  let finder: RowFinder
  let fields: [CSVField]
  let bytes: [UInt8]
  let places: RecordPlaces
  let record: Int
  let line: Int
  /// Where it begins in the file.
  let start: Int
  let unit: String
  var diagnostics: [Diagnostic] = []
  /// Whether a remark says that all of its values are of another time than the run's.
  private(set) var isOfOtherTime = false
  /// Whether a remark says that all of its values are void.
  private(set) var isVoid = false
  /// What the remarks of the record say of measures, and in which columns the values are that they speak of.
  private var remarks: [(note: MeasureNote, columns: Range<Int>)] = []
  /// What they say of times, and where.
  private var timeNotes: [(notes: [TimeNote], columns: Range<Int>, place: Place, origin: UInt32)] =
    []

  init(
    file: WideFile, finder: RowFinder, fields: [CSVField], bytes: [UInt8], places: RecordPlaces,
    record: Int, line: Int, start: Int, unit: String
  ) {
    self.start = start
    self.file = file
    self.finder = finder
    self.fields = fields
    self.bytes = bytes
    self.places = places
    self.record = record
    self.line = line
    self.unit = unit
  }

  /// Appends the record's cells.
  mutating func read(into block: inout RowBlock) {
    let start = block.cells.count
    block.cells.append(
      contentsOf: repeatElement(Cell(.absent), count: file.reading.reported))
    let void = voidItems()
    if isVoid { return }
    if let extra = firstExtraField() { return spoil(from: extra, start, &block) }
    if let column = file.head.cutNumber(fields, bytes) {
      return spoil(cutAt: column, start, &block)
    }
    let items = file.head.columns.items
    if fields.count < items.count, lacksItems() { return spoilShort(start, &block) }
    takeRemarks()
    let told = diagnostics.count
    var fit = RowFit()
    for column in 0..<min(fields.count, items.count) where items[column] >= 0 {
      let item = items[column]
      if void.contains(item) { continue }
      let cell = read(column, item, &block, &fit)
      if file.hasDuplicates, block.cells[start + item].kind != .absent {
        take(cell, column, item, start, &block)
      } else {
        block.cells[start + item] = cell
      }
    }
    if fields.count < items.count { fillShort(start, &block) }
    spoilShifted(fit, told, start, &block)
    leaveOtherTimes(start, &block)
    leaveOthers(start, &block)
  }

  /// The items whose values a remark says to be void; what else may say so is asked about.
  private mutating func voidItems() -> Set<Int> {
    let items = file.head.columns.items
    var void: Set<Int> = []
    for (column, range) in file.remarks where column < fields.count && !fields[column].isEmpty {
      let text = fields[column].text(in: bytes)
      guard let note = VoidNote(text) else { continue }
      let about = Set(items[range].filter { $0 >= 0 })
      let (found, told) = finder.read(
        note, text, of: about, file.reading, at: place(fields[column]))
      void.formUnion(found)
      tell(told)
    }
    isVoid = !void.isEmpty && void.isSuperset(of: items.filter { $0 >= 0 })
    if isVoid { return void }
    for column in file.mayBeRemarks where column < fields.count && !fields[column].isEmpty {
      let text = fields[column].text(in: bytes)
      let headings = file.head.columns.headings
      let heading = column < headings.count && items[column] < 0 ? headings[column] : ""
      if VoidNote.isSaid(by: text, below: heading) {
        tell(.mayBeVoid(text, at: place(fields[column])))
      }
    }
    return void
  }

  private mutating func tell(_ told: Diagnostic?) {
    guard var told else { return }
    told.unit = unit
    diagnostics.append(told)
  }

  /// Takes no value that stands behind a further column of units which names another one: tables stand side by side.
  private mutating func leaveOthers(_ start: Int, _ block: inout RowBlock) {
    func text(_ column: Int) -> String {
      column < fields.count ? fields[column].text(in: bytes) : ""
    }
    let other = file.furtherUnits.first { further in
      let named = text(further.column)
      return !CellText.isNothing(CellText.normal(named))
        && !CellText.agree(named, text(further.first))
    }
    guard let other else { return }
    let items = file.head.columns.items
    let left = Set(items[..<other.column].filter { $0 >= 0 })
    let right = Set(items[other.column...].filter { $0 >= 0 })
    for item in right {
      // What stands on both sides has been compared: nobody can say which of the two was taken.
      block.cells[start + item] =
        left.contains(item)
        ? Cell(.unreadable, origin: UInt32(fields[other.column].start)) : Cell(.absent)
    }
    diagnostics.append(
      .valuesOfOtherUnit(text(other.column).shown, at: place(fields[other.column]), unit: unit))
  }

  /// Takes no value of a record that may be shifted, and says so in place of what is wrong with each of them, which was told
  /// from the one at `told` on.
  private mutating func spoilShifted(
    _ fit: RowFit, _ told: Int, _ start: Int, _ block: inout RowBlock
  ) {
    guard let (column, wrong, all) = fit.shift(fields, bytes, file) else { return }
    diagnostics.removeSubrange(told...)
    diagnostics.append(.shiftedRecord(wrong, all, at: place(fields[column]), unit: unit))
    spoil(start, &block)
  }

  /// Takes no value of which a remark says that it is not of the run's period.
  private mutating func leaveOtherTimes(_ start: Int, _ block: inout RowBlock) {
    for (note, range, place, origin) in timeNotes {
      let items = Set(file.head.columns.items[range].filter { $0 >= 0 })
      var (others, told) = finder.read(note, of: items, file.reading, at: place)
      told?.unit = unit
      diagnostics += [told].compactMap(\.self)
      if others == items, !items.isEmpty { isOfOtherTime = true }
      for item in others {
        block.cells[start + item] = Cell(.unreadable, origin: origin)
      }
    }
  }

  /// Takes what remarks, and notes about the row elsewhere, say of measures and of times.
  private mutating func takeRemarks() {
    let all = 0..<file.head.columns.items.count
    for part in file.head.columns.parts where part.isOf(unit, at: start) {
      remarks += part.measures.map { ($0, all) }
      if !part.times.isEmpty { timeNotes.append((part.times, all, part.place, fields[0].start)) }
    }
    for (column, range) in file.remarks where column < fields.count && !fields[column].isEmpty {
      let text = fields[column].text(in: bytes)
      let times = TimeNote.all(in: text)
      if !times.isEmpty {
        timeNotes.append((times, range, place(fields[column]), fields[column].start))
      }
      let notes = file.reading.notes(inRemark: text)
      remarks += notes.map { ($0, range) }
      let isUnread = notes.contains {
        $0.measures.isEmpty && !file.reading.contradictsAnItem($0, among: file.present)
      }
      if isUnread {
        var told = Diagnostic.unreadMeasure(
          CellText.written(text).shown, at: place(fields[column]))
        told.unit = self.unit
        diagnostics.append(told)
      }
    }
  }

  /// Leaves only the values of items whose periods are as long as the one that the record is about.
  mutating func keep(_ period: Period, of run: Period?, _ block: inout RowBlock) {
    let start = block.cells.count - file.reading.reported
    var count = 0
    var first: Place?
    for (column, item) in file.head.columns.items.enumerated()
    where item >= 0 && file.reading.items[item].period != period.length {
      if column < fields.count, !CSVRecord.isEmpty([fields[column]], bytes) {
        count += 1
        first = first ?? place(fields[column])
      }
      block.cells[start + item] = Cell(.absent)
    }
    guard count > 0, let first else { return }
    diagnostics.append(.valuesOfOtherLength(period, run, count, at: first, unit: unit))
  }

  private mutating func read(
    _ column: Int, _ item: Int, _ block: inout RowBlock, _ fit: inout RowFit
  ) -> Cell {
    let field = fields[column]
    let origin = UInt32(field.start)
    let (stated, besides) =
      file.head.columns.statesMeasures || !remarks.isEmpty ? measure(column, item) : (.none, nil)
    if stated == .none, !field.isMalformed, !field.hasDoubledQuotes,
      var cell = file.reading.values.readQuickly(bytes, field.range, item: item)
    {
      cell.origin = origin
      return cell
    }
    if field.isMalformed { return Cell(.unreadable, origin: origin) }
    var value: ReadValue
    if field.hasDoubledQuotes {
      value = file.reading.values.read(field.text(in: bytes), item: item, stated)
    } else {
      value = file.reading.values.read(bytes, field.range, item: item, stated)
    }
    value.cell.origin = origin
    if let problem = value.problem { fit.add(problem, column) }
    if let text = value.text {
      value.cell.bits = Int64(block.texts.count)
      block.texts.append(text)
    }
    // Of a column in another measure the header has told already.
    if value.problem == .otherMeasure, stated == .other, besides == nil { return value.cell }
    if let problem = value.problem {
      diagnostics.append(
        .value(
          problem,
          field.text(in: bytes).shown + (problem == .otherMeasure ? besides?.shown ?? "" : ""),
          of: file.reading.items[item], at: place(field), unit: unit))
    } else if let besides, value.cell.hasValue,
      var told = Diagnostic.stated(stated, besides, of: file.reading.items[item], at: place(field))
    {
      told.unit = unit
      diagnostics.append(told)
    }
    return value.cell
  }

  /// The measure of a value: that of its column, unless the record states one beside it, which is returned as well.
  private func measure(_ column: Int, _ item: Int) -> (StatedMeasure, String?) {
    let columns = file.head.columns
    let ofColumn = columns.measures.isEmpty ? .none : columns.measures[column]
    if columns.measureColumns.isEmpty, remarks.isEmpty { return (ofColumn, nil) }
    let notes = remarks.filter { $0.columns.contains(column) }.map(\.note)
    let remarked = file.reading.stated(
      remarks: notes, isOfItem: false, item: item, among: file.present)
    let found = file.reading.one(of: [besides(column, item) ?? (.none, ""), remarked])
    guard found.measure != .none else { return (ofColumn, nil) }
    // The heading of the column says otherwise; what is said of the whole table gives way.
    let differs = columns.withMeasure.contains(column) && ofColumn != found.measure
    return (differs ? .other : found.measure, found.text)
  }

  /// The measure of a value that stands in a column of its own.
  private func besides(_ column: Int, _ item: Int) -> (measure: StatedMeasure, text: String)? {
    let columns = file.head.columns
    guard !columns.measureColumns.isEmpty, columns.measureColumns[column] >= 0,
      columns.measureColumns[column] < fields.count
    else { return nil }
    let text = fields[columns.measureColumns[column]].text(in: bytes)
    // One column for the whole row speaks of the items with which it can be compared.
    let stated =
      if file.hasOneMeasure,
        let measures = MeasureNote.measures(in: CellText.key(text), file.reading.headings.bases)
          ?? Measure(text).map({ [$0] })
      {
        file.reading.stated(measures, item: item, among: file.present)
      } else {
        file.reading.stated(text, item: item)
      }
    return (stated, text)
  }

  /// A second column of an item: the same value, or none at all.
  private mutating func take(
    _ cell: Cell, _ column: Int, _ item: Int, _ start: Int, _ block: inout RowBlock
  ) {
    let earlier = block.cells[start + item]
    let combined = earlier.combined(with: cell, block.texts, block.lists)
    block.cells[start + item] = combined.cell
    if combined.differs {
      let name = file.reading.items[item].name
      let first = places.place(
        Int(earlier.origin)..<Int(earlier.origin), record: record, line: line)
      diagnostics.append(
        .differingValues(name, at: place(fields[column]), first: first, unit: unit))
    }
  }

  /// A field with something in it beyond the header's columns: the values may stand in wrong columns.
  private func firstExtraField() -> CSVField? {
    guard fields.count > file.head.columns.count else { return nil }
    return fields[file.head.columns.count...].first { !CSVRecord.isEmpty([$0], bytes) }
  }

  private mutating func spoil(from extra: CSVField, _ start: Int, _ block: inout RowBlock) {
    diagnostics.append(
      .longRecord(fields.count, file.head.columns.count, at: place(extra), unit: unit))
    spoil(start, &block)
  }

  private mutating func spoil(cutAt column: Int, _ start: Int, _ block: inout RowBlock) {
    diagnostics.append(
      .cutNumber(
        fields[column...(column + 1)].map { $0.text(in: bytes) }, at: place(fields[column]),
        unit: unit))
    spoil(start, &block)
  }

  /// Whether the record ends before the last item, with no broken quote that has swallowed the rest, and has values before:
  /// one that was left out among them would have moved the others.
  private func lacksItems() -> Bool {
    let items = file.head.columns.items
    return fields.last?.isMalformed == false && items[fields.count...].contains { $0 >= 0 }
      && zip(fields, items).contains { field, item in
        item >= 0 && !CSVRecord.isEmpty([field], bytes)
      }
  }

  private mutating func spoilShort(_ start: Int, _ block: inout RowBlock) {
    let end = Int(fields.last?.end ?? 0)
    diagnostics.append(
      .shortRecord(
        fields.count, file.head.columns.count,
        at: places.place(end..<end, record: record, line: line), unit: unit))
    spoil(start, &block)
  }

  /// Takes no value of the record: they may stand in wrong columns.
  private func spoil(_ start: Int, _ block: inout RowBlock) {
    for (column, item) in file.head.columns.items.enumerated() where item >= 0 {
      let origin = column < fields.count ? fields[column].start : fields.last?.end ?? 0
      block.cells[start + item] = Cell(.unreadable, origin: UInt32(origin))
    }
  }

  /// Behind an unclosed quote the last columns are lost; where nothing is stated at all they were left out.
  private func fillShort(_ start: Int, _ block: inout RowBlock) {
    guard let last = fields.last else { return }
    let origin = last.isMalformed ? last.start : last.end
    for item in file.head.columns.items[fields.count...] where item >= 0 {
      block.cells[start + item] = Cell(
        last.isMalformed ? .unreadable : .blank, origin: UInt32(origin))
    }
  }

  private func place(_ field: CSVField) -> Place {
    places.place(field.range, record: record, line: line)
  }
}
