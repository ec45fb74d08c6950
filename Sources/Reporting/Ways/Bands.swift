import Definitions
import SourceText

extension Bands: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    let otherwise = Phrase(zh: "其他情况", en: "otherwise")
    return [Phrase(zh: "只算第一条符合的：", en: "Only the first that fits counts:")]
      + lines.map { words.sentence($0, unconditional: otherwise) } + [rest].compactMap(\.self)
  }

  /// What remains where no band fits; nil where the last band takes everything.
  private var rest: Phrase? {
    guard let last = lines.last, last.test != nil || last.condition != nil else { return nil }
    return switch lines.base {
    case .nothing: Phrase(zh: "其他情况不得分。", en: "Otherwise no points.")
    case .full: Phrase(zh: "其他情况得满分。", en: "Otherwise all points.")
    }
  }
}
