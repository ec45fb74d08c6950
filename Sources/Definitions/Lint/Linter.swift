import Formats
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
  let tree = tree.within(path)
  let editions = try SetEditions(path, displayPath: displayPath, from: tree)
  let history = editions.history(previous)
  var found = editions.listDiagnostics
  for loaded in editions.all {
    // What is missing without the year's changes is missing; with them, only what they say is of interest.
    let place = loaded.source?.yearFile
    var looked: Set<String> = []
    let lost = loaded.lostReferences(
      at: path, year: loaded.source?.year, tree, chain: [], &looked)
    found += (loaded.diagnostics + lost + loaded.lints(previous, history)).filter {
      loaded.source?.year == nil || $0.severity == .error || $0.has(LintCode.dueOutsidePeriod)
        || $0.place?.path == place?.shown
    }
  }
  guard let source = editions.all[0].source else {
    return LintedSet(diagnostics: found.sorted(), language: nil)
  }
  let isWhole = editions.all.allSatisfy { $0.set != nil }
  return LintedSet(
    diagnostics: Ignores(source).apply(to: found.sorted(), isWhole: isWhole).sorted(),
    language: source.draft.set.word(.language, LanguageTag.self)?.language ?? .zh)
}

/// The list of ids of a set, `ids.yaml`, with what the set has now.
/// - Parameters:
///   - path: The folder or file of the set.
///   - tree: Where the files are read from.
/// - Returns: The path of the file and its new text; nil for a set that is one file or cannot be loaded.
/// - Throws: What kept a file from being read.
package func updatedIDs(
  _ path: String, from tree: FileTree = .disk
) throws(SetReadError) -> (path: String, text: String)? {
  let editions = try SetEditions(path, displayPath: nil, from: tree.within(path))
  guard let file = editions.listFile, let edition = editions.all[0].set?.edition else { return nil }
  var seen: Set<Identified.Name> = []
  var ids: [Identified] = []
  for loaded in editions.all {
    guard let set = loaded.set else { return nil }
    ids += set.ids.filter { seen.insert($0.name).inserted }
  }
  return (file, (editions.list ?? IDList()).text(with: ids, edition: edition))
}

/// A set without the changes of a year, then with those of each year, and its list of ids.
private struct SetEditions {
  var all: [LoadedSet]
  /// The path of the list, there or not; nil for a set that is one file.
  var listFile: String?
  /// The list; nil where there is none that can be read.
  var list: IDList?
  var listDiagnostics: [Diagnostic] = []

  init(_ path: String, displayPath: String?, from tree: FileTree) throws(SetReadError) {
    var files = EntryFiles(tree: tree)
    all = [try loadSet(path, displayPath: displayPath, year: nil, from: &files)]
    for year in all[0].source?.years ?? [] {
      all.append(try loadSet(path, displayPath: displayPath, year: year, from: &files))
    }
    let location = try SetLoader(files, year: nil).locate(
      path, displayPath: displayPath ?? Path.display(path))
    guard let folder = location.folder else { return }
    let file = Path.join(folder, IDList.fileName)
    listFile = file
    guard tree.kind(file) == .file else { return }
    let read = try files.entry(
      file, Path.join(location.displayFolder, IDList.fileName), as: .ids, .whole)
    listDiagnostics = read.diagnostics
    list = read.entry.map { IDList($0) }
  }

  /// What the ids are held against.
  func history(_ previous: IndicatorSet?) -> IDHistory {
    guard previous != nil || list != nil else { return IDHistory() }
    var present: Set<Identified.Name>? = []
    for loaded in all {
      guard let set = loaded.set, let draft = loaded.source?.draft else {
        present = nil
        break
      }
      present?.formUnion(set.ids.map(\.name))
      for record in draft.records.indices where draft.isDropped(record) {
        let entry = draft.records[record].entry
        guard let id = entry.id else { continue }
        present?.insert(Identified.Name(isItem: entry.kind == .item, id: id))
      }
    }
    return IDHistory(
      ids: (previous?.ids ?? []) + (list?.ids ?? []),
      listed: list.map { Set($0.ids.map(\.name)) }, present: present)
  }
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
  fileprivate func lints(_ previous: IndicatorSet?, _ before: IDHistory) -> [Diagnostic] {
    guard let set, let source else { return [] }
    let context = LintContext(set: set, source: source, previous: previous, before: before)
    // A band that loading has found unreachable is not said to be shadowed as well.
    let known = Set(diagnostics.compactMap(\.place))
    return Lint.all.flatMap { $0.diagnostics(context) }.filter { diagnostic in
      !Self.refined.contains(where: diagnostic.has) || diagnostic.place.map(known.contains) != true
    }
  }

  /// The lints that see more than a diagnostic of loading about the same place.
  private static let refined: [LintCode] = [.shadowedBand, .shadowedRow]
}

extension SetSource {
  /// The file of the year's changes.
  fileprivate var yearFile: String? {
    guard let folder, let year else { return nil }
    return folder.isEmpty ? "years/\(year).yaml" : "\(folder)/years/\(year).yaml"
  }
}
