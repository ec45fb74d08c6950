import Foundation
import TestSupport
import Testing

/// Everything that decides about a unit is seen without opening its page, and on its page as well.
struct DecisiveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var out: String { folder.path("out") }

  /// What the samples are assessed with, in the root of the repository.
  private static let shaoxing = [
    "Indicators/shaoxing", "Samples/shaoxing/2021Q2", "--units", "Samples/shaoxing/units.csv",
    "--lang", "zh",
  ]
  private static let verdict = ["--overrides", "Samples/shaoxing/overrides-2021Q2.csv"]
  private static let verified = ["--verified", "Samples/shaoxing/verified-2021Q2.csv"]

  private func run(_ arguments: [String]) async throws -> Run {
    try await Command(folder: Command.repository).run(arguments)
  }

  /// The cell of a unit in `scores.csv`.
  private func score(_ unit: String, _ column: String) throws -> String {
    let scores = Table(try folder.text("out/scores.csv"))
    let row = try #require(scores.column("code").firstIndex(of: unit))
    return scores.column(column)[row]
  }

  @Test func `what decides stands on the overview, the page, in the tables and in the terminal`()
    async throws
  {
    let run = try await run([
      "assess", "Indicators/dongguan", "Samples/dongguan/2020Q4", "--units",
      "Samples/dongguan/units.csv", "--findings", "Samples/dongguan/findings.csv", "--waivers",
      "Samples/dongguan/waivers.csv", "--verified", "Samples/dongguan/verified-2020Q4.csv",
      "--lang",
      "zh", "-o", out,
    ])
    let overview = try folder.text("out/index.html")
    for (title, unit) in [
      ("已认定 V01 发生重大群体性事件", "991900122"),
      ("待认定 V01 发生重大群体性事件（上报数据有迹象，由省委政法委、市委政法委认定）", "991900116"),
      ("准予豁免 T02.05", "991900404"), ("核定 纠纷化解数", "991900103"),
    ] {
      #expect(run.output.contains(title), "\(run.output)")
      #expect(overview.contains(title))
      let page = try folder.text("out/units/\(unit).html")
      let name = try #require(title.split(separator: " ").dropFirst().first)
      #expect(page.contains(name), "\(unit) \(name)")
    }
    #expect(run.output.contains("评分 T07.01"))
    #expect(try score("991900116", "signs") == "V01")
    #expect(try score("991900116", "vetoes") == "")
    #expect(try score("991900122", "vetoes") == "V01")
    #expect(try score("991900404", "waived") == "T02.05;T15.04")
    #expect(try score("991900103", "verified").contains("纠纷化解数"))
    #expect(try score("991900103", "verified").contains(" → 1542"))
    #expect(try score("991900103", "given") == "T07.01")
    // The verified value stands beside the reported one wherever a value is shown that it enters.
    for file in ["results.csv", "assessment.json", "units/991900103.html"] {
      #expect(try folder.text("out/\(file)").contains(" → 1542"), "\(file)")
    }
  }

  @Test func `a sign without a finding is told from a found veto`() async throws {
    let run = try await run(["assess"] + Self.shaoxing + ["-o", out])
    #expect(run.output.contains("待认定 V01 发生重大群体性事件（上报数据有迹象，由省委政法委认定）：甲区"))
    #expect(!run.output.contains("已认定"))
    #expect(try folder.text("out/index.html").contains(">V01 待认定</span>"))
    #expect(try score("990602", "signs") == "V01")
    #expect(try score("990602", "vetoes") == "")
    #expect(try score("990603", "signs") == "")
  }

  @Test func `a person's verdict heads everything, the computed one stands beside it`() async throws
  {
    let arguments = Self.shaoxing + Self.verdict + Self.verified
    let run = try await run(["assess"] + arguments + ["-o", out])
    // 丙区 has passed the gate by the points that were decided, and the group has decided that it has not.
    let row = try #require(run.output.split(separator: "\n").first { $0.contains("990604  丙区") })
    #expect(row.contains("✗ 未过（决定；计算为 ✓ 通过）"), "\(row)")
    #expect(run.output.contains("合格：通过 3，"), "\(run.output)")
    #expect(try score("990604", "gates") == "entry")
    #expect(try score("990604", "computed_gates") == "entry;exit")
    #expect(try score("990603", "computed_gates") == "")
    let overview = try folder.text("out/index.html")
    #expect(overview.contains("（决定；计算为 ✓ 通过）"))
    let page = try folder.text("out/units/990604.html")
    #expect(page.contains("“合格”未过（决定；计算为 ✓ 通过）"))
    #expect(!page.contains("已通过“合格”"))
    let json = try folder.text("out/assessment.json")
    #expect(json.contains("\"gate\":\"exit\",\"verdict\":\"failed\",\"computed\":\"passed\""))
    let unit = ["--unit", "990604", "--gate", "exit"]
    let explained = try await self.run(["explain"] + arguments + unit)
    #expect(explained.output.contains("✗ 未过（决定；计算为 ✓ 通过）"), "\(explained.output)")
    #expect(explained.output.contains("样治领〔2021〕5号"))
    var file = arguments
    file[1] = "Samples/shaoxing/2021Q2/990604-丙区.xml"
    let checked = try await self.run(["check"] + file + ["--to", "exit"])
    #expect(checked.exitCode == 1, "\(checked.testDescription)")
    #expect(checked.output.contains("✗ 未过（决定；计算为 ✓ 通过）"))
    let failing = try await self.run(["assess"] + arguments + ["--fail-below", "exit"])
    #expect(failing.exitCode == 1)
  }

  @Test func `a decided total heads, its row leads from the computed one to it, places stay`()
    async throws
  {
    try folder.write(
      "unit,target,value,by,document,date,reason\n990604,total,96,领导小组组长,样1号,2021-07-28,复核\n",
      to: "overrides.csv")
    let run = try await run(
      ["assess"] + Self.shaoxing + Self.verified
        + ["--overrides", folder.path("overrides.csv"), "-o", out])
    #expect(run.output.contains("96.00（决定；计算为 84.97）"), "\(run.output)")
    #expect(try score("990604", "total") == "96.00")
    #expect(try score("990604", "computed_total") == "84.97")
    #expect(try score("990604", "rank") == "5")
    let results = Table(try folder.text("out/results.csv"))
    let rows = results.rows.filter { $0[0] == "990604" && $0[5] == "decision" }
    #expect(rows.map { $0[6] } == ["11.03"])
    #expect(try folder.text("out/units/990604.html").contains("（决定；计算为 84.97）"))
  }

  @Test func `a unit without a name is called by its code`() async throws {
    try folder.write(
      """
      {set: bar, title: 小样, edition: "1", assesses: county, period: year, points: 10, part: share,
       items: {甲: {type: number}},
       vetoes: [{veto: V1, title: 事件, found by: [甲局], then: {lose: 5}}],
       tasks: [{task: T1, title: 一, points: 10, requirements: [{requirement: R1, title: 甲,
         points: 10, value: 甲, score: {linear: {zero: 0, full: 9}}, provenance: drafted}]}]}
      """, to: "set.yaml")
    try folder.write("code,甲\nC1,9\n", to: "a.csv")
    try folder.write(
      "unit,target,authority,document,date\nC1,V1,甲局,1,2021-01-01\n", to: "f.csv")
    let run = try await run([
      "assess", folder.path("set.yaml"), folder.path("a.csv"), "--findings", folder.path("f.csv"),
      "--period", "2021", "--lang", "zh", "-o", out,
    ])
    #expect(run.output.contains("已认定 V1 事件：C1"), "\(run)")
    #expect(try folder.text("out/index.html").contains(">C1</a>"))
  }
}
