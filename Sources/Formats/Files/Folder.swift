internal import Glibc

/// What stands at a path.
package enum PathKind: Sendable {
  case file
  case folder
  /// A device, a pipe or a socket.
  case other
}

/// What stands at a path, links followed; nil when there is nothing, or nothing that may be seen.
package func pathKind(_ path: String) -> PathKind? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return nil }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .folder
  default: .other
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
