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

  /// A record of the file's beginning.
  struct Row {
    var fields: [CSVField]
    var record: Int
    var line: Int
  }

  private let bytes: [UInt8]
  private let places: RecordPlaces
  private let reading: ItemReading
  private let record: (offset: Int, line: Int)
  /// How many fields the longest record of the header has.
  private var width: Int
  private var row: [Heading]
  private var columns = CSVColumns()
  private var diagnostics: [Diagnostic] = []
  /// The rows above the header.
  private var titles: [Row] = []
  /// How many columns each fault has, by the code of its diagnostic, and the first that is not told by itself.
  private var faults: [String: (count: Int, more: Int)] = [:]
  /// The most columns of one fault that are told one by one: each costs a walk along the header.
  private static let mostTold = 20
  /// The most notes about measures that are kept: no form has as many.
  private static let mostNotes = 200
  /// The first column of each item and role.
  private var firstOfItem: [Int: Int] = [:]
  private var firstOfRole: [ColumnRole: Int] = [:]
  /// The columns of measures.
  private var measureColumns: [Int] = []
  /// The measures below the headings, by column.
  private var measureRow: [Int: Heading] = [:]
  /// The periods that stand above headings, by column, and how many columns behind one have nothing above them.
  private var dates: [Int: String] = [:]
  private var following: [Int: Int] = [:]
  /// What title rows, cells beside the header and footnotes state of the measures in the table, and where.
  private var notes: [(note: MeasureNote, heading: Heading)] = []
  /// The columns, of those whose headings leave it open, in which records have measures, or labels of periods, or
  /// anything else.
  private var withMeasures: Set<Int> = []
  private var withPeriods: Set<Int> = []
  private var withTexts: Set<Int> = []
  /// The columns, of those whose headings may be above nothing, in which records have something.
  private var withValues: Set<Int> = []

  init(_ bytes: [UInt8], _ row: Row, path: String, _ reading: ItemReading) {
    self.bytes = bytes
    places = RecordPlaces(bytes, base: 0, path: path)
    self.reading = reading
    record = (row.record, row.line)
    width = row.fields.count
    self.row = row.fields.map { field in
      Heading(
        text: CellText.normal(field.text(in: bytes)).shown, range: field.range,
        record: row.record, line: row.line)
    }
    note(row)
    while self.row.last?.text.isEmpty == true { self.row.removeLast() }
  }

  /// Notes what a row of the header says of its columns, by which it is known where it comes back.
  private mutating func note(_ row: Row) {
    for (index, field) in row.fields.enumerated() {
      let key = CellText.key(field.text(in: bytes))
      if !key.isEmpty { columns.allHeadings[index, default: []].insert(key) }
    }
  }

  private func heading(_ field: CSVField, _ row: Row) -> Heading {
    Heading(
      text: CellText.normal(field.text(in: bytes)).shown, range: field.range,
      record: row.record, line: row.line)
  }

  /// Takes the rows above the header: they are left out, but for what they say of the period and the measure.
  mutating func take(titles: [Row]) {
    guard let last = titles.last else { return }
    diagnostics.append(.titleRows(titles.count, at: place(0)))
    self.titles = titles
    for title in titles {
      note(title)
      let cells = self.cells(of: title)
      // A label with its measure in the next cell speaks of the table, not of the column below.
      let isLabelled = cells.count == 2 && MeasureNote.isLabel(cells[0].heading.text)
      let isLast = title.record == last.record
      let own = isLast && !isLabelled ? measures(of: title, isAbove: true) : [:]
      measureRow.merge(own) { first, _ in first }
      for (index, cell) in cells.enumerated() where own[cell.column] == nil {
        // 计量单位 before the measures of the columns.
        if !own.isEmpty, MeasureNote.isLabel(cell.heading.text) { continue }
        let next = index + 1 < cells.count ? cells[index + 1].heading.text : ""
        takePeriod(cell.heading, beside: next)
        takeNote(cell.heading, beside: next)
      }
    }
  }

  /// Takes the times that title rows name: of the whole table the one of the least length, or of single columns.
  private mutating func takeTimes() {
    var found: [TitleTime] = []
    for title in titles {
      let dated = takeColumnTitles(title)
      let texts = title.fields.enumerated().filter { !dated.contains($0.offset) }
        .map { heading($0.element, title).text }
      let own = texts.compactMap { TitleTime(title: $0) }
      found += own
      // 2021年第 | 1 | 季度 stands in three cells.
      if !own.contains(where: \.isPart), let whole = TitleTime(title: texts.joined(separator: " ")),
        whole.isPart
      {
        found.append(whole)
      }
      // 上年同期 above the whole table.
      if dated.isEmpty, let cell = cells(of: title).first, cells(of: title).count == 1,
        let time = TitleTime(other: cell.heading.text)
      {
        found.append(time)
      }
    }
    columns.title = TitleTime.narrowest(found)
  }

  /// Takes what stands above single columns of a whole header: of which time they are (2020年, 上年同期, 目标值), or that they
  /// are a part of something (其中).
  /// - Returns: The columns above which a time stands.
  private mutating func takeColumnTitles(_ title: Row) -> Set<Int> {
    let items = row.map { heading -> Int? in
      if case .item(let item) = reading.headings.find(heading.text).match { item } else { nil }
    }
    let counts = Dictionary(items.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    let texts = title.fields.map { CellText.normal($0.text(in: bytes)) }
    let isAlone = texts.count { !$0.isEmpty } == 1
    let roles = row.map { ColumnRole.named(CellText.key($0.text)) }
    let isLong = reading.table == nil && roles.contains(.item)
    // What stands left of the values, or names something itself, is of the whole table, and so is its row.
    let first = row.indices.first { items[$0] != nil || isLong && roles[$0] == .value } ?? 0
    let isOfAll = texts.enumerated().contains { column, text in
      !text.isEmpty && (column < first || text.contains(":") && !text.hasPrefix("其中"))
    }
    if isOfAll { return [] }
    func isFree(_ column: Int) -> Bool {
      column < items.count && items[column] != nil
        && (column >= texts.count || texts[column].isEmpty)
    }
    var found: Set<Int> = []
    for (column, text) in texts.enumerated()
    where column < items.count && (items[column] != nil || isLong && roles[column] == .value) {
      let isPart = CellText.key(text).hasPrefix("其中")
      let isTime = TimeLabel(text) != nil || !isAlone && TitleTime(title: text) != nil
      guard isPart || isTime else { continue }
      // Merged cells stand above items that are there once more for another time.
      var end = column + 1
      while isFree(end), let item = items[end], counts[item] ?? 0 > 1 { end += 1 }
      for column in column..<end {
        if isPart {
          row[column].text = "\(text)·\(row[column].text)"
        } else {
          dates[column] = dates[column] ?? text
        }
      }
      var last = end
      while isFree(last) { last += 1 }
      following[end - 1] = last - end
      found.formUnion(column..<end)
    }
    return found
  }

  /// The cells of a row that are not empty, each with its column.
  private func cells(of row: Row) -> [(column: Int, heading: Heading)] {
    row.fields.enumerated().map { ($0, heading($1, row)) }.filter { !$0.1.text.isEmpty }
  }

  /// What a cell above the header says of the period of the whole table: `填报期：2021Q2`.
  private mutating func takePeriod(_ cell: Heading, beside next: String) {
    let parts = cell.text.split(separator: ":", maxSplits: 1)
    let value = parts.count > 1 ? CellText.normal(parts[1]) : next
    if let label = parts.first, ColumnRole.named(CellText.key(label))?.isOfPeriod == true,
      Period(value) != nil
    {
      columns.statedPeriod = value
    }
  }

  /// Takes what a cell above, beside or below the header says of the measures in the table: `单位：万元`, perhaps with the
  /// measure in the next cell.
  private mutating func takeNote(_ cell: Heading, beside next: String) {
    let isLabel = MeasureNote.isLabel(cell.text) && !next.isEmpty
    var found = reading.notes(inRemark: isLabel ? "\(cell.text):\(next)" : cell.text)
    for index in found.indices {
      found[index].text = cell.text
      // 万元 alone, in a cell of a title.
      if Measure(cell.text)?.isKnown(reading.headings.bases) == true, !MeasureNote.states(cell.text)
      {
        found[index].isSure = found[index].isOfMoney
      }
    }
    if notes.count < ColumnReader.mostNotes { notes += found.map { ($0, cell) } }
  }

  /// Takes what a row below the table says of it.
  mutating func take(footnotes texts: [String]) {
    for (index, text) in texts.enumerated() {
      let cell = Heading(
        text: CellText.normal(text).shown,
        range: row.first?.range ?? record.offset..<record.offset, record: record.offset,
        line: record.line)
      takeNote(cell, beside: index + 1 < texts.count ? texts[index + 1] : "")
    }
  }

  /// Leaves out the notes that are of another column or fit nothing, and tells those that cannot be read.
  private mutating func settleNotes(among items: Set<Int>?) {
    let others = row.map { CellText.key($0.text) }.filter { key in
      !key.isEmpty && reading.headings.find(key).match == .none && ColumnRole.named(key) == nil
    }
    notes = notes.filter { note, _ in
      let isOfOther =
        reading.named(by: note.subject).isEmpty && others.contains { note.subject.hasSuffix($0) }
      return !isOfOther && reading.counts(note, among: items)
    }
    for (note, heading) in notes where note.measures.isEmpty && !reading.spoils(note, among: items)
    {
      diagnostics.append(.unreadMeasure(heading.text, at: place(of: heading)))
    }
  }

  /// Whether a record below the header is a second row of headings.
  func isSecondRow(_ second: Row) -> Bool {
    var hasItem = false
    for (index, field) in second.fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      let heading = index < row.count ? CellText.key(row[index].text) : ""
      switch ColumnRole.named(heading) {
      case .code, .name, .period, .year, .part, .item, .value: return false
      case .measure, .evidence, .note, .number, nil: break
      }
      if reading.headings.find(text).match != .none { hasItem = true }
    }
    return hasItem
  }

  /// Takes the headings of the second row where they name items.
  mutating func addSecondRow(_ second: Row) {
    note(second)
    width = max(width, second.fields.count)
    // A heading above several columns stands in the first of them.
    var upper = ""
    for (index, field) in second.fields.enumerated() {
      let heading = heading(field, second)
      if index < row.count, !row[index].text.isEmpty { upper = row[index].text }
      guard !heading.text.isEmpty else { continue }
      while row.count <= index {
        row.append(Heading(text: "", range: field.range, record: second.record, line: second.line))
      }
      if TimeLabel(upper) != nil { dates[index] = upper }
      row[index] = heading
    }
  }

  /// The column of the item below whose heading each column stands: its own, or the last one before columns without
  /// headings; nil for all others.
  private func groups(_ count: Int) -> [Int?] {
    var group: Int?
    return (0..<max(count, row.count)).map { index in
      if index < row.count, !row[index].text.isEmpty {
        if case .item = reading.headings.find(row[index].text).match {
          group = index
        } else {
          group = nil
        }
      }
      return group
    }
  }

  /// Whether a record below the header parts the columns of items: it names no unit and has no number, and says of which
  /// time a column is, or what the columns are that stand below one heading.
  func isPartRow(_ second: Row) -> Bool {
    let groups = groups(second.fields.count)
    var isTime = true
    var hasTime = false
    var hasParts = false
    for (index, field) in second.fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      guard let group = groups[index] else {
        let role = index < row.count ? ColumnRole.named(CellText.key(row[index].text)) : nil
        switch role {
        case .code, .name, .period, .year, .part, .item, .value: return false
        case .measure, .evidence, .note, .number, nil: continue
        }
      }
      if TimeLabel(text) != nil {
        hasTime = true
      } else if CellText.isNothing(text) || WrittenNumber.read(text) != .notANumber
        || text.unicodeScalars.contains(where: WrittenNumber.isDigit)
      {
        return false
      } else {
        isTime = false
      }
      if group != index { hasParts = true }
    }
    return hasParts || hasTime && isTime
  }

  /// Takes what the record below the header says of the columns: of which time they are; a part of an item is none.
  mutating func addPartRow(_ second: Row) {
    note(second)
    width = max(width, second.fields.count)
    let groups = groups(second.fields.count)
    let sizes = Dictionary(grouping: groups.compactMap(\.self)) { $0 }.mapValues(\.count)
    var parts: [Int: String] = [:]
    for (index, field) in second.fields.enumerated() {
      let heading = heading(field, second)
      guard let group = groups[index], !heading.text.isEmpty else { continue }
      while row.count <= index {
        row.append(Heading(text: "", range: field.range, record: second.record, line: second.line))
      }
      if TimeLabel(heading.text) != nil {
        dates[index] = heading.text
        if index != group { parts[index] = row[group].text }
      } else if sizes[group] ?? 1 > 1 {
        parts[index] = "\(row[group].text)·\(heading.text)"
      }
    }
    for (index, text) in parts { row[index].text = text }
  }

  /// The measures of columns that a row above or below the headings states; none where it is no such row. What calls itself
  /// a unit of measure, alone in its row, is that of the table.
  private func measures(of record: Row, isAbove: Bool) -> [Int: Heading] {
    var found: [Int: Heading] = [:]
    var labelled: [Int: Heading] = [:]
    var isKnown = false
    for (column, cell) in cells(of: record)
    where column < row.count && !CellText.isNothing(cell.text) {
      if case .item = reading.headings.find(row[column].text).match {
        if MeasureNote.states(cell.text) {
          labelled[column] = cell
          continue
        }
        let measure = Measure(stated: cell.text)
        let isMeasure = measure?.isKnown(reading.headings.bases) == true
        if cell.text.unicodeScalars.contains(where: WrittenNumber.isDigit) {
          guard isAbove else { return [:] }
          continue
        }
        if isMeasure { isKnown = true }
        if isMeasure || !isAbove { found[column] = cell }
        continue
      }
      switch ColumnRole.named(CellText.key(row[column].text)) {
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
    let fits = { (column: Int, cell: Heading) in
      guard case .item(let item) = reading.headings.find(row[column].text).match else {
        return false
      }
      return reading.stated(cell.text, item: item) != .other
    }
    if isAbove, found.count == 1, cells(of: record).count == 1,
      !found.contains(where: { fits($0.key, $0.value) })
    {
      return [:]
    }
    return isKnown ? found : [:]
  }

  /// Whether a record below the header says in which measures the columns are, and nothing else.
  func statesMeasures(_ record: Row) -> Bool { !measures(of: record, isAbove: false).isEmpty }

  /// Takes a row below the headings that only states measures, of the columns or of the table; false for any other.
  mutating func takeMeasures(_ record: Row) -> Bool {
    let own = measures(of: record, isAbove: false)
    if !own.isEmpty {
      note(record)
      measureRow.merge(own) { first, _ in first }
      return true
    }
    let cells = cells(of: record)
    guard let (_, cell) = cells.first, cells.count == 1, MeasureNote.states(cell.text),
      reading.notes(in: cell.text).contains(where: \.isSure)
    else { return false }
    takeNote(cell, beside: "")
    return true
  }

  /// Whether a heading leaves open what its column holds, so that records have to tell.
  var asksForRecords: Bool {
    row.contains { ColumnRole.isOpen(CellText.key($0.text)) || mayBeNone($0) }
  }

  /// Whether a heading may be above nothing: it is empty, or a note about the table.
  private func mayBeNone(_ heading: Heading) -> Bool {
    heading.text.isEmpty || MeasureNote.states(heading.text)
  }

  /// Whether more records may tell that something stands below such a heading.
  var asksForAllRecords: Bool {
    row.indices.contains { mayBeNone(row[$0]) && !withValues.contains($0) }
  }

  /// Looks at a record for what the ambiguous columns hold.
  mutating func add(sample: Row) {
    addValues(sample)
    for (index, heading) in row.enumerated() where index < sample.fields.count {
      guard ColumnRole.isOpen(CellText.key(heading.text)) else { continue }
      let text = CellText.normal(sample.fields[index].text(in: bytes))
      if CellText.isNothing(text) { continue }
      if Measure(text)?.isKnown(reading.headings.bases) == true {
        withMeasures.insert(index)
      } else if Period(text) != nil {
        withPeriods.insert(index)
      } else {
        withTexts.insert(index)
      }
    }
  }

  /// Looks whether something stands below headings that may be above nothing, in a record with values.
  private mutating func addValues(_ sample: Row) {
    func isFilled(_ column: Int) -> Bool {
      column < sample.fields.count
        && !CellText.isNothing(CellText.normal(sample.fields[column].text(in: bytes)))
    }
    let hasValues = row.indices.contains { index in
      guard isFilled(index), !mayBeNone(row[index]) else { return false }
      let role = ColumnRole.named(CellText.key(row[index].text))
      return role == .value || role == nil && reading.headings.find(row[index].text).match != .none
    }
    guard hasValues else { return }
    for index in row.indices where mayBeNone(row[index]) && isFilled(index) {
      withValues.insert(index)
    }
  }

  /// The role of each column; 时间 says which period it is where it holds labels of periods; 单位 and unit beside another column that names the unit are measures where they hold such.
  private func roles() -> [ColumnRole?] {
    var roles = row.map { ColumnRole.named(CellText.key($0.text)) }
    let isNamed = row.indices.contains {
      (roles[$0] == .code || roles[$0] == .name)
        && !ColumnRole.ambiguous.contains(CellText.key(row[$0].text))
    }
    for index in withPeriods
    where ColumnRole.times.contains(CellText.key(row[index].text)) && !withTexts.contains(index) {
      roles[index] = .period
    }
    guard isNamed else { return roles }
    for (index, heading) in row.enumerated()
    where ColumnRole.ambiguous.contains(CellText.key(heading.text))
      && (withMeasures.contains(index)
        || !withTexts.contains(index) && !withPeriods.contains(index) && roles.contains(.value))
    {
      roles[index] = .measure
    }
    return roles
  }

  /// The columns and what is wrong with them.
  mutating func read() -> (CSVColumns, [Diagnostic]) {
    takeTimes()
    columns.count = row.count
    columns.width = max(width, row.count)
    columns.headings = row.map { CellText.key($0.text) }
    columns.items = [Int](repeating: -1, count: row.count)
    let roles = roles()
    let isLong = reading.table == nil && roles.contains(.item) && roles.contains(.value)
    columns.shape = reading.table != nil ? .records : isLong ? .long : .wide
    var isOfOther = false
    for index in row.indices {
      guard !row[index].text.isEmpty else {
        if withValues.contains(index), tells("unknown-column", index) {
          diagnostics.append(.columnWithoutHeading(index + 1, at: place(index)))
        }
        continue
      }
      let match = isLong ? .none : reading.headings.find(row[index].text).match
      switch match {
      case .item(let item): take(item, column: index)
      case .several(let items):
        guard tells("ambiguous-column", index) else { continue }
        diagnostics.append(
          .ambiguousColumn(row[index].text, items.map { reading.items[$0].name }, at: place(index)))
      case .ofOther: isOfOther = true
      case .none:
        if !isLong, let (item, period) = reading.headings.dated(row[index].text) {
          dates[index] = period
          take(item, column: index)
        } else {
          take(roles[index], column: index, isLong: isLong)
        }
      }
    }
    if columns.code == nil, columns.name == nil {
      diagnostics.append(.noUnitColumn(at: place(0)))
    } else if columns.code == nil {
      diagnostics.append(.noCodeColumn(at: place(columns.name ?? 0)))
    }
    if reading.table != nil {
      checkTableColumns()
    } else if !isLong, firstOfItem.isEmpty, !isOfOther {
      diagnostics.append(.noItemColumn(at: place(0)))
      columns.isForeign = true
    }
    takeMeasures(isLong: isLong)
    for (code, fault) in faults.sorted(by: { $0.key < $1.key })
    where fault.count > ColumnReader.mostTold {
      diagnostics.append(
        .moreColumns(code, fault.count - ColumnReader.mostTold, at: place(fault.more)))
    }
    return (columns, diagnostics)
  }

  /// Whether to tell of a column by itself: of many with the same fault only the first ones are.
  private mutating func tells(_ code: String, _ column: Int) -> Bool {
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
        ? .noTableColumn(reading.name, known: columns.map(\.title), at: place(0))
        : .missingColumns(reading.name, missing.map { columns[$0].title }, at: place(0)))
  }

  private mutating func noteTime(of column: Int) {
    guard let period = dates[column] else { return }
    columns.dated.append(
      DatedColumn(
        column: column, period: period, place: place(column), following: following[column] ?? 0))
  }

  private mutating func take(_ item: Int, column: Int) {
    noteTime(of: column)
    // Columns of several periods stand side by side: those of others are left out.
    if let first = firstOfItem[item], dates[first] == dates[column] {
      if tells("duplicate-column", column) {
        diagnostics.append(
          .duplicateColumn(
            row[column].text, item: reading.items[item].name, at: place(column),
            first: place(first)))
      }
    } else {
      firstOfItem[item] = column
    }
    if !reading.items[item].isReported {
      if tells("computed-item", column) {
        diagnostics.append(.computedItem(reading.items[item].name, at: place(column)))
      }
    } else {
      columns.items[column] = item
    }
  }

  private mutating func take(_ role: ColumnRole?, column: Int, isLong: Bool) {
    let text = row[column].text
    guard let role else {
      let key = CellText.key(text)
      // 单位：万元 beside the table; 培训费：元 is a column.
      if MeasureNote.states(text),
        MeasureNote.isOfWholeTable(cell: text), reading.notes(in: text).contains(where: \.isSure)
      {
        takeNote(row[column], beside: "")
        guard withValues.contains(column) else { return }
      }
      if ColumnRole.announcesPersonalData(key) {
        if tells("personal-data", column) {
          diagnostics.append(.personalColumn(text, at: place(column)))
        }
      } else if tells("unknown-column", column) {
        let near = suggestions(for: text, among: reading.headings.names)
        diagnostics.append(.unknownColumn(text, near: near, at: place(column)))
      }
      return
    }
    let mayRepeat =
      role.isOfPeriod || [.note, .number, .evidence, .measure].contains(role)
      || role == .item && isLong
    if let first = firstOfRole[role], !mayRepeat {
      if tells("duplicate-column", column) {
        diagnostics.append(
          .duplicateColumn(text, item: nil, at: place(column), first: place(first)))
      }
      return
    }
    firstOfRole[role] = column
    switch role {
    case .code: columns.code = column
    case .name: columns.name = column
    case .period, .year, .part: columns.periods.append((column, CellText.key(text)))
    case .item:
      if columns.item == nil { columns.item = column } else { columns.furtherItems.append(column) }
    case .value:
      columns.value = column
      noteTime(of: column)
    case .measure: measureColumns.append(column)
    case .evidence, .note: columns.remarks.insert(column)
    case .number: break
    }
  }

  // MARK: Measures

  /// Settles in which measure each column stands, and says where it is not the item's.
  private mutating func takeMeasures(isLong: Bool) {
    let present = Set(columns.items.filter { $0 >= 0 })
    settleNotes(among: isLong ? nil : present)
    if isLong {
      columns.measure = measureColumns.first
      columns.notes = notes.map(\.note)
      return
    }
    if !measureColumns.isEmpty {
      columns.measureColumns = row.indices.map { column in
        guard columns.items[column] >= 0 else { return -1 }
        // Several stand each behind their item, a single one speaks of the whole row.
        guard measureColumns.count > 1 else { return measureColumns[0] }
        let next = columns.items[(column + 1)...].firstIndex { $0 >= 0 } ?? row.count
        return measureColumns.first { (column..<next).contains($0) } ?? -1
      }
    }
    for column in row.indices where columns.items[column] >= 0 {
      let item = columns.items[column]
      var stated: [(measure: StatedMeasure, text: String, heading: Heading)] = []
      if let text = reading.headings.find(row[column].text).measure {
        stated.append((reading.stated(text, item: item), text, row[column]))
      }
      if let heading = measureRow[column] {
        stated.append((reading.stated(heading.text, item: item), heading.text, heading))
      }
      let isOwn = stated.contains { $0.measure != .none }
      // A note that names the item contradicts its heading; what is said of the whole table gives way.
      let (measure, text) =
        isOwn
        ? reading.stated(naming: notes.map(\.note), item: item)
        : reading.stated(notes.map(\.note), item: item, among: present)
      if let heading = notes.first(where: { $0.note.text == text })?.heading {
        stated.append((measure, heading.text, heading))
      }
      stated.removeAll { $0.measure == .none }
      guard var found = stated.first else { continue }
      for other in stated where other.measure != found.measure {
        found = (.other, other.text, other.heading)
      }
      if columns.measures.isEmpty {
        columns.measures = [StatedMeasure](repeating: .none, count: row.count)
      }
      columns.measures[column] = found.measure
      if isOwn { columns.withMeasure.insert(column) }
      let place = place(of: found.heading)
      if let diagnostic = Diagnostic.stated(
        found.measure, found.text, of: reading.items[item], at: place)
      {
        diagnostics.append(diagnostic)
      }
    }
  }

  /// Where the header stands.
  var place: Place { place(0) }

  private func place(of heading: Heading) -> Place {
    places.place(heading.range, record: heading.record, line: heading.line)
  }

  private func place(_ column: Int) -> Place {
    guard row.indices.contains(column) else {
      return places.place(record.offset..<record.offset, record: record.offset, line: record.line)
    }
    return place(of: row[column])
  }
}
