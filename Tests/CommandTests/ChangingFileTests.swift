import Foundation
import TestSupport
import Testing

/// Files that somebody changes while a run reads them: what is scored is what is recorded, or nothing is.
struct ChangingFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let isLong = ProcessInfo.processInfo.environment["YANSHOU_LONG"] != nil
  private static let units = "code,name,level,parent\n100001,甲县,county,\n100002,乙县,county,\n"
  private static let header = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"

  /// A file of the run, before and after somebody has changed it.
  struct Change: CustomTestStringConvertible, Sendable {
    let name: String
    let before: String
    let after: String
    var testDescription: String { name }
  }

  private static func xml(_ value: Int) -> String {
    """
    <submissions period="2021Q2"><submission unit="100003"><item code="受理数">100</item>\
    <item code="化解数">\(value)</item></submission></submissions>
    """
  }

  static let changes: [Change] = [
    Change(
      name: "in/a.csv", before: header + "100001,甲县,2021Q2,100,97,是,0,0\n",
      after: header + "100001,甲县,2021Q2,100,91,否,2,1\n"),
    // The file gets shorter, and another unit is in it.
    Change(
      name: "in/a.csv",
      before: header + "100001,甲县,2021Q2,100,97,是,0,0\n100001,甲县,2021Q2,100,97,是,0,0\n",
      after: header + "100002,乙县,2021Q2,100,97,是,0,0\n"),
    Change(name: "in/b.xml", before: xml(97), after: xml(91)),
    Change(
      name: "units.csv", before: units + "100003,丙县,county,\n",
      after: units + "100009,己县,county,\n100003,丙丙县,county,\n"),
    Change(
      name: "peers.csv", before: header + "100002,乙县,2021Q2,100,95,是,0,0\n",
      after: header + "100002,乙县,2021Q2,100,80,是,0,0\n"),
    Change(
      name: "previous.csv", before: header + "100001,甲县,2021Q1,100,95,是,0,0\n",
      after: header + "100001,甲县,2021Q1,许多,80,是,0,0\n"),
    Change(
      name: "planned.csv", before: header + "100001,甲县,2021Q2,100,99,是,0,0\n",
      after: header + "100001,甲县,2021Q2,100,80,是,0,0\n"),
    Change(name: "small/tasks/02.yaml", before: "", after: ""),
  ]

  /// Writes all files as they are before the change.
  private func prepare() throws {
    for change in Self.changes.reversed() where !change.before.isEmpty {
      try folder.write(change.before, to: change.name)
    }
    if !FileManager.default.fileExists(atPath: folder.path("small")) {
      try FileManager.default.copyItem(atPath: SmallSet.set, toPath: folder.path("small"))
    }
  }

  private func make(_ change: Change) throws {
    guard change.before.isEmpty else { return try folder.write(change.after, to: change.name) }
    let text = try folder.text(change.name)
    try folder.write(text + "# 改\n", to: change.name)
  }

  private func arguments(_ out: String) -> [String] {
    [
      "assess", "small", "in", "--units", "units.csv", "--peers", "peers.csv", "--previous",
      "previous.csv", "--planned", "planned.csv", "--period", "2021Q2", "-o", out, "--write",
      "scores,results,problems", "--lang", "zh",
    ]
  }

  private var command: Command {
    var command = Command()
    command.folder = folder.url
    return command
  }

  private func report(_ name: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for file in folder.files(under: name) { files[file] = try? folder.bytes("\(name)/\(file)") }
    return files
  }

  @Test(.timeLimit(.minutes(30)), arguments: changes.indices)
  func `a change at any moment gives the report before it, the one after it, or none`(
    _ index: Int
  ) async throws {
    let change = Self.changes[index]
    try prepare()
    if index != 1 { try folder.write(Self.changes[0].before, to: "in/a.csv") }
    if index == 1 { try folder.write(change.before, to: "in/a.csv") }
    let before = try await command.run(arguments("before"))
    try #require(before.exitCode == 0, "\(before.testDescription)")
    try make(change)
    let after = try await command.run(arguments("after"))
    try #require(after.exitCode == 0, "\(after.testDescription)")
    let reports = [report("before"), report("after")]
    #expect(reports[0] != reports[1])
    var refused = 0
    var opening = Self.isLong ? 1 : 1 + index % 9
    while true {
      try? FileManager.default.removeItem(atPath: folder.path("small"))
      try prepare()
      if index != 1 { try folder.write(Self.changes[0].before, to: "in/a.csv") }
      if index == 1 { try folder.write(change.before, to: "in/a.csv") }
      try? FileManager.default.removeItem(atPath: folder.path("out"))
      var command = command
      command.variables["YANSHOU_TEST_OPEN"] = "\(opening)"
      var isStopped = false
      let run = try await command.run(arguments("out")) { _ in
        isStopped = true
        try make(change)
      }
      guard isStopped else { break }
      if run.exitCode == 0 {
        #expect(reports.contains(report("out")), "opening \(opening): \(run.testDescription)")
      } else {
        refused += 1
        #expect(run.exitCode == 2, "opening \(opening): \(run.testDescription)")
        #expect(run.error.contains("被改动"), "opening \(opening): \(run.testDescription)")
        #expect(folder.files(under: "out").isEmpty)
      }
      opening += Self.isLong ? 1 : 9
    }
    #expect(refused > 0 || !Self.isLong, "\(change.name)")
    #expect(opening > 10, "\(opening)")
  }

  /// What may befall a file of a set without a change of its text.
  private static let harmless = ["rights", "link", "written again", "saved anew"]

  @Test(arguments: harmless)
  func `a file of the set whose text stays refuses no run`(_ what: String) async throws {
    try prepare()
    let before = try await command.run(arguments("before"))
    try #require(before.exitCode == 0, "\(before.testDescription)")
    let file = folder.path("small/tasks/02.yaml")
    for opening in [4, 9, 14] {
      var command = command
      command.variables["YANSHOU_TEST_OPEN"] = "\(opening)"
      var isStopped = false
      let run = try await command.run(arguments("out")) { _ in
        isStopped = true
        switch what {
        case "rights":
          try FileManager.default.setAttributes(
            [.posixPermissions: 0o600 + opening], ofItemAtPath: file)
        case "link":
          try FileManager.default.linkItem(atPath: file, toPath: folder.path("copy-\(opening)"))
        case "written again":
          try folder.text("small/tasks/02.yaml").write(
            toFile: file, atomically: false, encoding: .utf8)
        default:
          try folder.text("small/tasks/02.yaml").write(
            toFile: file, atomically: true, encoding: .utf8)
        }
      }
      #expect(isStopped && run.exitCode == 0, "opening \(opening): \(run.testDescription)")
      #expect(report("out") == report("before"), "opening \(opening)")
    }
  }

  @Test func `a change of the set that leaves length and time as they were is noticed`()
    async throws
  {
    try prepare()
    let name = "small/tasks/02.yaml"
    let file = folder.path(name)
    let text = try folder.text(name)
    var refused = 0
    for opening in stride(from: 4, to: 24, by: 4) {
      try folder.write(text, to: name)
      let time = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
      var command = command
      command.variables["YANSHOU_TEST_OPEN"] = "\(opening)"
      let run = try await command.run(arguments("out")) { _ in
        try folder.write(text.replacing("事故数, at most: 20", with: "事故数, at most: 30"), to: name)
        try FileManager.default.setAttributes(
          [.modificationDate: try #require(time)], ofItemAtPath: file)
      }
      if run.exitCode == 2 {
        refused += 1
        #expect(run.error.contains("被改动"), "opening \(opening): \(run.testDescription)")
      }
    }
    #expect(refused > 0)
  }

  @Test func `a file that vanishes while it is read is told, and nothing is scored`() async throws {
    try prepare()
    var refused = 0
    for opening in stride(from: 8, to: 20, by: 2) {
      try prepare()
      var command = command
      command.variables["YANSHOU_TEST_OPEN"] = "\(opening)"
      let run = try await command.run(arguments("out")) { _ in
        try FileManager.default.removeItem(atPath: folder.path("in/b.xml"))
      }
      if run.exitCode == 2 {
        refused += 1
        #expect(run.error.contains("b.xml"), "\(run.testDescription)")
      }
    }
    #expect(refused > 0)
  }

  @Test func `many files need few open ones`() async throws {
    let count = Self.isLong ? 10_000 : 300
    for number in 0..<count {
      try folder.write(
        Self.header + "\(100_000 + number),县\(number),2021Q2,100,97,是,0,0\n",
        to: "in/\(number).csv")
    }
    var command = command
    command.openFiles = 64
    let run = try await command.run(
      "assess", SmallSet.set, "in", "--period", "2021Q2", "-o", "out", "--write", "scores,html")
    #expect(run.exitCode == 0, "\(run.testDescription.suffix(2000))")
    #expect(Table(try folder.text("out/scores.csv")).rows.count == count)
  }
}
