import Definitions
import Formats
import SourceText

/// What holds for every record of a CSV file with a row per unit or per record of a table.
///
/// An object, because every record is read with it.
final class WideFile: Sendable {
  let reading: ItemReading
  let head: CSVHead
  /// The file as its places have it.
  let placed: PlacedFile
  /// The items that have a column, and whether one has several.
  let present: Set<Int>
  let hasDuplicates: Bool
  /// The columns with remarks, each with the columns of the values that its remarks are about: several stand each behind
  /// their items, a single one speaks of the whole record.
  let remarks: [(column: Int, values: Range<Int>)]
  /// Whether one column says in which measure all values of a record are.
  let hasOneMeasure: Bool
  /// Further columns that say whom the values behind them are about, each with the first one of its kind.
  let furtherUnits: [(column: Int, first: Int)]
  /// The columns below the header of which nothing is read.
  private let unread: [Int]
  /// The columns, besides those of remarks, in which a text may say that the record does not count: the first ones of which
  /// nothing is read, and those of a table's texts.
  let mayBeRemarks: [Int]
  /// How many columns of which nothing is read are looked at for that: each costs a look at every record.
  static let mostUnread = 20

  init(_ head: CSVHead, _ reading: ItemReading, in placed: PlacedFile) {
    self.reading = reading
    self.head = head
    self.placed = placed
    let columns = head.columns
    let items = columns.items.filter { $0 >= 0 }
    present = Set(items)
    hasDuplicates = present.count < items.count
    var start = 0
    remarks = columns.remarks.sorted().map { column in
      let isOfAll =
        columns.remarks.count == 1 || !columns.items[start..<column].contains { $0 >= 0 }
      defer { start = column + 1 }
      return (column, isOfAll ? 0..<columns.items.count : start..<column)
    }
    let measured = zip(columns.items, columns.measureColumns).filter { $0.0 >= 0 }.map(\.1)
    hasOneMeasure = Set(measured).count == 1
    furtherUnits = columns.headings.indices.compactMap { column in
      let first =
        switch ColumnRole.named(columns.headings[column]) {
        case .code: columns.code
        case .name: columns.name
        case .period, .year, .part, .item, .value, .measure, .evidence, .note, .number, nil:
          Int?.none
        }
      guard let first, first < column, columns.items[column] < 0,
        !columns.measureColumns.contains(column),
        columns.items[first..<column].contains(where: { $0 >= 0 }),
        columns.items[column...].contains(where: { $0 >= 0 })
      else { return nil }
      return (column, first)
    }
    unread = columns.headings.indices.filter { columns.isUnknown($0) }
    let texts = columns.items.indices.filter { column in
      let item = columns.items[column]
      return item >= 0 && reading.table != nil && reading.items[item].type == .text
    }
    mayBeRemarks = (unread.prefix(WideFile.mostUnread) + texts).sorted()
  }

  /// How many values stand in a record, texts aside.
  func count(_ fields: [CSVField]) -> Int {
    zip(head.columns.items, fields).count { item, field in
      item >= 0 && !field.isEmpty && reading.items[item].type != .text
    }
  }

  /// Whether what stands in another column, and may say that something is still to come, may belong into this one.
  func takes(_ text: String, isWaiting: Bool, _ column: Int) -> Bool {
    let columns = head.columns
    guard columns.items.indices.contains(column) else { return false }
    let item = columns.items[column]
    if item >= 0, reading.items[item].type != .text {
      return reading.values.read(text, item: item).problem.map { !$0.isOfOtherKind } ?? true
    }
    let isOfTexts = item >= 0 || columns.remarks.contains(column) || columns.isUnknown(column)
    return isOfTexts && !isWaiting
  }

  /// Whether something stands where nothing is read.
  func hasUnread(_ fields: [CSVField], _ bytes: [UInt8]) -> Bool {
    func isFilled(_ field: CSVField) -> Bool {
      !CellText.isNothing(CellText.normal(field.text(in: bytes)))
    }
    return unread.contains { $0 < fields.count && isFilled(fields[$0]) }
      || fields.dropFirst(head.columns.headings.count).contains(where: isFilled)
  }
}
