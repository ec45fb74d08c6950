internal import CLinux
internal import Glibc

/// The system calls that change what stands on the disk: the one place that makes, moves and removes files.
///
/// Each gives the system's error number, 0 for none. They are counted, so that tests can end a run at any of them.
enum Disk {
  /// Makes a folder.
  static func makeFolder(_ path: String) -> Int32 {
    step(needsRoom: true) { unsafe mkdir(path, 0o777) }
  }

  /// Makes a folder in one that is open.
  static func makeFolder(_ name: FileName, in folder: Int32) -> Int32 {
    step(needsRoom: true) { unsafe mkdirat(folder, name.bytes, 0o777) }
  }

  /// Makes a file that is not there yet; never what a link leads to.
  static func create(_ path: String, rights: mode_t = 0o666) -> (descriptor: Int32, number: Int32) {
    var descriptor: Int32 = -1
    let number = step(needsRoom: true) {
      descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, rights)
      return descriptor
    }
    return (descriptor, number)
  }

  /// Makes a file that has no name and vanishes with its descriptor; `EOPNOTSUPP`, `EISDIR` or `EINVAL` where the file
  /// system has none.
  static func createNameless(in folder: String) -> (descriptor: Int32, number: Int32) {
    #if DEBUG
      if Rehearsal.isPoor { return (-1, EOPNOTSUPP) }
    #endif
    var descriptor: Int32 = -1
    let number = step(needsRoom: true) {
      descriptor = unsafe open(folder, O_RDWR | Self.nameless | O_CLOEXEC, 0o600)
      return descriptor
    }
    return (descriptor, number)
  }

  /// The flag O_TMPFILE, which Glibc's module does not show.
  private static let nameless = 0o20_000_000 | O_DIRECTORY

  /// Writes all bytes: from an offset on, or where the last call ended.
  static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int? = nil) -> Int32 {
    unsafe bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        var taken = 0
        let number = step(needsRoom: true) {
          let start = unsafe bytes.baseAddress?.advanced(by: written)
          let count = bytes.count - written
          taken =
            if let offset { unsafe pwrite(descriptor, start, count, offset + written) } else {
              unsafe Glibc.write(descriptor, start, count)
            }
          return taken < 0 ? -1 : 0
        }
        guard number == 0 else { return number }
        guard taken > 0 else { return EIO }
        written += taken
      }
      return 0
    }
  }

  /// Moves a file to a place, where it takes that of the file that stands there.
  static func move(_ from: String, to place: String) -> Int32 {
    step { unsafe rename(from, place) }
  }

  /// Moves an entry of one folder into another, where it takes the place of the file that stands there.
  static func move(_ from: Int32, _ name: FileName, to folder: Int32) -> Int32 {
    step { unsafe renameat(from, name.bytes, folder, name.bytes) }
  }

  /// Moves an entry of one folder into another where nothing has its name; `EEXIST` where something has.
  static func moveToFree(_ from: Int32, _ name: FileName, to folder: Int32) -> Int32 {
    let number = step { unsafe linux_move_to_free(from, name.bytes, folder, name.bytes) }
    // A file system that knows no such call.
    guard number == EINVAL || number == ENOSYS else { return number }
    var status = stat()
    if unsafe fstatat(folder, name.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
    return move(from, name, to: folder)
  }

  /// Lets two folders change places in one step.
  static func exchange(_ a: String, _ b: String) -> Int32 {
    #if DEBUG
      if Rehearsal.isPoor { return EINVAL }
    #endif
    return step { unsafe linux_exchange(a, b) }
  }

  /// Removes a file.
  static func remove(_ path: String) -> Int32 { step { unsafe unlink(path) } }

  /// Removes an entry of a folder.
  static func remove(_ name: FileName, in folder: Int32, isFolder: Bool = false) -> Int32 {
    step { unsafe unlinkat(folder, name.bytes, isFolder ? AT_REMOVEDIR : 0) }
  }

  /// Removes a folder that is empty.
  static func removeFolder(_ path: String) -> Int32 { step { unsafe rmdir(path) } }

  /// Waits until a file or folder is on the disk.
  static func sync(_ descriptor: Int32) -> Int32 { step { fsync(descriptor) } }

  /// Waits until everything of a file's file system is on the disk.
  static func syncFileSystem(_ descriptor: Int32) -> Int32 {
    step { linux_sync_file_system(descriptor) }
  }

  /// Makes a call, again where a signal broke it off; gives the error number, 0 for none.
  private static func step(needsRoom: Bool = false, _ call: () -> Int32) -> Int32 {
    #if DEBUG
      if let number = Rehearsal.next(needsRoom: needsRoom) { return number }
    #endif
    while true {
      if call() >= 0 { return 0 }
      let number = errno
      if number != EINTR { return number }
    }
  }
}
