package import Formats
package import SourceText

/// A file that a run read, as its record names it.
package struct RunFile: Sendable {
  /// What it was read as: `definition`, `submission`, `units`, `findings` ….
  package var role: String
  /// The path as printed.
  @ForeignText package var path: String
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

  /// A file of a set, as it was read.
  init(definition file: SourceFile) {
    self.init(role: "definition", path: file.path, sha256: SHA256.hex(file.bytes))
  }

  /// Takes the hash of a file: from now on everybody reads exactly these bytes.
  /// - Throws: `FileError` where it cannot be read.
  package init(
    role: String, of source: FileSource, _ marks: inout SampleMarks
  ) throws(FileError) {
    var isSample = false
    if case .path(let path, _) = source.content { isSample = marks.cover(path) }
    let sha256 = try source.sha256()
    self.init(role: role, path: source.displayPath, sha256: sha256, isSample: isSample)
  }
}
