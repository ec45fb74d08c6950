import Definitions
import SourceText

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
  /// What the table is called, in each of its names; empty for the items themselves.
  let titles: [String]
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
    titles = []
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
    titles = [item.name, item.title] + item.synonyms
    reported = table.columns.count
  }

  /// Another item that one of further names beside an item's own names; nil where all agree, or name nothing.
  func otherItem(among names: [String], than item: Int) -> Int? {
    for name in names {
      if case .item(let other) = headings.find(name).match, other != item { return other }
    }
    return nil
  }

  /// What a measure that stands beside values of an item means for it.
  func stated(_ text: String, item: Int) -> StatedMeasure {
    if CellText.isNothing(CellText.normal(text)) { return .none }
    guard let measure = Measure(text) else {
      return items[item].takes(.whole) == .none ? .none : .other
    }
    return items[item].takes(measure)
  }

  /// The same of a measure beside a value, one behind the item's name and those in remarks about the value, with the text
  /// of the one that decides; where two are stated and differ, it is another measure.
  func stated(
    _ beside: String, _ behind: String?, remarks: [String], item: Int
  ) -> (measure: StatedMeasure, text: String) {
    var found = [beside, behind ?? ""].map { (stated($0, item: item), $0) }
    for remark in remarks {
      let notes = MeasureNote.all(inRemark: remark, headings.bases)
      found.append(stated(remarks: notes, isOfItem: true, item: item))
    }
    return one(of: found)
  }

  /// The same of a value in XML, of which an element around it may state the measure, as a title does of a table.
  func stated(
    _ value: XMLValue, _ behind: String?, item: Int
  ) -> (measure: StatedMeasure, text: String) {
    let own = stated(value.measure, behind, remarks: value.remarks, item: item)
    guard own.measure == .none, let around = Measure(value.around) else { return own }
    return (stated([around], item: item), value.around)
  }

  /// What measures that are stated of a whole table mean for an item: the first that can be compared; otherwise nothing
  /// where they speak of another item, and that it is another measure where they speak of none.
  func stated(_ measures: [Measure], item: Int) -> StatedMeasure {
    func shift(_ measure: Measure, _ item: Item) -> StatedMeasure? {
      if case .shift(let power) = item.takes(measure) { .shift(power) } else { nil }
    }
    if let found = measures.lazy.compactMap({ shift($0, self.items[item]) }).first { return found }
    guard items[item].takes(.whole) != .none, !items[item].type.isPercent else { return .none }
    let isOfOthers = items.contains { other in measures.contains { shift($0, other) != nil } }
    return isOfOthers ? .none : measures.map { items[item].takes($0) }.first ?? .none
  }
}

extension ItemReading {
  /// The value of an XML element about an item, and what is said of it; `behind` is the measure behind the item's name.
  func read(
    _ written: XMLValue, _ behind: String?, item: Int, at place: Place
  ) -> (value: ReadValue, told: [Diagnostic]) {
    let definition = items[item]
    if let other = otherItem(among: written.others, than: item) {
      let names = ([written.name] + written.others).joined(separator: " ")
      return (
        ReadValue(Cell(.unreadable)),
        [.ambiguousItem(names, [definition.name, items[other].name], at: place, unit: nil)]
      )
    }
    if written.isBroken { return (ReadValue(Cell(.unreadable)), []) }
    let (stated, measure) = stated(written, behind, item: item)
    let value = values.read(written.text, item: item, stated)
    if let problem = value.problem {
      let shown = written.text + (problem == .otherMeasure ? measure : "")
      return (value, [.value(problem, shown, of: definition, at: place, unit: nil)])
    }
    let told =
      value.cell.hasValue ? Diagnostic.stated(stated, measure, of: definition, at: place) : nil
    return (value, [told].compactMap(\.self))
  }
}
