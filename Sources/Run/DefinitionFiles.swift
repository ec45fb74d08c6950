import Assessment
import Definitions
import SourceText
import Submissions

/// The sets of a run: its own, and those whose scores it takes, in the editions of its years.
struct DefinitionFiles: Sendable {
  /// How many sets may stand behind one another: two for each level.
  static let deepest = 8

  let tree: FileTree

  /// The set at a path with the changes of a period's year.
  /// - Throws: `RunRefusal` for mistakes, `SetReadError` for what is not there.
  func load(_ path: String, _ period: Period?) throws -> (
    set: IndicatorSet, diagnostics: [Diagnostic]
  ) {
    let loaded = try loadSet(path, period: period?.label, from: tree)
    guard let set = loaded.set else { throw RunRefusal.definitions(loaded.diagnostics) }
    return (set, loaded.diagnostics)
  }

  /// The sets that items are taken from, by name, each with the year's changes.
  func takenSets(
    of set: IndicatorSet, at path: String, _ period: Period?, depth: Int = 1
  ) throws -> [LoadedTakenSet] {
    var sets: [String: LoadedTakenSet] = [:]
    for item in set.items {
      guard let taken = item.taken, sets[taken.set] == nil else { continue }
      guard depth <= Self.deepest else { throw RunRefusal.circle(set.title, taken.set) }
      let path = Self.path(of: taken.set, from: path)
      let loaded = try load(path, period)
      guard loaded.set.assesses == item.level ?? set.assesses else {
        throw RunRefusal.takenFromOtherLevel(item.name, taken.set)
      }
      guard loaded.set.period == set.period else {
        throw RunRefusal.takenFromOtherLength(
          item.name, taken.set, loaded.set.period, set.period)
      }
      sets[taken.set] = LoadedTakenSet(
        name: taken.set, set: loaded.set, path: path,
        inner: try takenSets(of: loaded.set, at: path, period, depth: depth + 1))
    }
    return sets.values.sorted { $0.name < $1.name }
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

/// A set whose scores are taken, and those whose scores it takes itself.
struct LoadedTakenSet {
  /// The path that the author wrote.
  let name: String
  let set: IndicatorSet
  let path: String
  let inner: [LoadedTakenSet]

  /// Itself and all behind it, each before those that it takes from.
  var all: [LoadedTakenSet] { [self] + inner.flatMap(\.all) }

  /// The set with what is on record under it and under those behind it, in the order of `all`.
  func made(with records: inout ArraySlice<Records>, _ definitions: DefinitionFiles) -> TakenSet {
    let own = records.popFirst() ?? Records()
    let path = path
    let behind = inner.map { ($0.name, $0.made(with: &records, definitions)) }
    return TakenSet(set, records: own, inner: Dictionary(uniqueKeysWithValues: behind)) {
      try definitions.load(path, $0).set
    }
  }
}

extension RunRefusal {
  fileprivate static func circle(_ title: String, _ name: String) -> RunRefusal {
    .unusable(
      Phrase(
        zh: "几套体系互相取得分,绕成了圈:“\(title)”取自“\(name)”",
        en: "sets take scores from one another in a circle: '\(title)' from '\(name)'"))
  }

  fileprivate static func takenFromOtherLevel(_ item: String, _ name: String) -> RunRefusal {
    .unusable(
      Phrase(
        zh: "数据项“\(item)”取自“\(name)”,那套体系评价的层级与数据项的层级不同",
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
          "数据项“\(item)”取自“\(name)”,那套体系按\(inner.text(.zh))评价,这套按\(outer.text(.zh)):期别要一样长;按\(inner.text(.zh))评的分在\(outer.text(.zh))终填报平均分",
        en:
          "the item '\(item)' is taken from '\(name)', whose period is a \(inner.text(.en)), not a \(outer.text(.en)): let the mean of its scores be reported"
      ))
  }
}
