import Foundation
import Testing

@testable import Definitions

/// Every code that the floors name in their sources, and the pages that explain them.
@Suite struct PageTests {
  /// The codes in the sources of a target: first arguments of `Diagnostic(…)` and of its helpers, and what looks like a
  /// code in the files of factories.
  static func codes(in target: String) throws -> Set<String> {
    var codes: Set<String> = []
    for file in Repository.files(in: "Sources/\(target)", withExtension: "swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let first = /(?:Diagnostic|wrong|unknown|unknownID)\(\s*"([a-z0-9-]+)"/
      codes.formUnion(text.matches(of: first).map { String($0.output.1) })
      guard file.lastPathComponent.hasPrefix("Diagnostic+") else { continue }
      let kebab = /"([a-z0-9]+(?:-[a-z0-9]+)+)"/
      codes.formUnion(text.matches(of: kebab).map { String($0.output.1) })
    }
    return codes
  }

  /// The codes that have a page.
  static let pages: [String: String] = {
    var pages: [String: String] = [:]
    for file in Repository.files(in: "Docs/diagnostics", withExtension: "md") {
      let name = file.deletingPathExtension().lastPathComponent
      pages[name] = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }
    return pages
  }()

  @Test func `every code of definitions has a page`() throws {
    let missing = try Self.codes(in: "Definitions").subtracting(Self.pages.keys)
    #expect(missing.sorted() == [])
  }

  @Test func `every code of definitions is shown by a case`() throws {
    let shown = MistakeCase.all.flatMap(\.expected).compactMap {
      $0.split(separator: " ").last.map(String.init)
    }
    let missing = try Self.codes(in: "Definitions").subtracting(shown)
    #expect(missing.sorted() == [])
  }

  @Test func `no page is left of a code that is gone`() throws {
    var gone = Set(Self.pages.keys)
    for file in Repository.files(in: "Sources", withExtension: "swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      gone = gone.filter { !text.contains("\"\($0)\"") }
    }
    #expect(gone.sorted() == [])
  }

  @Test(arguments: pages.keys.sorted())
  func `a page says what is wrong in both languages, why, and what to write`(code: String) throws {
    let lines = try #require(Self.pages[code]).split(
      separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count > 8)
    #expect(lines[0] == "# \(code)")
    #expect(lines[2].unicodeScalars.contains { $0.value > 0x2E80 }, "a sentence in Chinese")
    #expect(lines[3].unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "a sentence in English")
    #expect(lines.contains("## 为什么"))
    #expect(lines.contains("## 错误"))
    #expect(lines.contains("## 改正"))
  }
}
