package import Definitions

extension ScoringPlan {
  /// The sums of a task's subtasks, in order: the rows of their requirements with what their groups' caps do.
  ///
  /// What a task scores beside its subtasks is in none of them.
  package func subtasks(of task: Index<KeyTask>, _ unit: UnitAssessment) -> [NodeSum] {
    subtasks(of: task, unit.groups) { index in
      unit.outcomes.tallies[index].sum
    }
  }

  /// The same with other points of the requirements and other sums of the groups.
  func subtasks(
    of task: Index<KeyTask>, _ groups: [GroupResult], _ points: (Index<Requirement>) -> NodeSum
  ) -> [NodeSum] {
    self.set.tasks[task].subtasks.map { subtask in
      var sum = NodeSum()
      for index in ungrouped[task] where self.set.requirements[index].subtask == subtask.id {
        sum += points(index)
      }
      for result in groups {
        guard let first = self.set.groups[result.group].members.first,
          self.set.requirements[first].subtask == subtask.id,
          self.set.groups[result.group].task == task
        else { continue }
        sum += NodeSum(earned: result.earned, base: result.base)
      }
      return sum
    }
  }
}
