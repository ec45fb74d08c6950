import FEEL
import SourceText

/// A requirement put in its place: its entry, what holds it, and its points.
struct Placement {
  var entry: Entry
  var task: Index<KeyTask>
  var subtask: String?
  var group: Int?
  /// Nil where they are missing or broken, which was reported.
  var points: Points?
  var weight: Number?
}

extension SetBuilder {
  /// Puts tasks, groups and requirements in the order of definition and gives every requirement its points.
  mutating func placeRequirements() -> By<Requirement, Placement> {
    let children = childrenByParent()
    var placements: By<Requirement, Placement> = []
    for record in draft.indices(.task) {
      let first = placements.endIndex
      let entry = draft.records[record].entry
      let task = tasks.endIndex
      var subtasks: [Subtask] = []
      place(children[record] ?? [], children, task, subtask: nil, group: nil, &placements)
      for child in children[record] ?? [] where draft.records[child].entry.kind == .subtask {
        let subtask = draft.records[child].entry
        subtasks.append(
          Subtask(
            id: subtask.id ?? "", title: subtask.title ?? "", place: subtask.headPlace))
        place(children[child] ?? [], children, task, subtask: subtask.id, group: nil, &placements)
      }
      let range = first..<placements.endIndex
      let points = points(entry, .points)
      shareOut(points, among: range, &placements)
      tasks.append(
        KeyTask(
          id: entry.id ?? "", title: entry.title ?? "", board: entry.text(.board),
          points: points ?? .zero, lead: entry.text(.lead), subtasks: subtasks,
          requirements: range, place: entry.headPlace))
      taskIndex[entry.id ?? ""] = task
      if range.isEmpty, draft.isComplete { diagnostics.append(.taskWithoutRequirements(entry)) }
    }
    checkGroups(placements)
    for (index, placement) in placements.indexed {
      requirementIndex[placement.entry.id ?? ""] = index
      marks.formUnion(placement.entry.texts(.mark))
    }
    return placements
  }

  private func childrenByParent() -> [Int: [Int]] {
    var children: [Int: [Int]] = [:]
    for index in draft.indices(.subtask, .group, .requirement) {
      if let parent = draft.records[index].parent { children[parent, default: []].append(index) }
    }
    return children
  }

  private mutating func place(
    _ records: [Int], _ children: [Int: [Int]], _ task: Index<KeyTask>, subtask: String?,
    group: Int?,
    _ placements: inout By<Requirement, Placement>
  ) {
    for record in records {
      let entry = draft.records[record].entry
      if entry.kind == .group {
        let index = groups.count
        let first = placements.endIndex
        let group = self.group(entry, task)
        groups.append(group)
        groupIndex[group.id] = index
        place(
          children[record] ?? [], children, task, subtask: subtask, group: index, &placements)
        groups[index].members = Array(first..<placements.endIndex)
      } else if entry.kind == .requirement {
        var placement = Placement(entry: entry, task: task, subtask: subtask, group: group)
        readPoints(&placement)
        placements.append(placement)
      }
    }
  }

  private mutating func group(_ entry: Entry, _ task: Index<KeyTask>) -> Group {
    Group(
      id: entry.id ?? "", title: entry.title ?? "", task: task, best: entry.whole(.best),
      loseAtMost: entry.number(.loseAtMost), earnAtMost: entry.number(.earnAtMost),
      countsAs: points(entry, .countsAs), members: [], place: entry.headPlace)
  }

  private mutating func readPoints(_ placement: inout Placement) {
    let entry = placement.entry
    switch (entry.has(.points), entry.has(.weight)) {
    case (true, true):
      diagnostics.append(.pointsAndWeight(entry))
    case (true, false):
      placement.points = points(entry, .points)
    case (false, true):
      placement.weight = entry.number(.weight)
      if let weight = placement.weight, weight.isNegative || weight.isZero,
        let node = entry[.weight]
      {
        diagnostics.append(.weightNotPositive(node))
        placement.weight = nil
      }
    case (false, false):
      diagnostics.append(.withoutPoints(entry))
    }
  }

  /// Shares what a task's points leave among its weighted requirements: largest remainder in smallest units, ties to
  /// the earlier id (S4).
  private mutating func shareOut(
    _ points: Points?, among range: Range<Index<Requirement>>,
    _ placements: inout By<Requirement, Placement>
  ) {
    let weighted = range.filter { placements[$0].weight != nil }
    guard !weighted.isEmpty, let points else { return }
    var rest = points
    for index in range where placements[index].weight == nil {
      guard let own = placements[index].points else { return }
      rest = rest - own
    }
    guard rest > .zero else {
      diagnostics.append(.nothingToShare(placements[weighted[0]].entry))
      return
    }
    let shares = Points.shared(
      rest, by: weighted.map { placements[$0].weight ?? .zero },
      ids: weighted.map { placements[$0].entry.id ?? "" })
    for (index, share) in zip(weighted, shares) { placements[index].points = share }
  }

  private mutating func checkGroups(_ placements: By<Requirement, Placement>) {
    for group in groups {
      let entry = draft.byID[group.id].map { draft.records[$0].entry }
      if group.members.isEmpty, draft.isComplete, let entry {
        diagnostics.append(.groupWithoutMembers(entry))
      }
      if let best = group.best, best > group.members.count, draft.isComplete,
        let node = entry?[.best]
      {
        diagnostics.append(.bestAboveMembers(node, members: group.members.count))
      }
    }
  }
}
