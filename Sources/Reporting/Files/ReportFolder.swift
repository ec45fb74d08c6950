import Formats

/// The folder of a run's reports: all files are whole before the first of them takes its place.
final class ReportFolder {
  /// The path, without a slash at its end.
  let path: String
  private var pending: [OutputFile] = []
  /// The names of the files so far.
  private(set) var names: [String] = []

  /// Makes the folder where it is not there.
  init(_ path: String) throws(WriteError) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    try makeFolder(self.path)
  }

  /// Writes a file of the folder; it takes its place with `commit()`.
  func file(
    _ name: String, _ body: (OutputFile) throws(WriteError) -> Void
  ) throws(WriteError) {
    let file = try OutputFile(path: "\(path)/\(name)")
    try body(file)
    try file.finish()
    names.append(name)
    pending.append(file)
  }

  /// Makes a folder within.
  func folder(_ name: String) throws(WriteError) {
    try makeFolder("\(path)/\(name)")
  }

  /// Puts all files into their places, in the order in which they were written; gives their names.
  func commit() throws(WriteError) -> [String] {
    for file in pending { try file.commit() }
    pending = []
    return names
  }
}
