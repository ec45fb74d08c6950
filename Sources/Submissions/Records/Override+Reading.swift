package import Definitions
import FEEL
package import Formats
package import SourceText

extension Override {
  /// Reads overrides: CSV or YAML with `unit, target, value, by, document, date, reason` and optionally `period`; the
  /// target is a requirement (its points), `total`, a gate (`passed` or `failed`) or `grade` (a gate, or `none`).
  ///
  /// A record that is not whole, or says the same as another one, has no effect and a diagnostic; of two that differ neither has.
  package static func read(
    _ source: FileSource, for set: IndicatorSet, units: Registry
  ) -> (overrides: [Override], diagnostics: [Diagnostic]) {
    let (overrides, diagnostics) = read(source, for: [RecordScope(set, units: units)])
    return (overrides[0], diagnostics)
  }

  /// Takes what was decided about one unit from a list of records with the same columns.
  package static func read(
    _ records: YAMLNode, of unit: String, for set: IndicatorSet, units: Registry
  ) -> (overrides: [Override], diagnostics: [Diagnostic]) {
    let file = RecordFile<Field>(records, of: unit)
    let (overrides, diagnostics) = read(file, for: [RecordScope(set, units: units)])
    return (overrides[0], diagnostics)
  }

  /// Reads overrides for several sets (see `Records.read`).
  static func read(
    _ source: FileSource, for scopes: [RecordScope]
  ) -> (records: [[Override]], diagnostics: [Diagnostic]) {
    read(RecordFile(source), for: scopes)
  }

  private static func read(
    _ file: RecordFile<Field>, for scopes: [RecordScope]
  ) -> (records: [[Override]], diagnostics: [Diagnostic]) {
    file.soleRecords(for: scopes) { row, scope, found in
      override(row, scope, &found).map {
        SoleRecord(
          record: $0, unit: scope.units.units[$0.unit].code, target: $0.target.id(in: scope.set),
          period: $0.period, place: row.place(.target))
      }
    } agree: {
      $0.target == $1.target
    } contradicted: { _ in
      nil
    } told: {
      .clashingOverride($0, $1.target, first: $2, unit: $1.unit, at: $3)
    }
  }

  private static func override(
    _ row: RecordFile<Field>.Row, _ scope: RecordScope, _ diagnostics: inout [Diagnostic]
  ) -> Override? {
    guard let unit = scope.unit(row, &diagnostics) else { return nil }
    let code = scope.units.units[unit].code
    guard row.states([.by, .document, .reason], unit: code, &diagnostics),
      let date = Finding.date(row, .date, unit: code, &diagnostics),
      let period = row.period(scope, unit: code, &diagnostics),
      let target = target(row, scope.set, unit: code, &diagnostics)
    else { return nil }
    return Override(
      unit: unit, target: target, by: row.cited(.by), document: row.cited(.document), date: date,
      reason: row.cited(.reason), period: period, place: row.place(.value))
  }

  private enum Field: RecordField {
    case unit, target, value, by, document, date, reason, period, name

    static let unitCode = Field.unit
    static var unitName: Field? { .name }
    static var number: Field? { .value }
    static var timeLabel: Field? { .period }

    var column: RecordColumn {
      switch self {
      case .unit: .unit
      case .target: RecordColumn("target", "事项", "要求", "编号", isRequired: true)
      case .value: RecordColumn("value", "改为", "决定", "decision", isRequired: true)
      case .by: RecordColumn("by", "决定人", "改判人", "职务", isRequired: true)
      case .document: .document
      case .date: .date("决定日期", isRequired: true)
      case .reason: RecordColumn("reason", "理由", "原因", isRequired: true)
      case .period: .period
      case .name: .unitName
      }
    }
  }

  private static func target(
    _ row: RecordFile<Field>.Row, _ set: IndicatorSet, unit: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Target? {
    let name = row.text(.target)
    let text = row.text(.value)
    func points(most: Points) -> Points? {
      let highest = most.number(digits: set.digits)
      guard let number = Number(decimal: text), number >= .zero, number <= highest,
        let units = number.roundedHalfUp(digits: set.digits)
      else {
        diagnostics.append(
          .overrideOutOfRange(
            row.written(.value), name, most: most.text(digits: set.digits), unit: unit,
            at: row.place(.value)))
        return nil
      }
      return Points(units: units)
    }
    func unknown(_ known: [String]) {
      diagnostics.append(
        .unknownDecision(row.written(.value), name, known: known, unit: unit, at: row.place(.value))
      )
    }
    if let index = set.requirements.firstIndex(where: { $0.id == name }) {
      return points(most: set.requirements[index].points).map {
        .points(requirement: index, $0)
      }
    }
    if name == "total" || name == "总分" {
      return points(most: max(set.points, set.totalAtMost ?? .zero)).map { .total($0) }
    }
    if name == "grade" || name == "等次" {
      if let index = set.gates.firstIndex(where: { $0.id == text || CellText.agree($0.title, text) }
      ) {
        return .grade(index)
      }
      if text == "none" || text == "无" { return .grade(nil) }
      unknown(set.gates.map(\.id) + ["none"])
      return nil
    }
    if let index = set.gates.firstIndex(where: { $0.id == name }) {
      switch text {
      case "passed", "通过": return .gate(index, isPassed: true)
      case "failed", "未过", "不通过": return .gate(index, isPassed: false)
      default:
        unknown(["passed", "failed"])
        return nil
      }
    }
    let known = ["total", "grade"] + set.gates.map(\.id) + set.requirements.map(\.id)
    diagnostics.append(.unknownOverride(name, known: known, unit: unit, at: row.place(.target)))
    return nil
  }
}

extension Override.Target {
  /// What it decides, as one writes it.
  fileprivate func id(in set: IndicatorSet) -> String {
    switch self {
    case .points(let requirement, _): set.requirements[requirement].id
    case .total: "total"
    case .gate(let gate, _): set.gates[gate].id
    case .grade: "grade"
    }
  }
}

extension Diagnostic {
  /// A second override of one thing: it says the same, or contradicts the first.
  static func clashingOverride(
    _ clash: RecordClash, _ target: String, first: Place, unit: String, at place: Place
  ) -> Diagnostic {
    let label = Label(first, Phrase(zh: "另一条在这里", en: "the other one"))
    switch clash {
    case .repeated:
      return Diagnostic(
        Code.repeatedOverride, .warning,
        Phrase(
          zh: "对 \(target) 有两条相同的改判，只算一条",
          en: "'\(target)' is overridden twice in the same way, which counts once"),
        at: place, related: [label],
        help: Phrase(zh: "只保留一条", en: "keep one of them"), unit: unit, item: target)
    case .contradicting:
      return Diagnostic(
        Code.contradictingOverrides, .error,
        Phrase(
          zh: "对 \(target) 有两条不同的改判，都不起作用",
          en: "'\(target)' is overridden in two different ways, neither has an effect"),
        at: place, related: [label],
        help: Phrase(zh: "只保留有效的一条", en: "keep the one that is in force"), unit: unit, item: target)
    }
  }

  static func unknownOverride(
    _ name: String, known: [String], unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.unknownOverrideTarget, .error,
      Phrase(
        zh: "“\(name)”不是要求、门槛、total 或 grade，这条记录不起作用",
        en: "'\(name)' is no requirement, gate, 'total' or 'grade', the record has no effect"),
      at: place,
      help: Phrase.didYouMean(suggestions(for: name, among: known))
        ?? Phrase(
          zh: "写要求或门槛的编号，或 total（总分）、grade（等次）",
          en: "write the id of a requirement or gate, or total, or grade"),
      unit: unit, item: name)
  }

  static func overrideOutOfRange(
    _ text: String, _ id: String, most: String, unit: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.overrideOutOfRange, .error,
      Phrase(
        zh: "\(id) 应改为 0 至 \(most) 之间的分数，填的是“\(text)”，这条记录不起作用",
        en: "expected 0 to \(most) points for '\(id)', found '\(text)', the record has no effect"),
      at: place, help: Phrase(zh: "改正分数", en: "correct the points"), unit: unit, item: id)
  }

  static func unknownDecision(
    _ text: String, _ id: String, known: [String], unit: String, at place: Place
  ) -> Diagnostic {
    let list = Phrase.list(known)
    return Diagnostic(
      Code.unknownDecision, .error,
      Phrase(
        zh: "对 \(id) 的决定“\(text)”无法识别，这条记录不起作用",
        en: "unknown decision '\(text)' on '\(id)', the record has no effect"),
      at: place, help: Phrase(zh: "可写：", en: "expected one of ") + list, unit: unit, item: id
    )
  }
}
