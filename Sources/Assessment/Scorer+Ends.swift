import Definitions
import FEEL
import Submissions

extension Scorer {
  /// The slots of what is taken for a unit, or comes together of it, that is not the same at both ends.
  func openTakenSlots(_ unit: Index<Unit>, _ around: Surroundings) -> Set<Int> {
    var open: Set<Int> = []
    for (item, scores) in around.taken where plan.levels[item] == level {
      let now = scores[unit]?.number
      if around.ends.contains(where: { $0.taken[item]?[unit]?.number != now }) { open.insert(item) }
    }
    guard let gathering = around.gathering else { return open }
    for (index, column) in gathering.plan.columns.enumerated() where column.level < level {
      guard let slot = column.slot else { continue }
      let now = gathering.value(unit, index).number
      if around.ends.contains(where: { $0.gathering?.value(unit, index).number != now }) {
        open.insert(slot)
      }
    }
    return open
  }

  /// What is certain about something while what is taken is open.
  private enum Certainty {
    /// It does not move.
    case settled
    /// It lies between what it is at the ends.
    case between
    /// Anything is possible.
    case none
  }

  private func certainty(_ movement: Movements.Movement?) -> Certainty {
    guard let movement, !ends.isEmpty else { return .settled }
    if movement.isOverPeers { return .none }
    let moves = movement.slots.contains { slot in
      ends.contains { !$0[slot].isSame(as: slots[slot]) }
    }
    if !moves { return .settled }
    return movement.trend == .unknown ? .none : .between
  }

  /// What something is with the slots of each end.
  private mutating func atEnds<Result>(_ work: (inout Scorer) -> Result) -> [Result] {
    ends.indices.map { index in
      swap(&slots, &ends[index])
      defer { swap(&slots, &ends[index]) }
      return work(&self)
    }
  }

  /// Lets the worst and best points of requirements reach as far as what is taken may move them.
  mutating func widen(_ outcomes: inout Outcomes) {
    guard !ends.isEmpty, let movements = plan.movements else { return }
    for (index, movement) in movements.requirements.indexed {
      var tally = outcomes.tallies[index]
      let rule = plan.rules[index]
      switch outcomes.grounds[index].cause {
      case .exempt, .waived: continue
      case .overridden:
        // Decided points stay, unless it comes not to apply.
        guard rule.mayNotApply else { continue }
        switch certainty(movement) {
        case .settled: continue
        case .between where atEnds({ $0.outcome(of: index).replaced != nil }).allSatisfy(\.self):
          continue
        case .between, .none: leaveOpenWhetherItApplies(&outcomes.tallies[index], rule)
        }
        continue
      default: break
      }
      let points = plan.set.requirements[index].points
      var certainty = certainty(movement)
      // The average of peers whose points may move.
      if movement != nil, tally.status == .notApplicable,
        plan.set.requirements[index].notApplicable == .average
      {
        certainty = .none
      }
      switch certainty {
      case .settled: continue
      case .between:
        let all = [tally] + atEnds { $0.outcome(of: index).tally }
        if all.allSatisfy({ $0.knownBase == tally.knownBase }) {
          tally.worst = all.map(\.worst).min() ?? tally.worst
          tally.best = all.map(\.best).max() ?? tally.best
          tally.marks[.mayLeave] = all.contains(where: \.mayBeOut)
          tally.marks[.mayBeMissing] = all.contains {
            $0.marks[.mayBeMissing] || $0.status == .missing
          }
          tally.marks[.isMetAtWorst] = all.allSatisfy { $0.marks[.isMetAtWorst] }
          tally.marks[.isMetAtBest] = all.contains { $0.marks[.isMetAtBest] }
          outcomes.tallies[index] = tally
          continue
        }
      case .none: break
      }
      tally.leaveOpen(within: points)
      tally.marks[.mayNotApply] = rule.mayNotApply
      if mayComeToBeMissing(rule) { tally.marks[.mayBeMissing] = true }
      if rule.mayNotApply && leavesBase(rule)
        || tally.marks[.mayBeMissing] && rule.requirement.missing == .leaveOut
      {
        tally.marks[.mayLeave] = true
      }
      outcomes.tallies[index] = tally
    }
  }

  /// The same for adjustments.
  mutating func widen(_ adjustments: inout [AdjustmentResult]) {
    guard !ends.isEmpty, let movements = plan.movements else { return }
    for (index, movement) in movements.adjustments.enumerated() {
      let rule = plan.adjustments[index]
      let adjustment = adjustments[index]
      switch certainty(movement) {
      case .settled: continue
      case .between:
        let all = [adjustment] + atEnds { $0.adjustment(rule) }
        adjustments[index].mayBeMissing = all.contains { $0.mayBeMissing || $0.outcome == .missing }
        let worst = all.compactMap(\.worst)
        let best = all.compactMap(\.best)
        // What comes out beyond any set's points has no bound.
        let limit = Points(units: Points.largestUnits)
        adjustments[index].worst =
          worst.count == all.count ? worst.min().flatMap { $0 > -limit ? $0 : nil } : nil
        adjustments[index].best =
          best.count == all.count ? best.max().flatMap { $0 < limit ? $0 : nil } : nil
      case .none:
        let (worst, best) = reach(of: rule)
        adjustments[index].worst = worst.map { min($0, adjustment.moved) }
        adjustments[index].best = best.map { max($0, adjustment.moved) }
      }
    }
  }

  /// The same for vetoes: a sign that may still show itself is not known to be absent.
  mutating func widen(_ vetoes: inout [VetoState]) {
    for index in vetoes.indices where vetoes[index] == .none {
      guard let sign = plan.set.vetoes[index].askWhen else { continue }
      if certain(sign) == nil { vetoes[index] = .unknown }
    }
    guard !ends.isEmpty, let movements = plan.movements else { return }
    for (index, movement) in movements.vetoes.enumerated() where vetoes[index] == .none {
      switch certainty(movement) {
      case .settled: continue
      case .between where atEnds({ $0.veto(index) }).allSatisfy({ $0 == .none }): continue
      case .between, .none: vetoes[index] = .unknown
      }
    }
  }

  /// The slots that are not the same at both ends of what is taken.
  var movedSlots: Set<Int> {
    guard let first = ends.first else { return [] }
    let known =
      Set(plan.results.map(\.slot) + plan.fillings.ofResults.map { plan.reads(of: $0).slot })
      .union([valueSlot])
    return Set(
      slots.indices.filter { slot in
        !known.contains(slot)
          && (!first[slot].isSame(as: slots[slot])
            || ends.contains { !$0[slot].isSame(as: first[slot]) })
      })
  }

  /// Whether the check of a gate comes out as it does now however the values that are taken turn out.
  mutating func isSettled(_ check: Int, of gate: Index<Gate>, _ now: Value) -> Bool {
    guard !ends.isEmpty, let movements = plan.movements else { return true }
    switch certainty(movements.checks[gate][check]) {
    case .settled: return true
    case .none: return false
    case .between:
      // Total, points and gates are those of the completion at hand.
      let known =
        plan.results.map(\.slot) + plan.fillings.ofResults.map { plan.reads(of: $0).slot }
      for index in ends.indices {
        for slot in known { ends[index][slot] = slots[slot] }
      }
      let condition = plan.set.gates[gate].checks[check].condition
      return atEnds { $0.evaluate(condition) }.allSatisfy { $0.isSame(as: now) }
    }
  }
}

extension Value {
  /// Whether two values that came out for the same slot are the same.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.null, .null): true
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    default: literal == other.literal
    }
  }
}
