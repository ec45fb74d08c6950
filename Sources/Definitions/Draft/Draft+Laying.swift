import Formats
import SourceText

extension Draft {
  /// Lays the keys and entries of a set over what is there; its changes are applied later.
  mutating func lay(over entry: Entry, _ reader: inout EntryReader) {
    for (key, content) in entry.fields where !Draft.lists.contains(key) {
      set.fields[key] = content
    }
    set = set.standing(as: entry)
    expect = entry.entry(.expect)
    for key in Draft.lists where entry.fields[key]?.isComplete == false { isComplete = false }
    replaceConstants(entry.entries(.constants))
    for view in entry.entries(.views) { add(new: view, &reader) }
    addData(entry, &reader)
    for task in entry.entries(.tasks) { addTask(task, &reader) }
    for key in [Key.adjustments, .exemptions, .vetoes, .gates] {
      for entry in entry.entries(key) { add(new: entry, &reader) }
    }
  }

  /// Adds items and checks.
  mutating func addData(_ entry: Entry, _ reader: inout EntryReader) {
    for key in [Key.items, .checks] where entry.fields[key]?.isComplete == false {
      isComplete = false
    }
    for item in entry.entries(.items) { add(new: item, &reader) }
    for check in entry.entries(.checks) { add(check) }
  }

  /// Adds constants; one that is there already takes the new value.
  mutating func replaceConstants(_ constants: [Entry]) {
    for constant in constants {
      if let index = constant.id.flatMap({ byName[$0] }), records[index].entry.kind == .constant {
        records[index].entry = constant
      } else {
        add(constant)
      }
    }
  }

  /// Adds a task with all it holds, or what it holds to a task that is there.
  mutating func addTask(_ task: Entry, _ reader: inout EntryReader) {
    let index: Int
    if let id = task.id, let present = target(id), records[present].entry.kind == .task,
      task.has(.why)
    {
      reasons[id] = task.text(.why)
      index = present
      for (key, content) in task.fields where !Draft.structure.contains(key) && key != .why {
        records[index].entry.fields[key] = content
      }
    } else {
      reader.requireKeys(of: task)
      index = add(new: task, &reader)
    }
    noteCompleteness(of: task)
    addMembers(of: task, in: index, &reader)
    for subtask in task.entries(.subtasks) {
      let inner = addSubtask(subtask, of: index, &reader)
      noteCompleteness(of: subtask)
      addMembers(of: subtask, in: inner, &reader)
    }
  }

  /// A subtask of a task that is there adds to the one with its id.
  private mutating func addSubtask(
    _ subtask: Entry, of record: Int, _ reader: inout EntryReader
  ) -> Int {
    if let id = subtask.id, let present = target(id), records[present].entry.kind == .subtask,
      records[present].parent == record, records[present].entry.node.file !== subtask.node.file
    {
      return present
    }
    return add(new: subtask, in: record, &reader)
  }

  private mutating func addMembers(
    of entry: Entry, in parent: Int, _ reader: inout EntryReader
  ) {
    for member in entry.entries(.requirements) {
      let index = add(new: member, in: parent, &reader)
      guard member.kind == .group else { continue }
      noteCompleteness(of: member)
      addMembers(of: member, in: index, &reader)
    }
  }

  private mutating func noteCompleteness(of entry: Entry) {
    for key in [Key.requirements, .subtasks] where entry.fields[key]?.isComplete == false {
      isComplete = false
    }
  }

  /// Adds a record whose id must be new.
  @discardableResult
  private mutating func add(
    new entry: Entry, in parent: Int? = nil, _ reader: inout EntryReader
  ) -> Int {
    let (index, earlier) = add(entry, in: parent)
    if let earlier {
      let first = records[earlier].entry
      let isInherited = first.node.file !== entry.node.file
      reader.diagnostics.append(.duplicateID(entry, first: first, isInherited: isInherited))
      // The first one counts; this one would only repeat its mistakes.
      records[index].isDropped = true
      isComplete = false
    }
    return index
  }

  /// The keys of a set that hold entries of their own, and what is never inherited.
  static let lists: Set<Key> = [
    .extends, .expect, .constants, .views, .items, .checks, .tasks, .gates, .adjustments,
    .exemptions, .vetoes, .change,
  ]

  /// The keys that hold other entries: they are changed by adding and dropping.
  static let structure: Set<Key> = [.requirements, .subtasks]
}

extension Entry {
  /// The same fields, known by another entry's place.
  fileprivate func standing(as other: Entry) -> Entry {
    var entry = Entry(kind: kind, node: other.node, name: other.name)
    entry.fields = fields
    return entry
  }
}
