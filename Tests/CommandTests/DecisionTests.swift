import Foundation
import TestSupport
import Testing

/// Overrides, final decisions and planned values on the road of a user.
///
/// On paper: 乙县 has 20 + 0 + 20 + 6 = 46.00. With the centre decided at 15.50 it has 61.50; planning 95 of 100 settled it
/// would have 40 + 0 + 20 + 6 = 66.00.
struct DecisionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var out: String { folder.path("out") }

  @Test func `points that a person decided count, the old ones stand beside them`() async throws {
    try folder.write(
      """
      unit,target,value,by,document,date,reason
      100002,T01.02,15.5,复核组组长,复核1号,2021-07-05,已挂牌
      100002,pass,failed,领导小组组长,领1号,2021-07-20,暂缓
      """, to: "overrides.csv")
    let run = try await Command().run(
      SmallSet.assess(into: out) + ["--overrides", folder.path("overrides.csv")])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = Table(try folder.text("out/scores.csv"))
    #expect(scores.column("code").prefix(3) == ["100001", "100002", "100003"])
    #expect(scores.column("total").prefix(3) == ["100.00", "61.50", "60.00"])
    #expect(scores.column("overrides").prefix(3) == ["", "T01.02", ""])
    #expect(scores.column("decisions").prefix(3) == ["", "pass=failed", ""])
    // The decision stands in the place of the verdict, what was computed beside it.
    #expect(scores.column("gates").prefix(3) == ["pass", "", "pass"])
    #expect(scores.column("computed_gates").prefix(3) == ["", "pass", ""])
    let results = Table(try folder.text("out/results.csv"))
    let row = try #require(
      zip(results.column("code"), results.column("requirement")).enumerated()
        .first { $0.element == ("100002", "T01.02") }?.offset)
    #expect(results.column("earned")[row] == "15.50")
    #expect(results.column("by_rule")[row] == "0.00")
    #expect(run.output.contains("决定 乙县 及格：计算为 通过，决定为 未过"))
    let page = try folder.text("out/units/100002.html")
    #expect(page.contains("改判，按规则 0.00"))
    #expect(page.contains("建议 通过，决定 <strong>未过</strong>"))
  }

  @Test func `an override that cannot be read is a problem and ends nothing`() async throws {
    try folder.write(
      "unit,target,value,by,document,date,reason\n100002,T01.02,25,组长,1号,2021-07-05,好\n",
      to: "overrides.csv")
    let run = try await Command().run(
      SmallSet.assess(into: out) + ["--overrides", folder.path("overrides.csv")])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.error.contains("override-out-of-range"))
    #expect(run.error.contains("overrides.csv:2:15"))
    #expect(Table(try folder.text("out/scores.csv")).column("total").contains("46.00"))
  }

  @Test func `planned values give a projected total and leave the present one`() async throws {
    try folder.write("code,period,化解数\n100002,2021Q4,95\n", to: "planned.csv")
    let run = try await Command().run(
      SmallSet.assess(into: out) + ["--planned", folder.path("planned.csv")])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = Table(try folder.text("out/scores.csv"))
    #expect(scores.column("total").prefix(3) == ["100.00", "60.00", "46.00"])
    #expect(scores.column("projected").prefix(3) == ["100.00", "60.00", "66.00"])
    #expect(try folder.text("out/run.json").contains("\"planned\""))
    let page = try folder.text("out/units/100002.html")
    #expect(page.contains("达到计划值后 <strong>66.00</strong>"))
  }

  @Test func `a self-check shows the plan beside what is now`() async throws {
    try folder.write("code,period,化解数\n100002,2021Q4,95\n", to: "planned.csv")
    let run = try await Command().run([
      "check", SmallSet.set, SmallSet.first, "--units", SmallSet.units, "--planned",
      folder.path("planned.csv"), "--lang", "zh",
    ])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("总分 46.00 → 66.00"))
    #expect(run.output.contains("及格 ✗ 未过 → ✓ 通过"))
    #expect(run.output.contains("T01 化解矛盾：已得 20.00，计划可得 20.00，失分 20.00"))
  }

  @Test func `after the closing date an open gate is failed, with that reason`() async throws {
    // 0 to 40 of the 60 that are needed are open: 26.00 … 66.00.
    try folder.write(
      "code,period,受理数,化解数,中心建成,事故数,通报数\n100002,2021Q2,100,,否,2,1\n", to: "open.csv")
    let check = [
      "check", SmallSet.set, folder.path("open.csv"), "--units", SmallSet.units, "--lang", "zh",
    ]
    let before = try await Command().run(check)
    #expect(before.exitCode == 0, "\(before.testDescription)")
    #expect(before.output.contains("及格  … 待定"))
    let after = try await Command().run(check + ["--closed"])
    #expect(after.exitCode == 0, "\(after.testDescription)")
    #expect(after.output.contains("及格  ✗ 未过"))
    #expect(after.output.contains("· 截止日期已过仍未定，按未过处理"))
    _ = try await Command().run(
      SmallSet.assess([folder.path("open.csv")], into: out) + ["--closed"])
    #expect(try folder.text("out/run.json").contains("\"closed\""))
    #expect(try folder.text("out/assessment.json").contains("\"kind\":\"closed\""))
  }
}
