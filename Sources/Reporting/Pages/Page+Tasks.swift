import Assessment
import Definitions
import FEEL

extension Page {
  /// The first gate that asks for a share of every task, and the share.
  var taskFloor: (gate: Int, share: Number)? {
    for (index, gate) in indicators.gates.enumerated() {
      if case .share(let share) = gate.eachTask { return (index, share) }
    }
    return nil
  }

  /// Whether a task's share is below a floor, exactly.
  static func isBelow(_ result: TaskResult, _ floor: Number) -> Bool {
    guard let share = result.share else { return false }
    return share < floor
  }

  /// The step of the scale of shares that a task stands on.
  static func heat(_ result: TaskResult) -> Class {
    guard result.base > .zero else { return .hx }
    let percent = result.earned.units * 100
    let steps: [(Int64, Class)] = [
      (50, .h0), (60, .h1), (70, .h2), (80, .h3), (90, .h4), (97, .h5),
    ]
    return steps.first { percent < $0.0 * result.base.units }?.1 ?? .h6
  }
}
