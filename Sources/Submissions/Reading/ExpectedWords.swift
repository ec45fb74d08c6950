import Definitions

/// The words that files of a run are expected to have: headings, options, names of units, yes and no.
///
/// They tell in which encoding a file is written.
struct ExpectedWords {
  private let words: Set<String>
  private let readings: [ItemReading]

  init(_ context: ReadingContext, _ registry: Registry?) {
    readings = [context.items] + context.tables
    var words = Set(ColumnRole.allCases.flatMap(\.headings))
    words.formUnion(["是", "否", "√", "×", "无", "没有", "暂无", "合计", "总计"])
    for item in readings.flatMap(\.items) {
      words.formUnion((item.choices + [item.measure ?? ""]).map { CellText.key($0) })
    }
    for unit in registry?.units ?? [] {
      words.formUnion(([unit.name] + unit.aliases).map { CellText.key($0) })
    }
    self.words = words
  }

  /// Whether a field is one of the words.
  func contains(_ field: String) -> Bool {
    words.contains(CellText.key(field))
      || readings.contains { $0.headings.find(field).match != .none }
  }
}
