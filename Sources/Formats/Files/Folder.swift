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

/// A path without `.`, without doubled slashes, and with each `..` taken up as the system does: above a link it is the folder
/// that holds what the link leads to.
package func settledPath(_ path: String) -> String {
  let isAbsolute = path.hasPrefix("/")
  if path.isEmpty { return path }
  func joined(_ parts: [Substring]) -> String {
    (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
  var parts: [Substring] = []
  var rest = path.split(separator: "/")[...]
  while let part = rest.popFirst() {
    switch part {
    case ".": continue
    case ".." where parts.isEmpty && isAbsolute: continue
    case ".." where !parts.isEmpty && parts.last != "..":
      var status = stat()
      let isLink =
        unsafe lstat(joined(parts), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      if isLink, let real = realPath(joined(parts)) {
        return settledPath(([real + "/.."] + rest.map(String.init)).joined(separator: "/"))
      }
      parts.removeLast()
    default: parts.append(part)
    }
  }
  return parts.isEmpty && !isAbsolute ? "." : joined(parts)
}

/// Which file or folder stands at a path, whatever the path is called: links and detours lead to the same one.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// The identity of what stands at a path, links followed; nil when there is nothing.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The identity of an open file or folder.
  init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}

/// Which file stands at a path, how long it is and when it was last changed: as long as it is the same, nobody has touched
/// the file. Another one need not mean another text, since rights and links of a file count as well.
package struct FileStamp: Hashable, Sendable {
  private let identity: FileIdentity
  private let size: Int
  /// When its text and when anything about it was last changed: seconds and nanoseconds.
  private let times: [Int]

  /// The stamp of what stands at a path, links followed; nil when there is nothing.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    identity = FileIdentity(status)
    size = Int(status.st_size)
    times = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }
}

/// The names in a folder, in the order of their Unicode scalars.
/// - Parameters:
///   - path: The path to open.
///   - displayPath: The path as printed.
///   - withHidden: Whether names that begin with a dot are among them.
/// - Returns: The names.
/// - Throws: `FileError` where it cannot be opened.
package func listFolder(
  _ path: String, displayPath: String, withHidden: Bool = false
) throws(FileError) -> [String] {
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
    let isHidden = name.hasPrefix(".")
    if !isHidden || withHidden && name != "." && name != ".." { names.append(name) }
  }
  return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
}
