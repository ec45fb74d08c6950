import Formats
import SourceText

/// The files of definitions, each read once however many years are looked at.
struct EntryFiles {
  let tree: FileTree
  private var read: [String: Read] = [:]

  /// A file, the entry that it holds, and what is wrong with it.
  struct Read {
    let file: SourceFile
    /// Nil, with the reason among the diagnostics, where it holds none.
    let entry: Entry?
    let diagnostics: [Diagnostic]
  }

  init(tree: FileTree) { self.tree = tree }

  /// What a file holds as an entry of a kind, which for each file is always the same.
  mutating func entry(
    _ path: String, _ displayPath: String, as kind: EntryKind,
    _ completeness: EntryReader.Completeness
  ) throws(SetReadError) -> Read {
    if let known = read[path] { return known }
    let file: SourceFile
    do {
      file = try tree.read(path, displayPath: displayPath)
    } catch {
      throw .file(error)
    }
    let (node, diagnostics) = YAMLNode.parse(file)
    var reader = EntryReader()
    reader.diagnostics = diagnostics
    let entry = node.flatMap { reader.entry($0, as: kind, completeness) }
    let read = Read(file: file, entry: entry, diagnostics: reader.diagnostics)
    self.read[path] = read
    return read
  }
}
