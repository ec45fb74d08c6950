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
  /// What others report, what was before and what comes together from below stays as it is. Of a quotient the numerator
  /// changes, of a sum the first part that can, of a difference the one that rises. Whether the change does it says only the replay.
  mutating func repair(of rule: Rule) -> [Int: Value]? {
    let requirement = rule.requirement
    requirementAtHand = index(of: rule)
    let kept = (slots, remarks)
    defer { (slots, remarks) = kept }
    if let expression = requirement.value { slots[valueSlot] = evaluate(expression) }
    fillForms(of: rule)
    var wish = Wish(self, requirement.value?.program.outline)
    switch requirement.scoring {
    case .linear(_, let full, let better):
      guard case .number(let goal) = evaluate(full) else { return nil }
      return wish.value(Goal(goal, better))
    case .met(let condition): return wish.truth(condition.program.outline, true)
    case .lines(let lines):
      var changes: [Int: Value] = [:]
      let undone = lines.enumerated().filter { $0.element.direction == .lose }
      if !rule.startsFull, rule.points > .zero || undone.isEmpty {
        // Of several lines that earn, nothing says which of them.
        guard lines.count == 1 else { return nil }
        return earn(lines[0], rule.points, &wish)
      }
      for (index, line) in undone {
        switch effect(of: rule.lines[index], index, node: rule.points) {
        case .none: continue
        case .effect(let effect) where effect.moved.isZero: continue
        case .effect, .unresolved: break
        }
        guard let change = undo(line, &wish) else { return nil }
        changes.merge(change) { _, last in last }
      }
      return changes
    case .bands(let bands):
      if let band = bands.first(where: { $0.direction == .earn && $0.amount.isAll }) {
        return fit(band, &wish)
      }
      guard !bands.contains(where: { $0.direction == .earn }) else { return nil }
      return bands.reduce([:]) { changes, band in
        changes.flatMap { changes in
          unfit(band, &wish).map { changes.merging($0) { _, last in last } }
        }
      }
    case .table, .given, .places: return nil
    }
  }

  private func index(of rule: Rule) -> Int {
    if case .requirement(let index) = rule.owner { index } else { requirementAtHand }
  }

  /// What makes a line take nothing away.
  private mutating func undo(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
    switch line.quantity {
    case .each(let pieces):
      if let change = wish.number(pieces.program.outline, Goal(.zero, .lower)) { return change }
    case .records(_, let list):
      return withoutRecords(line, list)
    case .once, .per: break
    }
    return unfit(line, &wish)
  }

  /// What makes a line not fit: its test or its condition fails.
  private mutating func unfit(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
    if let test = line.test, case .number(let bound) = evaluate(test.bound),
      let change = test.comparison.goal(bound, holds: false).flatMap({ wish.value($0) })
    {
      return change
    }
    return line.condition.flatMap { wish.truth($0.program.outline, false) }
  }

  /// What makes a line fit: its test and its condition hold.
  private mutating func fit(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
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

  /// What makes the only line of a score earn all points.
  private mutating func earn(
    _ line: Line, _ points: Number, _ wish: inout Wish
  ) -> [Int: Value]? {
    switch line.quantity {
    case .once: return fit(line, &wish)
    case .each(let pieces):
      guard line.times == nil, case .number(let each) = amount(line.amount, node: points),
        let count = points.divided(by: each), !each.isNegative
      else { return nil }
      return wish.number(pieces.program.outline, Goal(count, .higher))
    case .records, .per: return nil
    }
  }

  /// A table without the records that a line counts.
  private mutating func withoutRecords(_ line: Line, _ list: Expression) -> [Int: Value]? {
    guard case .slot(let slot) = list.program.outline?.kind,
      plan.set.items.indices.contains(Int(slot.rawValue)),
      case .list(let records) = slots[Int(slot.rawValue)]
    else { return nil }
    let recordSlot = Int(plan.set.slots.record.rawValue)
    defer { slots[recordSlot] = .null(Null(.missing)) }
    let left = records.filter { record in
      slots[recordSlot] = record
      return line.condition.map { evaluate($0).boolean == false } ?? false
    }
    return [Int(slot.rawValue): .list(left)]
  }

  /// Assesses a unit once more with other values of some items; nobody else's change, and its peers are compared with the
  /// new ones. Nil where what the peers come to follows from them in turn.
  func replayed(_ changes: [Int: Value], of unit: ScoredUnit) -> UnitAssessment? {
    var scorer = self
    scorer.steps = nil
    scorer.ends = []
    let planned = changes.map { PlannedValues.Planned(item: $0.key, value: $0.value) }
    let record = record.planning(planned).changing(Set(changes.keys), plan.rules)
    _ = scorer.load(unit.block, unit.row, record, unit.unit, unit.around)
    scorer.takeSharesOfOne()
    scorer.fillForms(of: nil)
    if let table = scorer.peers.table {
      guard let moved = table.replacing(unit.index, scorer.peerFacts(), plan.peers) else {
        return nil
      }
      scorer.peers.table = moved
      scorer.fillForms(of: nil)
    }
    return scorer.assessUnit()
  }
}

/// A number to reach.
struct Goal {
  var number: Number
  var better: Better
  /// Whether it has to be passed, not only reached.
  var isStrict: Bool

  init(_ number: Number, _ better: Better, isStrict: Bool = false) {
    self.number = number
    self.better = better
    self.isStrict = isStrict
  }

  /// Whether a number is as good as the goal.
  func isReached(by other: Number) -> Bool {
    if other == number { return !isStrict }
    return better == .higher ? other > number : other < number
  }

  /// The goal for what is taken away.
  func turned(_ number: Number) -> Goal {
    Goal(number, better == .higher ? .lower : .higher, isStrict: isStrict)
  }

  fileprivate func with(_ number: Number) -> Goal { Goal(number, better, isStrict: isStrict) }
}

/// Looks for the change of reported items that makes an expression come out as it should.
private struct Wish {
  private let set: IndicatorSet
  private let levels: [Level?]
  private let level: Level
  private let gathered: (Int) -> Bool
  private let slots: [Value]
  private let ownValue: Outline?

  init(_ scorer: Scorer, _ value: Outline?) {
    set = scorer.plan.set
    levels = scorer.plan.levels
    level = scorer.level
    gathered = { scorer.rolledUp($0) != nil }
    slots = scorer.slots
    ownValue = value
  }

  /// What makes the value of the rule reach a goal.
  func value(_ goal: Goal) -> [Int: Value]? { number(ownValue, goal) }

  /// What makes an expression reach a goal; empty where it does already.
  func number(_ outline: Outline?, _ goal: Goal) -> [Int: Value]? {
    guard let outline else { return nil }
    let now = number(of: outline)
    if let now, goal.isReached(by: now) { return [:] }
    switch outline.kind {
    case .slot(let slot): return slot == set.slots.value ? value(goal) : item(slot, goal)
    case .negation: return number(outline.parts[0], goal.turned(-goal.number))
    case .arithmetic(let operation):
      let (a, b) = (outline.parts[0], outline.parts[1])
      let (first, second) = (number(of: a), number(of: b))
      switch operation {
      case .add:
        return second.flatMap { number(a, goal.with(goal.number - $0)) }
          ?? first.flatMap { number(b, goal.with(goal.number - $0)) }
      case .subtract:
        let minuend = { second.flatMap { number(a, goal.with(goal.number + $0)) } }
        let subtrahend = { first.flatMap { number(b, goal.turned($0 - goal.number)) } }
        // What has been done rises: less is left when more is done.
        return goal.better == .higher ? minuend() ?? subtrahend() : subtrahend() ?? minuend()
      case .multiply:
        return second.flatMap { scaled(a, goal, by: $0) }
          ?? first.flatMap { scaled(b, goal, by: $0) }
      case .divide:
        guard let second, let factor = Number.one.divided(by: second) else { return nil }
        return scaled(a, goal, by: factor)
      case .power: return nil
      }
    case .constant, .call, .comparison, .and, .or, .conditional, .other: return nil
    }
  }

  private func scaled(_ outline: Outline, _ goal: Goal, by factor: Number) -> [Int: Value]? {
    guard let end = goal.number.divided(by: factor) else { return nil }
    return number(outline, factor.isNegative ? goal.turned(end) : goal.with(end))
  }

  /// What makes a condition come out so; empty where it does already.
  func truth(_ outline: Outline?, _ wanted: Bool) -> [Int: Value]? {
    guard let outline else { return nil }
    if truth(of: outline) == wanted { return [:] }
    switch outline.kind {
    case .constant(.boolean(let value)): return value == wanted ? [:] : nil
    case .slot(let slot):
      guard let index = own(slot), set.items[index].type == .yesNo else {
        return truth(formula(of: slot), wanted)
      }
      return [index: .boolean(wanted)]
    case .and where wanted, .or where !wanted:
      return outline.parts.reduce([:]) { changes, part in
        changes.flatMap { changes in
          truth(part, wanted).map { changes.merging($0) { _, last in last } }
        }
      }
    case .and, .or: return outline.parts.lazy.compactMap { truth($0, wanted) }.first
    case .call("not"): return outline.parts.first.flatMap { truth($0, !wanted) }
    case .comparison(let comparison):
      return compared(comparison, outline.parts[0], outline.parts[1], wanted)
        ?? compared(comparison.mirrored, outline.parts[1], outline.parts[0], wanted)
    case .constant, .call, .negation, .arithmetic, .conditional, .other: return nil
    }
  }

  private func compared(
    _ comparison: Outline.Comparison, _ side: Outline, _ other: Outline, _ wanted: Bool
  ) -> [Int: Value]? {
    if let bound = number(of: other) {
      switch (comparison, wanted) {
      case (.equal, true), (.notEqual, false):
        guard let now = number(of: side) else { return number(side, Goal(bound, .higher)) }
        return number(side, Goal(bound, now < bound ? .higher : .lower))
      case (.greater, true), (.lessOrEqual, false):
        return number(side, Goal(bound, .higher, isStrict: true))
      case (.greaterOrEqual, true), (.less, false): return number(side, Goal(bound, .higher))
      case (.less, true), (.greaterOrEqual, false):
        return number(side, Goal(bound, .lower, isStrict: true))
      case (.lessOrEqual, true), (.greater, false): return number(side, Goal(bound, .lower))
      case (.equal, false), (.notEqual, true): return nil
      }
    }
    guard case .constant(let constant) = other.kind, case .slot(let slot) = side.kind,
      let index = own(slot), (comparison == .equal) == wanted,
      comparison == .equal || comparison == .notEqual
    else { return nil }
    switch (set.items[index].type, constant) {
    case (.yesNo, .boolean), (.choice, .string): return [index: constant]
    default: return nil
    }
  }

  /// A reported number that reaches a goal: whole where it is counted, and believable.
  private func item(_ slot: Slot, _ goal: Goal) -> [Int: Value]? {
    guard let index = own(slot) else { return number(formula(of: slot), goal) }
    let item = set.items[index]
    var wanted = goal.number
    switch item.type {
    case .count:
      let whole = goal.better == .higher ? wanted.ceiling() : wanted.floor()
      let step: Number = goal.better == .higher ? .one : -.one
      wanted = goal.isReached(by: whole) ? whole : whole + step
      if wanted.isNegative { return nil }
    case .number, .percent:
      // What comes right after a number, nobody can say.
      if goal.isStrict { return nil }
    case .yesNo, .date, .choice, .text, .table: return nil
    }
    if let plausible = item.plausible, !plausible.contains(wanted) { return nil }
    return [index: .number(wanted)]
  }

  /// The item of a slot, where the unit reports it itself.
  private func own(_ slot: Slot) -> Int? {
    let index = Int(slot.rawValue)
    guard set.items.indices.contains(index), set.items[index].isReported, levels[index] == level,
      set.items[index].taken == nil, !gathered(index)
    else { return nil }
    return index
  }

  private func formula(of slot: Slot) -> Outline? {
    let index = Int(slot.rawValue)
    guard set.items.indices.contains(index) else { return nil }
    return set.items[index].value?.program.outline
  }

  /// What an expression comes to now; nil where that is not known from its parts.
  private func number(of outline: Outline) -> Number? {
    func part(_ index: Int) -> Number? { number(of: outline.parts[index]) }
    switch outline.kind {
    case .constant(let value): return value.number
    case .slot(let slot): return slots[Int(slot.rawValue)].number
    case .negation: return part(0).map { -$0 }
    case .arithmetic(let operation):
      guard let a = part(0), let b = part(1) else { return nil }
      switch operation {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return a.divided(by: b)
      case .power: return nil
      }
    case .call, .comparison, .and, .or, .conditional, .other: return nil
    }
  }

  private func truth(of outline: Outline) -> Bool? {
    switch outline.kind {
    case .constant(let value): return value.boolean
    case .slot(let slot): return slots[Int(slot.rawValue)].boolean
    case .and:
      let parts = outline.parts.map(truth(of:))
      return parts.contains(false) ? false : parts.allSatisfy { $0 == true } ? true : nil
    case .or:
      let parts = outline.parts.map(truth(of:))
      return parts.contains(true) ? true : parts.allSatisfy { $0 == false } ? false : nil
    case .comparison(let comparison):
      if let a = number(of: outline.parts[0]), let b = number(of: outline.parts[1]) {
        return comparison.holds(a, b)
      }
      guard case .slot(let slot) = outline.parts[0].kind,
        case .constant(let constant) = outline.parts[1].kind,
        let isSame = Definitions.Comparison.is.holds(slots[Int(slot.rawValue)], constant)
      else { return nil }
      switch comparison {
      case .equal: return isSame
      case .notEqual: return !isSame
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
      }
    case .call, .negation, .arithmetic, .conditional, .other: return nil
    }
  }
}

extension Outline.Comparison {
  /// The comparison with its sides exchanged.
  fileprivate var mirrored: Outline.Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  fileprivate func holds(_ a: Number, _ b: Number) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
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
