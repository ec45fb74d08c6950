package import Definitions
package import SourceText
package import Submissions

/// One unit with its scores, while its values are in the scorer's slots.
struct ScoredUnit: Sendable {
  let hand: UnitAtHand
  let assessment: UnitAssessment
  /// Where it stands with the values that it plans to reach; nil where nobody plans.
  let projection: Projection?
  /// What is known from beyond its row.
  let around: Surroundings
}

/// What makes output of scored units, block by block; several blocks at a time.
package protocol UnitRenderer: Sendable {
  associatedtype Output: Sendable
  /// What it needs to know of a unit of the registry besides what it comes to.
  func needs(of unit: Index<Unit>) -> ReportNeeds
  /// The empty output of a block.
  func start() -> Output
  /// Adds a unit.
  func add(_ unit: UnitReport, to output: inout Output)
}

extension UnitRenderer {
  package func needs(of unit: Index<Unit>) -> ReportNeeds { .nothing }
}

/// What a block of rows comes to.
package struct BlockResult<Output: Sendable>: Sendable {
  package var output: Output
  /// The units of the block, in the order of its rows.
  package var standings: [UnitStanding]
  package var diagnostics: [Diagnostic]
  /// What tells of its units beside those of other blocks.
  package var marks = BlockMarks()

  package init(output: Output, standings: [UnitStanding] = [], diagnostics: [Diagnostic]) {
    self.output = output
    self.standings = standings
    self.diagnostics = diagnostics
  }
}

/// What the ranking needs of a unit.
package struct UnitStanding: Sendable {
  package var unit: Index<Unit>
  /// The computed total: places are by it, whatever is decided.
  package var total: Points
  package var isRanked: Bool
  /// How the gates end, decisions among them.
  package var verdicts: By<Gate, Verdict>

  package init(unit: Index<Unit>, total: Points, isRanked: Bool, verdicts: By<Gate, Verdict>) {
    self.unit = unit
    self.total = total
    self.isRanked = isRanked
    self.verdicts = verdicts
  }
}
