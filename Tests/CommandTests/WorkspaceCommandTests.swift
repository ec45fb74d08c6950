import Foundation
import TestSupport
import Testing

/// A quarter in a folder: inside it no command needs an option.
struct WorkspaceCommandTests {
  private let folder: TemporaryFolder

  /// The small set as a workspace: two quarters, of which the first has one county only.
  init() throws {
    folder = try TemporaryFolder()
    func copy(_ from: String, to name: String) throws {
      try folder.write(String(contentsOfFile: from, encoding: .utf8), to: name)
    }
    try folder.write("指标体系: \(SmallSet.set)\n", to: "考评/考评设置.yaml")
    try copy(SmallSet.units, to: "考评/单位名单.csv")
    try copy(SmallSet.first, to: "考评/2021年第二季度/02报送/first.csv")
    try copy(SmallSet.second, to: "考评/2021年第二季度/02报送/second.csv")
    try folder.write(
      "code,name,period,受理数,化解数,中心建成,事故数,通报数\n100001,甲县,2021Q1,10,10,是,0,0\n",
      to: "考评/2021Q1/first.csv")
  }

  /// The command in the workspace.
  private func run(_ arguments: String..., in name: String = "考评") async throws -> Run {
    try await Command(folder: folder.url.appendingPathComponent(name)).run(
      arguments + ["--lang", "zh"])
  }

  @Test func `the newest quarter is scored as with every option written out`() async throws {
    let here = try await run("assess")
    #expect(here.exitCode == 0, "\(here.testDescription)")
    let out = folder.path("out")
    let written = try await Command().run(SmallSet.assess(into: out) + ["--lang", "zh"])
    #expect(written.exitCode == 0, "\(written.testDescription)")
    let results = "考评/2021年第二季度/06初评结果/"
    #expect(try folder.bytes(results + "scores.csv") == folder.bytes("out/scores.csv"))
    let record = try folder.text(results + "run.json")
    #expect(record.contains(#""role": "settings", "path": "考评设置.yaml""#))
    // What was written is no submission of the next run.
    let again = try await run("assess", in: "考评/2021年第二季度")
    #expect(again.exitCode == 0 && again.error == here.error, "\(again.testDescription)")
  }

  @Test func `a quarter is named by its label, an option wins`() async throws {
    let first = try await run("assess", "2021Q1", "-o", folder.path("out"))
    #expect(first.exitCode == 0, "\(first.testDescription)")
    #expect(try folder.text("out/scores.csv").contains("100001"))
    #expect(!folder.files(under: "考评/2021Q1").contains { $0.contains("scores") })
    let none = try await run("assess", "2022Q1")
    #expect(none.exitCode == 2)
    #expect(none.error.contains("考评文件夹里没有 2022Q1；已有：2021Q2、2021Q1"), "\(none.testDescription)")
  }

  @Test func `looking back sees what was verified then`() async throws {
    try folder.write(
      """
      set: back
      title: 看上一季度
      edition: "1"
      assesses: county
      period: quarter
      points: 10
      part: share
      items: {受理数: {type: count}}
      tasks:
        - task: T1
          title: 任务
          points: 10
          requirements:
            - requirement: T1.1
              title: 不多于上季度
              points: 10
              value: 受理数 - previous(受理数)
              score: {lines: [{lose: all, above: 0}]}
              provenance: drafted

      """, to: "back/set.yaml")
    try folder.write("指标体系: ../back\n", to: "考评/考评设置.yaml")
    for (name, cell) in [("2021Q1", "10"), ("2021年第二季度", "7")] {
      try FileManager.default.removeItem(atPath: folder.path("考评/" + name))
      try folder.write("code,受理数\n100001,\(cell)\n", to: "考评/\(name)/02报送/a.csv")
    }
    let before = try await run("assess")
    #expect(before.output.contains("甲县  10.00\n"), "\(before.testDescription)")
    try folder.write(
      "unit,target,value,by,document,date\n100001,受理数,5,核查组,核〔2021〕1号,2021-04-10\n",
      to: "考评/2021Q1/04核查/核定清单.csv")
    let after = try await run("assess")
    #expect(after.output.contains("甲县  0.00\n"), "\(after.testDescription)")
  }

  @Test func `unit and requirement are named as people call them`() async throws {
    let byName = try await run("explain", "甲县", "pass")
    #expect(byName.exitCode == 0, "\(byName.testDescription)")
    let byCode = try await run("explain", "100001", "pass", "2021Q2")
    #expect(byName.output == byCode.output)
    let unknown = try await run("explain", "甲县", "pas")
    #expect(unknown.exitCode == 2)
    #expect(unknown.error.contains("没有要求、加扣分、门槛或否决“pas”，是不是“pass”"), "\(unknown.testDescription)")
  }

  @Test func `check and lint need no set`() async throws {
    let check = try await run("check", "2021Q1/first.csv")
    #expect(check.output.contains("100.00"), "\(check.testDescription)")
    let lint = try await run("lint")
    let written = try await Command().run("lint", SmallSet.set, "--lang", "zh")
    #expect(lint.output == written.output && lint.exitCode == written.exitCode)
  }

  @Test func `status says who is missing, and how late`() async throws {
    try folder.write(
      "考评: 某市季度考评\n指标体系: \(SmallSet.set)\n报送期限: 8\n", to: "考评/考评设置.yaml")
    let status = try await run("status", "--date", "2021-07-15")
    #expect(status.exitCode == 0 && status.error.isEmpty, "\(status.testDescription)")
    #expect(status.output.hasPrefix("某市季度考评\n\n"), "\(status.output)")
    #expect(status.output.contains("报送期限：2021年7月12日，已过 3 个工作日\n"), "\(status.output)")
    #expect(
      status.output.contains("截至2021年7月15日，应报 4 个，已报送 3 个，未报送 1 个：丁县。\n"),
      "\(status.output)")
    let early = try await run("status", "2021Q2")
    #expect(!early.output.contains("已过") && early.output.contains("\n应报 4 个"), "\(early.output)")
  }

  @Test func `a workspace is made, and nothing that is there is touched`() async throws {
    let made = try await run("init", "新考评", "--set", SmallSet.set, "--period", "2021Q3", in: ".")
    #expect(made.exitCode == 0, "\(made.testDescription)")
    #expect(try folder.names(in: "新考评") == ["2021年第三季度", "考评设置.yaml"])
    #expect(try folder.names(in: "新考评/2021年第三季度").contains("02报送"))
    try folder.write(
      "code,name,受理数,化解数,中心建成,事故数,通报数\n100001,甲县,10,10,是,0,0\n",
      to: "新考评/2021年第三季度/02报送/a.csv")
    let run = try await run("assess", in: "新考评")
    #expect(run.exitCode == 0 && run.output.contains("100.00"), "\(run.testDescription)")
    let settings = try folder.text("新考评/考评设置.yaml")
    let again = try await self.run("init", "新考评", "--set", SmallSet.set, in: ".")
    #expect(again.exitCode == 2 && again.error.contains("没有改动"), "\(again.testDescription)")
    #expect(try folder.text("新考评/考评设置.yaml") == settings)
  }

  @Test func `a set with mistakes costs no other its scores`() async throws {
    try folder.write("set: broken\nunknown: 1\n", to: "broken/set.yaml")
    for order in ["../broken, \(SmallSet.set)", "\(SmallSet.set), ../broken"] {
      try folder.write("指标体系: [\(order)]\n", to: "考评/考评设置.yaml")
      let run = try await run("assess", "-o", folder.path("out"))
      #expect(run.exitCode == 2 && run.error.contains("unknown-key"), "\(run.testDescription)")
      #expect(run.output.contains("2021Q2  3 个单位"), "\(run.testDescription)")
      #expect(folder.files(under: "out").contains("small/scores.csv"))
      try FileManager.default.removeItem(atPath: folder.path("out"))
    }
  }

  @Test func `outside of a workspace the message says what is missing`() async throws {
    for arguments in [["assess"], ["lint"], ["check", "a.csv"], ["explain", "甲县", "pass"]] {
      let run = try await Command(folder: folder.url).run(arguments + ["--lang", "zh"])
      #expect(run.exitCode == 2)
      #expect(run.error.hasPrefix("错误：缺少参数：指标体系"), "\(run.testDescription)")
      #expect(run.error.contains("考评设置.yaml"))
    }
    let other = try await run("lint", "--workspace", "/", in: ".")
    #expect(other.exitCode == 2 && other.error.contains("不是考评文件夹"), "\(other.testDescription)")
  }

  @Test func `settings with mistakes are told with their place`() async throws {
    try folder.write("指标体系: 没有\n", to: "考评/考评设置.yaml")
    let run = try await run("assess")
    #expect(run.exitCode == 2)
    #expect(
      run.error.contains("set-not-found") && run.error.contains("考评设置.yaml:1:"),
      "\(run.testDescription)")
  }
}
