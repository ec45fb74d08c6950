import Formats
import SourceText

extension ReportFormat {
  /// `problems.csv`: every diagnostic about submissions.
  static let problems = ReportFormat(
    name: "problems", summary: Phrase(zh: "数据问题清单", en: "what is wrong with the submissions"),
    isDefault: true, make: { ProblemsReport(context: $0) })
}

/// A row per diagnostic about submissions, by file and place; none is left out.
struct ProblemsReport: Report {
  let context: ReportContext

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    let run = reported.run
    try folder.file("problems.csv") { file throws(WriteError) in
      try file.write(
        .header(
          [
            "severity", "code", "file", "line", "column", "unit", "item", "message", "help",
          ], context))
      try run.problems.forEach { (problem) throws(WriteError) in try file.write(row(problem)) }
    }
  }

  private func row(_ diagnostic: Diagnostic) -> [UInt8] {
    var row: [UInt8] = []
    row.field(diagnostic.severity.rawValue)
    row.field(diagnostic.code)
    if let place = diagnostic.place {
      row.field(place.path)
      row.field(place.line)
      row.field(place.column)
    } else {
      for _ in 0..<3 { row.emptyField() }
    }
    row.field(diagnostic.unit ?? "")
    row.field(diagnostic.item ?? "")
    row.field(context.text(diagnostic.message))
    row.field(diagnostic.help.map(context.text) ?? "")
    row.endRow(context)
    return row
  }
}
