import Foundation
import TestSupport
import Testing

/// The commands in the guides, which must go on printing what the guides show.
///
/// A block begins with ```` ```console ```` and a line `$ yanshou …`; the rest is what the command prints, problems first.
/// Before it a line `$ cd …` may say in which folder it is run.
/// A line `……` stands for whatever is left out there. `UPDATE_GOLDENS=1` writes the blocks anew and still fails.
struct GuideTests {
  @Test(arguments: [
    "guide-committee.zh.md", "guide-district.zh.md", "levels-and-time.md", "lint.md", "tables.md",
    "definition-tests.md", "diff.md", "reports.md", "workspace.md",
  ])
  func `a guide shows what its commands print`(name: String) async throws {
    let file = Command.repository.appendingPathComponent("Docs/\(name)")
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let written = lines
    var blocks = 0
    var start = 0
    while let fence = lines[start...].firstIndex(of: "```console") {
      let end = try #require(lines[(fence + 1)...].firstIndex(of: "```"), "line \(fence + 1)")
      start = end + 1
      let changed = lines[fence + 1].hasPrefix("$ cd ") ? lines[fence + 1].dropFirst(5) : ""
      let first = changed.isEmpty ? fence + 1 : fence + 2
      guard lines[first].hasPrefix("$ yanshou ") else { continue }
      blocks += 1
      let arguments = lines[first].split(separator: " ").dropFirst(2).map(String.init)
      let printed = try await printed(arguments, in: String(changed))
      let shown = Array(lines[(first + 1)..<end])
      let expected = shorten(printed, like: shown)
      lines.replaceSubrange((first + 1)..<end, with: expected)
      start += expected.count - shown.count
    }
    #expect(blocks > 0)
    guard lines != written else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let place = zip(lines, written).enumerated().first { $1.0 != $1.1 }
    Issue.record(
      """
      Docs/\(name):\((place?.offset ?? 0) + 1)
      shows  \(place?.element.1 ?? "")
      prints \(place?.element.0 ?? "")
      UPDATE_GOLDENS=1 writes the block anew
      """)
  }

  /// What a command prints, problems first, when it is run in the root of the repository, or in a folder below it.
  private func printed(_ arguments: [String], in name: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    for name in ["Indicators", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: URL(fileURLWithPath: folder.path(name)),
        withDestinationURL: Command.repository.appendingPathComponent(name))
    }
    // Who stands in a workspace writes into it.
    try FileManager.default.copyItem(
      at: Command.repository.appendingPathComponent("Samples"),
      to: URL(fileURLWithPath: folder.path("Samples")))
    let command = Command(folder: URL(fileURLWithPath: folder.path(name)))
    let language = arguments.contains("--lang") ? [] : ["--lang", "zh"]
    let run = try await command.run(arguments + language)
    var text = run.error + (run.error.isEmpty || run.output.isEmpty ? "" : "\n") + run.output
    while text.hasSuffix("\n") { text.removeLast() }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// As many lines from the start and the end as the guide shows around its `……`.
  private func shorten(_ lines: [String], like shown: [String]) -> [String] {
    guard let gap = shown.firstIndex(of: "……"), shown.count - 1 < lines.count else { return lines }
    return lines.prefix(gap) + ["……"] + lines.suffix(shown.count - gap - 1)
  }
}
