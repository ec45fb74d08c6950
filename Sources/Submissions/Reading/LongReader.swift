import Definitions
import Formats
import SourceText

/// Reads blocks of a CSV file with a row per value into a grid.
struct LongReader {
  private let context: ReadingContext
  private let finder: RowFinder
  private let file: SubmittedFile
  private let head: CSVHead
  private let placed: PlacedFile
  /// The columns with remarks.
  private let remarks: [Int]
  /// The first columns of which nothing is read.
  private let unread: ArraySlice<Int>
  private var merged = MergedCells()
  private(set) var diagnostics: ProblemList
  /// The units that stated a value.
  private(set) var units: Set<Index<Unit>> = []
  private var computed: Set<Int> = []
  private var unknown: [String: (place: Place, count: Int)] = [:]
  private var otherPeriods: [String: (fault: PeriodFault, place: Place, count: Int)] = [:]
  /// The names of items that stand beside one another and say nothing else, as far as they are kept.
  private var fitting: Set<[String]> = []
  private static let mostFitting = 10_000
  /// The items and further names of which it was said that the two do not fit.
  private var renamed: Set<[String]> = []
  /// The items and measures of which it was said what they come to.
  private var measures: Set<[String]> = []
  /// The units and notes about other times that were told.
  private var parted: Set<[String]> = []

  init(
    _ context: ReadingContext, _ finder: RowFinder, _ file: SubmittedFile, _ head: CSVHead,
    _ sink: ProblemSink
  ) {
    diagnostics = ProblemList(sink)
    self.context = context
    self.finder = finder
    self.file = file
    self.head = head
    placed = context.files[file.index]
    remarks = head.columns.remarks.sorted()
    unread = head.columns.headings.indices.filter { head.columns.isUnknown($0) }
      .prefix(WideFile.mostUnread)
  }

  /// Adds the values of a block.
  mutating func read(_ block: CSVBlock, into grid: inout MergeGrid) {
    guard block.offset + block.bytes.count > head.dataOffset else { return }
    let bytes = block.bytes
    let places = RecordPlaces(bytes, base: block.offset, in: placed)
    var scanner = CSVScanner(separator: head.separator, line: block.line)
    var fields: [CSVField] = []
    while scanner.next(bytes.span, fields: &fields) {
      scanner.problems.removeAll(keepingCapacity: true)
      guard head.holds(block.offset + scanner.recordOffset) else { continue }
      guard !CSVRecord.isEmpty(fields, bytes) else {
        merged.end()
        continue
      }
      let stated = CSVRecord(fields, bytes, head.columns)
      let (record, _) = merged.fill(stated) {
        stated.rest(fields, bytes, head.columns, context.headings).kind
      }
      guard let unit = finder.matcher.match(code: record.code, name: record.name).unit else {
        continue
      }
      let row = LongRow(
        fields: fields, bytes: bytes, places: places, record: scanner.recordOffset,
        line: scanner.recordLine, unit: unit,
        code: finder.matcher.registry.units[unit].code)
      read(row, record, base: block.offset, into: &grid)
    }
  }

  /// Reports what several rows have in common; to be called after the last block.
  mutating func close() {
    for (name, entry) in unknown {
      let near = context.headings.suggestions(for: name)
      diagnostics.append(.unknownItem(name, near: near, entry.count, at: entry.place))
    }
    for (label, entry) in otherPeriods {
      diagnostics.append(
        entry.fault.diagnostic(label, expected: finder.period, entry.count, at: entry.place))
    }
  }

  private mutating func read(
    _ row: LongRow, _ record: CSVRecord, base: Int, into grid: inout MergeGrid
  ) {
    let names = ([head.columns.item].compactMap(\.self) + head.columns.furtherItems)
      .map { row.text($0) }.filter { !$0.isEmpty }
    let name = names.first { context.headings.find($0).match != .none } ?? names.first ?? ""
    let item: Int
    // 受理数（上年同期） is the item with the period of its value.
    let dated = context.headings.find(name).match == .none ? context.headings.dated(name) : nil
    let (match, measure) = context.headings.find(dated?.rest ?? name)
    switch match {
    case .item(let index): item = index
    case .several(let items):
      diagnostics.append(
        .ambiguousItem(
          name, items.map { context.set.items[$0].name }, at: row.place(head.columns.item),
          unit: row.code))
      return
    case .ofOther: return
    case .none:
      let key = CellText.written(name).shown
      let first = unknown[key]?.place ?? row.place(head.columns.item)
      unknown[key] = (first, (unknown[key]?.count ?? 0) + 1)
      return
    }
    let time = dated.map { TimeLabel($0.period)?.label($0.period, in: finder.period) ?? $0.period }
    if let time, let fault = finder.fault(of: time, for: context.set.items[item].period) {
      let first = otherPeriods[time]?.place ?? row.place(head.columns.item)
      otherPeriods[time] = (fault, first, (otherPeriods[time]?.count ?? 0) + 1)
      return
    }
    if let fault = finder.fault(of: record.period, for: context.set.items[item].period) {
      if head.columns.isTold, !record.hasPeriod { return }
      let first =
        otherPeriods[record.period]?.place ?? row.place(head.columns.periods.first?.column)
      otherPeriods[record.period] = (
        fault, first, (otherPeriods[record.period]?.count ?? 0) + 1
      )
      return
    }
    guard context.set.items[item].isReported else {
      if computed.insert(item).inserted {
        diagnostics.append(
          .computedItem(context.set.items[item].name, at: row.place(head.columns.item)))
      }
      return
    }
    let further = fitting.contains(names) ? [] : names.filter { $0 != name }
    if let other = finder.otherTime(among: further, of: item, context.items) {
      let name = context.set.items[item].name
      guard renamed.insert([name, other]).inserted else { return }
      diagnostics.append(
        .itemNameOfOtherTime(other, name, finder.period, at: row.place(head.columns.item)))
      return
    }
    units.insert(row.unit)
    if isVoid(row, item) { return }
    if let other = context.items.otherItem(among: names, than: item) {
      diagnostics.append(
        .ambiguousItem(
          names.joined(separator: " "), [item, other].map { context.set.items[$0].name },
          at: row.place(head.columns.item), unit: row.code))
      let point = row.point(head.columns.value, file: file.index, base: base)
      return grid.addValue(Cell(.unreadable), text: nil, unit: row.unit, item: item, at: point)
    }
    if let unknown = context.items.unknownName(among: further, of: item),
      renamed.insert([context.set.items[item].name, unknown]).inserted
    {
      diagnostics.append(
        .otherItemName(
          CellText.written(unknown).shown, context.set.items[item].name,
          at: row.place(head.columns.item)))
    }
    let behind = context.items.measures(behind: further, of: item)
    if !further.isEmpty, behind.isEmpty, fitting.count < LongReader.mostFitting,
      context.items.unknownName(among: further, of: item) == nil
    {
      fitting.insert(names)
    }
    let named = [measure].compactMap(\.self) + behind
    add(row, item, named, base, into: &grid)
  }

  private mutating func add(
    _ row: LongRow, _ item: Int, _ named: [String], _ base: Int, into grid: inout MergeGrid
  ) {
    let column = head.columns.value
    let (stated, text) = measure(row, item, named, base)
    var value = ReadValue(Cell(.blank))
    let isOfOther = isOfOtherTime(row, item, base)
    if row.field(column)?.isMalformed == true {
      value = ReadValue(Cell(.unreadable))
    } else if let extra = row.extraField(head.columns.count) {
      value = ReadValue(Cell(.unreadable))
      diagnostics.append(
        .longRecord(
          row.fields.count, head.columns.count,
          at: row.places.place(extra.range, record: row.record, line: row.line), unit: row.code))
    } else if let cut = head.cutNumber(row.fields, row.bytes) {
      value = ReadValue(Cell(.unreadable))
      diagnostics.append(
        .cutNumber([cut, cut + 1].map { row.text($0) }, at: row.place(cut), unit: row.code))
    } else if isOfOther {
      value = ReadValue(Cell(.unreadable))
    } else {
      value = context.values.read(row.text(column), item: item, stated)
    }
    grid.addValue(
      value.cell, text: value.text, unit: row.unit, item: item,
      at: row.point(column, file: file.index, base: base))
    let definition = context.set.items[item]
    if let problem = value.problem {
      diagnostics.append(
        .value(
          problem, row.text(column).shown + (problem == .otherMeasure ? text.shown : ""),
          of: definition,
          at: row.place(column), unit: row.code))
    }
    guard stated != .other, value.cell.hasValue, !text.isEmpty,
      measures.insert([definition.name, text]).inserted
    else { return }
    let place = row.place(head.columns.measuresOfRow.first ?? head.columns.item)
    if let told = Diagnostic.stated(stated, text, of: definition, at: place) {
      diagnostics.append(told)
    }
  }

  /// The notes elsewhere that speak of a row.
  private func parts(_ row: LongRow, _ base: Int) -> [PartNote] {
    head.columns.parts.filter { $0.isOf(row.code, at: base + row.record) }
  }

  /// Whether a remark says that the value of a row is void; it is told.
  private mutating func isVoid(_ row: LongRow, _ item: Int) -> Bool {
    var isVoid = false
    func tell(_ told: Diagnostic) {
      var told = told
      told.unit = row.code
      diagnostics.append(told)
    }
    for column in remarks {
      let (void, told) = finder.isVoid(
        [row.text(column)], item, context.items, at: row.place(column))
      if void { isVoid = true }
      for told in told { tell(told) }
    }
    if isVoid { return true }
    for column in unread {
      let text = row.text(column)
      let heading = column < head.columns.headings.count ? head.columns.headings[column] : ""
      if VoidNote.isSaid(by: text, below: heading) { tell(.mayBeVoid(text, at: row.place(column))) }
    }
    return false
  }

  /// Whether a remark says that the value of a row is not of the run's period; it is told.
  private mutating func isOfOtherTime(_ row: LongRow, _ item: Int, _ base: Int) -> Bool {
    var isOther = false
    for part in parts(row, base) where !part.times.isEmpty {
      var (others, told) = finder.read(part.times, of: [item], context.items, at: part.place)
      told?.unit = row.code
      if let told, parted.insert([row.code, part.text]).inserted { diagnostics.append(told) }
      if !others.isEmpty { isOther = true }
    }
    for column in remarks {
      let notes = TimeNote.all(in: row.text(column))
      guard !notes.isEmpty else { continue }
      var (others, told) = finder.read(notes, of: [item], context.items, at: row.place(column))
      told?.unit = row.code
      diagnostics += [told].compactMap(\.self)
      if !others.isEmpty { isOther = true }
    }
    return isOther
  }

  /// The measure of a row's value and its text: in its own column, behind the item's names or among the remarks, or else of the
  /// whole table.
  private func measure(
    _ row: LongRow, _ item: Int, _ named: [String], _ base: Int
  ) -> (StatedMeasure, String) {
    let own = context.items.stated(
      head.columns.measuresOfRow.map { row.text($0) } + named,
      remarks: remarks.map { row.text($0) }, item: item)
    let around = MeasureScope(notes: parts(row, base).flatMap(\.measures))
    return context.items.stated([own], within: [around, head.columns.scope], item: item)
  }
}

/// One record of a long file.
private struct LongRow {
  let fields: [CSVField]
  let bytes: [UInt8]
  let places: RecordPlaces
  let record: Int
  let line: Int
  let unit: Index<Unit>
  let code: String

  func field(_ column: Int?) -> CSVField? {
    column.flatMap { $0 < fields.count ? fields[$0] : nil }
  }

  /// A field with something in it beyond the header's columns: the value may be cut, as 1,234 without quotes is.
  func extraField(_ count: Int) -> CSVField? {
    fields.dropFirst(count).first { !CSVRecord.isEmpty([$0], bytes) }
  }

  func text(_ column: Int?) -> String {
    field(column)?.text(in: bytes) ?? ""
  }

  /// The place of a column; of one that the record does not have, its end.
  func place(_ column: Int?) -> Place {
    places.place(range(column), record: record, line: line)
  }

  /// The same without what only a message needs.
  func point(_ column: Int?, file: Int, base: Int) -> RowBlock.Point {
    let offset = range(column).lowerBound
    let position = places.position(of: offset, record: record, line: line)
    return RowBlock.Point(
      file: file, offset: base + offset, line: position.line, column: position.column)
  }

  private func range(_ column: Int?) -> Range<Int> {
    let last = fields.last.map { Int($0.end) } ?? record
    return field(column)?.range ?? last..<last
  }
}

extension Diagnostic {
  static func unknownItem(
    _ name: String, near: [String], _ count: Int, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.unknownItem, .error,
      name.isEmpty
        ? Phrase(zh: "有 \(count) 处没有写数据项", en: "\(count) values name no item")
        : Phrase(
          zh: "没有“\(name)”这个数据项，\(count) 处没有读取",
          en: "unknown item '\(name)'; \(count) values were not read"),
      at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "写数据项的键名、代码或全称", en: "write the item's key, code or title"))
  }

  static func ambiguousItem(
    _ name: String, _ items: [String], at place: Place, unit: String?
  ) -> Diagnostic {
    let list = Phrase.list(items)
    return Diagnostic(
      Code.ambiguousColumn, .error,
      Phrase(
        zh: "“\(name)”是几个数据项共有的名称：\(list.text(.zh))；没有读取",
        en: "several items are called '\(name)': \(list.text(.en)); it was not read"),
      at: place, help: Phrase(zh: "改写数据项的代码", en: "write the item's code"), unit: unit)
  }
}
