import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import SourceText
import Submissions

/// A set whose scores are taken, and those whose scores it takes itself.
struct LoadedTakenSet {
  /// How many sets may stand behind one another: two for each level.
  static let deepest = 8

  /// The path that the author wrote.
  let name: String
  let set: IndicatorSet
  let path: String
  let inner: [LoadedTakenSet]

  /// Itself and all behind it, each before those that it takes from.
  var all: [LoadedTakenSet] { [self] + inner.flatMap(\.all) }

  /// The set with what is on record under it and under those behind it, in the order of `all`.
  func made(with records: inout ArraySlice<Records>) -> TakenSet {
    let own = records.popFirst() ?? Records()
    let path = path
    let behind = inner.map { ($0.name, $0.made(with: &records)) }
    return TakenSet(set, records: own, inner: Dictionary(uniqueKeysWithValues: behind)) {
      try RunInputs.load(path, $0).set
    }
  }
}

/// Sets, and what the options name.
extension RunInputs {
  /// The sets that items are taken from, by name, each with the year's changes.
  static func takenSets(
    of set: IndicatorSet, at path: String, _ period: Period?, depth: Int = 1
  ) throws -> [LoadedTakenSet] {
    var sets: [String: LoadedTakenSet] = [:]
    for item in set.items {
      guard let taken = item.taken, sets[taken.set] == nil else { continue }
      guard depth <= LoadedTakenSet.deepest else {
        throw Failure.unusable(
          Phrase(
            zh: "几套体系互相取得分,绕成了圈:“\(set.title)”取自“\(taken.set)”",
            en: "sets take scores from one another in a circle: '\(set.title)' from '\(taken.set)'")
        )
      }
      let path = self.path(of: taken.set, from: path)
      let loaded = try load(path, period)
      guard loaded.set.assesses == item.level ?? set.assesses else {
        throw Failure.unusable(
          Phrase(
            zh: "数据项“\(item.name)”取自“\(taken.set)”,那套体系评价的层级与数据项的层级不同",
            en:
              "the item '\(item.name)' is taken from '\(taken.set)', which assesses another level than the item's"
          ))
      }
      guard loaded.set.period == set.period else {
        let (inner, outer) = (loaded.set.period.phrase, set.period.phrase)
        throw Failure.unusable(
          Phrase(
            zh:
              "数据项“\(item.name)”取自“\(taken.set)”,那套体系按\(inner.text(.zh))评价,这套按\(outer.text(.zh)):期别要一样长;按\(inner.text(.zh))评的分在\(outer.text(.zh))终填报平均分",
            en:
              "the item '\(item.name)' is taken from '\(taken.set)', whose period is a \(inner.text(.en)), not a \(outer.text(.en)): let the mean of its scores be reported"
          ))
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

  static func level(_ text: String?) throws -> Level? {
    guard let text else { return nil }
    guard let level = Level(rawValue: text) else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "层级", en: "level"), text, among: Level.allCases.map(\.rawValue)))
    }
    return level
  }

  /// The set, or the command's end with its mistakes on standard error.
  static func load(
    _ path: String, _ period: Period?
  ) throws -> (set: IndicatorSet, diagnostics: [Diagnostic]) {
    let loaded = try loadSet(path, period: period?.label)
    guard let set = loaded.set else {
      report(loaded.diagnostics, .preferred)
      throw ExitCode.unusable
    }
    return (set, loaded.diagnostics)
  }

  /// The period of an option; nil where it is not given.
  static func period(_ text: String?) throws -> Period? {
    guard let text else { return nil }
    guard let period = Period(text) else {
      throw Failure.unusable(
        Phrase(
          zh: "填报期“\(text)”无法识别,写成 2021Q2、2021 或 2021-06",
          en: "expected a period such as 2021Q2, 2021 or 2021-06, found '\(text)'"))
    }
    return period
  }

  /// Prints diagnostics to standard error, at most a hundred of them.
  static func report(_ diagnostics: [Diagnostic], _ language: Language) {
    guard !diagnostics.isEmpty else { return }
    let renderer = TextRenderer(language: language, color: StandardStream.error.isTerminal)
    StandardStream.error.write(renderer.render(diagnostics) + "\n")
  }

  /// The period that a part of a path names, such as `2021Q2` in `Samples/2021Q2/330602.csv`; the last one counts.
  static func periodInName(of paths: [String]) -> Period? {
    paths.first?.split(separator: "/").reversed().lazy.compactMap { Period(String($0)) }.first
  }

  /// The last component of a path.
  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
