import SourceText

/// Puts the events of a YAML text together into located nodes and collects what is wrong with it.
struct YAMLComposer {
  /// The limits that keep a hostile file from taking time or memory.
  enum Limit {
    static let bytes = 4 << 20
    static let depth = 50
    static let nodes = 1_000_000
  }

  let file: SourceFile
  /// The length of the byte order mark, which libyaml does not count.
  let base: Int
  private var nodes = 0
  /// Where texts stand that may hold any spaces: in quotes, or below `|` and `>`.
  private(set) var free: [Range<Int>] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// A composer for a file.
  init(_ file: SourceFile) {
    self.file = file
    base = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The only document of the file.
  mutating func compose() -> YAMLNode? {
    guard file.bytes.count <= Limit.bytes else {
      diagnostics.append(.yamlTooLarge(file.place(SourceRange(0, 0)), limit: Limit.bytes))
      return nil
    }
    guard checkCharacters() else { return nil }
    var reader = YAMLEventReader(file.bytes[base...])
    do {
      return try document(&reader)
    } catch {
      switch error {
      case .syntax(let error):
        let error = moved(error)
        let spaces = wideSpaces(before: error)
        diagnostics += spaces.isEmpty ? [.yamlSyntax(error, in: file)] : spaces
      case .limit(let diagnostic): diagnostics.append(diagnostic)
      }
      return nil
    }
  }

  private enum Stop: Error {
    case syntax(YAMLSyntaxError)
    case limit(Diagnostic)
  }

  private func moved(_ error: YAMLSyntaxError) -> YAMLSyntaxError {
    var error = error
    error.offset += base
    error.contextOffset = error.contextOffset.map { $0 + base }
    return error
  }

  private func next(_ reader: inout YAMLEventReader) throws(Stop) -> YAMLEvent {
    do {
      var event = try reader.next()
      event.start += base
      event.end += base
      return event
    } catch {
      throw .syntax(error)
    }
  }

  private mutating func document(_ reader: inout YAMLEventReader) throws(Stop) -> YAMLNode? {
    var root: YAMLNode?
    var documents = 0
    while true {
      let event = try next(&reader)
      switch event.kind {
      case .streamEnd:
        if root == nil {
          diagnostics.append(.yamlEmpty(file.place(SourceRange(0, 0))))
        }
        return root
      case .streamStart, .documentEnd: continue
      case .documentStart:
        documents += 1
        guard documents == 1 else {
          diagnostics.append(.yamlSecondDocument(place(event)))
          return root
        }
      default: root = try node(event, depth: 1, isInFlow: false, &reader)
      }
    }
  }

  private mutating func node(
    _ event: YAMLEvent, depth: Int, isInFlow: Bool, _ reader: inout YAMLEventReader
  ) throws(Stop) -> YAMLNode {
    nodes += 1
    guard nodes <= Limit.nodes else {
      throw .limit(.yamlTooManyNodes(place(event), limit: Limit.nodes))
    }
    guard depth <= Limit.depth else {
      throw .limit(.yamlTooDeep(place(event), limit: Limit.depth))
    }
    if let anchor = event.anchor { diagnostics.append(.yamlAnchor(anchor, at: place(event))) }
    if let tag = event.tag { diagnostics.append(.yamlTag(tag, at: place(event))) }
    switch event.kind {
    case .scalar(let text, let style):
      return scalar(text, style, event, isInFlow: isInFlow)
    case .sequenceStart(let isFlow):
      return try sequence(event, isFlow: isFlow, depth: depth, &reader)
    case .mappingStart(let isFlow):
      return try mapping(event, isFlow: isFlow, depth: depth, &reader)
    case .alias(let name):
      diagnostics.append(.yamlAlias(name, at: place(event)))
      return scalar("", .plain, event, isInFlow: false)
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      return scalar("", .plain, event, isInFlow: false)
    }
  }

  private mutating func scalar(
    _ text: String, _ style: YAMLStyle, _ event: YAMLEvent, isInFlow: Bool
  ) -> YAMLNode {
    var end = event.end
    if style == .literal || style == .folded {
      // libyaml's mark stands after the empty lines that follow the text.
      while end > event.start, [0x20, 0x09, 0x0A, 0x0D].contains(file.bytes[end - 1]) { end -= 1 }
    }
    let node = YAMLNode(
      content: .scalar(text, style), range: SourceRange(event.start, end), file: file)
    if let control = text.unicodeScalars.first(where: \.isControl) {
      let hex = String(control.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
      diagnostics.append(.yamlForbiddenCharacter(name, at: node.place))
    }
    guard style == .plain else {
      free.append(event.start..<end)
      return node
    }
    if isInFlow, hasOpenParenthesis(text) {
      diagnostics.append(.yamlSwallowedComma(text, at: node.place))
    }
    if let comment = swallowed(behind: node) {
      diagnostics.append(.yamlSwallowedText(node, comment))
    }
    if let space = wideSpace(in: node) { diagnostics.append(.yamlWideSpace(space, in: file)) }
    return node
  }

  private mutating func sequence(
    _ start: YAMLEvent, isFlow: Bool, depth: Int, _ reader: inout YAMLEventReader
  ) throws(Stop) -> YAMLNode {
    var members: [YAMLNode] = []
    var event = try next(&reader)
    while true {
      if case .sequenceEnd = event.kind { break }
      members.append(try node(event, depth: depth + 1, isInFlow: isFlow, &reader))
      event = try next(&reader)
    }
    let end = isFlow ? event.end : members.last.map { Int($0.range.end) } ?? start.end
    return YAMLNode(
      content: .sequence(members), range: SourceRange(start.start, end), isFlow: isFlow, file: file)
  }

  private mutating func mapping(
    _ start: YAMLEvent, isFlow: Bool, depth: Int, _ reader: inout YAMLEventReader
  ) throws(Stop) -> YAMLNode {
    var entries: [(key: YAMLNode, value: YAMLNode)] = []
    var first: [String: SourceRange] = [:]
    var event = try next(&reader)
    while true {
      if case .mappingEnd = event.kind { break }
      let key = try node(event, depth: depth + 1, isInFlow: isFlow, &reader)
      let value = try node(try next(&reader), depth: depth + 1, isInFlow: isFlow, &reader)
      if let name = key.text {
        if isFlow, isWithoutColon(key, value) {
          if let before = entries.last, before.value.text != nil {
            let range = SourceRange(Int(before.value.range.start), Int(key.range.end))
            diagnostics.append(.yamlLoneEntry(name, at: key.place, whole: range, in: file))
          } else {
            diagnostics.append(.yamlLoneEntry(name, at: key.place, whole: nil, in: file))
          }
        } else if let earlier = first[name] {
          diagnostics.append(
            .yamlDuplicateKey(name, at: key.place, first: file.place(earlier)))
        } else {
          first[name] = key.range
          entries.append((key, value))
        }
      } else {
        diagnostics.append(.yamlKeyIsNotText(key.place))
      }
      event = try next(&reader)
    }
    let end = isFlow ? event.end : entries.last.map { Int($0.value.range.end) } ?? start.end
    return YAMLNode(
      content: .mapping(entries), range: SourceRange(start.start, end), isFlow: isFlow, file: file)
  }

  /// Whether an entry of `{ }` stands without its colon, as the rest of an expression after a comma does.
  private func isWithoutColon(_ key: YAMLNode, _ value: YAMLNode) -> Bool {
    guard value.isEmpty, value.range.start == value.range.end else { return false }
    var index = Int(key.range.end)
    while index < file.bytes.count {
      switch file.bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: ":"): return false
      default: return true
      }
    }
    return true
  }

  private func hasOpenParenthesis(_ text: String) -> Bool {
    var open = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
    }
    return open > 0
  }

  private func place(_ event: YAMLEvent) -> Place {
    file.place(SourceRange(event.start, event.end))
  }

  /// Reports what is not UTF-8 and characters that libyaml and editors count differently.
  private mutating func checkCharacters() -> Bool {
    if let bad = UTF8Check.firstInvalid(file.bytes[base...]) {
      diagnostics.append(.notUTF8(file.place(SourceRange(bad, bad + 1)), byte: file.bytes[bad]))
      return false
    }
    let bytes = file.bytes
    var index = base
    while index < bytes.count {
      let byte = bytes[index]
      var found: (name: String, length: Int)?
      if byte == 0 {
        found = ("U+0000", 1)
      } else if byte == 0xC2, bytes[index + 1] == 0x85 {
        found = ("U+0085", 2)
      } else if byte == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 {
        found = (bytes[index + 2] == 0xA8 ? "U+2028" : "U+2029", 3)
      }
      if let found {
        let place = file.place(SourceRange(index, index + found.length))
        diagnostics.append(.yamlForbiddenCharacter(found.name, at: place))
        if diagnostics.count >= 100 { break }
      }
      index += found?.length ?? 1
    }
    return diagnostics.isEmpty
  }
}
