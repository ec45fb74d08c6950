import Definitions
import SourceText

/// The first pass's knowledge of units and the period, and what it has to say about rows.
///
/// Rows of one file with the same fault are reported once, at the first, with their number.
struct UnitIndex {
  /// What a row adds to its unit.
  enum Addition: Hashable {
    /// Values in a row of their own: several rows are merged.
    case row
    /// One value: always merged.
    case value
    /// A record; `RecordGrid` puts them together.
    case record
  }

  /// How many rows with values each unit has; by index in the registry, or in the order of collecting.
  private(set) var counts: By<Unit, Int32> = []
  /// Units whose values do not stand in one row: they are merged.
  private(set) var isMerged: By<Unit, Bool> = []
  /// Units with rows that are records.
  private var hasRecords: Set<Index<Unit>> = []
  /// The units that are another now, which has reported: nothing of theirs counts.
  private(set) var replaced: Set<Index<Unit>> = []
  private(set) var period: Period?
  /// All periods that rows or files state, whatever their length.
  private(set) var statedPeriods: Set<Period> = []
  private(set) var diagnostics: [Diagnostic] = []
  private let matcher: UnitMatcher?
  private let about: UnitMatcher.About
  private let levels: Set<Level>
  private let otherLevels: Set<Level>
  private let set: IndicatorSet
  private let periods: PeriodReader
  private let isPeriodGiven: Bool
  /// The period that was asked for.
  private var run: Period? { isPeriodGiven ? period : nil }
  /// Whether the period of a row cannot be understood without the run's.
  private(set) var asksForPeriod = false
  /// The periods, of the set's length, that rows state which may be a unit's; empty where the period is given.
  private(set) var rowPeriods: Set<Period> = []
  private var lastRowLabel = ""
  /// How many rows of the file so far are of the run's period, as far as it is known.
  private(set) var rowsOfFile = 0
  /// The units, where there is no registry.
  private var stated: StatedUnits
  private var file = 0
  private let limits: ReadingLimits
  private var faults: [FaultKey: Int] = [:]
  private var faultList: [(key: FaultKey, place: Place, count: Int)] = []
  /// How many rows repeated a header, in all files, and how many are of nobody for whatever reason.
  private(set) var headingRows = 0
  private(set) var rowsOfNobody = 0
  /// Rows about no unit, by file.
  private var otherRows: [Int: (place: Place, counts: [OtherRow: Int])] = [:]
  /// For how many unknown units suggestions are looked for.
  private static let mostHelped = 20
  /// The last label of the run's period: most rows have the same.
  private var counted = ""
  /// Rows about a longer period that came before anything said which period the run is about.
  private var withoutPeriod: [WaitingRow] = []
  /// Rows with a name alone, without a registry: whose they are is known when all units are.
  private var withoutCode: [WaitingRow] = []
  private var indexWithoutCode: [WaitingRow.Key: Int] = [:]

  private struct FaultKey: Hashable {
    var file: Int
    var fault: RowFault
  }

  private struct WaitingRow {
    struct Key: Hashable {
      var file: Int
      var addition: Addition
      var name: String
    }

    var file: Int
    var addition: Addition
    var code = ""
    var name: String
    var label = ""
    var longer: Set<PeriodLength> = []
    var place: Place
    var count: Int32 = 1
  }

  init(
    _ context: ReadingContext, registry: Registry?, period: Period?,
    limits: ReadingLimits = ReadingLimits()
  ) {
    self.limits = limits
    set = context.set
    levels = context.levels
    otherLevels = context.otherLevels
    let about = UnitMatcher.About(length: context.set.period, period: period)
    self.about = about
    matcher = registry.map { UnitMatcher($0, levels: context.levels, about: about) }
    stated = StatedUnits(context.set.assesses)
    periods = PeriodReader(context.set.period)
    self.period = period
    isPeriodGiven = period != nil
    counts = By(repeating: 0, count: registry?.units.count ?? 0)
    isMerged = By(repeating: false, count: counts.count)
  }

  /// Takes a row with values of a unit; several of them are merged. It may be about a period of one of the lengths
  /// `longer` around the run's. `rest` is what the row says besides, asked for where code and name leave
  /// open what it is; where `isTold`, it has been told of the whole file that its period is not the run's.
  mutating func addRow(
    code: String, name: String, period label: String, longer: Set<PeriodLength> = [],
    isTold: Bool = false,
    rest: () -> RestOfRow = { RestOfRow() }, at place: () -> Place
  ) {
    if !longer.isEmpty, case .otherLength(let stated) = periods.read(label, in: run),
      longer.contains(stated.length)
    {
      statedPeriods.insert(stated)
      guard let period else {
        withoutPeriod.append(
          WaitingRow(
            file: file, addition: .row, code: code, name: name, label: label, longer: longer,
            place: place()))
        return
      }
      guard stated.contains(period) else {
        return note(isTold ? nil : .otherPeriod(stated), code, name, label, rest, place)
      }
    } else if let fault = fault(of: label) {
      return note(isTold ? nil : fault, code, name, label, rest, place)
    }
    rowsOfFile += 1
    if add(.row, code, name, rest, place) { claim(label) }
  }

  /// Takes a row with one value of a unit: always merged.
  mutating func addValue(
    code: String, name: String, period label: String, rest: () -> RestOfRow, at place: () -> Place
  ) {
    switch periods.read(label, in: run) {
    case .period(let stated):
      state(stated)
      if stated == period { rowsOfFile += 1 }
    case .otherLength(let stated): statedPeriods.insert(stated)
    case .empty: rowsOfFile += 1
    case .unreadable: ask(label)
    }
    if add(.value, code, name, rest, place) { claim(label) }
  }

  /// Takes a row with a record of a unit; records are put together by `RecordGrid`.
  mutating func addRecord(
    code: String, name: String, period label: String, isTold: Bool = false,
    rest: () -> RestOfRow, at place: () -> Place
  ) {
    if let fault = fault(of: label) {
      return note(isTold ? nil : fault, code, name, label, rest, place)
    }
    rowsOfFile += 1
    if add(.record, code, name, rest, place) { claim(label) }
  }

  /// Counts a unit whose values were merged from rows of one value, or that handed in nothing but records.
  mutating func count(_ unit: Index<Unit>) { counts[unit] += 1 }

  /// Notes a row without anything in it.
  mutating func addEmptyRow(at place: () -> Place) { note(.empty, place) }

  /// Notes a row whose unit and period were taken from the row above: cells were merged.
  mutating func addFilledRow(at place: () -> Place) { note(.filled, place) }

  /// Takes the period that a file states for all its rows; returns whether its rows count.
  mutating func addPeriod(_ label: String, at place: () -> Place) -> Bool {
    claim(label)
    guard let fault = fault(of: label) else { return true }
    note(fault, place)
    return false
  }

  /// The code of the unit that a row names, as far as that is known before all files are; its own code elsewhere.
  func unitCode(code: String, name: String) -> String {
    let unit = matcher.flatMap { matcher in
      matcher.match(code: code, name: name).unit.map { matcher.registry.units[$0].code }
    }
    return unit ?? code
  }

  /// Whether it is certain, before all files are known, who and which period a row is about.
  func isCertain(code: String, name: String, period label: String) -> Bool {
    guard let matcher, matcher.match(code: code, name: name).unit != nil else { return false }
    switch periods.read(label, in: run) {
    case .empty, .period: return true
    case .otherLength, .unreadable: return false
    }
  }

  // MARK: Period

  /// Why a row with a label of a period does not count; nil where it does.
  private mutating func fault(of label: String) -> RowFault? {
    if label == counted, period != nil { return nil }
    switch periods.read(label, in: run) {
    case .empty: return nil
    case .period(let stated):
      state(stated)
      guard stated == period else { return .otherPeriod(stated) }
    case .otherLength(let stated):
      statedPeriods.insert(stated)
      return .otherLength(stated)
    case .unreadable:
      ask(label)
      return .unreadablePeriod(CellText.written(label))
    }
    counted = label
    return nil
  }

  private mutating func ask(_ label: String) {
    if !isPeriodGiven, !asksForPeriod { asksForPeriod = periods.asksForPeriod(label) }
  }

  private mutating func state(_ stated: Period) {
    statedPeriods.insert(stated)
    if period == nil { period = stated }
  }

  /// Notes the period of a row that may be a unit's.
  private mutating func claim(_ label: String) {
    guard !isPeriodGiven, label != lastRowLabel else { return }
    if case .period(let stated) = periods.read(label, in: run) { rowPeriods.insert(stated) }
    lastRowLabel = label
  }

  // MARK: Units

  /// - Returns: Whether the row may be a unit's.
  private mutating func add(
    _ addition: Addition, _ code: String, _ name: String, _ rest: () -> RestOfRow,
    _ place: () -> Place
  ) -> Bool {
    guard let matcher else { return collect(addition, code, name, rest, place) }
    let match = matcher.match(code: code, name: name)
    let isSomebody = note(match, code, name, rest, place)
    guard let unit = match.unit else { return isSomebody }
    if matcher.registry.units[unit].heir != nil { note(.replaced(unit), place) }
    add(addition, to: unit)
    return true
  }

  private mutating func add(_ addition: Addition, to unit: Index<Unit>, _ count: Int32 = 1) {
    switch addition {
    case .row:
      counts[unit] += count
      if counts[unit] > 1 { isMerged[unit] = true }
    case .value: isMerged[unit] = true
    case .record: hasRecords.insert(unit)
    }
  }

  /// Without a registry the submission says which units there are, by their codes.
  private mutating func collect(
    _ addition: Addition, _ code: String, _ name: String, _ rest: () -> RestOfRow,
    _ place: () -> Place
  ) -> Bool {
    if !code.isEmpty, let unit = stated.known(code: code, name: name) {
      add(addition, to: unit)
      return true
    }
    let written = CellText.written(name)
    let code = UnitMatcher.stated(code)
    let name = UnitMatcher.stated(name)
    if let match = UnitMatcher.match(whereUnitsAreStated: code, name) {
      return note(match, code, written, rest, place)
    }
    guard !code.isEmpty else {
      rowsOfNobody += 1
      wait(addition, written, place)
      return true
    }
    if !name.isEmpty, about.isOther(name) {
      note(.otherTime(nil, written), place)
      return true
    }
    if stated.isNew(code), !code.unicodeScalars.contains(where: WrittenNumber.isDigit),
      rest().isLikeHeader
    {
      noteOther(.heading, place)
      return false
    }
    if stated.isNew(code), stated.units.count >= limits.units {
      note(.tooManyUnits, place)
      return true
    }
    let isName = !name.isEmpty && UnitMatcher.mayBeName(name)
    let unit = stated.add(code: code, name: isName ? written : "", at: place)
    if unit == counts.endIndex {
      counts.append(0)
      isMerged.append(false)
    }
    add(addition, to: unit)
    return true
  }

  private mutating func wait(_ addition: Addition, _ name: String, _ place: () -> Place) {
    let key = WaitingRow.Key(file: file, addition: addition, name: CellText.key(name))
    if let index = indexWithoutCode[key] {
      withoutCode[index].count += 1
    } else if withoutCode.count >= limits.units {
      note(.tooManyUnits, place)
    } else {
      indexWithoutCode[key] = withoutCode.count
      withoutCode.append(
        WaitingRow(file: file, addition: addition, name: name, place: place()))
    }
  }

  /// The registry of the run: the given one, or the collected units by code; counts follow the new order.
  mutating func settleUnits() -> UnitMatcher {
    for row in withoutPeriod {
      file = row.file
      addRow(
        code: row.code, name: row.name, period: row.label, longer: period == nil ? [] : row.longer
      ) { row.place }
    }
    let matcher = self.matcher ?? settleStatedUnits()
    settleReplaced(matcher.registry)
    let helped = helpedUnknowns
    for entry in faultList {
      if case .replaced(let unit) = entry.key.fault, !replaced.contains(unit) { continue }
      diagnostics.append(
        diagnostic(
          entry.key.fault, matcher, at: entry.place, entry.count,
          isHelped: helped.contains(entry.key.fault)))
    }
    diagnostics += otherRows.values.map { .otherRows($0.counts, at: $0.place) }
    return matcher
  }

  /// Where a unit has reported, what became it within the period does not count beside it.
  private mutating func settleReplaced(_ registry: Registry) {
    for (unit, former) in registry.formerUnits
    where counts[unit] > 0 || isMerged[unit] || hasRecords.contains(unit) {
      replaced.formUnion(former)
    }
    for unit in replaced {
      counts[unit] = 0
      isMerged[unit] = false
    }
  }

  /// Without a registry: the units in their order, and whose the rows are that have a name alone.
  private mutating func settleStatedUnits() -> UnitMatcher {
    let order = stated.order
    counts = By(order.map { counts[$0] })
    isMerged = By(order.map { isMerged[$0] })
    let matcher = UnitMatcher(
      Registry(order.map { stated.units[$0] }, isStated: true), levels: levels, about: about)
    diagnostics += stated.doubtful.map { .severalNames($0) }
    diagnostics += stated.namesakes.map { .severalCodes($0) }
    for row in withoutCode {
      file = row.file
      let match = matcher.match(code: "", name: row.name)
      if let unit = match.unit {
        add(row.addition, to: unit, row.count)
        note(.nameAlone(unit), count: Int(row.count)) { row.place }
      } else if case .several(let units) = match {
        note(.several(units, row.name), count: Int(row.count)) { row.place }
      } else {
        note(.noUnit, count: Int(row.count)) { row.place }
      }
    }
    return matcher
  }

  // MARK: Faults of rows

  /// Goes on with the next file.
  mutating func closeFile() {
    file += 1
    rowsOfFile = 0
  }

  private mutating func note(_ fault: RowFault, count: Int = 1, _ place: () -> Place) {
    var key = FaultKey(file: file, fault: fault)
    if faults[key] == nil, faultList.count >= limits.faults {
      key = FaultKey(file: 0, fault: .further)
    }
    if let index = faults[key] {
      faultList[index].count += count
    } else {
      faults[key] = faultList.count
      faultList.append((key, place(), count))
    }
  }

  /// Notes a row that does not count by its period, unless it is about no unit at all, or nothing more is to be told.
  private mutating func note(
    _ fault: RowFault?, _ code: String, _ name: String, _ label: String, _ rest: () -> RestOfRow,
    _ place: () -> Place
  ) {
    let match =
      matcher?.match(code: code, name: name)
      ?? UnitMatcher.match(
        whereUnitsAreStated: UnitMatcher.stated(code), UnitMatcher.stated(name))
    if let other = UnitMatcher.other(match, code, name, period: label, rest: rest) {
      noteOther(other, place)
    } else {
      if let fault { note(fault, place) }
      claim(label)
    }
  }

  /// Counts a row that is about no unit; all of a file's are told in one note.
  private mutating func noteOther(_ other: OtherRow, _ place: () -> Place) {
    rowsOfNobody += 1
    if other == .heading { headingRows += 1 }
    var entry = otherRows[file] ?? (place(), [:])
    entry.counts[other, default: 0] += 1
    otherRows[file] = entry
  }

  /// Takes back that the last row of a file repeated the header: it is the header of another table.
  mutating func takeBackHeading() {
    headingRows -= 1
    otherRows[file]?.counts[.heading, default: 0] -= 1
    if otherRows[file]?.counts[.heading] == 0 { otherRows[file]?.counts[.heading] = nil }
    if otherRows[file]?.counts.isEmpty == true { otherRows[file] = nil }
  }

  /// Notes what is odd about whom a row names; returns whether it may be a unit's.
  private mutating func note(
    _ match: UnitMatcher.Match, _ code: String, _ name: String, _ rest: () -> RestOfRow,
    _ place: () -> Place
  ) -> Bool {
    if let other = UnitMatcher.other(match, code, name, period: "", rest: rest) {
      noteOther(other, place)
      return false
    }
    switch match {
    case .unit: break
    case .otherName(let unit): note(.otherName(unit, CellText.written(name)), place)
    case .otherTime(let unit): note(.otherTime(unit, CellText.written(name)), place)
    case .byName(let unit): note(.byName(unit, CellText.written(code)), place)
    case .notAssessed(let unit):
      // Another set scores it.
      let level = matcher?.registry.units[unit].level
      if !(level.map(otherLevels.contains) ?? false) { note(.notAssessed(unit), place) }
    case .several(let units):
      note(.several(units, CellText.written(name.isEmpty ? code : name)), place)
    case .contradiction(let units):
      note(.contradiction(units, CellText.written(code), CellText.written(name)), place)
    case .personal(let number, _): note(.personal(number), place)
    case .tooLong:
      note(.tooLong(CellText.written(code), CellText.written(name)), place)
    case .other: break
    case .unknown:
      rowsOfNobody += 1
      if matcher?.registry.isStated ?? true {
        note(.noUnit, place)
      } else {
        note(.unknown(CellText.written(code), CellText.written(name)), place)
      }
    case .nothing:
      rowsOfNobody += 1
      note(.noUnit, place)
    }
    return true
  }

  /// The unknown units for which suggestions are looked for, which takes time: the first by code and name, whatever the order of
  /// rows.
  private var helpedUnknowns: Set<RowFault> {
    var unknowns: Set<[String]> = []
    for entry in faultList {
      if case .unknown(let code, let name) = entry.key.fault { unknowns.insert([code, name]) }
    }
    let first = unknowns.sorted { $0.lexicographicallyPrecedes($1) }.prefix(UnitIndex.mostHelped)
    return Set(first.map { .unknown($0[0], $0[1]) })
  }

  private func diagnostic(
    _ fault: RowFault, _ matcher: UnitMatcher, at place: Place, _ count: Int, isHelped: Bool
  ) -> Diagnostic {
    let units = matcher.registry.units
    switch fault {
    case .empty: return .emptyRows(count, at: place)
    case .filled: return .mergedCells(count, at: place)
    case .noUnit: return .noUnit(count, at: place)
    case .tooManyUnits: return .tooManyUnits(limits.units, count, at: place)
    case .further: return .furtherFaults(count, at: place)
    case .unknown(let code, let name):
      return .unknownUnit(
        code, name, near: isHelped ? near(code, name, units) : [], count, at: place)
    case .several(let found, let name):
      return .severalUnits(name, found.map { units[$0] }, count, at: place)
    case .contradiction(let found, let code, let name):
      return .contradictingUnits(code, name, found.map { units[$0] }, count, at: place)
    case .personal(let number): return .personalUnit(number, count, at: place)
    case .tooLong(let code, let name): return .longUnit(code, name, count, at: place)
    case .otherName(let unit, let name): return .otherName(name, units[unit], at: place)
    case .otherTime(let unit, let name):
      return .nameOfOtherTime(name, unit.map { units[$0] }, count, at: place)
    case .byName(let unit, let code): return .unitByName(code, units[unit], count, at: place)
    case .nameAlone(let unit): return .unitByNameAlone(units[unit], count, at: place)
    case .notAssessed(let unit): return .notAssessed(units[unit], set.assesses, at: place)
    case .replaced(let unit):
      return .replacedUnit(units[unit], by: units[units[unit].heir ?? unit], count, at: place)
    case .otherPeriod(let stated):
      return .otherPeriod(stated.label, expected: period?.label ?? "", count, at: place)
    case .otherLength(let stated): return .otherLength(stated.label, set.period, count, at: place)
    case .unreadablePeriod(let label): return .unreadablePeriod(label, count, at: place)
    }
  }

  private func near(_ code: String, _ name: String, _ units: Indexed<Unit>) -> [String] {
    let units = units.filter { levels.contains($0.level) }
    let byName = name.isEmpty ? [] : suggestions(for: name, among: units.map(\.name))
    return byName.isEmpty && !code.isEmpty
      ? suggestions(for: code, among: units.map(\.code)) : byName
  }
}

/// Why a row does not count, or what is odd about it.
enum RowFault: Hashable {
  case empty
  case filled
  case noUnit
  /// There are more units than are kept.
  case tooManyUnits
  /// There are more faults than are told one by one.
  case further
  case unknown(String, String)
  case several([Index<Unit>], String)
  case contradiction([Index<Unit>], String, String)
  case personal(PersonalNumber)
  case tooLong(String, String)
  case otherName(Index<Unit>, String)
  case otherTime(Index<Unit>?, String)
  case byName(Index<Unit>, String)
  case nameAlone(Index<Unit>)
  case notAssessed(Index<Unit>)
  /// The unit is another now.
  case replaced(Index<Unit>)
  case otherPeriod(Period)
  case otherLength(Period)
  case unreadablePeriod(String)
}
