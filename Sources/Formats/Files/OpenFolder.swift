internal import Glibc

/// The name of an entry of a folder, in the bytes that the file system has.
struct FileName: Sendable {
  /// The bytes, 0 at the end.
  let bytes: [CChar]

  /// The name that a text has as UTF-8.
  init(_ text: some StringProtocol) { bytes = Array(String(text).utf8CString) }

  fileprivate init(bytes: [CChar]) { self.bytes = bytes }

  /// The name as a text; what is not UTF-8 shows as U+FFFD.
  var text: String {
    String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A folder that is open, so that nobody can put another one or a link in its place.
struct OpenFolder: ~Copyable {
  /// The descriptor.
  let descriptor: Int32

  /// Opens a folder, links followed.
  init?(_ path: String) {
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  /// Opens a folder below one that is open; no part of the way may be a link. The path `""` is the folder itself.
  init?(_ path: some StringProtocol, in folder: Int32) {
    var open = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for part in path.split(separator: "/") where open >= 0 {
      let next = unsafe openat(
        open, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(open)
      open = next
    }
    if open < 0 { return nil }
    descriptor = open
  }

  /// Opens a folder that stands in one that is open, and is no link.
  init?(_ name: FileName, in folder: Int32) {
    descriptor = unsafe openat(
      folder, name.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// All entries but the folder itself and the one above, in any order.
  var names: [FileName] {
    let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let folder = unsafe fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { unsafe closedir(folder) }
    var names: [FileName] = []
    while let entry = unsafe readdir(folder) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
      }
      let name = FileName(bytes: bytes + [0])
      if name.text != ".", name.text != ".." { names.append(name) }
    }
    return names
  }

  /// What stands at a name, links not followed; nil where nothing does.
  func status(_ name: FileName) -> stat? {
    var status = stat()
    guard unsafe fstatat(descriptor, name.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return nil
    }
    return status
  }

  /// Whether a folder stands at a name, and no link to one.
  func isFolder(_ name: FileName) -> Bool {
    (status(name)?.st_mode ?? 0) & S_IFMT == S_IFDIR
  }

  /// The number of the folder on its disk.
  var number: UInt {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? UInt(status.st_ino) : 0
  }

  /// Whether the folder belongs to whoever runs the command.
  var isOwn: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_uid == geteuid()
  }

  /// The bytes of a file, never of what a link leads to; nil where there is none, and where it has more than so many.
  func bytes(_ name: FileName, limit: Int) -> [UInt8]? {
    let file = unsafe openat(
      descriptor, name.bytes, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    let size = Int(status.st_size)
    var isWhole = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, filled in
      while filled < size {
        let start = unsafe target.baseAddress?.advanced(by: filled)
        let got = unsafe read(file, start, size - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          isWhole = false
          return
        }
        filled += got
      }
    }
    return isWhole ? bytes : nil
  }

  /// Removes everything in the folder but one file.
  /// - Returns: The error number of what could not be removed, 0 for none.
  func empty(but kept: FileName? = nil) -> Int32 {
    var failed: Int32 = 0
    for name in names where name.bytes != kept?.bytes {
      let isFolder = isFolder(name)
      if isFolder, let inner = OpenFolder(name, in: descriptor) { _ = inner.empty() }
      let number = Disk.remove(name, in: descriptor, isFolder: isFolder)
      if number != 0 { failed = number }
    }
    return failed
  }

  /// Whether it holds nothing but plain files of some names, and their folders; the names begin with a path.
  func holdsOnly(_ kept: Set<String>, below path: String = "") -> Bool {
    var own = stat()
    guard unsafe fstat(descriptor, &own) == 0 else { return false }
    for name in names {
      let full = path + name.text
      guard let status = status(name) else { continue }
      guard status.st_dev == own.st_dev else { return false }
      switch status.st_mode & S_IFMT {
      case S_IFREG: if !kept.contains(full) { return false }
      case S_IFDIR:
        guard kept.contains(where: { $0.hasPrefix(full + "/") }),
          let inner = OpenFolder(name, in: descriptor), inner.holdsOnly(kept, below: full + "/")
        else { return false }
      default: return false
      }
    }
    return true
  }

  /// Moves everything but files of some names into another folder, where nothing there has its name.
  /// - Returns: Whether nothing else is left.
  func moveAll(
    but kept: Set<String>, below path: String = "", to other: borrowing OpenFolder
  ) -> Bool {
    var isDone = true
    for name in names where !kept.contains(path + name.text) {
      let below = path + name.text + "/"
      let isFolder = isFolder(name)
      let holdsKept = isFolder && kept.contains { $0.hasPrefix(below) }
      if !holdsKept {
        let number = Disk.moveToFree(descriptor, name, to: other.descriptor)
        if number == 0 { continue }
        guard number == EEXIST, isFolder else {
          isDone = false
          continue
        }
      }
      guard let inner = OpenFolder(name, in: descriptor) else {
        isDone = false
        continue
      }
      if holdsKept, inner.holdsOnly(kept, below: below) { continue }
      if other.status(name) == nil { _ = Disk.makeFolder(name, in: other.descriptor) }
      guard let place = OpenFolder(name, in: other.descriptor),
        inner.moveAll(but: kept, below: below, to: place)
      else {
        isDone = false
        continue
      }
      if !holdsKept { _ = Disk.remove(name, in: descriptor, isFolder: true) }
    }
    return isDone
  }

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
