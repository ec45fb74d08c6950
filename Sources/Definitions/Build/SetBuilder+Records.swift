import FEEL
import Formats
import SourceText

/// Tables of records, and lines that count once per record.
extension SetBuilder {
  /// What a computed column calls the record that it belongs to.
  static let recordName = "e"

  /// The reported columns of an item of the type `table`; nil for any other item.
  mutating func table(_ entry: Entry, _ type: ItemType) -> Table? {
    guard entry[.type] != nil else { return nil }
    guard type == .table else {
      for key in [Key.columns, .computed] {
        guard let content = entry.fields[key] else { continue }
        diagnostics.append(
          .misplacedKey(content.key, zh: "只有明细表（table）才有列", en: "only a table has columns"))
      }
      return nil
    }
    if let content = entry.fields[.value] {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "明细表由单位填报，不能算出；算出的列写在 computed（算出的列）里",
          en: "a table is reported; columns that are worked out go into 'computed'"))
    }
    if let content = entry.fields[.rollup] {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "明细表不能汇总；先用另一个数据项（value）由它算出一个数，再汇总",
          en: "a table does not roll up; an item with 'value' that counts its records does"
        ))
    }
    if entry.entries(.columns).isEmpty, !entry.isBroken(.columns) {
      diagnostics.append(.tableWithoutColumns(entry))
    }
    var columns: [Item] = []
    for column in entry.entries(.columns) {
      checkName(column)
      columns.append(item(column))
    }
    checkColumnHeadings(entry.entries(.columns))
    return Table(columns: columns)
  }

  /// Compiles the computed columns of each table; a table sees those of the tables before it.
  mutating func buildComputedColumns(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let reported = items[index].table, !entry.entries(.computed).isEmpty else { continue }
      if let other = nameTaken(Self.recordName) {
        diagnostics.append(.recordNameTaken(entry.place(of: .computed), Self.recordName, other))
      }
      // The records of units below the assessed ones see what those units report.
      let assessed = draft.set.word(.assesses, Level.self)
      let isBelow = items[index].level.map { $0 != assessed } ?? false
      let readBefore = itemsReadHere
      defer { if isBelow { itemsReadHere = readBefore } }
      var table = reported
      var seen: [String: Place] = [:]
      for column in entry.entries(.columns) { seen[column.id ?? ""] = column.headPlace }
      for column in entry.entries(.computed) {
        checkName(column)
        guard let name = column.id, let node = column.name else { continue }
        if let first = seen[name] {
          diagnostics.append(.columnNamedTwice(node, first: first))
          continue
        }
        seen[name] = column.headPlace
        // Until all its columns are known, the table by its name has the reported ones.
        var scope = isBelow ? reportScope : scope
        scope.declare(Self.recordName, table.recordType, slot: slots.record)
        let formsBefore = slots.forms.lifted.count
        guard let value = expression(column[.value], in: scope) else { continue }
        if let node = column[.value] { refuseForms(of: node, since: formsBefore) }
        table = Table(
          columns: table.columns,
          computed: table.computed + [Table.ComputedColumn(name: name, value: value)])
      }
      items[index].table = table
      let slot = Slot(rawValue: Int32(clamping: index))
      scope.declare(items[index].name, items[index].feelType, slot: slot)
      reportScope.declare(items[index].name, items[index].feelType, slot: slot)
    }
  }

  /// Every column of a file of records must be found by one heading.
  private mutating func checkColumnHeadings(_ entries: [Entry]) {
    var owners: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let nodes = [entry.name, entry[.title]].compactMap(\.self) + entry.nodes(.synonyms)
      for node in nodes {
        guard let heading = node.text.map(Literal.trim) else { continue }
        if let taken = UnitHeadings.named(heading) {
          diagnostics.append(.columnOfUnits(node, taken))
        }
        if let owner = owners[heading], owner != index {
          diagnostics.append(.ambiguousHeading(node, first: entries[owner].headPlace))
        } else {
          owners[heading] = index
        }
      }
    }
  }

  /// Where else a name is defined; nil where it is free.
  private func nameTaken(_ name: String) -> Place? {
    if let index = itemIndex[name] { return items[index].place }
    return draft.entries(.constant).first { $0.id == name }?.headPlace
  }

  // MARK: Lines

  /// What a line per record goes through.
  struct RecordLoop {
    /// Once per record.
    var quantity: Quantity
    /// What the line's condition, multiplier and amount are read with.
    var context: ScoringContext
  }

  /// Reads `each: NAME in LIST`; nil, with the reasons reported, where it is broken.
  mutating func records(_ node: YAMLNode, _ context: ScoringContext) -> RecordLoop? {
    guard let (name, offset) = Self.recordVariable(node) else { return nil }
    if Self.reserved.contains(name) {
      diagnostics.append(.unusableName(node, isReserved: true))
      return nil
    }
    if let other = nameTaken(name) {
      diagnostics.append(.recordNameTaken(node.place, name, other))
      return nil
    }
    guard
      let list = expression(part: node, from: offset, in: context.scope, expecting: nil)
    else { return nil }
    let record: FEELType
    switch list.program.type {
    case .list(let element): record = element
    case .any: record = .any
    case let other:
      diagnostics.append(.eachOfNoList(node, other.comparable?.name))
      return nil
    }
    var scope = context.scope
    scope.declare(name, record, slot: slots.record)
    return RecordLoop(
      quantity: .records(name: name, of: list),
      context: ScoringContext(
        entry: context.entry, scope: scope, valueType: context.valueType, item: context.item,
        points: context.points, earnsNothing: context.earnsNothing))
  }

  /// The table that a text names and nothing else: its records have no name yet.
  func table(named node: YAMLNode) -> Item? {
    node.text.map(Literal.trim).flatMap { itemIndex[$0] }.map { items[$0] }
      .flatMap { $0.table == nil ? nil : $0 }
  }

  /// The name of `NAME in LIST` and where LIST begins in the text without blanks at its ends; nil for anything else.
  static func recordVariable(_ node: YAMLNode) -> (name: String, offset: Int)? {
    guard let text = node.text.map(Literal.trim), let word = text.firstRange(of: " in ") else {
      return nil
    }
    let name = Literal.trim(String(text[..<word.lowerBound]))
    guard Scope.isName(name), !name.contains(" ") else { return nil }
    return (name, text.utf8.distance(from: text.startIndex, to: word.upperBound))
  }

  /// Reports calls of forms that read the record at hand: what peers have is asked once for all records.
  mutating func refuseForms(of node: YAMLNode, since count: Int) {
    let new = slots.forms.lifted[count...]
    guard let form = new.first(where: { $0.argument.reads.contains(slots.record) }) else { return }
    diagnostics.append(.formOfRecord(node, form: form.form))
    slots.forms.endSharing(of: slots.record)
  }
}
