package import Assessment
package import Definitions

/// What the overview of a run needs of a unit: kept for all units, so it is small.
package struct UnitSummary: Sendable {
  /// The index of the unit in the registry.
  package var unit: Int
  package var total: Points
  /// The total when whatever is unknown turns out worst and best.
  package var worstTotal: Points
  package var bestTotal: Points
  package var isRanked: Bool
  /// By gate.
  package var verdicts: [Verdict]
  /// The vetoes with a finding in force, as indices.
  package var vetoes: [Int]
  /// Missing requirements.
  package var missing: Int
  /// Required items that were reported, and how many are required.
  package var reported: Int
  package var required: Int
  /// By task; empty where no report asks for it.
  package var tasks: [TaskResult]
}

extension UnitSummary {
  /// Takes from a scored unit what the overview needs.
  init(_ unit: ScoredUnit, keepingTasks: Bool) {
    let assessment = unit.assessment
    self.unit = unit.index
    total = assessment.total
    worstTotal = assessment.worstTotal
    bestTotal = assessment.bestTotal
    isRanked = assessment.isRanked
    verdicts = assessment.gates.map(\.verdict)
    vetoes = assessment.vetoes.indices.filter { assessment.vetoes[$0] == .found }
    missing = assessment.missing
    reported = assessment.reported
    required = assessment.required
    tasks = keepingTasks ? assessment.tasks : []
  }

  /// What the ranking needs.
  var standing: UnitStanding {
    UnitStanding(unit: unit, total: total, isRanked: isRanked, verdicts: verdicts)
  }
}
