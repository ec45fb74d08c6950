import Definitions
import FEEL
import SourceText
import Submissions

extension Scorer {
  /// Judges the checks of a gate once more by the printed points, writing down every step.
  /// - Parameters:
  ///   - index: The gate.
  ///   - unit: What became of the unit at hand.
  /// - Returns: How each check was judged, in the order of the gate.
  mutating func trace(
    ofGate index: Int, _ unit: UnitAssessment
  ) -> [CheckWorking] {
    let total = Int(plan.set.slots.total.rawValue)
    let openBefore = openSlots
    takeResults(unit)
    openSlots = openBefore
    func take(_ points: Points) {
      slots[total] = .number(points.number(digits: digits))
      for filling in plan.fillings.ofResults { fill(filling) }
    }
    return plan.set.gates[index].checks.enumerated().map { number, check in
      let best = unit.bestTotal ?? Points(units: Points.largestUnits)
      let ends = [unit.worstTotal, best].map { end in
        take(end)
        return evaluate(check.condition).boolean
      }
      take(unit.total)
      let (value, steps) = trace(check.condition)
      // What rises and falls with the points may come out otherwise between the ends.
      let isBetween =
        plan.checksOfPoints[index][number] == .unknown && unit.outcomes.contains(where: \.isOpen)
        || isOpen(check.condition.program.reads)
      return CheckWorking(
        holds: value.boolean, isOpen: isBetween || ends.contains { $0 != value.boolean },
        steps: steps)
    }
  }

  /// Looks for the sign of a veto once more, writing down every step.
  /// - Parameter index: The veto.
  /// - Returns: The steps; empty where no sign is asked for.
  mutating func trace(ofVeto index: Int) -> [TraceStep] {
    plan.set.vetoes[index].askWhen.map { trace($0).1 } ?? []
  }

  private mutating func trace(_ condition: Expression) -> (Value, [TraceStep]) {
    steps = []
    defer { steps = nil }
    let value = evaluate(condition)
    return (value, steps ?? [])
  }

  /// The items behind the sign of a veto, in their order.
  func itemsOfSign(ofVeto index: Int) -> [Int] {
    plan.signs[index].items[level.rank]
  }
}
