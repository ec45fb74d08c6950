package import SourceText

/// Checks a set: what loading finds, what the lints find, without what the authors chose to ignore.
///
/// The changes of every year in `years/` are looked at as well.
/// - Parameters:
///   - path: The folder or file of the set.
///   - displayPath: The path as printed in places; nil: relative to the folder that holds the set.
///   - previous: The edition before, to compare ids with; nil for none.
///   - tree: Where the files are read from.
/// - Returns: What was found, sorted, each once, and the language of the set.
/// - Throws: What kept a file from being read.
package func lint(
  _ path: String, displayPath: String? = nil, previous: IndicatorSet? = nil,
  from tree: FileTree = .disk
) throws(SetReadError) -> LintedSet {
  var files = EntryFiles(tree: tree)
  let loaded = try loadSet(path, displayPath: displayPath, year: nil, from: &files)
  var found = loaded.diagnostics + loaded.lints(previous)
  for year in loaded.source?.years ?? [] {
    let changed = try loadSet(path, displayPath: displayPath, year: year, from: &files)
    // What is missing without the year's changes is missing; with them, only what they say is of interest.
    let place = changed.source?.yearFile
    found += (changed.diagnostics + changed.lints(previous)).filter {
      $0.severity == .error || $0.code == "due-outside-period" || $0.place?.path == place
    }
  }
  guard let source = loaded.source else {
    return LintedSet(diagnostics: found.sorted(), language: nil)
  }
  return LintedSet(
    diagnostics: Ignores(source).apply(to: found.sorted()).sorted(),
    language: source.draft.set.word(.language, LanguageTag.self)?.language ?? .zh)
}

/// What was found in a set.
package struct LintedSet: Sendable {
  /// Sorted, each once.
  package var diagnostics: [Diagnostic]
  /// The language of the set; nil where it could not be read.
  package var language: Language?
}

extension LoadedSet {
  /// What the lints find; nothing in a set that could not be loaded.
  fileprivate func lints(_ previous: IndicatorSet?) -> [Diagnostic] {
    guard let set, let source else { return [] }
    let context = LintContext(set: set, source: source, previous: previous)
    // A band that loading has found unreachable is not said to be shadowed as well.
    let known = Set(diagnostics.compactMap(\.place))
    return Lint.all.flatMap { $0.diagnostics(context) }.filter { diagnostic in
      !Self.refined.contains(diagnostic.code) || diagnostic.place.map(known.contains) != true
    }
  }

  /// The lints that see more than a diagnostic of loading about the same place.
  private static let refined: Set<String> = ["shadowed-band", "shadowed-row"]
}

extension SetSource {
  /// The file of the year's changes.
  fileprivate var yearFile: String? {
    guard let folder, let year else { return nil }
    return folder.isEmpty ? "years/\(year).yaml" : "\(folder)/years/\(year).yaml"
  }
}
