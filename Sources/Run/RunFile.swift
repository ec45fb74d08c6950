package import Formats
import SourceText

/// A file that a run read, as its record names it.
package struct RunFile: Sendable {
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
  /// - Throws: `FileError` where it cannot be read.
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
    self.init(role: role, path: source.displayPath, sha256: hash.hex(), isSample: isSample)
  }
}
