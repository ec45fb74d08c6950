import Foundation
import TestSupport
import Testing

/// Nothing passes on nothing: runs that score no unit, and what they leave alone.
struct NobodyTests {
  private let folder: TemporaryFolder
  private static let header = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"

  init() throws { folder = try TemporaryFolder() }

  @Test func `an older report stays as it is when nobody is scored`() async throws {
    let out = folder.path("out")
    _ = try await Command().run(SmallSet.assess(into: out))
    let before = try folder.files(under: "out").map { try folder.bytes("out/\($0)") }
    try folder.write(Self.header, to: "empty.csv")
    let run = try await Command().run(SmallSet.assess([folder.path("empty.csv")], into: out))
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(try folder.files(under: "out").map { try folder.bytes("out/\($0)") } == before)
  }

  /// Registries of which no unit can be read.
  @Test(arguments: [
    ("", "是空文件"), ("code,name,level\n", "只有表头"), ("单位,代码\n甲县,100001\n", "没有读成"),
    ("code,name,level\n100001,甲县,省\n", "没有读成"),
    ("表1 单位名录,,\ncode,name,level\n100001,甲县,county\n", "删去表头上方的标题行"),
  ])
  func `a registry without units is what the message is about`(_ text: String, _ word: String)
    async throws
  {
    try folder.write(text, to: "units.csv")
    for command in ["assess", "check"] {
      let run = try await Command().run(
        command, SmallSet.set, SmallSet.first, "--units", folder.path("units.csv"), "--lang", "zh")
      #expect(run.exitCode == 2, "\(run.testDescription)")
      #expect(run.error.contains(word), "\(run.testDescription)")
      #expect(!run.error.contains("unknown-unit"), "\(run.testDescription)")
    }
  }

  @Test func `periods of another length, and rows that name none, are told apart`() async throws {
    try folder.write(Self.header + "100001,甲县,2021,1,1,是,0,0\n", to: "year.csv")
    let year = try await Command().run(
      "check", SmallSet.set, folder.path("year.csv"), "--lang", "zh")
    #expect(year.exitCode == 2, "\(year.testDescription)")
    #expect(year.error.hasPrefix("错误：没有一个单位得到评价：这套体系按季度评价（如 2021Q2）"))
    #expect(year.error.contains("报送里有的期：2021\n"), "\(year.testDescription)")
    try folder.write("code,name,受理数\n100001,甲县,1\n", to: "none.csv")
    let none = try await Command().run(
      "check", SmallSet.set, folder.path("none.csv"), "--lang", "zh")
    #expect(none.exitCode == 2 && none.error.contains("请加 --period"), "\(none.testDescription)")
  }

  @Test func `all periods that were found are named, in order`() async throws {
    try folder.write(
      Self.header + "100001,甲县,2021Q2,1,1,是,0,0\n100001,甲县,2020Q4,1,1,是,0,0\n", to: "a.csv")
    try folder.write(
      "<submissions period='2021Q1'><submission unit='100001'/></submissions>", to: "b.xml")
    let run = try await Command().run(
      "assess", SmallSet.set, folder.path("a.csv"), folder.path("b.xml"), "--period", "2022Q1",
      "--fail-below", "pass", "--lang", "zh")
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.output.contains("报送里有的期：2020Q4、2021Q1、2021Q2"), "\(run.testDescription)")
  }

  @Test func `submissions about several periods are asked about, whichever comes first`()
    async throws
  {
    let rows = ["100001,甲县,2012Q2,1,1,是,0,0\n", "100002,乙县,2021Q2,1,1,是,0,0\n"]
    for (first, second) in [("a.csv", "b.csv"), ("b.csv", "a.csv")] {
      try folder.write(Self.header + rows[0], to: first)
      try folder.write(Self.header + rows[1], to: second)
      let run = try await Command().run(
        "assess", SmallSet.set, folder.path("a.csv"), folder.path("b.csv"), "--lang", "zh")
      #expect(run.exitCode == 2, "\(run.testDescription)")
      #expect(
        (run.error + run.output).contains(
          "请用 --period 指明评价哪一期，如 --period 2021Q2；报送里有的期：2012Q2、2021Q2"))
    }
    try folder.write(Self.header + rows.joined(), to: "both.csv")
    let check = try await Command().run(
      "check", SmallSet.set, folder.path("both.csv"), "--lang", "zh")
    #expect(check.exitCode == 2, "\(check.testDescription)")
  }

  @Test func `a registry of other times is what the message is about`() async throws {
    try folder.write(
      "code,name,level,from,until\n100001,甲县,county,,2019-12-31\n", to: "units.csv")
    let run = try await Command().run(
      "assess", SmallSet.set, SmallSet.first, "--units", folder.path("units.csv"), "--lang", "zh")
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.output.contains("单位名录里的单位在 2021Q2 都不存在"), "\(run.testDescription)")
  }

  @Test func `earlier submissions that hold no earlier period are a warning`() async throws {
    let run = try await Command().run(
      "check", SmallSet.set, SmallSet.first, "--previous", SmallSet.second, "--lang", "zh")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("警告[no-earlier-period]"), "\(run.testDescription)")
  }

  @Test func `peers of whom nothing can be read end the run`() async throws {
    try folder.write(Self.header, to: "peers.csv")
    let run = try await Command().run(
      "check", SmallSet.set, SmallSet.first, "--peers", folder.path("peers.csv"), "--lang", "zh")
    #expect(run.exitCode == 2 && run.error.contains("--peers"), "\(run.testDescription)")
  }

  @Test func `units of another level than the one asked for are nobody`() async throws {
    try folder.write(
      "code,name,level\n100001,甲县,county\n100009,某镇,town\n", to: "units.csv")
    let run = try await Command().run(
      "assess", SmallSet.set, SmallSet.first, "--units", folder.path("units.csv"), "--level",
      "town", "--fail-below", "pass", "--lang", "zh")
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.output.contains("报送里没有“镇”一级的单位"), "\(run.testDescription)")
  }
}
