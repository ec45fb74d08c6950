import Foundation
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

  private static let reports = [
    Report(
      name: "shaoxing-2021Q2",
      arguments: [
        "Indicators/shaoxing", "Samples/shaoxing/2021Q2", "--units", "Samples/shaoxing/units.csv",
        "--findings", "Samples/shaoxing/findings.csv", "--verified",
        "Samples/shaoxing/verified.csv", "--lang", "zh",
      ], scorecards: ["330604", "330683"])
  ]

  @Test(arguments: reports)
  func `a committed report is what the command writes today`(_ report: Report) async throws {
    let folder = try TemporaryFolder()
    let run = try await Command(folder: Command.repository).run(
      ["assess"] + report.arguments + ["-o", folder.path("report")])
    try #require(run.exitCode == 0, "\(run)")
    let kept = Set(
      ["index.html", "scores.csv", "results.csv", "gaps.csv", "problems.csv", "run.json"]
        + report.scorecards.map { "units/\($0).html" })
    let written = folder.files(under: "report")
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
