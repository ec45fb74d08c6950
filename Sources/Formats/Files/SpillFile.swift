internal import Glibc

/// Bytes that wait on the disk for their order to be known, so that memory does not grow with the output.
///
/// The file has no name: it vanishes with the value, also when the run is killed. An object, because it owns a descriptor.
package final class SpillFile {
  private let descriptor: Int32
  private let folder: String
  private let shown: String?
  private var buffer: [UInt8] = []
  private var flushed = 0

  private static let bufferSize = 1 << 20

  /// Makes an empty file in a folder, on the disk that takes the result.
  /// - Parameters:
  ///   - folder: The folder.
  ///   - shown: What it is for, as messages call it; nil for the folder of temporary files.
  /// - Throws: `WriteError` where it cannot be made.
  package init(in folder: String, shownAs shown: String?) throws(WriteError) {
    (self.folder, self.shown) = (folder, shown)
    var (descriptor, number) = Disk.createNameless(in: folder)
    // Where the file system has none, its name goes at once.
    if [EOPNOTSUPP, EISDIR, EINVAL].contains(number) {
      try StagingFolder.removeLitter(in: folder)
      // Held: an interrupt would leave the folder, or take away the one around it meanwhile.
      (descriptor, number) = try Interrupts.held { () throws(WriteError) in
        let staging = try StagingFolder(in: folder, shownAs: shown ?? folder)
        defer { staging.remove() }
        return Disk.create("\(staging.filesPath)/spill", rights: 0o600)
      }
    }
    guard number == 0 else { throw Self.failure(number, folder, shown) }
    self.descriptor = descriptor
  }

  private static func failure(_ number: Int32, _ folder: String, _ shown: String?) -> WriteError {
    guard let shown else { return WriteError(path: folder, reason: .temporary(number)) }
    return WriteError(path: shown, number: number)
  }

  deinit { close(descriptor) }

  /// How many bytes were appended.
  package var count: Int { flushed + buffer.count }

  /// Adds bytes at the end.
  package func append(_ bytes: [UInt8]) throws(WriteError) {
    buffer += bytes
    if buffer.count >= SpillFile.bufferSize { try flush() }
  }

  /// A range of what was appended.
  package func bytes(_ range: Range<Int>) throws(WriteError) -> [UInt8] {
    try flush()
    return try read(range.lowerBound, range.count)
  }

  private func read(_ offset: Int, _ count: Int) throws(WriteError) -> [UInt8] {
    var number: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      while filled < count {
        let start = unsafe target.baseAddress?.advanced(by: filled)
        let got = unsafe pread(descriptor, start, count - filled, offset + filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          number = got < 0 ? errno : EIO
          return
        }
        filled += got
      }
    }
    guard number == 0 else { throw Self.failure(number, folder, shown) }
    return bytes
  }

  private func flush() throws(WriteError) {
    guard !buffer.isEmpty else { return }
    // By its offset: what a call that failed has left of it is written over by the next.
    let number = Disk.write(buffer, to: descriptor, at: flushed)
    guard number == 0 else { throw Self.failure(number, folder, shown) }
    flushed += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
