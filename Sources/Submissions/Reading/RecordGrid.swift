import Definitions
import SourceText

/// The records of table files by unit and table.
///
/// Files are to be added in their order. What it holds grows with the table files, not with those that have a row per unit.
struct RecordGrid: Sendable {
  private let context: ReadingContext
  private let registry: Registry
  /// The run's period, where it is known.
  private let period: Period?
  private var lists: [Key: RecordList] = [:]
  /// Tables of which some records may be missing: they stand in rows that are nobody's.
  private var doubtful: [Key: (first: RowBlock.Point, count: Int)] = [:]
  /// Tables of which a unit has nothing but sums so far, and where the first stands.
  private var summed: [Key: RowBlock.Point] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private struct Key: Hashable {
    var unit: Index<Unit>
    var item: Int
  }

  init(_ context: ReadingContext, _ registry: Registry, period: Period?) {
    self.context = context
    self.registry = registry
    self.period = period
  }

  /// The units with records, or with the statement that there are none, ascending, and where each begins.
  var units: [(unit: Index<Unit>, place: Place?)] {
    // What says that it is not reported is no report.
    let stated = lists.filter { $0.value.kind != .blank }
    let first = Dictionary(stated.map { ($0.key.unit, $0.value) }) { a, b in
      (a.place?.path ?? "", a.place?.line ?? 0) <= (b.place?.path ?? "", b.place?.line ?? 0) ? a : b
    }
    return first.sorted { $0.key < $1.key }.map { ($0.key, $0.value.place) }
  }

  /// The list of a unit for a table.
  func list(_ unit: Index<Unit>, _ item: Int) -> RecordList? { lists[Key(unit: unit, item: item)] }

  // MARK: Reading

  /// The records of one file, being read.
  struct FileRecords {
    fileprivate var lists: [Index<Unit>: RecordList] = [:]
    /// Units with a row that says that there is nothing, and where.
    fileprivate var empty: [Index<Unit>: RowBlock.Point] = [:]
    /// Units with a row that says that the table is not reported, and where.
    fileprivate var unreported: [Index<Unit>: (text: String, start: RowBlock.Point)] = [:]
    /// Units with a row that has something in columns alone that are not read, and where.
    fileprivate var unclear: [Index<Unit>: RowBlock.Point] = [:]
    /// Units with rows of nothing but zeros, where the first stands, and how many there are.
    fileprivate var zeros: [Index<Unit>: (start: RowBlock.Point, count: Int)] = [:]
    /// Units with rows that sum up others, where the first stands, and whether all come to nothing.
    fileprivate var totals: [Index<Unit>: (start: RowBlock.Point, isZero: Bool)] = [:]
  }

  /// Adds the rows of a block of a table file; each is a record, or says that its unit has none.
  mutating func add(
    _ block: RowBlock, file: Int, _ reading: ItemReading, to records: inout FileRecords
  ) {
    for (row, position) in block.rows.enumerated() {
      let start = RowBlock.Point(
        file: file, offset: position.offset, line: position.line, column: 1)
      let unit = position.unit
      var list =
        records.lists[unit]
        ?? RecordList(width: reading.reported, start: start, files: context.files)
      // Not in both places at once: a list in use would be copied for every record.
      records.lists[unit] = nil
      defer { records.lists[unit] = list }
      let cells = (0..<reading.reported).map { block.cell(row, $0) }
      guard list.kind == .table else { continue }
      guard list.count < RecordList.mostRecords else {
        diagnostics.append(
          .tooManyRecords(
            reading.name, at: start.place(in: context.files), unit: code(unit)))
        list.spoil(.unreadable)
        continue
      }
      let places = block.places(row)
      list.append(
        at: start,
        cells.map { cell in
          let text = cell.kind == .text ? block.texts[Int(cell.bits)] : nil
          return (cell, text, places.point(of: cell, file: file))
        })
    }
  }

  /// Adds the rows of a table file that are no records.
  mutating func add(
    _ statements: [RecordStatement], file: Int, _ reading: ItemReading,
    to records: inout FileRecords
  ) {
    var totals: (first: RowBlock.Point, count: Int)?
    for statement in statements {
      let unit = statement.unit
      let start = RowBlock.Point(
        file: file, offset: statement.offset, line: statement.line, column: 1)
      switch statement.words {
      case .record: continue
      case .thin:
        diagnostics.append(
          .thinRecord(reading.name, at: start.place(in: context.files), unit: code(unit)))
      case .zeros: records.zeros[unit, default: (start, 0)].count += 1
      case .total(let isZero):
        totals = (totals?.first ?? start, (totals?.count ?? 0) + 1)
        let earlier = records.totals[unit] ?? (start, true)
        records.totals[unit] = (earlier.start, earlier.isZero && isZero)
      case .unclear: records.unclear[unit] = records.unclear[unit] ?? start
      case .unreported(let text):
        records.unreported[unit] = records.unreported[unit] ?? (text, start)
      case .nothing(let sign):
        records.empty[unit] = records.empty[unit] ?? start
        if records.lists[unit] == nil {
          records.lists[unit] = RecordList(
            width: reading.reported, start: start, files: context.files)
          if sign == .taken {
            diagnostics.append(
              .takenForNone(reading.name, at: start.place(in: context.files), unit: code(unit)))
          }
        }
      }
    }
    if let totals {
      diagnostics.append(
        .totalRecords(reading.name, totals.count, at: totals.first.place(in: context.files)))
    }
  }

  /// Takes the records of a file that was read to its end: the same table twice must say the same.
  mutating func close(_ records: consuming FileRecords, _ reading: ItemReading) {
    guard let item = reading.table else { return }
    let name = context.set.items[item].name
    for (unit, zeros) in records.zeros.sorted(by: { $0.key < $1.key }) {
      let place = zeros.start.place(in: context.files)
      guard let list = records.lists[unit], list.kind == .table else { continue }
      guard list.count == zeros.count else {
        diagnostics.append(.thinRecord(name, at: place, unit: code(unit)))
        continue
      }
      records.lists[unit] = RecordList(
        width: reading.reported, start: zeros.start, files: context.files)
      diagnostics.append(.takenForNone(name, at: place, unit: code(unit)))
    }
    for (unit, start) in records.unclear.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(
        .unclearRecord(name, at: start.place(in: context.files), unit: code(unit)))
      var list =
        records.lists[unit]
        ?? RecordList(width: reading.reported, start: start, files: context.files)
      list.spoil(.unreadable)
      records.lists[unit] = list
    }
    for (unit, row) in records.unreported.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(
        .unreportedTable(name, row.text, at: row.start.place(in: context.files), unit: code(unit)))
      // Beside records, or the statement that there are none, it leaves open what is true.
      let isAlone = records.lists[unit] == nil
      var list =
        records.lists[unit]
        ?? RecordList(width: reading.reported, start: row.start, files: context.files)
      list.spoil(isAlone ? .blank : .unreadable)
      records.lists[unit] = list
    }
    for (unit, start) in records.empty.sorted(by: { $0.key < $1.key })
    where records.lists[unit].map({ $0.count > 0 }) ?? false {
      diagnostics.append(
        .emptyRecord(name, at: start.place(in: context.files), unit: code(unit)))
    }
    for (unit, total) in records.totals.sorted(by: { $0.key < $1.key })
    where records.lists[unit] == nil {
      guard total.isZero else {
        summed[Key(unit: unit, item: item)] = total.start
        continue
      }
      diagnostics.append(
        .takenForNone(name, at: total.start.place(in: context.files), unit: code(unit)))
      records.lists[unit] = RecordList(
        width: reading.reported, start: total.start, files: context.files)
    }
    for (unit, list) in records.lists.sorted(by: { $0.key < $1.key }) {
      let key = Key(unit: unit, item: item)
      guard var earlier = lists[key], earlier.kind != .blank else {
        lists[key] = list
        continue
      }
      // That a table is not reported gives way to one that is.
      if list.kind == .blank { continue }
      guard let place = list.place, let first = earlier.place else { continue }
      if earlier.kind == .table, list.kind == .table, earlier.says(sameAs: list) {
        diagnostics.append(.repeatedValue(name, at: place, first: first, unit: code(unit)))
      } else {
        diagnostics.append(.differingTables(name, at: place, first: first, unit: code(unit)))
        earlier.spoil(.conflicting)
        lists[key] = earlier
      }
    }
  }

  /// Takes the rows of a file that are nobody's: the table of whoever they may belong to is not whole.
  mutating func take(
    _ strays: [StrayRecord], _ reading: ItemReading, of records: FileRecords, _ finder: RowFinder,
    file: Int
  ) {
    guard let item = reading.table else { return }
    take(strays, item, inFile: records.lists.keys.sorted(), finder, file: file)
  }

  /// Takes the records of an item that are nobody's, in a file in which some units have records.
  mutating func take(
    _ strays: [StrayRecord], _ item: Int, inFile: [Index<Unit>], _ finder: RowFinder, file: Int
  ) {
    for stray in strays {
      let start = RowBlock.Point(
        file: file, offset: stray.offset, line: stray.line, column: stray.column)
      for unit in finder.mayBe(stray, inFile: inFile) {
        doubtful[Key(unit: unit, item: item), default: (start, 0)].count += 1
      }
    }
  }

  /// Gives up the tables of which records may be missing; to be called after all files.
  /// - Parameter hasReported: Whether a unit handed in anything else: who did not does not report by doubtful records.
  mutating func spoilDoubtful(_ hasReported: (Index<Unit>) -> Bool) {
    for (key, doubt) in doubtful.sorted(by: {
      ($0.key.unit, $0.key.item) < ($1.key.unit, $1.key.item)
    }) {
      guard lists[key] != nil || hasReported(key.unit) else { continue }
      var list =
        lists[key] ?? RecordList(width: 0, start: doubt.first, files: context.files)
      if list.kind == .table { list.spoil(.unreadable) }
      lists[key] = list
      diagnostics.append(
        .doubtfulTable(
          context.set.items[key.item].name, registry.units[key.unit], doubt.count,
          at: doubt.first.place(in: context.files)))
    }
  }

  /// Gives up the tables of which there are sums and no records; to be called after all files.
  mutating func spoilSummed() {
    for (key, start) in summed.sorted(by: {
      ($0.key.unit, $0.key.item) < ($1.key.unit, $1.key.item)
    })
    where lists[key].map({ $0.kind == .blank }) ?? true {
      var list = lists[key] ?? RecordList(width: 0, start: start, files: context.files)
      list.spoil(.unreadable)
      lists[key] = list
      diagnostics.append(
        .onlyTotals(
          context.set.items[key.item].name, at: start.place(in: context.files),
          unit: code(key.unit)))
    }
  }

  // MARK: Joining

  /// Puts the records into the rows of a block, beside what the rows themselves say of the tables.
  /// - Returns: Where the two disagree.
  func join(_ block: inout RowBlock) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for row in block.rows.indices {
      let unit = block.rows[row].unit
      for reading in context.tables {
        guard let item = reading.table else { continue }
        var cell = block.cell(row, item)
        if let list = list(unit, item) {
          cell = join(list, to: cell, item, row, &block, &diagnostics)
        }
        if cell.kind == .table, let table = context.set.items[item].table {
          let list = block.lists[Int(cell.bits)]
          if let sum = list.unnamedSum(of: table) {
            diagnostics.append(
              .unnamedSum(reading.name, at: list.place(of: sum), unit: code(unit)))
          }
          diagnostics += asked(of: list, table, item, unit)
        }
        if cell.kind == .number { cell = settled(cell, item, row, &block, &diagnostics) }
        block.cells[row * block.stride + item] = cell
      }
    }
    return diagnostics
  }

  /// What is asked about the records of a unit: whether the same one stands twice, and whether those of another time count.
  private func asked(
    of list: RecordList, _ table: Table, _ item: Int, _ unit: Index<Unit>
  ) -> [Diagnostic] {
    let name = context.set.items[item].name
    var found: [Diagnostic] = []
    if let repeated = list.repeated {
      found.append(
        .repeatedRecord(
          name, repeated.count, at: list.place(of: repeated.record),
          first: list.place(of: repeated.first), unit: code(unit)))
    }
    if let period = period?.around(context.set.items[item].period),
      let outside = list.outside(period, table)
    {
      found.append(
        .recordOfOtherTime(
          name, outside.day, period, outside.count, at: list.place(of: outside.record),
          unit: code(unit)))
    }
    return found
  }

  private func join(
    _ list: RecordList, to cell: Cell, _ item: Int, _ row: Int, _ block: inout RowBlock,
    _ diagnostics: inout [Diagnostic]
  ) -> Cell {
    let name = context.set.items[item].name
    let unit = code(block.rows[row].unit)
    let index = Int64(block.lists.count)
    block.lists.append(list)
    let found = Cell(list.kind, bits: list.kind == .table ? index : index + 1)
    let outcome = cell.combined(with: found, block.texts, block.lists)
    guard let place = list.place, outcome.differs || outcome.repeats,
      let first = block.place(row, item)
    else { return outcome.cell }
    if outcome.repeats {
      diagnostics.append(.repeatedValue(name, at: place, first: first, unit: unit))
      return outcome.cell
    }
    diagnostics.append(
      .differing(name, cell, found, block.lists, at: place, first, unit: unit))
    return Cell(.conflicting, bits: index + 1)
  }

  /// A table of which no more than the number of its records is stated: none, or records that are not there.
  private func settled(
    _ cell: Cell, _ item: Int, _ row: Int, _ block: inout RowBlock,
    _ diagnostics: inout [Diagnostic]
  ) -> Cell {
    if cell.whole == 0 {
      let width = context.set.items[item].table?.columns.count ?? 0
      block.lists.append(RecordList(width: width, start: nil, files: []))
      return Cell(.table, bits: Int64(block.lists.count - 1), origin: cell.origin)
    }
    if let place = block.place(row, item) {
      diagnostics.append(
        .recordsMissing(
          context.set.items[item].name, stated: cell.whole, at: place,
          unit: code(block.rows[row].unit)))
    }
    return Cell(.conflicting, origin: cell.origin)
  }

  private func code(_ unit: Index<Unit>) -> String { registry.units[unit].code }
}
