import Assessment
import Definitions
import SourceText
import Submissions

extension FactIndex {
  /// What persons decided beside what was computed: the total, gates, and the last gate that counts.
  mutating func addDecisions(_ set: IndicatorSet) {
    func add(
      _ name: String, _ subject: Subject, words: [String]? = nil,
      _ read: @escaping @Sendable (Observed, Override.Target) -> String?
    ) {
      self.add("decisions \(name)", subject, words: words) { [read] seen in
        let decided = seen.overrides.compactMap { read(seen, $0.target) }.first
        return decided ?? "undecided"
      }
    }
    add("total", .unit) { seen, target in
      if case .total(let points) = target { seen.text(points) } else { nil }
    }
    add("grade", .unit) { seen, target in
      guard case .grade(let gate) = target else { return nil }
      return gate.map { seen.plan.set.gates[$0].id } ?? "none"
    }
    for (index, gate) in set.gates.indexed {
      add(gate.id, .gate(index), words: ["passed", "failed", "undecided"]) { _, target in
        guard case .gate(index, let isPassed) = target else { return nil }
        return isPassed ? "passed" : "failed"
      }
    }
  }

  /// How it ends: what persons decided in the place of what was computed.
  mutating func addFinal(_ set: IndicatorSet) {
    add("final total", .unit) { $0.text($0.result.total) }
    for (index, gate) in set.gates.indexed {
      add("final gates \(gate.id)", .gate(index), words: Verdict.words) {
        $0.result.verdicts[index].rawValue
      }
    }
  }

  /// Where the unit stands with what it plans, and what every node is made of.
  mutating func addProjection(_ set: IndicatorSet) {
    func add(
      _ path: String, _ subject: Subject, words: [String]? = nil,
      _ read: @escaping @Sendable (Observed, Projection) -> String
    ) {
      self.add(path, subject, words: words) { seen in
        seen.projection.map { read(seen, $0) } ?? "none"
      }
    }
    add("projected total", .unit) { $0.text($1.assessment.total) }
    add("projected range", .unit) {
      "\($0.text($1.assessment.worstTotal)), \($1.assessment.bestTotal.map($0.text) ?? "none")"
    }
    for (index, gate) in set.gates.indexed {
      add("projected gates \(gate.id)", .gate(index), words: Verdict.words) {
        $1.assessment.gates[index].verdict.rawValue
      }
    }
    for (index, requirement) in set.requirements.indexed {
      add("projected requirements \(requirement.id)", .requirement(index)) {
        $0.text($1.assessment.outcomes[index].earned)
      }
    }
    func addParts(
      _ id: String, _ subject: Subject, _ node: @escaping @Sendable (Projection) -> Breakdown
    ) {
      for (name, part) in FactIndex.parts {
        add("made of \(id) \(name)", subject) { $0.text(part(node($1))) }
      }
    }
    addParts("all", .unit) { $0.whole }
    for (index, task) in set.tasks.indexed {
      addParts(task.id, .task(index)) { $0.tasks[index] }
      for (position, subtask) in task.subtasks.enumerated() {
        addParts(subtask.id, .task(index)) { $0.subtasks[index][position] }
      }
    }
    for (index, requirement) in set.requirements.indexed {
      addParts(requirement.id, .requirement(index)) { $0.requirements[index] }
    }
  }

  private static let parts: [(String, @Sendable (Breakdown) -> Points)] = [
    ("done", { $0.done }), ("planned", { $0.planned }), ("lost", { $0.lost }),
    ("unanswered", { $0.unanswered }), ("not applicable", { $0.notApplicable }),
  ]
}

extension Observed {
  /// Total and gates, computed and decided.
  fileprivate var result: FinalResult { FinalResult(unit, overrides, plan.set.gates) }
}
