package import Assessment
package import Definitions
package import SourceText
package import Submissions

/// Renders what a district sees when it checks its own file: total, gates, gaps by points to win, near misses.
package struct CheckRenderer: UnitRenderer {
  private let context: ReportContext
  /// The gate that the district wants to pass (index); nil for all.
  private let gate: Index<Gate>?
  private let color: Bool

  package init(_ context: ReportContext, gate: Index<Gate>? = nil, color: Bool = false) {
    self.context = context
    self.gate = gate
    self.color = color
  }

  package func needs(of unit: Index<Unit>) -> ReportNeeds { ReportNeeds(facts: .all, gaps: true) }

  package func start() -> String { "" }

  package func add(_ unit: UnitReport, to output: inout String) {
    if !output.isEmpty { output += "\n" }
    var sheet = CheckText(UnitView(unit, context), context, gate, color)
    output += sheet.text()
  }

  /// The problems of what was handed in, each with its place; empty where there are none.
  package static func problems(
    _ diagnostics: [Diagnostic], language: Language, color: Bool = false
  ) -> String {
    guard !diagnostics.isEmpty else {
      return Phrase(zh: "数据没有发现问题", en: "no problems in the data").text(language) + "\n"
    }
    let count = diagnostics.sorted().count
    let head = Phrase(zh: "数据问题 \(count) 条", en: "\(count) problems in the data").text(language)
    let body = TextRenderer(language: language, color: color).render(diagnostics, limit: .max)
    return Tint.strong.paint(head, color) + "\n\n" + body
  }
}

/// The self-check of one unit as text.
private struct CheckText {
  var view: UnitView
  let context: ReportContext
  let gate: Index<Gate>?
  let color: Bool
  /// So many gaps are told in full.
  private static let told = 20

  init(_ view: UnitView, _ context: ReportContext, _ gate: Index<Gate>?, _ color: Bool) {
    self.view = view
    self.context = context
    self.gate = gate
    self.color = color
  }

  private var set: IndicatorSet { context.set }
  private var assessment: UnitAssessment { view.assessment }

  private func text(zh: String, en: String) -> String { context.text(Phrase(zh: zh, en: en)) }

  mutating func text() -> String {
    var lines = head()
    if !set.gates.isEmpty { lines += ["", heading(zh: "门槛", en: "gates")] + gateLines }
    lines += planLines
    lines += gapLines()
    lines += nearLines()
    lines += viewLines
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(zh: String, en: String) -> String {
    Tint.strong.paint(text(zh: zh, en: en), color)
  }

  private func head() -> [String] {
    let unit = view.unit.unit
    let total = context.text(view.result.total)
    let besideTotal = view.result.besideTotal(context).map(context.text) ?? ""
    let full = context.text(set.points)
    var lines =
      context.sampleLines + [
        Tint.strong.paint(unit.name, color)
          + text(zh: "（\(unit.code)）", en: " (\(unit.code))")
          + "  \(context.period.label)  \(set.title)",
        "",
        text(zh: "总分 ", en: "total ") + Tint.strong.paint(total, color) + besideTotal
          + text(zh: "（满分 \(full)）", en: " of \(full)"),
      ]
    if assessment.worstTotal != assessment.bestTotal {
      let worst = context.text(assessment.worstTotal)
      let best = context.text(upTo: assessment.bestTotal)
      lines.append(
        text(
          zh: "未定的数据补齐后，总分在 \(worst) 到 \(best) 之间",
          en: "between \(worst) and \(best) once everything is known"))
    }
    if let then = view.unit.projection?.assessment.total {
      lines.append(
        text(zh: "达到计划值后预期 ", en: "projected with the planned values: ")
          + Tint.strong.paint(context.text(then), color))
    }
    let proposal = Proposal(view.result)
    for override in view.unit.overrides where override.isDecision {
      lines.append(context.text(override.beside(proposal, context)))
    }
    lines.append(
      text(
        zh:
          "应报 \(assessment.required) 项，已报 \(assessment.reported) 项；缺数据的要求、加扣分和迹象 \(assessment.missing) 项",
        en:
          "items reported: \(assessment.reported) of \(assessment.required); without data: \(assessment.missing)"
      ))
    for (index, result) in assessment.adjustments.enumerated() where result.outcome == .missing {
      let adjustment = set.adjustments[index]
      let why = view.unit.facts(adjustment: index).why.text(context.language)
      lines.append("  ? \(adjustment.id) \(adjustment.title)" + text(zh: "：", en: ": ") + why)
    }
    for (index, state) in assessment.vetoes.enumerated() where state == .unknown {
      lines.append("  ? " + context.text(Obstacle.words(set.vetoes[index], state)))
    }
    return lines
  }

  private var gateLines: [String] {
    let width = set.gates.map(\.shortTitle).columnWidth
    let shown = set.gates.indices.filter { gate == nil || gate == $0 }
    return shown.flatMap { index in
      let result = assessment.gates[index]
      let verdict = view.result.verdicts[index]
      let beside = view.result.beside(gate: index).map(context.text) ?? ""
      let word = "\(verdict.sign) \(context.text(verdict.phrase))"
      let title = set.gates[index].shortTitle.padded(to: width)
      let steps = result.steps(self.set.gates[index], self.set, of: assessment).map {
        "    · " + context.text($0)
      }
      let over = context.plan.skipped(by: index, assessment).words(self.set)
      let note = over.map { text(zh: "，", en: ", ") + context.text($0) } ?? ""
      return ["  \(title)  " + verdict.tint.paint(word, color) + beside + note] + steps
    }
  }

  /// Gates now and then, and what every task is made of where the plan or missing data move it.
  private var planLines: [String] {
    guard let projection = view.unit.projection else { return [] }
    let then = projection.assessment
    var lines = ["", heading(zh: "计划：现在 → 预期", en: "the plan: now → then")]
    lines.append(
      "  " + text(zh: "总分 ", en: "total ")
        + "\(context.text(assessment.total)) → \(context.text(then.total))")
    for (index, gate) in self.set.gates.indexed {
      let now = assessment.gates[index].verdict
      let later = then.gates[index].verdict
      lines.append(
        "  \(gate.shortTitle) "
          + now.tint.paint("\(now.sign) \(context.text(now.phrase))", color) + " → "
          + later.tint.paint("\(later.sign) \(context.text(later.phrase))", color))
    }
    lines.append(
      "  " + text(zh: "全部：", en: "all: ")
        + context.text(projection.whole.words(digits: self.set.digits)))
    for (task, breakdown) in zip(self.set.tasks, projection.tasks)
    where breakdown.planned != .zero || breakdown.unanswered != .zero {
      lines.append(
        "  \(task.id) \(task.title)" + text(zh: "：", en: ": ")
          + context.text(breakdown.words(digits: self.set.digits)))
    }
    for (index, requirement) in self.set.requirements.indexed
    where projection.requirements[index].planned != .zero {
      let moved = projection.requirements[index].planned
      lines.append(
        "    \(requirement.id) \(requirement.title) "
          + "\(context.text(assessment.outcomes[index].earned)) → \(context.text(then.outcomes[index].earned))"
          + " (\(moved < .zero ? "" : "+")\(context.text(moved)))")
    }
    return lines
  }

  /// Each view on a line: the share of each part that stands above all others, and of what the view does not cover.
  private var viewLines: [String] {
    mutating get {
      let results = view.views()
      guard !results.isEmpty else { return [] }
      var lines = ["", heading(zh: "按其他视角看得分率", en: "the same points in other views")]
      for (view, result) in zip(self.set.views, results) {
        var words = zip(view.parts, result.parts).filter { $0.0.parent == nil }.map { part, sum in
          "\(part.title) " + (sum.shareText ?? text(zh: "不适用", en: "not applicable"))
        }
        if let share = result.rest.shareText {
          words.append(text(zh: "不归任何分项 \(share)", en: "in no part \(share)"))
        }
        lines.append(
          "  \(view.title)" + text(zh: "：", en: ": ")
            + words.joined(separator: text(zh: "，", en: ", ")))
      }
      return lines
    }
  }

  private mutating func gapLines() -> [String] {
    let gaps = view.unit.gaps.filter { gap in
      gate.map { gate in gap.blocks.contains(gate) || gap.win > .zero } ?? true
    }
    guard !gaps.isEmpty else { return ["", heading(zh: "没有失分", en: "no points are lost")] }
    let win = gaps.reduce(Points.zero) { $0 + $1.lost }
    var lines = [
      "",
      heading(
        zh: "失分清单：\(gaps.count) 项，共 \(context.text(win)) 分，按补上能得的分排列",
        en: "gaps: \(gaps.count), \(context.text(win)) points, most to win first"),
    ]
    for gap in gaps.prefix(CheckText.told) { lines += self.lines(gap) }
    let more = gaps.count - CheckText.told
    if more > 0 {
      let left = gaps.dropFirst(CheckText.told).reduce(Points.zero) { $0 + $1.win }
      lines.append(
        text(
          zh: "  …… 其余 \(more) 项，各项补上共得 \(context.text(left)) 分",
          en: "  … and \(more) more, \(context.text(left)) points one by one"))
    }
    return lines
  }

  private mutating func lines(_ gap: Gap) -> [String] {
    let requirement: Requirement
    let facts: RuleFacts
    switch gap.source {
    case .requirement(let index):
      requirement = self.set.requirements[index]
      facts = view.unit.facts(index)
    case .adjustment(let index):
      requirement = self.set.adjustments[index]
      facts = view.unit.facts(adjustment: index)
    }
    let plus = context.signed(gap.win)
    var lines = ["  \(plus.padded(to: 6, right: true))  \(requirement.id) \(requirement.title)"]
    let margin = String(repeating: " ", count: 10)
    lines.append(margin + context.text(facts.why) + (gap.note(set).map { context.text($0) } ?? ""))
    lines += facts.verified(context.set).map { margin + context.text($0) }
    let lead = [
      requirement.lead.map { text(zh: "牵头 \($0)", en: "lead: \($0)") },
      requirement.due.map { text(zh: "期限 \($0)", en: "due: \($0)") },
      gap.blocks.isEmpty
        ? nil
        : text(zh: "影响门槛 ", en: "in the way of ")
          + gap.blocks.map { set.gates[$0].shortTitle }.joined(separator: "、"),
    ].compactMap { $0 }
    if !lead.isEmpty { lines.append(margin + lead.joined(separator: text(zh: "；", en: "; "))) }
    if let remedy = requirement.remedy { lines.append(margin + "→ " + remedy) }
    if !facts.source.isEmpty { lines.append(margin + Tint.quiet.paint(facts.source, color)) }
    return lines
  }

  /// What lies within a hair of its target, and gates within a point.
  private mutating func nearLines() -> [String] {
    var missed: [String] = []
    var reached: [String] = []
    for index in set.requirements.indices {
      let facts = view.unit.facts(index)
      guard let nearness = facts.nearness else { continue }
      let requirement = set.requirements[index]
      let line = text(
        zh: "  \(requirement.id) \(requirement.title)：现为 \(facts.value)，目标 \(facts.target)",
        en:
          "  \(requirement.id) \(requirement.title): \(facts.value), the target is \(facts.target)")
      switch nearness {
      case .missed: missed.append(line)
      case .reached: reached.append(line)
      }
    }
    var lines: [String] = []
    let gates = view.nearGates.map { "  " + context.text($0) }
    if !gates.isEmpty {
      lines += ["", heading(zh: "离门槛不到 1 分", en: "within a point of a gate")] + gates
    }
    if !missed.isEmpty {
      lines += ["", heading(zh: "只差一点（1% 以内）", en: "short by less than 1%")] + missed
    }
    if !reached.isEmpty {
      lines += ["", heading(zh: "刚刚达到（1% 以内，宜核实）", en: "reached by less than 1%: check")] + reached
    }
    return lines
  }
}
