internal import Glibc

/// A file that is written elsewhere and takes its place once it is whole: the one place that writes files.
///
/// Until `commit()` whatever stood there before is untouched; a file that is given up, and a run that is stopped or killed,
/// leave the old one. An object, because it owns a descriptor that several writers share one after the other.
package final class OutputFile {
  /// The path that the file takes in the end.
  package let path: String
  /// Where it waits when it takes its place on its own; nil where it does with others, and for a device or a pipe, which
  /// takes what comes at once.
  private let staging: StagingFolder?
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var work: Interrupts.Work?

  /// How many bytes are collected before the system is asked to take them.
  private static let bufferSize = 1 << 18

  /// Creates a file that waits beside its path.
  package init(path: String) throws(WriteError) {
    self.path = path
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    if isThere, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      staging = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw WriteError(path: path, number: errno) }
      return
    }
    let above = path.cutAtLastSlash.folder
    let folder = path.hasPrefix("/") && above.isEmpty ? "/" : above.isEmpty ? "." : String(above)
    try StagingFolder.removeLitter(in: folder)
    let staging = try Interrupts.held { () throws(WriteError) in
      try StagingFolder(in: folder, shownAs: path)
    }
    self.staging = staging
    work = Interrupts.open { staging.remove() }
    var number: Int32
    (descriptor, number) = Disk.create(Self.place(in: staging))
    if number != 0 { throw WriteError(path: path, number: number) }
    if isThere { fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Where a file waits that takes its place on its own.
  private static func place(in staging: StagingFolder) -> String { staging.filesPath + "/file" }

  /// Creates a file that waits in a folder with others, and takes its place with them.
  init(path: String, waitingAt temporary: String) throws(WriteError) {
    self.path = path
    staging = nil
    var number: Int32
    (descriptor, number) = Disk.create(temporary)
    if number != 0 { throw WriteError(path: path, number: number) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    giveUp()
  }

  /// Takes away where it waits.
  private func giveUp() {
    guard let staging, let work else { return }
    Interrupts.held { staging.remove() }
    Interrupts.done(work)
    self.work = nil
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
    guard let staging else { return try finish() }
    let path = path
    var number = Disk.sync(descriptor)
    // Some file systems, and pipes, know nothing of the kind.
    if number == EINVAL || number == ENOSYS { number = 0 }
    if number == 0 { number = Interrupts.held { Disk.move(Self.place(in: staging), to: path) } }
    guard number == 0 else { throw WriteError(path: path, number: number) }
    giveUp()
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
