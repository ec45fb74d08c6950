import Foundation
import TestSupport
import Testing

/// The committed reports are what the built command writes for the samples, byte for byte.
///
/// Of a report the overview, two scorecards and the tables are committed, of the other files their SHA-256.
/// `UPDATE_GOLDENS=1` writes what differs anew and still fails, so that a rewrite is always looked at.
@Suite struct CommittedReportTests {
  /// A report under `Reports`, and what it is made of.
  struct Report: CustomTestStringConvertible, Sendable {
    var name: String
    var arguments: [String]
    /// The scorecards that are committed.
    var scorecards: [String]

    var testDescription: String { name }
  }

  /// The rows of `Reports/reports.csv`: the name, the scorecards and the arguments, each separated by spaces.
  private static let reports: [Report] = {
    let file = Command.repository.appendingPathComponent("Reports/reports.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      func words(_ cell: Int) -> [String] {
        cells.indices.contains(cell) ? cells[cell].split(separator: " ").map(String.init) : []
      }
      return Report(name: String(cells[0]), arguments: words(2), scorecards: words(1))
    }
  }()

  @Test func `every folder of reports has its row`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Command.repository.appendingPathComponent("Reports").path
    ).filter { !$0.contains(".") }
    #expect(folders.sorted() == Self.reports.map(\.name).sorted())
  }

  @Test(arguments: reports)
  func `a committed report is what the command writes today`(_ report: Report) async throws {
    let folder = try TemporaryFolder()
    let run = try await Command(folder: Command.repository).run(
      ["assess"] + report.arguments + ["-o", folder.path("report")])
    try #require(run.exitCode == 0, "\(run)")
    let written = folder.files(under: "report")
    let kept = Set(
      ["index.html", "run.json"] + written.filter { $0.hasSuffix(".csv") }
        + report.scorecards.map { "units/\($0).html" })
    try folder.write(
      try checksums(of: written.filter { !kept.contains($0) }, in: folder.path("report")),
      to: "report/SHA256SUMS")
    let committed = Command.repository.appendingPathComponent("Reports/\(report.name)")
    let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"
    for file in kept.sorted() + ["SHA256SUMS"] {
      let now = try folder.bytes("report/\(file)")
      let url = committed.appendingPathComponent(file)
      guard (try? Data(contentsOf: url)) != now else { continue }
      if isUpdate {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try now.write(to: url)
      }
      Issue.record("Reports/\(report.name)/\(file) differs: UPDATE_GOLDENS=1 writes it anew")
    }
  }

  /// The SHA-256 of files in the form of the command `sha256sum`, which checks it too.
  private func checksums(of files: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = files.sorted()
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
