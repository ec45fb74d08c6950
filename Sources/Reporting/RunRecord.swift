import Assessment
import Definitions
package import Run
import SourceText

/// What it takes to repeat a run, and what it wrote: `run.json`. No clock, no number of workers, no path of the output.
package struct RunRecord: Sendable {
  /// The version of the command.
  package var version: String
  /// In the order of their roles and paths.
  package var files: [RunFile]
  /// What was asked for besides the files, by the name of its option: `fail-below`, `lang` ….
  package var parameters: [(name: String, value: String)]

  /// Makes a record; the order of files and parameters does not matter.
  package init(version: String, files: [RunFile], parameters: [(name: String, value: String)]) {
    self.version = version
    self.files = files.sorted { ($0.role, $0.path) < ($1.role, $1.path) }
    self.parameters = parameters.sorted { $0.name < $1.name }
  }

  /// The record as `run.json`, an entry a line; `outputs` are the names of the files beside it.
  func json(_ context: ReportContext, outputs: [String]) -> [UInt8] {
    var json = JSONText(lineDepth: 2)
    json.object { json in
      json.field("format", 1)
      if let words = context.sampleWords { json.field("sample", words) }
      json.field("version", version)
      json.field("law", Law.edition)
      json.field("set", context.set.id)
      json.field("edition", context.set.edition)
      json.field("period", context.period.label)
      json.objectField("parameters") { json in
        for parameter in parameters { json.field(parameter.name, parameter.value) }
      }
      json.arrayField("files") { json in
        for file in files {
          json.element { json in
            json.field("role", file.role)
            json.field("path", file.path)
            json.field("sha256", file.sha256)
            if file.isSample { json.field("sample", true) }
          }
        }
      }
      json.arrayField("outputs", outputs)
    }
    return json.bytes
  }
}
