import Foundation
import TestSupport
import Testing

/// A second run into the same folder: nothing of the first is left that contradicts it.
struct StaleReportTests {
  private let folder: TemporaryFolder
  private var out: String { folder.path("out") }

  init() throws { folder = try TemporaryFolder() }

  private func assess(_ submission: String, _ more: String...) async throws -> Run {
    try await Command().run(
      ["assess", SmallSet.set, submission, "--period", "2021Q2", "-o", out, "--lang", "zh"] + more)
  }

  @Test func `pages and tables that the run does not write are removed and named`() async throws {
    _ = try await assess(SmallSet.first)
    try folder.write("我的笔记", to: "out/units/笔记.html")
    let second = try await assess(SmallSet.second)
    #expect(second.output.contains("已删去：units/ 下 2 页"), "\(second.testDescription)")
    #expect(
      folder.files(under: "out/units") == ["100003.html", "笔记.html"],
      "\(folder.files(under: "out"))")
    let third = try await assess(SmallSet.first, "--write", "scores")
    #expect(third.exitCode == 0, "\(third.testDescription)")
    #expect(folder.files(under: "out") == ["run.json", "scores.csv", "units/笔记.html"])
    let fourth = try await assess(SmallSet.first, "--write", "scores")
    #expect(!fourth.output.contains("已删去"), "\(fourth.testDescription)")
  }

  @Test func `an empty folder of pages goes with the last page`() async throws {
    _ = try await assess(SmallSet.first)
    _ = try await assess(SmallSet.first, "--write", "scores")
    #expect(!FileManager.default.fileExists(atPath: folder.path("out/units")))
  }

  @Test func `a record never leads out of its folder, nor to hidden files`() async throws {
    _ = try await assess(SmallSet.first, "--write", "scores")
    let names = [
      "scores.csv", "../keep.txt", "/etc/hostname", "units/../../keep.txt", ".hidden", "a//b", "",
    ]
    let listed = names.map { "\"\($0)\"" }.joined(separator: ",")
    try folder.write("x", to: "keep.txt")
    try folder.write("x", to: "out/.hidden")
    try folder.write(
      #"{"version": "1", "set": "small", "outputs": [\#(listed)]}"#, to: "out/run.json")
    let run = try await assess(SmallSet.first, "--write", "scores")
    #expect(run.exitCode == 0 && !run.output.contains("已删去"), "\(run.testDescription)")
    #expect(folder.files() == ["keep.txt", "out/.hidden", "out/run.json", "out/scores.csv"])
  }

  @Test func `a report never takes the place of a file that the run reads`() async throws {
    let text = "code,name,period,受理数,化解数\n100001,甲县,2021Q2,100,97\n"
    try folder.write(text, to: "out/scores.csv")
    let run = try await assess(folder.path("out"))
    #expect(run.exitCode == 3 && run.error.contains("scores.csv"), "\(run.testDescription)")
    #expect(folder.files(under: "out") == ["scores.csv"])
    #expect(try folder.text("out/scores.csv") == text)
  }

  @Test func `the record names all files of the run`() async throws {
    _ = try await assess(SmallSet.first)
    let json = try JSONSerialization.jsonObject(with: try folder.bytes("out/run.json"))
    let outputs = try #require((json as? [String: Any])?["outputs"] as? [String])
    #expect(outputs.sorted() == folder.files(under: "out"))
  }
}
