/// A file to read: on disk, or bytes at hand. It may be opened more than once.
package struct FileSource: Sendable {
  /// Where the bytes are.
  package enum Content: Sendable {
    case path(String)
    case bytes([UInt8])
  }

  /// The path as printed, by which files are also sorted.
  package var displayPath: String
  package var content: Content

  package init(displayPath: String, content: Content) {
    self.displayPath = displayPath
    self.content = content
  }

  /// A file on disk.
  package static func file(_ path: String, displayPath: String) -> FileSource {
    FileSource(displayPath: displayPath, content: .path(path))
  }

  /// A text at hand, as tests use it.
  package static func text(_ text: String, displayPath: String) -> FileSource {
    FileSource(displayPath: displayPath, content: .bytes(Array(text.utf8)))
  }
}
