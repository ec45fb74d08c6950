package import Definitions
package import Formats
package import SourceText

/// What persons have on record about units under one set, beside what was handed in.
package struct Records: Sendable {
  /// Findings and waivers.
  package var findings: [Finding]
  /// Verified values and given points.
  package var verifications: [Verification]
  package var overrides: [Override]

  /// Nothing on record.
  package static let none = Records(findings: [], verifications: [], overrides: [])

  /// Every kind is stated: where one is new, the compiler names the places that must know it.
  package init(findings: [Finding], verifications: [Verification], overrides: [Override]) {
    self.findings = findings
    self.verifications = verifications
    self.overrides = overrides
  }

  /// The records without those that are about another period. Findings and waivers carry the days from and until which
  /// they count, and stay.
  package func about(_ period: Period) -> Records {
    func isOther(_ own: Period?) -> Bool { own.map { !$0.contains(period) } ?? false }
    var result = self
    result.verifications.removeAll { isOther($0.period) }
    result.overrides.removeAll { isOther($0.period) }
    return result
  }

  /// Adds records that were read for a period: those that name none are about it.
  package mutating func add(_ other: Records, of period: Period) {
    findings += other.findings
    verifications += other.verifications.map { record in
      var record = record
      record.period = record.period ?? period
      return record
    }
    overrides += other.overrides.map { record in
      var record = record
      record.period = record.period ?? period
      return record
    }
  }

  /// The records with their units in another registry; those about units that it does not have are left out.
  package func moved(from units: Registry, to others: Registry) -> Records {
    func move<Record>(_ records: [Record], _ unit: WritableKeyPath<Record, Index<Unit>>) -> [Record]
    {
      records.compactMap { record in
        guard let index = others.index(of: units.units[record[keyPath: unit]].code) else {
          return nil
        }
        var record = record
        record[keyPath: unit] = index
        return record
      }
    }
    return Records(
      findings: move(findings, \.unit), verifications: move(verifications, \.unit),
      overrides: move(overrides, \.unit))
  }
}

/// A set whose units records may be about.
package struct RecordScope: Sendable {
  package let set: IndicatorSet
  package let units: Registry
  /// The level whose units are scored under it.
  package let level: Level
  /// Units that are another now, which has reported or is scored: nothing is scored under them.
  package let replaced: Set<Index<Unit>>
  /// The period that records are about which name none; nil where there is no run.
  fileprivate(set) var period: Period?
  /// How values of the set's items are read.
  let reading: ItemReading
  /// Decides whose a record is, as whose a row of a submission is.
  private let matcher: UnitMatcher

  /// - Parameters:
  ///   - set: The set, with the targets that there are.
  ///   - units: The units that there are.
  ///   - level: The level that is scored; nil for the one that the set assesses.
  ///   - replaced: The units that are another now, which has reported.
  package init(
    _ set: IndicatorSet, units: Registry, level: Level? = nil, replaced: Set<Index<Unit>> = []
  ) {
    let scored = level ?? set.assesses
    self.level = scored
    self.replaced = replaced.union(
      units.units.indices.filter { units.units[$0].heir != nil && units.units[$0].level == scored })
    self.set = set
    self.units = units
    reading = ItemReading(set.items)
    matcher = UnitMatcher(units, levels: Swift.Set(Level.allCases))
  }

  /// Whose a record is.
  func match<Field>(_ row: RecordFile<Field>.Row) -> UnitMatcher.Match {
    match(code: row.code, name: row.name)
  }

  /// Whose a record with a code and a name is; what is no code, and stands alone, may be a name.
  func match(code: String, name: String) -> UnitMatcher.Match {
    name.isEmpty && units.index(of: code) == nil
      ? matcher.match(code: "", name: code) : matcher.match(code: code, name: name)
  }

  /// What a record is that is about no unit: a total, the header once more, a note; nil for any other.
  func other<Field>(_ row: RecordFile<Field>.Row) -> OtherRow? {
    UnitMatcher.other(match(row), row.code, row.name, period: "") { row.rest }
  }

  /// The unit of a record, with what is to be said of how it is named.
  func unit<Field>(_ row: RecordFile<Field>.Row, _ diagnostics: inout [Diagnostic]) -> Index<Unit>?
  {
    unit(row, code: row.code, name: row.name, &diagnostics)
  }

  /// The same where code and name are known.
  func unit<Field>(
    _ row: RecordFile<Field>.Row, code: String, name: String, _ diagnostics: inout [Diagnostic]
  ) -> Index<Unit>? {
    let place = row.place(.unitCode)
    switch match(code: code, name: name) {
    case .unit(let unit), .notAssessed(let unit): return unit
    case .otherName(let unit):
      diagnostics.append(.otherName(name, units.units[unit], at: place))
      return unit
    case .otherTime(let unit):
      diagnostics.append(.nameOfOtherTime(name, units.units[unit], 1, at: place))
    case .byName(let unit):
      diagnostics.append(.unitByName(code, units.units[unit], 1, at: place))
      return unit
    case .several(let found):
      let called = name.isEmpty ? code : name
      diagnostics.append(.severalUnits(called, found.map { units.units[$0] }, 1, at: place))
    case .contradiction(let found):
      diagnostics.append(
        .contradictingUnits(code, name, found.map { units.units[$0] }, 1, at: place))
    case .personal(let number, _): diagnostics.append(.personalUnit(number, 1, at: place))
    case .tooLong: diagnostics.append(.longUnit(code, name, 1, at: place))
    case .other, .unknown, .nothing:
      let text = [code, name].filter { !$0.isEmpty }.joined(separator: " ")
      diagnostics.append(
        .unknownUnitOfRecord(text, known: units.units.flatMap { [$0.code, $0.name] }, at: place))
    }
    return nil
  }
}

/// The files of records of a run, those that there are.
package struct RecordSources: Sendable {
  private var sources: [RecordRole: FileSource] = [:]

  /// No files.
  package init() {}

  /// Asks for the file of each role.
  package init(_ source: (RecordRole) throws -> FileSource?) rethrows {
    for role in RecordRole.allCases { sources[role] = try source(role) }
  }

  /// The file of a role.
  package subscript(role: RecordRole) -> FileSource? {
    get { sources[role] }
    set { sources[role] = newValue }
  }

  /// The files that there are, in the order of their roles.
  package var all: [(role: RecordRole, source: FileSource)] {
    RecordRole.allCases.compactMap { role in sources[role].map { (role, $0) } }
  }
}

extension Records {
  /// Reads the files of a run for its set and for the sets whose scores it takes.
  ///
  /// A record goes to the sets that score units of its unit's level and know its target; a verified value to every set in
  /// which that level reports the item. What fits no set has no effect and is reported once, as the set says it that
  /// scores the unit's level, else as the first one does. A record that names no period is about the run's.
  /// - Parameters:
  ///   - sources: The files.
  ///   - scopes: The run's set, then the others.
  ///   - period: The period of the run.
  /// - Returns: The records of each set, and what is wrong with the files.
  package static func read(
    _ sources: RecordSources, for scopes: [RecordScope], period: Period
  ) -> (records: [Records], diagnostics: [Diagnostic]) {
    var scopes = scopes
    for index in scopes.indices { scopes[index].period = period }
    var records = scopes.map { _ in Records.none }
    var diagnostics: [Diagnostic] = []
    func read<Record>(
      _ found: (records: [[Record]], diagnostics: [Diagnostic]),
      into list: WritableKeyPath<Records, [Record]>
    ) {
      for index in scopes.indices { records[index][keyPath: list] += found.records[index] }
      diagnostics += found.diagnostics
    }
    func findings(_ source: FileSource, _ kind: RecordKind) {
      let found = Finding.read(source, kind, for: scopes)
      for (scope, findings) in zip(scopes, found.records) {
        diagnostics += findings.filter { !$0.counts(kind, in: period) }.map { finding in
          .notInForce(
            finding, kind, period, unit: scope.units.units[finding.unit].code,
            isException: kind == .waivers
              || scope.set.exemptions.contains { $0.id == finding.target })
        }
      }
      read(found, into: \.findings)
    }
    for (role, source) in sources.all {
      switch role {
      case .findings: findings(source, .findings)
      case .waivers: findings(source, .waivers)
      case .verified: read(Verification.read(source, for: scopes), into: \.verifications)
      case .overrides: read(Override.read(source, for: scopes), into: \.overrides)
      }
    }
    return (records, diagnostics)
  }
}

extension RecordFile {
  /// What stands above and below the records, for those who read the file.
  func remarks(_ scope: RecordScope) -> [String] {
    titles + rows.filter { scope.other($0) == .remark }.flatMap(\.texts)
  }

  /// Gives each record to the sets that it fits.
  /// - Parameters:
  ///   - scopes: The sets, the run's first.
  ///   - isOfAnyLevel: Whether a record may fit sets that score another level than its unit's.
  ///   - read: Reads a record for a set, or says why it does not fit.
  /// - Returns: What was read for each set; and of records that fit none, what one set says about them.
  func records<Record>(
    for scopes: [RecordScope], isOfAnyLevel: Bool = false,
    by read: (Row, RecordScope, inout [Diagnostic]) -> Record?
  ) -> (records: [[Record]], diagnostics: [Diagnostic]) {
    var records = [[Record]](repeating: [], count: scopes.count)
    var diagnostics = self.diagnostics
    if let scope = scopes.first, let run = scope.period,
      let row = rows.first(where: { $0.title != nil && $0.periodLabel.isEmpty }),
      let title = row.title,
      let told = title.diagnostic(
        title.meaning(scope.set.period, run: run), titleSource, run: run, at: row.place)
    {
      diagnostics.append(told)
    }
    if let note = doubtfulNote, let scope = scopes.first, let run = scope.period,
      let row = rows.first(where: { $0.periodLabel.isEmpty }),
      case .label(let label) = note.time.meaning(scope.set.period, run: run), label != run.label
    {
      diagnostics.append(.note(note.text.shown, isOther: false, run: run, at: row.place))
    }
    if Field.timeLabel == nil, let title, let scope = scopes.first, let run = scope.period,
      case .label(let label) = title.meaning(scope.set.period, run: run), label != run.label,
      !title.isWriting
    {
      diagnostics.append(title.besidesDays(run, at: rows.first?.place))
    }
    var others: [OtherRow: Int] = [:]
    var firstOther: Place?
    for row in rows {
      if let kind = scopes.first?.other(row) {
        if kind == .heading, !row.repeatsHeader {
          diagnostics.append(.secondTable(at: row.place))
          break
        }
        others[kind, default: 0] += 1
        firstOther = firstOther ?? row.place
        diagnostics += row.texts.filter(VoidNote.mayBe).map { .mayBeVoid($0, at: row.place) }
        continue
      }
      if let fault = row.fault {
        diagnostics.append(fault)
        continue
      }
      let (isVoid, told) = row.void
      diagnostics += told
      if isVoid { continue }
      let own = scopes.indices.filter { index in
        let scope = scopes[index]
        return scope.match(row).unit.map { scope.units.units[$0].level } == scope.level
      }
      let first = own.first ?? 0
      let asked = isOfAnyLevel ? Array(scopes.indices) : own.isEmpty ? [first] : own
      var isTaken = false
      var said: [Diagnostic] = []
      for index in asked {
        var found: [Diagnostic] = []
        if let record = read(row, scopes[index], &found) {
          records[index].append(record)
          // What is asked or noted of a record that counts, once.
          if !isTaken { diagnostics += found.filter { $0.severity != .error } }
          isTaken = true
        }
        if index == first { said = found }
      }
      if !isTaken { diagnostics += said }
      if isTaken, let scope = scopes.first, let unit = scope.match(row).unit,
        scope.replaced.contains(unit), let heir = scope.units.units[unit].heir
      {
        let units = scope.units
        diagnostics.append(
          .recordOfReplacedUnit(units.units[unit], by: units.units[heir], at: row.place(.unitCode)))
      }
    }
    if let firstOther { diagnostics.append(.otherRows(others, at: firstOther)) }
    return (records, diagnostics)
  }

  /// The same where a unit has one record for each target and period. A second one that says the same has no effect; of
  /// those that contradict one another none counts. Either is told.
  /// - Parameters:
  ///   - scopes: The sets, the run's first.
  ///   - isOfAnyLevel: Whether a record may fit sets that score another level than its unit's.
  ///   - read: Reads a record for a set, or says why it does not fit.
  ///   - agree: Whether two records say the same.
  ///   - contradicted: What stands in place of a record that others contradict; nil for nothing.
  ///   - told: Says of the record at the second place that there is another one.
  /// - Returns: What was read for each set; and of records that fit none, what one set says about them.
  func soleRecords<Record>(
    for scopes: [RecordScope], isOfAnyLevel: Bool = false,
    by read: (Row, RecordScope, inout [Diagnostic]) -> SoleRecord<Record>?,
    agree: (Record, Record) -> Bool, contradicted: (Record) -> Record?,
    told: (RecordClash, SoleRecord<Record>, Place, Place) -> Diagnostic
  ) -> (records: [[Record]], diagnostics: [Diagnostic]) {
    var (all, diagnostics) = records(for: scopes, isOfAnyLevel: isOfAnyLevel, by: read)
    var said: Set<Int> = []
    for index in all.indices {
      var earlier: [[String]: [Int]] = [:]
      var kept = [Record?](repeating: nil, count: all[index].count)
      for (number, entry) in all[index].enumerated() {
        kept[number] = entry.record
        let key = [entry.unit, entry.target]
        let rivals = (earlier[key] ?? []).filter { all[index][$0].overlaps(entry) }
        let others = rivals.filter { !agree(all[index][$0].record, entry.record) }
        for rival in others { kept[rival] = contradicted(all[index][rival].record) }
        if !others.isEmpty {
          kept[number] = contradicted(entry.record)
        } else if !rivals.isEmpty {
          kept[number] = nil
        }
        if let first = others.first ?? rivals.first, said.insert(entry.place.offset).inserted {
          let clash = others.isEmpty ? RecordClash.repeated : .contradicting
          diagnostics.append(told(clash, entry, all[index][first].place, entry.place))
        }
        earlier[key, default: []].append(number)
      }
      all[index] = zip(all[index], kept).compactMap { entry, record in
        record.map { entry.with($0) }
      }
    }
    return (all.map { $0.map(\.record) }, diagnostics)
  }
}

/// How two records about one thing are to one another.
enum RecordClash {
  /// They say the same.
  case repeated
  case contradicting
}

/// A record of which a unit has one for each target and period.
struct SoleRecord<Record> {
  var record: Record
  /// The code of its unit.
  var unit: String
  /// What it is about.
  var target: String
  var period: Period?
  var place: Place

  /// Whether there is a run in which both records count.
  func overlaps(_ other: SoleRecord) -> Bool {
    guard let period, let theirs = other.period else { return true }
    return period.contains(theirs) || theirs.contains(period)
  }

  /// The same with another record in its place.
  fileprivate func with(_ record: Record) -> SoleRecord {
    var result = self
    result.record = record
    return result
  }
}

extension RecordFile.Row {
  /// The period that a record is about; nil, and a diagnostic about the unit, where what it says of one cannot be used. A record
  /// that says nothing of it is about the run's, and a part of a year is of the run's year.
  ///
  /// It has the length of the set's periods, or `own`, such as that of an item with longer periods.
  func period(
    _ scope: RecordScope, orOf own: PeriodLength? = nil, unit: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Period?? {
    let text = periodLabel
    let length = scope.set.period
    if let run = scope.period, text.isEmpty {
      for note in timeNotes {
        guard case .label(let label) = note.time.meaning(own ?? length, run: run),
          label != run.label, own.flatMap({ _ in Period(label) })?.contains(run) != true
        else { continue }
        guard !note.isSure || note.subject != .all else {
          diagnostics.append(.badRecordPeriod(note.text.shown, length, unit: unit, at: place))
          return nil
        }
        diagnostics.append(.note(note.text.shown, isOther: false, run: run, at: place))
      }
    }
    if text.isEmpty {
      guard let title, let run = scope.period else { return .some(scope.period) }
      let isOwn = own != nil && title.period(in: run.year)?.length == own
      switch title.meaning(isOwn ? own ?? length : length, run: run) {
      case .none, .unsure, .asksForPeriod: return .some(run)
      case .label(let label):
        if let period = Period(label) { return period }
        diagnostics.append(.badRecordPeriod(label, length, unit: unit, at: place))
        return nil
      }
    }
    if let period = Period(
      TimeLabel(text)?.label(text, in: scope.period) ?? CellText.normal(text)),
      period.length == length || period.length == own
    {
      if isPeriodAside, let run = scope.period, period != run, !period.contains(run) {
        diagnostics.append(.recordOfOtherPeriod(text, run, unit: unit, at: place))
      }
      return period
    }
    diagnostics.append(.badRecordPeriod(text, length, unit: unit, at: periodPlace))
    return nil
  }
}

extension Diagnostic {
  /// A record is about a unit that became part of another within the period.
  static func recordOfReplacedUnit(_ unit: Unit, by heir: Unit, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.recordOfReplacedUnit, .error,
      Phrase(
        zh: "\(unit.title)在本期内并入了\(heir.title)，这条记录没有记到\(heir.title)名下",
        en:
          "\(unit.title) became part of \(heir.title) within the period: the record does not count for \(heir.title)"
      ),
      at: place,
      help: Phrase(
        zh: "对\(heir.title)也起作用的，单位改写为 \(heir.code)",
        en: "where it is to count there, write \(heir.code) as its unit"), unit: heir.code)
  }

  /// A record is about another period than the run's, by what stands in a column that no record has.
  static func recordOfOtherPeriod(
    _ text: String, _ run: Period, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.badRecordPeriod, .warning,
      Phrase(
        zh: "“\(text.shown)”不是 \(run.label)，这条记录在本次评价里不起作用",
        en: "'\(text.shown)' is not \(run.label): the record has no effect in this run"),
      at: place,
      help: Phrase(
        zh: "是本期的，改正这一格；不是的，不必处理",
        en: "correct the cell if the record is of the period; otherwise nothing has to be done"),
      unit: unit)
  }

  /// What stands for the period of a record is none that the set could have.
  static func badRecordPeriod(
    _ text: String, _ length: PeriodLength, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.badRecordPeriod, .error,
      Phrase(
        zh: "“\(text)”不是这套体系的期别，这条记录不起作用",
        en: "'\(text)' is no period of the set, the record has no effect"),
      at: place,
      help: Phrase(
        zh: "写成 \(length.example) 的样子，或空着：空着指本次评价的这一期",
        en: "write it like \(length.example), or leave it empty for the period of the run"),
      unit: unit)
  }
}
