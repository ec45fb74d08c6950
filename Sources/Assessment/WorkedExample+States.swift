import Definitions
import FEEL
import SourceText

/// Examples of what is no number along a scale: yes or no, choices, rows of a table, places.
extension Scorer {
  /// Examples of a requirement by the states that its items can have; empty where points depend on more than that.
  mutating func stateExamples(of index: Int) -> [WorkedExample] {
    switch plan.set.requirements[index].scoring {
    case .places(let points, _): placeExamples(of: index, points)
    case .table(let table): rowExamples(of: index, table)
    case .lines, .bands, .linear, .given, .met: choiceExamples(of: index)
    }
  }

  /// The first two places and the last one that has points.
  private mutating func placeExamples(of index: Int, _ points: [Number]) -> [WorkedExample] {
    requirementAtHand = index
    slots[valueSlot] = .null(Null(.missing))
    let rule = plan.rules[index]
    return Set([1, 2, points.count]).sorted().filter { $0 <= points.count }.map { place in
      let cause = Cause.place(place, of: points.count, unknown: 0)
      let outcome = scored(rule, points[place - 1], cause)
      return WorkedExample(
        value: Phrase(zh: "第\(place)名", en: "place \(place)"), earned: outcome.earned,
        why: Phrase(
          zh: "在同类单位中排第\(place)名", en: "place \(place) among the peers"))
    }
  }

  /// Each choice of the only item; of several that are yes or no all yes, then the first that loses with one no, then all no.
  private mutating func choiceExamples(of index: Int) -> [WorkedExample] {
    let items = plan.rules[index].reads
    guard let first = items.first, items.count <= Self.mostItems else { return [] }
    var states: [[Int: Value]] = []
    if items.allSatisfy({ plan.set.items[$0].type == .yesNo }) {
      let yes = Dictionary(uniqueKeysWithValues: items.map { ($0, Value.boolean(true)) })
      states = [yes] + items.map { item in yes.merging([item: .boolean(false)]) { $1 } }
      if items.count > 1 { states.append(yes.mapValues { _ in .boolean(false) }) }
    } else if items.count == 1, plan.set.items[first].type == .choice {
      states = plan.set.items[first].choices.map { [first: .string($0)] }
    }
    var seen: Set<Points> = []
    return states.compactMap { example(of: index, $0) }
      .filter { items.count == 1 || seen.insert($0.example.earned).inserted }
      .prefix(Self.mostExamples).map(\.example)
  }

  /// For each row of a table a state that fits it and none before.
  private mutating func rowExamples(
    of index: Int, _ table: DecisionTable
  ) -> [WorkedExample] {
    let count = plan.set.items.count
    let inputs = table.inputs.compactMap { input -> Int? in
      guard input.program.reads.count == 1,
        let slot = input.program.reads.first.map({ Int($0.rawValue) }),
        slot < count, plan.set.items[slot].name == input.text, plan.set.items[slot].value == nil
      else { return nil }
      return slot
    }
    guard inputs.count == table.inputs.count, Set(inputs).count == inputs.count,
      Set(plan.rules[index].reads).isSubset(of: inputs)
    else { return [] }
    var found: [WorkedExample] = []
    for row in table.rows.indices {
      var state: [Int: Value] = [:]
      for (column, item) in inputs.enumerated() {
        state[item] = value(fitting: row, column, table, plan.set.items[item])
      }
      guard state.count == inputs.count, let (example, outcome) = example(of: index, state),
        case .row(row) = outcome.cause
      else { continue }
      found.append(example)
    }
    return Array(found.prefix(Self.mostExamples))
  }

  /// A value that fits a cell; where any does, one beyond all that the column names.
  private func value(
    fitting row: Int, _ column: Int, _ table: DecisionTable, _ item: Item
  ) -> Value? {
    let step: Number = item.type == .percent ? Number(mantissa: 1, scale: 2) : .one
    switch table.rows[row].cells[column] {
    case .equals(let value), .between(let value, _): return value
    case .test(let comparison, let bound):
      guard case .number(let number) = bound else { return nil }
      switch comparison {
      case .is, .atLeast, .upTo: return bound
      case .above: return .number(number + step)
      case .below: return .number(number - step)
      case .after: return nil
      }
    case .any:
      if item.type == .yesNo { return .boolean(true) }
      if let first = item.choices.first { return .string(first) }
      let named = table.rows.flatMap { row -> [Number] in
        switch row.cells[column] {
        case .any: []
        case .equals(let value), .test(_, let value): [value.number].compactMap(\.self)
        case .between(let low, let high): [low.number, high.number].compactMap(\.self)
        }
      }
      return named.max().map { .number($0 + step) }
    }
  }

  /// What a state of some items comes to, whatever else a unit reports; nil where that decides.
  private mutating func example(
    of index: Int, _ state: [Int: Value]
  ) -> (example: WorkedExample, outcome: Outcome)? {
    requirementAtHand = index
    for (item, value) in state { slots[item] = value }
    compute()
    defer {
      for item in state.keys {
        slots[item] = .null(Null(.missing, slot: Slot(rawValue: Int32(item))))
      }
      slots[valueSlot] = .null(Null(.missing))
      compute()
    }
    let rule = plan.rules[index]
    slots[valueSlot] = rule.requirement.value.map { evaluate($0) } ?? .null(Null(.missing))
    guard case .points(let points, let cause) = points(by: rule) else { return nil }
    let outcome = scored(rule, points, cause)
    let words = state.sorted { $0.key < $1.key }.map { item, value in
      Phrase("\(plan.set.items[item].name) ") + plan.set.items[item].phrase(value)
    }
    let example = WorkedExample(
      value: words.joined(), earned: outcome.earned, why: why(outcome, of: index))
    return (example, outcome)
  }

  /// The most items whose states are tried, and the most examples.
  private static let mostItems = 4
  private static let mostExamples = 6
}
