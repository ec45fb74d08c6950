package import Definitions
package import Submissions

/// What counts of a unit in the end: the total and the gates as they were computed, and in their place what persons decided
/// (S3.16). Places stay those of the computed totals.
package struct FinalResult: Sendable {
  /// The total that a person decided, or the computed one.
  package private(set) var total: Points
  /// By gate.
  package private(set) var verdicts: By<Gate, Verdict>
  package let computedTotal: Points
  /// By gate.
  package let computedVerdicts: By<Gate, Verdict>
  /// By gate, whether a decision says how it ends: on itself, on the grade, or on a gate before it.
  package private(set) var isDecided: By<Gate, Bool>
  package private(set) var isTotalDecided = false

  /// What was computed, with nothing decided.
  package init(total: Points, verdicts: By<Gate, Verdict>) {
    self.total = total
    self.verdicts = verdicts
    computedTotal = total
    computedVerdicts = verdicts
    isDecided = By(repeating: false, count: verdicts.count)
  }

  /// Puts decisions in the place of what was computed.
  package init(_ unit: UnitAssessment, _ overrides: [Override], _ gates: Indexed<Gate>) {
    self.init(total: unit.total, verdicts: By(unit.gates.map(\.verdict)), overrides, gates)
  }

  /// Puts decisions in the place of a total and of verdicts.
  init(
    total computed: Points, verdicts computedVerdicts: By<Gate, Verdict>, _ overrides: [Override],
    _ gates: Indexed<Gate>
  ) {
    self.init(total: computed, verdicts: computedVerdicts)
    guard overrides.contains(where: \.isDecision) else { return }
    for case .grade(let last) in overrides.map(\.target) { decide(grade: last, gates) }
    for override in overrides {
      switch override.target {
      case .points, .grade: continue
      case .total(let points):
        total = points
        isTotalDecided = true
      case .gate(let gate, let isPassed): decide(gate, isPassed ? .passed : .failed)
      }
    }
    for (index, gate) in gates.indexed {
      guard let before = gate.after, isDecided[before], verdicts[before] == .failed else {
        continue
      }
      if !isDecided[index], verdicts[index] != .failed { decide(index, .failed) }
    }
  }

  /// The gates that a person did not leave as they were computed.
  package var changedGates: [Index<Gate>] {
    verdicts.indices.filter { verdicts[$0] != computedVerdicts[$0] }
  }

  /// A grade passes its gate and those on the way to it, and fails every later one.
  private mutating func decide(grade last: Index<Gate>?, _ gates: Indexed<Gate>) {
    for gate in gates.indices where last.map({ gate > $0 }) ?? true { decide(gate, .failed) }
    var passed = last
    while let gate = passed {
      decide(gate, .passed)
      passed = gates[gate].after
    }
  }

  private mutating func decide(_ gate: Index<Gate>, _ verdict: Verdict) {
    verdicts[gate] = verdict
    isDecided[gate] = true
  }
}
