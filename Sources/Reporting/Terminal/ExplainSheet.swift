import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// What `explain` prints of one unit, section by section: what all its answers have in common.
struct ExplainSheet {
  let unit: UnitReport
  let context: ReportContext
  /// Total and gates, computed and decided.
  let result: FinalResult
  private var lines: [String] = []

  init(_ unit: UnitReport, _ context: ReportContext) {
    self.unit = unit
    self.context = context
    result = FinalResult(unit.assessment, unit.overrides, context.set.gates)
  }

  var set: IndicatorSet { context.set }
  var assessment: UnitAssessment { unit.assessment }

  /// Everything that was added.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// What it is about, then the unit, the period and a few words more.
  mutating func addHead(_ title: String, _ words: [String]) {
    lines =
      context.sampleLines + [
        title,
        ([
          text(
            zh: "\(unit.unit.name)（\(unit.unit.code)）", en: "\(unit.unit.name) (\(unit.unit.code))"),
          context.period.label,
        ] + words)
        .filter { !$0.isEmpty }.joined(separator: "  "),
      ]
  }

  /// A heading and what stands under it; nothing where that is empty.
  mutating func addSection(zh: String, en: String, _ body: [String]) {
    guard !body.isEmpty else { return }
    lines.append("")
    lines.append(text(zh: zh, en: en))
    lines += body.map { "  " + $0 }
  }

  func text(zh: String, en: String) -> String { context.text(Phrase(zh: zh, en: en)) }

  /// The total, and between what it may lie.
  var totalLine: String {
    let total = context.text(result.total)
    return text(zh: "总分 \(total)", en: "total \(total)")
      + (result.besideTotal(context).map(context.text) ?? "")
  }

  /// Places of a definition with what stands there.
  func quote(_ places: [Place]) -> [String] {
    places.flatMap { place in
      [place.lineDescription]
        + (place.excerpt.trimmed.isEmpty ? [] : ["    " + place.excerpt.trimmed])
    }
  }

  /// The rule of a requirement or adjustment: where it stands, its value, its target, where it comes from.
  func ruleLines(_ requirement: Requirement, target: String) -> [String] {
    var lines = quote(rulePlaces(requirement))
    if let value = requirement.value {
      lines.append(text(zh: "指标值：\(value.text)", en: "value: \(value.text)"))
    }
    if !target.isEmpty {
      lines.append(text(zh: "目标：\(target)", en: "target: \(target)"))
    }
    let provenance = context.text(requirement.provenance.phrase)
    let source = requirement.source.flatMap { $0 == provenance ? nil : $0 }
    lines.append(
      text(
        zh: "出处：\(provenance)" + (source.map { "（\($0)）" } ?? ""),
        en: "provenance: \(provenance)" + (source.map { " (\($0))" } ?? "")))
    return lines
  }

  /// The line where the score begins, then those of its lines that stand elsewhere, each once.
  private func rulePlaces(_ requirement: Requirement) -> [Place] {
    var seen: Set<String> = []
    return ([requirement.rule] + requirement.scoring.written).filter {
      seen.insert($0.lineDescription).inserted
    }
  }

  /// The cells that were read, with what came together from below and the records of tables.
  func dataLines(_ cells: [CellFacts]) -> [String] {
    let names = cells.map { context.set.items[$0.item].name }
    let values = cells.map(reportedValue)
    let nameWidth = names.columnWidth
    let valueWidth = values.columnWidth
    var lines: [String] = []
    for (index, cell) in cells.enumerated() {
      let place = cell.place?.description ?? ""
      let item = context.set.items[cell.item]
      let line =
        names[index].padded(to: nameWidth) + " = "
        + values[index].padded(to: valueWidth, right: true) + "  " + place
      lines.append(line.trimmed)
      if let rolledUp = cell.rolledUp {
        lines += self.below(rolledUp.coverage.known, of: rolledUp.coverage.expected, rolledUp.below)
      }
      for call in cell.below {
        if let asked = call.text { lines.append("    children(\(asked))") }
        let known = call.below.count { !$0.value.isNull }
        lines += self.below(known, of: call.below.count, call.below)
      }
      lines += recordLines(cell)
      guard let verification = cell.verification, case .value(_, let value) = verification.target
      else { continue }
      let source =
        "\(verification.by) \(verification.document)  \(verification.place.lineDescription)"
      let verified = Phrase(zh: "  核定为 ", en: "  verified as ") + item.phrase(value)
      lines.append(context.text(verified) + "  " + source)
    }
    return lines
  }

  /// The units below with their values: what an item came together from.
  private func below(
    _ known: Int, of expected: Int, _ values: [(unit: Unit, value: Value)]
  ) -> [String] {
    let width = values.map(\.unit.name).columnWidth
    return [
      text(
        zh: "    \(expected) 个下级单位报了 \(known) 个", en: "    \(known) of \(expected) units below")
    ]
      + values.map { unit, value in
        "      \(unit.code)  \(unit.name.padded(to: width))  " + context.text(value.wordsBelow)
      }
  }

  private func reportedValue(_ cell: CellFacts) -> String {
    if let value = cell.taken ?? cell.rolledUp?.value, !value.isNull {
      return context.text(set.items[cell.item].phrase(value))
    }
    if cell.verification == nil, cell.state == .incomplete {
      return "(\(context.text(DataState.incomplete.phrase)))"
    }
    if !cell.below.isEmpty, cell.state == .rolledUp { return "" }
    return context.text(cell.reported.words(set.items[cell.item]))
  }

  /// The records of a table, each with its number and its place.
  private func recordLines(_ cell: CellFacts) -> [String] {
    let values = cell.records
    guard let records = cell.reported.records, let table = set.items[cell.item].table,
      records.count == values.count
    else { return [] }
    let shown = values.prefix(Self.mostRecords).enumerated().map { index, record in
      let number = text(zh: "记录\(index + 1)", en: "record \(index + 1)")
      let columns = table.entries(of: record).map { "\($0.name) \($0.words)" }
      return
        "  \(number)  \(columns.joined(separator: ", "))  \(records.place(of: index).description)"
    }
    let more = values.count - shown.count
    return more > 0 ? shown + [text(zh: "  …… 另有 \(more) 条", en: "  … and \(more) more")] : shown
  }

  /// The most records of a table that are listed.
  private static let mostRecords = 50
}

extension [TraceStep] {
  /// The steps a line each; a constant that is its own value tells nothing.
  func telling(_ language: Language) -> [String] {
    filter { $0.what.text(language) != $0.working.text(language) }.map { step in
      let indent = String(repeating: "  ", count: step.depth)
      let rule = step.rule.map { "  [\($0.lineDescription)]" } ?? ""
      return "\(indent)\(step.what.text(language)) → \(step.working.text(language))\(rule)"
    }
  }
}
