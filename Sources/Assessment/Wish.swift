import Definitions
import FEEL

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

  /// The same goal at another number.
  func with(_ number: Number) -> Goal { Goal(number, better, isStrict: isStrict) }
}

/// Looks for the change of reported items that makes an expression come out as it should.
struct Wish {
  private let set: IndicatorSet
  private let levels: [Level?]
  private let level: Level
  private let gathered: (Int) -> Bool
  private let isAskedBelow: Set<Int>
  private let slots: [Value]
  private let ownValue: Outline?

  init(_ scorer: Scorer, _ value: Outline?) {
    set = scorer.plan.set
    levels = scorer.plan.levels
    level = scorer.level
    gathered = { scorer.rolledUp($0) != nil }
    isAskedBelow = scorer.plan.rollUp?.isAskedBelow ?? []
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
      guard let index = own(slot), set.items[index].type.notation == .yesNo else {
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
    switch (set.items[index].type.notation, constant) {
    case (.yesNo, .boolean), (.choice, .string): return [index: constant]
    default: return nil
    }
  }

  /// A reported number that reaches a goal: whole where it is counted, and believable.
  private func item(_ slot: Slot, _ goal: Goal) -> [Int: Value]? {
    guard let index = own(slot) else { return number(formula(of: slot), goal) }
    let item = set.items[index]
    var wanted = goal.number
    let rollUp = gathered(index) ? item.rollUp(at: level) : nil
    switch (rollUp, item.type.isCounted) {
    case (.share, _):
      if goal.isStrict || wanted < .zero || wanted > .one { return nil }
      return [index: .number(wanted)]
    case (.mean, true), (.weightedMean, true):
      if goal.isStrict || wanted.isNegative { return nil }
    case (_, true):
      let whole = goal.better == .higher ? wanted.ceiling() : wanted.floor()
      let step: Number = goal.better == .higher ? .one : -.one
      wanted = goal.isReached(by: whole) ? whole : whole + step
      if wanted.isNegative { return nil }
    case (_, false):
      // What comes right after a number, nobody can say.
      if goal.isStrict || !item.type.isNumeric { return nil }
    }
    // A sum is no value that a unit reports.
    if case .sum = rollUp { return [index: .number(wanted)] }
    if let plausible = item.plausible, !plausible.contains(wanted) { return nil }
    return [index: .number(wanted)]
  }

  /// The item of a slot, where the unit reports it itself, or where it comes together from units below that are asked for
  /// nothing else of it.
  private func own(_ slot: Slot) -> Int? {
    var index = Int(slot.rawValue)
    // Of the units that reported several items together: where these are all.
    if let form = set.slots.form(of: slot), form.form == Scope.pairedForm,
      let item = form.argument.reads.first
    {
      index = Int(item.rawValue)
      guard slots[index].number == slots[Int(slot.rawValue)].number else { return nil }
    }
    guard set.items.indices.contains(index), set.items[index].isReported else { return nil }
    if gathered(index) { return isAskedBelow.contains(index) ? nil : index }
    return levels[index] == level ? index : nil
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
}
