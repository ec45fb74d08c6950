import Definitions
import Formats
import SourceText

/// What texts around values in an XML submission say of the measures of items and of the columns of tables.
struct XMLMeasures: Sendable {
  /// What they say of the items.
  var items = MeasureScope()
  /// What they say of the columns of each table, by its item.
  var tables: [Int: MeasureScope] = [:]
}

extension ReadingContext {
  /// What the texts of an element say of the measures of values within.
  /// - Parameters:
  ///   - texts: The texts.
  ///   - start: Where the element begins.
  ///   - names: What the values within are called.
  ///   - file: The file.
  /// - Returns: What they say, and what of it cannot be read.
  func measures(
    _ texts: XMLTexts, at start: XMLPosition, of names: @autoclosure () -> Set<String>,
    in file: PlacedFile
  ) -> (measures: XMLMeasures, told: [Diagnostic]) {
    var measures = XMLMeasures()
    if texts.titles.isEmpty, texts.notes.isEmpty, texts.name.isEmpty { return (measures, []) }
    var present: Set<Int> = []
    var unknown: [String] = []
    for name in names() {
      switch headings.find(name).match {
      case .item(let item): present.insert(item)
      case .several(let several): present.formUnion(several)
      case .none, .ofOther: unknown.append(CellText.key(name))
      }
    }
    let there = tables.filter { $0.table.map(present.contains) ?? false }
    func bases(_ others: [ItemReading]) -> Set<String> {
      others.reduce(into: []) { $0.formUnion($1.headings.bases) }
    }
    func scope(
      _ reading: ItemReading, among items: Set<Int>?, besides others: [ItemReading]
    ) -> (scope: MeasureScope, said: [(note: MeasureNote, position: XMLPosition)]) {
      let others = unknown + others.flatMap { $0.measured.keys }
      let said = texts.measures(reading, at: start)
        .filter { reading.speaks($0.note, of: items, besides: others) }
      return (MeasureScope(notes: said.map(\.note), items: items), said)
    }
    let (own, said) = scope(items, among: present, besides: there)
    measures.items = own
    measures.items.outer = bases(there)
    let ownBases = Set(present.compactMap { items.items[$0].scale?.base })
    for reading in there {
      guard let table = reading.table else { continue }
      let others = there.filter { $0.table != table }
      measures.tables[table] = scope(reading, among: nil, besides: others + [items]).scope
      measures.tables[table]?.outer = bases(others).union(ownBases)
    }
    let unread = said.filter { note, _ in
      note.measures.isEmpty && !items.contradictsAnItem(note, among: present)
        && !there.contains { $0.contradictsAnItem(note, among: nil) }
    }
    let told = unread.map { note, position in
      Diagnostic.unreadMeasure(
        CellText.written(note.text).shown,
        at: Place(
          in: file, offset: position.offset, line: position.line, column: position.column))
    }
    return (measures, told)
  }
}
