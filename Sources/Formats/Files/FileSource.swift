package import SourceText

/// A file to read: on disk, or bytes at hand. It may be opened more than once.
package struct FileSource: Sendable {
  /// Where the bytes are.
  package enum Content: Sendable {
    /// A path, and what the file there held when it was first read.
    case path(String, FileWatch)
    case bytes([UInt8])
  }

  /// The path as printed, by which files are also sorted.
  @ForeignText package var displayPath: String
  package var content: Content

  package init(displayPath: String, content: Content) {
    self.displayPath = displayPath
    self.content = content
  }

  /// A file on disk. The value and its copies watch over it: once its hash was taken, they read the same bytes or none.
  package static func file(_ path: String, displayPath: String) -> FileSource {
    FileSource(displayPath: displayPath, content: .path(path, FileWatch()))
  }

  /// A text at hand, as tests use it.
  package static func text(_ text: String, displayPath: String) -> FileSource {
    FileSource(displayPath: displayPath, content: .bytes(Array(text.utf8)))
  }

  /// Which file on the disk it is; nil for bytes at hand.
  package var identity: FileIdentity? {
    if case .path(let path, _) = content { FileIdentity(path) } else { nil }
  }

  /// Whether another source is the same file on the disk, and printed in the same way.
  package func isSameFile(as other: FileSource) -> Bool {
    guard case .path(let path, _) = content, case .path(let otherPath, _) = other.content else {
      return false
    }
    return path == otherPath && displayPath == other.displayPath
  }

  /// The SHA-256 of its bytes in lower-case hexadecimal: of exactly those that everybody reads from now on.
  package func sha256() throws(FileError) -> String {
    switch content {
    case .bytes(let bytes): SHA256.hex(bytes)
    case .path(let path, let watch): try watch.sha256(ofPath: path, displayPath: displayPath)
    }
  }

  /// Whether somebody found other bytes there than those whose hash was taken, or none.
  package var hasChanged: Bool {
    if case .path(_, let watch) = content { watch.hasChanged } else { false }
  }

  /// Opens the file at its start.
  package func open() throws(FileError) -> ByteReader { try ByteReader(self) }
}

/// The bytes of a file, one piece after the other: those that it had when it was first read, or an error.
package struct ByteReader: ~Copyable {
  private var file: InputFile?
  private let watch: FileWatch?
  private let path: String
  /// The piece at hand: of a file the one that was looked at last, else everything.
  private var bytes: [UInt8]
  private var offset = 0
  /// How many pieces were looked at.
  private var count = 0

  fileprivate init(_ source: FileSource) throws(FileError) {
    path = source.displayPath
    switch source.content {
    case .bytes(let bytes):
      file = nil
      watch = nil
      self.bytes = bytes
    case .path(let path, let watch):
      bytes = []
      self.watch = watch
      do throws(FileError) {
        file = try InputFile(path: path, displayPath: source.displayPath)
      } catch {
        watch.noteLost()
        throw error
      }
    }
  }

  /// Appends up to `count` bytes; appends nothing at the end of the file.
  package mutating func read(upTo count: Int, into result: inout [UInt8]) throws(FileError) {
    let end = result.count + count
    while result.count < end {
      if offset == bytes.count { try nextPiece() }
      guard offset < bytes.count else { return }
      let taken = min(bytes.count - offset, end - result.count)
      if taken == bytes.count, result.isEmpty {
        result = bytes
      } else {
        result += bytes[offset..<(offset + taken)]
      }
      offset += taken
    }
  }

  /// Reads the next piece of a file, and looks whether it is the one that was there at first.
  private mutating func nextPiece() throws(FileError) {
    guard let watch else { return }
    bytes = []
    offset = 0
    do throws(FileError) {
      try file?.read(upTo: FileWatch.pieceSize, into: &bytes)
    } catch {
      watch.noteLost()
      throw error
    }
    guard watch.holds(bytes, number: count) else {
      throw FileError(path: path, reason: .changed)
    }
    count += 1
  }
}
