import Definitions
import Formats
import SourceText

/// What every reader of a run needs: the set, the names of its items, how values are read.
final class ReadingContext: Sendable {
  let set: IndicatorSet
  /// How values of the items are read.
  let items: ItemReading
  /// How records of each table are read.
  let tables: [ItemReading]
  /// The levels whose units may report.
  let levels: Set<Level>
  /// The levels whose units report by other sets that score the same files, and not by this one.
  let otherLevels: Set<Level>
  /// What the tables of those sets are called.
  private let otherTables: ItemHeadings
  /// The files, in order.
  let files: [PlacedFile]

  init(
    _ set: IndicatorSet, others: [IndicatorSet] = [], registry: Registry? = nil,
    files: [PlacedFile]
  ) {
    self.set = set
    levels = ReadingContext.levels(of: set)
    otherLevels = others.reduce(into: Set()) { $0.formUnion(ReadingContext.levels(of: $1)) }
      .subtracting(levels)
    otherTables = ItemHeadings(others.flatMap(\.items).filter { $0.table != nil })
    let units = UnitNames(registry, set.items)
    let outer = Set(
      set.items.flatMap { [$0] + ($0.table?.columns ?? []) }.compactMap { $0.scale?.base })
    items = ItemReading(set.items, others: others.flatMap(\.items), outer: outer, units: units)
    tables = set.items.enumerated().compactMap { index, item in
      item.table.map { ItemReading($0, of: item, index: index, outer: outer, units: units) }
    }
    self.files = files
  }

  private static func levels(of set: IndicatorSet) -> Set<Level> {
    Set(set.items.compactMap(\.level)).union([set.assesses])
  }

  var headings: ItemHeadings { items.headings }
  var values: ValueReader { items.values }

  /// The lengths of periods, longer than the set's, that some items of a file's columns have: its rows may be about such
  /// a period around the run's.
  func longerPeriods(of head: CSVHead) -> Set<PeriodLength> {
    guard head.columns.shape == .wide else { return [] }
    return Set(
      head.columns.items.compactMap { item in
        guard set.items.indices.contains(item), let length = set.items[item].period,
          length.perYear < set.period.perYear
        else { return nil }
        return length
      })
  }

  /// How records of the table that an item is are read; nil for other items.
  func table(_ item: Int) -> ItemReading? { tables.first { $0.table == item } }

  /// The table after which a file is named: by the whole name without its ending, or by the part behind or before a
  /// mark, as in `2021Q2-事故.csv`.
  func table(ofFile path: String) -> ItemReading? {
    guard !tables.isEmpty else { return nil }
    return ReadingContext.names(in: path).lazy.compactMap { name in
      if case .item(let item) = self.headings.match(name) { self.table(item) } else { nil }
    }.first
  }

  /// Whether a file is named after a table that another set has, which scores the same files.
  func isTableOfOther(ofFile path: String) -> Bool {
    guard table(ofFile: path) == nil else { return false }
    return ReadingContext.names(in: path).contains { name in
      if case .item = otherTables.match(name) { true } else { false }
    }
  }

  /// What a file may be named after, the likeliest first.
  private static func names(in path: String) -> [String] {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    let marks = stem.indices.filter { "-_ ·—.+".contains(stem[$0]) }
    let behind = marks.map { stem[stem.index(after: $0)...] }
    return ([stem] + behind + marks.reversed().map { stem[..<$0] }).map(String.init)
  }
}

/// A file of a run that can be read.
struct SubmittedFile: Sendable {
  /// How the file is read.
  enum Kind: Sendable {
    case csv(TextEncoding, CSVHead)
    case xml(TextEncoding)
  }

  /// The index of its path.
  var index: Int
  var source: FileSource
  var kind: Kind
  /// The item whose records a CSV file has; nil for any other file.
  var table: Int?
  /// The lines of a CSV file that are lost.
  var damaged: Set<DamagedLine> = []
  /// The period that the name of an XML file gives to what states none; empty where it gives none.
  var label = ""
  /// What texts around all of an XML file say, and where its outermost element begins.
  var texts = XMLTexts()
  var root = XMLPosition(line: 1, column: 1, offset: 0)
  /// What is said of measures around all of an XML file.
  var measures = XMLMeasures()
}

/// Reads the labels of periods: 2021Q2, or what only the run's period makes one, such as 二季度, 本期, 截至6月底.
struct PeriodReader: Sendable {
  /// What a label says.
  enum Label: Hashable {
    case empty
    case period(Period)
    /// A period, but not of the length that the set asks for.
    case otherLength(Period)
    case unreadable
  }

  private let length: PeriodLength

  /// A reader for a set whose period has a length.
  init(_ length: PeriodLength) { self.length = length }

  /// What a label says in a run about a period, as far as that is known.
  func read(_ text: String, in run: Period?) -> Label {
    let text = CellText.normal(text)
    if CellText.isNothing(text) { return .empty }
    let whole = TitleTime(whole: text)
    // 截至2021年6月30日 is of June in a run about months, else of the period that ends then.
    let isEnd = length != .month && whole?.isEnd ?? false
    if isEnd, run == nil { return .unreadable }
    let ended = isEnd ? run.flatMap { period(text, in: $0) } : nil
    guard
      let period = ended ?? Period(text) ?? whole?.period(in: nil)
        ?? run.flatMap({ period(text, in: $0) })
    else { return .unreadable }
    return period.length == length ? .period(period) : .otherLength(period)
  }

  /// Whether a label that cannot be read by itself may be read once the run's period is known.
  func asksForPeriod(_ text: String) -> Bool {
    read(text, in: nil) == .unreadable && (TimeLabel(text) != nil || TitleTime(title: text) != nil)
  }

  /// The period that a label without its year means in a run.
  private func period(_ text: String, in run: Period) -> Period? {
    if let label = TimeLabel(text)?.label(CellText.key(text), in: run), let period = Period(label) {
      return period
    }
    guard let time = TitleTime(title: text) else { return nil }
    // What counts up to the end of the run's period is about it.
    if time.isEnd { return time.meaning(length, run: run) == .none ? run : nil }
    return !time.isDate && TitleTime.isTime(text) ? time.period(in: run.year) : nil
  }
}
