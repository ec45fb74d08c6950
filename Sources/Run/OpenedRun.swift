package import Assessment
package import Definitions
package import Formats
package import SourceText
package import Submissions

/// A run whose files have been read: everything that scoring needs, and what was found on the way.
package struct OpenedRun: Sendable {
  package let plan: ScoringPlan
  /// The units that exist in the period, and the level of those that are scored.
  let occasion: Occasion
  /// Whether a registry was given; without one nobody is known not to have reported.
  package let isRegistryGiven: Bool
  package let submissions: Submissions
  /// What is on record, in the run's period and in others.
  package let records: Records
  /// The values that units plan to reach; nil where nobody asked.
  package let planned: PlannedValues?
  /// What was found in the set: warnings only, since mistakes refuse the run.
  package let setDiagnostics: [Diagnostic]
  /// What was found in submissions and records so far.
  package let diagnostics: [Diagnostic]
  /// What was read until now, definitions among it.
  let filesAtFirst: [RunFile]
  /// Which files on the disk were read besides those of the set.
  package let identities: Set<FileIdentity>
  /// Whether something that was read is marked as sample data.
  package let isSample: Bool
  /// The files as printed of which nothing, or not all, was read.
  package let unread: [String]
  let definitions: DefinitionFiles
  /// Where the set was read from.
  let path: String
  /// The registry of all times; nil where units are known from submissions only.
  let allUnits: Registry?
  let peers: Submissions?
  let sources: [FileSource]
  let earlier: [FileSource]
  /// The earlier periods that they hold; nil where nobody asked.
  let earlierPeriods: EarlierPeriods?
  let plannedSources: [FileSource]
  /// The sets whose assessments give values, by the path that the author wrote.
  let takenSets: [String: TakenSet]
  /// The files besides those of sets: whoever reads them must find what was there at first.
  let watched: [FileSource]

  /// What was read, definitions among it; those of earlier editions from when they were asked for on.
  package var files: [RunFile] {
    let known = Set(filesAtFirst.filter { $0.role == "definition" }.map(\.path))
    return filesAtFirst
      + definitions.filesOfEditions.filter { !known.contains($0.shownPath) }.map {
        RunFile(definition: $0)
      }
  }

  /// Whether it has read the same files as another run, sets aside, and found the same in them.
  package func hasRead(thoseOf other: OpenedRun) -> Bool {
    func inputs(_ run: OpenedRun) -> [String] {
      run.filesAtFirst.filter { $0.role != "definition" }
        .map { "\($0.role) \($0.path) \($0.sha256)" }.sorted()
    }
    return inputs(self) == inputs(other)
  }

  /// The units that exist in the period.
  package var registry: Registry { occasion.registry }
  package var period: Period { occasion.period }
  /// The level of the units that are scored.
  package var level: Level { occasion.level }
  /// The set that the run scores by.
  package var set: IndicatorSet { plan.set }
}

extension OpenedRun {
  /// A set with the changes of a period's year, and what its author should know.
  /// - Throws: `RunRefusal` for mistakes, `SetReadError` for what is not there.
  package static func definitions(
    _ path: String, _ period: Period?, from tree: FileTree = .disk
  ) throws -> (set: IndicatorSet, diagnostics: [Diagnostic]) {
    try DefinitionFiles(tree, of: path).load(path, period)
  }

  /// Reads set, registry, submissions and records.
  ///
  /// Mistakes in what was handed in do not stop it: they are among the diagnostics.
  /// - Parameter request: What to read.
  /// - Throws: `RunRefusal` for mistakes in a set, where no unit would be scored and where a file was changed meanwhile; `SetReadError` and `FileError` for a
  ///   named file that is not there or cannot be read.
  package init(_ request: RunRequest) throws {
    var opening = try RunOpening(request)
    do {
      self = try opening.finish()
      if let changed = opening.changed { throw changed }
    } catch {
      // Whatever else went wrong may come of it.
      guard var refusal = opening.changed ?? error as? RunRefusal else { throw error }
      refusal.language = opening.language
      throw refusal
    }
  }
}
