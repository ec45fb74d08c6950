import SourceText

/// The lines of a YAML text: how far each is indented, which are left out.
struct LineLayout {
  /// What is known of a line.
  private struct Line {
    /// The column at which its first token shall stand; nil where that follows from others.
    var column: Int?
    /// How far it moves with the node that began above it.
    var shift: Int?
    /// The node that it goes on with, where that is a scalar.
    var scalar: YAMLStyle?
    /// The indentation of what a block scalar holds.
    var contentColumn = 0
    /// The blanks that are left out behind its dashes.
    var cuts: [Range<Int>] = []
  }

  private let source: [UInt8]
  /// The offset of each line's first byte.
  private var starts: [Int] = [0]
  private var lines: [Line]

  init(_ file: SourceFile, _ root: YAMLNode) {
    source = file.bytes
    for (index, byte) in source.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lines = [Line](repeating: Line(), count: starts.count)
    place(root, at: 0)
  }

  // MARK: Where tokens shall stand

  /// Places a block collection whose tokens stand at a column; anything else only moves what follows its first line.
  private mutating func place(_ node: YAMLNode, at column: Int) {
    switch node.content {
    case .mapping(let pairs) where !node.isFlow:
      for (key, value) in pairs {
        let shift = column - self.column(of: key.start)
        begin(key.start, at: column)
        place(value, under: key.start, shift, at: column + 2)
      }
    case .sequence(let members) where !node.isFlow:
      var end = node.start
      for member in members {
        guard let dash = dash(from: end) else { return }
        let shift = column - self.column(of: dash)
        begin(dash, at: column)
        cut(behind: dash, before: member)
        place(member, under: dash, shift, at: column + 2)
        end = max(member.end, dash + 1)
      }
    case .scalar, .sequence, .mapping:
      follow(node, column - self.column(of: node.start), under: column)
      begin(node.start, at: column)
    }
  }

  /// Places what stands behind a key or a dash.
  private mutating func place(_ value: YAMLNode, under token: Int, _ shift: Int, at column: Int) {
    guard !value.isEmpty else { return }
    switch value.content {
    case .mapping where !value.isFlow, .sequence where !value.isFlow: place(value, at: column)
    case .scalar, .sequence, .mapping:
      guard line(of: value.start) != line(of: token) else {
        return follow(value, shift, under: column)
      }
      place(value, at: column)
    }
  }

  /// One space between a dash and what stands behind it.
  private mutating func cut(behind dash: Int, before member: YAMLNode) {
    let line = line(of: dash)
    guard !member.isEmpty, self.line(of: member.start) == line, dash + 2 < member.start else {
      return
    }
    lines[line].cuts.append(dash + 2..<member.start)
  }

  /// A token that shall stand at a column, if it is the first of its line.
  private mutating func begin(_ offset: Int, at column: Int) {
    let line = line(of: offset)
    if source[starts[line]..<offset].allSatisfy(isSpace) { lines[line].column = column }
  }

  /// Moves the further lines of a node; what a block scalar holds stands at a column, unless its head says how far in.
  private mutating func follow(_ node: YAMLNode, _ shift: Int, under column: Int) {
    let first = line(of: node.start)
    var last = line(of: max(node.start, node.end - 1))
    var style: YAMLStyle?
    if case .scalar(let text, let own) = node.content {
      style = own
      // Empty lines at the end of a block scalar that keeps them (`|+`) belong to it.
      let isBlock = own == .literal || own == .folded
      let ends = text.utf8.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
      if isBlock, ends > 1 { last = min(last + ends - 1, lines.count - 1) }
    }
    guard first < last else { return }
    let indentations = (first + 1...last).compactMap {
      text(of: $0).isEmpty ? nil : indentation(of: $0)
    }
    let contentColumn = indentations.min() ?? 0
    let head = source[node.start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "#") }
    let isFree = style == .literal || style == .folded
    let isCounted = head.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    for line in first + 1...last {
      lines[line].shift = isFree && !isCounted ? column - contentColumn : shift
      lines[line].scalar = style
      lines[line].contentColumn = contentColumn
    }
  }

  /// The next dash from an offset, past blanks and comments.
  private func dash(from start: Int) -> Int? {
    var index = start
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "-"): return index
      case UInt8(ascii: "#"):
        while index < source.count, source[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): index += 1
      default: return nil
      }
    }
    return nil
  }

  // MARK: The text

  /// The text with its lines laid out.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    var hasGap = false
    for line in lines.indices {
      if let style = lines[line].scalar {
        if hasGap { result.append(UInt8(ascii: "\n")) }
        hasGap = false
        append(line, of: style, to: &result)
        continue
      }
      let text = text(of: line)
      guard !text.isEmpty else {
        hasGap = !result.isEmpty
        continue
      }
      if hasGap { result.append(UInt8(ascii: "\n")) }
      hasGap = false
      indent(newColumn(of: line), &result)
      var done = text.startIndex
      for cut in lines[line].cuts {
        result += source[done..<cut.lowerBound]
        done = cut.upperBound
      }
      result += source[done..<text.endIndex]
      result.append(UInt8(ascii: "\n"))
    }
    return result
  }

  /// A further line of a scalar: its indentation is its node's, blanks at its end may belong to it.
  private func append(_ line: Int, of style: YAMLStyle, to result: inout [UInt8]) {
    // What follows the last line end is no line.
    if line == lines.count - 1, starts[line] == source.count { return }
    let shift = lines[line].shift ?? 0
    let text = text(of: line)
    let old = indentation(of: line)
    switch style {
    case .literal, .folded:
      let end = line + 1 < starts.count ? starts[line + 1] - 1 : source.count
      if !text.isEmpty || old > lines[line].contentColumn {
        indent(old + shift, &result)
        result += source[starts[line] + old..<end]
      }
    case .plain, .singleQuoted, .doubleQuoted:
      if !text.isEmpty {
        indent(old + shift, &result)
        result += text
      }
    }
    result.append(UInt8(ascii: "\n"))
  }

  private func newColumn(of line: Int) -> Int {
    if let column = lines[line].column { return column }
    if let shift = lines[line].shift { return indentation(of: line) + shift }
    // A comment stands with what follows it, else with what stands before it.
    let following = lines[(line + 1)...].firstIndex { $0.column != nil }
    if let following { return lines[following].column ?? 0 }
    guard indentation(of: line) > 0 else { return 0 }
    return lines[..<line].last { $0.column != nil }?.column ?? 0
  }

  private func indent(_ count: Int, _ result: inout [UInt8]) {
    result += repeatElement(UInt8(ascii: " "), count: max(0, count))
  }

  // MARK: Lines of the source

  /// The index of the line that holds an offset.
  private func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func column(of offset: Int) -> Int { offset - starts[line(of: offset)] }

  private func indentation(of line: Int) -> Int {
    source[starts[line]...].prefix(while: isSpace).count
  }

  /// A line without the blanks at its ends.
  private func text(of line: Int) -> ArraySlice<UInt8> {
    let end = line + 1 < starts.count ? starts[line + 1] - 1 : source.count
    var text = source[starts[line]..<end].drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
