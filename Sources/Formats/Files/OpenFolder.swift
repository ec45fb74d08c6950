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

  /// Moves everything that is left in the folder into another, where nothing there has its name.
  func moveAll(to other: borrowing OpenFolder) {
    for name in names {
      let number = Disk.moveToFree(descriptor, name, to: other.descriptor)
      if number == EEXIST, isFolder(name), let inner = OpenFolder(name, in: descriptor),
        let place = OpenFolder(name, in: other.descriptor)
      {
        inner.moveAll(to: place)
        _ = Disk.remove(name, in: descriptor, isFolder: true)
      }
    }
  }
}
