import Definitions
import FEEL
import SourceText

extension Places: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    let order =
      better == .higher
      ? Phrase(zh: "从高到低", en: "the highest first") : Phrase(zh: "从低到高", en: "the lowest first")
    let zh = points.enumerated().map { "第\($0 + 1)名得\($1.exactText)分" }
    let en = points.enumerated().map { "place \($0 + 1): \($1.exactText)" }
    return [
      Phrase(
        zh: "按指标值在同类单位中\(order.text(.zh))排名：\(zh.joined(separator: "，"))，其余不得分。",
        en:
          "By place among the peers, \(order.text(.en)): \(en.joined(separator: ", ")); further places earn nothing."
      )
    ]
  }
}
