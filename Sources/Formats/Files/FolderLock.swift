internal import Glibc

/// The right to write into a folder, which one process has at a time: it ends with the value, and with the process.
final class FolderLock: Sendable {
  /// The open folder.
  let descriptor: Int32
  /// Whether nobody else can have the right; false on a file system that knows no locks.
  let isCertain: Bool

  private init(_ descriptor: Int32, isCertain: Bool) {
    self.descriptor = descriptor
    self.isCertain = isCertain
  }

  deinit { close(descriptor) }

  /// Takes the right to a folder that is there; where another process has it, `waiting` is called and its end is waited
  /// for. Nil without `waiting`, and where the folder is gone when its turn has come. Messages call it `shown`.
  static func take(
    _ path: String, shownAs shown: String, waiting: (() -> Void)?
  ) throws(WriteError) -> FolderLock? {
    while true {
      let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else {
        if errno == ENOENT { return nil }
        throw WriteError(path: shown, number: errno)
      }
      var isHeld = flock(descriptor, LOCK_EX | LOCK_NB) == 0
      if !isHeld, errno == EWOULDBLOCK {
        guard let waiting else {
          close(descriptor)
          return nil
        }
        waiting()
        repeat { isHeld = flock(descriptor, LOCK_EX) == 0 } while !isHeld && errno == EINTR
      }
      let lock = FolderLock(descriptor, isCertain: isHeld)
      // Another folder may stand there by now.
      if FileIdentity(path) == FileIdentity(descriptor: descriptor) { return lock }
    }
  }
}
