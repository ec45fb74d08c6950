package import SourceText

/// How a scalar is written.
package enum YAMLStyle: Sendable, Hashable {
  case plain
  case singleQuoted
  case doubleQuoted
  case literal
  case folded
}

/// A node of a YAML file that knows where it stands.
package struct YAMLNode: Sendable {
  /// What the node holds; sequences and mappings keep the order of the file.
  package enum Content: Sendable {
    case scalar(String, YAMLStyle)
    case sequence([YAMLNode])
    /// Keys are always scalars, each text at most once.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// What the node holds.
  package let content: Content
  /// The UTF-8 offsets of the node in its file, quotes and brackets included.
  ///
  /// A node that is left empty (`key:`) has an empty range; a block collection ends with its last node.
  package let range: SourceRange
  /// Whether a collection is written in `{ }` or `[ ]`.
  package let isFlow: Bool
  /// The file that the node stands in.
  package let file: SourceFile

  /// Makes a node.
  package init(content: Content, range: SourceRange, isFlow: Bool = false, file: SourceFile) {
    self.content = content
    self.range = range
    self.isFlow = isFlow
    self.file = file
  }

  /// The place of the node.
  package var place: Place { file.place(range) }

  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// What stands in the file from its start to its end.
  package var source: String {
    String(decoding: file.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// Whether a scalar is written in quotes.
  package var isQuoted: Bool {
    switch content {
    case .scalar(_, .singleQuoted), .scalar(_, .doubleQuoted): true
    case .scalar(_, .plain), .scalar(_, .literal), .scalar(_, .folded), .sequence, .mapping: false
    }
  }

  /// Whether nothing was written: a plain scalar without text.
  package var isEmpty: Bool {
    if case .scalar("", .plain) = content { true } else { false }
  }

  /// The value of a key of a mapping.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }?.value
  }

  /// Reads a file that holds one YAML document.
  ///
  /// Refuses what definitions have no use for: anchors, aliases, tags, keys that are not plain text, keys given
  /// twice, several documents, more than 4 MB, a depth of more than 50 or a million nodes. The node is `nil` only
  /// where an error is among the diagnostics; it may be there beside errors, without what could not be used.
  package static func parse(_ file: SourceFile) -> (YAMLNode?, [Diagnostic]) {
    var composer = YAMLComposer(file)
    let node = composer.compose()
    return (node, composer.diagnostics)
  }
}
