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
  /// The files as printed, in order.
  let paths: [String]

  init(_ set: IndicatorSet, others: [IndicatorSet] = [], paths: [String]) {
    self.set = set
    items = ItemReading(set.items, others: others.flatMap(\.items))
    tables = set.items.enumerated().compactMap { index, item in
      item.table.map { ItemReading($0, of: item, index: index) }
    }
    levels = Set(set.items.compactMap(\.level)).union([set.assesses])
    self.paths = paths
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
    let name = path.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    let marks = stem.indices.filter { "-_ ·—.+".contains(stem[$0]) }
    let parts =
      [stem] + marks.map { stem[stem.index(after: $0)...] } + marks.reversed().map { stem[..<$0] }
    for part in parts {
      if case .item(let item) = headings.match(String(part)), let table = table(item) {
        return table
      }
    }
    return nil
  }
}

/// A file of a run that can be read.
struct SubmittedFile: Sendable {
  /// How the file is read.
  enum Kind: Sendable {
    case csv(TextEncoding, CSVHead)
    case xml
  }

  /// The index of its path.
  var index: Int
  var source: FileSource
  var kind: Kind
  /// The item whose records a CSV file has; nil for any other file.
  var table: Int?
}

/// Who a row is about, once the first pass has settled units and period.
struct RowFinder: Sendable {
  let matcher: UnitMatcher
  let levels: Set<Level>
  let period: Period?
  private let periods: PeriodReader

  init(_ matcher: UnitMatcher, levels: Set<Level>, period: Period?, length: PeriodLength) {
    self.matcher = matcher
    self.levels = levels
    self.period = period
    periods = PeriodReader(length)
  }

  /// The unit of a row that counts; nil for every other row, about which the first pass has spoken.
  ///
  /// A row about a period of one of the lengths `longer`, around the run's, counts as well.
  func unit(
    code: String, name: String, period label: String, longer: Set<PeriodLength> = []
  ) -> Int? {
    if !longer.isEmpty, longerPeriod(label, longer) != nil { return unit(code: code, name: name) }
    guard !isOfOtherPeriod(label), let unit = unit(code: code, name: name) else { return nil }
    return unit
  }

  /// The unit of a code and a name, if it may report.
  func unit(code: String, name: String) -> Int? {
    if let unit = matcher.exact(code: code, name: name) {
      return levels.contains(matcher.registry.units[unit].level) ? unit : nil
    }
    if UnitMatcher.isTotal(code) || UnitMatcher.isTotal(name) { return nil }
    switch matcher.match(code: code, name: name) {
    case .unit(let unit), .otherName(let unit), .byName(let unit):
      return levels.contains(matcher.registry.units[unit].level) ? unit : nil
    case .several, .unknown, .nothing: return nil
    }
  }

  /// The period that a label names, of one of some lengths and around the run's; nil for any other label.
  func longerPeriod(_ label: String, _ lengths: Set<PeriodLength>) -> Period? {
    guard !label.isEmpty, case .otherLength(let stated) = periods.read(label), let period,
      lengths.contains(stated.length), stated.contains(period)
    else { return nil }
    return stated
  }

  /// What is wrong with a label beside a value of an item, given the item's own length of period: it is neither the
  /// run's period nor, of that length, the one around it. Nil where the value counts.
  func fault(of label: String, for length: PeriodLength?) -> PeriodFault? {
    if label.isEmpty || label == period?.label { return nil }
    switch periods.read(label) {
    case .empty: return nil
    case .period(let stated): return stated == period ? nil : .other
    case .otherLength(let stated):
      guard let period, length == stated.length else { return .other }
      return stated.contains(period) ? nil : .other
    case .unreadable: return .unreadable
    }
  }

  /// Whether a label names another period than the run's.
  func isOfOtherPeriod(_ label: String) -> Bool {
    if label.isEmpty || label == period?.label { return false }
    switch periods.read(label) {
    case .empty: return false
    case .period(let other): return other != period
    case .otherLength, .unreadable: return true
    }
  }
}

/// Why a label of a period makes a value none of the run's.
enum PeriodFault: Hashable {
  case other
  case unreadable

  /// What is said of it.
  func diagnostic(
    _ label: String, expected: Period?, _ count: Int, at place: Place
  ) -> Diagnostic {
    switch self {
    case .unreadable: .unreadablePeriod(CellText.normal(label), count, at: place)
    case .other:
      .otherPeriod(
        label, expected: expected?.label ?? "", isGiven: true, first: nil, count, at: place)
    }
  }
}

extension PeriodFault {
  /// What is said of a column that the header dates otherwise.
  func diagnostic(
    _ label: String, expected: Period?, column: String, at place: Place
  ) -> Diagnostic {
    let run = expected?.label ?? ""
    return Diagnostic(
      "other-period", .error,
      Phrase(
        zh: "“\(column)”这一列写明是 \(CellText.normal(label)) 的,本次评价的是 \(run),整列没有读取",
        en: "the column of '\(column)' is about \(label), this run about \(run); it was not read"),
      at: place,
      help: Phrase(
        zh: "填本期的数,或换 --period", en: "write the values of the period, or ask for another --period"))
  }
}

/// Reads the labels of periods.
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

  func read(_ text: String) -> Label {
    let text = CellText.normal(text)
    if CellText.isNothing(text) { return .empty }
    guard let period = Period(text) else { return .unreadable }
    return period.length == length ? .period(period) : .otherLength(period)
  }
}
