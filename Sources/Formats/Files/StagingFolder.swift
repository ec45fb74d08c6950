internal import Glibc

/// A folder in which files wait until they are whole: hidden, named after the process that made it, marked, and locked by it,
/// so that nobody takes for litter what is alive, or for ours what is not.
///
/// The files wait in a folder within, which may change places with one of reports: what bears the mark is ours at every
/// moment, and nothing else is.
final class StagingFolder: Sendable {
  /// Where it is.
  let path: String
  /// The right to it, which says that its process is alive.
  private let lock: FolderLock
  /// The right to the folder within, which stays with it when it takes the place of the reports.
  let files: FolderLock

  /// Where the files wait.
  var filesPath: String { Self.filesPath(in: path) }

  /// Where the files wait of a folder at a path.
  static func filesPath(in path: String) -> String { "\(path)/\(inner.text)" }

  /// What names in a folder that is written into begin with.
  static let prefix = ".yanshou-"

  /// What names beside a folder begin with.
  static func prefix(beside name: String) -> String { ".\(name)\(prefix)" }

  private static let inner = FileName("files")
  /// The file that says what the folder is.
  private static let mark = FileName(".yanshou")
  private static let words = Array(
    """
    这里是 yanshou 一次没有结束的运行留下的文件,下一次运行会清除。
    Files of a run of yanshou that has not ended; the next run removes them.

    """.utf8)

  /// What the mark of a folder says: its number on the disk as well, which a copy of it has not.
  private static func words(of folder: borrowing OpenFolder) -> [UInt8] {
    words + Array("\(folder.number)\n".utf8)
  }

  /// Makes a folder in another.
  /// - Parameters:
  ///   - folder: The other.
  ///   - prefix: What its name begins with.
  ///   - shown: What it is made for, as messages call it.
  /// - Throws: `WriteError` where it cannot be made.
  init(
    in folder: String, prefix: String = StagingFolder.prefix, shownAs shown: String
  ) throws(WriteError) {
    var (made, lock): (String, FolderLock?) = ("", nil)
    repeat {
      let (path, number) = Self.fresh(in: folder, prefix) { Disk.makeFolder($0) }
      guard number == 0 else { throw WriteError(path: shown, number: number) }
      made = path
      // Somebody who clears away the litter may have taken it before it was locked.
      lock = try FolderLock.take(path, shownAs: shown, waiting: nil)
    } while lock == nil
    guard let lock else { preconditionFailure("a folder was not locked") }
    path = made
    self.lock = lock
    var (descriptor, number) = Disk.create("\(made)/\(Self.mark.text)")
    if number == 0, let open = OpenFolder("", in: lock.descriptor) {
      number = Disk.write(Self.words(of: open), to: descriptor)
    }
    if descriptor >= 0 { close(descriptor) }
    let filesPath = Self.filesPath(in: made)
    if number == 0 { number = Disk.makeFolder(filesPath) }
    guard number == 0, let files = try FolderLock.take(filesPath, shownAs: shown, waiting: nil)
    else {
      Self.remove(lock, at: made)
      throw WriteError(path: shown, number: number == 0 ? ENOENT : number)
    }
    self.files = files
  }

  private init(path: String, lock: FolderLock, files: FolderLock) {
    (self.path, self.lock, self.files) = (path, lock, files)
  }

  /// Makes something under the first name that is free in a folder: the prefix, the process, a number. `make` makes it
  /// where nothing stands, and gives the error number: `EEXIST` where something does.
  private static func fresh(
    in folder: String, _ prefix: String, _ make: (String) -> Int32
  ) -> (path: String, number: Int32) {
    var taken = 0
    while true {
      let path = "\(folder)/\(prefix)\(getpid())-\(taken)"
      let number = make(path)
      if number != EEXIST { return (path, number) }
      taken += 1
    }
  }

  /// The same folder, moved into another; `shown` is what messages call that.
  func moved(into folder: String, shownAs shown: String) throws(WriteError) -> StagingFolder {
    let (place, number) = Self.fresh(in: folder, Self.prefix) { place in
      var status = stat()
      return unsafe lstat(place, &status) == 0 ? EEXIST : Disk.move(path, to: place)
    }
    guard number == 0 else { throw WriteError(path: shown, number: number) }
    return StagingFolder(path: place, lock: lock, files: files)
  }

  /// The folder itself, open.
  var open: OpenFolder? { OpenFolder("", in: lock.descriptor) }

  /// Removes the folder with everything in it.
  func remove() { Self.remove(lock, at: path) }

  private static func remove(_ lock: FolderLock, at path: String) {
    if let open = OpenFolder("", in: lock.descriptor) { remove(open, at: path) }
  }

  /// Removes a folder of this kind with everything in it, its mark last: what a kill leaves of it is still ours.
  static func remove(_ folder: borrowing OpenFolder, at path: String) {
    guard folder.empty(but: mark) == 0 else { return }
    _ = Disk.remove(mark, in: folder.descriptor)
    _ = Disk.removeFolder(path)
  }

  // MARK: What dead processes left

  /// Whether a name is one that processes of ours give: the prefix, a process, a number.
  static func isName(_ name: String, _ prefix: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// A folder that a dead process left, and the right to it.
  struct Dead: ~Copyable {
    /// Where it is.
    let path: String
    /// The folder itself.
    let folder: OpenFolder
    /// The folder within, where files wait, or that of the reports which changed places with it; nil where there is none.
    var files: OpenFolder? { OpenFolder(StagingFolder.inner, in: folder.descriptor) }
    /// Where that is.
    var filesPath: String { StagingFolder.filesPath(in: path) }
    private let lock: FolderLock

    /// What stands at a path, where it bears the mark and no process has it. A folder without anything in it, as a kill
    /// leaves it before the mark is made, is removed.
    fileprivate init?(at path: String, onlyCertain: Bool) {
      guard let lock = try? FolderLock.take(path, shownAs: path, waiting: nil), lock.isCertain,
        let folder = OpenFolder("", in: lock.descriptor), !onlyCertain || folder.isOwn
      else { return nil }
      guard let words = folder.bytes(StagingFolder.mark, limit: 1 << 10) else {
        _ = Disk.removeFolder(path)
        return nil
      }
      let own = StagingFolder.words(of: folder)
      let isOurs = onlyCertain ? words == own : words.starts(with: StagingFolder.words)
      // A kill may have cut the words short, before anything else is in the folder.
      guard isOurs || own.starts(with: words) && folder.names.count == 1 else { return nil }
      (self.path, self.lock) = (path, lock)
      self.folder = folder
    }

    /// Removes it with everything in it.
    func remove() { StagingFolder.remove(folder, at: path) }
  }

  /// Calls a body with each folder that a dead process has left in another under a name with a prefix. What the living have
  /// is none, nor is what does not bear the mark.
  /// - Parameters:
  ///   - folder: The other folder.
  ///   - path: Its path.
  ///   - prefix: What the names begin with.
  ///   - onlyCertain: Whether only those count that belong to whoever runs the command and were made where they are: what
  ///     was copied or unpacked is none.
  ///   - body: What is done with each.
  /// - Throws: What the body throws.
  static func forEachDead(
    in folder: borrowing OpenFolder, at path: String, _ prefix: String, onlyCertain: Bool,
    _ body: (borrowing Dead) throws(WriteError) -> Void
  ) throws(WriteError) {
    for name in folder.names where isName(name.text, prefix) && folder.isFolder(name) {
      if let dead = Dead(at: "\(path)/\(name.text)", onlyCertain: onlyCertain) {
        try body(dead)
      }
    }
  }
}

extension StagingFolder {
  /// Removes what dead processes of whoever runs the command left in a folder; where files were about to take their places,
  /// whoever writes into the folder next goes on with it.
  static func removeLitter(in path: String) throws(WriteError) {
    guard let folder = OpenFolder(path) else { return }
    try forEachDead(in: folder, at: path, prefix, onlyCertain: true) { dead throws(WriteError) in
      if dead.folder.status(FolderJournal.name) == nil { dead.remove() }
    }
  }
}

extension String {
  /// What stands before the last slash and behind it; the first is empty where there is none.
  var cutAtLastSlash: (folder: Substring, name: Substring) {
    guard let slash = lastIndex(of: "/") else { return ("", self[...]) }
    return (self[..<slash], self[index(after: slash)...])
  }
}
