/// Names with what they stand for, found by the longest match in a text.
struct NameTable<Element: Sendable>: Sendable {
  private var single: [String: Element] = [:]
  /// Names of several parts by their first one, longest first.
  private var several: [String: [Entry]] = [:]

  private struct Entry: Sendable {
    let parts: [String]
    let name: String
    var element: Element
  }

  /// Adds a name; what an equal name stood for is replaced.
  mutating func insert(_ name: String, _ element: Element) {
    guard let parts = nameParts(name), let first = parts.first, parts.count > 1 else {
      single[name] = element
      return
    }
    var entries = several[first] ?? []
    entries.removeAll { $0.parts == parts }
    let place = entries.firstIndex { $0.parts.count < parts.count } ?? entries.count
    entries.insert(Entry(parts: parts, name: name, element: element), at: place)
    several[first] = entries
  }

  /// The longest name that stands at an offset, with the offset past it; `word` is the word there.
  func longest(in lexer: Lexer, at start: Int, word: String) -> (end: Int, element: Element)? {
    if let entries = several[word] {
      for entry in entries {
        if let end = lexer.match(entry.parts, at: start) { return (end, entry.element) }
      }
    }
    return single[word].map { (start + word.utf8.count, $0) }
  }

  /// What a name stands for.
  subscript(name: String) -> Element? {
    if let element = single[name] { return element }
    guard let parts = nameParts(name), let first = parts.first else { return nil }
    return several[first]?.first { $0.parts == parts }?.element
  }

  /// All names, in no order.
  var all: [String] { Array(single.keys) + several.values.flatMap { $0.map(\.name) } }
}
