import Foundation
import Testing

@testable import Definitions

/// The codes of definitions, the pages that explain codes, and the index of the pages.
@Suite struct PageTests {
  static let index = Repository.root.appending(path: "Docs/diagnostics/README.md")

  /// The codes that have a page.
  static let pages: [String: String] = {
    var pages: [String: String] = [:]
    for file in Repository.files(in: "Docs/diagnostics", withExtension: "md")
    where file.lastPathComponent != index.lastPathComponent {
      let name = file.deletingPathExtension().lastPathComponent
      pages[name] = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }
    return pages
  }()

  @Test func `every code of definitions is shown by a case`() {
    let expected = MistakeCase.all.flatMap(\.expected) + LintCase.all.flatMap(\.bad.expected)
    let shown = expected.compactMap {
      $0.split(separator: " ").last.map(String.init)
    }
    let codes = DefinitionsCode.allCases.map(\.rawValue) + LintCode.allCases.map(\.rawValue)
    #expect(Set(codes).subtracting(shown).sorted() == [])
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

  @Test func `the index says of every page what it is about`() throws {
    var current = """
      # 诊断代码 · Diagnostic codes

      本页由各页生成，不要手改。每条消息都带代码，如 `错误[unknown-name]`。
      This page is made from the pages; do not edit it. Every message carries its code, such as `error[unknown-name]`.

      | 代码 code | 含义 meaning |
      | --- | --- |

      """
    for (code, page) in Self.pages.sorted(by: { $0.key < $1.key }) {
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      try #require(lines.count > 3)
      current += "| [\(code)](\(code).md) | \(lines[2])<br>\(lines[3]) |\n"
    }
    let committed = (try? String(contentsOf: Self.index, encoding: .utf8)) ?? ""
    if Repository.updatesGoldens, committed != current {
      try current.write(to: Self.index, atomically: true, encoding: .utf8)
    }
    #expect(committed == current, "run with UPDATE_GOLDENS=1 and look at the difference")
  }
}
