import Assessment
import Definitions
import SourceText

extension VetoEffect {
  /// What the veto does, in a sentence.
  func words(_ set: IndicatorSet) -> Phrase {
    switch self {
    case .bar(let gates):
      let titles = gates.map { set.gates[$0].title }
      return Phrase(
        zh: "不得通过：\(titles.joined(separator: "、"))。",
        en: "Not passed: \(titles.joined(separator: ", ")).")
    case .gradeAtMost(let gate):
      guard let gate else { return Phrase(zh: "任何门槛都不算通过。", en: "No gate counts.") }
      let title = set.gates[gate].title
      return Phrase(zh: "最高只到“\(title)”。", en: "No gate after '\(title)' counts.")
    case .lose(let lost):
      let lost = lost.text(digits: set.digits)
      return Phrase(zh: "从总分中扣 \(lost) 分。", en: "The total loses \(lost).")
    case .totalAtMost(let most):
      let most = most.text(digits: set.digits)
      return Phrase(zh: "总分不超过 \(most) 分。", en: "The total is at most \(most).")
    }
  }
}

extension VetoState {
  /// The state in one word.
  var phrase: Phrase {
    switch self {
    case .none: Phrase(zh: "无", en: "none")
    case .found: Phrase(zh: "已认定", en: "found")
    case .asked: Phrase(zh: "待认定", en: "asked")
    case .unknown: Phrase(zh: "不明", en: "unknown")
    }
  }
}
