internal import Glibc

/// A file that is written elsewhere and takes its place once it is whole: the one place that writes files.
///
/// Until `commit()` whatever stood there before is untouched; a file that is given up, and a run that is stopped or killed,
/// leave the old one. An object, because it owns a descriptor that several writers share one after the other.
package final class OutputFile {
  /// The path that the file takes in the end.
  package let path: String
  /// Where it waits; nil for a device or a pipe, which takes what comes at once.
  private let temporary: String?
  /// Whether it takes its place on its own, not with others.
  private let isAlone: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isCommitted = false
  private var work: Interrupts.Work?

  /// How many bytes are collected before the system is asked to take them.
  private static let bufferSize = 1 << 18

  /// Creates a file that waits beside its path.
  package init(path: String) throws(WriteError) {
    self.path = path
    isAlone = true
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    if isThere, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      temporary = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw WriteError(path: path, number: errno) }
      return
    }
    let above = path.cutAtLastSlash.folder
    let folder = path.hasPrefix("/") && above.isEmpty ? "/" : above.isEmpty ? "." : String(above)
    StagingFolder.removeDeadFiles(in: folder)
    let made = Interrupts.held { Self.create(in: folder) }
    guard made.number == 0 else { throw WriteError(path: path, number: made.number) }
    (temporary, descriptor, work) = (made.path, made.descriptor, nil)
    if isThere { fchmod(descriptor, status.st_mode & 0o777) }
    let waiting = made.path
    work = Interrupts.open { _ = Disk.remove(waiting) }
  }

  /// Creates a file that waits in a folder with others, and takes its place with them.
  init(path: String, waitingAt temporary: String) throws(WriteError) {
    self.path = path
    self.temporary = temporary
    isAlone = false
    var number: Int32
    (descriptor, number) = Disk.create(temporary)
    if number != 0 { throw WriteError(path: path, number: number) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    guard isAlone, !isCommitted, let temporary else { return }
    _ = Disk.remove(temporary)
    if let work { Interrupts.done(work) }
  }

  /// Makes a file with a name of our own, and locks it, so that nobody takes it for litter.
  private static func create(
    in folder: String
  ) -> (path: String, descriptor: Int32, number: Int32) {
    var taken = 0
    while true {
      let path =
        "\(folder)/\(StagingFolder.name(StagingFolder.prefix, taken))\(StagingFolder.fileSuffix)"
      taken += 1
      let (descriptor, number) = Disk.create(path)
      if number == EEXIST { continue }
      guard number == 0 else { return (path, -1, number) }
      // Somebody who clears away the litter may have taken it before it was locked.
      _ = flock(descriptor, LOCK_EX)
      if FileIdentity(path) == FileIdentity(descriptor: descriptor) { return (path, descriptor, 0) }
      close(descriptor)
    }
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
    try flush()
    guard isAlone, let temporary else { return try finish() }
    // The lock holds until the file has its place.
    let path = path
    var number = Disk.sync(descriptor)
    // Some file systems, and pipes, know nothing of the kind.
    if number == EINVAL || number == ENOSYS { number = 0 }
    if number == 0 { number = Interrupts.held { Disk.move(temporary, to: path) } }
    guard number == 0 else { throw WriteError(path: path, number: number) }
    isCommitted = true
    if let work { Interrupts.done(work) }
    try finish()
  }

  /// Hands everything over to the system, so that a full disk shows before any file takes its place.
  package func finish() throws(WriteError) {
    guard descriptor >= 0 else { return }
    try flush()
    let closed = close(descriptor)
    let number = errno
    descriptor = -1
    buffer = []
    guard closed == 0 else { throw WriteError(path: path, number: number) }
  }

  private func flush() throws(WriteError) {
    guard !buffer.isEmpty else { return }
    let number = Disk.write(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    guard number == 0 else { throw WriteError(path: path, number: number) }
  }
}

/// Makes a folder and those above it; folders that are there are left as they are.
/// - Parameters:
///   - path: The folder.
///   - note: Called with each folder that was made.
/// - Throws: `WriteError` where it cannot be made.
package func makeFolder(
  _ path: String, note: (String) -> Void = { _ in }
) throws(WriteError) {
  let number = Disk.makeFolder(path)
  if number == 0 { return note(path) }
  if pathKind(path) == .folder { return }
  if pathKind(path) != nil { throw WriteError(path: path, reason: .notAFolder) }
  let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  guard number == ENOENT, let cut = trimmed.lastIndex(of: "/"), cut != trimmed.startIndex else {
    throw WriteError(path: path, number: number)
  }
  try makeFolder(String(trimmed[..<cut]), note: note)
  let again = Disk.makeFolder(trimmed)
  if again == 0 { return note(trimmed) }
  guard again == EEXIST else { throw WriteError(path: path, number: again) }
}
