import Assessment
package import Definitions
import Formats
package import SourceText

/// The cases of a set, read and made ready.
package struct TrialRun: Sendable {
  /// A set as it is in a year, with the cases of that year.
  struct Edition: Sendable {
    let plan: ScoringPlan
    /// The indices of its cases.
    var cases: [Int] = []
  }

  /// The folder of the set, as it was given; empty for cases that stand in no folder.
  package private(set) var folder = ""
  package private(set) var trials: [Trial] = []
  /// What is wrong with the set or with files of cases as a whole.
  package private(set) var diagnostics: [Diagnostic] = []
  private(set) var editions: [Edition] = []
  /// For each case the index of its edition.
  private var editionOf: [Int] = []

  /// Reads the cases beside a set.
  /// - Parameters:
  ///   - path: The folder of the set, or its file; the cases are the files of its folder `tests`.
  ///   - tree: Where the files are read from.
  /// - Throws: What kept the set or a file from being read.
  package init(_ path: String, from tree: FileTree = .disk) throws {
    let tree = tree.within(path)
    var parts = path.split(separator: "/", omittingEmptySubsequences: true)
    if pathKind(path) == .file { parts.removeLast() }
    let folder = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    let shown = parts.last.map { "\($0)/tests" } ?? "tests"
    let tests = folder.isEmpty ? "tests" : folder + "/tests"
    var files: [SourceFile] = []
    if pathKind(tests) == .folder {
      for file in try listFolder(tests, displayPath: shown)
      where file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        files.append(
          try tree.read("\(tests)/\(file)", displayPath: "\(shown)/\(file)"))
      }
    }
    try self.init(files) { period in
      var loaded = try loadSet(path, period: period, from: tree)
      loaded.diagnostics += loaded.lostReferences(at: path, period: period, from: tree)
      return loaded
    }
    self.folder = folder
  }

  /// Makes the cases of files ready for a set, which is loaded once for each year that they name.
  package init(
    _ files: [SourceFile], load: (_ period: String?) throws -> LoadedSet
  ) throws {
    struct Ready {
      var edition: Int
      var table: FactIndex
      var values: CaseValues
    }
    var ready: [Int?: Ready] = [:]
    func edition(_ year: Int?) throws -> Ready? {
      if let known = ready[year] { return known }
      let loaded = try load(year.map(String.init))
      diagnostics += loaded.diagnostics
      guard let set = loaded.set else { return nil }
      editions.append(Edition(plan: ScoringPlan(set)))
      let new = Ready(
        edition: editions.count - 1, table: FactIndex(set), values: CaseValues(set))
      ready[year] = new
      return new
    }
    // The set without a year's changes comes first: its branches and mutants lead.
    guard try edition(nil) != nil else { return }
    for file in files {
      let (tests, found) = TestCase.read(file)
      diagnostics += found
      var earlier: [TestCase] = []
      for var test in tests {
        takeOver(from: earlier, in: &test)
        earlier.append(test)
        let year = test.period?.text.flatMap { Period($0)?.year }
        guard let ready = try edition(year) else { continue }
        editions[ready.edition].cases.append(trials.count)
        editionOf.append(ready.edition)
        trials.append(
          Trial(test, editions[ready.edition].plan.set, ready.table, ready.values))
      }
    }
    diagnostics = diagnostics.sorted()
  }

  /// Takes over the data of the earlier cases that a case names.
  private mutating func takeOver(from earlier: [TestCase], in test: inout TestCase) {
    for index in test.units.indices {
      guard let node = test.units[index].like else { continue }
      if let other = earlier.first(where: { $0.sentence == node.text?.shown })?.units.first {
        test.units[index].takeOver(other)
      } else {
        diagnostics.append(.unknownCase(node, known: earlier.map(\.sentence)))
      }
    }
  }

  /// Everything that is wrong with the cases themselves: what they name and the set does not have, among it.
  package var mistakes: [Diagnostic] {
    (diagnostics + trials.flatMap(\.mistakes)).sorted()
  }

  /// The set without a year's changes; nil where it has mistakes.
  package var set: IndicatorSet? { editions.first?.plan.set }

  /// Runs every case.
  package func results(_ detail: Trial.Detail) async -> [TrialResult] {
    var results: [TrialResult] = []
    results.reserveCapacity(trials.count)
    for (trial, edition) in zip(trials, editionOf) {
      results.append(await trial.run(editions[edition].plan, detail))
    }
    return results
  }

  /// What the results of a run with `findsBranches` reach.
  package func coverage(_ results: [TrialResult]) -> BranchCoverage {
    var seen: Set<String> = []
    var branches: [Branch] = []
    for edition in editions {
      branches += Branch.all(in: edition.plan.set).filter { seen.insert($0.id).inserted }
    }
    let reached = results.reduce(into: Set<String>()) { $0.formUnion($1.reached) }
    return BranchCoverage(branches, reached: reached)
  }
}
