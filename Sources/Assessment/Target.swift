package import Definitions
package import FEEL
import SourceText

/// What a requirement asks for, as the reports call it.
package struct Target: Sendable {
  package var text: String
  /// The value to reach; nil where the target is no number.
  package var number: Number?
  /// Whether more is better.
  package var better: Better
  /// Whether the number itself is not enough: it has to be passed.
  package var isStrict = false
  /// Whether only the number itself will do.
  package var isExact = false
}

extension Target {
  /// Whether a value reaches it; nil where there is no number to reach.
  func isReached(by value: Value) -> Bool? {
    guard let number, case .number(let value) = value else { return nil }
    if value == number { return !isStrict }
    return isExact ? false : better == .higher ? value > number : value < number
  }

  /// Whether it asks for more than another one.
  fileprivate func isHarder(than other: Target) -> Bool {
    guard let number, let theirs = other.number else { return false }
    return better == .higher ? number > theirs : number < theirs
  }
}

extension Scorer {
  /// The target of a requirement for the unit at hand: what the author states, else `full` of linear, the strictest
  /// bound of the lines, the first band or row that earns all, the condition of `met`.
  mutating func target(of index: Int) -> Target? {
    let requirement = plan.set.requirements[index]
    var found: Target?
    switch requirement.scoring {
    case .linear(_, let full, let better):
      if case .number(let goal) = evaluate(full) { found = target(goal, better, index) }
    case .lines(let lines): found = strictest(lines, index)
    case .bands(let bands):
      if let test = bands.first(where: { $0.direction == .earn && $0.amount.isAll })?.test {
        found = target(test, index)
        // A band before it may fit as well.
        if let goal = found, !earnsAll(at: goal, index) { found = nil }
      } else if !bands.contains(where: { $0.direction == .earn }) {
        found = strictest(bands, index)
      }
    case .met(let condition):
      found = Target(text: condition.text, number: nil, better: .higher)
    case .table(let table):
      if let row = table.rows.first(where: \.earn.isAll) {
        found = Target(
          text: words(row, of: table), number: nil, better: .higher)
      }
    case .given, .places: break
    }
    if let stated = requirement.statedTarget {
      return Target(
        text: stated, number: found?.number, better: found?.better ?? .higher,
        isStrict: found?.isStrict ?? false, isExact: found?.isExact ?? false)
    }
    return found
  }

  /// The bound that is hardest to keep among those that take points away; where others give some, the easiest at which all
  /// are earned.
  private mutating func strictest(_ lines: [Line], _ index: Int) -> Target? {
    let kept = lines.compactMap { keeping($0, index) }
    guard lines.contains(where: { $0.direction == .earn && $0.test != nil }) else {
      return kept.dropFirst().reduce(kept.first) { best, next in
        best.map { next.isHarder(than: $0) ? next : $0 }
      }
    }
    let goals = (lines.compactMap { earning($0, index) } + kept)
      .sorted { $0.better == $1.better ? $1.isHarder(than: $0) : $0.better == .higher }
    return goals.first { earnsAll(at: $0, index) }
  }

  /// What keeps a line from taking points away: a line that loses when the value fails a test asks for the opposite side of
  /// it.
  private mutating func keeping(_ line: Line, _ index: Int) -> Target? {
    guard line.direction == .lose, let test = line.test,
      let number = target(test, index)?.number
    else { return nil }
    switch test.comparison {
    case .below: return target(number, .higher, index)
    case .upTo: return target(number, .higher, index, isStrict: true)
    case .above, .after: return target(number, .lower, index)
    case .atLeast: return target(number, .lower, index, isStrict: true)
    case .is: return nil
    }
  }

  /// From where a line gives all that it can: its bound, or the end of its steps. Steps without an end, and pieces that are
  /// counted, have no such bound.
  private mutating func earning(_ line: Line, _ index: Int) -> Target? {
    guard line.direction == .earn, var test = line.test else { return nil }
    switch line.quantity {
    case .once: break
    case .per(_, let end):
      guard let end else { return nil }
      // On the end itself all steps are counted.
      test.bound = end
      switch test.comparison {
      case .above: test.comparison = .atLeast
      case .below: test.comparison = .upTo
      case .is, .atLeast, .upTo, .after: break
      }
    case .each, .records: return nil
    }
    return target(test, index)
  }

  /// Whether a requirement earns all points where its value is at a target, or just past it; also where that is not known.
  private mutating func earnsAll(at target: Target, _ index: Int) -> Bool {
    guard let goal = target.number else { return true }
    let rule = plan.rules[index]
    let kept = (slots[valueSlot], remarks, steps)
    defer { (slots[valueSlot], remarks, steps) = kept }
    steps = nil
    let past =
      target.isStrict ? Number(mantissa: target.better == .higher ? 1 : -1, scale: 12) : .zero
    slots[valueSlot] = .number(goal + past)
    switch points(by: rule) {
    case .points(let points, _), .range(_, let points, _, _): return points >= rule.points
    case .noStep: return false
    case .unresolved, .notGiven: return true
    }
  }

  private mutating func target(_ test: ValueTest, _ index: Int) -> Target? {
    switch evaluate(test.bound) {
    case .number(let number):
      switch test.comparison {
      case .is:
        return Target(text: printed(number, index), number: number, better: .higher, isExact: true)
      case .atLeast, .above:
        return target(number, .higher, index, isStrict: test.comparison == .above)
      case .below, .upTo, .after:
        return target(number, .lower, index, isStrict: test.comparison == .below)
      }
    case .null: return nil
    case let other: return Target(text: other.words, number: nil, better: .higher)
    }
  }

  /// A number to reach, or where it is strict to pass.
  private func target(
    _ number: Number, _ better: Better, _ index: Int, isStrict: Bool = false
  ) -> Target {
    let sign = better == .higher ? (isStrict ? ">" : "≥") : (isStrict ? "<" : "≤")
    return Target(
      text: sign + printed(number, index), number: number, better: better, isStrict: isStrict)
  }

  /// The conditions of a row of a table; empty where it asks for nothing.
  func words(_ row: DecisionTable.Row, of table: DecisionTable) -> String {
    zip(table.inputs, row.cells).compactMap(words).joined(separator: ", ")
  }

  private func words(_ input: Expression, _ cell: DecisionTable.Cell) -> String? {
    switch cell {
    case .any: nil
    case .equals(let value): "\(input.text) = \(value.words)"
    case .test(let comparison, let value):
      "\(input.text) \(comparison.sign) \(value.words)"
    case .between(let low, let high):
      "\(input.text) \(low.words) … \(high.words)"
    }
  }

  /// A number of a requirement as it is printed, as a percentage where it is one.
  func printed(_ number: Number, _ index: Int, against bound: Number? = nil) -> String {
    number.printed(asPercent: plan.rules[index].isPercent, against: bound)
  }

  /// How far the value is from the target, zero where it is reached and all is earned; nil where there is no number to reach,
  /// and where points are lost beside it.
  mutating func distance(_ outcome: Outcome, of index: Int) -> String? {
    guard case .number(let value) = outcome.value, let target = target(of: index),
      let goal = target.number
    else { return nil }
    let above = goal - value
    let distance = target.isExact ? above.magnitude : target.better == .higher ? above : -above
    guard !distance.isNegative, !distance.isZero else {
      let isFull = (outcome.replaced ?? outcome).isFull
      return isFull || target.isStrict && distance.isZero ? "0" : nil
    }
    // From what was reported as exactly as that; from what is worked out with as many digits as show it.
    let isPercent = plan.rules[index].isPercent
    return isReported(plan.set.requirements[index].value) && distance.isTerminatingDecimal
      ? distance.exactText(asPercent: isPercent)
      : distance.printed(asPercent: isPercent, against: .zero)
  }
}

extension Amount {
  /// Whether it is all of the node's points.
  var isAll: Bool {
    if case .all = self { true } else { false }
  }
}

extension Comparison {
  /// The sign of a comparison, as it is read in every language.
  var sign: String {
    switch self {
    case .is: "="
    case .atLeast: "≥"
    case .above, .after: ">"
    case .below: "<"
    case .upTo: "≤"
    }
  }
}
