import Foundation
import TestSupport
import Testing

/// The files of a run take their places as one: whatever ends a run, the folder has the old report, or the new one after
/// the next command; and nothing else is left.
struct ExchangeTests {
  private let folder: TemporaryFolder
  private var out: String { folder.path("out") }

  init() throws { folder = try TemporaryFolder() }

  /// How the folder is written into.
  enum Way: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// It changes places with the new one.
    case exchange
    /// Its file system cannot do that.
    case journal
    /// It holds a file that is not ours.
    case foreign

    var testDescription: String { rawValue }
  }

  private static func old(into folder: String) -> [String] {
    [
      "assess", SmallSet.set, SmallSet.second, "--period", "2021Q2", "-o", folder, "--write",
      "scores,json", "--lang", "zh",
    ]
  }

  private static func new(into folder: String) -> [String] {
    [
      "assess", SmallSet.set, SmallSet.first, "--period", "2021Q2", "-o", folder, "--write",
      "scores,html", "--lang", "zh",
    ]
  }

  /// Whether every call is tried, as `make long` does; else each eleventh, another for each way.
  private static let isLong = ProcessInfo.processInfo.environment["YANSHOU_LONG"] != nil

  private static func isTried(_ step: Int, _ way: Way) -> Bool {
    isLong || step % 11 == (Way.allCases.firstIndex(of: way) ?? 0)
  }

  /// The command on the file system of a way, perhaps with something that befalls it at a call that changes the disk.
  private func command(_ way: Way, _ event: String? = nil) -> Command {
    var command = Command()
    if way == .journal { command.variables["YANSHOU_TEST_NO_EXCHANGE"] = "1" }
    if let event { command.variables["YANSHOU_TEST_STEP"] = event }
    return command
  }

  /// All files below a folder with their bytes, hidden ones as well, and all folders.
  private func content(of name: String) -> [String: Data] {
    let root = folder.path(name)
    var content: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      content[path] = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data("folder".utf8)
    }
    return content
  }

  /// The hidden names beside the folder.
  private func litter() throws -> [String] {
    try folder.names(in: "").filter { $0.hasPrefix(".") }
  }

  /// The two reports, whole, with what is not ours.
  private func reports(_ way: Way) async throws -> (old: [String: Data], new: [String: Data]) {
    for (name, arguments) in [("old", Self.old), ("new", Self.new)] {
      let run = try await Command().run(arguments(folder.path(name)))
      try #require(run.exitCode == 0, "\(run.testDescription)")
      if way == .foreign { try addForeign(to: name) }
    }
    return (content(of: "old"), content(of: "new"))
  }

  private func addForeign(to name: String) throws {
    try folder.write("我的笔记", to: "\(name)/笔记.txt")
    try folder.write("<p>", to: "\(name)/units/自己的.html")
  }

  private func begin(_ way: Way) async throws {
    try? FileManager.default.removeItem(atPath: out)
    let run = try await command(way).run(Self.old(into: out))
    try #require(run.exitCode == 0, "\(run.testDescription)")
    if way == .foreign { try addForeign(to: "out") }
  }

  @Test(.timeLimit(.minutes(60)), arguments: Way.allCases)
  func `a run that is killed at any call leaves the old report, or the new one`(_ way: Way)
    async throws
  {
    let (old, new) = try await reports(way)
    var step = 0
    var seen: Set<String> = []
    while true {
      step += 1
      if step < 60, !Self.isTried(step, way) { continue }
      try await begin(way)
      let run = try await command(way, "\(step) kill").run(Self.new(into: out))
      if run.exitCode == 0 { break }
      #expect(run.signal == SIGKILL, "step \(step): \(run.testDescription)")
      let between = content(of: "out")
      if way == .exchange { #expect(between == old || between == new, "step \(step)") }
      // A command that only reads the folder, and one that writes into it.
      let isReader = step % 2 == 0
      let next = try await command(way).run(
        isReader
          ? ["assess", SmallSet.set, folder.path(""), SmallSet.first, "--period", "2021Q2"]
          : Self.old(into: out))
      #expect(next.exitCode == 0, "step \(step): \(next.testDescription)")
      let after = content(of: "out")
      seen.insert(after == old ? "old" : "new")
      #expect(isReader ? after == old || after == new : after == old, "step \(step), \(after.keys)")
      #expect(try litter().isEmpty, "step \(step)")
    }
    #expect((seen == ["old", "new"] || !Self.isLong) && step > 20, "\(step) \(seen)")
    #expect(content(of: "out") == new)
    #expect(try litter().isEmpty)
  }

  @Test(.timeLimit(.minutes(60)), arguments: Way.allCases, ["error 5", "full 28"])
  func `an error at any call leaves the old report, or the new one`(
    _ way: Way, _ error: String
  ) async throws {
    let (old, new) = try await reports(way)
    var failed = 0
    for step in 1...90 where Self.isTried(step, way) {
      try await begin(way)
      let run = try await command(way, "\(step) \(error)").run(Self.new(into: out))
      let after = content(of: "out")
      if run.exitCode == 0 {
        // What could not be cleared away is left to the next command.
        let visible = after.filter { !$0.key.contains(".yanshou-") }
        #expect(visible == new, "step \(step)")
      } else {
        failed += 1
        #expect(run.exitCode == 3, "step \(step): \(run.testDescription)")
        #expect(run.error.hasPrefix("错误"), "step \(step): \(run.testDescription)")
        // What a person knows is named, not where something waits.
        #expect(!run.error.contains(".yanshou-"), "step \(step): \(run.testDescription)")
        if !run.error.contains("只换了一部分") { #expect(after == old, "step \(step)") }
      }
      let next = try await command(way).run(Self.new(into: out))
      #expect(next.exitCode == 0, "step \(step): \(next.testDescription)")
      #expect(content(of: "out") == new, "step \(step)")
      #expect(try litter().isEmpty, "step \(step)")
    }
    #expect(failed > 0)
  }

  /// A run of some size, killed so many times.
  struct Size: CustomTestStringConvertible, Sendable {
    let units: Int
    let kills: Int
    let formats: String

    var testDescription: String { "\(units) units, \(kills) kills" }
  }

  private static let sizes =
    isLong
    ? [
      Size(units: 10, kills: 600, formats: "scores,results,gaps,problems,json,html"),
      Size(units: 200, kills: 300, formats: "scores,json,html"),
      Size(units: 2_000, kills: 100, formats: "scores,results,gaps,problems,json"),
    ]
    : [
      Size(units: 10, kills: 8, formats: "scores,json,html"),
      Size(units: 300, kills: 4, formats: "scores,results,gaps,problems,json"),
    ]

  @Test(.timeLimit(.minutes(60)), arguments: sizes)
  func `a run that is killed at any moment leaves the old report, or the new one`(
    _ size: Size
  ) async throws {
    var random = SeededGenerator(seed: UInt64(size.units))
    var took = 0.0
    for (name, least) in [("old", 80), ("new", 90)] {
      var rows = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"
      for number in 0..<size.units {
        rows +=
          "\(200_000 + number),县\(number),2021Q2,100,\(least + number % 10),是,\(number % 3),0\n"
      }
      try folder.write(rows, to: "\(name).csv")
    }
    try folder.write(
      "code,name,period,受理数,化解数,中心建成,事故数,通报数\n1,甲,2021Q2,9,9,是,0,0\n", to: "in/a.csv")
    func arguments(_ name: String, into out: String) -> [String] {
      [
        "assess", SmallSet.set, folder.path("\(name).csv"), "--period", "2021Q2", "-o",
        folder.path(out), "--write", size.formats,
      ]
    }
    for name in ["old", "new"] {
      let begin = ContinuousClock.now
      let run = try await Command().run(arguments(name, into: name))
      took = (ContinuousClock.now - begin) / .seconds(1)
      try #require(run.exitCode == 0, "\(run.testDescription)")
    }
    let reports = ["old": content(of: "old"), "new": content(of: "new")]
    _ = try await Command().run(arguments("old", into: "in/out"))
    var now = "old"
    var interrupted = 0
    // How long a run takes depends on the machine and on what else it does: each that was not hit says it anew.
    for kill in 0..<(6 * size.kills) where interrupted < size.kills {
      let next = now == "old" ? "new" : "old"
      let seconds = took * Double(random.whole(0...109)) / 100
      if let whole = try await Command().kill(
        afterSeconds: seconds, arguments(next, into: "in/out"))
      {
        took = whole
      } else {
        interrupted += 1
      }
      let after = content(of: "in/out")
      #expect(after == reports["old"] || after == reports["new"], "kill \(kill): torn")
      // Any command that comes by clears away what was left.
      let reader = try await Command().run("assess", SmallSet.set, folder.path("in"))
      #expect(reader.exitCode == 0, "\(reader.testDescription)")
      #expect(try folder.names(in: "in") == ["a.csv", "out"], "kill \(kill)")
      #expect(content(of: "in/out") == after, "kill \(kill)")
      now = after == reports["old"] ? "old" : "new"
    }
    #expect(interrupted > 0, "no run was hit")
    if Self.isLong { print("\(size.units) units: \(interrupted) runs killed, none torn") }
  }

  @Test(arguments: Way.allCases, isLong ? [SIGINT, SIGTERM, SIGHUP] : [SIGINT])
  func `an interrupt leaves the old report, or the new one, and nothing else`(
    _ way: Way, _ signal: Int32
  ) async throws {
    let (old, new) = try await reports(way)
    for step in Self.isLong ? Array(1...90) : [3, 9, 22, 27, 33] {
      try await begin(way)
      var run = try await command(way, "\(step) stop").run(Self.new(into: out)) { number in
        kill(number, signal)
      }
      run.signal = nil
      let after = content(of: "out")
      // It may come when everything is done.
      if run.exitCode == 0 {
        #expect(after == new, "step \(step)")
      } else {
        #expect(run.exitCode == 128 + signal, "step \(step): \(run.testDescription)")
        #expect(after == old || after == new, "step \(step): \(after.keys)")
        #expect(run.error.contains("已中断"), "\(run.testDescription)")
      }
      #expect(try litter().isEmpty, "step \(step)")
    }
  }

  @Test func `a folder that a stopped run has made goes with it`() async throws {
    let made = Self.new(into: folder.path("deep/er/out"))
    let whole = try await Command().run(made)
    try #require(whole.exitCode == 0, "\(whole.testDescription)")
    let new = content(of: "deep")
    var gone = 0
    for step in 4...14 {
      try FileManager.default.removeItem(atPath: folder.path("deep"))
      let run = try await command(.exchange, "\(step) stop").run(made) { kill($0, SIGINT) }
      #expect([0, 130].contains(run.exitCode), "step \(step): \(run.testDescription)")
      // It may come when everything is done.
      if content(of: "deep") == new {
        #expect(try folder.names(in: "") == ["deep"], "step \(step)")
      } else {
        #expect(run.exitCode == 130, "step \(step): \(run.testDescription)")
        #expect(try folder.names(in: "").isEmpty, "step \(step)")
        gone += 1
        try FileManager.default.createDirectory(
          atPath: folder.path("deep"), withIntermediateDirectories: true)
      }
    }
    #expect(gone > 0)
  }

  @Test(arguments: Way.allCases)
  func `a second run waits for the first, and says so`(_ way: Way) async throws {
    let (old, _) = try await reports(way)
    try await begin(way)
    let second = Second()
    try folder.write("", to: "words")
    let words = folder.path("words")
    let first = try await command(way, "12 stop").run(Self.new(into: out)) { _ in
      var other = command(way)
      other.errorFile = words
      let (started, arguments) = (other, Self.old(into: out))
      second.task = Task { try await started.run(arguments) }
      while try String(contentsOfFile: words, encoding: .utf8).isEmpty {
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    #expect(first.exitCode == 0, "\(first.testDescription)")
    let run = try #require(try await second.task?.value)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.error.contains("另一次评价正在写入"), "\(run.testDescription)")
    #expect(content(of: "out") == old)
    #expect(try litter().isEmpty)
  }

  @Test func `what is not ours is never overwritten, whatever its name`() async throws {
    for (name, text) in [("scores.csv", "a,b\n"), ("run.json", "{}"), ("units/100001.html", "<p>")]
    {
      try? FileManager.default.removeItem(atPath: out)
      try folder.write(text, to: "out/\(name)")
      let run = try await Command().run(Self.new(into: out))
      #expect(run.exitCode == 3, "\(run.testDescription)")
      #expect(run.error.contains("“\(out)/\(name)”不是以前评价写出的"), "\(run.testDescription)")
      #expect(folder.files() == ["out/\(name)"])
      #expect(try folder.text("out/\(name)") == text)
    }
  }

  @Test func `a folder of pages that is a link is not ours`() async throws {
    try folder.write("x", to: "else/100001.html")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/units"), withDestinationPath: "../else")
    let run = try await Command().run(Self.new(into: out))
    #expect(run.exitCode == 3 && run.error.contains("out/units"), "\(run.testDescription)")
    #expect(folder.files() == ["else/100001.html"])
  }

  @Test func `a folder that is a link stays one, and the working folder stays the same`()
    async throws
  {
    let (_, new) = try await reports(.exchange)
    _ = try await Command().run(Self.old(into: folder.path("real")))
    try FileManager.default.createSymbolicLink(atPath: out, withDestinationPath: "real")
    let linked = try await Command().run(Self.new(into: out))
    #expect(linked.exitCode == 0, "\(linked.testDescription)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out) == "real")
    #expect(content(of: "real") == new)
    // Whoever stands in the folder still does afterwards.
    let number = try number(of: "real")
    var here = Command()
    here.folder = URL(fileURLWithPath: folder.path("real"))
    let inside = try await here.run(Self.old(into: "."))
    #expect(inside.exitCode == 0, "\(inside.testDescription)")
    #expect(try self.number(of: "real") == number)
    #expect(content(of: "real") == content(of: "old"))
    #expect(try folder.names(in: "") == ["new", "old", "out", "real"])
  }

  @Test(arguments: Way.allCases)
  func `a folder of pages that somebody has emptied goes with the report`(_ way: Way) async throws {
    let pages = try await command(way).run(Self.new(into: out))
    try #require(pages.exitCode == 0, "\(pages.testDescription)")
    for page in try folder.names(in: "out/units") {
      try FileManager.default.removeItem(atPath: folder.path("out/units/\(page)"))
    }
    if way == .foreign { try folder.write("我的笔记", to: "out/笔记.txt") }
    let run = try await command(way).run(Self.old(into: out))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(
      try folder.names(in: "out").filter { $0 != "笔记.txt" }
        == ["assessment.json", "run.json", "scores.csv"])
  }

  @Test func `the rights of the folder stay`() async throws {
    _ = try await Command().run(Self.old(into: out))
    try FileManager.default.setAttributes([.posixPermissions: 0o2750], ofItemAtPath: out)
    let number = try number(of: "out")
    let run = try await Command().run(Self.new(into: out))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let attributes = try FileManager.default.attributesOfItem(atPath: out)
    #expect(attributes[.posixPermissions] as? Int == 0o2750)
    // It is another folder: the two have changed places.
    #expect(try self.number(of: "out") != number)
  }

  @Test func `a single file is exchanged as one, and leaves no litter`() async throws {
    try folder.write("old", to: "book.html")
    let arguments = ["handbook", SmallSet.set, "-o", folder.path("book.html")]
    for step in 1...12 {
      let run = try await command(.exchange, "\(step) kill").run(arguments)
      if run.exitCode == 0 { break }
      #expect(
        try folder.text("book.html") == "old" || folder.text("book.html").hasSuffix("</html>\n"))
    }
    let whole = try await Command().run(arguments)
    #expect(whole.exitCode == 0, "\(whole.testDescription)")
    #expect(try folder.names(in: "") == ["book.html"])
    try folder.write("old", to: "book.html")
    let stopped = try await command(.exchange, "2 stop").run(arguments) { kill($0, SIGTERM) }
    // It may come when everything is done.
    #expect([0, 143].contains(stopped.exitCode), "\(stopped.testDescription)")
    #expect(try folder.names(in: "") == ["book.html"])
    #expect(try (folder.text("book.html") == "old") == (stopped.exitCode == 143))
    // A device takes what comes, and stays one.
    let device = try await Command().run("handbook", SmallSet.set, "-o", "/dev/null")
    #expect(device.exitCode == 0, "\(device.testDescription)")
    #expect(!FileManager.default.fileExists(atPath: "/dev/null/"))
    let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(kind as? FileAttributeType == .typeCharacterSpecial)
  }

  /// The number of a folder on its disk.
  private func number(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.path(name))[.systemFileNumber] as? Int
  }
}

/// A run that goes on beside another.
private final class Second: @unchecked Sendable {
  // Set and read by one test, one after the other.
  var task: Task<Run, any Error>?
}
