import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// Files that are scored by two sets: what is the other set's is passed over without a word, and nothing else is.
struct ScoredTwiceTests {
  private func load(_ text: String) throws -> IndicatorSet {
    try #require(try loadSet("a.yaml", from: .memory(["a.yaml": text])).set)
  }

  private static func set(_ level: String, _ items: String) -> String {
    """
    set: a
    title: 甲
    edition: "1"
    assesses: \(level)
    period: quarter
    points: 1
    part: share
    items: {\(items)}
    tasks:
      - task: T1
        title: 乙
        points: 1
        requirements:
          - requirement: T1.1
            title: 丙
            points: 1
            provenance: drafted
            source: 无
            value: 受理数
            score: {lines: [{lose: all, below: 1}]}

    """
  }

  private func codes(_ files: [(String, String)], besides others: [IndicatorSet]) throws -> [String]
  {
    let set = try load(Self.set("county", "受理数: {type: count}"))
    let (registry, _) = Registry.read(
      .text("code,name,level,parent\n1001,甲县,county,\n1001001,乙镇,town,1001\n", displayPath: "units")
    )
    let read = SubmissionReader(
      set, registry: registry, period: Period("2021Q2"), others: others
    ).read(files.map { .text($0.1, displayPath: $0.0) })
    return read.diagnostics.map(\.code)
  }

  @Test func `units and tables of the other set are passed over`() throws {
    let towns = try load(
      Self.set("town", "受理数: {type: count}, 事故: {type: table, columns: {日期: date, 伤亡: count}}"))
    let files = [
      ("a.csv", "code,受理数\n1001,5\n1001001,3\n"),
      ("2021Q2-事故.csv", "code,日期,伤亡\n1001001,2021-05-01,2\n"),
    ]
    #expect(try codes(files, besides: [towns]) == [])
    let alone = try codes(files, besides: [])
    #expect(alone.contains("unit-not-assessed") && alone.contains("no-item-column"))
  }

  @Test func `what neither set knows is told`() throws {
    let towns = try load(Self.set("town", "受理数: {type: count}"))
    let files = [
      ("a.csv", "code,受理数,案件\n1001,5,6\n"), ("其他.csv", "code,日期\n1001,2021-05-01\n"),
    ]
    let told = try codes(files, besides: [towns])
    #expect(told.contains("unknown-column") && told.contains("no-item-column"))
  }
}
