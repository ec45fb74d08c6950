import FEEL
import Formats
import SourceText

/// An entry of a definition: its keys by their English names, each where it stands.
///
/// Read against the field table, so that what is in `fields` has the shape that the table asks for.
struct Entry: Sendable {
  /// What stands behind a key.
  struct Content: Sendable {
    /// The key as it is written.
    var key: YAMLNode
    var value: YAMLNode
    /// Whether it has the shape that the field table asks for; if not, that has been reported.
    var isSound: Bool
    /// The entries behind a key that holds entries; of those that cannot be read, only the named ones.
    var entries: [Entry] = []
    /// Whether every entry could be read.
    var isComplete = true
  }

  let kind: EntryKind
  /// Where the entry stands.
  let node: YAMLNode
  /// The key of an entry that stands under its name, such as an item.
  var name: YAMLNode?
  var fields = EntryFields()

  init(kind: EntryKind, node: YAMLNode, name: YAMLNode? = nil) {
    self.kind = kind
    self.node = node
    self.name = name
  }
}

extension Entry {
  /// Whether the key was written, sound or not.
  func has(_ key: Key) -> Bool { fields.contains(key) }

  /// Whether the key was written and did not have the shape it should.
  func isBroken(_ key: Key) -> Bool { fields[key]?.isSound == false }

  /// What stands behind a key, if it is sound.
  subscript(key: Key) -> YAMLNode? {
    guard let content = fields[key], content.isSound else { return nil }
    return content.value
  }

  /// The place of a key, or of the whole entry where the key is not written.
  func place(of key: Key) -> Place { fields[key]?.key.place ?? headPlace }

  /// The place of what stands behind a key, or of the whole entry where the key is not written.
  func valuePlace(of key: Key) -> Place { fields[key]?.value.place ?? headPlace }

  /// The place by which the entry is known: its name, its id, or else where it begins.
  var headPlace: Place { headNode.place }

  /// The node by which the entry is known.
  var headNode: YAMLNode {
    if let name { return name }
    if let idKey = kind.idKey, let content = fields[idKey] { return content.value }
    return node
  }

  /// The id, for kinds that carry one: the text behind the first key or the name.
  var id: String? {
    if let name { return name.text?.visible }
    guard let key = kind.idKey else { return nil }
    return text(key)?.visible
  }

  /// The title: one line, whatever was written.
  var title: String? { text(.title)?.visible }

  func text(_ key: Key) -> String? { self[key]?.text.map(Literal.trim) }

  /// The texts of a list; a text alone is a list of one.
  func texts(_ key: Key) -> [String] { nodes(key).compactMap { $0.text.map(Literal.trim) } }

  /// The members of a list; a scalar alone is a list of one.
  func nodes(_ key: Key) -> [YAMLNode] {
    guard let node = self[key] else { return [] }
    if case .sequence(let members) = node.content { return members }
    return [node]
  }

  func number(_ key: Key) -> Number? { self[key]?.text.flatMap(Literal.number) }

  func whole(_ key: Key) -> Int? { self[key]?.text.flatMap(Literal.whole) }

  func share(_ key: Key) -> Number? { self[key]?.text.flatMap(Literal.percentage) }

  func flag(_ key: Key) -> Bool? { self[key]?.text.flatMap(Literal.flag) }

  /// The case of the model that a word stands for.
  func word<C: Choice>(_ key: Key, _ type: C.Type = C.self) -> C? {
    guard let text = text(key) else { return nil }
    return C(rawValue: text) ?? C.allCases.first { $0.chinese == text }
  }

  /// The entries behind a key.
  func entries(_ key: Key) -> [Entry] { fields[key]?.entries ?? [] }

  /// The entry behind a key that holds one.
  func entry(_ key: Key) -> Entry? {
    guard let content = fields[key], content.isSound else { return nil }
    return content.entries.first
  }
}
