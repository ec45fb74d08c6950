import Definitions
import FEEL

extension UnitAssessment {
  /// The printed points of something; nil for a group that has none.
  func points(of node: UnitResult.Node) -> Points? {
    switch node {
    case .requirement(let index): outcomes.tallies[index].earned
    case .task(let index): tasks[index].earned
    case .group(let index): groups.first { $0.group == index }?.earned
    }
  }
}

extension Scorer {
  /// Puts what has become of the unit at hand into the slots, as it is printed, with the calls that are made of it; what of
  /// it may still become otherwise is open.
  mutating func takeResults(_ unit: UnitAssessment) {
    for result in plan.results {
      slots[result.slot] =
        switch result.kind {
        case .total: .number(unit.total.number(digits: digits))
        case .score(let node):
          .number((unit.points(of: node) ?? .zero).number(digits: digits))
        case .passed(let gate): .boolean(unit.gates[gate].obstacles.isEmpty)
        }
      if isOpen(result, unit) { openSlots.insert(result.slot) }
    }
    for filling in plan.fillings.ofResults {
      fill(filling)
      let (slot, reads) = plan.reads(of: filling)
      if isOpen(reads) { openSlots.insert(slot) }
    }
  }

  /// Whether something may still become otherwise.
  private func isOpen(_ result: UnitResult, _ unit: UnitAssessment) -> Bool {
    switch result.kind {
    case .total: return unit.worstTotal != unit.bestTotal
    case .passed(let gate): return unit.gates[gate].verdict == .open
    case .score(let node):
      let members =
        switch node {
        case .requirement(let index):
          // Others of its group may push it out.
          plan.set.requirements[index].group.map { plan.set.groups[$0].members } ?? [index]
        case .task(let index): Array(plan.set.tasks[index].requirements)
        case .group(let index): plan.set.groups[index].members
        }
      return members.contains { unit.outcomes.tallies[$0].isOpen }
    }
  }
}
