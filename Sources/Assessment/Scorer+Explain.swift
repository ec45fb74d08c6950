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
    ofGate index: Index<Gate>, _ unit: UnitAssessment
  ) -> [CheckWorking] {
    let openBefore = openSlots
    takeResults(unit)
    openSlots = openBefore
    return plan.set.gates[index].checks.enumerated().map { number, check in
      let (value, steps) = trace(check.condition)
      return CheckWorking(
        holds: value.boolean, isOpen: unit.gates[index].openChecks.contains(number), steps: steps)
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
