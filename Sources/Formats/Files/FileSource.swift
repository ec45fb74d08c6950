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

  /// Which file on the disk it is; nil for bytes at hand.
  package var identity: FileIdentity? {
    if case .path(let path) = content { FileIdentity(path) } else { nil }
  }

  /// Opens the file at its start.
  package func open() throws(FileError) -> ByteReader { try ByteReader(self) }
}

/// The bytes of a file, one piece after the other.
package struct ByteReader: ~Copyable {
  private var file: InputFile?
  private let bytes: [UInt8]
  private var offset = 0

  fileprivate init(_ source: FileSource) throws(FileError) {
    switch source.content {
    case .bytes(let bytes):
      file = nil
      self.bytes = bytes
    case .path(let path):
      file = try InputFile(path: path, displayPath: source.displayPath)
      bytes = []
    }
  }

  /// Appends up to `count` bytes; appends nothing at the end of the file.
  package mutating func read(upTo count: Int, into result: inout [UInt8]) throws(FileError) {
    guard count > 0 else { return }
    if try file?.read(upTo: count, into: &result) == nil {
      let end = min(bytes.count, offset + count)
      result += bytes[offset..<end]
      offset = end
    }
  }
}
