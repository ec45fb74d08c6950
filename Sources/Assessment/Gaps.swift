package import Definitions
import FEEL

/// Points that a unit could still win.
package struct Gap: Sendable {
  /// What lost the points.
  package enum Source: Sendable, Hashable {
    case requirement(Index<Requirement>)
    case adjustment(Int)
  }

  package var source: Source
  package var lost: Points
  /// What its repair brings to the total: what the unit scores after it, less what it scores now.
  package var win: Points
  /// The change of what is reported that is taken for its repair, where that moves more than these points: by item, in the
  /// order of the set.
  package var changes: [ItemChange] = []
  /// Whether other points move with the same items, and nothing says by which change of them it is repaired: the win is
  /// that of these points alone.
  package var isAssumed = false
  /// Whether what the rule asks moves with the unit's own value, and nothing says where the two meet: the win is that of the
  /// change, which does not earn all.
  package var isTargetMoving = false
  /// Whether a person decided the points in place of the rule: no change of what is reported wins any.
  package var isDecided = false
  /// The points to which a gate asks it to be repaired, where that is not all of them.
  package var asked: Points?
  /// The gates that it stands in the way of by itself: as a core requirement or in a task that is short.
  package var blocks: [Index<Gate>]
}

extension [Gap] {
  /// Those that win something, or nothing, and those that a gate asks for all the same: what costs points by itself is
  /// nothing to be won.
  package var toBeWon: [Gap] { filter { $0.win >= .zero || !$0.blocks.isEmpty } }
}

extension IndicatorSet {
  /// The requirement or adjustment that is meant.
  package func node(of source: Gap.Source) -> Requirement {
    switch source {
    case .requirement(let index): requirements[index]
    case .adjustment(let index): adjustments[index]
    }
  }
}

extension ScoringPlan {
  /// The gaps of a unit: most points to win first, then the order of the set.
  package func gaps(of unit: UnitAssessment) -> [Gap] {
    var gaps: [Gap] = []
    for (index, outcome) in unit.outcomes.indexed {
      switch outcome.status {
      case .met, .partly, .notMet:
        // What earns nothing, or lost less than is printed, may still stand in the way of a gate.
        guard outcome.lost > .zero || outcome.status.isUnmet && !blocked(unit, by: index).isEmpty
        else { continue }
      case .missing: break
      case .notApplicable, .exempt, .waived, .notCounted: continue
      }
      let isDecided = outcome.replaced != nil
      gaps.append(
        Gap(
          source: .requirement(index),
          lost: outcome.tally.knownBase - outcome.earned,
          win: isDecided ? .zero : win(unit, requirement: index), isDecided: isDecided,
          blocks: blocked(unit, by: index)))
    }
    for (index, adjustment) in unit.adjustments.enumerated() where adjustment.moved < .zero {
      let total = limited(unit, score: unit.score, adjustments: -adjustment.moved)
      gaps.append(
        Gap(
          source: .adjustment(index), lost: -adjustment.moved, win: total - unit.total, blocks: []))
    }
    let order = gaps.indices.sorted { (gaps[$1].win, $0) < (gaps[$0].win, $1) }
    return order.map { gaps[$0] }
  }

  /// The points from which a requirement counts as met.
  package func pointsToBeMet(_ requirement: Index<Requirement>) -> Points {
    let enough = rules[requirement].enough
    let points = whole(enough)
    return points.number(digits: set.digits) < enough ? points + Points(units: 1) : points
  }

  /// What the total gains when one requirement earns all its points, or so many.
  package func win(
    _ unit: UnitAssessment, requirement index: Index<Requirement>, earning wanted: Points? = nil
  ) -> Points {
    let all = set.requirements[index].points
    let points = wanted ?? all
    let outcome = unit.outcomes[index]
    var earned = unit.earned
    var base = unit.base
    if let group = set.requirements[index].group {
      let now = unit.groups.first { $0.group == group }
      let (repaired, _) = self.group(group) { member in
        if member == index { return (points, all) }
        return groupPoints(unit.outcomes[member], member)
      }
      earned += repaired.earned - (now?.earned ?? .zero)
      base += repaired.base - (now?.base ?? .zero)
    } else {
      earned += points - outcome.earned
      base += all - outcome.base
    }
    return limited(unit, score: converted(earned, base), adjustments: .zero) - unit.total
  }

  /// The points that a member brings to its group, also when it is beyond the best now.
  func groupPoints(_ outcome: Outcome, _ index: Index<Requirement>) -> (
    earned: Points, base: Points
  ) {
    if case .notCounted(_, let earned) = outcome.cause {
      return (earned, set.requirements[index].points)
    }
    return (outcome.earned, outcome.base)
  }

  /// The total with another score and more adjustments: the same limits as in S3.12 and S3.13.
  func limited(_ unit: UnitAssessment, score: Points, adjustments: Points) -> Points {
    var total = score + adjustments
    for adjustment in unit.adjustments { total += adjustment.moved }
    var cap: Points?
    for (index, state) in unit.vetoes.enumerated() where state == .found {
      for effect in set.vetoes[index].effects {
        switch effect {
        case .lose(let points): total += -points
        case .totalAtMost(let points): cap = min(cap ?? points, points)
        case .bar, .gradeAtMost: break
        }
      }
    }
    total = max(total, .zero)
    if let most = set.totalAtMost { total = min(total, most) }
    if let cap { total = min(total, cap) }
    return total
  }

  private func blocked(_ unit: UnitAssessment, by index: Index<Requirement>) -> [Index<Gate>] {
    let task = set.requirements[index].task
    return unit.gates.indices.filter { gate in
      guard unit.gates[gate].verdict != .passed else { return false }
      return unit.gates[gate].obstacles.contains { obstacle in
        switch obstacle {
        case .notMet(let requirement, _), .blocked(.requirement(let requirement), _):
          requirement == index
        case .task(let short, _, _): short == task
        default: false
        }
      }
    }
  }
}

extension Scorer {
  /// The gaps of the unit whose values are in the slots, each with what its repair brings: most points to win first, then
  /// the order of the set.
  ///
  /// Where nobody else reads what a requirement reads, that is what the total gains when it earns all of its points; else
  /// the unit is scored once more with the items that the repair changes.
  mutating func gaps(of unit: ScoredUnit) -> [Gap] {
    var gaps = plan.gaps(of: unit.assessment)
    for index in gaps.indices where !gaps[index].isDecided {
      let owner: RuleOwner =
        switch gaps[index].source {
        case .requirement(let requirement): .requirement(requirement)
        case .adjustment(let adjustment): .adjustment(adjustment)
        }
      let rule = plan.rule(of: owner)
      let movesTarget = !rule.peerForms.isEmpty
      if !plan.sharesItems(rule), !movesTarget { continue }
      // Points that a scorer gives move nothing else.
      if rule.way.givenBy != nil { continue }
      // A check alone moves no points of others, as long as it holds.
      let isReadByOthers = rule.reads.contains { plan.readers[$0] > 1 }
      guard let changes = repair(of: rule), !changes.isEmpty else {
        gaps[index].isAssumed = isReadByOthers
        continue
      }
      if !movesTarget, movesNothingElse(changes) { continue }
      guard var last = replay(changes, of: gaps[index].source, rule, of: unit) else {
        // What the rule asks then follows from others, who would have to be asked anew.
        gaps[index].isTargetMoving = movesTarget
        gaps[index].isAssumed = !movesTarget && isReadByOthers
        continue
      }
      var isMoved = false
      if !last.isRepaired, movesTarget, let there = settled(changes, last, rule, of: unit) {
        (last, isMoved) = (there, true)
      }
      let win = last.assessment.total - unit.assessment.total
      if !last.isRepaired {
        gaps[index].isTargetMoving = movesTarget && last.asks != nil
        gaps[index].isAssumed = !gaps[index].isTargetMoving && isReadByOthers
        if !gaps[index].isTargetMoving { continue }
      }
      // Where it comes to the same, nothing has to be assumed.
      if win == gaps[index].win, !isMoved { continue }
      gaps[index].win = win
      gaps[index].changes = last.changes.sorted { $0.key < $1.key }.map {
        ItemChange(item: $0.key, value: $0.value)
      }
    }
    let order = gaps.indices.sorted { (gaps[$1].win, $0) < (gaps[$0].win, $1) }
    return order.map { gaps[$0] }
  }

  /// A repair, and what comes of it.
  private struct Replay {
    let changes: [Int: Value]
    let assessment: UnitAssessment
    let isRepaired: Bool
    /// What the rule asks for after it; nil where it is repaired, or says nothing.
    let asks: [Int: Value]?
  }

  /// Makes a repair; nil where what comes of it would have to be found out of everybody anew.
  private func replay(
    _ changes: [Int: Value], of source: Gap.Source, _ rule: Rule, of unit: ScoredUnit
  ) -> Replay? {
    guard var scorer = moved(by: changes, of: unit) else { return nil }
    let then = scorer.assessUnit()
    let isRepaired =
      switch source {
      case .requirement(let requirement): then.outcomes[requirement].isRepaired
      case .adjustment(let adjustment): then.adjustments[adjustment].moved >= .zero
      }
    return Replay(
      changes: changes, assessment: then, isRepaired: isRepaired,
      asks: isRepaired ? nil : scorer.repair(of: rule))
  }

  /// The repair of a rule whose target moves with the unit's own value: where the value meets what is asked of it then. What is
  /// asked moves in proportion, as a mean does; whether it does says only the replay.
  private func settled(
    _ first: [Int: Value], _ then: Replay, _ rule: Rule, of unit: ScoredUnit
  ) -> Replay? {
    guard first.count == 1, let (item, target) = first.first, let asked = then.asks,
      asked.count == 1, let now = slots[item].number, let one = target.number,
      let two = asked[item]?.number,
      let ratio = (two - one).divided(by: one - now),
      let rest = (two - one).divided(by: .one - ratio)
    else { return nil }
    let meeting = one + rest
    let source: Gap.Source =
      switch rule.owner {
      case .requirement(let index): .requirement(index)
      case .adjustment(let index): .adjustment(index)
      }
    for number in plan.set.items[item].type.reportable(meeting, rising: one > now) {
      let found = replay([item: .number(number)], of: source, rule, of: unit)
      if let found, found.isRepaired { return found }
    }
    return nil
  }

  /// Whether a change of items moves no points but those of the one rule that reads them: no other reads them, and no check
  /// of them fails, now or then.
  private mutating func movesNothingElse(_ changes: [Int: Value]) -> Bool {
    guard !hasContradiction, changes.keys.allSatisfy({ plan.readers[$0] == 1 }) else {
      return false
    }
    let kept = slots
    defer { slots = kept }
    for (item, value) in changes { slots[item] = value }
    return plan.set.checks.indices.allSatisfy { check in
      guard plan.checkReads[check].items.contains(where: { changes[$0] != nil }) else {
        return true
      }
      let condition = plan.set.checks[check].condition
      // What is worked out from the items is not worked out anew here.
      guard condition.program.reads.allSatisfy({ plan.isReported($0) }) else { return false }
      return evaluate(condition).boolean != false
    }
  }
}

extension Outcome {
  /// Whether nothing is lost any more.
  fileprivate var isRepaired: Bool {
    switch status {
    case .met, .partly, .notMet: lost == .zero
    case .notCounted: if case .notCounted(_, let earned) = cause { earned > .zero } else { false }
    case .missing, .notApplicable, .exempt, .waived: false
    }
  }
}

/// A row of a unit's column: the rows add up to the total, so that anyone can check the sum.
package struct ColumnRow: Sendable {
  /// What a row stands for.
  package enum Kind: Sendable {
    case requirement(Index<Requirement>)
    /// What a group's caps and scaling give back or cut (封顶返还).
    case cap(group: Int)
    /// From the base to the full points (折算).
    case conversion
    case adjustment(Int)
    /// A veto's deduction.
    case veto(Int)
    /// What the limits of the total cut off or fill up.
    case limit
    /// From the computed total to the one that a person decided.
    case decision
  }

  package var kind: Kind
  package var points: Points

  package init(kind: Kind, points: Points) {
    self.kind = kind
    self.points = points
  }
}

extension ScoringPlan {
  /// The rows of a unit's column, in the order of semantics S3; their points add up to the total.
  package func column(of unit: UnitAssessment) -> [ColumnRow] {
    var rows: [ColumnRow] = []
    for (index, task) in set.tasks.indexed {
      for requirement in task.requirements {
        rows.append(
          ColumnRow(kind: .requirement(requirement), points: unit.outcomes[requirement].earned))
      }
      for result in unit.groups where set.groups[result.group].task == index {
        let moved = result.earned - result.rows
        let rowsBase = set.groups[result.group].members.reduce(Points.zero) {
          $0 + unit.outcomes[$1].base
        }
        if moved != .zero || result.base != rowsBase {
          rows.append(ColumnRow(kind: .cap(group: result.group), points: moved))
        }
      }
    }
    if unit.score != unit.earned {
      rows.append(ColumnRow(kind: .conversion, points: unit.score - unit.earned))
    }
    rows += movements(of: unit)
    let sum = sumBeforeLimit(of: unit)
    if sum != unit.total { rows.append(ColumnRow(kind: .limit, points: unit.total - sum)) }
    return rows
  }

  /// What the score and all that moves it come to, before the limits of the total.
  package func sumBeforeLimit(of unit: UnitAssessment) -> Points {
    movements(of: unit).reduce(unit.score) { $0 + $1.points }
  }

  /// The rows of adjustments and of the deductions of vetoes.
  private func movements(of unit: UnitAssessment) -> [ColumnRow] {
    var rows: [ColumnRow] = []
    for (index, adjustment) in unit.adjustments.enumerated() where adjustment.moved != .zero {
      rows.append(ColumnRow(kind: .adjustment(index), points: adjustment.moved))
    }
    for (index, state) in unit.vetoes.enumerated() where state == .found {
      for case .lose(let points) in set.vetoes[index].effects {
        rows.append(ColumnRow(kind: .veto(index), points: -points))
      }
    }
    return rows
  }
}

extension ItemType {
  /// The numbers at or just past one that somebody can report: whole where it is counted, else with two digits where it has no
  /// end; of a percentage two of its digits. Then the next one, where the number has to be passed.
  fileprivate func reportable(_ number: Number, rising: Bool) -> [Number] {
    let isFinite = !number.exactText.contains("/")
    if isFinite, !isCounted { return [number] }
    let parts = isCounted ? Number.one : Number(self == .percent ? 10_000 : 100)
    let scaled = number * parts
    let first = rising ? scaled.ceiling() : scaled.floor()
    return [first, first + (rising ? .one : -.one)].compactMap { $0.divided(by: parts) }
  }
}
