import Assessment
import Definitions
import FEEL
import SourceText

/// What this floor asks of a way of scoring: how it is said, as a regulation would say it.
protocol WayInWords: Way {
  /// The rule as sentences; what precedes lines comes first. The rows of a table are not among them.
  func sentences(_ words: RuleWords) -> [Phrase]
  /// The table that the sentences speak of, where they do.
  func table(_ words: RuleWords) -> RuleTable?
  /// The arithmetic from what was found to the points before they are rounded; nil where there is none to show.
  func arithmetic(_ cause: Cause, of points: Number) -> String?
}

/// A table by which points are given: what each column is about, then a row of tests with what it earns at the end.
struct RuleTable {
  let inputs: [String]
  let rows: [[Phrase]]
}

extension WayInWords {
  func table(_ words: RuleWords) -> RuleTable? { nil }
  func arithmetic(_ cause: Cause, of points: Number) -> String? { nil }
}

/// The ways of scoring on the floor of reports.
enum WaysInWords: WayFloor {
  typealias Room = any WayInWords

  static func room(of way: some WayInWords) -> any WayInWords { way }
}

extension Way {
  /// The way as this floor sees it.
  var inWords: any WayInWords { room(on: WaysInWords.self) }
}
