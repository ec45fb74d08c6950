package import Definitions
import FEEL
package import SourceText

/// What a way of scoring gives for one value, whatever else a unit reports.
package struct WorkedExample: Sendable {
  /// The value as it is printed, or the items with their states.
  package var value: Phrase
  package var earned: Points
  /// Why it is so, in the words of the reports.
  package var why: Phrase
}

extension ScoringPlan {
  /// Examples of each requirement, in the order of the set.
  package var examples: By<Requirement, [WorkedExample]> {
    var scorer = Scorer(self)
    return By(set.requirements.indices.map { scorer.examples(of: $0) })
  }
}

extension Scorer {
  /// Where the number of an example is put.
  private enum Input {
    /// In place of the requirement's value.
    case value
    /// In place of the one item that the score asks about.
    case item(Int)
  }

  /// Examples of a requirement, worked out by its rule: at the target, just past it, where half is lost, where it gets no
  /// worse; or the states of its items, the rows of its table, the places. Empty where points depend on more than that.
  ///
  /// Conditions for applying and guards are left aside.
  mutating func examples(of index: Index<Requirement>) -> [WorkedExample] {
    guard let (input, numbers) = exampleNumbers(of: index) else {
      return plan.rules[index].way.examples(of: index, by: &self)
    }
    var found: [(number: Number, outcome: Outcome)] = []
    for number in numbers {
      guard let outcome = outcome(of: index, input, number) else { return [] }
      found.append((number, outcome))
    }
    forget(input)
    // An item is counted up from nothing: where that earns more and more, the least that earns most is the target.
    if let first = found.first, let most = found.map(\.outcome.earned).max(),
      first.outcome.earned < most,
      let best = found.firstIndex(where: { $0.outcome.earned == most })
    {
      found = found[...best].reversed()
    }
    guard let most = found.first?.outcome.earned, let least = found.map(\.outcome.earned).min()
    else { return [] }
    var chosen: Set<Int> = [0]
    if found.count > 1 { chosen.insert(1) }
    if let half = found.firstIndex(where: { $0.outcome.earned.units * 2 <= most.units }) {
      chosen.insert(half)
    }
    if let last = found.firstIndex(where: { $0.outcome.earned == least }) { chosen.insert(last) }
    return chosen.sorted().map { position in
      let (number, outcome) = found[position]
      if case .item(let item) = input { slots[item] = .number(number) }
      defer { forget(input) }
      let isPercent: Bool
      switch input {
      case .value: isPercent = plan.rules[index].isPercent
      case .item(let item): isPercent = plan.set.items[item].type.isPercent
      }
      return WorkedExample(
        value: Phrase(number.printed(asPercent: isPercent, against: nil)), earned: outcome.earned,
        why: why(outcome, of: index))
    }
  }

  /// The numbers from which examples are chosen, the best one first.
  private mutating func exampleNumbers(of index: Index<Requirement>) -> (Input, [Number])? {
    let requirement = plan.set.requirements[index]
    let rule = plan.rules[index]
    guard requirement.value != nil else {
      guard rule.reads.count == 1, let item = rule.reads.first else { return nil }
      let type = plan.set.items[item].type
      guard type.isNumeric else { return nil }
      let farthest = type.isPercent ? 100 : Self.farthest
      return (.item(item), (0...farthest).map { type.step * Number($0) })
    }
    let unit: Number = rule.isPercent ? Number(mantissa: 1, scale: 2) : .one
    return rule.way.exampleValues(of: index, unit: unit, by: &self).map { (.value, $0) }
  }

  /// Values from the target on, for the better and then step by step for the worse; nil where it is no number.
  mutating func valuesFromTarget(of index: Index<Requirement>, step: Number) -> [Number]? {
    guard let target = target(of: index), let start = target.number else { return nil }
    let way = target.better == .higher ? -step : step
    var numbers: [Number] = []
    for count in 0...Self.farthest {
      let number = start + way * Number(count)
      // Counts and rates do not fall below nothing.
      if number.isNegative, !start.isNegative { break }
      numbers.append(number)
    }
    return numbers
  }

  /// So many steps are looked at.
  private static let farthest = 120

  private mutating func outcome(of index: Index<Requirement>, _ input: Input, _ number: Number)
    -> Outcome?
  {
    requirementAtHand = index
    slots[valueSlot] = .null(Null(.missing))
    switch input {
    case .value: slots[valueSlot] = .number(number)
    case .item(let item):
      slots[item] = .number(number)
      compute()
    }
    let rule = plan.rules[index]
    guard case .points(let points, let cause) = points(by: rule) else { return nil }
    return rule.outcome(points, cause, value: slots[valueSlot], digits: digits)
  }

  /// Takes the number of an example out again.
  private mutating func forget(_ input: Input) {
    guard case .item(let item) = input else { return }
    slots[item] = .null(Null(.missing, slot: Slot(rawValue: Int32(item))))
    compute()
  }
}
