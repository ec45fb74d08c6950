import Assessment
import Definitions
import FEEL
import SourceText
import Submissions

extension ExplainSheet {
  /// Why a requirement has its points.
  mutating func addRequirement(
    _ index: Index<Requirement>, _ facts: RuleFacts, _ gap: Gap?
  ) {
    let requirement = set.requirements[index]
    let task = requirement.task.map { set.tasks[$0] }
    addHead(
      "\(requirement.id) \(requirement.title)",
      [
        task.map { "\($0.id) \($0.title)" } ?? "",
        text(
          zh: "分值 \(context.text(requirement.points))",
          en: "\(context.text(requirement.points)) points"),
      ])
    addSection(zh: "规则", en: "rule", ruleLines(requirement, target: facts.target))
    addSection(zh: "数据", en: "data", dataLines(facts.cells))
    addSection(
      zh: "计算", en: "working",
      steps(.requirement(index)) + [context.text(facts.why)])
    addSection(
      zh: "得分", en: "points", resultLines(requirement, assessment.outcomes[index]))
    addSection(zh: "汇总", en: "sums", sumLines(requirement))
    addSection(
      zh: "失分", en: "lost", gapLines(gap, distance: facts.distance, requirement))
  }

  /// Why an adjustment moves the total by what it does.
  mutating func addAdjustment(
    _ index: Int, _ facts: RuleFacts, _ gap: Gap?
  ) {
    let adjustment = set.adjustments[index]
    let result = assessment.adjustments[index]
    addHead(
      "\(adjustment.id) \(adjustment.title)",
      [text(zh: "加扣分 \(signed(result.moved))", en: "adjustment \(signed(result.moved))")])
    addSection(zh: "规则", en: "rule", ruleLines(adjustment, target: facts.target))
    addSection(zh: "数据", en: "data", dataLines(facts.cells))
    addSection(
      zh: "计算", en: "working",
      steps(.adjustment(index)) + [context.text(facts.why)])
    addSection(zh: "变动", en: "moved", movedLines(result))
    addSection(
      zh: "汇总", en: "sums",
      [
        text(
          zh: "加扣分以前的得分 \(context.text(assessment.score))",
          en: "score before adjustments \(context.text(assessment.score))")
      ] + furtherLines)
    addSection(zh: "失分", en: "lost", gapLines(gap, distance: "", adjustment))
  }

  /// The steps of the arithmetic, as far as they tell something.
  private func steps(_ subject: RuleSubject) -> [String] {
    (unit.working[subject]?.steps ?? []).telling(context.language)
  }

  private func signed(_ points: Points) -> String {
    points == .zero ? context.text(points) : context.signed(points)
  }

  /// What the lines moved together, rounded; and between what it may lie while something is missing.
  private func movedLines(_ result: AdjustmentResult) -> [String] {
    var lines: [String] = []
    if case .lines(let effects) = result.cause, !effects.isEmpty {
      let (sum, moved, digits) = (effects.sum(from: .zero), signed(result.moved), set.digits)
      lines.append(
        text(
          zh: "\(sum) → \(moved)（四舍五入到 \(digits) 位小数）",
          en: "\(sum) → \(moved) (rounded half up to \(digits) digits)"))
    }
    let isJudged = ![.missing, .notApplicable].contains(result.outcome)
    let state = isJudged ? nil : result.outcome.phrase
    lines.append(
      text(
        zh: "总分变动 \(signed(result.moved))" + (state.map { "：\($0.text(.zh))" } ?? ""),
        en: "moves the total by \(signed(result.moved))"
          + (state.map { ": \($0.text(.en))" } ?? "")))
    if result.worst != result.best {
      let worst = result.worst.map(signed) ?? text(zh: "无下限", en: "no limit")
      let best = result.best.map(signed) ?? text(zh: "无上限", en: "no limit")
      lines.append(
        text(
          zh: "数据补齐后在 \(worst) 到 \(best) 之间", en: "between \(worst) and \(best) once it is known"))
    }
    return lines
  }

  private func resultLines(_ requirement: Requirement, _ outcome: Outcome) -> [String] {
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
    let points = requirement.points.number(digits: context.set.digits)
    if let sum = requirement.scoring.inWords.arithmetic(outcome.cause.byRule, of: points) {
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
    if outcome.worst != outcome.best {
      lines.append(
        text(
          zh: "数据补齐后在 \(context.text(outcome.worst)) 到 \(context.text(outcome.best)) 之间",
          en:
            "between \(context.text(outcome.worst)) and \(context.text(outcome.best)) once it is known"
        ))
    }
    return lines
  }

  /// The requirement in its group and task, then the total.
  private func sumLines(_ requirement: Requirement) -> [String] {
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
    return lines + furtherLines
  }

  /// What comes between the points and the total, then the total.
  private var furtherLines: [String] {
    let view = UnitView(unit, context)
    let further = context.plan.column(of: assessment).compactMap { row -> String? in
      guard let further = view.furtherRow(row), further.kind != "cap" else {
        return nil
      }
      return
        "\(context.text(further.title)) \(context.text(further.points))\(text(zh: "：", en: ": "))\(context.text(further.why))"
    }
    return further + [totalLine]
  }

  private func gapLines(
    _ gap: Gap?, distance: String, _ requirement: Requirement
  ) -> [String] {
    guard let gap else { return [] }
    let win = gap.win >= .zero ? gap.win : -gap.win
    var lines = [
      text(
        zh: "失 \(context.text(gap.lost)) 分；达到后总分"
          + (gap.win >= .zero ? "增加" : "反而减少") + " \(context.text(win)) 分",
        en: "\(context.text(gap.lost)) lost; its repair "
          + (gap.win >= .zero ? "adds \(context.text(win)) to" : "takes \(context.text(win)) from")
          + " the total")
        + (gap.note(set).map { context.text($0) } ?? "")
    ]
    if !distance.isEmpty, distance != "0" {
      lines.append(text(zh: "离目标差 \(distance)", en: "\(distance) away from the target"))
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
