internal import Glibc

/// A folder, or a single file, in which something waits until it is whole: hidden, named after the process that made it, and
/// locked by it, so that nobody takes for litter what is alive, or for ours what is not.
final class StagingFolder: Sendable {
  /// Where it is.
  let path: String
  /// The right to it, which says that its process is alive.
  let lock: FolderLock

  /// What names in a folder that is written into begin with.
  static let prefix = ".yanshou-"

  /// What names beside a folder begin with.
  static func prefix(beside name: String) -> String { ".\(name)\(prefix)" }

  /// What the names of single files end with.
  static let fileSuffix = ".part"

  /// The file that says what the folder is.
  private static let mark = FileName(".yanshou")
  private static let words = """
    这里是 yanshou 一次没有结束的运行留下的文件,下一次运行会清除。
    Files of a run of yanshou that has not ended; the next run removes them.

    """

  /// Makes a folder in another; its name begins with a prefix.
  init(in folder: String, prefix: String = StagingFolder.prefix) throws(WriteError) {
    var taken = 0
    while true {
      let path = "\(folder)/\(Self.name(prefix, taken))"
      taken += 1
      let number = Disk.makeFolder(path)
      if number == EEXIST { continue }
      guard number == 0 else { throw WriteError(path: folder, number: number) }
      guard let lock = try FolderLock.take(path, waiting: nil) else { continue }
      self.path = path
      self.lock = lock
      break
    }
    do throws(WriteError) { try setMark() } catch {
      remove()
      throw error
    }
  }

  private init(path: String, lock: FolderLock) {
    self.path = path
    self.lock = lock
  }

  /// A name that nobody else gives: the process and a number.
  static func name(_ prefix: String, _ number: Int) -> String { "\(prefix)\(getpid())-\(number)" }

  /// Marks the folder: whatever is in it was put there by a run.
  func setMark() throws(WriteError) {
    var (descriptor, number) = Disk.create("\(path)/\(Self.mark.text)")
    if number == 0 { number = Disk.write(Array(Self.words.utf8), to: descriptor) }
    if descriptor >= 0 { close(descriptor) }
    guard number == 0 else { throw WriteError(path: path, number: number) }
  }

  /// Takes the mark away: the folder becomes that of the reports.
  func removeMark() throws(WriteError) {
    let number = Disk.remove(Self.mark, in: lock.descriptor)
    guard number == 0 else { throw WriteError(path: path, number: number) }
  }

  /// The same folder, moved into another.
  func moved(into folder: String) throws(WriteError) -> StagingFolder {
    var taken = 0
    while pathKind("\(folder)/\(Self.name(Self.prefix, taken))") != nil { taken += 1 }
    let place = "\(folder)/\(Self.name(Self.prefix, taken))"
    let number = Disk.move(path, to: place)
    guard number == 0 else { throw WriteError(path: folder, number: number) }
    return StagingFolder(path: place, lock: lock)
  }

  /// Removes the folder with everything in it.
  func remove() {
    if let open = OpenFolder("", in: lock.descriptor) { Self.remove(open, at: path) }
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
    var rest = name.dropFirst(prefix.count)
    if rest.hasSuffix(fileSuffix) { rest = rest.dropLast(fileSuffix.count) }
    let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// Removes what dead processes left in a folder under names with a prefix; what the living have stays, and so does what
  /// cannot be told to be ours.
  /// - Parameters:
  ///   - folder: The folder.
  ///   - path: Its path.
  ///   - prefix: What the names begin with.
  ///   - reports: The folder of reports that they are about: what is nobody's goes back there.
  ///   - ours: The names of the files that the record in a folder names.
  static func removeDead(
    in folder: borrowing OpenFolder, at path: String, _ prefix: String,
    reports: borrowing OpenFolder, ours: (String) -> [String]
  ) {
    for name in folder.names where isName(name.text, prefix) {
      let place = "\(path)/\(name.text)"
      guard folder.isFolder(name) else {
        removeDeadFile(place)
        continue
      }
      guard let lock = try? FolderLock.take(place, waiting: nil), lock.isCertain,
        let left = OpenFolder("", in: lock.descriptor), left.status(FolderJournal.name) == nil
      else { continue }
      if left.status(mark) == nil {
        // It has no mark any more: it was the folder of the reports, or about to be.
        guard left.remove(ours(place)) == nil else { continue }
        left.moveAll(to: reports)
        _ = Disk.removeFolder(place)
      } else {
        remove(left, at: place)
      }
    }
  }

  /// Removes the single files that dead processes left in a folder.
  static func removeDeadFiles(in path: String) {
    guard let folder = OpenFolder(path) else { return }
    for name in folder.names
    where isName(name.text, prefix) && name.text.hasSuffix(fileSuffix) && !folder.isFolder(name) {
      removeDeadFile("\(path)/\(name.text)")
    }
  }

  private static func removeDeadFile(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0,
      FileIdentity(path) == FileIdentity(descriptor: descriptor)
    else { return }
    _ = Disk.remove(path)
  }
}

extension OpenFolder {
  /// Removes files by their names within the folder, and the folders within that are empty by that. The last file goes
  /// last, and only when all others are gone: where it is the record, it names whatever is left.
  /// - Returns: What could not be removed, and why; nil when all is gone.
  func remove(_ names: [String]) -> (name: String, number: Int32)? {
    var failed: (name: String, number: Int32)?
    func remove(_ name: String, isFolder: Bool = false) {
      let (folder, leaf) = name.cutAtLastSlash
      guard let open = OpenFolder(folder, in: descriptor) else { return }
      let number = Disk.remove(FileName(leaf), in: open.descriptor, isFolder: isFolder)
      // What holds something of others stays.
      let isFine =
        [0, ENOENT].contains(number) || isFolder && [ENOTEMPTY, EEXIST].contains(number)
      if !isFine, failed == nil { failed = (name, number) }
    }
    var folders: Set<String> = []
    for name in names.dropLast() {
      remove(name)
      folders.insert(String(name.cutAtLastSlash.folder))
    }
    for folder in folders.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) })
    where !folder.isEmpty { remove(folder, isFolder: true) }
    guard failed == nil, let last = names.last else { return failed }
    remove(last)
    let folder = String(last.cutAtLastSlash.folder)
    if !folder.isEmpty { remove(folder, isFolder: true) }
    return failed
  }
}

extension String {
  /// What stands before the last slash and behind it; the first is empty where there is none.
  var cutAtLastSlash: (folder: Substring, name: Substring) {
    guard let slash = lastIndex(of: "/") else { return ("", self[...]) }
    return (self[..<slash], self[index(after: slash)...])
  }
}
