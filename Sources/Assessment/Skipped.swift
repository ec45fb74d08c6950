package import Definitions

/// What a gate did not ask of a unit, because it does not count there: named and counted, so that nobody takes it for
/// fulfilled (S2, S5.4).
package struct Skipped: Sendable {
  /// The requirements with the gate's marks that are waived, as indices.
  package var waived: [Index<Requirement>] = []
  /// Those that do not apply.
  package var notApplicable: [Index<Requirement>] = []
  /// The tasks of which nothing is in the base.
  package var tasks: [Index<KeyTask>] = []

  /// Whether the gate asked for everything.
  package var isEmpty: Bool { waived.isEmpty && notApplicable.isEmpty && tasks.isEmpty }
}

extension ScoringPlan {
  /// What a gate skipped, in the order of the set.
  package func skipped(by gate: Index<Gate>, _ unit: UnitAssessment) -> Skipped {
    let gate = set.gates[gate]
    var found = Skipped()
    for (index, tally) in unit.outcomes.tallies.indexed where rules[index].isCore {
      guard set.requirements[index].marks.contains(where: gate.met.contains) else { continue }
      switch tally.status {
      case .waived: found.waived.append(index)
      case .notApplicable: found.notApplicable.append(index)
      case .met, .partly, .notMet, .missing, .exempt, .notCounted: break
      }
    }
    if gate.eachTask != nil {
      found.tasks = unit.tasks.indices.filter { unit.tasks[$0].base == .zero }
    }
    return found
  }
}
