import Foundation
import TestSupport
import Testing

/// `yanshou handbook`: a set as one page.
struct HandbookCommandTests {
  private static let indicators = Command.repository.appendingPathComponent("Indicators").path

  @Test func `the book holds every requirement of the set, and the year's constants`() async throws
  {
    let folder = try TemporaryFolder()
    let run = try await Command().run(
      "handbook", Self.indicators + "/common-2020", "-o", folder.path("a.html"), "--period", "2021")
    #expect(run.exitCode == 0 && run.output.isEmpty, "\(run.testDescription)")
    let page = try folder.text("a.html")
    #expect(page.matches(of: /<h3 id="T\d\d\.\d\d">/).count == 92)
    for text in ["93.1%", "低于96%的，每低1个百分点扣0.025分，算到90%为止", "起草", "<html lang=\"zh-CN\">"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("src=") && !page.contains("http"))
  }

  @Test func `a set with errors has no book, and a wrong period is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("set: a\n", to: "set.yaml")
    for arguments in [
      ["handbook", folder.path("set.yaml"), "-o", folder.path("a.html")],
      ["handbook", Self.indicators + "/shaoxing", "-o", folder.path("a.html"), "--period", "Q9"],
      ["handbook", Self.indicators + "/shaoxing"],
    ] {
      let run = try await Command().run(arguments)
      #expect(run.exitCode == 2 && !run.error.isEmpty, "\(run.testDescription)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.html")))
  }
}
