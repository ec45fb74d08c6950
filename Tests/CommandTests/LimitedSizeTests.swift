import Foundation
import TestSupport
import Testing

/// A disk that takes no more, and files that may not grow: the run ends with code 3 and a sentence, and what was there stays.
struct LimitedSizeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A file with more mistakes than are kept in memory.
  private func flood() throws -> String {
    let (words, other) = (
      String(repeating: "许许多多", count: 9), String(repeating: "未必如此", count: 9)
    )
    var rows = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"
    for number in 0..<2_200 {
      rows += "\(200_000 + number),县\(number),2021Q2,\(words),\(words),\(other),\(words),\(words)\n"
    }
    try folder.write(rows, to: "in/a.csv")
    return folder.path("in")
  }

  @Test func `where mistakes that wait find no room the run ends and says so`() async throws {
    let flood = try flood()
    var command = Command()
    command.variables = ["YANSHOU_TEST_STEP": "2 full 28", "TMPDIR": folder.path("")]
    let run = try await command.run(
      "assess", SmallSet.set, flood, "--period", "2021Q2",
      "--lang", "zh")
    #expect(run.exitCode == 3, "\(run.testDescription.prefix(1000))")
    #expect(run.error.contains("TMPDIR") && run.error.contains("原因："), "\(run.error.suffix(500))")
    #expect(run.error.contains(folder.path("")), "\(run.error.suffix(500))")
    #expect(try folder.names(in: "") == ["in"])
  }

  @Test func `mistakes that wait may be too many for a file that may not grow`() async throws {
    var command = Command()
    command.fileBlocks = 1_024
    command.variables = ["TMPDIR": folder.path("")]
    let run = try await command.run(
      "assess", SmallSet.set, try flood(), "--period", "2021Q2", "--lang", "zh")
    #expect(run.exitCode == 3, "\(run.testDescription.suffix(1000))")
    #expect(run.error.contains("TMPDIR"), "\(run.error.suffix(500))")
  }

  @Test func `a standard output that may not grow is an error, and not the end`() async throws {
    for arguments in [["schema"], ["--help"]] {
      var command = Command()
      command.fileBlocks = 1
      let run = try await command.run(arguments)
      #expect(run.exitCode == 3, "\(arguments): \(run.testDescription)")
      #expect(!run.error.isEmpty, "\(arguments)")
    }
  }

  @Test func `a file that may not grow leaves what was there, and is named`() async throws {
    let out = folder.path("out")
    func assess(_ submissions: String) -> [String] {
      [
        "assess", SmallSet.set, submissions, "--period", "2021Q2", "-o", out, "--write",
        "scores,html", "--lang", "zh",
      ]
    }
    let book = ["handbook", SmallSet.set, "-o", folder.path("book.html"), "--lang", "zh"]
    for arguments in [assess(SmallSet.second), book] {
      let old = try await Command().run(arguments)
      try #require(old.exitCode == 0, "\(old.testDescription)")
    }
    let before = folder.files().map { (try? folder.bytes($0)) ?? Data() }
    for (arguments, name) in [
      (assess(SmallSet.first), "out"), (book, "book.html"),
    ] {
      var command = Command()
      command.fileBlocks = 4
      let run = try await command.run(arguments)
      #expect(run.exitCode == 3, "\(run.testDescription)")
      #expect(run.error.contains("“\(folder.path(name))”"), "\(run.testDescription)")
      #expect(run.error.contains("文件超过了系统允许的大小"), "\(run.testDescription)")
    }
    #expect(folder.files().map { (try? folder.bytes($0)) ?? Data() } == before)
    #expect(try folder.names(in: "") == ["book.html", "out"])
  }
}
