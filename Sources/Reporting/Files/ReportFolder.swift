import Formats
package import SourceText
import Submissions

/// What a run wrote into its folder.
package struct WrittenFiles: Sendable {
  /// The folder, as it was asked for.
  @ForeignText package var folder: String = ""
  /// The names of the files within the folder, in the order in which they were written.
  @ForeignText package var names: [String] = []
  /// What an earlier run had left there and this one has removed.
  @ForeignText package var removed: [String] = []
}

/// The folder of a run's reports: all files are whole before they take their places, as one.
final class ReportFolder {
  private let transaction: FolderTransaction
  /// The names of the files so far.
  private(set) var names: [String] = []
  /// The path as it was asked for, without a slash at its end.
  private let path: String
  /// What the run reads.
  private let inputs: Set<FileIdentity>

  /// Makes the folder where it is not there; no file of it takes the place of one of the `inputs`. `waiting` is called when
  /// another run writes into it and its end is waited for.
  init(
    _ path: String, inputs: Set<FileIdentity> = [], waiting: @escaping () -> Void = {}
  ) throws(WriteError) {
    self.inputs = inputs
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    transaction = try FolderTransaction(self.path, waiting: waiting) { folder in
      EarlierReports.names(in: folder).filter { name in
        guard !inputs.isEmpty, let there = FileIdentity("\(folder)/\(name)") else { return true }
        return !inputs.contains(there)
      }
    }
  }

  /// Where something may wait on the disk until the reports are written.
  var waitingFolder: String { transaction.waitingFolder }

  /// Writes a file of the folder; it takes its place with `commit()`.
  func file(
    _ name: String, _ body: (OutputFile) throws(WriteError) -> Void
  ) throws(WriteError) {
    let path = "\(path)/\(name)"
    if !inputs.isEmpty, let there = FileIdentity(path), inputs.contains(there) {
      throw WriteError(path: path, reason: .isAnInput)
    }
    let file = try transaction.file(name)
    try body(file)
    try file.finish()
    names.append(name)
  }

  /// Makes a folder within.
  func folder(_ name: String) throws(WriteError) { try transaction.folder(name) }

  /// Puts all files into their places, and removes what an earlier run wrote and this one does not: nothing that stays
  /// contradicts what is new. The record is the last file.
  func commit() throws(WriteError) -> WrittenFiles {
    WrittenFiles(folder: path, names: names, removed: try transaction.commit(names))
  }
}
