import FEEL
package import Definitions
import SourceText
import Submissions

/// What a node's points are made of; the five add up to what the node can earn.
///
/// A node is a requirement, a subtask, a task or the whole column before the conversion.
package struct Breakdown: Sendable, Equatable {
  /// Earned now.
  package var done: Points
  /// What the planned values bring: below zero where they cost points.
  package var planned: Points
  /// Lost now, and nobody plans to win it.
  package var lost: Points
  /// What is not reported could still bring.
  package var unanswered: Points
  /// What left the base: not applicable, waived, beyond the best of a group.
  package var notApplicable: Points

  /// The node's points.
  package var points: Points { done + planned + lost + unanswered + notApplicable }

  /// - Parameters:
  ///   - points: What the node can earn.
  ///   - now: What it earns now.
  ///   - then: What it earns with the planned values.
  ///   - answered: The same when all that is missing then earns everything.
  init(points: Points, now: NodeSum, then: NodeSum, answered: NodeSum) {
    done = now.earned
    planned = then.earned - now.earned
    unanswered = answered.earned - then.earned
    notApplicable = points - answered.base
    lost = answered.base - answered.earned
  }
}

/// Where a unit stands with the values that it plans to reach, and what its points are made of.
package struct Projection: Sendable {
  /// Everything about the unit with the planned values in place of the present ones.
  package var assessment: UnitAssessment
  /// The items that the plan changes, as indices, ascending.
  package var items: [Int]
  /// By requirement.
  package var requirements: By<Requirement, Breakdown>
  /// By task.
  package var tasks: By<KeyTask, Breakdown>
  /// By task and subtask.
  package var subtasks: By<KeyTask, [Breakdown]>
  /// Of the set's points: the column before the conversion.
  package var whole: Breakdown
}

extension ScoringPlan {
  /// What every node is made of, from where a unit stands now and where it plans to stand.
  func projection(_ now: UnitAssessment, _ then: UnitAssessment, items: [Int]) -> Projection {
    let answers = By<Requirement, NodeSum>(
      then.outcomes.indexed.map { answered($1, $0) })
    let sums = self.sums { (answers[$0].earned, answers[$0].base) }
    return Projection(
      assessment: then, items: items,
      requirements: By(
        set.requirements.indices.map { index in
          // A row beyond the best of its group stays out of the column, whatever would become of it.
          let isOut = then.outcomes.tallies[index].status == .notCounted
          return Breakdown(
            points: set.requirements[index].points, now: now.outcomes.tallies[index].sum,
            then: then.outcomes.tallies[index].sum, answered: isOut ? NodeSum() : answers[index])
        }),
      tasks: By(
        set.tasks.indices.map { task in
          Breakdown(
            points: set.tasks[task].points, now: now.tasks[task], then: then.tasks[task],
            answered: sums.tasks[task])
        }),
      subtasks: By(
        set.tasks.indices.map { task in
          let most = subtasks(of: task, fullGroups) { index in
            NodeSum(earned: self.set.requirements[index].points, base: .zero)
          }
          let present = subtasks(of: task, now)
          let projected = subtasks(of: task, then)
          let answered = subtasks(of: task, sums.groups) { answers[$0] }
          return most.indices.map { index in
            Breakdown(
              points: most[index].earned, now: present[index], then: projected[index],
              answered: answered[index])
          }
        }),
      whole: Breakdown(
        points: set.points, now: NodeSum(earned: now.earned, base: now.base),
        then: NodeSum(earned: then.earned, base: then.base),
        answered: NodeSum(earned: sums.earned, base: sums.base)))
  }

  /// An outcome when what is missing earns everything; what is beyond the best of its group is among the group again.
  private func answered(_ outcome: Outcome, _ index: Index<Requirement>) -> NodeSum {
    let points = set.requirements[index].points
    switch (outcome.status, outcome.cause) {
    case (.missing, _), (_, .notCounted(.missing, _)): return NodeSum(earned: points, base: points)
    case (_, .notCounted(_, let earned)): return NodeSum(earned: earned, base: points)
    default: return outcome.tally.sum
    }
  }

  /// The groups when every member earns everything.
  private var fullGroups: [GroupResult] {
    self.set.groups.indices.map { group in
      self.group(group) { (self.set.requirements[$0].points, self.set.requirements[$0].points) }.0
    }
  }
}
