package import Definitions
package import SourceText
package import Submissions

/// One unit with its scores, while its values are in the scorer's slots.
package struct ScoredUnit: Sendable {
  /// The index of the unit in the registry.
  package var index: Int
  package var unit: Unit
  package var assessment: UnitAssessment
  /// The findings and waivers about it that are in force.
  package var findings: [Finding]
  /// What was verified about it.
  package var verifications: [Verification]
  /// What persons decided about it.
  package var overrides: [Override]
  /// Where it stands with the values that it plans to reach; nil where nobody plans.
  package var projection: Projection?
  /// Its rows.
  package var block: RowBlock
  package var row: Int
  /// What is known from beyond its rows.
  let around: Surroundings
}

/// What makes output of scored units, block by block; several blocks at a time.
package protocol UnitRenderer: Sendable {
  associatedtype Output: Sendable
  /// The empty output of a block.
  func start() -> Output
  /// Adds a unit; the scorer still has its values, for targets, sentences and traces.
  func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout Output)
}

/// What a block of rows comes to.
package struct BlockResult<Output: Sendable>: Sendable {
  package var output: Output
  /// The units of the block, in the order of its rows.
  package var standings: [UnitStanding]
  package var diagnostics: [Diagnostic]
  /// The marks of what the units handed in.
  var fingerprints: [Fingerprint] = []
  /// Items that units of another level state, each with the first place.
  var ofOtherLevels: [ItemAtLevel: Place?] = [:]

  package init(output: Output, standings: [UnitStanding] = [], diagnostics: [Diagnostic]) {
    self.output = output
    self.standings = standings
    self.diagnostics = diagnostics
  }
}

/// An item that units of a level state which is not the item's.
struct ItemAtLevel: Hashable, Sendable {
  let item: Int
  let level: Level
}

/// What the ranking needs of a unit.
package struct UnitStanding: Sendable {
  package var unit: Int
  /// The computed total: places are by it, whatever is decided.
  package var total: Points
  package var isRanked: Bool
  /// How the gates end, decisions among them.
  package var verdicts: [Verdict]

  package init(unit: Int, total: Points, isRanked: Bool, verdicts: [Verdict]) {
    self.unit = unit
    self.total = total
    self.isRanked = isRanked
    self.verdicts = verdicts
  }
}
