import Definitions
import Formats
import Run
import SourceText
import Submissions
import TestSupport
import Testing

@testable import Workspace

/// What a run in a workspace reads.
struct WorkspaceRequestTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("set: small\n", to: "sets/small/set.yaml")
    try folder.write("指标体系: ../sets/small\n", to: "考评/考评设置.yaml")
    try folder.write("code\n", to: "考评/2021Q1/a.csv")
    try folder.write("code\n", to: "考评/2021年第二季度/02报送/a.csv")
    try folder.write("code\n", to: "考评/2021年第二季度/06初评结果/scores.csv")
  }

  private func workspace() throws -> Workspace {
    try Workspace(settings: folder.path("考评/考评设置.yaml"))
  }

  private func request(_ period: String? = nil) throws -> RunRequest {
    let workspace = try workspace()
    let asked = try workspace.folder(of: period.flatMap { Period($0) })
    return try workspace.request(for: workspace.settings.sets[0], asked)
  }

  /// A path below the workspace.
  private func below(_ path: String) -> String {
    String(path.dropFirst(folder.path("考评").count + 1))
  }

  private func path(_ source: FileSource?) -> String? {
    guard case .path(let path, _) = source?.content else { return nil }
    return below(path)
  }

  @Test func `without a period it is the newest`() throws {
    let request = try request()
    #expect(request.period?.label == "2021Q2")
    #expect(request.submissions.paths.map(below) == ["2021年第二季度"])
    #expect(request.leftOut.map(below) == ["2021年第二季度/06初评结果"])
    #expect(request.previous.paths.map(below) == ["2021Q1"])
  }

  @Test func `a folder without parts is the submissions, those of before are not read`() throws {
    try folder.write("code\n", to: "考评/2021Q1/初评结果/scores.csv")
    let request = try request("2021Q1")
    #expect(request.submissions.paths.map(below) == ["2021Q1"])
    #expect(request.leftOut.map(below) == ["2021Q1/初评结果"])
    #expect(request.previous.paths.isEmpty)
  }

  @Test func `the settings are found from any folder below`() throws {
    let found = try #require(Workspace.settings(around: folder.path("考评/2021年第二季度/02报送")))
    #expect(found.hasSuffix("/考评/考评设置.yaml"))
    #expect(Workspace.settings(around: folder.path("sets")) == nil)
  }

  @Test func `records are those of the period, wherever they lie`() throws {
    for name in [
      "units.csv", "单位名单-2022.csv", "认定清单.csv", "核定清单-2021Q1.csv", "核定清单-2021Q2.csv",
      "2021年第二季度/05提请审定/改判清单.csv", "2021年第二季度/免评清单.csv",
    ] {
      try folder.write("unit\n", to: "考评/" + name)
    }
    let request = try request()
    #expect(path(request.units) == "units.csv")
    #expect(path(request.records[.findings]) == "认定清单.csv")
    #expect(path(request.records[.verified]) == "核定清单-2021Q2.csv")
    #expect(path(request.records[.overrides]) == "2021年第二季度/05提请审定/改判清单.csv")
    #expect(path(request.records[.waivers]) == "2021年第二季度/免评清单.csv")
    #expect(request.found.isEmpty)
  }

  @Test func `what was verified and decided in earlier periods is theirs`() throws {
    for name in [
      "认定清单.csv", "核定清单-2021Q2.csv", "核定清单-2021Q1.csv", "2021Q1/05提请审定/改判清单.csv",
      "2021Q1/免评清单.csv",
    ] {
      try folder.write("unit\n", to: "考评/" + name)
    }
    let request = try request()
    #expect(request.earlierRecords.map(\.period.label) == ["2021Q1"])
    let earlier = try #require(request.earlierRecords.first).sources
    #expect(path(earlier[.verified]) == "核定清单-2021Q1.csv")
    #expect(path(earlier[.overrides]) == "2021Q1/05提请审定/改判清单.csv")
    #expect(path(earlier[.waivers]) == "2021Q1/免评清单.csv")
    #expect(earlier[.findings] == nil && path(request.records[.findings]) == "认定清单.csv")
  }

  @Test func `a registry of the period comes before one of all periods`() throws {
    try folder.write("code\n", to: "考评/units.csv")
    try folder.write("code\n", to: "考评/units-2021.csv")
    #expect(path(try request().units) == "units-2021.csv")
    try folder.write("code\n", to: "考评/2021年第二季度/单位名单.csv")
    #expect(path(try request().units) == "2021年第二季度/单位名单.csv")
  }

  @Test func `two files of one kind are told, and neither is taken`() throws {
    try folder.write("unit\n", to: "考评/认定清单.csv")
    try folder.write("unit\n", to: "考评/2021年第二季度/findings.csv")
    let request = try request()
    #expect(request.records[.findings] == nil)
    #expect(request.found.map(\.code) == ["file-found-twice"])
    #expect(request.found.first?.severity == .error)
  }

  @Test(arguments: [
    ("2021年第二季度/改判.csv", "unused-file"), ("2021年第二季度/甲县报送.csv", "unused-file"),
    ("2021年第二季度/08审定结果/改判清单.csv", "unused-file"), ("2021年第二季度/04核查/核查表.csv", "unused-file"),
    ("单位名单.xlsx", "unused-file"), ("2021年第二季度/05提请审定/认定清单.xls", "unused-file"),
    ("21年二季度/a.csv", "folder-of-no-period"), ("二季度报送/a.csv", "folder-of-no-period"),
  ])
  func `what lies where nobody reads it is told`(_ name: String, _ code: String) throws {
    try folder.write("unit\n", to: "考评/" + name)
    let request = try request()
    #expect(request.found.map(\.code) == [code])
    #expect(request.records.all.isEmpty && request.units == nil)
  }

  @Test(arguments: [
    "2021年第二季度/06初评结果/results.csv", "2021年第二季度/00通知与口径/口径.csv",
    "2021年第二季度/09通报/附件1.csv", "资料/a.csv", "说明.md",
  ])
  func `papers and results are no records, and nothing is said of them`(_ name: String) throws {
    try folder.write("unit\n", to: "考评/" + name)
    #expect(try request().found.isEmpty)
  }

  @Test func `submissions may lie in several parts, and nowhere beside them`() throws {
    try folder.write("code\n", to: "考评/2021年第二季度/02 报送（补）/b.csv")
    try folder.write("code\n", to: "考评/2021年第二季度/甲县/c.csv")
    #expect(
      try request().leftOut.map(below).sorted()
        == ["2021年第二季度/06初评结果", "2021年第二季度/甲县"])
  }

  @Test(arguments: ["核定清单-2021.csv", "核定清单-2021上半年.csv", "2021年第二季度/04核查/核定清单-2021Q1.csv"])
  func `values of another period, or of a longer one, are told and not taken`(_ name: String) throws
  {
    try folder.write("unit\n", to: "考评/" + name)
    let request = try request()
    #expect(request.records[.verified] == nil)
    #expect(request.found.map(\.code) == ["unused-file"])
  }

  @Test func `two sets of one name are refused`() throws {
    try folder.write("set: other\n", to: "others/small/set.yaml")
    try folder.write(
      "指标体系: [../sets/small, ../others/small/set.yaml]\n", to: "考评/考评设置.yaml")
    let refusal = #expect(throws: WorkspaceRefusal.self) { try workspace() }
    #expect(try #require(refusal).details.map(\.code) == ["set-named-twice"])
  }

  @Test func `verified values of no period are not taken for those of every period`() throws {
    try folder.write("unit\n", to: "考评/verified.csv")
    try folder.write("unit\n", to: "考评/认定表.csv")
    let request = try request()
    #expect(request.records[.verified] == nil)
    #expect(request.found.map(\.code).sorted() == ["file-of-no-period", "unused-file"])
  }

  @Test func `where several sets score, a file may name one of them`() throws {
    try folder.write("set: towns\n", to: "sets/towns/set.yaml")
    try folder.write("指标体系: [../sets/small, ../sets/towns]\n", to: "考评/考评设置.yaml")
    for name in ["findings-small.csv", "findings-towns.csv", "findings-villages.csv"] {
      try folder.write("unit\n", to: "考评/" + name)
    }
    let workspace = try workspace()
    let period = try workspace.folder(of: nil)
    for (set, name) in zip(workspace.settings.sets, ["findings-small.csv", "findings-towns.csv"]) {
      let request = try workspace.request(for: set, period)
      #expect(path(request.records[.findings]) == name)
      #expect(request.alsoScored.count == 1)
      #expect(request.found.map(\.code) == ["unused-file"])
    }
  }

  @Test func `a period without a folder is refused with those that there are`() throws {
    let refusal = #expect(throws: WorkspaceRefusal.self) { try request("2022Q1") }
    let words = try #require(refusal).reason.text(.zh)
    #expect(words.contains("2022Q1") && words.contains("2021Q2") && words.contains("2021Q1"))
  }

  @Test func `two folders about one period, and two settings, are refused`() throws {
    try folder.write("code\n", to: "考评/2021Q2/a.csv")
    let twice = #expect(throws: WorkspaceRefusal.self) { try request() }
    #expect(twice?.reason.text(.zh).contains("2021年第二季度") == true)
    try folder.write("set: ../sets/small\n", to: "考评/yanshou.yaml")
    let both = #expect(throws: WorkspaceRefusal.self) { try request() }
    #expect(both?.reason.text(.en).contains("yanshou.yaml") == true)
  }

  @Test(arguments: [
    ("", "yaml-empty"), ("指标体系: ../sets/none\n", "set-not-found"),
    ("set: ../sets/small\nunits: none.csv\n", "registry-not-found"),
    ("set: ../sets/small\nunit: none.csv\n", "unknown-key"), ("考评: 季度考评\n", "missing-key"),
    ("set: []\n", "empty-value"), ("set: ../sets/small\n语言: 法文\n", "unknown-word"),
    ("set: ../sets/small\n放假: [2021年5月1日]\n", "expected-date"),
    ("set: ../sets/small\n放假: [2021-05-05至2021-05-01]\n", "reversed-range"),
    ("set: ../sets/small\n报送期限: 0\n", "out-of-range"),
  ])
  func `mistakes in the settings are located`(_ text: String, _ code: String) throws {
    try folder.write(text, to: "考评/考评设置.yaml")
    let refusal = #expect(throws: WorkspaceRefusal.self) { try workspace() }
    let details = try #require(refusal).details
    #expect(details.map(\.code) == [code])
    #expect(details.first?.place?.path == "考评设置.yaml")
  }
}
