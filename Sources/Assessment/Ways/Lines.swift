import Definitions
import FEEL
import SourceText

extension Lines: WayAtWork {
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    var sum = rule.start
    var effects: [LineEffect] = []
    for (index, line) in rule.lines.enumerated() {
      switch scorer.effect(of: line, index, node: rule.points) {
      case .none: continue
      case .noStep(let size): return .noStep(line: index, size)
      case .unresolved(let value): return .unresolved(value)
      case .effect(let effect):
        sum = sum + effect.moved
        if !effect.moved.isZero { effects.append(effect) }
      }
    }
    return .points(sum, .lines(effects))
  }

  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? {
    scorer.strictest(lines, index)
  }

  func taken(by cause: Cause) -> [String] {
    guard case .lines(let effects) = cause else { return [] }
    return effects.isEmpty ? [Lines.branch(nil)] : effects.map { Lines.branch($0.line) }
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .lines(let effects) = cause else { return judged.short }
    return scorer.why(effects, judged)
  }

  /// Whether the ends of all steps are too near, as they are computed.
  func isOutOfReach(_ outcome: Outcome, of index: Index<Requirement>, by scorer: inout Scorer)
    -> Bool
  {
    guard case .lines = outcome.cause else { return false }
    let isByValue = lines.allSatisfy { line in
      guard line.direction == .earn, line.test != nil, line.condition == nil else { return false }
      return if case .per(_, to: .some) = line.quantity { true } else { false }
    }
    return isByValue && scorer.target(of: index)?.number == nil
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    lines.map { line in
      let fit = trends.fit(line, value)
      guard trends.parts(of: line, value) == .steady else { return .unknown }
      return line.direction == .earn ? fit : fit.turned
    }.sum
  }

  func repair(_ rule: Rule, _ wish: inout Wish, by scorer: inout Scorer) -> [Int: Value]? {
    var changes: [Int: Value] = [:]
    let undone = lines.enumerated().filter { $0.element.direction == .lose }
    if rule.base == .nothing, rule.points > .zero || undone.isEmpty {
      // Of several lines that earn, nothing says which of them.
      guard lines.count == 1 else { return nil }
      return scorer.earn(lines[0], rule.points, &wish)
    }
    for (index, line) in undone {
      switch scorer.effect(of: rule.lines[index], index, node: rule.points) {
      case .none: continue
      case .effect(let effect) where effect.moved.isZero: continue
      case .effect, .noStep, .unresolved: break
      }
      guard let change = scorer.undo(line, &wish) else { return nil }
      changes.merge(change) { _, last in last }
    }
    return changes
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    scorer.isJudgedAlike(shown, value, byLines: lines)
  }

  var reach: Reach? { Reach(moves: lines.map { ($0.direction, $0.most) }, isSum: true) }

  /// By the size of the first step that the lines count by.
  func exampleValues(of index: Index<Requirement>, unit: Number, by scorer: inout Scorer)
    -> [Number]?
  {
    for line in lines {
      guard case .per(.absolute(let size), _) = line.quantity,
        case .number(let step) = scorer.evaluate(size), !step.isNegative, !step.isZero
      else { continue }
      return scorer.valuesFromTarget(of: index, step: step)
    }
    return scorer.valuesFromTarget(of: index, step: unit)
  }
}

extension Scorer {
  /// The bound that is hardest to keep among those that take points away; where others give some, the easiest at which all
  /// are earned.
  mutating func strictest(_ lines: [Line], _ index: Index<Requirement>) -> Target? {
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
  private mutating func keeping(_ line: Line, _ index: Index<Requirement>) -> Target? {
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
  private mutating func earning(_ line: Line, _ index: Index<Requirement>) -> Target? {
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

  /// What makes a line take nothing away.
  fileprivate mutating func undo(_ line: Line, _ wish: inout Wish) -> [Int: Value]? {
    switch line.quantity {
    case .each(let pieces):
      if let change = wish.number(pieces.program.outline, Goal(.zero, .lower)) { return change }
    case .records(_, let list):
      return withoutRecords(line, list)
    case .once, .per: break
    }
    return unfit(line, &wish)
  }

  /// What makes the only line of a score earn all points.
  fileprivate mutating func earn(
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
  fileprivate mutating func withoutRecords(_ line: Line, _ list: Expression) -> [Int: Value]? {
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
}
