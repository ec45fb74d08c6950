package import Definitions
import FEEL

/// The repairs by which a unit comes to fulfil what a gate asks of points and requirements: none of them can be left out.
package struct WayToGate: Sendable {
  /// What the gate wants met or lies in a task that is short, most points to win first.
  package var needed: [Gap]
  /// What the total lacks beside, most points to win first.
  package var forTotal: [Gap]
  /// What the unit's total comes to after all of them.
  package var total: Points
  /// What the gate asks all the same: the repairs of some are in the way of others, or there is none.
  package var lacks: [Need] = []

  /// Something that a gate asks and that points or reported data give.
  package enum Need: Hashable, Sendable {
    case total
    /// The points of a task.
    case task(Index<KeyTask>)
    /// That a requirement is met.
    case met(Index<Requirement>)
    /// What is missing and blocks.
    case data(Gap.Source)
  }

  /// All repairs.
  package var steps: [Gap] { needed + forTotal }
}

extension Scorer {
  /// The way of a unit to a gate.
  ///
  /// Each repair goes as far as the gate asks; a repair is left out where the gate is fulfilled as well without it, the
  /// least first.
  /// - Parameters:
  ///   - gate: The gate.
  ///   - unit: The unit, whose values are in the slots.
  ///   - gaps: What it can win, most points first.
  /// - Returns: The way.
  mutating func way(to gate: Index<Gate>, of unit: ScoredUnit, _ gaps: [Gap]) -> WayToGate {
    let aim = Aim(gate: gate, unit: unit)
    let full = gaps.filter { !$0.isDecided && ($0.blocks.contains(gate) || $0.win > .zero) }
    let asked = full.map { plan.asked($0, by: gate, unit.assessment) }
    let goal = standing(at: aim, after: full)
    // Where the points from which it is met are too few for its task or the total, all of them are asked.
    let isEnough = standing(at: aim, after: asked).lacks == goal.lacks
    let candidates = isEnough ? asked : full
    var way = WayToGate(
      needed: candidates.filter { $0.blocks.contains(gate) }, forTotal: [], total: goal.total)
    // First what the gate asks beside the total, then what the total still lacks.
    var then = standing(at: aim, after: way.steps)
    leaveOut(\.needed, of: &way, to: aim) {
      $0.lacks.subtracting([.total]) == then.lacks.subtracting([.total])
    }
    then = standing(at: aim, after: way.steps)
    for gap in candidates where gap.win > .zero && then.lacks != goal.lacks {
      if way.steps.contains(where: { $0.source == gap.source }) { continue }
      way.forTotal.append(gap)
      then = standing(at: aim, after: way.steps)
    }
    // Where all together do not reach the total, whatever brings it nearer stays.
    for part in [\WayToGate.forTotal, \.needed] {
      leaveOut(part, of: &way, to: aim) {
        $0.lacks == then.lacks && (!$0.lacks.contains(.total) || $0.total >= then.total)
      }
    }
    let reached = standing(at: aim, after: way.steps)
    way.total = reached.total
    way.lacks = plan.needs.filter(reached.lacks.contains)
    return way
  }

  /// Which unit is to reach which gate.
  private struct Aim {
    let gate: Index<Gate>
    let unit: ScoredUnit
  }

  /// Leaves out the repairs without which a gate is as well off, the least first.
  private mutating func leaveOut(
    _ part: WritableKeyPath<WayToGate, [Gap]>, of way: inout WayToGate, to aim: Aim,
    isAsGood: ((lacks: Set<WayToGate.Need>, total: Points)) -> Bool
  ) {
    for step in way[keyPath: part].reversed().sorted(by: { $0.win < $1.win }) {
      var left = way
      left[keyPath: part].removeAll { $0.source == step.source }
      if isAsGood(standing(at: aim, after: left.steps)) { way = left }
    }
  }

  /// What a gate lacks of it, and the total, after some repairs.
  private mutating func standing(
    at aim: Aim, after steps: [Gap]
  ) -> (lacks: Set<WayToGate.Need>, total: Points) {
    let changes = Dictionary(
      steps.flatMap(\.changes).map { ($0.item, $0.value) }, uniquingKeysWith: { $1 })
    let replayed =
      changes.isEmpty ? nil : replayed(changes, of: aim.unit)
    let unit = replayed ?? aim.unit.assessment
    var earned: [Index<Requirement>: Points] = [:]
    var undone = Points.zero
    var repaired: Set<Gap.Source> = []
    for step in steps {
      switch step.source {
      case .requirement(let index):
        // The changes of another repair may be in the way of this one.
        if replayed != nil, !step.changes.isEmpty, unit.outcomes[index].lost == .zero { continue }
        earned[index] = step.points(plan.set)
      case .adjustment(let index):
        undone += max(-unit.adjustments[index].moved, .zero)
      }
      repaired.insert(step.source)
    }
    let plan = plan
    let sums = plan.sums { index in
      earned[index].map { ($0, plan.set.requirements[index].points) }
        ?? plan.groupPoints(unit.outcomes[index], index)
    }
    let total = plan.limited(unit, score: sums.score, adjustments: undone)
    let then = Repaired(unit: unit, sums: sums, total: total, sources: repaired)
    return (lacks(aim.gate, then), total)
  }

  /// What a unit comes to after some repairs.
  private struct Repaired {
    /// With the items that they change.
    let unit: UnitAssessment
    let sums: Sums
    let total: Points
    /// What is repaired.
    let sources: Set<Gap.Source>
  }

  private func lacks(_ index: Index<Gate>, _ then: Repaired) -> Set<WayToGate.Need> {
    let (unit, sums, total, repaired) = (then.unit, then.sums, then.total, then.sources)
    let (gate, set) = (plan.set.gates[index], plan.set)
    var lacks: Set<WayToGate.Need> = []
    if let needed = gate.total?.points(of: plan.fullScore), total.number(digits: digits) < needed {
      lacks.insert(.total)
    }
    if let each = gate.eachTask {
      for (index, task) in sums.tasks.indexed where task.base > .zero {
        let needed = each.points(of: task.base.number(digits: digits))
        if task.earned.number(digits: digits) < needed { lacks.insert(.task(index)) }
      }
    }
    for (index, outcome) in unit.outcomes.indexed
    where !repaired.contains(.requirement(index)) {
      let requirement = set.requirements[index]
      if outcome.status == .missing, requirement.missing == .block {
        lacks.insert(.data(.requirement(index)))
      }
      let isUnmet =
        if case .notCounted(let status, _) = outcome.cause { status.isUnmet } else {
          outcome.status.isUnmet
        }
      if isUnmet, !sums.notCounted.contains(index),
        requirement.marks.contains(where: gate.met.contains)
      {
        lacks.insert(.met(index))
      }
    }
    for (index, adjustment) in unit.adjustments.enumerated()
    where adjustment.outcome == .missing && set.adjustments[index].missing == .block {
      lacks.insert(.data(.adjustment(index)))
    }
    return lacks
  }
}

extension Gap {
  /// The points that a requirement has after its repair.
  fileprivate func points(_ set: IndicatorSet) -> Points {
    guard case .requirement(let index) = source else { return .zero }
    return asked ?? set.requirements[index].points
  }
}

extension ScoringPlan {
  /// All that a gate may ask, in the order of the set: the total, then tasks, then requirements and what blocks.
  fileprivate var needs: [WayToGate.Need] {
    [.total] + set.tasks.indices.map { .task($0) }
      + set.requirements.indices.flatMap { [.met($0), .data(.requirement($0))] }
      + set.adjustments.indices.map { .data(.adjustment($0)) }
  }

  /// A gap as far as a gate asks for it: a requirement that the gate wants met, to where it counts as met.
  fileprivate func asked(_ gap: Gap, by gate: Index<Gate>, _ unit: UnitAssessment) -> Gap {
    guard case .requirement(let index) = gap.source, set.requirements[index].metFrom < .one,
      unit.gates[gate].obstacles.contains(where: { obstacle in
        if case .notMet(index, _) = obstacle { true } else { false }
      })
    else { return gap }
    var gap = gap
    let enough = pointsToBeMet(index)
    gap.asked = enough
    gap.lost = enough - unit.outcomes[index].earned
    gap.win = win(unit, requirement: index, earning: enough)
    gap.changes = []
    return gap
  }
}
