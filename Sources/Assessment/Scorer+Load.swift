import Definitions
package import SourceText
import FEEL
import Submissions

extension Scorer {
  /// Puts the values of a row into the slots and works out the computed items; gives the data checks that fail.
  mutating func load(_ block: RowBlock, _ row: Int, _ record: UnitRecord) -> [Int] {
    self.record = record
    for index in plan.reported {
      slots[index] = block.value(row, index, choices: plan.set.items[index].choices)
    }
    for (item, verified) in record.values { slots[item] = verified.value }
    compute()
    let failed = failedChecks()
    if hasContradiction { compute() }
    return failed
  }

  private mutating func compute() {
    for index in plan.computed {
      guard let formula = plan.set.items[index].value else { continue }
      slots[index] = evaluator.evaluate(formula.program, slots)
    }
  }

  /// The places of the values that a requirement was judged by, in the order of the items: where each was verified,
  /// else where it was reported.
  package func cells(of requirement: Int, in unit: ScoredUnit) -> [(item: Int, place: Place?)] {
    plan.rules[requirement].reads.map { item in
      let verified = record.values[item].map { record.verifications[$0.verification].place }
      return (item, verified ?? unit.block.place(unit.row, item))
    }
  }

  /// The places of the cells that an adjustment was judged by, in the order of the items.
  package func cells(
    ofAdjustment index: Int, in unit: ScoredUnit
  ) -> [(item: Int, place: Place?)] {
    plan.adjustments[index].reads.map { ($0, unit.block.place(unit.row, $0)) }
  }

  /// Scores a requirement once more, writing down every step.
  package mutating func trace(of requirement: Int) -> [TraceStep] {
    requirementAtHand = requirement
    steps = []
    _ = outcome(of: requirement)
    defer { steps = nil }
    return steps ?? []
  }
}
