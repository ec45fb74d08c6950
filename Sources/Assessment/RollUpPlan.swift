import Definitions
import FEEL

/// What comes together from the units below: a column for each item, pair and call.
struct RollUpPlan: Sendable {
  /// One thing that comes together.
  struct Column: Sendable {
    enum Kind: Sendable {
      /// An item, over all units that report it.
      case item
      /// An item, over the units that reported the whole group (S1.5).
      case paired(group: [Int])
    }

    let kind: Kind
    let item: Int
    /// The slot of the value in the unit above; nil for an item that only serves as a weight.
    let slot: Int?
    /// The level whose units report it.
    let level: Level
    /// By the rank of a level: how it comes together there.
    let rollUps: [RollUp?]
    let complete: Number
    /// The columns of the weights, by the rank of the level above.
    var weights: [Int?]

    /// The condition of a share, looked at where the item is reported.
    var condition: Program? {
      rollUps.lazy.compactMap { rollUp -> Program? in
        if case .share(let condition) = rollUp { condition?.program } else { nil }
      }.first
    }

    /// How values come together in a unit of a level.
    func rollUp(at level: Level) -> RollUp? { rollUps[level.rank] }
  }

  let columns: [Column]
  /// The calls of `children`.
  let children: [LiftedForm]
  /// For each item, the slots of its pairs.
  let pairs: [[Int]]
  /// For each item, its column; nil where it does not come together.
  let columnOfItem: [Int?]
  /// The columns whose single values are needed once all units are known.
  let kept: Set<Int>
  /// Whether some call of `children` reads what the units below gather themselves.
  let asksChildrenForGathered: Bool
  /// For each item, the slots of the calls of `children` that read it.
  let callsOfItem: [[Int]]

  /// The plan of a set; nil where nothing comes together.
  init?(_ set: IndicatorSet, _ forms: [LiftedForm]) {
    var columns: [Column] = []
    var columnOfItem = [Int?](repeating: nil, count: set.items.count)
    func add(_ item: Int, _ kind: Column.Kind, slot: Int?) {
      let definition = set.items[item]
      guard let level = definition.level ?? (slot == nil ? set.assesses : nil) else { return }
      columns.append(
        Column(
          kind: kind, item: item, slot: slot, level: level,
          rollUps: Level.allCases.map { $0 > level ? definition.rollUp(at: $0) : nil },
          complete: definition.complete, weights: Level.allCases.map { _ in nil }))
    }
    for (index, item) in set.items.enumerated() where !item.rollUps.isEmpty {
      columnOfItem[index] = columns.count
      add(index, .item, slot: index)
    }
    var pairs = [[Int]](repeating: [], count: set.items.count)
    for form in forms {
      guard case .paired(let item, let group) = form.kind else { continue }
      pairs[item].append(form.slot)
      add(item, .paired(group: group), slot: form.slot)
    }
    let children = forms.filter { if case .children = $0.kind { true } else { false } }
    if columns.isEmpty && children.isEmpty { return nil }
    // Weights come last, so that every column that they belong to is there.
    var kept: Set<Int> = []
    for index in columns.indices {
      for (rank, rollUp) in columns[index].rollUps.enumerated() {
        guard case .weightedMean(let weight) = rollUp else { continue }
        if columnOfItem[weight] == nil {
          columnOfItem[weight] = columns.count
          add(weight, .item, slot: nil)
        }
        columns[index].weights[rank] = columnOfItem[weight]
        kept.insert(index)
        if let column = columnOfItem[weight] { kept.insert(column) }
      }
    }
    self.columns = columns
    self.children = children
    self.pairs = pairs
    self.columnOfItem = columnOfItem
    self.kept = kept
    let gathered = Set((columns.compactMap(\.slot) + children.map(\.slot)).map(Int32.init))
    var callsOfItem = [[Int]](repeating: [], count: set.items.count)
    var asksForGathered = false
    for call in children {
      for slot in set.closureThroughFormulas(of: Set(call.argument.reads)) {
        if gathered.contains(slot.rawValue) { asksForGathered = true }
        if Int(slot.rawValue) < set.items.count {
          callsOfItem[Int(slot.rawValue)].append(call.slot)
        }
      }
    }
    self.callsOfItem = callsOfItem
    asksChildrenForGathered = asksForGathered
  }
}

extension Level {
  /// 0 for the village, ascending.
  var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
}

extension Scorer {
  /// What the unit whose values are in the slots gives to the unit above it: for each column its value, null where the
  /// column is not of its level or has none; then for each call of `children` the value of its argument.
  mutating func contributions(_ rollUp: RollUpPlan) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(rollUp.columns.count + rollUp.children.count)
    for column in rollUp.columns {
      guard column.level == level else {
        values.append(.null)
        continue
      }
      var value = slots[column.item]
      if let condition = column.condition { value = evaluator.evaluate(condition, slots) }
      if case .paired(let group) = column.kind, group.contains(where: { slots[$0].isNull }) {
        value = .null
      }
      values.append(value)
    }
    return values + childFacts()
  }

  /// What the unit whose values are in the slots gives to the calls of `children` of the unit above.
  mutating func childFacts() -> [Value] {
    (plan.rollUp?.children ?? []).map { evaluator.evaluate($0.argument, slots) }
  }
}
