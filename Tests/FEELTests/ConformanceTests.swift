import FEEL
import Foundation
import Testing

@Suite struct ConformanceTests {
  /// The cases that `Docs/feel-conformance.md` lists as failing, with their reasons.
  private static let listed: Set<String> = {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Docs/feel-conformance.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    let names = text.split(separator: "\n").compactMap { line -> String? in
      let cells = line.split(separator: "`")
      return line.hasPrefix("| `") && cells.count > 1 ? String(cells[1]) : nil
    }
    return Set(names)
  }()

  @Test func `the cases of the conformance kit have their values, but for those that are listed`()
    throws
  {
    guard let cases = ConformanceCase.all() else {
      print("skipped: there is no feel-conformance/cases.jsonl in ../shared or YANSHOU_SHARED")
      return
    }
    var failing: Set<String> = []
    for item in cases {
      let (value, codes) = item.value()
      if value.matches(item.expected) { continue }
      failing.insert(item.name)
      if !Self.listed.contains(item.name) {
        Issue.record("\(item.name): \(item.expression) is \(value.literal) \(codes)")
      }
    }
    let names = Set(cases.map(\.name))
    let mended = Self.listed.filter { names.contains($0) && !failing.contains($0) }
    #expect(mended.sorted() == [], "listed as failing, but they pass")
    let valued = cases.filter(\.hasValue)
    let failingValues = valued.count { failing.contains($0.name) }
    print(
      "\(failingValues) of \(valued.count) cases with a value fail, \(failing.count) of \(cases.count) of all"
    )
    #expect(failingValues * 100 <= valued.count)
    #expect(failing.count * 50 <= cases.count)
  }
}
