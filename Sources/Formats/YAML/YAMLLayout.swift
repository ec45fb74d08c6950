package import SourceText

/// The canonical layout of a YAML text, by edits of its blanks: no other character is touched.
///
/// Two spaces for each level, one space behind a colon, a comma and a dash, none inside brackets, comments with the line that
/// follows them, at most one empty line, no blanks at the end of a line, one line end at the end of the text.
package enum YAMLLayout {
  /// Why a text is left as it is.
  package enum Refusal: Error {
    /// It is not YAML that definitions have a use for; the errors.
    case unreadable([Diagnostic])
    /// It would mean something else afterwards.
    case wouldChange
  }

  /// The text in its canonical layout.
  /// - Parameter file: The text as it is.
  /// - Returns: The bytes, equal to those of the file where nothing is to be done.
  /// - Throws: Why it cannot be laid out.
  package static func format(_ file: SourceFile) throws(Refusal) -> [UInt8] {
    let before = try parse(file)
    let unixFile = SourceFile(path: file.path, bytes: withUnixLineEnds(file.bytes))
    let spaced = SpacingEdits(unixFile, try parse(unixFile)).bytes
    let spacedFile = SourceFile(path: file.path, bytes: spaced)
    let bytes = LineLayout(spacedFile, try parse(spacedFile)).bytes
    // The proof: the same characters but for blanks, and the same nodes.
    let after: YAMLNode
    do {
      after = try parse(SourceFile(path: file.path, bytes: bytes))
    } catch {
      throw .wouldChange
    }
    guard before.means(after), withoutBlanks(bytes) == withoutBlanks(file.bytes) else {
      throw .wouldChange
    }
    return bytes
  }

  /// The root of a text.
  private static func parse(_ file: SourceFile) throws(Refusal) -> YAMLNode {
    let (node, diagnostics) = YAMLNode.parse(file)
    guard let node, !diagnostics.hasErrors else { throw .unreadable(diagnostics) }
    return node
  }

  private static func withUnixLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\r") {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { continue }
        result.append(UInt8(ascii: "\n"))
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { !$0.isBlank } }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or an end of a line.
  fileprivate var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
      || self == UInt8(ascii: "\r")
  }
}

extension YAMLNode {
  /// Whether two nodes hold the same, written in the same styles.
  fileprivate func means(_ other: YAMLNode) -> Bool {
    guard isFlow == other.isFlow else { return false }
    switch (content, other.content) {
    case (.scalar(let a, let style), .scalar(let b, let otherStyle)):
      return a == b && style == otherStyle
    case (.sequence(let a), .sequence(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.means($1) }
    case (.mapping(let a), .mapping(let b)):
      return a.count == b.count
        && zip(a, b).allSatisfy { $0.key.means($1.key) && $0.value.means($1.value) }
    case (.scalar, _), (.sequence, _), (.mapping, _): return false
    }
  }
}
