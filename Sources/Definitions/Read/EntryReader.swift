import Formats
import SourceText

/// Reads nodes against the field table and reports what does not fit.
struct EntryReader {
  var diagnostics: [Diagnostic] = []

  /// How much of an entry must be there.
  enum Completeness {
    /// Every required key.
    case whole
    /// Any keys: the others come from the set that this one extends.
    case partial
  }

  /// Reads one entry of a kind that is known.
  mutating func entry(
    _ node: YAMLNode, as kind: EntryKind, name: YAMLNode? = nil,
    _ completeness: Completeness = .whole
  ) -> Entry? {
    guard case .mapping(let pairs) = node.content else {
      diagnostics.append(.expectedEntry(node, kind))
      return nil
    }
    var entry = Entry(kind: kind, node: node, name: name)
    for (key, value) in pairs {
      let name = key.text ?? ""
      guard let field = kind.field(name) else {
        diagnostics.append(.unknownKey(key, in: kind))
        continue
      }
      if let earlier = entry.fields[field.key] {
        diagnostics.append(.duplicateKey(key, first: earlier.key))
        continue
      }
      entry.fields[field.key] = content(of: field, key, value)
    }
    if completeness == .whole { requireKeys(of: entry) }
    return entry
  }

  /// Reports required keys that an entry does not have.
  mutating func requireKeys(of entry: Entry) {
    for field in entry.kind.fields where field.isRequired && !entry.has(field.key) {
      diagnostics.append(.missingKey(field, in: entry))
    }
  }

  private mutating func content(
    of field: Field, _ key: YAMLNode, _ value: YAMLNode
  ) -> Entry.Content {
    var content = Entry.Content(key: key, value: value, isSound: true)
    switch field.shape {
    case .entry(let kind):
      content.entries = [entry(value, as: kind)].compactMap(\.self)
      content.isSound = !content.entries.isEmpty
    case .entries(let kinds):
      guard case .sequence(let members) = value.content else {
        diagnostics.append(.unexpectedShape(value, field))
        content.isSound = false
        content.isComplete = false
        break
      }
      content.entries = members.compactMap { member(of: kinds, $0) }
      content.isComplete = content.entries.count == members.count
    case .named(let kind):
      guard case .mapping(let pairs) = value.content else {
        diagnostics.append(.unexpectedShape(value, field))
        content.isSound = false
        content.isComplete = false
        break
      }
      for pair in pairs {
        let entry = entry(written(pair.value, as: kind), as: kind, name: pair.key)
        // One that cannot be read still has its name, so that its uses are not reported as well.
        content.entries.append(entry ?? Entry(kind: kind, node: pair.value, name: pair.key))
        if entry == nil { content.isComplete = false }
      }
    default:
      content.isSound = check(value, field)
    }
    return content
  }

  /// An entry in its long form: `类别: text` is short for `类别: {type: text}`.
  private func written(_ node: YAMLNode, as kind: EntryKind) -> YAMLNode {
    guard let key = kind.shortKey, case .scalar = node.content, !node.isEmpty else { return node }
    let written = YAMLNode(
      content: .scalar(key.rawValue, .plain), range: node.range, file: node.file)
    return YAMLNode(
      content: .mapping([(key: written, value: node)]), range: node.range, file: node.file)
  }

  /// Reads an entry whose kind its first key names.
  private mutating func member(of kinds: [EntryKind], _ node: YAMLNode) -> Entry? {
    guard case .mapping(let pairs) = node.content else {
      diagnostics.append(.expectedKind(node, kinds, found: nil))
      return nil
    }
    // A list of one kind without an id, such as the lines of a score.
    if kinds.count == 1, kinds[0].idKey == nil { return entry(node, as: kinds[0]) }
    for (position, pair) in pairs.enumerated() {
      let name = pair.key.text ?? ""
      guard let kind = kinds.first(where: { $0.isNamed(by: name) }) else { continue }
      if position > 0 { diagnostics.append(.kindNotFirst(pair.key)) }
      let isPartial = kind == .change || kind == .drop
      // A change carries the keys of its target, which is known only once the whole set is read.
      if isPartial { return rawChange(node, pairs, kind) }
      return entry(node, as: kind)
    }
    diagnostics.append(.expectedKind(node, kinds, found: pairs.first?.key))
    return nil
  }

  /// A change with the keys of every change; the others are read when its target is known.
  private mutating func rawChange(
    _ node: YAMLNode, _ pairs: [(key: YAMLNode, value: YAMLNode)], _ kind: EntryKind
  ) -> Entry {
    let own = pairs.filter { kind == .drop || kind.field($0.key.text ?? "") != nil }
    let head = YAMLNode(
      content: .mapping(own), range: node.range, isFlow: node.isFlow, file: node.file)
    return entry(head, as: kind).map { entry in
      var whole = Entry(kind: kind, node: node)
      whole.fields = entry.fields
      return whole
    } ?? Entry(kind: kind, node: node)
  }

  /// Reads the keys of a change that belong to its target's kind.
  mutating func changedFields(_ change: Entry, of kind: EntryKind) -> Entry? {
    guard case .mapping(let pairs) = change.node.content else { return nil }
    let own = pairs.filter { EntryKind.change.field($0.key.text ?? "") == nil }
    let body = YAMLNode(
      content: .mapping(own), range: change.node.range, isFlow: change.node.isFlow,
      file: change.node.file)
    return entry(body, as: kind, .partial)
  }
}
