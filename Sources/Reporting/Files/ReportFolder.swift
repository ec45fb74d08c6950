import Formats
import Submissions

/// What a run wrote into its folder.
package struct WrittenFiles: Sendable {
  /// The names of the files within the folder, in the order in which they were written.
  package var names: [String] = []
  /// What an earlier run had left there and this one has removed.
  package var removed: [String] = []
}

/// The folder of a run's reports: all files are whole before the first of them takes its place.
final class ReportFolder {
  /// The path, without a slash at its end.
  let path: String
  private var pending: [OutputFile] = []
  /// The names of the files so far.
  private(set) var names: [String] = []
  /// What the record of an earlier run names.
  private let earlier: [String]

  /// What the run reads.
  private let inputs: Set<FileIdentity>

  /// Makes the folder where it is not there; no file of it takes the place of one of the `inputs`.
  init(_ path: String, inputs: Set<FileIdentity> = []) throws(WriteError) {
    self.inputs = inputs
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    earlier = EarlierReports.names(in: self.path)
    try makeFolder(self.path)
  }

  /// Writes a file of the folder; it takes its place with `commit()`.
  func file(
    _ name: String, _ body: (OutputFile) throws(WriteError) -> Void
  ) throws(WriteError) {
    let path = "\(path)/\(name)"
    if !inputs.isEmpty, let there = FileIdentity(path), inputs.contains(there) {
      throw WriteError(path: path, reason: .isAnInput)
    }
    let file = try OutputFile(path: path)
    try body(file)
    try file.finish()
    names.append(name)
    pending.append(file)
  }

  /// Makes a folder within.
  func folder(_ name: String) throws(WriteError) {
    try makeFolder("\(path)/\(name)")
  }

  /// Puts all files into their places, in the order in which they were written, and removes what an earlier run wrote and
  /// this one does not: nothing that stays contradicts what is new. The record comes last, so that it names whatever is
  /// ours until then.
  func commit() throws(WriteError) -> WrittenFiles {
    let record = pending.popLast()
    for file in pending { try file.commit() }
    pending = []
    let written = Set(names)
    let removed = earlier.filter { !written.contains($0) && removeFile("\(path)/\($0)") }
    for folder in Set(removed.compactMap { $0.lastIndex(of: "/").map($0.prefix(upTo:)) }) {
      removeFile("\(path)/\(folder)")
    }
    try record?.commit()
    return WrittenFiles(names: names, removed: removed)
  }
}
