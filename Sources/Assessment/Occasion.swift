package import Definitions
import FEEL
package import Submissions

/// Whom an assessment is about, and when.
package struct Occasion: Sendable {
  /// The units that there are.
  package let registry: Registry
  package let period: Period
  /// The level of the units that are scored.
  package let level: Level

  /// An assessment of the units of a level in a period.
  package init(_ registry: Registry, in period: Period, at level: Level) {
    self.registry = registry
    self.period = period
    self.level = level
  }
}

/// What is known of units besides what they hand in for the period.
package struct Background: Sendable {
  /// What persons recorded; what is about other periods does not count.
  package var records = Records.none
  /// What earlier periods give.
  package var earlier: [EarlierValues] = []
  /// What assessments under other sets give.
  package var taken: [TakenScores] = []
  /// The values that units plan to reach; nil where nobody plans.
  package var planned: PlannedValues?
  /// In an earlier period, what became of units by the set of that time.
  package var given = GivenResults()

  /// Nothing beyond the rows, or what is recorded.
  package init(records: Records = .none) { self.records = records }
}

/// Totals, points and gates of units as they are given, and not worked out: those of an earlier period.
package struct GivenResults: Sendable {
  /// By unit and slot.
  private(set) var values: [Index<Unit>: [Int: Value]] = [:]

  package init() {}

  /// Puts down what became of a unit.
  mutating func set(_ unit: Index<Unit>, to results: [Int: Value]) { values[unit] = results }

  /// Takes over what became of units.
  /// - Parameters:
  ///   - others: By the units of another registry.
  ///   - unit: The unit of this registry that one of the other is; nil where it is none.
  package mutating func add(_ others: GivenResults, as unit: (Index<Unit>) -> Index<Unit>?) {
    for (other, results) in others.values {
      if let unit = unit(other) { values[unit] = results }
    }
  }
}
