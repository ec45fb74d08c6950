import FEEL
import Foundation
import Testing

@Suite struct ConformanceTests {
  @Test func `the cases of the conformance kit have their values`() throws {
    guard let cases = ConformanceCase.all() else {
      print("skipped: no feel-conformance/cases.jsonl in ../shared or YANSHOU_SHARED")
      return
    }
    var report = ""
    var failures: [Bool: Int] = [:]
    var counts: [Bool: Int] = [:]
    for item in cases {
      let hasValue = item.expected["type"] as? String != "null"
      counts[hasValue, default: 0] += 1
      let (value, codes) = item.value()
      if value.matches(item.expected) { continue }
      failures[hasValue, default: 0] += 1
      report +=
        "\(item.name)\t\(item.expression)\t\(value.literal)\t\(codes.joined(separator: " "))\n"
    }
    if let path = ProcessInfo.processInfo.environment["YANSHOU_REPORT"] {
      try report.write(toFile: path, atomically: true, encoding: .utf8)
    }
    print(
      "with a value: \(failures[true] ?? 0) of \(counts[true] ?? 0) fail; null: \(failures[false] ?? 0) of \(counts[false] ?? 0)"
    )
    #expect(failures.values.reduce(0, +) <= 8)
  }
}
