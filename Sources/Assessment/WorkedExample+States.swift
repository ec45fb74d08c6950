import Definitions
import FEEL
import SourceText

/// Examples of what is no number along a scale: yes or no, choices, rows of a table, places.
extension Scorer {
  /// Each choice of the only item; of several that are yes or no all yes, then the first that loses with one no, then all no.
  mutating func choiceExamples(of index: Index<Requirement>) -> [WorkedExample] {
    let items = plan.rules[index].reads
    guard let first = items.first, items.count <= Self.mostItems else { return [] }
    var states: [[Int: Value]] = []
    if items.allSatisfy({ plan.set.items[$0].type.notation == .yesNo }) {
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

  /// What a state of some items comes to, whatever else a unit reports; nil where that decides.
  mutating func example(
    of index: Index<Requirement>, _ state: [Int: Value]
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
    let outcome = rule.outcome(points, cause, value: slots[valueSlot], digits: digits)
    let words = state.sorted { $0.key < $1.key }.map { item, value in
      Phrase("\(plan.set.items[item].name) ") + plan.set.items[item].phrase(value)
    }
    let example = WorkedExample(
      value: words.joined(), earned: outcome.earned, why: why(outcome, of: index))
    return (example, outcome)
  }

  /// The most items whose states are tried.
  private static let mostItems = 4
  /// The most examples.
  static let mostExamples = 6
}
