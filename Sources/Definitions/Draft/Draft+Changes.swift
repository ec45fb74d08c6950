import Formats
import SourceText

extension Draft {
  /// Applies changes in order; each names an entry that is there and says why.
  mutating func apply(_ changes: [Entry], _ reader: inout EntryReader) {
    var changed: [String: YAMLNode] = [:]
    for change in changes {
      guard let id = change.id, let node = change[change.kind == .drop ? .drop : .change] else {
        continue
      }
      if let why = change.text(.why) { reasons[id] = why }
      if id == set.id, change.kind == .change {
        Draft.replace(&set, by: change, &reader)
        continue
      }
      guard let index = target(id) else {
        reader.diagnostics.append(.unknownTarget(node, known: targets))
        continue
      }
      if let first = changed[id] {
        reader.diagnostics.append(.changedTwice(node, first: first))
      }
      changed[id] = node
      if change.kind == .drop {
        records[index].isDropped = true
      } else {
        Draft.replace(&records[index].entry, by: change, &reader)
      }
    }
  }

  /// Static, so that the draft is not copied to be read while one of its entries changes.
  private static func replace(
    _ entry: inout Entry, by change: Entry, _ reader: inout EntryReader
  ) {
    guard let new = reader.changedFields(change, of: entry.kind) else { return }
    if change.node.count == change.fields.count, let node = change[.change] {
      reader.diagnostics.append(.emptyChange(node))
    }
    let isList: Set<Key> =
      switch entry.kind {
      case .set: Draft.lists
      case .task, .subtask, .group: Draft.structure
      default: []
      }
    for (key, content) in new.fields {
      if key == entry.kind.idKey || isList.contains(key) {
        reader.diagnostics.append(.unchangeableKey(content.key))
        continue
      }
      entry.fields[key] = key == .view ? content.laid(over: entry.fields[key]) : content
      // Points and weight take each other's place.
      if key == .points { entry.fields[.weight] = nil }
      if key == .weight { entry.fields[.points] = nil }
    }
  }
}

extension Entry.Content {
  /// The parts in views, with those in the other views as they were.
  fileprivate func laid(over earlier: Entry.Content?) -> Entry.Content {
    guard let earlier, case .mapping(let old) = earlier.value.content,
      case .mapping(let new) = value.content
    else { return self }
    let names = Set(new.compactMap(\.key.text))
    var content = self
    content.value = YAMLNode(
      content: .mapping(old.filter { !names.contains($0.key.text ?? "") } + new),
      range: value.range, isFlow: value.isFlow, file: value.file)
    content.isSound = isSound && earlier.isSound
    return content
  }
}

extension YAMLNode {
  /// How many keys a mapping has.
  fileprivate var count: Int {
    if case .mapping(let pairs) = content { pairs.count } else { 0 }
  }
}
