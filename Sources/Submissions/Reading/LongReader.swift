import Definitions
import Formats
import SourceText

/// Reads blocks of a CSV file with a row per value into a grid.
struct LongReader {
  private let context: ReadingContext
  private let finder: RowFinder
  private let file: SubmittedFile
  private let head: CSVHead
  private let path: String
  private let periods: PeriodReader
  private(set) var diagnostics: [Diagnostic] = []
  /// The units that stated a value.
  private(set) var units: Set<Int> = []
  private var computed: Set<Int> = []
  private var unknown: [String: (place: Place, count: Int)] = [:]
  private var otherPeriods: [String: (place: Place, count: Int)] = [:]

  init(_ context: ReadingContext, _ finder: RowFinder, _ file: SubmittedFile, _ head: CSVHead) {
    self.context = context
    self.finder = finder
    self.file = file
    self.head = head
    path = context.paths[file.index]
    periods = PeriodReader(context.set.period)
  }

  /// Adds the values of a block.
  mutating func read(_ block: CSVBlock, into grid: inout MergeGrid) {
    guard block.offset + block.bytes.count > head.dataOffset else { return }
    let bytes = block.bytes
    let places = RecordPlaces(bytes, base: block.offset, path: path)
    var scanner = CSVScanner(separator: head.separator, line: block.line)
    var fields: [CSVField] = []
    while scanner.next(bytes.span, fields: &fields) {
      scanner.problems.removeAll(keepingCapacity: true)
      guard block.offset + scanner.recordOffset >= head.dataOffset,
        !CSVRecord.isEmpty(fields, bytes)
      else { continue }
      let record = CSVRecord(fields, bytes, head.columns)
      guard let unit = finder.unit(code: record.code, name: record.name) else { continue }
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
      let near = suggestions(for: name, among: context.headings.names)
      diagnostics.append(.unknownItem(name, near: near, entry.count, at: entry.place))
    }
    for (label, entry) in otherPeriods {
      diagnostics.append(
        periods.read(label) == .unreadable
          ? .unreadablePeriod(CellText.normal(label), entry.count, at: entry.place)
          : .otherPeriod(
            label, expected: finder.period?.label ?? "", isGiven: true, first: nil, entry.count,
            at: entry.place))
    }
  }

  private mutating func read(
    _ row: LongRow, _ record: CSVRecord, base: Int, into grid: inout MergeGrid
  ) {
    let name = row.text(head.columns.item)
    let item: Int
    switch context.headings.match(name) {
    case .item(let index): item = index
    case .several(let items):
      diagnostics.append(
        .ambiguousItem(
          name, items.map { context.set.items[$0].name }, at: row.place(head.columns.item),
          unit: row.code))
      return
    case .ofOther: return
    case .none:
      let key = PersonalData.masked(CellText.normal(name))
      let first = unknown[key]?.place ?? row.place(head.columns.item)
      unknown[key] = (first, (unknown[key]?.count ?? 0) + 1)
      return
    }
    guard isOfPeriod(record.period, item) else {
      let first = otherPeriods[record.period]?.place ?? row.place(head.columns.period)
      otherPeriods[record.period] = (first, (otherPeriods[record.period]?.count ?? 0) + 1)
      return
    }
    guard context.set.items[item].isReported else {
      if computed.insert(item).inserted {
        diagnostics.append(
          .computedItem(context.set.items[item].name, at: row.place(head.columns.item)))
      }
      return
    }
    units.insert(row.unit)
    add(row, item, base, into: &grid)
  }

  private mutating func add(
    _ row: LongRow, _ item: Int, _ base: Int, into grid: inout MergeGrid
  ) {
    let column = head.columns.value
    var value = ReadValue(Cell(.blank))
    if row.field(column)?.isMalformed == true {
      value = ReadValue(Cell(.unreadable))
    } else {
      value = context.values.read(row.text(column), item: item)
    }
    grid.addValue(
      value.cell, text: value.text, unit: row.unit, item: item,
      at: row.point(column, file: file.index, base: base))
    if let problem = value.problem {
      diagnostics.append(
        .value(
          problem, row.text(column), of: context.set.items[item], at: row.place(column),
          unit: row.code))
    }
  }

  /// Whether a row's period is the run's, or, for an item with a longer period of its own, the one around it.
  private func isOfPeriod(_ label: String, _ item: Int) -> Bool {
    if label.isEmpty || label == finder.period?.label { return true }
    switch periods.read(label) {
    case .empty: return true
    case .period(let stated): return stated == finder.period
    case .otherLength(let stated):
      guard let run = finder.period, context.set.items[item].period == stated.length else {
        return false
      }
      return stated.contains(run)
    case .unreadable: return false
    }
  }
}

/// One record of a long file.
private struct LongRow {
  let fields: [CSVField]
  let bytes: [UInt8]
  let places: RecordPlaces
  let record: Int
  let line: Int
  let unit: Int
  let code: String

  func field(_ column: Int?) -> CSVField? {
    column.flatMap { $0 < fields.count ? fields[$0] : nil }
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
      path: Int32(file), line: Int32(clamping: position.line),
      column: Int32(clamping: position.column), offset: UInt32(clamping: base + offset))
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
      "unknown-item", .error,
      name.isEmpty
        ? Phrase(zh: "有 \(count) 处没有写数据项", en: "\(count) values name no item")
        : Phrase(
          zh: "没有“\(name)”这个数据项,\(count) 处没有读取",
          en: "unknown item '\(name)'; \(count) values were not read"),
      at: place,
      help: didYouMean(near)
        ?? Phrase(zh: "写数据项的键名、代码或全称", en: "write the item's key, code or title"))
  }

  static func ambiguousItem(
    _ name: String, _ items: [String], at place: Place, unit: String
  ) -> Diagnostic {
    let zh = items.joined(separator: "、")
    let en = items.joined(separator: ", ")
    return Diagnostic(
      "ambiguous-column", .error,
      Phrase(
        zh: "“\(name)”是几个数据项共有的名称:\(zh);没有读取",
        en: "several items are called '\(name)': \(en); it was not read"),
      at: place, help: Phrase(zh: "改写数据项的代码", en: "write the item's code"), unit: unit)
  }
}
