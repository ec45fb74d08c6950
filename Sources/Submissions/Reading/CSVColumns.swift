import Definitions
import Formats
import SourceText

/// What the columns of a CSV submission are.
struct CSVColumns: Sendable {
  /// How values stand in the file.
  enum Shape: Hashable, Sendable {
    /// A row per unit, a column per item.
    case wide
    /// A row per value.
    case long
    /// A row per record of a table.
    case records
  }

  var shape: Shape = .wide
  var code: Int?
  var name: Int?
  /// The columns that say which period a row is about, together, and their headings as keys.
  var periods: [(column: Int, heading: String)] = []
  /// Those of them that hold words for what values are, of which only some are times.
  var kinds: Set<Int> = []
  /// The period that a title row states for the whole file.
  var statedPeriod = ""
  /// The same, where it is a period of the set's length.
  var stated: Period?
  /// The time that the title of the table names.
  var title: TitleTime?
  /// What notes below the table say of its time.
  var timeNotes: [TimeNote] = []
  /// Whether it was told of the whole table that its period is not the run's.
  var isTold = false
  /// Whether the records have days of their own.
  var hasDays = false
  /// The column of the item in a long file, and further ones, such as its name beside its code.
  var item: Int?
  var furtherItems: [Int] = []
  /// The columns of values in a long file: several of them are each of a time of their own.
  var values: [Int] = []
  /// The column of the value in a long file.
  var value: Int? { values.first }
  /// The item of each column of a wide file, or the column of the table; -1 for none.
  var items: [Int] = []
  /// What the measure that stands in the header or beside the table means for each column; empty where none does.
  var measures: [StatedMeasure] = []
  /// The columns whose own headings state their measure.
  var withMeasure: Set<Int> = []
  /// The columns of the measure of a row's values: in a long file; in a wide one for each column, -1 for none.
  var measuresOfRow: [Int] = []
  var measureColumns: [Int] = []
  /// What notes say of a part of the rows or of some items.
  var parts: [PartNote] = []
  /// The notes about times between rows, of which it is not known which rows they mean.
  var unplaced: [(note: TimeNote, place: Place)] = []
  /// What is stated of the measures of the whole table.
  var scope = MeasureScope()
  /// The periods that the header states of single columns, as below 2019年, and where.
  var dated: [DatedColumn] = []
  /// The headings, as keys.
  var headings: [String] = []
  /// All that stands above or in the header of each column, as keys: a header of several rows comes back with all of them.
  var allHeadings: [Int: Set<String>] = [:]
  /// How many columns the header has, and how many with the empty ones at its end.
  var count = 0
  var width = 0
  /// The columns with remarks or evidence.
  var remarks: Set<Int> = []
  /// Whether no column is about anything that the run knows: the file is somebody's, but no submission.
  var isForeign = false

  /// Whether the header, or the rows, say in which measure some values are.
  var statesMeasures: Bool { !measures.isEmpty || !measureColumns.isEmpty }

  /// Whether a column has values.
  func hasValues(_ column: Int) -> Bool {
    shape == .long ? values.contains(column) : column < items.count && items[column] >= 0
  }

  /// Whether a column has values of items, or of a table.
  var hasItems: Bool { shape == .long || items.contains { $0 >= 0 } }
}

/// A column that the header says to be of some time.
struct DatedColumn: Sendable {
  var column: Int
  /// The time, as it is written.
  var period: String
  var place: Place
  /// How many columns behind it have nothing above their headings: the time may be meant of them as well.
  var following = 0
}

extension CSVColumns {
  /// Takes the period that a note below the table, its title, or else the name of its file names, where nothing else states
  /// one for the file.
  /// - Returns: Whether the run's period would have to be known for that.
  mutating func takeTime(
    ofName name: TitleTime?, _ length: PeriodLength, run: Period?, at place: Place,
    _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    var asksForPeriod = takeNotes(length, run: run, at: place, &diagnostics)
    defer { stated = Period(statedPeriod).flatMap { $0.length == length ? $0 : nil } }
    // A year that is stated around the title's time says no more than that.
    if let own = Period(statedPeriod), let title, own.length != length,
      case .label(let label) = title.meaning(length, run: run), let part = Period(label),
      own.contains(part)
    {
      statedPeriod = label
    }
    guard statedPeriod.isEmpty else { return asksForPeriod }
    for (time, source) in [(title, TitleTime.Source.title), (name, .name)] {
      guard let time else { continue }
      var meaning = time.meaning(length, run: run)
      if meaning == .asksForPeriod { asksForPeriod = true }
      // A part of the period above records with days is asked about.
      if hasDays, case .label(let label) = meaning, let part = Period(label), part != run,
        run?.contains(part) == true
      {
        meaning = .unsure
      }
      take(time, meaning, source, run: run, at: place, &diagnostics)
      if !statedPeriod.isEmpty { break }
    }
    return asksForPeriod
  }

  private mutating func take(
    _ time: TitleTime, _ meaning: TitleTime.Meaning, _ source: TitleTime.Source, run: Period?,
    at place: Place, _ diagnostics: inout [Diagnostic]
  ) {
    if case .label(let label) = meaning { statedPeriod = label }
    guard periods.isEmpty, let told = time.diagnostic(meaning, source, run: run, at: place) else {
      return
    }
    diagnostics.append(told)
    if !statedPeriod.isEmpty { isTold = true }
  }

  /// Takes what notes below the table say of its time; it is told once.
  private mutating func takeNotes(
    _ length: PeriodLength, run: Period?, at place: Place, _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    guard let run else { return !timeNotes.isEmpty }
    var doubt: TitleTime?
    for note in timeNotes {
      switch note.time.meaning(length, run: run) {
      case .none, .asksForPeriod: continue
      case .unsure: if note.isSure { doubt = doubt ?? note.time }
      case .label(let label):
        guard label != run.label else { continue }
        guard note.isSure else {
          doubt = doubt ?? note.time
          continue
        }
        guard statedPeriod.isEmpty, periods.isEmpty else {
          diagnostics.append(note.time.contradiction(at: place))
          return false
        }
        take(note.time, .label(label), .note, run: run, at: place, &diagnostics)
        return false
      }
    }
    if let told = doubt?.diagnostic(.unsure, .note, run: run, at: place) {
      diagnostics.append(told)
    }
    return false
  }

  /// Whether a row further down is the header once more: below each column stands nothing, or what the header says there.
  func isRepeated(by row: [String], _ known: ItemHeadings) -> Bool {
    row.enumerated().allSatisfy { isSame($1, $0, known) }
  }

  /// Whether a row of words for columns has numbers like those of a unit all the same.
  func hasNumbers(_ row: [String]) -> Bool {
    let texts = row.enumerated().filter { hasValues($0) && !CellText.isNothing($1) }.map(\.element)
    let numbers = texts.count { CSVColumns.isNumber($0) }
    return numbers * 2 > texts.count
  }

  /// Whether a row that is no unit's is the header once more, or mostly looks like headings: of several cells more than half
  /// are, or all in the columns of values.
  func isLikeHeader(_ row: [String], _ known: ItemHeadings) -> Bool {
    let isOfColumns = row.enumerated().contains { column, text in
      !text.isEmpty && column < self.headings.count && isRead(column)
    }
    if isOfColumns, isRepeated(by: row, known) { return true }
    var (cells, headings, values, others) = (0, 0, 0, 0)
    for (column, text) in row.enumerated() where !text.isEmpty {
      cells += 1
      let isHeading = isLikeHeading(text, known)
      if isHeading { headings += 1 }
      guard hasValues(column) else { continue }
      if isHeading {
        values += 1
      } else if CellText.isNothing(text)
        || text.unicodeScalars.contains(where: WrittenNumber.isDigit)
      {
        return false
      } else {
        others += 1
      }
    }
    // From the item on a row of a long file is about a value.
    if let item, item < row.count, known.find(row[item]).match != .none { return false }
    return headings > 1 && headings * 2 > cells || cells > 1 && values > 0 && others == 0
  }

  /// Whether a text is a number that is no year: 2020 may be a heading.
  private static func isNumber(_ text: String) -> Bool {
    guard case .number(let number) = WrittenNumber.read(text) else { return false }
    return number.normal.scale > 0 || !(1900...2100).contains(number.normal.mantissa)
  }

  private func isLikeHeading(_ text: String, _ known: ItemHeadings) -> Bool {
    let key = CellText.key(text)
    if ColumnRole.named(key) != nil || headings.contains(key) || known.find(text).match != .none {
      return true
    }
    // Most rows that are no known unit's are a stranger's: its numbers are not searched for names.
    return !CSVColumns.isNumber(text)
      && (known.isNamed(in: key) || TimeLabel(text) != nil
        || Measure(text)?.isKnown(known.bases) == true)
  }

  /// Whether a cell of a row further down says what the header says of its column.
  private func isSame(_ text: String, _ column: Int, _ known: ItemHeadings) -> Bool {
    let key = CellText.key(text)
    if key.isEmpty || allHeadings[column]?.contains(key) == true { return true }
    let role = ColumnRole.named(key)
    let (match, measure) = known.find(text)
    guard column < headings.count, isRead(column) else {
      // Nothing is read of the column, and nothing would be.
      let isPlain = role == nil || role == .number || ColumnRole.isOpen(key)
      return isPlain && match == .none && known.dated(text) == nil
    }
    guard items[column] >= 0 else {
      return role != nil && role == ColumnRole.named(headings[column])
    }
    let item = items[column]
    let isOwn = measures.isEmpty || measures[column] == .none || measures[column] == .shift(0)
    if let measure = Measure(text), measure.isKnown(known.bases) {
      return isOwn && known.isDeclared(measure, item)
    }
    // The same item by another name counts on, unless its values are measured otherwise.
    return match == .item(item) && isOwn
      && measure.map { Measure($0).map { known.isDeclared($0, item) } ?? false } ?? true
  }

  /// Whether a column may hold what the header does not say, so that nothing is read of it.
  func isUnknown(_ column: Int) -> Bool {
    column >= headings.count || !isRead(column) && ColumnRole.named(headings[column]) != .number
  }

  /// Whether anything is read of a column.
  private func isRead(_ column: Int) -> Bool {
    items[column] >= 0 || remarks.contains(column) || measureColumns.contains(column)
      || furtherItems.contains(column) || measuresOfRow.contains(column)
      || periods.contains { $0.column == column }
      || [code, name, item].contains(column) || values.contains(column)
  }

  /// Leaves out the columns that the header dates otherwise than the run.
  /// - Returns: What is said of them.
  mutating func keep(_ finder: RowFinder, _ reading: ItemReading) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for dated in dated {
      let (column, period) = (dated.column, dated.period)
      let item = items[column] >= 0 ? reading.items[items[column]] : nil
      guard item != nil || values.contains(column) else { continue }
      let time = TitleTime(title: period)
      // 截至6月底 is about the second quarter.
      if let run = finder.period, let time, time.role == .end,
        time.meaning(run.length, run: run) == .none
      {
        continue
      }
      let label =
        time?.period(in: finder.period?.year)?.label
        ?? TimeLabel(period)?.label(period, in: finder.period) ?? period
      guard let fault = finder.fault(of: label, for: reading.table == nil ? item?.period : nil)
      else { continue }
      items[column] = -1
      values.removeAll { $0 == column }
      var told = fault.diagnostic(
        dated, expected: finder.period, column: item?.name ?? headings[column])
      told.item = item?.name
      diagnostics.append(told)
    }
    return diagnostics
  }
}

extension CSVColumns {
  /// Takes the notes between rows: what speaks of the rows above or below is of these, a measure otherwise of all; of which rows
  /// another time is meant can only be asked.
  mutating func take(
    _ notes: [(offset: Int, texts: [String], place: Place)], _ reading: ItemReading
  ) {
    var rows: [Range<Int>?] = []
    for note in notes {
      let side = note.texts.lazy.compactMap { PartNote.Side($0) }.first
      PartNote.add(side, at: note.offset, to: &rows)
    }
    for (note, rows) in zip(notes, rows) {
      for text in note.texts {
        let said = reading.parts(between: text, rows: rows, at: note.place)
        parts += said.parts
        unplaced += said.unplaced.map { ($0, note.place) }
      }
    }
  }
}

/// Where the rows of a CSV file begin, and what its columns are.
struct CSVHead: Sendable {
  var separator: UInt8
  /// Where the header stands.
  var place: Place
  var columns: CSVColumns
  /// The offset of the first record after the header.
  var dataOffset: Int
  /// Where the header of another table begins, if there is one further down: from there on nothing is read.
  var end: (offset: Int, line: Int)?

  /// The column of a number that an unquoted comma has cut in two, as `1,234` in a record that is longer than the header, or
  /// with the rest among the remarks; nil where none is.
  func cutNumber(_ fields: [CSVField], _ bytes: [UInt8]) -> Int? {
    guard separator == UInt8(ascii: ",") else { return nil }
    let isLonger = fields.count > columns.width
    guard isLonger || !columns.remarks.isEmpty else { return nil }
    return fields.indices.dropLast().first { column in
      (isLonger || columns.remarks.contains(column + 1)) && columns.hasValues(column)
        && CSVHead.isCut(fields[column...(column + 1)], bytes)
    }
  }

  /// Whether two fields are what a comma between thousands leaves: one to three digits, then three.
  static func isCut(_ fields: ArraySlice<CSVField>, _ bytes: [UInt8]) -> Bool {
    guard let first = fields.first, let last = fields.last, !first.isQuoted, !last.isQuoted else {
      return false
    }
    let rest = bytes[last.range]
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let front = bytes[first.range].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard (1...3).contains(front.count), front.allSatisfy(isDigit), front.first != 0x30,
      rest.count >= 3, rest.prefix(3).allSatisfy(isDigit)
    else { return false }
    let tail = rest.dropFirst(3)
    guard tail.first == UInt8(ascii: ".") else { return !tail.contains(where: isDigit) }
    return tail.dropFirst().allSatisfy(isDigit)
  }

  /// Whether a record that begins at an offset belongs to the table.
  func holds(_ offset: Int) -> Bool {
    offset >= dataOffset && end.map { offset < $0.offset } ?? true
  }
}

/// Finds the header of a CSV file among its first records and says what its columns are.
struct CSVHeadReader {
  /// Among how many records the header is looked for.
  static let mostTitleRows = 10
  /// How many records are looked at where the headings leave open what a column holds.
  static let mostSamples = 200
  /// How much of the file is looked at.
  static let headBytes = 1 << 20

  /// How much of the end of a longer file is looked at.
  static let tailBytes = 1 << 16

  private let bytes: [UInt8]
  private let isWhole: Bool
  private let tail: [UInt8]
  private let file: PlacedFile
  private let reading: ItemReading
  private var headings: ItemHeadings { reading.headings }
  private var fields: [CSVField] = []

  /// A reader of the beginning of a file.
  /// - Parameters:
  ///   - bytes: The first bytes of the text, or all of it.
  ///   - isWhole: Whether they are all of it.
  ///   - tail: The last bytes of a longer text, where they are known.
  ///   - file: The file as its places have it.
  ///   - reading: The items that are reported, or the columns of a table.
  init(
    _ bytes: [UInt8], isWhole: Bool, tail: [UInt8] = [], in file: PlacedFile, _ reading: ItemReading
  ) {
    self.bytes = bytes
    self.isWhole = isWhole
    self.tail = tail
    self.file = file
    self.reading = reading
  }

  /// The header; nil where there is none, with a diagnostic that says what was expected.
  mutating func read() -> (head: CSVHead?, diagnostics: [Diagnostic]) {
    let bytes = bytes
    var weak: UInt8?
    var scanner = CSVScanner(separator: UInt8(ascii: ","))
    for _ in 0..<CSVHeadReader.mostTitleRows {
      let separator = CSVScanner.separator(of: line(at: scanner.offset))
      scanner = CSVScanner(separator: separator, offset: scanner.offset)
      guard scanner.next(bytes.span, isLast: isWhole, fields: &fields) else { break }
      switch strength() {
      case .strong: return head(separator, atLeast: .strong)
      case .weak: weak = weak ?? separator
      case .none: continue
      }
    }
    if let weak { return head(weak, atLeast: .weak) }
    return (nil, [.noHeader(firstLine(), path: file.path, isEmpty: bytes.isEmpty)])
  }

  /// How surely a record is a header.
  private enum Strength: Int {
    case none
    /// It names units, but nothing that is reported.
    case weak
    case strong
  }

  private func strength() -> Strength {
    let roles = Set(fields.compactMap { ColumnRole.named(CellText.key($0.text(in: bytes))) })
    guard roles.contains(.code) || roles.contains(.name) else { return .none }
    if reading.table == nil, roles.contains(.item) {
      let isTimed = fields.contains { TimeLabel($0.text(in: bytes)) != nil }
      if isTimed || roles.contains(.value) { return .strong }
    }
    let hasItem = fields.contains {
      let text = $0.text(in: bytes)
      return headings.match(text) != .none || headings.dated(text) != nil
    }
    return hasItem ? .strong : roles.contains(.code) ? .weak : .none
  }

  /// Reads from the start again with the separator that was found, as the cutter of blocks will.
  private mutating func head(
    _ separator: UInt8, atLeast wanted: Strength
  ) -> (head: CSVHead?, diagnostics: [Diagnostic]) {
    let bytes = bytes
    var scanner = CSVScanner(separator: separator)
    var titles: [ColumnReader.Row] = []
    while scanner.next(bytes.span, isLast: isWhole, fields: &fields) {
      let row = ColumnReader.Row(
        fields: fields, record: scanner.recordOffset, line: scanner.recordLine)
      guard strength().rawValue >= wanted.rawValue else {
        if fields.contains(where: { !$0.isEmpty }) { titles.append(row) }
        continue
      }
      var columns = ColumnReader(bytes, row, in: file, reading)
      columns.take(titles: titles)
      columns.take(name: FileStem.of(file.path))
      let dataOffset = takeLowerRows(&scanner, into: &columns)
      takeFootnotes(isWhole ? Array(bytes[dataOffset...]) : tail, separator, into: &columns)
      let (found, diagnostics) = columns.read()
      let head = CSVHead(
        separator: separator, place: columns.place, columns: found, dataOffset: dataOffset)
      return (head, diagnostics)
    }
    return (nil, [.noHeader(firstLine(), path: file.path, isEmpty: bytes.isEmpty)])
  }

  /// Takes a second row of headings below merged ones, and a row of measures below the headings; then a look at the
  /// first records, where the headings leave open what a column holds.
  private mutating func takeLowerRows(
    _ scanner: inout CSVScanner, into columns: inout ColumnReader
  ) -> Int {
    let bytes = bytes
    var dataOffset = scanner.offset
    func next(_ fields: inout [CSVField]) -> ColumnReader.Row? {
      repeat {
        guard scanner.next(bytes.span, isLast: isWhole, fields: &fields) else { return nil }
      } while CSVRecord.isEmpty(fields, bytes)
      return ColumnReader.Row(
        fields: fields, record: scanner.recordOffset, line: scanner.recordLine)
    }
    var row = next(&fields)
    if let second = row, columns.isSecondRow(second) {
      columns.addSecondRow(second)
      dataOffset = scanner.offset
      row = next(&fields)
    } else if let second = row, columns.isPartRow(second) {
      columns.addPartRow(second)
      dataOffset = scanner.offset
      row = next(&fields)
    }
    while let lower = row, columns.takeMeasures(lower) || columns.takeNumbers(lower) {
      dataOffset = scanner.offset
      row = next(&fields)
    }
    guard columns.asksForRecords() else { return dataOffset }
    var count = 0
    while let record = row, count < CSVHeadReader.mostSamples || columns.asksForAllRecords {
      columns.add(sample: record)
      count += 1
      row = next(&fields)
    }
    return dataOffset
  }

  /// Takes what the last lines say of the whole table: `注：金额单位为元`.
  private func takeFootnotes(
    _ bytes: [UInt8], _ separator: UInt8, into columns: inout ColumnReader
  ) {
    var end = bytes.count
    for _ in 0..<CSVHeadReader.mostTitleRows {
      while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      guard end > 0 else { return }
      let before = bytes[..<end].lastIndex { $0 == 0x0A || $0 == 0x0D }
      let start = before.map { $0 + 1 } ?? 0
      var scanner = CSVScanner(separator: separator)
      var fields: [CSVField] = []
      let line = Array(bytes[start..<end])
      end = start
      guard scanner.next(line.span, fields: &fields) else { continue }
      let cells = fields.filter { !CSVRecord.isEmpty([$0], line) }
      let texts = cells.map { $0.text(in: line) }
      guard let first = texts.first else { continue }
      // Behind a unit it is a remark about that one.
      let isRemark = OtherRow.kind(of: first) == .remark
      let isLabel = MeasureNote.isLabel(first)
      if isRemark || isLabel {
        columns.take(footnotes: texts)
      } else if texts.count <= 2 {
        columns.take(footnotes: [first])
      }
      // What stands above a unit's row is told by the rows themselves.
      if !isRemark, !isLabel, texts.count > 1 { return }
      columns.take(timesBelow: texts)
    }
  }

  /// Whether a line of a file stands above or below its table: it has one text, or begins as a note does.
  static func isAroundTable(_ line: ArraySlice<UInt8>) -> Bool {
    var fields: [CSVField] = []
    let bytes = Array(line)
    var scanner = CSVScanner(separator: CSVScanner.separator(of: line))
    guard scanner.next(bytes.span, fields: &fields) else { return false }
    let texts = fields.filter { !CSVRecord.isEmpty([$0], bytes) }.map { $0.text(in: bytes) }
    return texts.count == 1 || texts.first.map { OtherRow.kind(of: $0) == .remark } ?? false
  }

  private func line(at offset: Int) -> ArraySlice<UInt8> {
    bytes[min(offset, bytes.count)...].prefix { $0 != 0x0A && $0 != 0x0D }
  }

  private func firstLine() -> Place {
    let line = bytes.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? 0
    let number = 1 + bytes[..<line].count { $0 == 0x0A }
    return RecordPlaces(bytes, base: 0, in: file)
      .place(line..<(line + self.line(at: line).count), record: line, line: number)
  }
}
