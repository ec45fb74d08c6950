import Definitions
import Formats
import SourceText

/// Says what each column of a header is, and what is wrong with it.
struct ColumnReader {
  /// A record of the file's beginning.
  struct Row {
    var fields: [CSVField]
    var record: Int
    var line: Int
  }

  private var header: Header
  private var measures = HeaderMeasures()
  private var samples = HeaderSamples()
  private var columns = CSVColumns()
  private var diagnostics: [Diagnostic] = []
  /// The further columns of units in which records name others.
  private var twoUnits: [(role: ColumnRole, column: Int, first: Int)] = []
  /// What rows below the table say of its time.
  private var timeNotes: [TimeNote] = []
  /// What notes say of some units.
  private var parts: [PartNote] = []
  /// The rows above the header.
  private var titles: [Row] = []
  /// How many columns each fault has, by the code of its diagnostic, and the first that is not told by itself.
  private var faults: [Code: (count: Int, more: Int)] = [:]
  /// The most columns of one fault that are told one by one: each costs a walk along the header.
  private static let mostTold = 20
  /// The first column of each item and role.
  private var firstOfItem: [Int: Int] = [:]
  private var firstOfRole: [ColumnRole: Int] = [:]
  /// What the rows above the header say of the period of the whole table.
  private var stated: [PeriodLabel.Part] = []
  private var reading: ItemReading { header.reading }

  init(_ bytes: [UInt8], _ row: Row, in file: PlacedFile, _ reading: ItemReading) {
    header = Header(bytes, row, in: file, reading)
  }

  /// Where the header stands.
  var place: Place { header.place(0) }

  // MARK: Rows

  /// Takes the rows above the header: they are left out, but for what they say of the period and the measure.
  mutating func take(titles: [Row]) {
    guard let last = titles.last else { return }
    diagnostics.append(.titleRows(titles.count, at: header.place(0)))
    self.titles = titles
    for title in titles {
      header.note(title)
      let cells = header.cells(of: title)
      // A label with its measure in the next cell speaks of the table, not of the column below.
      let isLabelled = cells.count == 2 && MeasureNote.isLabel(cells[0].heading.text)
      let isLast = title.record == last.record
      let own = isLast && !isLabelled ? measures.take(above: title, header) : []
      for (index, cell) in cells.enumerated() where !own.contains(cell.column) {
        // 计量单位 before the measures of the columns.
        if !own.isEmpty, MeasureNote.isLabel(cell.heading.text) { continue }
        let next = index + 1 < cells.count ? cells[index + 1].heading.text : ""
        askIfVoid(cell.heading.shown)
        takePeriod(cell.heading, beside: next)
        measures.takeNote(takeParts(of: cell.heading), beside: next, reading)
      }
    }
  }

  /// Takes what the name of the file says of measures.
  mutating func take(name: String) {
    let start = header.record
    let cell = Header.Heading(
      name, start.offset..<start.offset, record: start.offset, line: start.line)
    measures.takeNote(takeParts(of: cell), beside: "", reading)
  }

  /// Takes what a row below the table says of it.
  mutating func take(footnotes texts: [String]) {
    for (index, text) in texts.enumerated() {
      askIfVoid(text)
      let cell = Header.Heading(
        text, header.row.first?.range ?? header.record.offset..<header.record.offset,
        record: header.record.offset, line: header.record.line)
      measures.takeNote(
        takeParts(of: cell), beside: index + 1 < texts.count ? texts[index + 1] : "", reading)
    }
  }

  /// What a cell says besides what it says of some units, which is kept.
  private mutating func takeParts(of cell: Header.Heading) -> Header.Heading {
    let (rest, _, parts) = reading.parts(of: cell.text, at: header.place(of: cell))
    guard !parts.isEmpty else { return cell }
    self.parts += parts
    var cell = cell
    cell.text = rest
    return cell
  }

  /// Asks about a text above or below the table that may say that its values do not count.
  private mutating func askIfVoid(_ text: String) {
    if VoidNote.mayBe(around: text) { diagnostics.append(.mayBeVoid(text, at: place)) }
  }

  /// Settles what further columns mean in which records name other units: to the right of a table stands another one, of which
  /// nothing is read; otherwise nobody can say which of two columns says whose a row is, unless a code does.
  private mutating func settleUnits() {
    for (role, column, first) in twoUnits {
      func hasValues(_ part: Range<Int>) -> Bool {
        columns.shape == .long
          ? part.contains { ColumnRole.named(columns.headings[$0]) == .value }
          : columns.items[part].contains { $0 >= 0 }
      }
      let isBeside = hasValues(first..<column) && hasValues(column..<columns.items.count)
      if isBeside {
        diagnostics.append(
          .tableBeside(header.row[column].shown, at: header.place(column)))
        for index in column..<columns.items.count { columns.items[index] = -1 }
        return
      }
      let isSettled = role == .name && columns.code != nil
      diagnostics.append(
        .twoUnits(
          header.row[first].shown, header.row[column].shown, isSettled: isSettled,
          at: header.place(column), first: header.place(first)))
      guard !isSettled else { continue }
      columns.code = nil
      columns.name = nil
      columns.isForeign = true
    }
  }

  /// Whether a column is of a table to the right of another one.
  private func isBeside(_ column: Int) -> Bool {
    twoUnits.first.map { $0.column < column } ?? false
  }

  /// Takes what a row below the table says of its time.
  mutating func take(timesBelow texts: [String]) {
    timeNotes += texts.flatMap { TimeNote.all(in: withoutParts($0), isBelow: true) }
  }

  /// What a text says besides what it says of some units.
  private func withoutParts(_ text: String) -> String {
    reading.parts(of: text, at: header.place(0)).timed
  }

  /// Gives what notes around the table say of its time to the items that they name, else to the table.
  private mutating func settleNotes() {
    let (general, parts) = reading.parts(of: timeNotes, at: header.place(0))
    columns.timeNotes = general
    columns.parts = self.parts + parts
  }

  /// Whether a record below the header is a second row of headings.
  func isSecondRow(_ second: Row) -> Bool { header.isSecondRow(second) }

  /// Takes the headings of the second row where they name items.
  mutating func addSecondRow(_ second: Row) { header.addSecondRow(second) }

  /// Whether a record below the header parts the columns of items.
  func isPartRow(_ second: Row) -> Bool {
    !measures.areStated(by: second, header) && header.isPartRow(second)
  }

  /// Takes what the record below the header says of the parts of columns.
  mutating func addPartRow(_ second: Row) { header.addPartRow(second) }

  /// Takes a row below the headings that only states measures, of the columns or of the table; false for any other.
  mutating func takeMeasures(_ row: Row) -> Bool {
    guard measures.take(below: row, header) else { return measures.take(note: row, header) }
    header.note(row)
    return true
  }

  /// Takes a row below the headings that only numbers the columns; false for any other.
  mutating func takeNumbers(_ row: Row) -> Bool {
    let texts = row.fields.map { $0.text(in: header.bytes) }
    let isNamed = header.row.contains { ColumnRole.named(CellText.key($0.text)) == .name }
    guard ColumnNumbers.are(texts, isNamed: isNamed) else { return false }
    header.note(row)
    return true
  }

  /// Whether a heading leaves open what its column holds, so that records have to tell.
  mutating func asksForRecords() -> Bool { samples.areNeeded(for: header) }

  /// Whether more records may tell that something stands below a heading that may be above nothing.
  var asksForAllRecords: Bool { samples.areAllNeeded(for: header) }

  /// Looks at a record for what the columns hold whose headings leave it open.
  mutating func add(sample: Row) { samples.add(sample, header) }

  /// Takes the times that title rows name: of the whole table the one of the least length, or of single columns.
  private mutating func takeTimes() {
    var found: [TitleTime] = []
    for title in titles {
      let dated = header.takeColumnTitles(title)
      let texts = title.fields.enumerated().filter { !dated.contains($0.offset) }
        .map { withoutParts(header.heading($0.element, title).shown) }
      if let first = texts.first(where: { !$0.isEmpty }), TimeNote.isNote(first) {
        timeNotes += texts.flatMap { TimeNote.all(in: $0) }
        continue
      }
      let own = texts.compactMap { TitleTime(title: $0) }
      found += own
      diagnostics += texts.compactMap {
        TitleTime.planned($0, .title, reading, at: header.place(0))
      }
      // 2021年第 | 1 | 季度 stands in three cells.
      if !own.contains(where: \.isPart), let whole = TitleTime(title: texts.joined(separator: " ")),
        whole.isPart
      {
        found.append(whole)
      }
      // 上年同期 above the whole table.
      if dated.isEmpty, let cell = header.cells(of: title).first,
        header.cells(of: title).count == 1,
        let time = TitleTime(other: cell.heading.shown)
      {
        found.append(time)
      }
    }
    columns.title = TitleTime.narrowest(found)
  }

  /// What a cell above the header says of the period of the whole table: `填报期：2021Q2`.
  private mutating func takePeriod(_ cell: Header.Heading, beside next: String) {
    let parts = cell.text.split(separator: ":", maxSplits: 1)
    let value = parts.count > 1 ? CellText.normal(parts[1]) : next
    guard let label = parts.first.map({ CellText.key($0) }), let role = ColumnRole.named(label),
      role.isOfPeriod,
      Period(value) != nil || Period("2000年" + CellText.key(value)) != nil
        || role == .part && Int(value).map({ (1...12).contains($0) }) ?? false
    else { return }
    // 年度： 2021 and 季度： 2 are 2021Q2; 季度 alone is a title.
    stated.append(PeriodLabel.Part(heading: label, text: value))
    if stated.contains(where: { Period(CellText.normal($0.text)) != nil }) {
      columns.statedPeriod = PeriodLabel.combined(stated)
    }
  }

  // MARK: Columns

  /// The columns and what is wrong with them.
  mutating func read() -> (CSVColumns, [Diagnostic]) {
    takeTimes()
    columns.allHeadings = header.allHeadings
    columns.count = header.row.count
    columns.width = max(header.width, header.row.count)
    columns.headings = header.row.map { CellText.key($0.text) }
    columns.items = [Int](repeating: -1, count: header.row.count)
    let roles = samples.roles(header)
    let isLong = reading.table == nil && roles.contains(.item) && roles.contains(.value)
    columns.shape = reading.table != nil ? .records : isLong ? .long : .wide
    var isOfOther = false
    for index in header.row.indices {
      guard !header.row[index].text.isEmpty else {
        if samples.withValues.contains(index), tells(.unknownColumn, index) {
          diagnostics.append(.columnWithoutHeading(index + 1, at: header.place(index)))
        }
        continue
      }
      let match = isLong ? .none : reading.headings.find(header.row[index].text).match
      switch match {
      case .item(let item): take(item, column: index)
      case .several(let items):
        guard tells(.ambiguousColumn, index) else { continue }
        diagnostics.append(
          .ambiguousColumn(
            header.row[index].shown, items.map { reading.items[$0].name }, at: header.place(index)))
      case .ofOther: isOfOther = true
      case .none:
        if !isLong, roles[index] == nil,
          let (item, period, rest) = reading.headings.dated(header.row[index].text)
        {
          header.dates[index] = period
          // What is left states its measure.
          header.row[index].text = rest
          take(item, column: index)
        } else {
          // Where the items are columns, one of their names is none that is known.
          let role = roles[index] == .item && !isLong ? nil : roles[index]
          take(role, column: index, isLong: isLong)
        }
      }
    }
    settleUnits()
    if columns.isForeign {
      return (columns, diagnostics)
    } else if columns.code == nil, columns.name == nil {
      diagnostics.append(.noUnitColumn(at: header.place(0)))
    } else if columns.code == nil {
      diagnostics.append(.noCodeColumn(at: header.place(columns.name ?? 0)))
    }
    if reading.table != nil {
      checkTableColumns()
      columns.hasDays = columns.items.contains { $0 >= 0 && reading.items[$0].type == .date }
    } else if !isLong, firstOfItem.isEmpty, !isOfOther {
      diagnostics.append(.noItemColumn(at: header.place(0)))
      columns.isForeign = true
    }
    settleNotes()
    diagnostics += measures.settle(&columns, header)
    for (code, fault) in faults.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where fault.count > ColumnReader.mostTold {
      diagnostics.append(
        .moreColumns(code, fault.count - ColumnReader.mostTold, at: header.place(fault.more)))
    }
    return (columns, diagnostics)
  }

  /// Whether to tell of a column by itself: of many with the same fault only the first ones are.
  private mutating func tells(_ code: Code, _ column: Int) -> Bool {
    let before = faults[code] ?? (0, column)
    let isFirst = before.count < ColumnReader.mostTold
    let more = before.count == ColumnReader.mostTold ? column : before.more
    faults[code] = (before.count + 1, more)
    return isFirst
  }

  /// Names the columns of a table that the header does not have.
  private mutating func checkTableColumns() {
    let columns = reading.items[..<reading.reported]
    let missing = columns.indices.filter { firstOfItem[$0] == nil }
    guard !missing.isEmpty else { return }
    diagnostics.append(
      missing.count == columns.count
        ? .noTableColumn(reading.name, known: columns.map(\.title), at: header.place(0))
        : .missingColumns(reading.name, missing.map { columns[$0].title }, at: header.place(0)))
  }

  private mutating func noteTime(of column: Int) {
    guard let period = header.dates[column] else { return }
    columns.dated.append(
      DatedColumn(
        column: column, period: period, place: header.place(column),
        following: header.following[column] ?? 0))
  }

  private mutating func take(_ item: Int, column: Int) {
    noteTime(of: column)
    // Columns of several periods stand side by side: those of others are left out.
    if let first = firstOfItem[item], header.dates[first] == header.dates[column] {
      if !isBeside(column), tells(.duplicateColumn, column) {
        diagnostics.append(
          .duplicateColumn(
            header.row[column].shown, item: reading.items[item].name, at: header.place(column),
            first: header.place(first)))
      }
    } else {
      firstOfItem[item] = column
    }
    if !reading.items[item].isReported {
      if tells(.computedItem, column) {
        diagnostics.append(.computedItem(reading.items[item].name, at: header.place(column)))
      }
    } else {
      columns.items[column] = item
    }
  }

  private mutating func take(_ role: ColumnRole?, column: Int, isLong: Bool) {
    let (text, shown) = (header.row[column].text, header.row[column].shown)
    guard let role else {
      let key = CellText.key(text)
      if let items = reading.measured(by: key) {
        for item in items { measures.columnOfItem[item] = column }
        return
      }
      // 单位：万元 beside the table; 培训费：元 is a column.
      if MeasureNote.states(text),
        MeasureNote.isOfWholeTable(cell: text), reading.notes(in: text).contains(where: \.isSure)
      {
        measures.takeNote(header.row[column], beside: "", reading)
        guard samples.withValues.contains(column) else { return }
      }
      if ColumnRole.announcesPersonalData(key) {
        if tells(.personalData, column) {
          diagnostics.append(.personalColumn(shown, at: header.place(column)))
        }
      } else if tells(.unknownColumn, column) {
        let near = reading.headings.suggestions(for: text)
        diagnostics.append(.unknownColumn(shown, near: near, at: header.place(column)))
      }
      return
    }
    let mayRepeat =
      role.isOfPeriod || [.note, .number, .evidence, .measure].contains(role)
      || role == .item && isLong || role == .value && TimeLabel(text) != nil
    if let first = firstOfRole[role], !mayRepeat {
      if role == .code || role == .name, samples.ofOtherUnits.contains(column) {
        twoUnits.append((role, column, first))
        return
      }
      if !isBeside(column), tells(.duplicateColumn, column) {
        diagnostics.append(
          .duplicateColumn(shown, item: nil, at: header.place(column), first: header.place(first)))
      }
      return
    }
    firstOfRole[role] = column
    switch role {
    case .code: columns.code = column
    case .name: columns.name = column
    case .period, .year, .part:
      columns.periods.append((column, CellText.key(text)))
      if samples.withTimes.contains(column) { columns.kinds.insert(column) }
    case .item:
      if columns.item == nil { columns.item = column } else { columns.furtherItems.append(column) }
    case .value:
      if TimeLabel(text) != nil { header.dates[column] = shown }
      columns.values.append(column)
      noteTime(of: column)
    case .measure: measures.columns.append(column)
    case .evidence, .note: columns.remarks.insert(column)
    case .number: break
    }
  }
}
