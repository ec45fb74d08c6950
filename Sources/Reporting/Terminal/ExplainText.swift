package import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

/// Renders one score of one unit down to rule lines and cells: what `explain` prints.
///
/// Everything that it takes to work the score out on paper is there. Other units are passed over.
package struct ExplainRenderer: UnitRenderer {
  private let context: ReportContext
  /// The index of the unit in the registry.
  private let unit: Int
  /// The index of the requirement.
  private let requirement: Int

  package init(_ context: ReportContext, unit: Int, requirement: Int) {
    self.context = context
    self.unit = unit
    self.requirement = requirement
  }

  package func start() -> String { "" }

  package func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout String) {
    guard unit.index == self.unit else { return }
    var view = UnitView(unit, context)
    let facts = view.facts(requirement, &scorer)
    let records = facts.cells.map { scorer.records(ofTable: $0.item) }
    output += ExplainText(requirement, facts, records, view.gaps(), unit, context)
      .text(trace: scorer.trace(of: requirement))
  }
}

/// The trace of one score as text.
private struct ExplainText {
  let index: Int
  let facts: RequirementFacts
  /// For each cell the records of its table.
  let records: [[Value]]
  let gap: Gap?
  let unit: ScoredUnit
  let context: ReportContext

  init(
    _ index: Int, _ facts: RequirementFacts, _ records: [[Value]], _ gaps: [Gap],
    _ unit: ScoredUnit, _ context: ReportContext
  ) {
    self.index = index
    self.facts = facts
    self.records = records
    gap = gaps.first { $0.source == .requirement(index) }
    self.unit = unit
    self.context = context
  }

  private var requirement: Requirement { context.set.requirements[index] }
  private var outcome: Outcome { unit.assessment.outcomes[index] }

  func text(trace: [TraceStep]) -> String {
    var lines = head
    section(Phrase(zh: "规则", en: "rule"), ruleLines, &lines)
    section(Phrase(zh: "数据", en: "data"), dataLines, &lines)
    section(Phrase(zh: "计算", en: "working"), workingLines(trace), &lines)
    section(Phrase(zh: "得分", en: "points"), resultLines, &lines)
    section(Phrase(zh: "汇总", en: "sums"), sumLines, &lines)
    section(Phrase(zh: "失分", en: "lost"), gapLines, &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: Phrase, _ body: [String], _ lines: inout [String]) {
    guard !body.isEmpty else { return }
    lines.append("")
    lines.append(context.text(title))
    lines += body.map { "  " + $0 }
  }

  private func text(zh: String, en: String) -> String { context.text(Phrase(zh: zh, en: en)) }

  private var head: [String] {
    let task = requirement.task.map { context.set.tasks[$0] }
    return [
      "\(requirement.id) \(requirement.title)",
      [
        "\(unit.unit.name)(\(unit.unit.code))", context.period.label,
        task.map { "\($0.id) \($0.title)" } ?? "",
        text(
          zh: "分值 \(context.text(requirement.points))",
          en: "\(context.text(requirement.points)) points"),
      ].filter { !$0.isEmpty }.joined(separator: "  "),
    ]
  }

  private var ruleLines: [String] {
    var lines: [String] = []
    for place in rulePlaces {
      lines.append(place.lineDescription)
      if !place.excerpt.trimmed.isEmpty { lines.append("    " + place.excerpt.trimmed) }
    }
    if let value = requirement.value {
      lines.append(text(zh: "指标值：\(value.text)", en: "value: \(value.text)"))
    }
    if !facts.target.isEmpty {
      lines.append(text(zh: "目标：\(facts.target)", en: "target: \(facts.target)"))
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
  private var rulePlaces: [Place] {
    var places = [requirement.rule]
    switch requirement.scoring {
    case .lines(let lines), .bands(let lines): places += lines.map(\.place)
    case .table(let table): places += table.rows.map(\.place)
    case .linear, .given, .met, .places: break
    }
    var seen: Set<String> = []
    return places.filter { seen.insert($0.lineDescription).inserted }
  }

  private var dataLines: [String] {
    let names = facts.cells.map { context.set.items[$0.item].name }
    let values = facts.cells.map(reportedValue)
    let nameWidth = names.map(\.displayWidth).max() ?? 0
    let valueWidth = values.map(\.displayWidth).max() ?? 0
    var lines: [String] = []
    for (index, cell) in facts.cells.enumerated() {
      let place = cell.place?.description ?? ""
      let line =
        names[index].padded(to: nameWidth) + " = "
        + values[index].padded(to: valueWidth, right: true) + "  " + place
      lines.append(line.trimmed)
      if let rolledUp = cell.rolledUp { lines += self.below(rolledUp) }
      lines += recordLines(cell.item, records[index])
      guard let verification = cell.verification, case .value(_, let value) = verification.target
      else { continue }
      let source =
        "\(verification.by) \(verification.document)  \(verification.place.lineDescription)"
      lines.append(
        text(zh: "  核定为 \(value.words)  \(source)", en: "  verified as \(value.words)  \(source)"))
    }
    return lines
  }

  /// The units below with their values: what an item came together from.
  private func below(_ rolledUp: RolledUp) -> [String] {
    let width = rolledUp.below.map { $0.unit.name.displayWidth }.max() ?? 0
    let coverage = rolledUp.coverage
    return [
      text(
        zh: "    \(coverage.expected) 个下级单位报了 \(coverage.known) 个",
        en: "    \(coverage.known) of \(coverage.expected) units below")
    ]
      + rolledUp.below.map { unit, value in
        "      \(unit.code)  \(unit.name.padded(to: width))  "
          + (value.isNull ? "(\(context.text(DataState.missing.phrase)))" : value.words)
      }
  }

  private func reportedValue(_ cell: CellFacts) -> String {
    if let rolledUp = cell.rolledUp, !rolledUp.value.isNull { return rolledUp.value.words }
    let state = DataState(cell.kind)
    guard state == .reported else { return "(\(context.text(state.phrase)))" }
    if let records = unit.block.records(unit.row, cell.item) {
      return text(
        zh: "\(records.count) 条记录", en: records.count == 1 ? "1 record" : "\(records.count) records"
      )
    }
    let item = context.set.items[cell.item]
    return item.words(unit.block.value(unit.row, cell.item, of: item))
  }

  /// The records of a table, each with its number and its place.
  private func recordLines(_ item: Int, _ values: [Value]) -> [String] {
    guard let records = unit.block.records(unit.row, item),
      let table = context.set.items[item].table, records.count == values.count
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

  private func workingLines(_ trace: [TraceStep]) -> [String] {
    var lines = trace.telling(context.language)
    lines.append(context.text(Phrase(facts.why)))
    return lines
  }

  private var resultLines: [String] {
    let earned = context.text(outcome.earned)
    let ruled = context.text((outcome.replaced ?? outcome).earned)
    let status = context.text(outcome.phrase)
    var lines: [String] = []
    if case .overridden(let index, let replaced) = outcome.cause {
      let override = unit.overrides[index]
      let (before, now) = (context.text(replaced.earned), context.text(outcome.earned))
      lines.append(
        text(
          zh:
            "按规则得 \(before) 分；改判为 \(now) 分：\(override.source.text(.zh))  \(override.place.lineDescription)",
          en:
            "\(before) by the rule; \(now) decided: \(override.source.text(.en))  \(override.place.lineDescription)"
        ))
    }
    if let sum = unrounded {
      lines.append(
        text(
          zh:
            "\(sum) → \(ruled)（限于 0 到 \(context.text(requirement.points))，四舍五入到 \(context.set.digits) 位小数）",
          en:
            "\(sum) → \(ruled) (kept within 0 and \(context.text(requirement.points)), rounded half up to \(context.set.digits) digits)"
        ))
    }
    lines.append(
      text(
        zh: "得 \(earned) 分，应得 \(context.text(outcome.base)) 分：\(status)",
        en: "\(earned) of \(context.text(outcome.base)) points: \(status)"))
    if outcome.isOpen {
      lines.append(
        text(
          zh: "数据补齐后在 \(context.text(outcome.worst)) 到 \(context.text(outcome.best)) 之间",
          en:
            "between \(context.text(outcome.worst)) and \(context.text(outcome.best)) once it is known"
        ))
    }
    return lines
  }

  /// The arithmetic from what each line moved to the points before they are rounded; nil where there is none to show.
  private var unrounded: String? {
    let points = requirement.points.number(digits: context.set.digits)
    switch outcome.cause.byRule {
    case .lines(let effects):
      guard case .lines(let lines) = requirement.scoring, !effects.isEmpty else { return nil }
      let start = lines.contains { $0.direction == .earn } ? Number.zero : points
      let terms = effects.map {
        ($0.moved.isNegative ? " - " : " + ") + $0.moved.magnitude.exactText
      }
      let sum = effects.reduce(start) { $0 + $1.moved }
      return "\(start.exactText)\(terms.joined()) = \(sum.exactText)"
    case .linear(let share):
      return "\(points.exactText) × \(share.exactText) = \((points * share).exactText)"
    default: return nil
    }
  }

  private var sumLines: [String] {
    let set = context.set
    let assessment = unit.assessment
    var lines: [String] = []
    if let group = requirement.group,
      let result = assessment.groups.first(where: { $0.group == group })
    {
      lines.append(
        text(
          zh:
            "\(set.groups[group].id) \(set.groups[group].title)：各项合计 \(context.text(result.rows))，按组内规定计 \(context.text(result.earned))",
          en:
            "\(set.groups[group].id) \(set.groups[group].title): the rows add up to \(context.text(result.rows)), the group counts \(context.text(result.earned))"
        ))
    }
    if let task = requirement.task {
      let result = assessment.tasks[task]
      lines.append(
        text(
          zh:
            "\(set.tasks[task].id) \(set.tasks[task].title)：\(context.text(result.earned)) / \(context.text(result.base))",
          en:
            "\(set.tasks[task].id) \(set.tasks[task].title): \(context.text(result.earned)) of \(context.text(result.base))"
        ))
    }
    let view = UnitView(unit, context)
    let scorer = Scorer(context.plan)
    let further = context.plan.column(of: assessment).compactMap { row -> String? in
      guard let further = view.furtherRow(row, scorer), further.kind != "cap" else {
        return nil
      }
      return
        "\(context.text(further.title)) \(context.text(further.points)):\(context.text(further.why))"
    }
    lines += further
    lines.append(
      text(
        zh: "总分 \(context.text(assessment.total))", en: "total \(context.text(assessment.total))"))
    return lines
  }

  private var gapLines: [String] {
    guard let gap else { return [] }
    var lines = [
      text(
        zh: "失 \(context.text(gap.lost)) 分；达到后总分增加 \(context.text(gap.win)) 分",
        en: "\(context.text(gap.lost)) lost; its repair adds \(context.text(gap.win)) to the total")
        + (gap.win == .zero ? context.text(Gap.winsNothing) : "")
    ]
    if !facts.distance.isEmpty, facts.distance != "0" {
      lines.append(text(zh: "离目标差 \(facts.distance)", en: "\(facts.distance) away from the target"))
    }
    if !gap.blocks.isEmpty {
      let gates = gap.blocks.map { context.set.gates[$0].shortTitle }.joined(separator: "、")
      lines.append(text(zh: "影响门槛：\(gates)", en: "stands in the way of: \(gates)"))
    }
    if let lead = requirement.lead {
      lines.append(text(zh: "牵头：\(lead)", en: "lead: \(lead)"))
    }
    if let remedy = requirement.remedy {
      lines.append(text(zh: "怎么办：\(remedy)", en: "what to do: \(remedy)"))
    }
    return lines
  }
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
