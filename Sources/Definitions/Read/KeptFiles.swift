import Formats
import SourceText
import Synchronization

/// The files and folders of definitions that a run has read: each once, so that all of it is about the same texts.
final class KeptFiles: Sendable {
  /// Where they may lie.
  let boundary: Boundary

  private struct State: Sendable {
    var files: [String: (bytes: [UInt8], stamp: FileStamp?)] = [:]
    var names: [String: [String]] = [:]
  }

  private let state = Mutex(State())

  init(_ boundary: Boundary) { self.boundary = boundary }

  /// The text of a file as it was when it was first asked for.
  func read(_ path: String, displayPath: String) throws(FileError) -> SourceFile {
    let key = settledPath(path)
    if let known = state.withLock({ $0.files[key]?.bytes }) {
      return SourceFile(path: displayPath, bytes: known)
    }
    let stamp = FileStamp(path)
    let file = try readSourceFile(path, displayPath: displayPath)
    state.withLock { $0.files[key] = (file.bytes, stamp) }
    return file
  }

  /// The names in a folder as they were when they were first asked for.
  func names(in path: String, displayPath: String) throws(FileError) -> [String] {
    let key = settledPath(path)
    if let known = state.withLock({ $0.names[key] }) { return known }
    let names = try listFolder(path, displayPath: displayPath)
    state.withLock { $0.names[key] = names }
    return names
  }

  /// A file that has not the text any more that was read, the first by name; nil where all have. Who may read it, and what
  /// else it is called, may change.
  var changedFile: String? {
    state.withLock { $0.files }.sorted { $0.key < $1.key }
      .first { path, file in
        FileStamp(path) != file.stamp
          && (try? readSourceFile(path, displayPath: path))?.bytes != file.bytes
      }?.key
  }
}
