internal import Glibc
import SourceText

/// A file that is open for reading, closed when the value ends: the one place that reads files.
package struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let displayPath: String
  /// The length in bytes when the file was opened.
  package let size: Int

  /// Opens a regular file.
  package init(path: String, displayPath: String) throws(FileError) {
    #if DEBUG
      Rehearsal.opening()
    #endif
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let number = errno
      let isLink = number == ENOENT && pathKind(path) == .brokenLink
      throw isLink
        ? FileError(path: displayPath, reason: .brokenLink) : InputFile.failure(number, displayPath)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw InputFile.failure(number, displayPath)
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      close(descriptor)
      throw FileError(path: displayPath, reason: kind == S_IFDIR ? .isAFolder : .notAFile)
    }
    self.descriptor = descriptor
    self.displayPath = displayPath
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Appends up to `count` bytes from where the last call ended; appends nothing at the end of the file.
  package mutating func read(upTo count: Int, into bytes: inout [UInt8]) throws(FileError) {
    try read(upTo: count, at: nil, into: &bytes)
  }

  /// Appends up to `count` bytes from an offset, leaving the place of the next `read(upTo:into:)` alone.
  package func read(upTo count: Int, from offset: Int, into bytes: inout [UInt8]) throws(FileError)
  {
    try read(upTo: count, at: offset, into: &bytes)
  }

  private func read(upTo count: Int, at offset: Int?, into bytes: inout [UInt8]) throws(FileError) {
    guard count > 0 else { return }
    var number: Int32 = 0
    let more = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let start = unsafe buffer.baseAddress?.advanced(by: filled)
        let got =
          if let offset { unsafe pread(descriptor, start, count - filled, offset + filled) } else {
            unsafe Glibc.read(descriptor, start, count - filled)
          }
        if got < 0, errno == EINTR { continue }
        if got < 0 { number = errno }
        guard got > 0 else { break }
        filled += got
      }
    }
    guard number == 0 else { throw InputFile.failure(number, displayPath) }
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }

  private static func failure(_ number: Int32, _ path: String) -> FileError {
    let reason: FileError.Reason =
      switch number {
      case ENOENT: .notFound
      case EACCES, EPERM: .notPermitted
      case ENOTDIR: .notFound
      case EISDIR: .isAFolder
      case ENXIO: .notAFile
      case ELOOP: .brokenLink
      default: .system(number)
      }
    return FileError(path: path, reason: reason)
  }
}

/// Reads a whole file of at most `limit` bytes.
package func readFile(_ path: String, displayPath: String, limit: Int) throws(FileError) -> [UInt8]
{
  var file = try InputFile(path: path, displayPath: displayPath)
  guard file.size <= limit else {
    throw FileError(path: displayPath, reason: .tooLarge(limit: limit))
  }
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    // One byte more than the size: the end of the file shows without a second call.
    let before = bytes.count
    try file.read(upTo: max(1 << 12, file.size + 1 - before), into: &bytes)
    if bytes.count == before { break }
  }
  guard bytes.count <= limit else {
    throw FileError(path: displayPath, reason: .tooLarge(limit: limit))
  }
  return bytes
}
