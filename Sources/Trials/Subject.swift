package import Definitions
package import SourceText

/// What a result is about, by its index in the set.
package enum Subject: Hashable, Sendable {
  /// The unit as a whole.
  case unit
  case task(Index<KeyTask>)
  case group(Int)
  case requirement(Index<Requirement>)
  case adjustment(Int)
  case gate(Index<Gate>)
  case veto(Int)
}

extension Subject {
  /// Where the set says what must come out of it; nil for the unit as a whole.
  package func rule(in set: IndicatorSet) -> Place? {
    switch self {
    case .unit: nil
    case .task(let index): set.tasks[index].place
    case .group(let index): set.groups[index].place
    case .requirement(let index): set.requirements[index].rule
    case .adjustment(let index): set.adjustments[index].rule
    case .gate(let index): set.gates[index].place
    case .veto(let index): set.vetoes[index].place
    }
  }

  /// Whether what becomes of a requirement or adjustment decides about it too.
  func depends(on part: Subject, in set: IndicatorSet) -> Bool {
    if self == part { return true }
    switch (self, part) {
    case (.unit, _), (.gate, .requirement), (.gate, .adjustment), (.gate, .group): return true
    case (.task(let task), .requirement(let index)): return set.requirements[index].task == task
    case (.task(let task), .group(let index)): return set.groups[index].task == task
    case (.group(let group), .requirement(let index)):
      return set.requirements[index].group == group
    default: return false
    }
  }
}
