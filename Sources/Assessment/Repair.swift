import Definitions
package import FEEL
import Submissions

/// A change of what a unit reports.
package struct ItemChange: Sendable {
  /// The index of the item.
  package var item: Int
  /// What it would have to be.
  package var value: Value
}

extension Scorer {
  /// The change of reported items by which a rule comes to earn all of its points, or to take none away; nil where the
  /// rule does not say one.
  ///
  /// What others report and what was before stays as it is. What comes together from below changes as a whole, whichever of
  /// the units below brings it about, where nothing else is asked of these. Of a quotient the numerator
  /// changes, of a sum the first part that can, of a difference the one that rises. Whether the change does it says only the replay.
  mutating func repair(of rule: Rule) -> [Int: Value]? {
    let requirement = rule.requirement
    requirementAtHand = index(of: rule)
    let kept = (slots, remarks)
    defer { (slots, remarks) = kept }
    if let expression = requirement.value { slots[valueSlot] = evaluate(expression) }
    for filling in rule.fillings { fill(filling) }
    var wish = Wish(self, requirement.value?.program.outline)
    return rule.way.repair(rule, &wish, by: &self)
  }

  private func index(of rule: Rule) -> Index<Requirement> {
    if case .requirement(let index) = rule.owner { index } else { requirementAtHand }
  }

  /// What makes a line not fit: its test or its condition fails.
  mutating func unfit(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
    if let test = line.test, case .number(let bound) = evaluate(test.bound),
      let change = test.comparison.goal(bound, holds: false).flatMap({ wish.value($0) })
    {
      return change
    }
    return line.condition.flatMap { wish.truth($0.program.outline, false) }
  }

  /// What makes a line fit: its test and its condition hold.
  mutating func fit(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
    var changes: [Int: Value] = [:]
    if let test = line.test {
      guard case .number(let bound) = evaluate(test.bound),
        let change = test.comparison.goal(bound, holds: true).flatMap({ wish.value($0) })
      else { return nil }
      changes = change
    }
    guard let condition = line.condition else { return changes }
    return wish.truth(condition.program.outline, true).map {
      changes.merging($0) { first, _ in first }
    }
  }

  /// Assesses a unit once more with other values of some items; nobody else's change, and its peers are compared with the
  /// new ones. What a person decided stands. Nil where what the peers come to follows from them in turn.
  func replayed(_ changes: [Int: Value], of unit: ScoredUnit) -> UnitAssessment? {
    guard var scorer = moved(by: changes, of: unit) else { return nil }
    return scorer.assessUnit()
  }

  /// The same before the unit is assessed.
  func moved(by changes: [Int: Value], of unit: ScoredUnit) -> Scorer? {
    var scorer = self
    scorer.steps = nil
    scorer.ends = []
    scorer.gatheredChanges = changes.filter { rolledUp($0.key) != nil }
    let planned = changes.filter { scorer.gatheredChanges[$0.key] == nil }.map {
      PlannedValues.Planned(item: $0.key, value: $0.value)
    }
    var hand = unit.hand
    hand.record = record.planning(planned)
    return scorer.standAmongPeers(hand, unit.around) ? scorer : nil
  }

  /// Lets a unit stand as it does in a scenario, and its peers see it so in place of what they saw of it before; they themselves
  /// stay as they are.
  /// - Returns: Whether that is all: not where what others give follows from it, and would have to be found out anew.
  mutating func standAmongPeers(_ hand: UnitAtHand, _ around: Surroundings) -> Bool {
    let level = hand.unit.level
    // What its peers see of it, then what it is beside what they all have with it, then what its points are among theirs.
    stand(hand, around, at: level, seen: plan.comparesPeers ? .reported : .judged)
    if plan.peers.count == 0 { return true }
    movedPeers = peers.table
    let isAll = movePeers(around.readByPeers, ofPoints: false)
    stand(hand, around, at: level)
    let isAllOfPoints = movePeers(around.readByPeers, ofPoints: true)
    peers.table = movedPeers
    return isAll && isAllOfPoints
  }

  /// Puts what the unit gives now into the table of its peers; gives whether nothing that others give follows from what changed.
  private mutating func movePeers(_ readByPeers: Set<Int>, ofPoints: Bool) -> Bool {
    var isAll = true
    for column in 0..<plan.peers.count {
      let isCall = column < plan.peers.forms.count
      if isCall, plan.peers.isOfResults[column] { continue }
      let isOfPoints = if case .average = plan.peers.ask(column) { true } else { false }
      guard isOfPoints == ofPoints, let peers = movedPeers?[column],
        let before = peers.fact(of: unit)
      else { continue }
      let fact = peerFact(column)
      if fact.isSame(as: before) { continue }
      if readByPeers.contains(column) { isAll = false }
      movedPeers?[column] = peers.replacing(unit, fact)
    }
    return isAll
  }
}

extension Definitions.Comparison {
  /// The goal that makes a test with a bound hold or fail; nil where none does.
  fileprivate func goal(_ bound: Number, holds: Bool) -> Goal? {
    switch (self, holds) {
    case (.is, true): Goal(bound, .higher)
    case (.is, false): nil
    case (.atLeast, true), (.below, false): Goal(bound, .higher)
    case (.above, true), (.after, true), (.upTo, false): Goal(bound, .higher, isStrict: true)
    case (.below, true), (.atLeast, false): Goal(bound, .lower, isStrict: true)
    case (.upTo, true), (.above, false), (.after, false): Goal(bound, .lower)
    }
  }
}
