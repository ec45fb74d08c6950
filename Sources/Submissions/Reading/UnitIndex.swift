import Definitions
import SourceText

/// The first pass's knowledge of units and the period, and what it has to say about rows.
///
/// Rows of one file with the same fault are reported once, at the first, with their number.
struct UnitIndex {
  /// How many rows with values each unit has; by index in the registry, or in the order of collecting.
  private(set) var counts: [Int32] = []
  /// Units whose values do not stand in one row: they are merged.
  private(set) var isMerged: [Bool] = []
  private(set) var period: Period?
  /// All periods that rows or files state, whatever their length.
  private(set) var statedPeriods: Set<Period> = []
  private(set) var diagnostics: [Diagnostic] = []
  private let matcher: UnitMatcher?
  private let levels: Set<Level>
  private let set: IndicatorSet
  private let periods: PeriodReader
  private let isPeriodGiven: Bool
  private var periodPlace: Place?
  private var collected: [Unit] = []
  private var indexOfCode: [String: Int] = [:]
  private var faults: [RowFault: Int] = [:]
  private var faultList: [(fault: RowFault, place: Place, count: Int)] = []
  /// How many unknown units were given suggestions: looking for them takes time.
  private var suggested = 0
  private var lastLabel: (text: String, isOther: Bool) = ("", false)
  /// Rows about a longer period that came before anything said which period the run is about.
  private var waiting: [WaitingRow] = []

  private struct WaitingRow {
    var code: String
    var name: String
    var label: String
    var longer: Set<PeriodLength>
    var place: Place
  }

  init(_ context: ReadingContext, registry: Registry?, period: Period?) {
    set = context.set
    levels = context.levels
    matcher = registry.map { UnitMatcher($0) }
    periods = PeriodReader(context.set.period)
    self.period = period
    isPeriodGiven = period != nil
    counts = [Int32](repeating: 0, count: registry?.units.count ?? 0)
    isMerged = [Bool](repeating: false, count: counts.count)
  }

  /// Takes a row with values of a unit; several of them are merged. It may be about a period of one of the lengths
  /// `longer` around the run's.
  mutating func addRow(
    code: String, name: String, period label: String, longer: Set<PeriodLength> = [],
    at place: () -> Place
  ) {
    if !longer.isEmpty, case .otherLength(let stated) = periods.read(label),
      longer.contains(stated.length)
    {
      statedPeriods.insert(stated)
      guard let period else {
        waiting.append(
          WaitingRow(code: code, name: name, label: label, longer: longer, place: place()))
        return
      }
      guard stated.contains(period) else { return note(.otherPeriod(stated), place) }
    } else if isOfOtherPeriod(label, place) {
      return
    }
    guard let unit = unit(code: code, name: name, place) else { return }
    if counts[unit] > 0 { isMerged[unit] = true }
    counts[unit] += 1
  }

  /// Takes a row with one value of a unit: always merged.
  mutating func addValue(
    code: String, name: String, period label: String, at place: () -> Place
  ) {
    switch periods.read(label) {
    case .period(let stated): state(stated, place)
    case .otherLength(let stated): statedPeriods.insert(stated)
    case .empty, .unreadable: break
    }
    guard let unit = unit(code: code, name: name, place) else { return }
    isMerged[unit] = true
  }

  /// Takes a row with a record of a unit; records are put together by `RecordGrid`.
  mutating func addRecord(
    code: String, name: String, period label: String, at place: () -> Place
  ) {
    guard !isOfOtherPeriod(label, place) else { return }
    _ = unit(code: code, name: name, place)
  }

  /// Counts a unit whose values were merged from rows of one value, or that handed in nothing but records.
  mutating func count(_ unit: Int) { counts[unit] += 1 }

  /// Notes a row without anything in it.
  mutating func addEmptyRow(at place: () -> Place) { note(.empty, place) }

  /// Takes the period that a file states for all its rows; returns whether its rows count.
  mutating func addPeriod(_ label: String, at place: () -> Place) -> Bool {
    !isOfOtherPeriod(label, place)
  }

  // MARK: Period

  private mutating func isOfOtherPeriod(_ label: String, _ place: () -> Place) -> Bool {
    if label == lastLabel.text, !lastLabel.isOther, period != nil { return false }
    let isOther: Bool
    switch periods.read(label) {
    case .empty: return false
    case .period(let stated):
      state(stated, place)
      isOther = stated != period
      if isOther { note(.otherPeriod(stated), place) }
    case .otherLength(let stated):
      statedPeriods.insert(stated)
      isOther = true
      note(.otherLength(stated), place)
    case .unreadable:
      isOther = true
      note(.unreadablePeriod(CellText.normal(label)), place)
    }
    lastLabel = (label, isOther)
    return isOther
  }

  private mutating func state(_ stated: Period, _ place: () -> Place) {
    statedPeriods.insert(stated)
    guard period == nil else { return }
    period = stated
    periodPlace = place()
  }

  // MARK: Units

  private mutating func unit(code: String, name: String, _ place: () -> Place) -> Int? {
    if let unit = matcher?.exact(code: code, name: name) {
      return isAssessed(unit, place) ? unit : nil
    }
    if UnitMatcher.isTotal(code) || UnitMatcher.isTotal(name) {
      note(.total, place)
      return nil
    }
    guard let matcher else { return collect(code, name, place) }
    let found: Int
    switch matcher.match(code: code, name: name) {
    case .unit(let unit): found = unit
    case .otherName(let unit):
      note(.otherName(unit, CellText.written(name)), place)
      found = unit
    case .byName(let unit):
      note(.byName(unit, CellText.normal(code)), place)
      found = unit
    case .several(let units):
      note(.several(units, CellText.written(name.isEmpty ? code : name)), place)
      return nil
    case .unknown:
      note(.unknown(CellText.normal(code), CellText.written(name)), place)
      return nil
    case .nothing:
      note(.noUnit, place)
      return nil
    }
    return isAssessed(found, place) ? found : nil
  }

  private mutating func isAssessed(_ unit: Int, _ place: () -> Place) -> Bool {
    guard let matcher, !levels.contains(matcher.registry.units[unit].level) else { return true }
    note(.notAssessed(unit), place)
    return false
  }

  /// Without a registry the submission says which units there are.
  private mutating func collect(_ code: String, _ name: String, _ place: () -> Place) -> Int? {
    let code = CellText.normal(code)
    guard !code.isEmpty else {
      note(.noUnit, place)
      return nil
    }
    if let index = indexOfCode[code] {
      if collected[index].name.isEmpty { collected[index].name = CellText.written(name) }
      return index
    }
    let index = collected.count
    indexOfCode[code] = index
    collected.append(Unit(code: code, name: CellText.written(name), level: set.assesses))
    counts.append(0)
    isMerged.append(false)
    return index
  }

  /// The registry of the run: the given one, or the collected units by code; counts follow the new order.
  mutating func settleUnits() -> UnitMatcher {
    for row in waiting {
      addRow(
        code: row.code, name: row.name, period: row.label, longer: period == nil ? [] : row.longer
      ) { row.place }
    }
    closeFile()
    if let matcher { return matcher }
    let order = collected.indices.sorted { collected[$0].code < collected[$1].code }
    counts = order.map { counts[$0] }
    isMerged = order.map { isMerged[$0] }
    return UnitMatcher(Registry(order.map { collected[$0] }))
  }

  // MARK: Faults of rows

  private mutating func note(_ fault: RowFault, _ place: () -> Place) {
    if let index = faults[fault] {
      faultList[index].count += 1
    } else {
      faults[fault] = faultList.count
      faultList.append((fault, place(), 1))
    }
  }

  /// Reports the faults of the rows of a file; to be called after each file.
  mutating func closeFile() {
    for entry in faultList {
      diagnostics.append(diagnostic(entry.fault, at: entry.place, count: entry.count))
    }
    faults.removeAll(keepingCapacity: true)
    faultList.removeAll(keepingCapacity: true)
  }

  private mutating func diagnostic(
    _ fault: RowFault, at place: Place, count: Int
  ) -> Diagnostic {
    let units = matcher?.registry.units ?? []
    switch fault {
    case .empty: return .emptyRows(count, at: place)
    case .total: return .totalRows(count, at: place)
    case .noUnit: return .noUnit(count, at: place)
    case .unknown(let code, let name):
      return .unknownUnit(code, name, near: near(code, name), count, at: place)
    case .several(let found, let name):
      return .severalUnits(name, found.map { units[$0] }, count, at: place)
    case .otherName(let unit, let name): return .otherName(name, units[unit], at: place)
    case .byName(let unit, let code): return .unitByName(code, units[unit], count, at: place)
    case .notAssessed(let unit): return .notAssessed(units[unit], set.assesses, at: place)
    case .otherPeriod(let stated):
      return .otherPeriod(
        stated.label, expected: period?.label ?? "", isGiven: isPeriodGiven, first: periodPlace,
        count, at: place)
    case .otherLength(let stated): return .otherLength(stated.label, set.period, count, at: place)
    case .unreadablePeriod(let label): return .unreadablePeriod(label, count, at: place)
    }
  }

  private mutating func near(_ code: String, _ name: String) -> [String] {
    guard let matcher, suggested < 20 else { return [] }
    suggested += 1
    let units = matcher.registry.units.filter { levels.contains($0.level) }
    let byName = name.isEmpty ? [] : suggestions(for: name, among: units.map(\.name))
    return byName.isEmpty && !code.isEmpty
      ? suggestions(for: code, among: units.map(\.code)) : byName
  }
}

/// Why a row does not count, or what is odd about it.
enum RowFault: Hashable {
  case empty
  case total
  case noUnit
  case unknown(String, String)
  case several([Int], String)
  case otherName(Int, String)
  case byName(Int, String)
  case notAssessed(Int)
  case otherPeriod(Period)
  case otherLength(Period)
  case unreadablePeriod(String)
}
