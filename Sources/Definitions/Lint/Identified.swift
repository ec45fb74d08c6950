import SourceText

/// Something with an id, as a set or a list of ids has it.
struct Identified: Sendable {
  /// What an id is unique among: items have names of their own.
  struct Name: Hashable {
    let isItem: Bool
    let id: String
  }

  let kind: EntryKind
  let id: String
  let title: String
  var task: String?
  /// The code of an item.
  var code: String?
  /// Whether it has been given up for ever.
  var isRetired = false
  let place: Place

  var name: Name { Name(isItem: kind == .item, id: id) }
}

extension IndicatorSet {
  /// Everything that has an id, in the order of the set.
  var ids: [Identified] {
    func task(_ index: Index<KeyTask>?) -> String? { index.map { tasks[$0].id } }
    var ids: [Identified] = []
    for task in tasks {
      ids.append(Identified(kind: .task, id: task.id, title: task.title, place: task.place))
      ids += task.subtasks.map {
        Identified(kind: .subtask, id: $0.id, title: $0.title, task: task.id, place: $0.place)
      }
    }
    ids += groups.map {
      Identified(
        kind: .group, id: $0.id, title: $0.title, task: tasks[$0.task].id, place: $0.place)
    }
    ids += requirements.map {
      Identified(
        kind: .requirement, id: $0.id, title: $0.title, task: task($0.task), place: $0.place)
    }
    ids += adjustments.map {
      Identified(kind: .adjustment, id: $0.id, title: $0.title, place: $0.place)
    }
    ids += exemptions.map {
      Identified(kind: .exemption, id: $0.id, title: $0.title, place: $0.place)
    }
    ids += vetoes.map { Identified(kind: .veto, id: $0.id, title: $0.title, place: $0.place) }
    ids += gates.map { Identified(kind: .gate, id: $0.id, title: $0.title, place: $0.place) }
    ids += items.map {
      Identified(kind: .item, id: $0.name, title: $0.title, code: $0.code, place: $0.place)
    }
    return ids
  }
}
