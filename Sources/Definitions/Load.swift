package import Formats
package import SourceText

/// Why a set could not be read at all.
package enum SetReadError: Error {
  case file(FileError)
  /// The folder has no `set.yaml`.
  case noSet(String)

  /// What happened, in one sentence that names the path.
  package var message: Phrase {
    switch self {
    case .file(let error): error.message
    case .noSet(let path):
      Phrase(
        zh: "文件夹“\(path)”里没有 set.yaml", en: "the folder '\(path)' has no set.yaml"
      ).shown
    }
  }
}

/// A set that was read, and what was found on the way.
package struct LoadedSet: Sendable {
  /// The set; nil if and only if there is an error among the diagnostics.
  package var set: IndicatorSet?
  /// What the authors should know, sorted, each once.
  package var diagnostics: [Diagnostic]
  /// What the lint looks at besides the set: the entries as they are written, and the folder.
  var source: SetSource?
}

/// What a set was read from.
struct SetSource: Sendable {
  /// The entries with all overlays applied.
  var draft: Draft
  /// All files that were read, those of the sets below included.
  var files: [SourceFile]
  /// The main file as printed, such as `common-2020/set.yaml`.
  var mainFile: String
  /// The folder as printed; nil for a set that is one file.
  var folder: String?
  /// The years that `years/` has changes for.
  var years: [Int]
  /// The files in the set's folders that are not read, as printed.
  var unread: [String]
  /// The year whose changes were applied.
  var year: Int?
}

/// Reads a set of indicators: a folder with a `set.yaml`, or a single file.
///
/// Mistakes of the authors are collected, all of them in one go; only what cannot be read at all is thrown.
/// - Parameters:
///   - path: The folder or file.
///   - displayPath: The path as printed in places; nil: relative to the folder that holds the set.
///   - period: The label of the period whose year's changes apply, such as `2021Q2`; nil for none.
///   - tree: Where the files are read from; the set may name files within its bounds only.
/// - Returns: The set and what was found; no set where an error was.
/// - Throws: What kept a file from being read.
/// - Complexity: Linear in the length of the files.
package func loadSet(
  _ path: String, displayPath: String? = nil, period: String? = nil, from tree: FileTree = .disk
) throws(SetReadError) -> LoadedSet {
  var files = EntryFiles(tree: tree.within(path))
  return try loadSet(
    path, displayPath: displayPath, year: period.flatMap { Period($0)?.year }, from: &files)
}

/// Reads a set with the changes of one year, or of none, from files that were perhaps read before.
func loadSet(
  _ path: String, displayPath: String?, year: Int?, from files: inout EntryFiles
) throws(SetReadError) -> LoadedSet {
  var loader = SetLoader(files, year: year)
  defer { files = loader.known }
  let location = try loader.locate(path, displayPath: displayPath ?? Path.display(path))
  guard var draft = try loader.draft(location, chain: []), !loader.hasLostFile else {
    return LoadedSet(set: nil, diagnostics: loader.reader.diagnostics.sorted())
  }
  draft.fillItems()
  loader.reader.requireKeys(of: draft.set)
  var builder = SetBuilder(draft, files: loader.files)
  let set = builder.build()
  let outside = set.map { loader.outside($0, draft, location) } ?? []
  let diagnostics = (loader.reader.diagnostics + builder.diagnostics + outside).sorted()
  return LoadedSet(
    set: diagnostics.hasErrors ? nil : set, diagnostics: diagnostics,
    source: loader.source(of: draft, at: location))
}
