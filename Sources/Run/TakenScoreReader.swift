import Assessment
import Definitions
import Submissions

/// Reads off an assessment what another set takes from it.
struct TakenScoreReader: UnitRenderer {
  /// What may be taken of an assessment.
  struct Scores: Sendable {
    let total: TakenScores.Range
    let score: TakenScores.Range

    /// Nil without a place: then there is no score to speak of.
    fileprivate init?(_ unit: UnitAssessment?, digits: Int) {
      guard let unit, unit.isRanked else { return nil }
      total = TakenScores.Range(unit, .total, digits: digits)
      score = TakenScores.Range(unit, .score, digits: digits)
    }

    subscript(_ score: TakenScore) -> TakenScores.Range {
      score == .total ? total : self.score
    }
  }

  /// What each unit has now, and what it plans to have.
  typealias Output = [Index<Unit>: (now: Scores?, planned: Scores?)]

  let digits: Int

  func start() -> Output { [:] }

  func add(_ unit: UnitReport, to output: inout Output) {
    output[unit.index] = (
      Scores(unit.assessment, digits: digits),
      Scores(unit.projection?.assessment, digits: digits)
    )
  }
}
