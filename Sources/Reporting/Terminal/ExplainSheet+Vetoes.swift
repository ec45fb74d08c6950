import Assessment
import Definitions
import SourceText
import Submissions

extension ExplainSheet {
  /// Why a veto is found, asked, unknown or none: the findings on record, the sign in the data, and what follows.
  mutating func addVeto(_ index: Int) {
    let veto = set.vetoes[index]
    let state = assessment.vetoes[index]
    addHead("\(veto.id) \(veto.title)", [context.text(state.phrase)])
    addSection(
      zh: "规则", en: "rule",
      quote([veto.place])
        + [
          text(
            zh: "由 \(veto.foundBy.joined(separator: "、")) 认定",
            en: "found by \(veto.foundBy.joined(separator: ", "))")
        ] + sourceLine(veto.source))
    addSection(zh: "认定", en: "findings", findingLines(veto))
    let working = unit.working[.veto(index)]
    addSection(zh: "数据", en: "data", dataLines(working?.cells ?? []))
    addSection(
      zh: "迹象", en: "sign", (working?.steps ?? []).telling(context.language))
    addSection(zh: "为什么", en: "why", [stateWords(state, veto)])
    addSection(
      zh: "后果", en: "effects",
      veto.effects.map { context.text($0.words(set)) }
        + [state == .found ? totalLine : text(zh: "没有认定，不起作用", en: "without a finding, none")])
  }

  /// The findings about the unit, those that are not in force with the reason.
  private func findingLines(_ veto: Veto) -> [String] {
    let own = context.findings.filter { $0.unit == unit.index && $0.target == veto.id }
    guard !own.isEmpty else {
      return [text(zh: "没有认定记录", en: "nothing on record")]
    }
    return own.map { finding in
      let until = finding.until.map { text(zh: " 至 \($0.isoText)", en: " until \($0.isoText)") }
      let state =
        finding.isInForce(in: context.period)
        ? text(zh: "有效", en: "in force")
        : text(zh: "\(context.period.label) 不在有效期内", en: "not in force in \(context.period.label)")
      return "\(finding.authority) \(finding.document)  \(finding.date.isoText)\(until ?? "")  "
        + "\(state)  \(finding.place.lineDescription)"
    }
  }

  private func stateWords(_ state: VetoState, _ veto: Veto) -> String {
    switch state {
    case .found: text(zh: "有生效的认定", en: "a finding is in force")
    case .asked:
      text(
        zh: "上报的数据有迹象，还没有认定：先核实，门槛暂不下结论",
        en: "the data show a sign and nothing is found yet: look into it, gates stay open")
    case .unknown:
      text(
        zh: "判断有没有迹象的数据缺报，不能说没有",
        en: "what would show a sign is missing, so it cannot be said that there is none")
    case .none:
      veto.askWhen == nil
        ? text(zh: "没有生效的认定", en: "no finding is in force")
        : text(zh: "没有生效的认定，数据也没有迹象", en: "no finding is in force, and the data show no sign")
    }
  }
}
