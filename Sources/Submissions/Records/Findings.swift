package import Definitions
import FEEL
package import Formats
package import SourceText

/// The files of recorded decisions beside the submissions.
package enum RecordKind: Sendable {
  /// Findings of authorities: targets are vetoes and exemptions.
  case findings
  /// Waivers: targets are requirements.
  case waivers
}

extension Finding {
  /// Reads findings or waivers: CSV with `unit, target, authority, document, date` and optionally `until, reason`.
  ///
  /// A record that is not whole has no effect and a diagnostic: nothing decides about a unit that cannot be cited.
  package static func read(
    _ source: FileSource, _ kind: RecordKind, for set: IndicatorSet, units: Registry
  ) -> (findings: [Finding], diagnostics: [Diagnostic]) {
    read(RecordFile<Field>(source), kind, for: set, units: units)
  }

  /// Takes findings or waivers about one unit from a list of records with the same columns.
  package static func read(
    _ records: YAMLNode, of unit: String, _ kind: RecordKind, for set: IndicatorSet,
    units: Registry
  ) -> (findings: [Finding], diagnostics: [Diagnostic]) {
    read(RecordFile<Field>(records, of: unit), kind, for: set, units: units)
  }

  private static func read(
    _ file: RecordFile<Field>, _ kind: RecordKind, for set: IndicatorSet, units: Registry
  ) -> (findings: [Finding], diagnostics: [Diagnostic]) {
    let (found, diagnostics) = file.records(for: [RecordScope(set, units: units)]) {
      finding($0, kind, $1, &$2)
    }
    return (found[0], diagnostics)
  }

  /// Reads findings or waivers for several sets (see `Records.read`).
  static func read(
    _ source: FileSource, _ kind: RecordKind, for scopes: [RecordScope]
  ) -> (records: [[Finding]], diagnostics: [Diagnostic]) {
    RecordFile<Field>(source).records(for: scopes) { finding($0, kind, $1, &$2) }
  }

  private static func finding(
    _ row: RecordFile<Field>.Row, _ kind: RecordKind, _ scope: RecordScope,
    _ diagnostics: inout [Diagnostic]
  ) -> Finding? {
    guard let unit = scope.unit(row, &diagnostics) else { return nil }
    let code = scope.units.units[unit].code
    guard check(row, kind, scope.set, unit: code, &diagnostics),
      let date = date(row, .date, unit: code, &diagnostics)
    else { return nil }
    var until: CalendarDate?
    if !row.text(.until).isEmpty {
      until = self.date(row, .until, unit: code, &diagnostics)
      guard let until else { return nil }
      guard until >= date else {
        diagnostics.append(.endsBeforeItBegins(unit: code, at: row.place(.until)))
        return nil
      }
    }
    return Finding(
      unit: unit, target: row.text(.target), authority: row.cited(.authority),
      document: row.cited(.document), date: date, until: until, reason: row.cited(.reason),
      place: row.place)
  }

  private enum Field: RecordField {
    case unit, target, authority, document, date, until, reason, name

    static let unitCode = Field.unit
    static var unitName: Field? { .name }

    var column: RecordColumn {
      switch self {
      case .unit: .unit
      case .target: RecordColumn("target", "事项", "编号", isRequired: true)
      case .authority:
        RecordColumn("authority", "认定机关", "批准机关", "批准人", "approver", isRequired: true)
      case .document: .document
      case .date: .date("认定日期", "生效日期", isRequired: true)
      case .until: RecordColumn("until", "有效期至", "截止日期", "止")
      case .reason: RecordColumn("reason", "理由", "说明", "原因")
      case .name: .unitName
      }
    }
  }

  private static func check(
    _ row: RecordFile<Field>.Row, _ kind: RecordKind, _ set: IndicatorSet, unit: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    let target = row.text(.target)
    var finders: [String] = []
    let known: [String]
    switch kind {
    case .waivers: known = set.requirements.map(\.id)
    case .findings:
      known = set.vetoes.map(\.id) + set.exemptions.map(\.id)
      finders =
        set.vetoes.first { $0.id == target }?.foundBy
        ?? set.exemptions.first { $0.id == target }?.foundBy ?? []
    }
    guard known.contains(target) else {
      diagnostics.append(
        .unknownTarget(row.written(.target), kind, known: known, unit: unit, at: row.place(.target))
      )
      return false
    }
    guard row.states([.authority, .document], unit: unit, &diagnostics) else { return false }
    if !finders.isEmpty, !finders.contains(where: { CellText.agree($0, row.text(.authority)) }) {
      diagnostics.append(
        .notTheAuthority(
          row.written(.authority), target, known: finders, unit: unit, at: row.place(.authority)))
      return false
    }
    return true
  }

  /// The date in a column; a diagnostic where there is none.
  static func date<Field>(
    _ row: RecordFile<Field>.Row, _ column: Field, unit: String, _ diagnostics: inout [Diagnostic]
  ) -> CalendarDate? {
    let text = row.text(column)
    if case .day(let days) = WrittenDate.read(text),
      let date = CalendarDate(daysSinceEpoch: days)
    {
      return date
    }
    diagnostics.append(
      text.isEmpty
        ? .incompleteRecord(row, column, unit: unit)
        : .badRecordDate(row.written(column), unit: unit, at: row.place(column)))
    return nil
  }
}

extension RecordFile.Row {
  /// Whether something stands in each of some columns; where nothing does, a diagnostic says so.
  func states(_ columns: [Field], unit: String, _ diagnostics: inout [Diagnostic]) -> Bool {
    let empty = columns.filter { cited($0).isEmpty }
    diagnostics += empty.map { .incompleteRecord(self, $0, unit: unit) }
    return empty.isEmpty
  }

  /// That a column is empty, or what stands there as good as nothing, and what it leads to.
  func saysNothing(in column: Field) -> Phrase {
    let (heading, text) = (heading(column), written(column).shown)
    let (zh, en) = (heading.text(.zh), heading.text(.en))
    return text.isEmpty
      ? Phrase(zh: "“\(zh)”一栏没有填，这条记录不起作用", en: "'\(en)' is empty, the record has no effect")
      : Phrase(
        zh: "“\(zh)”一栏填的是“\(text)”，等于没有填，这条记录不起作用",
        en: "'\(text)' under '\(en)' is as good as empty, the record has no effect")
  }
}

extension Diagnostic {
  static func unknownUnitOfRecord(_ text: String, known: [String], at place: Place) -> Diagnostic {
    let near = suggestions(for: text, among: known)
    return Diagnostic(
      Code.unknownUnitOfRecord, .error,
      text.isEmpty
        ? Phrase(
          zh: "没有写是哪个单位，这条记录不起作用", en: "the record names no unit and has no effect")
        : Phrase(
          zh: "名录里没有单位“\(text)”，这条记录不起作用",
          en: "unknown unit '\(text)', the record has no effect"),
      at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(
          zh: "写单位的代码、名称或名录里的别名", en: "write the unit's code, its name or an alias of the registry"),
      unit: text)
  }

  static func unknownTarget(
    _ target: String, _ kind: RecordKind, known: [String], unit: String, at place: Place
  ) -> Diagnostic {
    let near = suggestions(for: target, among: known)
    let list = Phrase.list(Array(known.prefix(20)))
    let what =
      switch kind {
      case .findings: Phrase(zh: "否决项或免检项", en: "veto or exemption")
      case .waivers: Phrase(zh: "要求", en: "requirement")
      }
    return Diagnostic(
      Code.unknownTarget, .error,
      Phrase(
        zh: "指标体系里没有\(what.text(.zh))“\(target)”，这条记录不起作用",
        en: "no \(what.text(.en)) '\(target)' in the set, the record has no effect"), at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "可用的编号：\(list.text(.zh))", en: "known: \(list.text(.en))"), unit: unit,
      item: target)
  }

  static func notTheAuthority(
    _ authority: String, _ target: String, known: [String], unit: String, at place: Place
  ) -> Diagnostic {
    let list = Phrase.list(known)
    return Diagnostic(
      Code.notTheAuthority, .error,
      Phrase(
        zh: "“\(authority)”无权认定 \(target)，这条记录不起作用",
        en: "'\(authority)' cannot find \(target), the record has no effect"), at: place,
      help: Phrase(zh: "认定机关应为：", en: "found by: ") + list, unit: unit, item: target)
  }

  /// A record that leaves out a column without which it does not count.
  static func incompleteRecord<Field>(
    _ row: RecordFile<Field>.Row, _ column: Field, unit: String
  ) -> Diagnostic {
    let needed = Field.allCases.filter(\.column.isRequired).map { row.heading($0) }
    let list = Phrase.list(needed)
    return Diagnostic(
      Code.incompleteRecord, .error, row.saysNothing(in: column), at: row.place(column),
      help: Phrase(zh: "每条记录都要写明：\(list.text(.zh))", en: "a record needs \(list.text(.en))"),
      unit: unit)
  }

  static func badRecordDate(_ text: String, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.badRecordDate, .error,
      Phrase(zh: "“\(text)”不是日期，这条记录不起作用", en: "'\(text)' is no date, the record has no effect"),
      at: place, help: Phrase(zh: "写成 2021-06-30", en: "write it as 2021-06-30"), unit: unit)
  }

  /// A record that does not count in the period: it has ended, or has not begun.
  static func notInForce(
    _ finding: Finding, _ kind: RecordKind, _ period: Period, unit: String, isException: Bool
  ) -> Diagnostic {
    let (target, label) = (finding.target, period.label)
    let what =
      switch kind {
      case .waivers: Phrase(zh: "要求 \(target) 的豁免", en: "the waiver of '\(target)'")
      case .findings: Phrase(zh: "对 \(target) 的认定", en: "the finding of '\(target)'")
      }
    let when: Phrase
    if finding.date > period.lastDay {
      let day = finding.date.description
      when = Phrase(
        zh: "从 \(day) 起才有效，\(label) 不适用", en: " counts from \(day) on, not in \(label)")
    } else {
      let day = finding.until?.description ?? ""
      when = Phrase(
        zh: "有效期到 \(day) 为止，\(label) 已失效", en: " ended on \(day) and has no effect in \(label)")
    }
    return Diagnostic(
      Code.recordNotInForce, isException ? .warning : .note, what + when, at: finding.place,
      help: kind == .waivers
        ? Phrase(
          zh: "豁免要在评价期的最后一天有效；确要延长的，补办文件后改日期",
          en: "a waiver must be in force on the last day of the period; extend it by a new document"
        )
        : Phrase(zh: "不是本期的，不用处理", en: "nothing to do where it is about another period"),
      unit: unit, item: target)
  }

  static func endsBeforeItBegins(unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.endsBeforeItBegins, .error,
      Phrase(zh: "有效期早于认定日期，这条记录不起作用", en: "'until' lies before 'date', the record has no effect"),
      at: place, help: Phrase(zh: "核对两个日期", en: "check both dates"), unit: unit)
  }
}
