import Foundation
import TestSupport
import Testing

/// Levels, peers and earlier periods, through the built command.
struct LevelsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.units, to: "units.csv")
  }

  private static let units = """
    code,name,level,parent
    330602,甲县,county,
    330602001,东镇,town,330602
    330602002,西镇,town,330602
    330603,乙县,county,
    330603001,南镇,town,330603
    """

  private static func set(_ id: String, _ assesses: String, _ items: String, _ rules: String)
    -> String
  {
    """
    set: \(id)
    title: 示例
    edition: "2021"
    assesses: \(assesses)
    period: quarter
    points: 10
    part: share
    items:
    \(items)
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - requirement: T1.01
            title: 要求
            points: 10
    \(rules)
            provenance: drafted
    """
  }

  private func totals(_ arguments: [String]) async throws -> [String: String] {
    let run = try await Command().run(
      arguments + ["--write", "scores", "-o", folder.path("out")])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = Table(try folder.text("out/scores.csv"))
    return Dictionary(
      uniqueKeysWithValues: zip(scores.column("code"), scores.column("total")))
  }

  @Test func `the towns' totals under their own set count in the county's`() async throws {
    try folder.write(
      Self.set(
        "towns", "town", "  巡查数: {type: count}",
        "        value: 巡查数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "towns/set.yaml")
    try folder.write(
      Self.set(
        "county", "county",
        "  乡镇总分: {type: number, level: town, from assessment: ../towns, rollup: mean}",
        "        value: 乡镇总分\n        score: {linear: {zero: 0, full: 10}}"),
      to: "county/set.yaml")
    try folder.write(
      """
      code,period,巡查数
      330602001,2021Q2,90
      330602002,2021Q2,71
      330603001,2021Q2,40
      """, to: "sub.csv")
    // 9.00 and 7.10 make 8.05 on the average; 4.00 is alone.
    let totals = try await totals([
      "assess", folder.path("county"), folder.path("sub.csv"), "--units", folder.path("units.csv"),
    ])
    #expect(totals == ["330602": "8.05", "330603": "4.00"])
  }

  @Test func `scores of villages count in their town's, and these in the county's`() async throws {
    try folder.write(
      """
      code,name,level,parent
      330602,甲县,county,
      330602001,东镇,town,330602
      330602001201,东一村,village,330602001
      330602001202,东二村,village,330602001
      """, to: "units.csv")
    for (name, level, items, full) in [
      ("villages", "village", "走访数: {type: count}", 100),
      (
        "towns", "town",
        "村总分: {type: number, level: village, from assessment: ../villages, rollup: mean}", 10
      ),
      (
        "county", "county",
        "镇总分: {type: number, level: town, from assessment: ../towns, rollup: mean}", 10
      ),
    ] {
      let item = items.prefix { $0 != ":" }
      try folder.write(
        Self.set(
          name, level, "  " + items,
          "        value: \(item)\n        score: {linear: {zero: 0, full: \(full)}}"),
        to: "\(name)/set.yaml")
    }
    try folder.write(
      "code,period,走访数\n330602001201,2021Q2,90\n330602001202,2021Q2,30\n", to: "sub.csv")
    try folder.write(
      "unit,target,value,by,document\n330602001202,走访数,50,核查组组长,核1号\n", to: "verified.csv")
    // 9.00 and, verified, 5.00 make 7.00 of 10 for the town, and so for the county.
    let totals = try await totals([
      "assess", folder.path("county"), folder.path("sub.csv"), "--units", folder.path("units.csv"),
      "--verified", folder.path("verified.csv"),
    ])
    #expect(totals == ["330602": "7.00"])
  }

  @Test func `sets that take scores from one another end the command`() async throws {
    for (name, other) in [("one", "two"), ("two", "one")] {
      try folder.write(
        Self.set(
          name, "county", "  总分: {type: number, from assessment: ../\(other)}",
          "        value: 总分\n        score: {linear: {zero: 0, full: 10}}"),
        to: "\(name)/set.yaml")
    }
    try folder.write("code,period\n330602,2021Q2\n", to: "sub.csv")
    let run = try await Command().run([
      "assess", folder.path("one"), folder.path("sub.csv"), "--units", folder.path("units.csv"),
      "--lang", "en",
    ])
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("in a circle"), "\(run.testDescription)")
  }

  @Test func `a folder of earlier submissions fills streaks, also of files that name no period`()
    async throws
  {
    try folder.write(
      Self.set(
        "streak", "county", "  安全感: {type: percent}",
        "        score:\n          met: every v in earlier(安全感, 3) satisfies v >= 96%"),
      to: "set.yaml")
    try folder.write("code,安全感\n330602,97%\n330603,95%\n", to: "past/2020Q4/a.csv")
    try folder.write("code,period,安全感\n330602,2021Q1,96%\n330603,2021Q1,98%\n", to: "past/b.csv")
    try folder.write(
      "code,period,安全感\n330602,2021Q2,96%\n330603,2021Q2,98%\n", to: "sub.csv")
    let arguments = [
      "assess", folder.path("set.yaml"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"),
    ]
    let totals = try await totals(arguments + ["--previous", folder.path("past")])
    #expect(totals == ["330602": "10.00", "330603": "0.00"])
    // Without them nobody knows.
    let run = try await Command().run(arguments + ["--lang", "en"])
    #expect(run.output.contains("0.00 … 10.00"), "\(run.testDescription)")
  }

  @Test func `a self-check takes the peers' values from their submissions and prints its own only`()
    async throws
  {
    try folder.write(
      Self.set(
        "peers", "county", "  安全感: {type: percent}",
        "        value: 安全感\n        score: {linear: {zero: 0, full: max(peers(value))}, better: higher}"
      ),
      to: "set.yaml")
    try folder.write("code,period,安全感\n330602,2021Q2,45%\n", to: "own.csv")
    // The copy of the own row is an older one, and does not count.
    try folder.write(
      "code,period,安全感\n330602,2021Q2,99%\n330603,2021Q2,90%\n", to: "peers/all.csv")
    let run = try await Command().run([
      "check", folder.path("set.yaml"), folder.path("own.csv"), "--units",
      folder.path("units.csv"), "--peers", folder.path("peers"), "--lang", "en",
    ])
    #expect(run.output.contains("5.00"), "\(run.testDescription)")
    #expect(!run.output.contains("乙县"), "\(run.testDescription)")
  }

  @Test func `every level has its scorecards, and a set may bring its registry`() async throws {
    try folder.write(
      "units: units.csv\n"
        + Self.set(
          "levels", "county", "  受理数: {type: count, level: town, rollup: sum}",
          "        value: 受理数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "set.yaml")
    try folder.write(
      """
      code,period,受理数
      330602001,2021Q2,30
      330602002,2021Q2,20
      330603001,2021Q2,70
      """, to: "sub.csv")
    let arguments = ["assess", folder.path("set.yaml"), folder.path("sub.csv")]
    #expect(try await totals(arguments) == ["330602": "5.00", "330603": "7.00"])
    #expect(
      try await totals(arguments + ["--level", "town"]) == [
        "330602001": "3.00", "330602002": "2.00", "330603001": "7.00",
      ])
    let wrong = try await Command().run(arguments + ["--level", "towns", "--lang", "en"])
    #expect(wrong.exitCode == 2)
    #expect(wrong.error.contains("did you mean 'town'"), "\(wrong.testDescription)")
  }

  @Test func `a level above the assessed one says which items have no way up, each once`()
    async throws
  {
    try folder.write(
      """
      code,name,level,parent
      330600,某市,city,
      330602,甲县,county,330600
      330603,乙县,county,330600
      """, to: "units.csv")
    try folder.write(
      Self.set(
        "city", "county",
        "  受理数: {type: count, level: county, rollup: sum}\n  破案率: {type: percent}",
        "        value: 破案率 * 受理数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "set.yaml")
    try folder.write("code,period,受理数,破案率\n330602,2021Q2,30,90%\n", to: "sub.csv")
    let run = try await Command().run([
      "assess", folder.path("set.yaml"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"), "--level", "city", "--lang", "en",
    ])
    let lines = run.error.split(separator: "\n").filter { $0.contains("[item-without-way-up]") }
    #expect(lines.count == 1, "\(run.testDescription)")
    #expect(run.error.contains("'破案率' is reported by the county"), "\(run.testDescription)")
    #expect(run.error.contains("T1.01"), "\(run.testDescription)")
  }

  @Test func `units that lie below nobody are told, and levels that an item does not pass`()
    async throws
  {
    try folder.write(
      """
      code,name,level,parent,from,until,into
      330602,甲县,county,,,,
      330603,旧乙县,county,,,2020-12-31,
      330602001,东镇,town,330602,,,
      330602002,孤镇,town,,,,
      330603001,乙镇,town,330603,,,
      330602001001,东村,village,330602001,,,
      330602099,错村,village,330699,,,
      """, to: "units.csv")
    try folder.write(
      Self.set(
        "lost", "county",
        "  受理数: {type: count, level: town, rollup: sum}\n"
          + "  网格数: {type: count, level: village, rollup: {county: sum}}",
        "        value: 受理数 + 网格数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "set.yaml")
    try folder.write(
      "code,period,受理数,网格数\n330602001,2021Q2,30,\n330602002,2021Q2,50,\n330602001001,2021Q2,,7\n",
      to: "sub.csv")
    let run = try await Command().run([
      "assess", folder.path("set.yaml"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"), "--lang", "en",
    ])
    let lines = run.error.split(separator: "\n")
    #expect(
      lines.contains {
        $0.hasPrefix("error[unit-without-parent]: 2 units (孤镇, 乙镇) lie below no unit")
      }, "\(run.testDescription)")
    #expect(
      lines.contains {
        $0.contains("[item-without-way-up]: '网格数' is reported by the village")
          && $0.contains("no way up to the town")
      }, "\(run.testDescription)")
    #expect(lines.count { $0.contains("[unknown-parent]") } == 1, "\(run.testDescription)")
  }

  @Test func `what a town got wrong counts among the problems of its county`() async throws {
    try folder.write(
      Self.set(
        "problems", "county",
        "  受理数: {type: count, level: town, rollup: sum}\n"
          + "  化解数: {type: count, level: town, rollup: sum}\n"
          + "checks:\n  - {check: 化解数 <= 受理数, else: 化解数大于受理数}",
        "        value: 化解数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "set.yaml")
    try folder.write(
      """
      code,period,受理数,化解数
      330602001,2021Q2,30,40
      330602002,2021Q2,20,20
      330603001,2021Q2,70,60
      """, to: "sub.csv")
    let run = try await Command().run([
      "assess", folder.path("set.yaml"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"), "--write", "html", "-o", folder.path("out"), "--lang", "en",
    ])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    // Also on the page of the county, where it is told what to do.
    #expect(try folder.text("out/units/330602.html").contains("id=\"problems\""))
    #expect(try !folder.text("out/units/330603.html").contains("id=\"problems\""))
    #expect(try folder.text("out/index.html").contains("data-label=\"problems\">1<"))
  }

  @Test func `what only the towns' own set reads is looked at as well, and said once`() async throws
  {
    try folder.write(
      Self.set(
        "towns", "town", "  巡查数: {type: count}\n  走访数: {type: count}",
        "        value: 巡查数 + 走访数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "towns/set.yaml")
    try folder.write(
      Self.set(
        "county", "county",
        "  走访数: {type: count, level: town, rollup: sum}\n"
          + "  乡镇总分: {type: number, level: town, from assessment: ../towns, rollup: mean}",
        "        value: 乡镇总分 + 走访数\n        score: {linear: {zero: 0, full: 10}}"),
      to: "county/set.yaml")
    try folder.write(
      "code,period,巡查数,走访数\n330602001,2021Q2,约九十,若干\n330602002,2021Q2,71,1\n"
        + "330603001,2021Q2,40,2\n", to: "sub.csv")
    let run = try await Command().run([
      "assess", folder.path("county"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"), "--write", "problems", "-o", folder.path("out"), "--lang", "en",
    ])
    let problems = Table(try folder.text("out/problems.csv"))
    #expect(problems.column("item").sorted() == ["巡查数", "走访数"], "\(run.testDescription)")
  }

  @Test func `a unit that is no more in the files' period is not expected, without --period`()
    async throws
  {
    try folder.write(
      "code,name,level,until\n330602,甲县,county,\n330699,旧县,county,2020-12-31\n",
      to: "units.csv")
    try folder.write(
      Self.set(
        "dates", "county", "  受理数: {type: count}",
        "        value: 受理数\n        score: {linear: {zero: 0, full: 100}}"),
      to: "set.yaml")
    try folder.write("code,period,受理数\n330602,2021Q2,30\n", to: "sub.csv")
    let totals = try await totals([
      "assess", folder.path("set.yaml"), folder.path("sub.csv"), "--units",
      folder.path("units.csv"),
    ])
    #expect(totals == ["330602": "3.00"])
  }
}
