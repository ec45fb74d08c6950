import Assessment
import Definitions
import Formats
import Foundation
import SourceText
import Submissions
import Testing

@testable import Reporting

/// The Shaoxing sample of the repository, read and scored as the command does it.
struct Sample {
  var language = Language.zh
  var jobs = 2
  var formats = ReportFormat.all

  static let repository = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()

  /// Scores the sample of a period and writes its reports into a folder.
  func write(_ label: String, to folder: String) async throws -> (FinishedRun, [String]) {
    func path(_ name: String) -> String { Sample.repository.appending(path: name).path }
    let loaded = try loadSet(path("Indicators/shaoxing"), period: label)
    let set = try #require(loaded.set)
    let units = Registry.read(
      .file(path("Samples/shaoxing/units.csv"), displayPath: "shaoxing/units.csv"))
    let sources = try SubmissionFiles.find([path("Samples/shaoxing/\(label)")]).sources
    let submissions = SubmissionReader(
      set, registry: units.registry, period: Period(label)
    ).read(sources)
    let records = Finding.read(
      .file(path("Samples/shaoxing/findings.csv"), displayPath: "shaoxing/findings.csv"),
      .findings, for: set, units: submissions.registry)
    let plan = ScoringPlan(set)
    let period = try #require(submissions.period)
    let context = ReportContext(
      plan: plan, registry: submissions.registry, isRegistryGiven: true, period: period,
      findings: records.findings, language: language)
    var writer = try ReportWriter(context, formats: formats, folder: folder)
    let batch = Batch(
      plan, registry: submissions.registry, period: period,
      records: Records(findings: records.findings), jobs: jobs)
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) }, renderer: writer.renderer
    ) { try writer.add($0) }
    let run = writer.finish(
      diagnostics: submissions.diagnostics + units.diagnostics + records.diagnostics)
    let record = RunRecord(version: "0.0.0", files: [], parameters: [])
    return (run, try writer.write(run, record: record).names)
  }
}
