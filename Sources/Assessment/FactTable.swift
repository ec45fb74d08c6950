package import Definitions
import FEEL
package import Submissions

/// What is known of units from beyond their own rows, found out stratum by stratum: whatever is not the unit's own row here
/// and now.
package struct FactTable: Sendable {
  package let plan: ScoringPlan
  package let occasion: Occasion
  /// What each walk over the rows finds out before anything is scored.
  package let strata: [Stratum]
  /// What is known, with what is taken from other assessments at its ends, and with what units plan.
  private(set) var around: Surroundings
  /// The values that units plan to reach; nil where nobody plans.
  let planned: PlannedValues?
  let taken: [TakenScores]
  /// The levels that have units.
  let registeredLevels: Set<Level>
  private(set) var roll: RollCall

  /// What is known in a scenario.
  subscript(_ scenario: Scenario) -> Surroundings {
    switch scenario {
    case .now: around
    case .takenAtWorst: around.ends.first ?? around
    case .takenAtBest: around.ends.last ?? around
    case .planned: around.planned.first ?? around
    }
  }

  /// Whether some unit plans something.
  package var knowsPlans: Bool { planned != nil }

  var registry: Registry { occasion.registry }
  var level: Level { occasion.level }

  /// A table in which no row has been looked at.
  /// - Parameters:
  ///   - plan: How units are scored.
  ///   - graph: What has to be known before they are.
  ///   - occasion: Whom it is about, and when.
  ///   - background: What is known besides the rows.
  package init(
    _ plan: ScoringPlan, _ graph: FactGraph, _ occasion: Occasion, _ background: Background
  ) {
    self.plan = plan
    self.occasion = occasion
    planned = background.planned
    taken = background.taken
    strata = Stratum.all(of: graph, plan.peers, plan.rollUp)
    let registry = occasion.registry
    registeredLevels = Set(registry.units.map(\.level))
    roll = RollCall(registry.units.count)
    let records = UnitRecord.all(
      background.records.about(occasion.period), plan.set, occasion.period)
    let times =
      plan.times.isEmpty ? nil : TimeTable(plan.times, background.earlier, at: occasion.period)
    let past = Surroundings.Past(times: times, given: background.given.values)
    around = Surroundings(records: records, past, taken, \.scores)
    around.readByPeers = Set(graph.readByPeers.compactMap { plan.peers.column(of: $0) })
    if let ahead = plannedRecords {
      around.planned = [
        Surroundings(records: ahead, past, taken, \.projected)
      ]
    }
  }

  /// The records with the values that units plan to reach in place of the present ones; nil where no unit plans that
  /// others are made of.
  private var plannedRecords: [Index<Unit>: UnitRecord]? {
    guard let planned else { return nil }
    let reachesAbove =
      planned.values.keys.contains { registry.units[$0].level != level }
      || taken.contains { !$0.projected.isEmpty }
    guard reachesAbove else { return nil }
    return planned.values.reduce(into: around.records) { records, entry in
      records[entry.key] = (records[entry.key] ?? UnitRecord()).planning(entry.value)
    }
  }

  /// Makes room for what the walks find out.
  /// - Parameter keepsUnitsBelow: Whether a report shows the values of the units below.
  package mutating func open(keepsUnitsBelow: Bool) {
    guard !strata.isEmpty else { return }
    if let rollUp = plan.rollUp, strata.contains(where: \.isBelow) {
      around.setGatherings(
        ([around] + around.variants).indices.map { index in
          Gathering(rollUp, registry, keepsSingles: keepsUnitsBelow && index == 0)
        })
    }
    guard plan.peers.count > 0 else { return }
    let all = registry.units.indices.filter { registry.units[$0].heir == nil }
    let groups = Dictionary(grouping: all) { PeerGroup(registry.units[$0]) }
    around.setPeers(
      PeerTables(
        groups.values.sorted { $0[0] < $1[0] }, units: registry.units.count,
        columns: plan.peers.count, isClosed: plan.isClosed))
  }

  /// Puts down what a walk has found out.
  mutating func put(
    _ gatherings: [Gathering], _ tables: PeerTables?, of roll: RollCall
  ) {
    self.roll = roll
    around.setGatherings(gatherings)
    if let tables { around.setPeers(tables) }
  }

  /// The rows of units that handed in nothing and are asked in every walk all the same.
  package var silentRows: [RowBlock] { emptyRows(of: roll.silent) }

  /// The same of those below the level that is scored.
  package var silentRowsBelow: [RowBlock] {
    emptyRows(of: roll.silent.filter { registry.units[$0].level < level })
  }

  /// The rows of units at the level that is scored that nobody handed in a row for, and of which something came together.
  package var rowsToScoreBesides: [RowBlock] {
    guard let gathered = around.gathering?.gathered else { return [] }
    var isScored = roll.isScored
    for unit in registry.units.indices where roll.isScored[unit] {
      var above = registry.units[unit].parent
      while let next = above, !isScored[next] {
        isScored[next] = true
        above = registry.units[next].parent
      }
    }
    let silent = registry.units(at: level).filter {
      !roll.reported[$0] && gathered.contains($0)
    }
    return [true, false].compactMap { areScored in
      let units = silent.filter { isScored[$0] == areScored }
      return units.isEmpty ? nil : .empty(of: units, stride: plan.set.items.count, areScored)
    }
  }

  /// Rows of units that nobody handed in a row for.
  func emptyRows(of units: [Index<Unit>]) -> [RowBlock] {
    units.isEmpty ? [] : [.empty(of: units, stride: plan.set.items.count, true)]
  }

  /// The level of the unit that a unit belongs to; nil for one that belongs to none.
  func level(above unit: Index<Unit>) -> Level? {
    registry.units[unit].parent.map { registry.units[$0].level }
  }

  /// Units that have become one, put together from their items: counts add up, everything else is missing.
  func merged(_ rows: [[Value]], into unit: Index<Unit>, _ around: Surroundings) -> Scorer {
    var scorer = Scorer(plan)
    scorer.unit = unit
    scorer.level = registry.units[unit].level
    for (index, item) in plan.set.items.enumerated() {
      var sum = Value.null(Null(.missing, slot: Slot(rawValue: Int32(index))))
      let numbers = rows.compactMap { $0[index].number }
      if item.type == .count, adds(item, at: scorer.level), numbers.count == rows.count {
        sum = .number(numbers.reduce(.zero, +))
      }
      scorer.slots[index] = sum
    }
    scorer.fillPairs()
    scorer.peers.table = around.peers?.table(of: unit)
    scorer.compute()
    return scorer
  }
}

/// Whether the values of an item in units of a level add up when the units become one.
private func adds(_ item: Item, at level: Level) -> Bool {
  guard let own = item.level, own < level else { return true }
  if case .sum = item.rollUp(at: level) { return true }
  return false
}

/// Which units are peers: those of the same level and group.
private struct PeerGroup: Hashable {
  let level: Level
  let group: String

  init(_ unit: Unit) {
    level = unit.level
    group = unit.group
  }
}

/// Who has handed in a row.
struct RollCall: Sendable {
  private(set) var reported: By<Unit, Bool>
  /// Who is to be scored; whoever only serves as a peer is not.
  var isScored: By<Unit, Bool>
  /// The units without a row that are asked all the same.
  var silent: [Index<Unit>] = [] {
    didSet { for unit in silent { isSilent[unit] = true } }
  }
  private var isSilent: By<Unit, Bool>

  /// Of so many units none has.
  init(_ count: Int) {
    reported = By(repeating: false, count: count)
    (isScored, isSilent) = (reported, reported)
  }

  /// Whether there is a row of a unit, be it an empty one.
  func hasRow(_ unit: Index<Unit>) -> Bool { reported[unit] || isSilent[unit] }

  /// Notes that a unit has a row.
  mutating func note(_ unit: Index<Unit>, isScored: Bool) {
    if isSilent[unit] { return }
    reported[unit] = true
    if isScored { self.isScored[unit] = true }
  }
}
