import Formats
import Pages
import SourceText

/// The comments of a set that say what is to be ignored: `# lint: ignore CODE reason`, `# 检查:忽略 CODE 理由`.
///
/// A comment speaks of its line, or of the next line where it stands alone, and of what that line holds: the lines
/// below that are indented further.
struct Ignores {
  /// One comment.
  private struct Directive {
    let file: SourceFile
    /// The comment in the file.
    let range: SourceRange
    /// The code, and where it stands; empty where none is named.
    let code: String
    let codeRange: SourceRange
    let reason: String
    /// The lines that it speaks of, 1-based.
    let lines: ClosedRange<Int>
  }

  private var directives: [Directive] = []
  private let source: SetSource

  init(_ source: SetSource) {
    self.source = source
    for file in source.files { directives += Self.directives(in: file) }
  }

  /// The diagnostics that are left, and what is wrong with the comments themselves.
  ///
  /// Where the set could not be loaded nothing was looked for, and a comment that ignores nothing says nothing.
  func apply(to diagnostics: [Diagnostic], isWhole: Bool) -> [Diagnostic] {
    guard !directives.isEmpty else { return diagnostics }
    var used: Set<Int> = []
    var left: [Diagnostic] = []
    for diagnostic in diagnostics {
      let index = directives.firstIndex { directive in
        guard let place = diagnostic.place, !directive.reason.isEmpty else { return false }
        return directive.code == diagnostic.code && directive.file.shownPath == place.path
          && directive.lines.contains(place.line)
      }
      if let index, Self.canIgnore(diagnostic) {
        used.insert(index)
      } else {
        left.append(diagnostic)
      }
    }
    for (index, directive) in directives.enumerated() where isOwn(directive.file) {
      let place = directive.file.place(
        directive.code.isEmpty ? directive.range : directive.codeRange)
      if directive.code.isEmpty || DiagnosticPage.all[directive.code] == nil {
        left.append(.ignoresUnknown(directive.code, at: place, directive.file, directive.codeRange))
      } else if directive.reason.isEmpty {
        left.append(.ignoredWithoutReason(directive.code, at: place))
      } else if isWhole, !used.contains(index) {
        left.append(.ignoresNothing(directive.code, at: place))
      }
    }
    return left
  }

  /// A set with errors of loading cannot be used, whatever a comment says.
  private static func canIgnore(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.severity != .error || Lint.all.contains { diagnostic.has($0.code) }
  }

  /// Whether the file is the set's own, and not one of a set below it.
  private func isOwn(_ file: SourceFile) -> Bool {
    guard let folder = source.folder else { return file.path == source.mainFile }
    return folder.isEmpty ? !file.path.hasPrefix("../") : file.path.hasPrefix(folder + "/")
  }

  // MARK: Reading

  private static let words = ["lint: ignore", "lint:ignore", "检查:忽略", "检查：忽略", "检查: 忽略"]

  private static func directives(in file: SourceFile) -> [Directive] {
    let marks = words.map { Array($0.utf8) }
    var found: [Directive] = []
    var scalars: [SourceRange]?
    let lines = file.lines
    for (number, line) in lines.enumerated() {
      guard let hash = file.bytes[line].comment(of: marks, in: file.bytes) else { continue }
      // Only now is it worth asking whether the sign stands in a text.
      let ranges = scalars ?? (YAMLNode.parse(file).0?.scalarRanges ?? [])
      scalars = ranges
      let isText = ranges.contains { Int($0.start) <= hash.sign && hash.sign < Int($0.end) }
      guard !isText else { continue }
      found.append(directive(file, lines, number, hash))
    }
    return found
  }

  private static func directive(
    _ file: SourceFile, _ lines: [Range<Int>], _ number: Int, _ hash: CommentStart
  ) -> Directive {
    let line = lines[number]
    let rest = file.bytes[hash.text..<line.upperBound]
    let start = rest.firstIndex { $0 != 0x20 } ?? line.upperBound
    let end = rest[start...].firstIndex { $0 == 0x20 } ?? line.upperBound
    let reason = String(decoding: file.bytes[end..<line.upperBound], as: UTF8.self)
    let isAlone = file.bytes[line.lowerBound..<hash.sign].allSatisfy { $0 == 0x20 }
    var first = number
    if isAlone {
      first += 1
      while first < lines.count, file.bytes[lines[first]].isBlankOrComment { first += 1 }
    }
    var last = first
    if first < lines.count {
      let depth = file.bytes[lines[first]].indentation
      while last + 1 < lines.count {
        let next = file.bytes[lines[last + 1]]
        guard next.isBlankOrComment || next.indentation > depth else { break }
        last += 1
      }
    }
    return Directive(
      file: file, range: SourceRange(hash.sign, line.upperBound),
      code: String(decoding: file.bytes[start..<end], as: UTF8.self),
      codeRange: SourceRange(start, end), reason: Literal.trim(reason),
      lines: first + 1...last + 1)
  }
}

/// Where a comment begins: its sign, and what follows the words that it is known by.
private struct CommentStart {
  var sign: Int
  var text: Int
}

extension SourceFile {
  /// The lines without their ends.
  fileprivate var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for end in bytes.indices where bytes[end] == 0x0A {
      let isReturn = end > start && bytes[end - 1] == 0x0D
      lines.append(start..<(isReturn ? end - 1 : end))
      start = end + 1
    }
    lines.append(start..<bytes.count)
    return lines
  }
}

extension ArraySlice<UInt8> {
  /// A `#` at the start or after a space that one of the words follows.
  fileprivate func comment(of words: [[UInt8]], in bytes: [UInt8]) -> CommentStart? {
    for sign in indices where self[sign] == UInt8(ascii: "#") {
      guard sign == startIndex || self[sign - 1] == 0x20 || self[sign - 1] == 0x09 else { continue }
      let text = self[(sign + 1)...].firstIndex { $0 != 0x20 } ?? endIndex
      for word in words where self[text...].starts(with: word) {
        return CommentStart(sign: sign, text: text + word.count)
      }
    }
    return nil
  }

  fileprivate var indentation: Int { prefix { $0 == 0x20 }.count }

  fileprivate var isBlankOrComment: Bool {
    let first = first { $0 != 0x20 && $0 != 0x09 }
    return first == nil || first == UInt8(ascii: "#")
  }
}

extension YAMLNode {
  /// Where all scalars stand, keys included.
  fileprivate var scalarRanges: [SourceRange] {
    switch content {
    case .scalar: [range]
    case .sequence(let members): members.flatMap(\.scalarRanges)
    case .mapping(let pairs): pairs.flatMap { $0.key.scalarRanges + $0.value.scalarRanges }
    }
  }
}
