package import Definitions
import FEEL
package import Formats
package import SourceText

extension Verification {
  /// Reads what an inspection established: CSV with `unit, target, value, by, document` and optionally `date, period`; the
  /// target is an item (its verified value) or a requirement whose points are given (its points).
  ///
  /// A record that is not whole, or says the same as another one, has no effect and a diagnostic; of two that differ neither counts,
  /// and the value is missing.
  package static func read(
    _ source: FileSource, for set: IndicatorSet, units: Registry
  ) -> (verifications: [Verification], diagnostics: [Diagnostic]) {
    read(RecordFile(source), for: set, units: units)
  }

  /// Takes what was established about one unit from a list of records with the same columns.
  package static func read(
    _ records: YAMLNode, of unit: String, for set: IndicatorSet, units: Registry
  ) -> (verifications: [Verification], diagnostics: [Diagnostic]) {
    read(RecordFile(records, of: unit), for: set, units: units)
  }

  private static func read(
    _ file: RecordFile<Field>, for set: IndicatorSet, units: Registry
  ) -> (verifications: [Verification], diagnostics: [Diagnostic]) {
    let (found, diagnostics) = read(file, for: [RecordScope(set, units: units)])
    return (found[0], diagnostics)
  }

  /// Reads what an inspection established for several sets (see `Records.read`).
  static func read(
    _ source: FileSource, for scopes: [RecordScope]
  ) -> (records: [[Verification]], diagnostics: [Diagnostic]) {
    read(RecordFile(source), for: scopes)
  }

  private static func read(
    _ file: RecordFile<Field>, for scopes: [RecordScope]
  ) -> (records: [[Verification]], diagnostics: [Diagnostic]) {
    // Items of one level may stand in several sets: what was verified about one counts in each.
    let remarks = scopes.first.map { file.remarks($0) } ?? []
    let found = file.soleRecords(for: scopes, isOfAnyLevel: true) { row, scope, found in
      verification(row, scope, remarks, &found).map {
        SoleRecord(
          record: $0, unit: scope.units.units[$0.unit].code, target: $0.target.id(in: scope.set),
          period: $0.period, place: row.place(.target))
      }
    } agree: {
      $0.target.agrees(with: $1.target)
    } contradicted: { record in
      // Of a value that was verified as two nobody can say what it is, whatever was reported.
      guard case .value(let item, _) = record.target else { return nil }
      let slot = Slot(rawValue: Int32(item))
      var record = record
      record.target = .value(item: item, .null(Null(.missing, slot: slot)))
      return record
    } told: {
      .clashingVerification($0, $1.target, first: $2, unit: $1.unit, at: $3)
    }
    guard let reading = scopes.first?.reading, let place = file.rows.first?.place else {
      return found
    }
    let unread = remarks.flatMap { reading.notes(in: $0) }.filter { note in
      note.measures.isEmpty && !reading.contradictsAnItem(note, among: nil)
    }
    return (
      found.records,
      found.diagnostics
        + unread.map { .unreadMeasure(CellText.written($0.text).shown, at: place) }
    )
  }

  private static func verification(
    _ row: RecordFile<Field>.Row, _ scope: RecordScope, _ remarks: [String],
    _ diagnostics: inout [Diagnostic]
  ) -> Verification? {
    let set = scope.set
    // Beside a code the measure may stand below 单位, where others have the name, and the unit where others have the measure.
    let bases = scope.reading.headings.bases
    let isMeasure = row.text(.measure).isEmpty && Measure(row.name)?.isKnown(bases) == true
    let name = isMeasure ? "" : row.name
    guard let unit = scope.unit(row, code: row.code, name: name, &diagnostics) else { return nil }
    var measure = isMeasure ? row.name : row.text(.measure)
    if scope.match(code: measure, name: "").unit == unit { measure = "" }
    let code = scope.units.units[unit].code
    guard row.states([.by, .document], unit: code, &diagnostics) else { return nil }
    var date: CalendarDate?
    if !row.text(.date).isEmpty {
      date = Finding.date(row, .date, unit: code, &diagnostics)
      if date == nil { return nil }
    }
    guard let target = target(row, scope, measure, remarks, unit: code, &diagnostics) else {
      return nil
    }
    let level = scope.units.units[unit].level
    var length = set.period
    if case .value(let item, _) = target {
      guard level == set.items[item].level ?? set.assesses else {
        diagnostics.append(
          .itemOfOtherLevel(set.items[item], level, assessed: set.assesses, at: row.place(.target)))
        return nil
      }
      length = set.items[item].period ?? length
    }
    guard let period = row.period(scope, orOf: length, unit: code, &diagnostics) else {
      return nil
    }
    return Verification(
      unit: unit, target: target, by: row.cited(.by), document: row.cited(.document),
      date: date, period: period, place: row.place(.value))
  }

  /// The name before the measure: of two columns 单位 the first names the unit.
  private enum Field: RecordField {
    case unit, target, value, by, document, date, period, name, measure, note

    static let unitCode = Field.unit
    static var unitName: Field? { .name }
    static var number: Field? { .value }
    static var timeLabel: Field? { .period }

    var column: RecordColumn {
      switch self {
      case .unit: .unit
      case .target:
        RecordColumn("target", "事项", "数据项", "要求", "item", "requirement", isRequired: true)
      case .value: RecordColumn("value", "核定值", "核实值", "评分", "points", isRequired: true)
      case .by: RecordColumn("by", "核定人", "评分人", isRequired: true)
      case .document: .document
      case .date: .date(isRequired: false)
      case .period: .period
      case .name: .unitName
      case .measure: RecordColumn("measure", "计量单位", "单位", "unit")
      case .note: .remark
      }
    }
  }

  private static func target(
    _ row: RecordFile<Field>.Row, _ scope: RecordScope, _ measure: String, _ remarks: [String],
    unit: String, _ diagnostics: inout [Diagnostic]
  ) -> Target? {
    let set = scope.set
    let name = row.text(.target)
    let text = row.text(.value)
    if let index = set.requirements.firstIndex(where: { $0.id == name }) {
      guard set.requirements[index].scoring.givenBy != nil else {
        diagnostics.append(.notGivenByAnyone(name, unit: unit, at: row.place(.target)))
        return nil
      }
      let most = set.requirements[index].points.number(digits: set.digits)
      guard let points = givenPoints(text), points >= .zero, points <= most else {
        diagnostics.append(
          .pointsOutOfRange(
            row.written(.value), name, most: most.description, unit: unit, at: row.place(.value)))
        return nil
      }
      return .points(requirement: index, points)
    }
    let item = set.items.firstIndex {
      $0.isReported
        && [$0.name, $0.code, $0.title].contains { $0.map { CellText.agree($0, name) } ?? false }
    }
    guard let item else {
      let known = set.items.map(\.name) + set.requirements.map(\.id)
      diagnostics.append(
        .unknownVerified(row.written(.target), known: known, unit: unit, at: row.place(.target)))
      return nil
    }
    if set.items[item].type == .table {
      diagnostics.append(.verifiedTable(set.items[item].name, unit: unit, at: row.place(.target)))
      return nil
    }
    let definition = set.items[item]
    let reading = scope.reading
    let own = reading.stated([measure], remarks: [row.text(.note)], item: item)
    let around = remarks.flatMap { reading.notes(around: $0) }
      .filter { reading.speaks($0, of: nil, besides: []) }
    let (stated, measure) = reading.stated(
      [own], within: [MeasureScope(notes: around)], item: item)
    // Only a unit may leave a cell empty for a zero: an inspection that found none says so.
    let read =
      text.isEmpty ? ReadValue(Cell(.blank)) : reading.values.read(text, item: item, stated)
    if let told = Diagnostic.stated(stated, measure, of: definition, at: row.place(.measure)) {
      diagnostics.append(told)
    }
    if let problem = read.problem, read.cell.hasValue {
      diagnostics.append(
        .value(problem, row.written(.value), of: definition, at: row.place(.value), unit: unit))
    }
    guard let value = value(read, definition) else {
      let place = row.place(.value)
      let told = read.problem.map {
        Diagnostic.value($0, row.written(.value), of: definition, at: place, unit: unit)
      }
      diagnostics.append(
        .unreadableVerified(
          row.written(.value), definition.name, advice: told?.help, unit: unit, at: place))
      return nil
    }
    return .value(item: item, value)
  }

  /// Points as a scorer writes them, with 分 behind them or without.
  private static func givenPoints(_ text: String) -> Number? {
    Number(decimal: text.hasSuffix("分") ? CellText.normal(String(text.dropLast())) : text)
  }

  private static func value(_ read: ReadValue, _ item: Item) -> Value? {
    let block = RowBlock(
      files: [PlacedFile("")], rows: [RowBlock.Row(unit: Index(0), offset: 0, line: 1)],
      cells: [read.cell],
      stride: 1, texts: [read.text ?? ""], origins: .points([]))
    let value = block.value(0, 0, of: item)
    return value.isNull ? nil : value
  }
}

extension Verification.Target {
  /// Whether two say the same of one thing.
  fileprivate func agrees(with other: Verification.Target) -> Bool {
    switch (self, other) {
    case (.value(_, let value), .value(_, let theirs)): value.equals(theirs) == true
    case (.points(_, let points), .points(_, let theirs)): points == theirs
    case (.value, .points), (.points, .value): false
    }
  }

  /// The name of the item or the id of the requirement.
  fileprivate func id(in set: IndicatorSet) -> String {
    switch self {
    case .value(let item, _): set.items[item].name
    case .points(let requirement, _): set.requirements[requirement].id
    }
  }
}

extension Diagnostic {
  /// A second record about one thing: it says the same, or contradicts the first.
  static func clashingVerification(
    _ clash: RecordClash, _ target: String, first: Place, unit: String, at place: Place
  ) -> Diagnostic {
    let label = Label(first, Phrase(zh: "另一条在这里", en: "the other one"))
    switch clash {
    case .repeated:
      return Diagnostic(
        Code.repeatedVerification, .warning,
        Phrase(
          zh: "“\(target)”有两条相同的核定，只算一条",
          en: "'\(target)' is verified twice with the same value, which counts once"),
        at: place, related: [label],
        help: Phrase(zh: "只保留一条", en: "keep one of them"), unit: unit, item: target)
    case .contradicting:
      return Diagnostic(
        Code.contradictingVerifications, .error,
        Phrase(
          zh: "“\(target)”有两条不同的核定，都没有采用，按缺数据处理",
          en:
            "'\(target)' is verified with two different values: neither is used, it is missing"
        ),
        at: place, related: [label],
        help: Phrase(zh: "只保留有效的一条", en: "keep the one that is in force"), unit: unit, item: target)
    }
  }

  static func notGivenByAnyone(_ id: String, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.pointsNotGiven, .error,
      Phrase(
        zh: "要求 \(id) 由规则计分，不能直接给分",
        en: "the points of '\(id)' follow from its rule and cannot be given"),
      at: place, help: Phrase(zh: "核定它的数据项", en: "verify its items instead"), unit: unit,
      item: id)
  }

  static func pointsOutOfRange(
    _ text: String, _ id: String, most: String, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.givenPointsOutOfRange, .error,
      Phrase(
        zh: "\(id) 的评分应在 0 至 \(most) 之间，填的是“\(text)”",
        en: "expected 0 to \(most) points for '\(id)', found '\(text)'"), at: place,
      help: Phrase(zh: "改正评分", en: "correct the points"), unit: unit, item: id)
  }

  static func unknownVerified(
    _ name: String, known: [String], unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.unknownVerifiedTarget, .error,
      Phrase(
        zh: "指标体系里没有数据项或要求“\(name)”", en: "no item or requirement '\(name)' in the set"),
      at: place,
      help: Phrase.didYouMean(suggestions(for: name, among: known))
        ?? Phrase(zh: "写数据项的名称、代码或要求的编号", en: "write an item's name or code, or a requirement's id"),
      unit: unit, item: name)
  }

  static func verifiedTable(_ name: String, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.verifiedTable, .error,
      Phrase(
        zh: "“\(name)”是明细表，不能核定成一个值",
        en: "'\(name)' is a table of records and cannot be verified as a value"), at: place,
      help: Phrase(
        zh: "让单位改正记录后重新报送，或由评分人直接评分",
        en: "have the records corrected and handed in again, or have the points given"), unit: unit,
      item: name)
  }

  /// What was verified cannot be read; `advice` says what is wrong with it, where that is known.
  static func unreadableVerified(
    _ text: String, _ item: String, advice: Phrase?, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.unreadableVerifiedValue, .error,
      Phrase(
        zh: "“\(item)”的核定值无法读取：“\(text)”",
        en: "the verified value of '\(item)' cannot be read: '\(text)'"),
      at: place,
      help: advice ?? Phrase(zh: "按数据项的类型填写", en: "write it as the item's type asks"),
      unit: unit, item: item)
  }
}
