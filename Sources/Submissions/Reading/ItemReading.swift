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
  /// The same as keys, and what a table's columns of numbers are called, as keys.
  let titleKeys: [String]
  let numberKeys: [String]
  /// The table whose columns they are: its index among the set's items; nil for the items themselves.
  let table: Int?
  /// How many of them are reported: of a table, those before the computed ones.
  let reported: Int
  /// What is counted and measured in all that a submission may hold, beside these.
  let outer: Set<String>
  /// The items with a measure by the keys of their names.
  let measured: [String: [Int]]
  /// The names of the units that report.
  let units: UnitNames
  /// How many characters the longest of the items' names has.
  let longestName: Int

  /// Reading the items of a set; `others` are those of other sets that stand in the same files.
  init(
    _ items: [Item], others: [Item] = [], outer: Set<String> = [],
    units: UnitNames = UnitNames()
  ) {
    self.items = items
    self.units = units
    self.outer = outer
    measured = ItemReading.measured(items)
    longestName = measured.keys.map(\.count).max() ?? 0
    headings = ItemHeadings(items, others: others)
    values = ValueReader(items)
    table = nil
    name = ""
    titles = []
    titleKeys = []
    numberKeys = []
    reported = items.count
  }

  /// Reading the columns of the table that an item is.
  init(
    _ table: Table, of item: Item, index: Int, outer: Set<String> = [],
    units: UnitNames = UnitNames()
  ) {
    self.units = units
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
    self.outer = outer
    measured = ItemReading.measured(columns)
    longestName = measured.keys.map(\.count).max() ?? 0
    items = columns.map { column in
      var column = column
      column.name = "\(item.name).\(column.name)"
      return column
    }
    self.table = index
    name = item.name
    titles = [item.name, item.title] + item.synonyms
    titleKeys = titles.map { CellText.key($0) }
    numberKeys = table.columns.filter(\.type.isNumeric)
      .flatMap { [$0.name, $0.title] + $0.synonyms }.map { CellText.key($0) }
    reported = table.columns.count
  }

  private static func measured(_ items: [Item]) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for (index, item) in items.enumerated() where item.isMeasured {
      let names = [item.name, item.title, item.code ?? ""] + item.synonyms
      let keys = names.map { CellText.key($0).filter { !MeasureNote.quotes.contains($0) } }
      for key in Set(keys) where !key.isEmpty {
        found[key, default: []].append(index)
      }
    }
    return found
  }

  /// The items that names name.
  func named(_ names: Set<String>) -> Set<Int> {
    var items: Set<Int> = []
    for name in names {
      let (match, _) = headings.find(headings.dated(name)?.rest ?? name)
      if case .item(let item) = match { items.insert(item) }
      if case .several(let several) = match { items.formUnion(several) }
    }
    return items
  }

  /// Another item that one of further names beside an item's own names; nil where all agree, or name nothing.
  func otherItem(among names: [String], than item: Int) -> Int? {
    for name in names {
      // 上年受理数 may be an item by itself.
      let own = headings.find(name).match
      let rest = own == .none ? headings.dated(name)?.rest : nil
      switch rest.map({ headings.find($0).match }) ?? own {
      case .item(let other) where other != item: return other
      case .several(let others) where !others.contains(item): return others.first
      case .item, .several, .none, .ofOther: continue
      }
    }
    return nil
  }

  /// A further name beside an item's own that is none of its names, nor one with a time.
  func unknownName(among names: [String], of item: Int) -> String? {
    names.first { name in
      switch headings.find(name).match {
      case .item, .several: false
      case .none, .ofOther:
        !CellText.isNothing(CellText.normal(name)) && headings.dated(name) == nil
      }
    }
  }

  /// What a measure that stands beside values of an item means for it.
  func stated(_ text: String, item: Int) -> StatedMeasure {
    if CellText.isNothing(CellText.normal(text)) || Measure.isOurMoney(text) { return .none }
    guard let measure = Measure(stated: text) else {
      return items[item].isMeasured ? .other : .none
    }
    return items[item].takes(measure)
  }

  /// The same of measures beside a value, and of those in remarks about it, with the text of the one that decides; where two
  /// are stated and differ, it is another measure.
  func stated(
    _ beside: [String], remarks: [String], item: Int
  ) -> (measure: StatedMeasure, text: String) {
    var found = beside.map { (stated($0, item: item), $0) }
    for remark in remarks {
      found.append(stated(remarks: notes(inRemark: remark), isOfItem: true, item: item))
    }
    return one(of: found)
  }

  /// The measures behind further names of an item, but for those with which nothing can be compared.
  func measures(behind names: [String], of item: Int) -> [String] {
    names.compactMap { headings.find($0).measure }
      .filter { stated($0, item: item) != .unchecked }
  }
}

extension ItemReading {
  /// The value of an XML element about an item, and what is said of it.
  /// - Parameters:
  ///   - written: The element.
  ///   - behind: The measure behind the item's name.
  ///   - item: The item.
  ///   - scopes: What is said of measures around it, the nearest first.
  ///   - place: Where it stands.
  /// - Returns: The value, and what is said of it.
  func read(
    _ written: XMLValue, _ behind: String?, item: Int, within scopes: [MeasureScope],
    at place: Place
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
    let unknown = unknownName(among: written.others, of: item).map {
      Diagnostic.otherItemName(CellText.written($0).shown, definition.name, at: place)
    }
    let own = stated(
      [written.measure, behind ?? ""] + measures(behind: written.others, of: item),
      remarks: written.remarks,
      item: item)
    let (stated, measure) = stated([own], within: scopes, item: item)
    let value = values.read(written.text, item: item, stated)
    if let problem = value.problem {
      let shown = written.text.shown + (problem == .otherMeasure ? measure.shown : "")
      let told = Diagnostic.value(problem, shown, of: definition, at: place, unit: nil)
      return (value, [unknown, told].compactMap(\.self))
    }
    let told =
      value.cell.hasValue ? Diagnostic.stated(stated, measure, of: definition, at: place) : nil
    return (value, [unknown, told].compactMap(\.self))
  }
}

extension RowFinder {
  /// What further names of an item say of another time than the run's, as 2020年受理数 does beside its code.
  /// - Parameters:
  ///   - names: The names.
  ///   - item: The item.
  ///   - reading: How it is read.
  /// - Returns: The name that says it; nil where none does.
  func otherTime(
    among names: [String], of item: Int, _ reading: ItemReading
  ) -> String? {
    let length = reading.table == nil ? reading.items[item].period : nil
    for name in names where reading.headings.find(name).match == .none {
      if let dated = reading.headings.dated(name) {
        let label = TimeLabel(dated.period)?.label(dated.period, in: period) ?? dated.period
        if fault(of: label, for: length) != nil { return name }
      } else if let period, let time = TitleTime(title: name) ?? TitleTime(other: name),
        case .label(let label) = time.meaning(length ?? self.length, run: period),
        fault(of: label, for: length) != nil
      {
        return name
      }
    }
    return nil
  }
}

extension Diagnostic {
  /// A further name of an item says that its value is of another time than the run's.
  static func itemNameOfOtherTime(
    _ name: String, _ item: String, _ run: Period?, at place: Place
  ) -> Diagnostic {
    let shown = CellText.written(name).shown
    let label = run?.label ?? ""
    var told = Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "名称“\(shown)”写的不是 \(label) 的数，这个值没有读取",
        en: "the name '\(shown)' is not of \(label): the value was not read"),
      at: place,
      help: Phrase(
        zh: "填本期的数；确是本期的，改正名称", en: "write the value of the period, or correct the name"))
    told.item = item
    return told
  }

  /// What stands beside a name of an item is none of its names.
  static func otherItemName(_ name: String, _ item: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unknownItem, .warning,
      Phrase(
        zh: "“\(name)”不是数据项“\(item)”的代码或名称，这个值仍作“\(item)”读取",
        en: "'\(name)' is neither code nor name of '\(item)', as whose value it was read"),
      at: place,
      help: Phrase(
        zh: "核对填的是不是这一项的数，改正代码或名称",
        en: "check that the value is the item's, and correct the code or the name"))
  }
}
