import Assessment
import Definitions
import FEEL
import SourceText

/// A way with ends in words: it says how points rise between them.
protocol WayWithEndsInWords: WayInWords, WayWithEnds {
  /// How points are given between the ends.
  var between: Phrase { get }
}

extension WayWithEndsInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    let (low, high) = (zero.words, full.words)
    // Only ends that are computed can meet or cross.
    let rest =
      zero.program.constant == nil || full.program.constant == nil
      ? Phrase(
        zh: "两者相同或者倒过来时，达到前者的得满分，其余不得分。",
        en: " Where the two meet or cross, all points for reaching the first, otherwise none.")
      : Phrase("")
    let scale =
      switch better {
      case .higher:
        Phrase(
          zh: "达到\(high.text(.zh))得满分，\(low.text(.zh))及以下不得分，两者之间\(between.text(.zh))。",
          en:
            "All points at \(high.text(.en)) or more, none at \(low.text(.en)) or less, \(between.text(.en)) between them."
        )
      case .lower:
        Phrase(
          zh: "不超过\(high.text(.zh))得满分，\(low.text(.zh))及以上不得分，两者之间\(between.text(.zh))。",
          en:
            "All points at \(high.text(.en)) or less, none at \(low.text(.en)) or more, \(between.text(.en)) between them."
        )
      }
    return [scale + rest]
  }

  func arithmetic(_ cause: Cause, of points: Number) -> String? {
    guard case .share(let share) = cause else { return nil }
    return "\(points.exactText) × \(share.exactText) = \((points * share).exactText)"
  }
}
