import SourceText

extension YAMLNode {
  /// The offset in the file of a UTF-8 offset in the text of a scalar.
  ///
  /// Exact for every style: indentation, folded lines, doubled quotes and escapes are followed through the source.
  /// The offset of the text's end gives the end of its last character; past it, and for collections, the end of
  /// the node.
  /// - Complexity: O(length of the scalar).
  package func offset(ofContent utf8Offset: Int) -> Int {
    guard case .scalar(let text, let style) = content, utf8Offset >= 0 else {
      return Int(range.start)
    }
    let end = min(Int(range.end), file.bytes.count)
    let source = file.bytes[min(Int(range.start), end)..<end]
    let target = min(utf8Offset, text.utf8.count)
    switch style {
    case .plain:
      return FlowScalarWalk(source, quote: nil).offset(target)
    case .singleQuoted:
      return FlowScalarWalk(source.dropFirst().dropLast(), quote: "'").offset(target)
    case .doubleQuoted:
      return FlowScalarWalk(source.dropFirst().dropLast(), quote: "\"").offset(target)
    case .literal, .folded:
      return blockOffset(Array(text.utf8), source, target)
    }
  }
}

/// Walks through the source of a plain or quoted scalar, counting the bytes of its text.
private struct FlowScalarWalk {
  private let source: ArraySlice<UInt8>
  private let quote: Unicode.Scalar?

  init(_ source: ArraySlice<UInt8>, quote: Unicode.Scalar?) {
    self.source = source
    self.quote = quote
  }

  /// The index in the source of an offset in the text.
  func offset(_ target: Int) -> Int {
    var index = source.startIndex
    var count = 0
    while index < source.endIndex, count < target {
      let (length, produced) = piece(at: index)
      if count + produced > target {
        // Inside a piece: bytes that stand for themselves map one to one, an escape maps to its start.
        return length == produced ? index + (target - count) : index
      }
      index += length
      count += produced
    }
    return index
  }

  /// The next piece of the source: its length and how many bytes of text it makes.
  private func piece(at index: Int) -> (length: Int, produced: Int) {
    let byte = source[index]
    if isBlank(byte) { return whiteSpace(at: index) }
    if quote == "'", byte == UInt8(ascii: "'") { return (2, 1) }
    guard quote == "\"", byte == UInt8(ascii: "\\"), index + 1 < source.endIndex else {
      return (1, 1)
    }
    switch source[index + 1] {
    case UInt8(ascii: "x"): return escape(at: index, digits: 2)
    case UInt8(ascii: "u"): return escape(at: index, digits: 4)
    case UInt8(ascii: "U"): return escape(at: index, digits: 8)
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    case 0x0A, 0x0D:
      // An escaped line end makes nothing; the blanks that follow belong to it.
      var end = index + 2
      while end < source.endIndex, isBlank(source[end]) { end += 1 }
      return (end - index, 0)
    default: return (2, 1)
    }
  }

  private func escape(at index: Int, digits: Int) -> (length: Int, produced: Int) {
    let end = min(index + 2 + digits, source.endIndex)
    let value = UInt32(String(decoding: source[index + 2..<end], as: UTF8.self), radix: 16) ?? 0
    let length = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4
    return (end - index, length)
  }

  /// A run of blanks: kept on one line; with line ends folded to one space, or to one line end less than it has.
  private func whiteSpace(at index: Int) -> (length: Int, produced: Int) {
    var end = index
    var breaks = 0
    while end < source.endIndex, isBlank(source[end]) {
      if source[end] == 0x0A { breaks += 1 }
      if source[end] == 0x0D, end + 1 == source.endIndex || source[end + 1] != 0x0A { breaks += 1 }
      end += 1
    }
    return breaks == 0 ? (1, 1) : (end - index, max(1, breaks - 1))
  }
}

/// The index in the source of a block scalar of an offset in its text.
///
/// Only blanks differ between the two, so the rest is matched byte by byte; within a run of blanks the count is
/// taken from the run's end, where the text's own indentation stands.
private func blockOffset(_ text: [UInt8], _ source: ArraySlice<UInt8>, _ target: Int) -> Int {
  // The header (`|`, `>-`, a comment) is the first line.
  var index = (source.firstIndex(of: 0x0A) ?? source.endIndex)
  var count = 0
  while index < source.endIndex, count < text.count {
    var sourceEnd = index
    while sourceEnd < source.endIndex, isBlank(source[sourceEnd]) { sourceEnd += 1 }
    var textEnd = count
    while textEnd < text.count, isBlank(text[textEnd]) { textEnd += 1 }
    if target < textEnd {
      let fromEnd = sourceEnd - (textEnd - target)
      return max(index, fromEnd)
    }
    index = sourceEnd
    count = textEnd
    while index < source.endIndex, count < text.count, !isBlank(text[count]) {
      if count == target { return index }
      index += 1
      count += 1
    }
  }
  return min(index, source.endIndex)
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
