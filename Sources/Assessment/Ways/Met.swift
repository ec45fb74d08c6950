import Definitions
import FEEL
import SourceText

extension Met: WayAtWork {
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    switch scorer.evaluate(asked) {
    case .boolean(let isMet): .points(isMet ? rule.points : .zero, .condition(isMet))
    case let other: .unresolved(other)
    }
  }

  var looksAtValue: Bool { false }

  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? {
    Target(text: asked.text, number: nil, better: .higher)
  }

  func taken(by cause: Cause) -> [String] {
    guard case .condition(let isMet) = cause else { return [] }
    return [Met.branch(isMet)]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .condition(let isMet) = cause else { return judged.short }
    let goal = judged.goal
    return isMet
      ? Phrase(zh: "已达到：\(goal)", en: "met: \(goal)")
      : Phrase(zh: "未达到：\(goal)", en: "not met: \(goal)")
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    trends.trend(asked, value: value)
  }

  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]? {
    wish.truth(asked.program.outline, true)
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    scorer.isAnswerSame(shown, value, to: asked)
  }
}
