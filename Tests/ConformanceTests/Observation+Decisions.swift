import Assessment
import Definitions
import Submissions

extension Observer {
  /// The final decisions of persons beside what was computed.
  func overrides(_ unit: ScoredUnit, _ seen: inout Observation) {
    let assessment = unit.assessment
    let passed = assessment.gates.indices.last { assessment.gates[$0].verdict == .passed }
    for override in unit.overrides {
      switch override.target {
      case .points: continue
      case .total(let points):
        seen["decisions total"] = "\(text(points)), computed \(text(assessment.total))"
      case .gate(let gate, let isPassed):
        let verdict = assessment.gates[gate].verdict.rawValue
        seen["decisions \(set.gates[gate].id)"] =
          "\(isPassed ? "passed" : "failed"), computed \(verdict)"
      case .grade(let gate):
        seen["decisions grade"] = "\(id(gate)), computed \(id(passed))"
      }
    }
  }

  private func id(_ gate: Int?) -> String { gate.map { set.gates[$0].id } ?? "none" }

  /// Where the unit stands with what it plans, and what every node is made of.
  func projection(_ unit: ScoredUnit, _ seen: inout Observation) {
    guard let projection = unit.projection else { return }
    let then = projection.assessment
    seen["projected total"] = text(then.total)
    seen["projected range"] = "\(text(then.worstTotal)), \(text(then.bestTotal))"
    for (gate, result) in zip(set.gates, then.gates) {
      seen["projected gates \(gate.id)"] = result.verdict.rawValue
    }
    var isSound = projection.whole.points == set.points
    seen["made of all"] = words(projection.whole)
    for (index, requirement) in set.requirements.enumerated() {
      seen["projected requirements \(requirement.id)"] = text(then.outcomes[index].earned)
      seen["made of \(requirement.id)"] = words(projection.requirements[index])
      isSound = isSound && projection.requirements[index].points == requirement.points
    }
    for (index, task) in set.tasks.enumerated() {
      seen["made of \(task.id)"] = words(projection.tasks[index])
      isSound = isSound && projection.tasks[index].points == task.points
      for (subtask, breakdown) in zip(task.subtasks, projection.subtasks[index]) {
        seen["made of \(subtask.id)"] = words(breakdown)
      }
    }
    seen["projection adds up"] = isSound ? "yes" : "no"
  }

  private func words(_ breakdown: Breakdown) -> String {
    [
      ("done", breakdown.done), ("planned", breakdown.planned), ("lost", breakdown.lost),
      ("unanswered", breakdown.unanswered), ("not applicable", breakdown.notApplicable),
    ].map { "\($0) \(text($1))" }.joined(separator: ", ")
  }

  private func text(_ points: Points) -> String { points.text(digits: set.digits) }
}
