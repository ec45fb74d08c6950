import Definitions
import Formats
import SourceText
import TestSupport
import Testing

@testable import Submissions

/// What is said of a submission does not depend on the order of its rows.
struct RowOrderTests {
  private static let codes = [
    "330602", "330603", "330604", "330621", "330606", "3306", "1", "１", "2", "越城区", "330602 ",
  ]
  private static let names = [
    "", "越城区", "越城 区", "柯桥区", "绍兴县", "上虞区", "丁县", "戊县", "丁 县", "越城区（上年同期）",
  ]
  private static let counts = [
    "3", "4", "3.5", "许多", "-1", "12345678901234567890", "", "=A1", "3件", "4户",
  ]
  private static let answers = ["是", "否", "大概", "", "13800138000"]
  private static let others = ["合计,,9,是", "注：以上为初步数,,,", ",,,", ",,7,否"]

  /// How rows are written down as a file.
  private enum Kind: CaseIterable {
    case wide, long, xml

    func row(_ code: String, _ name: String, _ count: String, _ answer: String) -> [String] {
      switch self {
      case .wide: ["\(code),\(name),\(count),\(answer)"]
      case .long: ["\(code),\(name),D1,\(count)", "\(code),\(name),D3,\(answer)"]
      case .xml:
        [
          "<submission unit=\"\(code)\" name=\"\(name)\"><item code=\"D1\">\(count)</item>"
            + "<item code=\"D3\">\(answer)</item></submission>"
        ]
      }
    }

    var name: String { self == .xml ? "a.xml" : "a.csv" }

    func file(_ rows: [String]) -> String {
      switch self {
      case .wide: "code,name,D1,D3\n" + rows.joined(separator: "\n") + "\n"
      case .long: "code,name,item,value\n" + rows.joined(separator: "\n") + "\n"
      case .xml:
        "<submissions period=\"2021Q2\">\n" + rows.joined(separator: "\n") + "\n</submissions>"
      }
    }
  }

  /// What is said, without the places, which differ.
  private func told(_ run: Run) -> [String] {
    run.diagnostics.map {
      "\($0.code) \($0.message.text(.zh)) \($0.message.text(.en)) \($0.help?.text(.zh) ?? "") \($0.unit ?? "")"
    }.sorted()
  }

  @Test func `the order of rows changes no message and no value`() throws {
    var generator = makeGenerator("row order", seed: RandomCases.seed)
    for number in 0..<(RandomCases.count / 20) {
      let kind = generator.pick(Kind.allCases)
      let registry = generator.once(in: 2) ? SmallSet.registry : nil
      var rows: [String] = []
      for _ in 0..<generator.whole(1...9) {
        if kind == .wide, generator.once(in: 8) {
          rows.append(generator.pick(Self.others))
        } else {
          rows += kind.row(
            generator.pick(Self.codes), generator.pick(Self.names), generator.pick(Self.counts),
            generator.pick(Self.answers))
        }
      }
      let first = try Run([kind.name: kind.file(rows)], registry: registry)
      let shuffled = rows.shuffled(using: &generator)
      let second = try Run([kind.name: kind.file(shuffled)], registry: registry)
      for (a, b) in [(told(first), told(second)), (first.values, second.values)]
      where a.sorted() != b.sorted() {
        Issue.record(
          "case \(number): \(Set(a).symmetricDifference(b)) of \(rows) and \(shuffled)")
        return
      }
    }
  }

  @Test func `suggestions for unknown units do not depend on the order of rows`() throws {
    let rows = (0..<60).map { "33060\($0 % 10)\($0),越城\($0)区,1" }
    let texts = [rows, rows.reversed()].map { "code,name,D1\n" + $0.joined(separator: "\n") + "\n" }
    let both = try texts.map { told(try Run(["a.csv": $0])) }
    #expect(both[0] == both[1])
    #expect(both[0].count == 60)
  }
}
