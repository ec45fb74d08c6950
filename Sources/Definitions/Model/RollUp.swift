import FEEL
package import SourceText

/// How the values of the units below come together in the unit above them (semantics S1.5).
package enum RollUp: Sendable {
  case sum, mean, min, max
  /// The mean weighted by another item (its index); a unit below without either is in neither sum.
  case weightedMean(by: Int)
  /// The share of the reporting units whose value is yes, or for which the condition holds.
  case share(where: Expression?)
}

/// A value that is not reported: it is taken from the assessment of the same unit under another set.
package struct TakenValue: Sendable {
  /// The set as the author wrote it: a path relative to the set's own folder.
  package var set: String
  package var score: TakenScore
  package var place: Place
}

/// Which score of an assessment is taken.
package enum TakenScore: String, Sendable, CaseIterable {
  /// With adjustments and limits.
  case total
  /// Before adjustments.
  case score
}

extension Item {
  /// How values come together in a unit of a level: as stated for it, else for the nearest level below it.
  package func rollUp(at level: Level) -> RollUp? {
    if let own = rollUps[level] { return own }
    return rollUps.filter { $0.key < level }.max { $0.key < $1.key }?.value
  }

  /// Whether some level's value is the share of the reporting units.
  package var isShare: Bool {
    rollUps.values.contains { if case .share = $0 { true } else { false } }
  }

  /// Whether its value is typed in: neither computed nor taken from an assessment.
  package var isReported: Bool { value == nil && taken == nil }
}

extension Level {
  /// What the level is called.
  package var phrase: Phrase { Phrase(zh: chinese, en: rawValue) }
}
