internal import Glibc

/// What stands at a path.
package enum PathKind: Sendable {
  case file
  case folder
  /// A device, a pipe or a socket.
  case other
  /// A link whose target does not exist, or that leads in a circle.
  case brokenLink
}

/// What stands at a path, links followed; nil when there is nothing, or nothing that may be seen.
package func pathKind(_ path: String) -> PathKind? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else {
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    return .brokenLink
  }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .folder
  default: .other
  }
}

/// Which file or folder stands at a path, whatever the path is called: links and detours lead to the same one.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// The identity of what stands at a path, links followed; nil when there is nothing.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}

/// The names in a folder, hidden ones left out, in the order of their Unicode scalars.
package func listFolder(_ path: String, displayPath: String) throws(FileError) -> [String] {
  guard let folder = unsafe opendir(path) else {
    let reason: FileError.Reason =
      switch errno {
      case ENOENT: .notFound
      case ENOTDIR: .notAFolder
      case EACCES, EPERM: .notPermitted
      case let number: .system(number)
      }
    throw FileError(path: displayPath, reason: reason)
  }
  defer { unsafe closedir(folder) }
  var names: [String] = []
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
}
