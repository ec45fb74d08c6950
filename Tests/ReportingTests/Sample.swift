import Assessment
import Definitions
import Formats
import Run
import Foundation
import SourceText
import Submissions
import Testing

@testable import Reporting

/// The Shaoxing sample of the repository, read and scored as the command does it.
struct Sample {
  var language = Language.zh
  var jobs = 2
  var formats = ReportFormat.byDefault

  static let repository = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()

  /// Scores the sample of a period and writes its reports into a folder.
  func write(_ label: String, to folder: String) async throws -> (RunSummary, [String]) {
    func path(_ name: String) -> String { Sample.repository.appending(path: name).path }
    var request = RunRequest(
      set: path("Indicators/shaoxing"), submissions: .paths([path("Samples/shaoxing/\(label)")]))
    request.units = .named(path("Samples/shaoxing/units.csv"))
    request.records[.findings] = .named(path("Samples/shaoxing/findings.csv"))
    request.period = Period(label)
    let opened = try OpenedRun(request)
    var writer = try ReportWriter(
      ReportContext(opened, language), formats: formats, folder: folder)
    let finished = try await opened.finish(writer.renderer, jobs: jobs) { try writer.add($0) }
    let run = try writer.summary(of: finished)
    let record = RunRecord(version: "0.0.0", files: [], parameters: [])
    return (run, try writer.write(run, record: record).names)
  }
}
