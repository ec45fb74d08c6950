import Definitions
import FEEL

/// What comes together from the units below: a column for each item, pair and call.
struct RollUpPlan: Sendable {
  /// One thing that comes together; an object, because it is looked at for every unit.
  final class Column: Sendable {
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
    let weights: [Int?]
    /// The condition of a share, looked at where the item is reported.
    let condition: Program?

    /// A part of an item as it comes together.
    /// - Parameters:
    ///   - part: Which part of which item, of units of which level, and the slot of the result.
    ///   - definition: The item.
    ///   - columns: The column of each item.
    init(
      _ part: (item: Int, level: Level, kind: Kind, slot: Int?), of definition: Item,
      _ columns: [Int?]
    ) {
      (item, level, kind, slot) = part
      let rollUps = Level.allCases.map { $0 > part.level ? definition.rollUp(at: $0) : nil }
      self.rollUps = rollUps
      complete = definition.complete
      weights = rollUps.map { rollUp in
        if case .weightedMean(let weight) = rollUp { columns[weight] } else { nil }
      }
      condition =
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
  /// The items that units are asked for besides what comes together of them: by formulas, conditions, weights and calls of
  /// `children`.
  let isAskedBelow: Set<Int>
  /// For each item, the slots of the calls of `children` that read it.
  let callsOfItem: [[Int]]

  /// The plan of a set; nil where nothing comes together.
  init?(_ set: IndicatorSet, _ forms: [LiftedForm]) {
    var wanted: [(item: Int, level: Level, kind: Column.Kind, slot: Int?)] = []
    var columnOfItem = [Int?](repeating: nil, count: set.items.count)
    for (index, item) in set.items.enumerated() where !item.rollUps.isEmpty {
      guard let level = item.level else { continue }
      columnOfItem[index] = wanted.count
      wanted.append((index, level, .item, index))
    }
    var pairs = [[Int]](repeating: [], count: set.items.count)
    for form in forms {
      guard case .paired(let item, let group) = form.kind else { continue }
      pairs[item].append(form.slot)
      guard let level = set.items[item].level else { continue }
      wanted.append((item, level, .paired(group: group), form.slot))
    }
    let children = forms.filter { if case .children = $0.kind { true } else { false } }
    if wanted.isEmpty && children.isEmpty { return nil }
    // An item that only serves as a weight comes last.
    for (item, _, _, _) in wanted {
      for level in Level.allCases {
        guard case .weightedMean(let weight) = set.items[item].rollUps[level],
          columnOfItem[weight] == nil
        else { continue }
        columnOfItem[weight] = wanted.count
        wanted.append((weight, set.items[weight].level ?? set.assesses, .item, nil))
      }
    }
    let columns = wanted.map { Column($0, of: set.items[$0.item], columnOfItem) }
    kept = Set(
      columns.indices.flatMap { index in
        let weights = columns[index].weights.compactMap { $0 }
        return weights.isEmpty ? [] : [index] + weights
      })
    self.columns = columns
    self.children = children
    self.pairs = pairs
    self.columnOfItem = columnOfItem
    var callsOfItem = [[Int]](repeating: [], count: set.items.count)
    for call in children {
      for slot in set.closureThroughFormulas(of: Set(call.argument.reads)) {
        if let item = set.item(of: slot) { callsOfItem[item].append(call.slot) }
      }
    }
    self.callsOfItem = callsOfItem
    var asked = Set(callsOfItem.indices.filter { !callsOfItem[$0].isEmpty })
    for (index, item) in set.items.enumerated() where item.level != nil {
      var reads = item.sources
      for rollUp in item.rollUps.values {
        switch rollUp {
        case .weightedMean(let weight): asked.insert(weight)
        case .share(let condition): reads += condition?.program.reads ?? []
        case .sum, .mean, .min, .max: break
        }
      }
      let items = set.closureThroughFormulas(of: Set(reads)).map { Int($0.rawValue) }
      asked.formUnion(items.filter { $0 < set.items.count && $0 != index })
    }
    isAskedBelow = asked
  }
}

extension RollUpPlan {
  /// The column of a fact, by its index; nil for one that does not come together.
  func column(of fact: FactGraph.Fact) -> Int? {
    guard case .gathered(let slot) = fact else { return nil }
    if let index = columns.firstIndex(where: { $0.slot == Int(slot.rawValue) }) { return index }
    return columnOfItem.indices.contains(Int(slot.rawValue))
      ? columnOfItem[Int(slot.rawValue)] : nil
  }
}
