import Foundation
import SourceText
import Testing

@testable import Definitions

/// The table at the end of `Docs/lint.md`, made from the lints and their pages.
@Suite struct LintIndexTests {
  @Test func `the guide lists every lint by level`() throws {
    let url = Repository.root.appending(path: "Docs/lint.md")
    let committed = try String(contentsOf: url, encoding: .utf8)
    let heading = "## 检查一览 · All lints\n"
    let start = try #require(committed.firstRange(of: heading)).upperBound
    var current = String(committed[..<start])
    current += committed[start...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.hasPrefix("### ") }.joined(separator: "\n")
    while current.hasSuffix("\n") { current.removeLast() }
    for severity in Severity.allCases.reversed() {
      let lints = Lint.all.filter { $0.severity == severity }
      let (zh, en) = (severity.words.text(.zh), severity.words.text(.en))
      current += "\n\n### \(zh) · \(en) (\(lints.count))\n\n"
      current += "| 代码 code | 含义 meaning |\n| --- | --- |\n"
      for lint in lints {
        let code = lint.code.rawValue
        let page = try #require(PageTests.pages[code]).split(
          separator: "\n", omittingEmptySubsequences: false)
        current += "| [\(code)](diagnostics/\(code).md) | \(page[2])<br>\(page[3]) |\n"
      }
      current.removeLast()
    }
    current += "\n"
    if Repository.updatesGoldens, committed != current {
      try current.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(committed == current, "run with UPDATE_GOLDENS=1 and look at the difference")
  }
}
