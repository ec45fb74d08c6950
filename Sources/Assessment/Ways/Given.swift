import Definitions
import FEEL
import SourceText
import Submissions

extension Given: WayAtWork {
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    guard let given = scorer.record.given[scorer.requirementAtHand] else {
      return .notGiven(by: self.scorer)
    }
    return .points(given.points, .given(given.verification))
  }

  func taken(by cause: Cause) -> [String] {
    guard case .given = cause else { return [] }
    return [Given.branch]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .given(let index) = cause else { return judged.short }
    let verification = scorer.record.verifications[index]
    return Phrase(
      zh: "由\(verification.by)评分（\(verification.document)）",
      en: "points given by \(verification.by) (\(verification.document))")
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend { .steady }
}
