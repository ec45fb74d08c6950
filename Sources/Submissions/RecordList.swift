package import Definitions
package import FEEL
package import SourceText

/// The records that a unit handed in for one table, in the order in which they were written.
package struct RecordList: Sendable {
  /// The most records that are taken of one unit for one table.
  package static let mostRecords = 5_000

  /// What the list comes to: a table, or why it cannot be used; then it has no records.
  package private(set) var kind = CellKind.table
  /// How many columns are reported.
  let width: Int
  /// Record by record, in the order of the columns; the origin of a cell is not used.
  private(set) var cells: [Cell] = []
  /// Where each cell stands.
  private var points: [RowBlock.Point] = []
  /// Where each record begins.
  private var starts: [RowBlock.Point] = []
  private(set) var texts: [String] = []
  /// Where the table stands; nil where it is no more than a number, whose place is the cell's.
  private let start: RowBlock.Point?
  /// What the places count.
  private let files: [PlacedFile]

  init(width: Int, start: RowBlock.Point?, files: [PlacedFile]) {
    self.width = width
    self.start = start
    self.files = files
  }

  /// How many records there are.
  package var count: Int { starts.count }

  /// Where the table stands.
  package var place: Place? { start?.place(in: files) }

  /// Where a record begins.
  package func place(of record: Int) -> Place { starts[record].place(in: files) }

  /// What was found in a column of a record.
  package func cell(_ record: Int, _ column: Int) -> Cell { cells[record * width + column] }

  /// The records as values: contexts of the reported columns.
  /// - Parameters:
  ///   - table: The table.
  ///   - slot: The table's slot, from which what is missing comes.
  /// - Returns: The records in their order; without computed columns.
  package func records(of table: Table, slot: Slot) -> [Value] {
    (0..<count).map { record in
      let values = table.columns.indices.map { column in
        cell(record, column).value(texts, slot: slot, choices: table.columns[column].choices)
      }
      return .context(Context(shape: table.reportedShape, values: values))
    }
  }

  /// Adds a record.
  /// - Parameters:
  ///   - start: Where it begins.
  ///   - record: For each column the cell, its text where it is one, and where it stands.
  mutating func append(
    at start: RowBlock.Point, _ record: [(cell: Cell, text: String?, point: RowBlock.Point)]
  ) {
    guard kind == .table else { return }
    starts.append(start)
    for (cell, text, point) in record {
      var cell = cell
      cell.origin = 0
      if let text {
        cell.bits = Int64(texts.count)
        texts.append(text)
      }
      cells.append(cell)
      points.append(point)
    }
  }

  /// The first record without a name whose numbers are the sums of the records above it; nil where there is none.
  func unnamedSum(of table: Table) -> Int? {
    guard let name = table.columns.firstIndex(where: { $0.type == .text }) else { return nil }
    let columns = table.columns.indices.filter {
      table.columns[$0].type.isNumeric && !table.columns[$0].type.isPercent
    }
    var sums = [Number](repeating: .zero, count: table.columns.count)
    for record in 0..<count {
      let stated = columns.compactMap { column in
        cell(record, column).number.map { (column, $0) }
      }
      if record > 1, cell(record, name).kind != .text, stated.contains(where: { $0.1 != .zero }),
        stated.allSatisfy({ sums[$0.0] == $0.1 })
      {
        return record
      }
      for (column, number) in stated { sums[column] = sums[column] + number }
    }
    return nil
  }

  /// The first record that says in all columns what an earlier one says, that one, and how many such records there are; only
  /// what has a text or a day can be told from others.
  var repeated: (record: Int, first: Int, count: Int)? {
    guard kind == .table, count > 1 else { return nil }
    var earlier: [[Said]: Int] = [:]
    var found: (record: Int, first: Int, count: Int)?
    for record in 0..<count {
      let said = (0..<width).map { Said(cell(record, $0), texts) }
      guard said.contains(where: \.isOfOne) else { continue }
      if let first = earlier[said] {
        found = (found?.record ?? record, found?.first ?? first, (found?.count ?? 0) + 1)
      } else {
        earlier[said] = record
      }
    }
    return found
  }

  /// What a cell says, wherever it stands.
  private enum Said: Hashable {
    case number(Number)
    case text(String)
    case other(CellKind, Int64)

    init(_ cell: Cell, _ texts: [String]) {
      if let number = cell.number {
        self = .number(number)
      } else if cell.kind == .text {
        self = .text(CellText.normal(texts[Int(cell.bits)]))
      } else {
        self = .other(cell.kind, cell.hasValue ? cell.bits : 0)
      }
    }

    /// Whether it is said of one thing: a name, or a day.
    var isOfOne: Bool {
      switch self {
      case .number: false
      case .text: true
      case .other(let kind, _): kind == .date
      }
    }
  }

  /// The first record whose day lies outside a period, that day, and how many such records there are; nil where there is none.
  ///
  /// Of several days one within the period is enough, and a day by which something is to be done, or on which something
  /// began that is still there, says nothing of when its record counts.
  func outside(
    _ period: Period, _ table: Table
  ) -> (record: Int, day: CalendarDate, count: Int)? {
    guard kind == .table else { return nil }
    let columns = table.columns.indices.filter { column in
      table.columns[column].type == .date
        && !RecordList.lasting.contains { table.columns[column].title.contains($0) }
    }
    var found: (record: Int, day: CalendarDate, count: Int)?
    for record in 0..<count {
      let days = columns.compactMap { column -> CalendarDate? in
        let cell = cell(record, column)
        return cell.kind == .date ? CalendarDate(daysSinceEpoch: Int(cell.bits)) : nil
      }
      guard let day = days.first, !days.contains(where: period.contains) else { continue }
      found = (found?.record ?? record, found?.day ?? day, (found?.count ?? 0) + 1)
    }
    return found
  }

  /// Words in the title of a column of days that do not say when a record counts.
  private static let lasting = [
    "开工", "竣工", "建成", "成立", "签", "任职", "出生", "生效", "颁发", "发证", "计划", "预计", "期限", "时限", "截止", "截至",
    "到期", "有效", "应", "拟", "命名", "启用", "投用", "起", "止", "开始", "结束", "立项", "换届", "入", "创建", "挂牌",
  ]

  /// Gives up the records, and keeps only where the table was.
  mutating func spoil(_ kind: CellKind) {
    self.kind = kind
    cells = []
    points = []
    starts = []
    texts = []
  }

  /// Whether both have the same records in the same order.
  func says(sameAs other: RecordList) -> Bool {
    guard count == other.count, kind == other.kind else { return false }
    return zip(cells, other.cells).allSatisfy { a, b in
      a.kind == .text && b.kind == .text
        ? CellText.agree(texts[Int(a.bits)], other.texts[Int(b.bits)]) : a.agrees(with: b)
    }
  }
}
