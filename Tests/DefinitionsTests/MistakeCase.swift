import Foundation
import SourceText
import Testing

@testable import Definitions

/// A case of `Tests/Conformance/Mistakes`: a definition whose mistakes are marked in the text itself.
///
/// The first lines are comments: what the case is about, then `# ①: code` for every mark and, where they are needed,
/// `# load: FOLDER` and `# period: LABEL`. Several files stand one after another, each below a line `=== PATH`.
struct MistakeCase: CustomTestStringConvertible {
  var name: String
  /// The texts by path, without their marks.
  var texts: [String: String] = [:]
  /// What is loaded.
  var path = "case.yaml"
  var period: String?
  /// The edition before, for lints that compare ids.
  var previous: String?
  /// What must be reported, as `path:offset code`.
  var expected: [String] = []
  /// Marks without a code, and codes without a mark.
  var slips: [String] = []

  var testDescription: String { name }

  init(_ file: URL) throws {
    let lines = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    self.init(file.deletingPathExtension().lastPathComponent, lines)
  }

  init(_ name: String, _ lines: [Substring]) {
    self.name = name
    var codes: [Unicode.Scalar: String] = [:]
    var body = lines[...]
    while let line = body.first, line.hasPrefix("# ") {
      body.removeFirst()
      let parts = line.dropFirst(2).split(separator: ": ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "load": path = parts[1]
      case "period": period = parts[1]
      case "previous": previous = parts[1]
      default:
        if let mark = parts[0].unicodeScalars.first, Self.isMark(mark) { codes[mark] = parts[1] }
      }
    }
    var current = path
    var files: [String: [Substring]] = [:]
    for line in body {
      if line.hasPrefix("=== ") {
        current = String(line.dropFirst(4))
        files[current] = []
      } else {
        files[current, default: []].append(line)
      }
    }
    for (path, lines) in files { add(lines.joined(separator: "\n"), path, &codes) }
    slips += codes.map { "\($0.value) has no mark \($0.key)" }
  }

  private mutating func add(
    _ marked: String, _ path: String, _ codes: inout [Unicode.Scalar: String]
  ) {
    var text = ""
    for scalar in marked.unicodeScalars {
      guard Self.isMark(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      if let code = codes.removeValue(forKey: scalar) {
        expected.append("\(path):\(text.utf8.count) \(code)")
      } else {
        slips.append("the mark \(scalar) has no code")
      }
    }
    texts[path] = text
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x2460...0x2473).contains(scalar.value)
  }

  /// Loads the definition.
  func load() throws -> LoadedSet {
    try loadSet(path, period: period, from: .memory(texts))
  }

  /// All cases of the folder.
  static let all: [MistakeCase] = Repository.files(
    in: "Tests/Conformance/Mistakes", withExtension: "yaml"
  ).compactMap { try? MistakeCase($0) }
}

extension Diagnostic {
  /// The diagnostic as the cases state it.
  var asExpected: String { "\(place?.path ?? "-"):\(place?.offset ?? -1) \(code)" }
}
