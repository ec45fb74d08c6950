package import Definitions
package import Formats
package import SourceText
package import Submissions

/// What a run is asked for: what it reads, and which period, level and gate rules it goes by.
///
/// It names files and reads none: `OpenedRun` does.
package struct RunRequest: Sendable {
  /// Files of submissions: paths that are looked for, or contents that are at hand.
  package enum Files: Sendable {
    /// Files and folders; a folder gives the tables and XML in it and below.
    case paths([String])
    /// The files themselves, in any order.
    case sources([FileSource])

    var isEmpty: Bool {
      switch self {
      case .paths(let paths): paths.isEmpty
      case .sources(let sources): sources.isEmpty
      }
    }

    /// The paths; none where the files are at hand.
    package var paths: [String] {
      switch self {
      case .paths(let paths): paths
      case .sources: []
      }
    }
  }

  /// The folder or file of the set of indicators.
  package var set: String
  /// Where the set, and those that it names, are read from.
  package var definitions: FileTree = .disk
  /// What was handed in.
  package var submissions: Files
  /// The registry of units; nil for the one that the set names, if any.
  package var units: FileSource?
  /// Findings, waivers, verified values, overrides.
  package var records = RecordSources()
  /// What is on record about earlier periods, in files of their own: a record that names no period is about theirs.
  package var earlierRecords: [(period: Period, sources: RecordSources)] = []
  /// Submissions of earlier periods.
  package var previous = Files.paths([])
  /// Submissions of peers, for places and means only.
  package var peers = Files.paths([])
  /// Submissions of planned values.
  package var planned = Files.paths([])
  /// The period; nil for the one that the submissions state.
  package var period: Period?
  /// The period whose year's changes of the set apply, where it is not that of the submissions.
  package var year: Period?
  /// The level that is scored; nil for the one that the set assesses.
  package var level: Level?
  /// Files and folders among the submissions that are none.
  package var leftOut: [String] = []
  /// The sets by which the same files are scored as well: their items and targets are known, and passed over.
  package var alsoScored: [String] = []
  /// The settings of the workspace that the request comes from; nil where every file was named.
  package var settings: FileSource?
  /// What whoever made the request found on the way to it.
  package var found: [Diagnostic] = []
  /// Whether the closing date has passed: what is open at a gate counts as failed.
  package var isClosed = false
  /// About how many bytes of CSV are read at a time.
  package var blockSize = 2 << 20

  /// Makes a request for a set and what was handed in.
  package init(set: String, submissions: Files) {
    self.set = set
    self.submissions = submissions
  }

  /// The period that a part of a path names, such as `2021Q2` in `Samples/2021Q2/330602.csv`; the last one counts.
  var periodInName: Period? {
    submissions.paths.first?.split(separator: "/").reversed().lazy
      .compactMap { Period(String($0)) }.first
  }
}

extension FileSource {
  /// A file that is named on its own: it is printed by the last part of its path.
  package static func named(_ path: String) -> FileSource {
    .file(path, displayPath: path.split(separator: "/").last.map(String.init) ?? path)
  }
}
