import Assessment
import Definitions
import FEEL

extension Observer {
  /// The parts of every view, their matrix, what they leave, and the sums of subtasks.
  func views(_ unit: UnitAssessment, _ seen: inout Observation) {
    var isSound = true
    for (index, result) in plan.viewResults(of: unit).enumerated() {
      let view = set.views[index]
      let path = "views \(view.id)"
      for (part, sum) in zip(view.parts, result.parts) { seen["\(path) \(part.id)"] = text(sum) }
      seen["\(path) rest"] = text(result.rest)
      seen["\(path) not covered"] = names(plan.views[index].rest)
      seen["\(path) empty"] =
        plan.views[index].empty.map { view.parts[$0].id }.joined(separator: ", ")
      let tops = zip(view.parts, result.parts).filter { $0.0.parent == nil }.map(\.1)
      isSound = isSound && adds(up: tops + [result.rest], to: result.whole)
      isSound = isSound && adds(up: rows(unit), to: result.whole)
      guard let columns = plan.views[index].columns else { continue }
      let rows = view.parts.map(\.id) + ["rest"]
      let headings = columns.headings.map(\.id) + ["rest"]
      for (row, cells) in zip(rows, result.cells) {
        for (heading, cell) in zip(headings, cells) {
          seen["\(path) \(row) × \(heading)"] = text(cell)
        }
      }
      for (cells, sum) in zip(result.cells, result.parts + [result.rest]) {
        isSound = isSound && adds(up: cells, to: sum)
      }
    }
    seen["views add up"] = isSound ? "yes" : "no"
    for (index, task) in set.tasks.indexed {
      for (subtask, sum) in zip(task.subtasks, plan.subtasks(of: index, unit)) {
        seen["subtasks \(subtask.id)"] = text(sum)
      }
    }
  }

  private func rows(_ unit: UnitAssessment) -> [NodeSum] {
    unit.outcomes.map { NodeSum(earned: $0.earned, base: $0.base) }
  }

  private func adds(up parts: [NodeSum], to whole: NodeSum) -> Bool {
    var sum = NodeSum()
    for part in parts { sum += part }
    return sum.earned == whole.earned && sum.base == whole.base
  }

  /// What is left of which requirement, such as `T1.03, T1.04 0.40`.
  private func names(_ portions: [ViewPlan.Portion]) -> String {
    portions.map { portion in
      let id = set.requirements[portion.requirement].id
      return portion.share == .one ? id : "\(id) \(portion.points.text(digits: set.digits))"
    }.joined(separator: ", ")
  }

  private func text(_ sum: NodeSum) -> String {
    "\(sum.earned.text(digits: set.digits)) of \(sum.base.text(digits: set.digits))"
  }
}
