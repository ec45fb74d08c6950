import Foundation
import TestSupport
import Testing

/// What lies in a folder of submissions besides submissions: named, passed over, never the end of the batch.
struct InputFolderTests {
  private let folder: TemporaryFolder
  private static let good =
    "code,name,period,受理数,化解数,中心建成,事故数,通报数\n100001,甲县,2021Q2,100,97,是,0,0\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.good, to: "in/a.csv")
  }

  private func assess(_ more: String..., set: String = SmallSet.set) async throws -> Run {
    try await Command().run(["assess", set, folder.path("in"), "--lang", "zh"] + more)
  }

  @Test(arguments: [
    ("b.zip", "archive-not-read", "错误"), ("b.tar.gz", "archive-not-read", "错误"),
    ("b.xlsx", "workbook-as-text", "错误"), ("b.ET", "workbook-as-text", "错误"),
    ("deep/er/b.xls", "workbook-as-text", "错误"), ("b.docx", "unknown-file", "说明"),
    ("b.PDF", "unknown-file", "说明"), ("b.jpg", "unknown-file", "说明"),
    ("b.dat", "unknown-file", "警告"), ("无后缀", "unknown-file", "警告"),
  ])
  func `a file that is not read is named once`(_ name: String, _ code: String, _ severity: String)
    async throws
  {
    try folder.write("PK", to: "in/\(name)")
    let run = try await assess()
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("100.00"))
    #expect(run.error.contains("\(severity)[\(code)]"), "\(run.testDescription)")
    #expect(run.error.matches(of: /in\/[^ ]*:1:1/).count == 1, "\(run.testDescription)")
    #expect(run.error.contains("in/\(name):1:1") && run.error.contains("建议"))
  }

  @Test func `files of the system, of version controls and lock files are no submissions`()
    async throws
  {
    for name in [
      ".git/b.csv", ".gitignore", ".~lock.b.csv#", "Thumbs.db", ".DS_Store", "._a.csv",
      "__MACOSX/c.csv",
    ] {
      try folder.write("x", to: "in/\(name)")
    }
    let quiet = try await assess()
    #expect(quiet.exitCode == 0 && quiet.error.isEmpty, "\(quiet.testDescription)")
    for name in ["~$b.csv", "~$c.xlsx"] { try folder.write("x", to: "in/\(name)") }
    let run = try await assess()
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.error.contains("说明[lock-file]：有 2 个"), "\(run.testDescription)")
    #expect(run.error.matches(of: /\[[a-z-]+\]/).count == 1, "\(run.testDescription)")
  }

  @Test func `what is hidden is not read, and named`() async throws {
    for name in [".b.csv", ".c/d.csv", "e/.f.xml"] { try folder.write("x", to: "in/\(name)") }
    let run = try await assess()
    #expect(run.exitCode == 0, "\(run.testDescription)")
    for name in [".b.csv", ".c", "e/.f.xml"] {
      #expect(run.error.contains("“in/\(name)”是隐藏的"), "\(run.testDescription)")
    }
  }

  @Test func `broken links, pipes, devices and what cannot be read are a diagnostic each`()
    async throws
  {
    let links = [
      "gone.csv": "nowhere.csv", "loop.csv": "loop.csv", "zero.csv": "/dev/zero",
      // A file that opens and cannot be read.
      "broken.csv": "/proc/self/mem", "round": ".",
    ]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("in/\(name)"), withDestinationPath: target)
    }
    try folder.makePipe("in/pipe.csv")
    let run = try await assess()
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("100.00"))
    for name in links.keys + ["pipe.csv"] {
      #expect(run.error.contains("--> in/\(name):1:1"), "\(name)\n\(run.error)")
    }
    #expect(
      run.error.matches(of: /错误\[unreadable-file\]/).count == links.count + 1, "\(run.error)")
    #expect(!run.error.contains("系统错误"))
  }

  @Test func `a path of the command line that is there and cannot be read does not end the batch`()
    async throws
  {
    try folder.makePipe("pipe.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("gone.csv"), withDestinationPath: "nowhere")
    let run = try await assess()
    let all = try await Command().run(
      "assess", SmallSet.set, folder.path("in"), folder.path("pipe.csv"), folder.path("gone.csv"),
      "--lang", "zh")
    #expect(all.exitCode == 0, "\(all.testDescription)")
    #expect(all.output.contains("错误 2 条"), "\(all.testDescription)")
    #expect(run.output.contains("100.00") && all.output.contains("100.00"))
  }

  @Test func `reports among the submissions are passed over, with a note`() async throws {
    let out = folder.path("in/out")
    let first = try await assess("-o", out)
    #expect(first.exitCode == 0 && first.error.isEmpty, "\(first.testDescription)")
    let record = try folder.bytes("in/out/run.json")
    let second = try await assess("-o", out)
    #expect(second.output == first.output, "\(second.testDescription)")
    #expect(second.error.hasPrefix("说明[earlier-reports]"), "\(second.testDescription)")
    #expect(second.error.matches(of: /\[[a-z-]+\]/).count == 1, "\(second.testDescription)")
    #expect(try folder.bytes("in/out/run.json") == record)
    // What is nobody's report stays a submission: here one of the same folder.
    try folder.write(Self.good.replacing("100001", with: "100002"), to: "in/out/b.csv")
    let third = try await assess()
    #expect(third.output.contains("2 个单位"), "\(third.testDescription)")
    // A record of another program hides nothing.
    try folder.write(#"{"outputs": ["b.csv"]}"#, to: "in/out/run.json")
    let fourth = try await assess()
    #expect(fourth.output.contains("100002"), "\(fourth.testDescription)")
  }

  @Test func `a table without any item of the set reports for nobody`() async throws {
    // Such as scores of an earlier run that somebody forwarded without their record.
    try folder.write("code,name,total,rank\n100002,乙县,46.00,2\n", to: "in/scores.csv")
    let run = try await assess("--units", SmallSet.units)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("未报送 3 个：乙县、丙县、丁县"), "\(run.testDescription)")
    #expect(run.output.contains("in/scores.csv"), "\(run.testDescription)")
  }

  @Test func `files that the run reads as something else are no submissions`() async throws {
    try FileManager.default.copyItem(atPath: SmallSet.set, toPath: folder.path("in/set"))
    try FileManager.default.copyItem(atPath: SmallSet.units, toPath: folder.path("in/units.csv"))
    let run = try await assess(
      "--units", folder.path("in/units.csv"), set: folder.path("in/set"))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.error.matches(of: /\[unit-not-reported\]/).count == 3, "\(run.testDescription)")
    #expect(run.error.matches(of: /\[[a-z-]+\]/).count == 3, "\(run.testDescription)")
  }

  @Test func `whoever is chased may be in what was not read, and that is said`() async throws {
    try folder.write("PK", to: "in/100002.zip")
    try folder.write("PK", to: "in/其余.xlsx")
    let run = try await assess("--units", SmallSet.units, "-o", folder.path("out"))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(
      run.output.contains("另有 2 个文件没有读取，其中可能有它们的数据：in/100002.zip、in/其余.xlsx"),
      "\(run.output)")
    #expect(run.error.contains("有没有它的数据：in/100002.zip；"), "\(run.error)")
    #expect(run.error.contains("有没有它的数据：in/100002.zip、in/其余.xlsx；"), "\(run.error)")
    for page in ["index.html", "units/100004.html"] {
      #expect(try folder.text("out/\(page)").contains("另有 2 个文件没有读取"), "\(page)")
    }
    // A file that breaks off counts as well.
    try folder.write("<submissions period='2021Q2'><submission unit='100002'>", to: "in/b.xml")
    let more = try await assess("--units", SmallSet.units)
    #expect(more.output.contains("另有 3 个文件没有读取"), "\(more.output)")
  }
}
