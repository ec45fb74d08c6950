import Definitions
import FEEL
package import SourceText
package import Submissions

/// How things may stand.
package enum Scenario: Sendable {
  /// As they do; what other assessments give is as they print it.
  case now
  /// With all that other assessments give at its worst.
  case takenAtWorst
  /// The same at its best.
  case takenAtBest
  /// With the values that units plan to reach in place of the present ones.
  case planned
}

/// At most 256 rows of a block, which are scored together.
package struct BlockAtHand: Sendable {
  let block: RowBlock
  let rows: Range<Int>
}

extension RowBlock {
  /// The rows as they are scored, so many at a time.
  package var parts: [BlockAtHand] {
    Swift.stride(from: 0, to: rows.count, by: Self.most).map { first in
      BlockAtHand(block: self, rows: first..<min(first + Self.most, rows.count))
    }
  }

  private static let most = 256
}

/// What the units of a block come to in a scenario: planes of points and states. What a requirement, a gate or a task comes
/// to stands together, unit by unit in the order of the rows.
package struct BlockScores: Sendable {
  /// Nodes by units.
  private struct Plane<Element: Sendable>: Sendable {
    private let units: Int
    private let nodes: Int
    private var elements: ContiguousArray<Element>

    init(_ nodes: Int, _ units: Int, of none: Element) {
      self.nodes = nodes
      self.units = units
      elements = ContiguousArray(repeating: none, count: nodes * units)
    }

    subscript(_ node: Int, _ place: Int) -> Element { elements[node * units + place] }

    /// What all nodes come to for a unit.
    subscript(unit place: Int) -> [Element] {
      get { (0..<nodes).map { self[$0, place] } }
      set { put(newValue, of: place) { $0 } }
    }

    /// Puts down what all nodes come to for a unit.
    mutating func put<Node>(_ unit: [Node], of place: Int, _ element: (Node) -> Element) {
      var position = place
      for node in unit {
        elements[position] = element(node)
        position += units
      }
    }
  }

  /// The points and states of requirements.
  private struct Tallies: Sendable {
    private var status: Plane<Status>
    private var earned: Plane<Points>
    private var base: Plane<Points>
    private var worst: Plane<Points>
    private var best: Plane<Points>
    private var knownBase: Plane<Points>
    private var marks: Plane<Tally.Marks>

    init(_ nodes: Int, _ units: Int) {
      status = Plane(nodes, units, of: .missing)
      earned = Plane(nodes, units, of: .zero)
      (base, worst, best, knownBase) = (earned, earned, earned, earned)
      marks = Plane(nodes, units, of: [])
    }

    subscript(_ node: Int, _ place: Int) -> Tally {
      var tally = Tally(
        status[node, place], NodeSum(earned: earned[node, place], base: base[node, place]))
      tally.worst = worst[node, place]
      tally.best = best[node, place]
      tally.knownBase = knownBase[node, place]
      tally.marks = marks[node, place]
      return tally
    }

    /// Puts down those of a unit.
    mutating func put(_ unit: [Tally], of place: Int) {
      status.put(unit, of: place, \.status)
      earned.put(unit, of: place, \.earned)
      base.put(unit, of: place, \.base)
      worst.put(unit, of: place, \.worst)
      best.put(unit, of: place, \.best)
      knownBase.put(unit, of: place, \.knownBase)
      marks.put(unit, of: place, \.marks)
    }
  }

  /// A data check that does not hold.
  struct FailedCheck: Hashable, Sendable {
    /// The row of the block.
    let row: Int
    let check: Int
  }

  let plan: ScoringPlan
  private let scenario: Scenario
  /// The units that are scored, in the order of the rows; with plans those only that these change.
  private var units: [UnitAtHand] = []
  /// With plans, the items that these change, by unit.
  private var changed: [Set<Int>] = []
  /// What is said of the values of the block.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The data checks that do not hold.
  var failedChecks: Set<FailedCheck> = []
  /// With plans, what is said of the checks that do not hold then.
  var contradictionsOfPlans: [(check: FailedCheck, diagnostic: Diagnostic)] = []
  /// Of the present, by unit what it was judged by: reasons are made of it.
  private var judged: [JudgedUnit?] = []
  private var tallies: Tallies
  /// By unit, what the points of requirements stand on.
  private var grounds: [By<Requirement, Grounds>] = []
  private var groups: Plane<GroupResult>
  private var tasks: Plane<NodeSum>
  private var adjustments: Plane<AdjustmentResult>
  private var vetoes: Plane<VetoState>
  private var gates: Plane<GateResult>
  private var earned: ContiguousArray<Points> = []
  private var base: ContiguousArray<Points> = []
  private var score: ContiguousArray<Points> = []
  private var worstScore: ContiguousArray<Points> = []
  private var bestScore: ContiguousArray<Points> = []
  private var isJudged: ContiguousArray<Bool> = []
  private var total: ContiguousArray<Points> = []
  private var worstTotal: ContiguousArray<Points> = []
  private var bestTotal: ContiguousArray<Points?> = []
  private var reported: ContiguousArray<Int> = []
  private var required: ContiguousArray<Int> = []
  private var missing: ContiguousArray<Int> = []
  private var isRanked: ContiguousArray<Bool> = []

  /// Planes for at most so many units, still empty.
  init(_ scenario: Scenario, most count: Int, _ plan: ScoringPlan) {
    self.scenario = scenario
    self.plan = plan
    let set = plan.set
    tallies = Tallies(set.requirements.count, count)
    groups = Plane(set.groups.count, count, of: GroupResult())
    tasks = Plane(set.tasks.count, count, of: NodeSum())
    adjustments = Plane(set.adjustments.count, count, of: AdjustmentResult())
    vetoes = Plane(set.vetoes.count, count, of: .none)
    gates = Plane(set.gates.count, count, of: GateResult(verdict: .open, obstacles: []))
  }

  /// Puts down what the next unit comes to.
  /// - Parameters:
  ///   - unit: All of it.
  ///   - hand: The unit.
  ///   - changed: With plans, the items that these change.
  mutating func append(_ unit: UnitAssessment, of hand: UnitAtHand, changed: Set<Int>) {
    let index = units.count
    units.append(hand)
    if case .planned = scenario { self.changed.append(changed) }
    tallies.put(unit.outcomes.tallies.values, of: index)
    grounds.append(unit.outcomes.grounds)
    groups[unit: index] = unit.groups
    tasks[unit: index] = unit.tasks.values
    adjustments[unit: index] = unit.adjustments
    vetoes[unit: index] = unit.vetoes
    gates[unit: index] = unit.gates.values
    earned.append(unit.earned)
    base.append(unit.base)
    score.append(unit.score)
    worstScore.append(unit.worstScore)
    bestScore.append(unit.bestScore)
    isJudged.append(unit.isJudged)
    total.append(unit.total)
    worstTotal.append(unit.worstTotal)
    bestTotal.append(unit.bestTotal)
    reported.append(unit.reported)
    required.append(unit.required)
    missing.append(unit.missing)
    isRanked.append(unit.isRanked)
  }

  /// Keeps what the next unit was judged by.
  mutating func keep(_ unit: JudgedUnit) { judged.append(unit) }

  /// How the units stand, in the order of the rows.
  package var standings: [UnitStanding] {
    units.indices.map { index in
      let result = FinalResult(
        total: total[index], verdicts: By(gates[unit: index].map(\.verdict)),
        units[index].record.decisions, plan.set.gates)
      return UnitStanding(
        unit: units[index].index, total: total[index], isRanked: isRanked[index],
        verdicts: result.verdicts)
    }
  }

  /// All that a unit comes to, by its place among the rows that are scored.
  func assessment(_ index: Int) -> UnitAssessment {
    UnitAssessment(
      outcomes: Outcomes(
        By(plan.set.requirements.indices.map { tallies[$0.position, index] }), grounds[index]),
      groups: groups[unit: index],
      tasks: By(tasks[unit: index]), earned: earned[index], base: base[index], score: score[index],
      worstScore: worstScore[index], bestScore: bestScore[index], isJudged: isJudged[index],
      adjustments: adjustments[unit: index], vetoes: vetoes[unit: index], total: total[index],
      worstTotal: worstTotal[index], bestTotal: bestTotal[index], gates: By(gates[unit: index]),
      reported: reported[index], required: required[index], missing: missing[index],
      isRanked: isRanked[index])
  }

  // MARK: Reports

  /// Tells a renderer of the units, one after the other.
  /// - Parameters:
  ///   - renderer: What makes output of them.
  ///   - facts: What is known from beyond the rows.
  ///   - ahead: What the units come to with their plans; nil where nobody plans.
  ///   - output: What it makes.
  package consuming func report<Renderer: UnitRenderer>(
    to renderer: Renderer, _ facts: FactTable, ahead: BlockScores?,
    _ output: inout Renderer.Output
  ) {
    var scorer = Scorer(plan)
    for (index, unit) in units.enumerated() {
      guard let judged = judged[index].take() else { continue }
      scorer.take(judged, unit, facts[.now])
      let assessment = assessment(index)
      let scored = ScoredUnit(
        hand: unit, assessment: assessment,
        projection: ahead.map { $0.projection(of: unit, assessment) }, around: facts[.now])
      renderer.add(scorer.report(scored, renderer.needs(of: unit.index)), to: &output)
    }
  }

  /// Where a unit stands with its plans, of which these are the scores.
  private func projection(of unit: UnitAtHand, _ now: UnitAssessment) -> Projection {
    guard let index = units.firstIndex(where: { $0.row == unit.row }) else {
      return plan.projection(now, now, items: [])
    }
    return plan.projection(now, assessment(index), items: changed[index].sorted())
  }

  /// What is said of values that contradict themselves only when the plans are reached, of which these are the scores.
  package func contradictions(beyond now: BlockScores) -> [Diagnostic] {
    contradictionsOfPlans.filter { !now.failedChecks.contains($0.check) }.map(\.diagnostic)
  }
}
