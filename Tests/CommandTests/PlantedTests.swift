import Foundation
import TestSupport
import Testing

/// What others have put into folders, on purpose or not: nothing is carried out, moved or removed but what is surely ours.
struct PlantedTests {
  private let folder: TemporaryFolder
  private var out: String { folder.path("out") }

  init() throws { folder = try TemporaryFolder() }

  private static func run(
    _ submissions: String = SmallSet.first, into folder: String, write: String = "scores,html"
  ) -> [String] {
    [
      "assess", SmallSet.set, submissions, "--period", "2021Q2", "-o", folder, "--write", write,
      "--lang", "zh",
    ]
  }

  /// The command, perhaps on a file system that can little, with something that befalls it.
  private func command(_ event: String? = nil, isPoor: Bool = false) -> Command {
    var command = Command()
    if isPoor { command.variables["YANSHOU_TEST_NO_EXCHANGE"] = "1" }
    if let event { command.variables["YANSHOU_TEST_STEP"] = event }
    return command
  }

  /// Everything below a folder, hidden or not: files with their bytes, links with where they lead.
  private func content(of name: String) -> [String: Data] {
    let root = folder.path(name)
    var content: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let full = "\(root)/\(path)"
      if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
        content[path] = Data("-> \(link)".utf8)
      } else {
        content[path] = FileManager.default.contents(atPath: full) ?? Data("folder".utf8)
      }
    }
    return content
  }

  private func copy(_ from: String, to place: String) throws {
    let above = folder.url.appendingPathComponent(place).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: folder.path(from), toPath: folder.path(place))
  }

  /// What a folder of ours says of itself, before its number.
  private static let mark = """
    这里是 yanshou 一次没有结束的运行留下的文件,下一次运行会清除。
    Files of a run of yanshou that has not ended; the next run removes them.

    """

  /// Each command that reads a folder of submissions.
  private static let readers = [
    ["assess"], ["check"], ["explain", "--unit", "100001", "--requirement", "T01.01"],
  ]

  private func read(_ name: String, _ reader: [String]) async throws {
    var arguments = reader
    arguments.insert(contentsOf: [SmallSet.set, folder.path(name)], at: 1)
    let run = try await Command().run(arguments + ["--period", "2021Q2", "--lang", "zh"])
    #expect([0, 1].contains(run.exitCode), "\(run.testDescription)")
  }

  @Test func `no command goes on with what came with a folder from elsewhere`()
    async throws
  {
    // Moments of a run that is killed, as somebody hands them in.
    var (tried, journals) = (0, 0)
    for step in stride(from: 4, to: 90, by: 4) {
      try? FileManager.default.removeItem(atPath: out)
      let old = try await Command().run(Self.run(SmallSet.second, into: out, write: "scores,json"))
      try #require(old.exitCode == 0, "\(old.testDescription)")
      let run = try await command("\(step) kill", isPoor: true).run(Self.run(into: out))
      if run.exitCode == 0 { break }
      let left = content(of: "out")
      let isMarked = left.contains { $0.key.hasSuffix("/.yanshou") && !$0.value.isEmpty }
      guard isMarked else { continue }
      if left.keys.contains(where: { $0.hasSuffix("/.journal") }) { journals += 1 }
      tried += 1
      try? FileManager.default.removeItem(atPath: folder.path("in"))
      try copy("out", to: "in/district")
      try FileManager.default.copyItem(atPath: SmallSet.first, toPath: folder.path("in/a.csv"))
      let reader = Self.readers[tried % Self.readers.count]
      try await read("in", reader)
      #expect(content(of: "in/district") == left, "step \(step), \(reader[0])")
      // Where it was written it is gone on with.
      try await read("", Self.readers[0])
      #expect(litter(in: "out").isEmpty, "step \(step)")
    }
    #expect(journals > 1 && tried > journals)
  }

  private func litter(in name: String) -> [String] {
    content(of: name).keys.filter { $0.contains(".yanshou-") }.sorted()
  }

  @Test(arguments: [".yanshou-1-1", ".yanshou-1-1/files"])
  func `a journal that somebody has written replaces and removes nothing`(_ waiting: String)
    async throws
  {
    let header = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"
    let good = header + "100001,甲县,2021Q2,100,97,是,0,0\n"
    try folder.write(good, to: "in/a.csv")
    try folder.write(good.replacing("100001,甲县", with: "100002,乙县"), to: "in/b.csv")
    let record = #"{"version": "1", "set": "x", "outputs": ["a.csv", "b.csv"]}"#
    try folder.write(record, to: "in/x/run.json")
    try folder.write(good, to: "in/x/a.csv")
    try folder.write(record, to: "in/x/\(waiting)/run.json")
    try folder.write(good.replacing("97", with: "100"), to: "in/x/\(waiting)/a.csv")
    let status = try FileManager.default.attributesOfItem(atPath: folder.path("in/x"))
    let number = try #require(status[.systemFileNumber] as? Int)
    for first in ["", "i1 \(number)\0", "i\(number) \(number)\0"] {
      try folder.write(
        first + "na.csv\0pa.csv\0rb.csv\0prun.json\0", to: "in/x/.yanshou-1-1/.journal")
      try folder.write(Self.mark + "1\n", to: "in/x/.yanshou-1-1/.yanshou")
      let before = content(of: "in")
      for reader in Self.readers {
        try await read("in", reader)
        #expect(content(of: "in") == before, "\(reader[0])")
      }
    }
  }

  @Test(arguments: [false, true])
  func `what bears no mark of ours stays, whatever its name`(_ isPoor: Bool) async throws {
    let report = try await Command().run(Self.run(into: out))
    try #require(report.exitCode == 0, "\(report.testDescription)")
    let kept = [
      "out/.yanshou-notes.txt", "out/.yanshou", ".out.yanshou-1-x", ".other.yanshou-1-1/notes.txt",
      ".out.yanshou-1-1-1", ".yanshou-9-9", ".yanshou-9-9.part", ".yanshou-9-8/notes.txt",
      "out/.yanshou-9-9.part", "out/.yanshou-9-8/notes.txt", ".out.yanshou-9-9/notes.txt",
    ]
    for name in kept { try folder.write("mine", to: name) }
    try copy("out", to: ".out.yanshou-9-7")
    let old = content(of: ".out.yanshou-9-7")
    for arguments in [
      Self.run(SmallSet.second, into: out),
      ["handbook", SmallSet.set, "-o", folder.path("b.html")],
      ["assess", SmallSet.set, folder.path(""), SmallSet.first, "--period", "2021Q2"],
    ] {
      let run = try await command(isPoor: isPoor).run(arguments)
      #expect(run.exitCode == 0, "\(run.testDescription)")
      for name in kept { #expect(try folder.text(name) == "mine", "\(arguments[0]) \(name)") }
      #expect(content(of: ".out.yanshou-9-7") == old, "\(arguments[0])")
    }
  }

  @Test func `a folder that has our mark is no way to bring in a submission`() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: SmallSet.first, toPath: folder.path("in/a.csv"))
    let report = try await Command().run(Self.run(into: folder.path("in/out")))
    try #require(report.exitCode == 0, "\(report.testDescription)")
    let visible = content(of: "in")
    // As a run leaves it that is killed when the folders have changed places, with a file of somebody else.
    try copy("in/out", to: "in/.out.yanshou-1-1/files")
    try folder.write(Self.mark + "7\n", to: "in/.out.yanshou-1-1/.yanshou")
    try folder.write("x", to: "in/.out.yanshou-1-1/files/units/笔记.txt")
    let before = content(of: "in")
    for reader in Self.readers {
      try await read("in", reader)
      #expect(content(of: "in") == before, "\(reader[0])")
    }
    // Whoever writes into the folder puts it where it belongs.
    let next = try await Command().run(Self.run(into: folder.path("in/out")))
    #expect(next.exitCode == 0, "\(next.testDescription)")
    #expect(try folder.text("in/out/units/笔记.txt") == "x")
    try FileManager.default.removeItem(atPath: folder.path("in/out/units/笔记.txt"))
    #expect(content(of: "in") == visible)
  }

  /// What is written, and the names under which it waits: `*` stands for the process and a number.
  private static let waits = [
    (["out"], "out/.yanshou-*"), (["out"], ".out.yanshou-*"), (["book.html"], ".yanshou-*"),
  ]

  @Test(arguments: waits.indices)
  func `links that somebody has put in the way lead nowhere`(_ way: Int) async throws {
    let (target, pattern) = Self.waits[way]
    let isPoor = way == 0
    let arguments =
      target == ["out"]
      ? Self.run(into: out) : ["handbook", SmallSet.set, "-o", folder.path("book.html")]
    if target == ["out"] {
      let old = try await Command().run(Self.run(SmallSet.second, into: out))
      try #require(old.exitCode == 0, "\(old.testDescription)")
      // With a file of others the folders do not change places.
      if isPoor { try folder.write("x", to: "out/笔记.txt") }
    }
    try folder.write("precious", to: "precious/files/scores.csv")
    try folder.write("precious", to: "precious/files/file")
    let precious = content(of: "precious")
    func name(_ process: Int32, _ number: Int) -> String {
      pattern.replacing("*", with: "\(process)-\(number)")
    }
    // The run stops before its first name is made, and is killed when it has made one.
    for end in ["", ", 13 kill"] {
      var process: Int32 = 0
      let run = try await command("1 stop" + end, isPoor: isPoor).run(arguments) { number in
        process = number
        for link in 0..<10 {
          try FileManager.default.createSymbolicLink(
            atPath: folder.path(name(number, link)), withDestinationPath: folder.path("precious"))
        }
      }
      #expect(content(of: "precious") == precious)
      for link in 0..<10 {
        let path = folder.path(name(process, link))
        #expect(
          try FileManager.default.destinationOfSymbolicLink(atPath: path)
            == folder.path("precious"))
        try FileManager.default.removeItem(atPath: path)
      }
      if end.isEmpty {
        #expect(run.exitCode == 0, "\(run.testDescription)")
      } else {
        // All of the links were in the way.
        #expect(run.signal == SIGKILL, "\(run.testDescription)")
        let made = folder.path(name(process, 10))
        #expect(FileManager.default.fileExists(atPath: made), "\(content(of: "").keys.sorted())")
      }
    }
  }
}
