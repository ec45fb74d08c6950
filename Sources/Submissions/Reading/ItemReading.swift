import Definitions

/// What it takes to read values that stand under headings: of the items of a set, or of the columns of a table.
///
/// An object, because every record is read with it.
final class ItemReading: Sendable {
  /// The items, or a table's columns, the computed ones last; under these names messages speak of them.
  let items: [Item]
  let headings: ItemHeadings
  let values: ValueReader
  /// The name of the table; empty for the items themselves.
  let name: String
  /// The table whose columns they are: its index among the set's items; nil for the items themselves.
  let table: Int?
  /// How many of them are reported: of a table, those before the computed ones.
  let reported: Int

  /// Reading the items of a set; `others` are those of other sets that stand in the same files.
  init(_ items: [Item], others: [Item] = []) {
    self.items = items
    headings = ItemHeadings(items, others: others)
    values = ValueReader(items)
    table = nil
    name = ""
    reported = items.count
  }

  /// Reading the columns of the table that an item is.
  init(_ table: Table, of item: Item, index: Int) {
    var columns = table.columns
    for computed in table.computed {
      var column = item
      column.name = computed.name
      column.code = nil
      column.title = computed.name
      column.synonyms = []
      column.measure = nil
      column.type = .text
      column.value = computed.value
      columns.append(column)
    }
    headings = ItemHeadings(columns)
    values = ValueReader(columns)
    items = columns.map { column in
      var column = column
      column.name = "\(item.name).\(column.name)"
      return column
    }
    self.table = index
    name = item.name
    reported = table.columns.count
  }
}
