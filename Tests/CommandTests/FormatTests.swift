import Foundation
import TestSupport
import Testing

/// `yanshou format`: one layout for all definitions.
struct FormatTests {
  private static let small = Command.repository.appendingPathComponent(
    "Tests/CommandTests/Data/small"
  ).path

  @Test func `our sets are laid out`() async throws {
    let indicators = Command.repository.appendingPathComponent("Indicators").path
    let samples = Command.repository.appendingPathComponent("Samples").path
    let run = try await Command().run(
      "format", "--check", indicators + "/common-2020", indicators + "/shaoxing",
      samples + "/tables", samples + "/levels", Self.small)
    #expect(run.exitCode == 0 && run.output.isEmpty && run.error.isEmpty, "\(run.testDescription)")
  }

  @Test func `files that differ are listed with --check and written without`() async throws {
    let folder = try TemporaryFolder()
    for name in ["set.yaml", "data.yaml", "tasks/01.yaml", "tasks/02.yaml"] {
      let text = try String(contentsOfFile: Self.small + "/" + name, encoding: .utf8)
      try folder.write(
        name == "tasks/01.yaml" ? text.replacing("title:", with: "title:   ") + "\n\n" : text,
        to: "small/" + name)
    }
    let set = folder.path("small")
    let before = try folder.text("small/tasks/01.yaml")
    let check = try await Command().run("format", set, "--check")
    #expect(check.exitCode == 1, "\(check.testDescription)")
    #expect(check.output == set + "/tasks/01.yaml\n")
    #expect(try folder.text("small/tasks/01.yaml") == before)
    let run = try await Command().run("format", set)
    #expect(run.exitCode == 0 && run.output == check.output, "\(run.testDescription)")
    let original = try String(contentsOfFile: Self.small + "/tasks/01.yaml", encoding: .utf8)
    #expect(try folder.text("small/tasks/01.yaml") == original)
    let again = try await Command().run("format", set, "--check")
    #expect(again.exitCode == 0 && again.output.isEmpty)
  }

  @Test func `a file that is not YAML is reported and left, and the exit code is 2`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("set: [a\ntitle:  b\n", to: "set.yaml")
    let run = try await Command().run("format", folder.path("set.yaml"), "--lang", "en")
    #expect(run.exitCode == 2 && run.error.contains("yaml-"), "\(run.testDescription)")
    #expect(try folder.text("set.yaml") == "set: [a\ntitle:  b\n")
    let none = try await Command().run("format", folder.path("none"))
    #expect(none.exitCode == 2)
  }
}
