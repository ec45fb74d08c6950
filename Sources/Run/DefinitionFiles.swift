import Assessment
import Definitions
import SourceText
import Submissions
import Synchronization

/// The sets of a run: its own, and those whose scores it takes, in the editions of its years.
struct DefinitionFiles: Sendable {
  /// How many sets may stand behind one another: two for each level.
  static let deepest = 8

  /// Where the files are read from, each once, within the bounds of the run's set.
  let tree: FileTree
  private let later = EditionFiles()

  /// - Parameters:
  ///   - tree: Where the files are read from.
  ///   - set: The path of the run's set.
  init(_ tree: FileTree, of set: String) { self.tree = tree.within(set) }

  /// The set at a path with the changes of a period's year.
  /// - Throws: `RunRefusal` for mistakes, `SetReadError` for what is not there.
  func load(_ path: String, _ period: Period?) throws -> (
    set: IndicatorSet, diagnostics: [Diagnostic]
  ) {
    let loaded = try loadSet(path, period: period?.label, from: tree)
    guard let set = loaded.set else { throw RunRefusal.definitions(loaded.diagnostics) }
    return (set, loaded.diagnostics)
  }

  /// The set at a path as it was in an earlier period of the run: its files are of those that the run read.
  func edition(_ path: String, of period: Period) throws -> IndicatorSet {
    let set = try load(path, period).set
    later.note(set.files)
    return set
  }

  /// The files of editions that were asked for while units were scored.
  var filesOfEditions: [SourceFile] { later.files }

  /// The sets that items are taken from, by the path that the author wrote, each with the year's changes. A set that several
  /// take from is loaded once, whatever they call it.
  func takenSets(
    of set: IndicatorSet, at path: String, _ period: Period?
  ) throws -> [String: LoadedTakenSet] {
    var search = TakenSetSearch(period: period)
    return try takenSets(of: set, at: path, chain: [tree.identity(path)], &search)
  }

  /// The sets that were found so far, each as it is in a period.
  private struct TakenSetSearch {
    let period: Period?
    var known: [String: LoadedTakenSet] = [:]
  }

  private func takenSets(
    of set: IndicatorSet, at path: String, chain: [String], _ search: inout TakenSetSearch
  ) throws -> [String: LoadedTakenSet] {
    var sets: [String: LoadedTakenSet] = [:]
    for item in set.items {
      guard let taken = item.taken, sets[taken.set] == nil else { continue }
      let path = Self.path(of: taken.set, from: path)
      let identity = tree.identity(path)
      guard !chain.contains(identity), chain.count <= Self.deepest else {
        throw RunRefusal.circle(set.title, taken.set)
      }
      let loaded = try search.known[identity]?.set ?? load(path, search.period).set
      guard loaded.assesses == item.level ?? set.assesses else {
        throw RunRefusal.takenFromOtherLevel(item.name, taken.set)
      }
      guard loaded.period == set.period else {
        throw RunRefusal.takenFromOtherLength(item.name, taken.set, loaded.period, set.period)
      }
      if search.known[identity] == nil {
        search.known[identity] = LoadedTakenSet(
          identity: identity, set: loaded, path: path,
          inner: try takenSets(of: loaded, at: path, chain: chain + [identity], &search))
      }
      sets[taken.set] = search.known[identity]
    }
    return sets
  }

  /// A path that a set names, relative to the folder of the set.
  static func path(of named: String, from set: String) -> String {
    let folder =
      set.hasSuffix(".yaml") || set.hasSuffix(".yml")
      ? set.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/")
      : set
    return folder.isEmpty ? named : folder + "/" + named
  }
}

/// The files of editions that are loaded while units are scored. An object, because tasks share it.
private final class EditionFiles: Sendable {
  private let noted = Mutex<[String: SourceFile]>([:])

  func note(_ files: [SourceFile]) {
    noted.withLock { noted in for file in files { noted[file.path] = file } }
  }

  var files: [SourceFile] { noted.withLock { Array($0.values) } }
}

/// A set whose scores are taken, and those whose scores it takes itself.
struct LoadedTakenSet {
  /// What tells it from other sets.
  let identity: String
  let set: IndicatorSet
  let path: String
  /// By the path that its author wrote.
  let inner: [String: LoadedTakenSet]
}

extension [String: LoadedTakenSet] {
  /// These sets and all behind them, each once.
  var all: [LoadedTakenSet] {
    var seen: Set<String> = []
    var found: [LoadedTakenSet] = []
    func add(_ sets: [String: LoadedTakenSet]) {
      for (_, set) in sets.sorted(by: { $0.key < $1.key }) where seen.insert(set.identity).inserted
      {
        found.append(set)
        add(set.inner)
      }
    }
    add(self)
    return found
  }

  /// The sets with what is on record under each of `all`, in their order.
  func made(with records: some Sequence<Records>, _ definitions: DefinitionFiles) -> [String:
    TakenSet]
  {
    let records = [String: Records](
      zip(all.map(\.identity), records), uniquingKeysWith: { first, _ in first })
    var known: [String: TakenSet] = [:]
    func make(_ loaded: LoadedTakenSet) -> TakenSet {
      if let known = known[loaded.identity] { return known }
      let path = loaded.path
      var made = TakenSet(loaded.set, identity: loaded.identity) {
        try definitions.edition(path, of: $0)
      }
      made.records = records[loaded.identity] ?? .none
      made.inner = loaded.inner.mapValues(make)
      known[loaded.identity] = made
      return made
    }
    return mapValues(make)
  }
}

extension RunRefusal {
  fileprivate static func circle(_ title: String, _ name: String) -> RunRefusal {
    .unusable(
      Phrase(
        zh: "几套体系互相取得分，绕成了圈：“\(title)”取自“\(name)”",
        en: "sets take scores from one another in a circle: '\(title)' from '\(name)'"))
  }

  fileprivate static func takenFromOtherLevel(_ item: String, _ name: String) -> RunRefusal {
    .unusable(
      Phrase(
        zh: "数据项“\(item)”取自“\(name)”，那套体系评价的层级与数据项的层级不同",
        en:
          "the item '\(item)' is taken from '\(name)', which assesses another level than the item's"
      ))
  }

  fileprivate static func takenFromOtherLength(
    _ item: String, _ name: String, _ inner: PeriodLength, _ outer: PeriodLength
  ) -> RunRefusal {
    let (inner, outer) = (inner.phrase, outer.phrase)
    return .unusable(
      Phrase(
        zh:
          "数据项“\(item)”取自“\(name)”，那套体系按\(inner.text(.zh))评价，这套按\(outer.text(.zh))：期别要一样长；按\(inner.text(.zh))评的分在\(outer.text(.zh))终填报平均分",
        en:
          "the item '\(item)' is taken from '\(name)', whose period is a \(inner.text(.en)), not a \(outer.text(.en)): let the mean of its scores be reported"
      ))
  }
}
