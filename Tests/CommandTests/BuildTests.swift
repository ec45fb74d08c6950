import Foundation
import TestSupport
import Testing

/// How the command is built: what protects it, and what it is made of.
struct BuildTests {
  /// Runs a script of the repository; nil where a program that it needs is missing.
  private func run(_ script: String, _ arguments: String...) async throws -> Run? {
    var command = Command()
    command.executable = Command.repository.appendingPathComponent(script)
    return try await command.run(arguments)
  }

  private func isThere(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  @Test func `the command has full RELRO and is position independent`() async throws {
    let run = try #require(try await run(".ci/hardened", Command.executable.path, "debug"))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(isThere("readelf") == run.output.contains("full RELRO"), "\(run.testDescription)")
  }

  @Test
  func `the bill of materials names what the command is linked with, always in the same bytes`()
    async throws
  {
    guard isThere("readelf"), isThere("python3"), isThere("swift") else {
      print("skipped: readelf, python3 or swift is missing")
      return
    }
    let runs = [
      try #require(try await run(".ci/sbom", Command.executable.path)),
      try #require(try await run(".ci/sbom", Command.executable.path)),
    ]
    #expect(runs[0].exitCode == 0, "\(runs[0].testDescription)")
    #expect(runs[0].output == runs[1].output)
    let json = try JSONSerialization.jsonObject(with: Data(runs[0].output.utf8))
    let bill = try #require(json as? [String: Any])
    #expect(bill["bomFormat"] as? String == "CycloneDX")
    let parts = try #require(bill["components"] as? [[String: Any]])
    let names = parts.compactMap { $0["name"] as? String }
    for name in ["BigInt", "swift-argument-parser", "libxml2.so.2", "libyaml-0.so.2", "libc.so.6"] {
      #expect(names.contains(name), "\(names)")
    }
    #expect(parts.allSatisfy { ($0["licenses"] as? [Any])?.isEmpty == false })
  }
}
