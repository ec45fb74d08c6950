import Assessment
import Definitions
package import Formats
import SourceText

/// What it takes to repeat a run, and what it wrote: `run.json`. No clock, no number of workers, no path of the output.
package struct RunRecord: Sendable {
  /// A file that the run read.
  package struct File: Sendable {
    /// What it was read as: `definition`, `submission`, `units`, `findings` ….
    package var role: String
    /// The path as printed.
    package var path: String
    /// The SHA-256 of its bytes in lower-case hexadecimal.
    package var sha256: String
    /// Whether its folder, or one above it, is marked as sample data.
    package var isSample: Bool

    package init(role: String, path: String, sha256: String, isSample: Bool = false) {
      self.role = role
      self.path = path
      self.sha256 = sha256
      self.isSample = isSample
    }

    /// Reads a file and takes its hash.
    package init(
      role: String, of source: FileSource, _ marks: inout SampleMarks
    ) throws(FileError) {
      var isSample = false
      var hash = SHA256()
      switch source.content {
      case .bytes(let bytes): hash.update(bytes)
      case .path(let path):
        isSample = marks.cover(path)
        var file = try InputFile(path: path, displayPath: source.displayPath)
        var bytes: [UInt8] = []
        while true {
          bytes.removeAll(keepingCapacity: true)
          try file.read(upTo: 1 << 20, into: &bytes)
          if bytes.isEmpty { break }
          hash.update(bytes)
        }
      }
      self.init(
        role: role, path: source.displayPath, sha256: hash.hex(), isSample: isSample)
    }
  }

  /// The version of the command.
  package var version: String
  /// In the order of their roles and paths.
  package var files: [File]
  /// What was asked for besides the files, by the name of its option: `fail-below`, `lang` ….
  package var parameters: [(name: String, value: String)]

  /// Makes a record; the order of files and parameters does not matter.
  package init(version: String, files: [File], parameters: [(name: String, value: String)]) {
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
