import Foundation
import TestSupport
import Testing

/// What the reports print of what was handed in, and of what it takes.
struct PrintedTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func command(_ arguments: String...) async throws -> Run {
    try await Command(folder: folder.url).run(arguments + ["--lang", "zh"])
  }

  @Test func `a reported value stands in every file as it was reported`() async throws {
    try folder.write(
      """
      set: small
      title: 小样
      edition: "1"
      assesses: county
      period: year
      points: 20
      part: share
      items:
        数: {type: number}
        率: {type: percent}
      tasks:
        - task: T01
          title: 任务
          points: 20
          requirements:
            - {requirement: R.1, title: 数, points: 10, value: 数, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
            - {requirement: R.2, title: 率, points: 10, value: 率, score: {linear: {zero: 0%, full: 100%}}, provenance: drafted}
      """, to: "set.yaml")
    try folder.write(
      "code,name,period,数,率\na,甲,2021,0.005,93.6457%\nb,乙,2021,1234567.899,0.001%\n", to: "s.csv")
    let run = try await command("assess", "set.yaml", "s.csv", "-o", "out")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let values = ["0.005", "93.6457%", "1234567.899", "0.001%"]
    #expect(Table(try folder.text("out/results.csv")).column("value") == values)
    let json = try folder.text("out/assessment.json")
    let pages = try folder.text("out/units/a.html") + folder.text("out/units/b.html")
    let sheet = try await command(
      "explain", "set.yaml", "s.csv", "--unit", "a", "--requirement", "R.1")
    #expect(sheet.output.contains("数 = 0.005"))
    #expect(sheet.output.contains("0.005，未达到"))
    #expect(sheet.output.contains("离目标差 99.995"))
    for value in values {
      #expect(json.contains("\"value\":\"\(value)\"") || json.contains("\"value\": \"\(value)\""))
      #expect(pages.contains(value), "\(value)")
    }
  }

  /// Towns that have a set of their own, and a county that looks at them.
  private func writeLevels(innerPeriod: String = "quarter") throws {
    try folder.write(
      """
      set: towns
      title: 镇街
      edition: "1"
      assesses: town
      period: \(innerPeriod)
      points: 10
      part: share
      items: {受理数: {type: count}}
      tasks:
        - task: M1
          title: 受理
          points: 10
          requirements:
            - {requirement: M1.1, title: 受理, points: 10, value: 受理数, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
      """, to: "towns.yaml")
    try folder.write(
      """
      set: levels
      title: 县区
      edition: "1"
      assesses: county
      period: quarter
      points: 40
      part: share
      items:
        受理数: {type: count, level: town}
        自评: {type: number, from assessment: own.yaml}
        镇街总分: {type: number, level: town, from assessment: towns.yaml, rollup: mean}
      tasks:
        - task: T01
          title: 任务
          points: 40
          requirements:
            - {requirement: T01.01, title: 每镇都受理, points: 10, score: {met: "every x in children(受理数) satisfies x > 5"}, provenance: drafted}
            - {requirement: T01.02, title: 镇街得分, points: 10, value: 镇街总分, score: {linear: {zero: 0, full: 10}}, provenance: drafted}
            - {requirement: T01.04, title: 每镇都多, points: 10, score: {met: "sum(children(受理数 * 2)) + 0 > 5"}, provenance: drafted}
            - {requirement: T01.03, title: 另一套, points: 10, score: {lines: [{lose: 自评, each: 自评 - 3}]}, provenance: drafted}
      """, to: "set.yaml")
    try folder.write(
      """
      set: own
      title: 自评
      edition: "1"
      assesses: county
      period: quarter
      points: 10
      part: share
      items: {项目数: {type: count}}
      tasks:
        - task: P1
          title: 项目
          points: 10
          requirements:
            - {requirement: P1.1, title: 项目, points: 10, value: 项目数, score: {linear: {zero: 0, full: 10}}, provenance: drafted}
      """, to: "own.yaml")
    try folder.write(
      "code,name,level,parent\n330602,越城区,county,\n330602001,甲镇,town,330602\n330602002,乙镇,town,330602\n",
      to: "units.csv")
    try folder.write(
      "code,受理数,项目数\n330602,,4\n330602001,50,\n330602002,70,\n", to: "2021Q2.csv")
  }

  @Test func `explain says what came from elsewhere, and each step once`() async throws {
    try writeLevels()
    func sheet(_ requirement: String) async throws -> [String] {
      let run = try await command(
        "explain", "set.yaml", "2021Q2.csv", "--period", "2021Q2", "--units", "units.csv",
        "--unit", "330602", "--requirement", requirement)
      #expect(run.exitCode == 0, "\(run.testDescription)")
      #expect(!run.output.contains("未报"), "\(run.output)")
      return run.output.split(separator: "\n").map { String($0) }
    }
    let children = try await sheet("T01.01")
    #expect(children.contains { $0.contains("甲镇") && $0.contains("50") })
    #expect(children.contains { $0.contains("2 个下级单位报了 2 个") })
    let asked = try await sheet("T01.04")
    #expect(asked.contains { $0.trimmingPrefix { $0 == " " } == "children(受理数 * 2)" }, "\(asked)")
    let rolledUp = try await sheet("T01.02")
    #expect(rolledUp.contains { $0.contains("镇街总分 = 6") })
    let taken = try await sheet("T01.03")
    #expect(taken.contains { $0.contains("自评 = 4") })
    let working = taken.filter { $0.contains("→") }
    #expect(Set(working).count == working.count, "\(working)")
    let run = try await command(
      "assess", "set.yaml", "2021Q2.csv", "--period", "2021Q2", "--units", "units.csv", "-o", "out")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let states = Table(try folder.text("out/results.csv")).column("state")
    #expect(states == ["rolled up", "rolled up", "rolled up", "taken"])
  }

  @Test func `the scores of a set with other periods are not taken`() async throws {
    try writeLevels(innerPeriod: "month")
    let run = try await command(
      "assess", "set.yaml", "2021Q2.csv", "--period", "2021Q2", "--units", "units.csv", "-o", "out")
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("期别要一样长"))
    #expect(run.error.contains("镇街总分"))
  }

  @Test func `a gate asks of a requirement what it counts as met from, not full marks`()
    async throws
  {
    try folder.write(
      """
      set: small
      title: 小样
      edition: "1"
      assesses: county
      period: quarter
      points: 20
      part: share
      items: {办结率: {type: percent}, 另一项: {type: number}}
      tasks:
        - task: T01
          title: 任务
          points: 20
          requirements:
            - {requirement: R.1, title: 办结, points: 10, mark: [core], met from: 80%, value: 办结率, score: {linear: {zero: 0%, full: 100%}}, provenance: drafted}
            - {requirement: R.2, title: 另一项, points: 10, value: 另一项, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
      gates:
        - {gate: exit, title: 出门, needs: {met: [core]}}
      """, to: "set.yaml")
    try folder.write("code,name,办结率,另一项\na,甲,70%,50\n", to: "s.csv")
    let run = try await command(
      "explain", "set.yaml", "s.csv", "--period", "2021Q2", "--unit", "a", "--gate", "exit")
    let way = run.output.split(separator: "\n").filter { $0.contains("R.1") || $0.contains("算达到") }
    #expect(way.contains { $0.contains("+1.00") }, "\(run.output)")
    #expect(way.contains { $0.contains("得到 8.00 分（80%）就算达到") }, "\(run.output)")
    #expect(!run.output.contains("+3.00"))
  }

  @Test func `the way to a gate holds only what is needed`() async throws {
    try folder.write(
      """
      set: small
      title: 小样
      edition: "1"
      assesses: county
      period: quarter
      points: 30
      part: share
      items: {甲: {type: number}, 乙: {type: number}, 丙: {type: number}, 丁: {type: number}}
      tasks:
        - task: T01
          title: 任务一
          points: 10
          requirements:
            - {requirement: R.1, title: 甲, points: 6, value: 甲, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
            - {requirement: R.2, title: 乙, points: 4, value: 乙, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
        - task: T02
          title: 任务二
          points: 20
          requirements:
            - {requirement: R.3, title: 丙, points: 10, value: 丙, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
            - {requirement: R.4, title: 丁, points: 10, value: 丁, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
      gates:
        - {gate: exit, title: 出门, needs: {each task: 60%, total: 80%}}
      """, to: "set.yaml")
    try folder.write("code,name,甲,乙,丙,丁\na,甲县,50,50,90,60\n", to: "s.csv")
    let run = try await command(
      "explain", "set.yaml", "s.csv", "--period", "2021Q2", "--unit", "a", "--gate", "exit")
    // Task 1 has 5 of 10 and needs 6: R.1 brings 3, R.2 is not needed. The total of 20 is 23 then and needs 24: R.4 brings 4,
    // R.3 is not needed.
    let way = run.output.split(separator: "\n").filter { $0.contains("R.") }
    #expect(way.count == 2, "\(run.output)")
    #expect(way.first?.contains("必须   +3.00  R.1") == true, "\(run.output)")
    #expect(way.last?.contains("         +4.00  R.4") == true, "\(run.output)")
    #expect(run.output.contains("总分还差 4.00 分；以上各项都补上，总分到 27.00 分"), "\(run.output)")
  }

  @Test func `a way that does not reach its gate says what is lacking, and what comes first`()
    async throws
  {
    try folder.write(
      """
      set: small
      title: 小样
      edition: "1"
      assesses: county
      period: quarter
      points: 20
      part: share
      items: {甲: {type: number}}
      tasks:
        - task: T01
          title: 任务一
          points: 10
          requirements:
            - {requirement: R.1, title: 多, points: 10, value: 甲, score: {linear: {zero: 0, full: 100}}, provenance: drafted}
        - task: T02
          title: 任务二
          points: 10
          requirements:
            - {requirement: R.2, title: 少, points: 10, value: 甲, score: {linear: {zero: 100, full: 0}}, provenance: drafted}
      gates:
        - {gate: entry, title: 进门, needs: {each task: 60%}}
        - {gate: exit, title: 出门, after: entry, needs: {total: 50%}}
      """, to: "set.yaml")
    try folder.write("code,name,甲\na,甲县,20\n", to: "s.csv")
    // With 甲 = 20 the tasks have 2 and 8 of 10; what fills the first empties the second.
    let entry = try await command(
      "explain", "set.yaml", "s.csv", "--period", "2021Q2", "--unit", "a", "--gate", "entry")
    #expect(entry.output.contains("仍有不满足的：T02 任务二"), "\(entry.output)")
    let exit = try await command(
      "explain", "set.yaml", "s.csv", "--period", "2021Q2", "--unit", "a", "--gate", "exit")
    #expect(exit.output.contains("另须先通过“进门”"), "\(exit.output)")
  }

  @Test func `points to win say what they assume where other points move with the same items`()
    async throws
  {
    try folder.write(
      """
      set: small
      title: 小样
      edition: "1"
      assesses: county
      period: quarter
      points: 20
      part: share
      items: {应建数: {type: count}, 已建数: {type: count}, 联网数: {type: count}}
      tasks:
        - task: T01
          title: 任务
          points: 20
          requirements:
            - {requirement: R.1, title: 覆盖, points: 10, value: 已建数 / 应建数, score: {lines: [{lose: 10%, per: 1%, below: 100%}]}, provenance: drafted}
            - {requirement: R.2, title: 联网, points: 10, value: 联网数 / 已建数, score: {lines: [{lose: 10%, per: 1%, below: 100%}]}, provenance: drafted}
      """, to: "set.yaml")
    try folder.write("code,name,应建数,已建数,联网数\na,甲,100,95,95\n", to: "s.csv")
    let run = try await command("assess", "set.yaml", "s.csv", "--period", "2021Q2", "-o", "out")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let gaps = Table(try folder.text("out/gaps.csv"))
    #expect(gaps.column("win") == ["0.00"])
    #expect(gaps.column("assuming") == ["已建数 = 100"])
    #expect(try folder.text("out/assessment.json").contains("changes"))
    #expect(try folder.text("out/units/a.html").contains("按 已建数 = 100 全部重算"))
    let sheet = try await command(
      "explain", "set.yaml", "s.csv", "--period", "2021Q2", "--unit", "a", "--requirement", "R.1")
    #expect(sheet.output.contains("按 已建数 = 100 全部重算"))
  }
}
