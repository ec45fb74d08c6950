import Definitions
import SourceText

extension Met: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    let quoted = words.quoted(asked)
    return [
      Phrase(
        zh: "符合“\(asked.text)”的得满分，否则不得分。",
        en: "All points where \(quoted) holds, otherwise none.")
    ]
  }
}
