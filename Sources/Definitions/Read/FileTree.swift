import Formats
import SourceText

/// Where the files of a set are read from.
package enum FileTree: Sendable {
  case disk
  /// Texts by path, for sets that are put together in memory.
  case memory([String: String])
  /// The disk, with other texts in place of some files, by their paths.
  case edited([String: String])

  /// What stands at a path.
  func kind(_ path: String) -> PathKind? {
    switch self {
    case .disk, .edited: return pathKind(path)
    case .memory(let texts):
      let path = Path.normal(path)
      if texts[path] != nil { return .file }
      return texts.keys.contains { Path.isInside($0, path) } ? .folder : nil
    }
  }

  /// The names in a folder, in the order of their scalars.
  func names(in path: String, displayPath: String) throws(FileError) -> [String] {
    switch self {
    case .disk, .edited: return try listFolder(path, displayPath: displayPath)
    case .memory(let texts):
      let path = Path.normal(path)
      let names = texts.keys.filter { Path.isInside($0, path) }.compactMap { name in
        name.dropFirst(path.isEmpty ? 0 : path.utf8.count + 1).split(separator: "/").first
          .map(String.init)
      }
      return Set(names).sorted()
    }
  }

  /// The text of a file.
  func read(_ path: String, displayPath: String) throws(FileError) -> SourceFile {
    switch self {
    case .disk: return try readSourceFile(path, displayPath: displayPath)
    case .edited(let texts):
      guard let text = texts[Path.normal(path)] else {
        return try readSourceFile(path, displayPath: displayPath)
      }
      return SourceFile(path: displayPath, text: text)
    case .memory(let texts):
      guard let text = texts[Path.normal(path)] else {
        throw FileError(path: displayPath, reason: .notFound)
      }
      return SourceFile(path: displayPath, text: text)
    }
  }
}

/// Paths as text, with `/` between their parts.
enum Path {
  /// A path below another; an absolute one stands for itself.
  static func join(_ base: String, _ path: String) -> String {
    path.hasPrefix("/") || base.isEmpty ? normal(path) : normal(base + "/" + path)
  }

  /// A path without `.`, without doubled slashes, and with each `..` taken up where it can be.
  static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// The path of the folder that holds a path.
  static func parent(_ path: String) -> String { join(path, "..") }

  /// The last part of a path.
  static func name(_ path: String) -> String {
    normal(path).split(separator: "/").last.map(String.init) ?? ""
  }

  /// A set's path as it is printed: from the folder that holds the set.
  static func display(_ path: String) -> String {
    let name = name(path)
    if name == ".." { return "" }
    return name == "set.yaml" ? join(display(parent(path)), name) : name
  }

  /// Whether a path lies below a folder.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    folder.isEmpty || path.hasPrefix(folder + "/")
  }
}
