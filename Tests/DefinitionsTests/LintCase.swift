import Foundation
import SourceText
import Testing

@testable import Definitions

/// A case of `Tests/Conformance/Lint`: a set with something to find, marked as in `MistakeCase`, and below a line
/// `=== good` the same set put right. `# previous: PATH` names the edition before.
struct LintCase: CustomTestStringConvertible {
  let name: String
  let bad: MistakeCase
  let good: MistakeCase

  var testDescription: String { name }

  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    let lines = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let cut = try #require(lines.firstIndex(of: "=== good"), "\(name) has no line '=== good'")
    let settings = lines.prefix { $0.hasPrefix("# ") }.filter {
      $0.hasPrefix("# load: ") || $0.hasPrefix("# previous: ")
    }
    bad = LintCase.part(name, Array(lines[..<cut]))
    good = LintCase.part(name, settings + lines[(cut + 1)...])
  }

  /// One of the two sets; its files end in a line end, unless a mark stands there.
  private static func part(_ name: String, _ lines: [Substring]) -> MistakeCase {
    var part = MistakeCase(name, lines)
    for (path, text) in part.texts where !text.hasSuffix("\n") {
      let end = "\(path):\(text.utf8.count) no-final-line-end"
      if !part.expected.contains(end) { part.texts[path] = text + "\n" }
    }
    return part
  }

  /// All cases of the folder.
  static let all: [LintCase] = Repository.files(
    in: "Tests/Conformance/Lint", withExtension: "yaml"
  ).compactMap { try? LintCase($0) }
}

extension MistakeCase {
  /// What the lint finds.
  func lint() throws -> [Diagnostic] {
    let before = try previous.map { try loadSet($0, from: .memory(texts)).set }
    return try Definitions.lint(path, previous: before ?? nil, from: .memory(texts)).diagnostics
  }
}
