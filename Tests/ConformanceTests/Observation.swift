import Assessment
import Definitions
import Submissions
import Trials

/// What came out for a unit: a text for each path that a case may speak of.
typealias Observation = [String: String]

/// Writes down what became of every unit: all that cases of sets may speak of, and views, decisions and plans.
struct Observer: UnitRenderer {
  let plan: ScoringPlan
  private let facts: FactIndex

  var set: IndicatorSet { plan.set }

  init(_ plan: ScoringPlan) {
    self.plan = plan
    facts = FactIndex(plan.set)
  }

  func needs(of unit: Index<Unit>) -> ReportNeeds { ReportNeeds(facts: .all, gaps: true) }

  func start() -> [String: Observation] { [:] }

  func add(
    _ unit: UnitReport, to output: inout [String: Observation]
  ) {
    let observed = Observed(plan, unit)
    var seen = Observation()
    for fact in facts.all { seen[fact.path] = fact.read(observed) }
    views(unit.assessment, &seen)
    if let addsUp = projectionAddsUp(unit.projection) {
      seen["projection adds up"] = addsUp ? "yes" : "no"
    }
    output[unit.unit.code] = seen
  }
}
