import Definitions
import SourceText

extension Given: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    [Phrase(zh: "由\(scorer)在分值内评分。", en: "Points up to the maximum are given by \(scorer).")]
  }
}
