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
  package var requirements: [Breakdown]
  /// By task.
  package var tasks: [Breakdown]
  /// By task and subtask.
  package var subtasks: [[Breakdown]]
  /// Of the set's points: the column before the conversion.
  package var whole: Breakdown
}

extension ScoringPlan {
  /// What every node is made of, from where a unit stands now and where it plans to stand.
  func projection(_ now: UnitAssessment, _ then: UnitAssessment, items: [Int]) -> Projection {
    let answers = then.outcomes.indices.map { answered(then.outcomes[$0], $0) }
    let sums = self.sums { (answers[$0].earned, answers[$0].base) }
    func sum(_ outcome: Outcome) -> NodeSum { NodeSum(earned: outcome.earned, base: outcome.base) }
    return Projection(
      assessment: then, items: items,
      requirements: set.requirements.indices.map { index in
        // A row beyond the best of its group stays out of the column, whatever would become of it.
        let isOut = then.outcomes[index].status == .notCounted
        return Breakdown(
          points: set.requirements[index].points, now: sum(now.outcomes[index]),
          then: sum(then.outcomes[index]), answered: isOut ? NodeSum() : answers[index])
      },
      tasks: set.tasks.indices.map { task in
        Breakdown(
          points: set.tasks[task].points, now: now.tasks[task], then: then.tasks[task],
          answered: sums.tasks[task])
      },
      subtasks: set.tasks.indices.map { task in
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
      },
      whole: Breakdown(
        points: set.points, now: NodeSum(earned: now.earned, base: now.base),
        then: NodeSum(earned: then.earned, base: then.base),
        answered: NodeSum(earned: sums.earned, base: sums.base)))
  }

  /// An outcome when what is missing earns everything; what is beyond the best of its group is among the group again.
  private func answered(_ outcome: Outcome, _ index: Int) -> NodeSum {
    let points = set.requirements[index].points
    switch (outcome.status, outcome.cause) {
    case (.missing, _), (_, .notCounted(.missing, _)): return NodeSum(earned: points, base: points)
    case (_, .notCounted(_, let earned)): return NodeSum(earned: earned, base: points)
    default: return NodeSum(earned: outcome.earned, base: outcome.base)
    }
  }

  /// The groups when every member earns everything.
  private var fullGroups: [GroupResult] {
    self.set.groups.indices.map { group in
      self.group(group) { (self.set.requirements[$0].points, self.set.requirements[$0].points) }.0
    }
  }
}

extension Scorer {
  /// Assesses the unit once more with the values that it and the units below it plan to reach; what contradicts itself
  /// only then is reported.
  ///
  /// Peers stand as they are now.
  mutating func project(
    _ planned: [PlannedValues.Planned], _ now: UnitAssessment, _ block: RowBlock, _ row: Int,
    _ present: Scorer, _ failedNow: [Int], _ unit: Unit, _ around: Surroundings,
    _ diagnostics: inout [Diagnostic]
  ) -> Projection {
    let ahead = around.planned.first ?? around
    let items = Set(planned.map(\.item))
      .union(around.planned.isEmpty ? [] : changedBelow(present.unit, around, ahead))
    guard !items.isEmpty else { return plan.projection(now, now, items: []) }
    let record = present.record.planning(planned).changing(items, plan.rules)
    loadEnds(block, row, record, unit, ahead)
    let failed = load(block, row, record, unit, ahead)
    fillCalls(sharesAt: level)
    let then = assessUnit()
    diagnostics += contradictions(
      failed.filter { !failedNow.contains($0) }, planned, block, row, unit)
    return plan.projection(now, then, items: items.sorted())
  }

  /// What contradicts itself in a unit that is not scored itself, with the values that it plans to reach.
  mutating func contradictionsOfPlan(
    _ planned: [PlannedValues.Planned], _ block: RowBlock, _ row: Int, _ present: Scorer,
    _ failedNow: [Int], _ unit: Unit, _ around: Surroundings
  ) -> [Diagnostic] {
    let record = present.record.planning(planned)
    let failed = load(block, row, record, unit, around.planned.first ?? around)
    return contradictions(failed.filter { !failedNow.contains($0) }, planned, block, row, unit)
  }

  /// The items whose values in a unit change because units below it, or assessments of it under other sets, plan to.
  private func changedBelow(
    _ unit: Int, _ around: Surroundings, _ ahead: Surroundings
  ) -> Set<Int> {
    var items: Set<Int> = []
    for (item, scores) in ahead.taken where plan.levels[item] == level {
      if scores[unit]?.number != around.taken[item]?[unit]?.number { items.insert(item) }
    }
    guard let now = around.gathering, let then = ahead.gathering else { return items }
    for (index, column) in now.plan.columns.enumerated() where column.level < level {
      if now.value(unit, index).number != then.value(unit, index).number {
        items.insert(column.item)
      }
    }
    for (index, call) in now.plan.children.enumerated()
    where now.list(unit, index).literal != then.list(unit, index).literal {
      items.formUnion(plan.set.reportedItems(behind: call.argument.reads))
    }
    return items
  }

  private func contradictions(
    _ failed: [Int], _ planned: [PlannedValues.Planned], _ block: RowBlock, _ row: Int,
    _ unit: Unit
  ) -> [Diagnostic] {
    failed.map { index in
      let items = plan.checkReads[index].items
      let values = items.map { item in
        let value =
          record.values[item]?.value ?? gathering?.gathered(self.unit, item: item)
          ?? block.value(row, item, of: plan.set.items[item])
        return Phrase("\(plan.set.items[item].name) = ") + plan.set.items[item].phrase(value)
      }
      let first = planned.first { items.contains($0.item) } ?? planned.first
      return .contradictoryValues(
        plan.set.checks[index], values: values.joined(),
        at: first?.place ?? items.lazy.compactMap { block.place(row, $0) }.first,
        unit: unit.code, item: (first?.item ?? items.first).map { plan.set.items[$0].name })
    }
  }
}
