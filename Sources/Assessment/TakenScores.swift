package import Definitions
package import FEEL
package import Submissions

/// What an assessment under another set gives for an item of this one.
package struct TakenScores: Sendable {
  /// A score as it is printed, and its ends when whatever is unknown turns out worst and best.
  package struct Range: Sendable {
    package var now: Number
    package var worst: Number
    package var best: Number

    /// Whether it may still change.
    package var isOpen: Bool { worst != best }

    /// What another set takes of an assessment whose points have so many digits.
    package init(_ unit: UnitAssessment, _ score: TakenScore, digits: Int) {
      let points =
        switch score {
        case .total:
          // Without a bound: the most that any set can state.
          (unit.total, unit.worstTotal, unit.bestTotal ?? Points(units: Points.largestUnits))
        case .score: (unit.score, unit.worstScore, unit.bestScore)
        }
      now = points.0.number(digits: digits)
      worst = points.1.number(digits: digits)
      best = points.2.number(digits: digits)
    }

    /// A score of which nothing is open.
    package init(_ score: Number) { (now, worst, best) = (score, score, score) }
  }

  /// The index of the item.
  package var item: Int
  /// By the index of the unit in the registry of the run.
  package var scores: [Index<Unit>: Range]
  /// The same with the values that units plan to reach; nil where nobody plans.
  package var planned: [Index<Unit>: Range]?

  /// What an assessment gives for an item (index), by unit; nobody plans.
  package init(item: Int, scores: [Index<Unit>: Range], planned: [Index<Unit>: Range]? = nil) {
    self.item = item
    self.scores = scores
    self.planned = planned
  }

  /// The scores with the planned values where there are some.
  var projected: [Index<Unit>: Range] { planned ?? scores }
}
