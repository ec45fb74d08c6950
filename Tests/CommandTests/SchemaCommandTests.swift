import Foundation
import TestSupport
import Testing

/// `yanshou schema`: the schema that the repository holds, for whoever has only the command.
struct SchemaCommandTests {
  private static let committed = Command.repository.appendingPathComponent(
    "Docs/definition.schema.json")

  @Test func `the schema is printed, or written where -o says`() async throws {
    let expected = try String(contentsOf: Self.committed, encoding: .utf8)
    let folder = try TemporaryFolder()
    let printed = try await Command().run("schema")
    #expect(printed.exitCode == 0 && printed.output == expected)
    let written = try await Command().run("schema", "-o", folder.path("a.json"))
    #expect(written.exitCode == 0 && written.output.isEmpty, "\(written.testDescription)")
    #expect(try folder.text("a.json") == expected)
  }

  @Test func `a file that cannot be written is 3`() async throws {
    let run = try await Command().run("schema", "-o", "/nowhere/a.json", "--lang", "en")
    #expect(run.exitCode == 3 && !run.error.isEmpty, "\(run.testDescription)")
  }
}
