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

  package init(
    findings: [Finding] = [], verifications: [Verification] = [], overrides: [Override] = []
  ) {
    self.findings = findings
    self.verifications = verifications
    self.overrides = overrides
  }

  /// The records that are about a period. Findings and waivers carry the days from and until which they count, and are
  /// all among them.
  package func about(_ period: Period) -> Records {
    Records(
      findings: findings,
      verifications: verifications.filter { $0.period?.contains(period) ?? true },
      overrides: overrides.filter { $0.period?.contains(period) ?? true })
  }

  /// The records with their units in another registry; those about units that it does not have are left out.
  package func moved(from units: Registry, to others: Registry) -> Records {
    func move<Record>(_ records: [Record], _ unit: WritableKeyPath<Record, Int>) -> [Record] {
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
  /// The period that records are about which name none; nil where there is no run.
  fileprivate(set) var period: Period?

  /// - Parameters:
  ///   - set: The set, with the targets that there are.
  ///   - units: The units that there are.
  ///   - level: The level that is scored; nil for the one that the set assesses.
  package init(_ set: IndicatorSet, units: Registry, level: Level? = nil) {
    self.set = set
    self.units = units
    self.level = level ?? set.assesses
  }
}

/// The files of records of a run, those that there are.
package struct RecordSources: Sendable {
  package var findings: FileSource?
  package var waivers: FileSource?
  package var verified: FileSource?
  package var overrides: FileSource?

  package init(
    findings: FileSource? = nil, waivers: FileSource? = nil, verified: FileSource? = nil,
    overrides: FileSource? = nil
  ) {
    self.findings = findings
    self.waivers = waivers
    self.verified = verified
    self.overrides = overrides
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
    var records = scopes.map { _ in Records() }
    var diagnostics: [Diagnostic] = []
    for (source, kind) in [
      (sources.findings, RecordKind.findings), (sources.waivers, .waivers),
    ] {
      guard let source else { continue }
      let (read, found) = Finding.read(source, kind, for: scopes)
      for index in scopes.indices {
        records[index].findings += read[index]
        let scope = scopes[index]
        diagnostics += read[index].filter { !$0.counts(kind, in: period) }.map { finding in
          .notInForce(
            finding, kind, period, unit: scope.units.units[finding.unit].code,
            isException: kind == .waivers
              || scope.set.exemptions.contains { $0.id == finding.target })
        }
      }
      diagnostics += found
    }
    if let source = sources.verified {
      let (read, found) = Verification.read(source, for: scopes)
      for index in scopes.indices { records[index].verifications = read[index] }
      diagnostics += found
    }
    if let source = sources.overrides {
      let (read, found) = Override.read(source, for: scopes)
      for index in scopes.indices { records[index].overrides = read[index] }
      diagnostics += found
    }
    return (records, diagnostics)
  }
}

extension RecordFile {
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
    for row in rows {
      let own = scopes.indices.filter { index in
        let units = scopes[index].units
        return units.unit(called: row.text(0)).map { units.units[$0].level } == scopes[index].level
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
    }
    return (records, diagnostics)
  }

  /// The same where a unit has one record for each target and period: a second one has no effect and is told.
  /// - Parameters:
  ///   - scopes: The sets, the run's first.
  ///   - isOfAnyLevel: Whether a record may fit sets that score another level than its unit's.
  ///   - read: Reads a record for a set, with its unit, target and period, or says why it does not fit.
  ///   - repeated: Says that a target has a record: the target, the first one's place, the unit's code, the second one's place.
  /// - Returns: What was read for each set; and of records that fit none, what one set says about them.
  func firstRecords<Record>(
    for scopes: [RecordScope], isOfAnyLevel: Bool = false,
    by read: (Row, RecordScope, inout [Diagnostic]) -> (
      Record, unit: Int, target: String, period: Period?
    )?,
    repeated: (String, Place, String, Place) -> Diagnostic
  ) -> (records: [[Record]], diagnostics: [Diagnostic]) {
    var seen: [String: Place] = [:]
    return records(for: scopes, isOfAnyLevel: isOfAnyLevel) { row, scope, found -> Record? in
      guard let (record, unit, target, period) = read(row, scope, &found) else { return nil }
      let code = scope.units.units[unit].code
      let key = "\(scope.set.id) \(code) \(target) \(period?.label ?? "")"
      if let first = seen[key] {
        found.append(repeated(target, first, code, row.place(1)))
        return nil
      }
      seen[key] = row.place(1)
      return record
    }
  }
}

extension RecordFile.Row {
  /// The period in a column: nil within where it is empty; nil, and a diagnostic about the unit, where it cannot be used.
  ///
  /// It has the length of the set's periods, or `own`, such as that of an item with longer periods.
  func period(
    _ column: Int, _ length: PeriodLength, orOf own: PeriodLength? = nil, unit: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Period?? {
    let text = text(column)
    if text.isEmpty { return .some(nil) }
    if let period = Period(text), period.length == length || period.length == own { return period }
    diagnostics.append(.badRecordPeriod(text, length, unit: unit, at: place(column)))
    return nil
  }
}

extension Registry {
  /// The index of the unit with a code or, without one, of the only one with the name.
  func unit(called text: String) -> Int? {
    let found = units(called: text)
    return found.count == 1 ? found[0] : nil
  }

  /// The index of the unit with a code or, without one, of all with the name, be it a former or another one.
  func units(called text: String) -> [Int] {
    if let unit = index(of: text) { return [unit] }
    let key = CellText.key(text)
    return key.isEmpty
      ? []
      : units.indices.filter { unit in
        ([units[unit].name] + units[unit].aliases).contains { CellText.key($0) == key }
      }
  }
}

extension Diagnostic {
  /// What stands for the period of a record is none that the set could have.
  static func badRecordPeriod(
    _ text: String, _ length: PeriodLength, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      "bad-record-period", .error,
      Phrase(
        zh: "“\(text)”不是这套体系的期别,这条记录不起作用",
        en: "'\(text)' is no period of the set, the record has no effect"),
      at: place,
      help: Phrase(
        zh: "写成 \(length.example) 的样子,或空着:空着指本次评价的这一期",
        en: "write it like \(length.example), or leave it empty for the period of the run"),
      unit: unit)
  }
}
