import Definitions
import FEEL
package import SourceText
import Submissions

extension Scorer {
  /// Judges the checks of a gate once more by the printed points, writing down every step.
  /// - Parameters:
  ///   - index: The gate.
  ///   - unit: What became of the unit at hand.
  /// - Returns: For each check whether it holds, nil where that is not known, whether the least and the greatest total
  ///   would decide otherwise, and its steps.
  package mutating func trace(
    ofGate index: Int, _ unit: UnitAssessment
  ) -> [(holds: Bool?, isOpen: Bool, steps: [TraceStep])] {
    let digits = plan.set.digits
    let total = Int(plan.set.slots.total.rawValue)
    for form in plan.gateForms {
      switch form {
      case .score(let node, let slot):
        let points =
          switch node {
          case .requirement(let index): unit.outcomes[index].earned
          case .task(let index): unit.tasks[index].earned
          case .group(let index): unit.groups.first { $0.group == index }?.earned ?? .zero
          }
        slots[slot] = .number(points.number(digits: digits))
      case .passed(let gate, let slot):
        slots[slot] = .boolean(unit.gates[gate].obstacles.isEmpty)
      }
    }
    return plan.set.gates[index].checks.enumerated().map { number, check in
      let best = unit.bestTotal ?? Points(units: Points.largestUnits)
      let ends = [unit.worstTotal, best].map { end in
        slots[total] = .number(end.number(digits: digits))
        fillEarlierScores()
        return evaluate(check.condition).boolean
      }
      slots[total] = .number(unit.total.number(digits: digits))
      fillEarlierScores()
      let (value, steps) = trace(check.condition)
      // What rises and falls with the points may come out otherwise between the ends.
      let isBetween =
        plan.checksOfPoints[index][number] == .unknown && unit.outcomes.contains(where: \.isOpen)
      return (value.boolean, isBetween || ends.contains { $0 != value.boolean }, steps)
    }
  }

  /// Looks for the sign of a veto once more, writing down every step.
  /// - Parameter index: The veto.
  /// - Returns: The steps; empty where no sign is asked for.
  package mutating func trace(ofVeto index: Int) -> [TraceStep] {
    plan.set.vetoes[index].askWhen.map { trace($0).1 } ?? []
  }

  private mutating func trace(_ condition: Expression) -> (Value, [TraceStep]) {
    steps = []
    defer { steps = nil }
    let value = evaluate(condition)
    return (value, steps ?? [])
  }

  /// The places of the cells behind the sign of a veto, in the order of the items.
  package func cells(ofVeto index: Int, in unit: ScoredUnit) -> [(item: Int, place: Place?)] {
    plan.signs[index].items[level.rank].map {
      ($0, unit.block.place(unit.row, $0))
    }
  }
}
