import Definitions
import Formats
import SourceText

/// Puts together what a unit reported in several rows or files: equal values once, differing ones not at all.
///
/// Statements are to be added in the order of files and lines; the kinds of the cells do not depend on it.
struct MergeGrid {
  private let context: ReadingContext
  private let registry: Registry
  private var rowOfUnit: [Index<Unit>: Int] = [:]
  private var units: [(unit: Index<Unit>, first: RowBlock.Point)] = []
  private var cells: [Cell] = []
  private var points: [RowBlock.Point] = []
  /// Which of the cells are stated more than once, with the same value.
  private var isRepeated: [Bool] = []
  private var texts: [String] = []
  private var lists: [RecordList] = []
  /// Values behind a statement that could not be read: a later value may still differ from them.
  private var hidden: [Int: (cell: Cell, point: RowBlock.Point)] = [:]
  /// Where values of a unit, or one value at a time, stand again: first, and then.
  private var repeatedUnits: [Index<Unit>: (first: RowBlock.Point, second: RowBlock.Point)] = [:]
  private var repeatedValues: [Int: (first: RowBlock.Point, second: RowBlock.Point)] = [:]
  private(set) var diagnostics: ProblemList

  init(_ context: ReadingContext, _ registry: Registry, _ sink: ProblemSink) {
    diagnostics = ProblemList(sink)
    self.context = context
    self.registry = registry
  }

  /// Adds the rows of a block; differing values are reported, and by `close()` units whose values stand again.
  /// - Parameters:
  ///   - block: Rows of one file.
  ///   - file: The index of the file.
  mutating func add(_ block: RowBlock, file: Int) {
    for row in block.rows.indices {
      let places = block.places(row)
      let first = rowPoint(block.rows[row], file)
      let unit = block.rows[row].unit
      let known = rowOfUnit[unit].map { units[$0].first }
      var repeats = false
      for item in 0..<block.stride {
        let cell = block.cell(row, item)
        guard cell.kind != .absent else { continue }
        let point = places.point(of: cell, file: file)
        let text = cell.kind == .text ? block.texts[Int(cell.bits)] : nil
        let list = cell.kind == .table ? block.lists[Int(cell.bits)] : nil
        if add(cell, text: text, list: list, unit: unit, item: item, at: point, rowAt: first) {
          repeats = true
        }
      }
      _ = gridRow(unit, first)
      if let known, repeats, repeatedUnits[unit] == nil { repeatedUnits[unit] = (known, first) }
    }
  }

  /// Tells of what stands again and is the same wherever it stands, once for each unit or value; to be called when all is added.
  mutating func close() {
    let stride = context.set.items.count
    for (unit, places) in repeatedUnits.sorted(by: { $0.key < $1.key }) {
      guard let row = rowOfUnit[unit] else { continue }
      let own = (row * stride)..<((row + 1) * stride)
      guard own.contains(where: { isRepeated[$0] && cells[$0].hasValue }),
        !own.contains(where: { cells[$0].kind == .conflicting })
      else { continue }
      diagnostics.append(
        .repeatedUnit(
          registry.units[unit].name, at: place(places.second), first: place(places.first),
          unit: registry.units[unit].code))
    }
    for (index, places) in repeatedValues.sorted(by: { $0.key < $1.key })
    where cells[index].hasValue {
      diagnostics.append(
        .repeatedValue(
          context.set.items[index % stride].name, at: place(places.second),
          first: place(places.first), unit: registry.units[units[index / stride].unit].code))
    }
  }

  /// Adds a unit without values, such as one that handed in nothing but records.
  mutating func addUnit(_ unit: Index<Unit>, at place: Place?) {
    _ = gridRow(
      unit,
      RowBlock.Point(file: 0, offset: place?.offset ?? 0, line: place?.line ?? 1, column: 1))
  }

  /// Adds one value.
  mutating func addValue(
    _ cell: Cell, text: String?, unit: Index<Unit>, item: Int, at point: RowBlock.Point
  ) {
    let index = gridRow(unit, point) * context.set.items.count + item
    let first = points[index]
    let repeats = add(cell, text: text, unit: unit, item: item, at: point, rowAt: point)
    if repeats, repeatedValues[index] == nil { repeatedValues[index] = (first, point) }
  }

  /// The merged rows by unit, some hundred a block.
  func blocks() -> [RowBlock] {
    let stride = context.set.items.count
    let order = units.indices.sorted { units[$0].unit < units[$1].unit }
    return Swift.stride(from: 0, to: order.count, by: 256).map { start in
      var block = RowBlock(
        files: context.files, rows: [], cells: [], stride: stride, texts: [], origins: .points([]))
      var places: [RowBlock.Point] = []
      for row in order[start..<min(order.count, start + 256)] {
        let first = units[row].first
        block.rows.append(
          RowBlock.Row(unit: units[row].unit, offset: first.offset, line: first.line))
        for index in (row * stride)..<((row + 1) * stride) {
          var cell = cells[index]
          if cell.kind != .absent {
            cell.origin = UInt32(places.count)
            places.append(points[index])
          }
          if cell.kind == .text {
            block.texts.append(texts[Int(cell.bits)])
            cell.bits = Int64(block.texts.count - 1)
          }
          if cell.kind == .table {
            block.lists.append(lists[Int(cell.bits)])
            cell.bits = Int64(block.lists.count - 1)
          }
          block.cells.append(cell)
        }
      }
      block.origins = .points(places)
      return block
    }
  }

  /// - Returns: Whether the value stands there already.
  private mutating func add(
    _ cell: Cell, text: String?, list: RecordList? = nil, unit: Index<Unit>, item: Int,
    at point: RowBlock.Point, rowAt first: RowBlock.Point
  ) -> Bool {
    var cell = cell
    if let text {
      cell.bits = Int64(texts.count)
      texts.append(text)
    }
    if let list {
      cell.bits = Int64(lists.count)
      lists.append(list)
    }
    let index = gridRow(unit, first) * context.set.items.count + item
    let earlier = cells[index]
    var outcome = earlier.combined(with: cell, texts, lists)
    if earlier.hasValue != cell.hasValue, !outcome.cell.hasValue {
      if let other = hidden[index], earlier.kind != .conflicting {
        let second = other.cell.combined(with: cell, texts, lists)
        if second.differs {
          outcome = second
          points[index] = other.point
        }
      } else {
        hidden[index] = earlier.hasValue ? (earlier, points[index]) : (cell, point)
      }
    }
    cells[index] = outcome.cell
    if outcome.differs {
      diagnostics.append(
        .differing(
          context.set.items[item].name, earlier, cell, lists, at: place(point),
          place(points[index]), unit: registry.units[unit].code))
    } else if !outcome.repeats, outcome.cell == cell, earlier != cell {
      points[index] = point
    }
    if outcome.repeats { isRepeated[index] = true }
    return outcome.repeats
  }

  private mutating func gridRow(_ unit: Index<Unit>, _ first: RowBlock.Point) -> Int {
    if let row = rowOfUnit[unit] { return row }
    let row = units.count
    rowOfUnit[unit] = row
    units.append((unit, first))
    let count = context.set.items.count
    cells.append(contentsOf: repeatElement(Cell(.absent), count: count))
    isRepeated.append(contentsOf: repeatElement(false, count: count))
    points.append(
      contentsOf: repeatElement(
        RowBlock.Point(file: 0, offset: 0, line: 0, column: 0), count: count))
    return row
  }

  // MARK: Places

  private func place(_ point: RowBlock.Point) -> Place { point.place(in: context.files) }

  private func rowPoint(_ row: RowBlock.Row, _ file: Int) -> RowBlock.Point {
    RowBlock.Point(file: file, offset: row.offset, line: row.line, column: 1)
  }
}
