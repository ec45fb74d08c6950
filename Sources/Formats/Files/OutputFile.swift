internal import Glibc

/// A file that is written beside its place and renamed into it once it is whole: the one place that writes files.
///
/// Until `commit()` whatever stood there before is untouched; a file that is given up, and a run that is killed, leave the
/// old one. An object, because it owns a descriptor that several writers share one after the other.
package final class OutputFile {
  /// The path that the file takes in the end.
  package let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isCommitted = false

  /// How many bytes are collected before the system is asked to take them.
  private static let bufferSize = 1 << 18

  /// Creates the temporary file beside the path.
  package init(path: String) throws(WriteError) {
    self.path = path
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    temporary = "\(path[..<cut]).\(path[cut...]).\(getpid()).part"
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      let number = errno
      throw WriteError(path: path, number: number)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unsafe unlink(temporary) }
  }

  /// Adds bytes at the end.
  package func write(_ bytes: [UInt8]) throws(WriteError) {
    try write(bytes[...])
  }

  /// Adds bytes at the end.
  package func write(_ bytes: ArraySlice<UInt8>) throws(WriteError) {
    buffer += bytes
    if buffer.count >= OutputFile.bufferSize { try flush() }
  }

  /// Adds a text at the end.
  package func write(_ text: String) throws(WriteError) {
    buffer += text.utf8
    if buffer.count >= OutputFile.bufferSize { try flush() }
  }

  /// Takes the place of the file that stood there; nothing may be written afterwards.
  package func commit() throws(WriteError) {
    try finish()
    guard unsafe rename(temporary, path) == 0 else { throw WriteError(path: path, number: errno) }
    isCommitted = true
  }

  /// Hands everything over to the system, so that a full disk shows before any file is renamed.
  package func finish() throws(WriteError) {
    guard descriptor >= 0 else { return }
    try flush()
    let closed = close(descriptor)
    let number = errno
    descriptor = -1
    guard closed == 0 else { throw WriteError(path: path, number: number) }
  }

  private func flush() throws(WriteError) {
    let number = writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    guard number == 0 else { throw WriteError(path: path, number: number) }
  }
}

/// Makes a folder and those above it; folders that are there are left as they are.
package func makeFolder(_ path: String) throws(WriteError) {
  guard unsafe mkdir(path, 0o777) != 0 else { return }
  let number = errno
  var status = stat()
  if unsafe stat(path, &status) == 0 {
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw WriteError(path: path, reason: .notAFolder)
    }
    return
  }
  let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  guard number == ENOENT, let cut = trimmed.lastIndex(of: "/"), cut != trimmed.startIndex else {
    throw WriteError(path: path, number: number)
  }
  try makeFolder(String(trimmed[..<cut]))
  guard unsafe mkdir(trimmed, 0o777) == 0 || errno == EEXIST else {
    throw WriteError(path: path, number: errno)
  }
}

/// Removes a file, or a folder that is empty; what is not there, or not to be removed, stays as it is.
/// - Returns: Whether it was removed.
@discardableResult
package func removeFile(_ path: String) -> Bool {
  unsafe remove(path) == 0
}

/// Writes all bytes where the last call ended; gives the system's error number, 0 for none.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  unsafe bytes.withUnsafeBytes { bytes in
    var written = 0
    while written < bytes.count {
      let start = unsafe bytes.baseAddress?.advanced(by: written)
      let taken = unsafe write(descriptor, start, bytes.count - written)
      if taken < 0, errno == EINTR { continue }
      guard taken > 0 else { return taken < 0 ? errno : EIO }
      written += taken
    }
    return 0
  }
}
