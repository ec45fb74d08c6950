import Definitions
import FEEL

/// What moves with the values that are taken from other assessments while these are open: whatever of a rule's points
/// is still possible then belongs to the worst and the best completion (S5.3).
struct Movements: Sendable {
  /// How something moves.
  struct Movement: Sendable {
    let trend: Trend
    /// The slots through which it moves.
    let slots: [Int]
    /// Whether it moves with what is taken for peers.
    let isOverPeers: Bool

    fileprivate init(
      _ trend: Trend, _ slots: Set<Slot>, _ trends: Trends, places: Bool = false
    ) {
      let found = trends.slots(behind: slots)
      self.trend = trend
      self.slots = found
      isOverPeers =
        places
        || found.contains { slot in
          let form = trends.set.slots.form(of: Slot(rawValue: Int32(slot)))?.form
          return form == "peers" || form == "place"
        }
    }
  }

  /// The items that lie between what they are at the ends.
  let between: Set<Int>
  /// By requirement; nil where nothing of it is taken.
  let requirements: By<Requirement, Movement?>
  let adjustments: [Movement?]
  let vetoes: [Movement?]
  /// By gate and check.
  let checks: By<Gate, [Movement?]>

  /// The movements of a set; nil where nothing is taken from other assessments.
  init?(_ set: IndicatorSet) {
    let trends = Trends(set)
    if trends.isEmpty { return nil }
    func movement(of requirement: Requirement) -> Movement? {
      guard trends.depends(Array(requirement.slots)) else { return nil }
      return Movement(
        trends.trend(of: requirement), requirement.slots, trends,
        places: requirement.scoring.atWork.ranking != nil)
    }
    func movement(of condition: Expression) -> Movement? {
      guard trends.depends(condition.program.reads) else { return nil }
      return Movement(trends.trend(condition), Set(condition.program.reads), trends)
    }
    between = Set(
      set.items.indices.filter { index in
        let slot = Slot(rawValue: Int32(index))
        return trends.depends([slot]) && trends.trend(of: slot, isBelow: false) != .unknown
      })
    requirements = By(set.requirements.map { movement(of: $0) })
    adjustments = set.adjustments.map { movement(of: $0) }
    vetoes = set.vetoes.map { $0.askWhen.flatMap { movement(of: $0) } }
    checks = By(set.gates.map { $0.checks.map { movement(of: $0.condition) } })
  }
}
