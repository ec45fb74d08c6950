package import Formats
package import SourceText

/// Where the files of a set are read from.
package struct FileTree: Sendable {
  /// Texts by path, which come before the disk.
  private var texts: [String: String] = [:]
  private var hasDisk = true
  /// Folders beside that of the set in which it may name files.
  private var allowed: [String] = []
  /// What was read so far, within the bounds of a set; nil as long as no set was named.
  private var kept: KeptFiles?

  /// The disk.
  package static let disk = FileTree()

  /// The disk; a set may also name files in some folders that are not its own.
  package static func disk(allowing folders: [String]) -> FileTree {
    var tree = FileTree()
    tree.allowed = folders
    return tree
  }

  /// Texts by path, for sets that are put together in memory.
  package static func memory(_ texts: [String: String]) -> FileTree {
    var tree = FileTree()
    tree.texts = texts
    tree.hasDisk = false
    return tree
  }

  /// The same tree with other texts in place of some files, by their paths.
  package func edited(_ texts: [String: String]) -> FileTree {
    var tree = self
    tree.texts = texts
    return tree
  }

  /// The tree as a set at a path sees it: bounded by where that set lies, each file read once however often it is asked
  /// for. A tree that has its bounds keeps them.
  package func within(_ path: String) -> FileTree {
    guard hasDisk, kept == nil else { return self }
    var tree = self
    tree.kept = KeptFiles(Boundary(around: path, allowing: allowed))
    return tree
  }

  /// A file that was read and is not the same any more; nil where there is none.
  package var changedFile: String? { kept?.changedFile }

  /// Whether a path leads outside of the bounds, by links too.
  package func leadsOutside(_ path: String) -> Bool {
    // Texts in memory have no folder around them.
    guard hasDisk else { return path.hasPrefix("/") }
    return kept.map { !$0.boundary.holds(path) } ?? false
  }

  /// A path as those who read the tree go by it: with each `..` taken up.
  func settled(_ path: String) -> String { hasDisk ? settledPath(path) : Path.normal(path) }

  /// What a set in a folder means by a path that it names.
  func path(_ named: String, in folder: String) -> String {
    settled(named.hasPrefix("/") || folder.isEmpty ? named : folder + "/" + named)
  }

  /// What stands at a path.
  func kind(_ path: String) -> PathKind? {
    if hasDisk { return pathKind(path) }
    let path = Path.normal(path)
    if texts[path] != nil { return .file }
    return texts.keys.contains { Path.isInside($0, path) } ? .folder : nil
  }

  /// The names in a folder, in the order of their scalars.
  func names(in path: String, displayPath: String) throws(FileError) -> [String] {
    if hasDisk {
      if leadsOutside(path) { throw FileError(path: displayPath, reason: .outside) }
      guard let kept else { return try listFolder(path, displayPath: displayPath) }
      return try kept.names(in: path, displayPath: displayPath)
    }
    let path = Path.normal(path)
    let names = texts.keys.filter { Path.isInside($0, path) }.compactMap { name in
      name.dropFirst(path.isEmpty ? 0 : path.utf8.count + 1).split(separator: "/").first
        .map(String.init)
    }
    return Set(names).sorted()
  }

  /// The text of a file.
  package func read(_ path: String, displayPath: String) throws(FileError) -> SourceFile {
    if let text = texts[settled(path)] { return SourceFile(path: displayPath, text: text) }
    guard hasDisk else { throw FileError(path: displayPath, reason: .notFound) }
    if leadsOutside(path) { throw FileError(path: displayPath, reason: .outside) }
    guard let kept else { return try readSourceFile(path, displayPath: displayPath) }
    return try kept.read(path, displayPath: displayPath)
  }

  /// What tells a set at a path from others, whatever the path is called.
  package func identity(_ path: String) -> String {
    let path = settled(path)
    let file = kind(path) == .folder ? Path.join(path, "set.yaml") : path
    return hasDisk ? realPath(file) ?? file : file
  }
}

/// Paths as text, with `/` between their parts.
package enum Path {
  /// A path below another; an absolute one stands for itself.
  package static func join(_ base: String, _ path: String) -> String {
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
  package static func parent(_ path: String) -> String { join(path, "..") }

  /// The last part of a path.
  package static func name(_ path: String) -> String {
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
