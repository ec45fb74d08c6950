package import Formats
package import SourceText

/// The files of a set in their canonical layout, and the proof that it is still the same set.
package struct SetLayout {
  /// A file of the set.
  package struct File {
    /// The path to open.
    package let path: String
    package let source: SourceFile
    /// Its bytes in canonical layout, or why it is left as it is.
    package let laidOut: Result<[UInt8], YAMLLayout.Refusal>

    /// The new bytes, where they differ.
    package var change: [UInt8]? {
      guard let bytes = try? laidOut.get(), bytes != source.bytes else { return nil }
      return bytes
    }
  }

  private let path: String
  private let tree: FileTree
  /// The set's own files: the main file, `data.yaml` and those in `tasks`, `years` and `tests`, in that order.
  package let files: [File]
  /// The periods of the years that the set has changes for.
  private let periods: [String?]

  /// Reads and lays out the files of a set.
  /// - Parameters:
  ///   - path: The folder or file.
  ///   - tree: Where the files are read from.
  /// - Throws: What kept a file from being read.
  package init(_ path: String, from tree: FileTree = .disk) throws {
    self.path = path
    let tree = tree.within(path)
    self.tree = tree
    let loader = SetLoader(EntryFiles(tree: tree), year: nil)
    let location = try loader.locate(path, displayPath: tree.settled(path))
    var paths = [location.file]
    var years: [String] = []
    if let folder = location.folder {
      for name in ["data.yaml", IDList.fileName] {
        let file = Path.join(folder, name)
        if tree.kind(file) == .file { paths.append(file) }
      }
      for part in ["tasks", "years", "tests"] {
        let part = (name: part, folder: Path.join(folder, part))
        guard tree.kind(part.folder) == .folder else { continue }
        for name in try tree.names(in: part.folder, displayPath: part.folder) {
          let stem = name.split(separator: ".").dropLast().joined(separator: ".")
          guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { continue }
          paths.append(Path.join(part.folder, name))
          if part.name == "years" { years.append(stem) }
        }
      }
    }
    periods = [nil] + years
    files = try paths.map { path in
      let path = Path.normal(path)
      let source = try tree.read(path, displayPath: path)
      let laidOut = Result { () throws(YAMLLayout.Refusal) in try YAMLLayout.format(source) }
      return File(path: path, source: source, laidOut: laidOut)
    }
  }

  /// Whether the set with its files laid out is the set that it was: loaded both ways, in every year, nothing differs in
  /// meaning, and the same is reported.
  package func isSameSet() throws -> Bool {
    var texts: [String: String] = [:]
    for file in files {
      if let bytes = file.change { texts[file.path] = String(decoding: bytes, as: UTF8.self) }
    }
    guard !texts.isEmpty else { return true }
    for period in periods {
      let old = try loadSet(path, period: period, from: tree)
      let new = try loadSet(path, period: period, from: tree.edited(texts))
      guard old.diagnostics.map(\.code).sorted() == new.diagnostics.map(\.code).sorted() else {
        return false
      }
      switch (old.set, new.set) {
      case (nil, nil): continue
      case (let old?, let new?):
        guard SetComparison.changes(from: old, to: new).isEmpty else { return false }
      default: return false
      }
    }
    return true
  }
}
