import Assessment
import Formats
package import SourceText

/// A kind of report: what `--write` names.
///
/// To add one: a file with a `Report`, a constant of this type, its line in `all`, a golden file.
package struct ReportFormat: Sendable {
  /// The name by which `--write` asks for it.
  package let name: String
  /// What it is, for the help.
  package let summary: Phrase
  /// Whether it is written where nobody says which are.
  package let isDefault: Bool
  let make: @Sendable (ReportContext) -> any Report

  /// All formats, in the order in which their files are written.
  package static let all: [ReportFormat] = [
    .scores, .results, .gaps, .views, .problems, .json, .html,
  ]

  /// Those that are written where nobody says which are.
  package static var byDefault: [ReportFormat] { all.filter(\.isDefault) }

  /// The format of a name; nil when there is none.
  package static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }
}

/// A report of a run, written in two steps: what it says of each unit, then its files.
///
/// `add` is called for several units at a time and knows one unit only; `write` is called once, when places are known.
protocol Report: Sendable {
  /// Whether `write` needs an overview of every unit and the tally of losses.
  var needsOverview: Bool { get }
  /// Whether it shows the single values of the units below.
  var showsUnitsBelow: Bool { get }
  /// What `add` needs to know of a unit besides what it comes to.
  var needs: ReportNeeds { get }
  /// Appends what the report says of a unit.
  func add(_ unit: inout UnitView, to bytes: inout [UInt8])
  /// Writes the files.
  func write(_ run: ReportedRun, to folder: ReportFolder) throws(WriteError)
}

extension Report {
  var needsOverview: Bool { false }
  var showsUnitsBelow: Bool { false }
  var needs: ReportNeeds { .nothing }
  func add(_ unit: inout UnitView, to bytes: inout [UInt8]) {}
}

/// What a report is written from when the run is over.
struct ReportedRun {
  let run: RunSummary
  let record: RunRecord
  /// What the report's `add` appended for each unit.
  let parts: UnitParts
  /// Where all units lose points; empty where no report asks for it.
  let tally: LossTally
}
