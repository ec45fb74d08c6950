package import SourceText

/// Kinds of branches that a case can take, in the order of the summary.
package enum BranchKind: String, Sendable, CaseIterable {
  case requirement, line, band, linear, condition, row, place, given
  case notApplicable = "not applicable"
  case group, adjustment, gate, veto, exemption, check

  /// What the branches of the kind are called.
  package var name: Phrase {
    switch self {
    case .requirement: Phrase(zh: "要求", en: "requirements")
    case .line: Phrase(zh: "条", en: "lines")
    case .band: Phrase(zh: "档", en: "bands")
    case .linear: Phrase(zh: "按比例的两端和中间", en: "ends and insides of linear")
    case .condition: Phrase(zh: "达标与不达标", en: "conditions met and not met")
    case .row: Phrase(zh: "对照表的行", en: "rows of tables")
    case .place: Phrase(zh: "名次", en: "places")
    case .given: Phrase(zh: "评分", en: "given points")
    case .notApplicable: Phrase(zh: "不适用", en: "not applicable")
    case .group: Phrase(zh: "要求组", en: "groups")
    case .adjustment: Phrase(zh: "加扣分", en: "adjustments")
    case .gate: Phrase(zh: "门槛的各种结论", en: "verdicts of gates")
    case .veto: Phrase(zh: "否决", en: "vetoes")
    case .exemption: Phrase(zh: "免检", en: "exemptions")
    case .check: Phrase(zh: "校验", en: "checks")
    }
  }
}
