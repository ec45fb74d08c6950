package import Assessment
package import Definitions
package import Submissions

/// What the overview of a run needs of a unit: kept for all units, so it is small.
package struct UnitSummary: Sendable {
  /// The index of the unit in the registry.
  package var unit: Index<Unit>
  /// Total and gates, computed and decided.
  package var result: FinalResult
  /// The total when whatever is unknown turns out worst and best; nil where nothing bounds it.
  package var worstTotal: Points
  package var bestTotal: Points?
  package var isRanked: Bool
  /// What is on record or asked and decides about the unit.
  var decisive: [DecisiveFact]
  /// What is missing: requirements, adjustments, and signs of vetoes.
  package var missing: Int
  /// Required items that were reported, and how many are required.
  package var reported: Int
  package var required: Int
  /// The total and the gates with the values that the unit plans to reach; nil where nobody plans.
  package var projectedTotal: Points?
  package var projectedVerdicts: [Verdict]?
  /// What the overview shows; nil where no report has one.
  var overview: UnitOverview?
}

extension UnitSummary {
  /// Takes from a scored unit what the overview needs.
  init(_ view: UnitView) {
    let (unit, assessment) = (view.unit, view.assessment)
    self.unit = unit.index
    result = view.result
    worstTotal = assessment.worstTotal
    bestTotal = assessment.bestTotal
    isRanked = assessment.isRanked
    decisive = view.decisive
    missing = assessment.missing
    reported = assessment.reported
    required = assessment.required
    projectedTotal = unit.projection?.assessment.total
    projectedVerdicts = unit.projection?.assessment.gates.map(\.verdict)
  }

  /// The total and the gates as they end, decisions among them.
  package var total: Points { result.total }
  package var verdicts: By<Gate, Verdict> { result.verdicts }

  /// The vetoes in a state, as indices.
  func vetoes(_ state: VetoState) -> [Int] {
    decisive.compactMap { fact in
      if case .veto(let index, state) = fact.kind { index } else { nil }
    }
  }

  /// What the ranking needs.
  var standing: UnitStanding {
    UnitStanding(
      unit: unit, total: result.computedTotal, isRanked: isRanked, verdicts: verdicts)
  }
}

/// What the overview shows of a unit beside its total.
struct UnitOverview: Sendable {
  /// By task.
  var tasks: By<KeyTask, NodeSum>
  /// By view and part, what the view does not cover last.
  var views: [[NodeSum]]
  /// The gaps that bring most, at most three.
  var topGaps: [Gap]
  /// What is missing.
  var missing: [Missing]

  /// Something that cannot be judged.
  enum Missing: Sendable {
    case rule(Gap.Source)
    /// The sign of a veto.
    case sign(Int)
  }

  init(_ view: inout UnitView) {
    tasks = view.assessment.tasks
    views = view.views().map { $0.parts + [$0.rest] }
    topGaps = Array(view.unit.gaps.toBeWon.prefix(3))
    let (tallies, adjustments, vetoes) = (
      view.assessment.outcomes.tallies, view.assessment.adjustments, view.assessment.vetoes
    )
    missing =
      tallies.indices.filter { tallies[$0].status == .missing }.map { .rule(.requirement($0)) }
      + adjustments.indices.filter { adjustments[$0].outcome == .missing }
      .map { .rule(.adjustment($0)) }
      + vetoes.indices.filter { vetoes[$0] == .unknown }.map { .sign($0) }
  }
}

/// At which requirements units lose points, over all units.
struct LossTally: Sendable {
  /// By requirement: how many units lose points there, and how many in all.
  private(set) var units: By<Requirement, Int>
  private(set) var lost: By<Requirement, Points>

  init(requirements: Int) {
    units = By(repeating: 0, count: requirements)
    lost = By(repeating: .zero, count: requirements)
  }

  /// Counts the losses of a unit.
  mutating func add(_ gaps: [Gap]) {
    for gap in gaps {
      guard case .requirement(let index) = gap.source else { continue }
      units[index] += 1
      lost[index] += gap.lost
    }
  }

  /// Adds another count of the same requirements.
  mutating func add(_ other: LossTally) {
    for index in units.indices {
      units[index] += other.units[index]
      lost[index] += other.lost[index]
    }
  }

  /// The requirements with losses: most units first, then most points, then the order of the set.
  var ranked: [Index<Requirement>] {
    units.indices.filter { units[$0] > 0 }
      .sorted { (units[$1], lost[$1], $0) < (units[$0], lost[$0], $1) }
  }
}
