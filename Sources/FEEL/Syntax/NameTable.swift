/// Names with what they stand for, found by the longest match in a text.
///
/// A tree with a level for each part of a name: a search reads no further than the longest name that is known.
struct NameTable<Element: Sendable>: Sendable {
  private var nodes = [Node()]
  /// What is known by a text that no expression can write as a name.
  private var others: [String: Element] = [:]

  private struct Node: Sendable {
    var name = ""
    var element: Element?
    var next: [String: Int] = [:]
  }

  /// Adds a name; what an equal name stood for is replaced.
  mutating func insert(_ name: String, _ element: Element) {
    update(name) { $0 = element }
  }

  /// Changes what a name stands for; nil where it stands for nothing.
  mutating func update(_ name: String, _ change: (inout Element?) -> Void) {
    guard let parts = nameParts(name), !parts.isEmpty else { return change(&others[name]) }
    var node = 0
    for part in parts {
      if let next = nodes[node].next[part] {
        node = next
      } else {
        nodes[node].next[part] = nodes.count
        node = nodes.count
        nodes.append(Node())
      }
    }
    nodes[node].name = name
    change(&nodes[node].element)
  }

  /// The longest name that stands at an offset, with the offset past it; `word` is the word there.
  func longest(in lexer: Lexer, at start: Int, word: String) -> (end: Int, element: Element)? {
    guard var node = nodes[0].next[word] else { return nil }
    var ahead = lexer
    ahead.offset = start + word.utf8.count
    var best: (end: Int, element: Element)?
    while true {
      if let element = nodes[node].element { best = (ahead.offset, element) }
      if nodes[node].next.isEmpty { return best }
      ahead.skipSpace()
      let part = ahead.namePart(at: ahead.offset)
      guard !part.isEmpty, let next = nodes[node].next[ahead.text(part)] else { return best }
      ahead.offset = part.upperBound
      node = next
    }
  }

  /// What a name stands for.
  subscript(name: String) -> Element? {
    guard let parts = nameParts(name), !parts.isEmpty else { return others[name] }
    var node = 0
    for part in parts {
      guard let next = nodes[node].next[part] else { return nil }
      node = next
    }
    return nodes[node].element
  }

  /// All names, in no order.
  var all: [String] { others.map(\.key) + nodes.filter { $0.element != nil }.map(\.name) }
}
