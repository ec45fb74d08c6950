import SourceText

/// Slips of the hand that YAML takes for something else without a word.
extension YAMLComposer {
  // MARK: Texts that are cut at a number sign

  /// What YAML takes for a comment behind a plain text although it belongs to the text: ` #12`.
  ///
  /// A comment has a blank behind its sign. Behind a number there can be no text, so that `10 #points` is a comment.
  func swallowed(behind node: YAMLNode) -> Range<Int>? {
    let bytes = file.bytes
    var sign = Int(node.range.end)
    while sign < bytes.count, isBlank(bytes[sign]) { sign += 1 }
    guard sign + 1 < bytes.count, bytes[sign] == UInt8(ascii: "#"), let text = node.text else {
      return nil
    }
    let next = bytes[sign + 1]
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { "0123456789.-%".utf8.contains($0) }
    let isComment = isBlank(next) || isLineEnd(next) || next == UInt8(ascii: "#")
    guard !isComment, isDigit || !isNumber else { return nil }
    var end = bytes[sign...].firstIndex(where: isLineEnd) ?? bytes.count
    while isBlank(bytes[end - 1]) { end -= 1 }
    return sign..<end
  }

  // MARK: Spaces that do not indent

  /// A space of another kind where an entry or a list's member was to begin.
  func wideSpace(in node: YAMLNode) -> Range<Int>? {
    let start = Int(node.range.start)
    if let space = spaces(from: start) { return space }
    if file.bytes[start...].first == UInt8(ascii: "-"), let space = spaces(from: start + 1) {
      return space
    }
    guard file.bytes[start..<Int(node.range.end)].contains(UInt8(ascii: "\n")) else { return nil }
    for line in lines(from: start, to: Int(node.range.end)) where line.lowerBound > start {
      guard let space = indentation(line), space.upperBound + 1 < line.upperBound,
        file.bytes[space.upperBound] == UInt8(ascii: "-"),
        isBlank(file.bytes[space.upperBound + 1])
      else { continue }
      return space
    }
    return nil
  }

  /// The spaces of another kind that a text may be no YAML for: in the indentation of a line up to where reading
  /// stopped, or behind a colon where the entry begins.
  func wideSpaces(before error: YAMLSyntaxError) -> [Diagnostic] {
    var found: [Range<Int>] = []
    for line in lines(from: base, to: error.offset) {
      guard let space = indentation(line) ?? behindDash(line),
        !free.contains(where: { $0.contains(space.lowerBound) })
      else { continue }
      found.append(space)
    }
    let stopped = lines(from: error.contextOffset ?? error.offset, to: error.offset)
    if found.isEmpty {
      for line in stopped {
        for colon in line where file.bytes[colon] == UInt8(ascii: ":") {
          if let space = spaces(from: colon + 1) { found.append(space) }
        }
      }
    }
    return found.prefix(100).map { .yamlWideSpace($0, in: file) }
  }

  /// The first spaces of another kind in a line's indentation, with the blanks between them.
  private func indentation(_ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, isBlank(file.bytes[start]) { start += 1 }
    return spaces(from: start)
  }

  /// The spaces of another kind behind the dash that a line begins with.
  private func behindDash(_ line: Range<Int>) -> Range<Int>? {
    let dash = line.first { !isBlank(file.bytes[$0]) }
    guard let dash, file.bytes[dash] == UInt8(ascii: "-") else { return nil }
    return spaces(from: dash + 1)
  }

  /// The spaces of another kind that begin at an offset.
  private func spaces(from start: Int) -> Range<Int>? {
    var (end, index) = (start, start)
    while index < file.bytes.count {
      if isBlank(file.bytes[index]), end > start {
        index += 1
      } else if let length = wideSpaceLength(at: index) {
        index += length
        end = index
      } else {
        break
      }
    }
    return end > start ? start..<end : nil
  }

  /// The length of a space that is none to YAML, such as the one of a Chinese input method, U+3000.
  private func wideSpaceLength(at index: Int) -> Int? {
    let bytes = file.bytes
    func next(_ ahead: Int) -> UInt8 { index + ahead < bytes.count ? bytes[index + ahead] : 0 }
    switch (bytes[index], next(1), next(2)) {
    case (0xC2, 0xA0, _): return 2
    case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F):
      return 3
    case (0xEF, 0xBB, 0xBF) where index > 0: return 3
    default: return nil
    }
  }

  /// The lines that a range lies on, without their ends.
  private func lines(from start: Int, to end: Int) -> [Range<Int>] {
    let bytes = file.bytes
    var line = min(start, bytes.count)
    while line > base, !isLineEnd(bytes[line - 1]) { line -= 1 }
    var lines: [Range<Int>] = []
    while line <= end, line < bytes.count {
      let next = bytes[line...].firstIndex(where: isLineEnd) ?? bytes.count
      lines.append(line..<next)
      line = next + 1
    }
    return lines
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
