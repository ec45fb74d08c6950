import SourceText

/// The blanks within lines around colons, commas and brackets. Nothing moves that a line below is aligned with.
struct SpacingEdits {
  private let source: [UInt8]
  private var edits: [(range: Range<Int>, new: [UInt8])] = []

  init(_ file: SourceFile, _ root: YAMLNode) {
    source = file.bytes
    walk(root)
  }

  /// The text with its edits made.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    var done = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= done {
      result += source[done..<edit.range.lowerBound] + edit.new
      done = edit.range.upperBound
    }
    return result + source[done...]
  }

  private mutating func walk(_ node: YAMLNode) {
    switch node.content {
    case .scalar: return
    case .mapping(let pairs):
      for (key, value) in pairs {
        colon(between: key, value)
        walk(value)
      }
      if node.isFlow {
        brackets(node, pairs.map { ($0.key.start, max($0.key.end, $0.value.end)) })
      }
    case .sequence(let members):
      for member in members { walk(member) }
      if node.isFlow { brackets(node, members.map { ($0.start, $0.end) }) }
    }
  }

  /// `key: value`, and nothing between a key and its colon.
  private mutating func colon(between key: YAMLNode, _ value: YAMLNode) {
    guard let colon = first(UInt8(ascii: ":"), from: key.end) else { return }
    replace(key.end..<colon, "")
    guard value.start > colon, !value.isEmpty, isInline(colon + 1..<value.start) else { return }
    replace(colon + 1..<value.start, " ")
  }

  /// `[a, b]`, with the ranges of what stands in the brackets.
  private mutating func brackets(_ node: YAMLNode, _ members: [(start: Int, end: Int)]) {
    // A pair alone in a sequence, `[a: b]`, is a mapping without brackets of its own.
    guard node.start < source.count,
      [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(source[node.start])
    else { return }
    var end = node.start + 1
    for (position, member) in members.enumerated() {
      if position == 0 {
        if isInline(end..<member.start) { replace(end..<member.start, "") }
      } else if let comma = first(UInt8(ascii: ","), from: end) {
        replace(end..<comma, "")
        if comma < member.start, isInline(comma + 1..<member.start) {
          replace(comma + 1..<member.start, " ")
        }
      }
      end = member.end
    }
    let close = node.end - 1
    if end <= close, isInline(end..<close) { replace(end..<close, "") }
  }

  /// The offset of a sign, if only spaces of the same line stand before it.
  private func first(_ sign: UInt8, from start: Int) -> Int? {
    var index = start
    while index < source.count, isSpace(source[index]) { index += 1 }
    return index < source.count && source[index] == sign ? index : nil
  }

  /// Whether a range holds nothing but spaces.
  private func isInline(_ range: Range<Int>) -> Bool { source[range].allSatisfy(isSpace) }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private mutating func replace(_ range: Range<Int>, _ new: String) {
    let bytes = Array(new.utf8)
    if source[range] != bytes[...] { edits.append((range, bytes)) }
  }
}

extension YAMLNode {
  /// The offset of its first byte.
  var start: Int { Int(range.start) }
  /// The offset just past its last byte.
  var end: Int { Int(range.end) }
}
