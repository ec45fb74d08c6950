import Definitions
import SourceText

/// Who a row is about, once the first pass has settled units and period.
struct RowFinder: Sendable {
  let matcher: UnitMatcher
  let period: Period?
  /// The length of the set's periods.
  let length: PeriodLength
  private let periods: PeriodReader
  /// The units that are another now, which has reported: nothing of theirs counts.
  let replaced: Set<Index<Unit>>

  init(
    _ matcher: UnitMatcher, period: Period?, length: PeriodLength, replaced: Set<Index<Unit>> = []
  ) {
    self.matcher = matcher
    self.period = period
    self.replaced = replaced
    self.length = length
    periods = PeriodReader(length)
  }

  /// The unit of a row that counts; nil for every other row, about which the first pass has spoken.
  ///
  /// A row about a period of one of the lengths `longer`, around the run's, counts as well.
  func unit(
    code: String, name: String, period label: String, longer: Set<PeriodLength> = []
  ) -> Index<Unit>? {
    let counts =
      !longer.isEmpty && longerPeriod(label, longer) != nil || !isOfOtherPeriod(label)
    guard counts, let unit = matcher.match(code: code, name: name).unit else { return nil }
    return replaced.contains(unit) ? nil : unit
  }

  /// Whether a record is about no unit: a total, the header once more, a note.
  func isAboutNoUnit(_ record: CSVRecord, rest: () -> RestOfRow) -> Bool {
    UnitMatcher.other(
      matcher.match(code: record.code, name: record.name), record.code, record.name,
      period: record.period, rest: rest) != nil
  }

  /// The units to which a record may belong of which nobody can say whose it is, or whether it is of the period; none
  /// where it is surely nobody's. `units` are those that have records in the file.
  func mayBe(_ stray: StrayRecord, inFile units: [Index<Unit>]) -> [Index<Unit>] {
    let record = stray.record
    let isOther = isOfOtherPeriod(record.period)
    if isOther, !mayBeOfPeriod(record.period) { return [] }
    switch matcher.match(code: record.code, name: record.name) {
    case .unit(let unit), .otherName(let unit), .byName(let unit): return [unit]
    case .several(let units), .contradiction(let units): return units
    case .tooLong(let named), .personal(_, let named): return named.isEmpty ? units : named
    case .nothing: return units
    case .other, .otherTime, .notAssessed: return []
    case .unknown: return nearest(record, inFile: units)
    }
  }

  /// Whose a record may be with a code or a name that nobody has.
  ///
  /// With a code alone it is whose is one sign away, else anybody's. What stands for a code may also be a name: then it is
  /// that of whose name is one sign away, contains it or is part of it (越城, 越城区（续）). A name such as 其他 or 市本级 that
  /// is like nobody's, with whatever code, is that of a unit that is not registered.
  private func nearest(_ record: CSVRecord, inFile units: [Index<Unit>]) -> [Index<Unit>] {
    let code = UnitMatcher.stated(record.code)
    let name = UnitMatcher.stated(record.name)
    let isCode = code.unicodeScalars.allSatisfy(\.isASCII)
    if !code.isEmpty, !name.isEmpty, matcher.registry.isStated {
      // Without a registry nobody has a code of several names; it may be that of whose name stands beside it.
      return matcher.units(called: name)
    }
    let registered = matcher.registry.units
    if name.isEmpty, isCode {
      let near = units.filter { RowFinder.isNear(code, registered[$0].code) }
      return near.isEmpty ? units : near
    }
    let texts = [name, isCode ? "" : code].map { CellText.key($0) }.filter { !$0.isEmpty }
    return units.filter { unit in
      let own = CellText.key(registered[unit].name)
      return texts.contains { RowFinder.isNear($0, own) || RowFinder.isPart($0, own) }
    }
  }

  /// Whether one of two names is part of the other.
  private static func isPart(_ a: String, _ b: String) -> Bool {
    min(a.count, b.count) > 1 && (a.contains(b) || b.contains(a))
  }

  /// Whether one sign, or the order of two, makes the difference between two texts of some length.
  private static func isNear(_ a: String, _ b: String) -> Bool {
    var (a, b) = (Array(a.unicodeScalars)[...], Array(b.unicodeScalars)[...])
    guard max(a.count, b.count) > 2 else { return false }
    while let first = a.first, first == b.first {
      a.removeFirst()
      b.removeFirst()
    }
    while let last = a.last, last == b.last {
      a.removeLast()
      b.removeLast()
    }
    return max(a.count, b.count) <= 1 || a.count == 2 && Array(a) == b.reversed()
  }

  /// The period that a label names, of one of some lengths and around the run's; nil for any other label.
  func longerPeriod(_ label: String, _ lengths: Set<PeriodLength>) -> Period? {
    guard !label.isEmpty, case .otherLength(let stated) = periods.read(label, in: period),
      let period,
      lengths.contains(stated.length), stated.contains(period)
    else { return nil }
    return stated
  }

  /// What is wrong with a label beside a value of an item, given the item's own length of period: it is neither the
  /// run's period nor, of that length, the one around it. Nil where the value counts.
  func fault(of label: String, for length: PeriodLength?) -> PeriodFault? {
    if label.isEmpty || label == period?.label { return nil }
    switch periods.read(label, in: period) {
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
    switch periods.read(label, in: period) {
    case .empty: return false
    case .period(let other): return other != period
    case .otherLength, .unreadable: return true
    }
  }

  /// Whether what a label names has days in common with the run's period, as far as one can tell.
  func mayBeOfPeriod(_ label: String) -> Bool {
    switch periods.read(label, in: period) {
    case .empty, .unreadable: return true
    case .period(let other): return other == period
    case .otherLength(let other):
      guard let period else { return true }
      return other.firstDay <= period.lastDay && period.firstDay <= other.lastDay
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
    case .unreadable: .unreadablePeriod(CellText.written(label), count, at: place)
    case .other:
      .otherPeriod(label, expected: expected?.label ?? "", count, at: place)
    }
  }
}

extension PeriodFault {
  /// What is said of a column that the header dates otherwise.
  func diagnostic(_ dated: DatedColumn, expected: Period?, column: String) -> Diagnostic {
    let run = expected?.label ?? ""
    let label = CellText.written(dated.period)
    let count = dated.following
    return Diagnostic(
      Code.otherPeriod, .error,
      Phrase(
        zh: "“\(column)”这一列写明是 \(label) 的，本次评价的是 \(run)，整列没有读取",
        en: "the column of '\(column)' is about \(label), this run about \(run); it was not read"),
      at: dated.place,
      help: count == 0
        ? Phrase(
          zh: "填本期的数，或换 --period", en: "write the values of the period, or ask for another --period"
        )
        : Phrase(
          zh: "其后 \(count) 列上方是空的，仍按本期读取；也属于 \(label) 的，在每一列上方写明",
          en:
            "the \(count) columns behind it, with nothing above them, are read as this period's: write \(label) above each that is meant"
        ))
  }
}
