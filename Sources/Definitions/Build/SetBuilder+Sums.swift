import FEEL
import SourceText

extension SetBuilder {
  /// The points of requirements add up to their task, those of tasks to the set.
  mutating func checkSums(_ placements: By<Requirement, Placement>) {
    guard draft.isComplete else { return }
    let entries = draft.entries(.task)
    var isSumKnown = true
    for (index, task) in tasks.indexed {
      let entry = entries[index.position]
      guard entry[.points] != nil, let sum = sum(of: task, index, placements) else {
        if entry[.points] == nil { isSumKnown = false }
        continue
      }
      if sum != task.points, !task.requirements.isEmpty {
        diagnostics.append(
          .sumDiffers(
            entry, sum: sum, stated: task.points, digits: digits, of: entry.id ?? ""))
      }
    }
    let sum = tasks.reduce(Points.zero) { $0 + $1.points }
    if isSumKnown, !tasks.isEmpty, let points, sum != points {
      diagnostics.append(
        .sumDiffers(
          draft.set, sum: sum, stated: points, digits: digits, of: draft.set.text(.set) ?? ""))
    }
  }

  /// What a task's requirements can earn in all; nil where that is not known.
  private func sum(
    of task: KeyTask, _ index: Index<KeyTask>, _ placements: By<Requirement, Placement>
  ) -> Points? {
    var sum = Points.zero
    for placement in placements[task.requirements] where placement.group == nil {
      guard let points = placement.points else { return nil }
      sum += points
    }
    for group in groups where group.task == index {
      guard let most = most(of: group, placements) else { return nil }
      sum += most
    }
    return sum
  }

  /// What a group can earn: its best members, capped, or what it counts as (S3.8).
  private func most(of group: Group, _ placements: By<Requirement, Placement>) -> Points? {
    var members: [Points] = []
    for member in group.members {
      guard let points = placements[member].points else { return nil }
      members.append(points)
    }
    if let countsAs = group.countsAs { return countsAs }
    members.sort(by: >)
    var sum = members.prefix(group.best ?? members.count).reduce(Points.zero, +)
    if let most = group.earnAtMost, let units = most.roundedHalfUp(digits: digits) {
      sum = min(sum, Points(units: units))
    }
    return sum
  }

  /// The set has as many entries as it says it should.
  mutating func checkCounts(_ placements: By<Requirement, Placement>) {
    guard let expect = draft.expect, draft.isComplete else { return }
    let counts: [(Key, Int)] = [
      (.tasks, tasks.count), (.subtasks, tasks.reduce(0) { $0 + $1.subtasks.count }),
      (.requirements, placements.count), (.items, items.count),
    ]
    for (key, count) in counts {
      if let expected = expect.whole(key), expected != count, let node = expect[key] {
        diagnostics.append(.unexpectedCount(node, count: count))
      }
    }
  }
}
