import Assessment
import Definitions
import SourceText

extension Breakdown {
  /// A part of a node's points: its name in files and in words, and how many points it has.
  struct Part {
    var key: String
    var name: Phrase
    var points: Points
  }

  /// The parts, in the order in which they are stacked.
  var parts: [Part] {
    [
      Part(key: "done", name: Phrase(zh: "已得", en: "done"), points: done),
      Part(key: "planned", name: Phrase(zh: "计划可得", en: "planned"), points: planned),
      Part(key: "lost", name: Phrase(zh: "失分", en: "lost"), points: lost),
      Part(key: "unanswered", name: Phrase(zh: "缺数据", en: "unanswered"), points: unanswered),
      Part(
        key: "notApplicable", name: Phrase(zh: "不适用", en: "not applicable"), points: notApplicable),
    ]
  }

  /// The parts in words, those without points left out.
  func words(digits: Int) -> Phrase {
    let shown = parts.filter { $0.points != .zero }
    return Phrase(
      zh: shown.map { "\($0.name.text(.zh)) \($0.points.text(digits: digits))" }
        .joined(separator: "，"),
      en: shown.map { "\($0.name.text(.en)) \($0.points.text(digits: digits))" }
        .joined(separator: ", "))
  }
}
