import Definitions
import FEEL
import SourceText
import Submissions

extension Batch {
  /// What is known about units from beyond their rows, and the rows of those that nobody handed in a row for: one walk over
  /// the rows for each stratum of facts.
  func surroundings<Raw: Sendable>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> (Surroundings, more: [RowBlock]) {
    var around = Surroundings(records: records, times: times, taken, \.scores, given: given)
    if let ahead = plannedRecords {
      around.planned = [
        Surroundings(records: ahead, times: times, taken, \.projected, given: given)
      ]
    }
    guard !strata.isEmpty else { return (around, []) }
    if let rollUp = plan.rollUp, strata.contains(where: \.isBelow) {
      around.setGatherings(
        ([around] + around.variants).indices.map { index in
          Gathering(rollUp, registry, keepsSingles: keepsUnitsBelow && index == 0)
        })
    }
    around.readByPeers = readByPeers
    if plan.peers.count > 0 {
      let all = registry.units.indices.filter { registry.units[$0].heir == nil }
      let groups = Dictionary(grouping: all) { PeerGroup(registry.units[$0]) }
      around.setPeers(
        PeerTables(
          groups.values.sorted { $0[0] < $1[0] }, units: registry.units.count,
          columns: plan.peers.count))
    }
    var roll = RollCall(registry.units.count)
    for stratum in strata {
      try await walk(stratum, &around, &roll, blocks, read: read)
    }
    around.silentBelow = roll.silent.filter { registry.units[$0].level < level }
    return (around, silentRows(around, roll))
  }

  /// The records with the values that units plan to reach in place of the present ones; nil where no unit plans that
  /// others are made of.
  private var plannedRecords: [Int: UnitRecord]? {
    guard let planned else { return nil }
    let reachesAbove =
      planned.values.keys.contains { registry.units[$0].level != level }
      || taken.contains { !$0.projected.isEmpty }
    guard reachesAbove else { return nil }
    return planned.values.reduce(into: records) { records, entry in
      records[entry.key] = (records[entry.key] ?? UnitRecord()).planning(entry.value)
    }
  }

  /// Finds out the facts of a stratum.
  private func walk<Raw: Sendable>(
    _ stratum: Stratum, _ around: inout Surroundings, _ roll: inout RollCall,
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws {
    let all = [around] + (stratum.isBelow ? around.variants : [])
    var gatherings = stratum.isBelow ? all.compactMap(\.gathering) : []
    var peers: [Int: [Fact]] = [:]
    // By the units that became others within the period their values, here and in each variant.
    var former: [Int: [[Value]]] = [:]
    let gathered = around.gathering
    func take(_ given: [UnitFacts], of unit: Int, speaksForFormer: Bool = false) {
      let asked = stratum.asked(of: registry.units[unit].level)
      // Who has nothing but a past, or what is taken, has not reported to its peers.
      if roll.reported[unit] || speaksForFormer
        || (gatherings.first ?? gathered)?.gathered.contains(unit) == true
      {
        peers[unit] = given.first?.peers
      }
      for (index, facts) in given.enumerated() where gatherings.indices.contains(index) {
        gatherings[index].add(facts, asked, of: unit)
      }
    }
    try await inOrder(blocks(), and: emptyRows(of: roll.silent)) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      let given = block.rows.indices.map { give(&scorer, block, $0, stratum, all) }
      return (given, block.rows.map(\.unit), block.isScored)
    } collect: { (given: [Given], units: [Int], isScored: Bool) in
      for (given, unit) in zip(given, units) {
        roll.note(unit, isScored: isScored)
        switch given {
        case .nothing: continue
        case .facts(let facts): take(facts, of: unit)
        case .items(let items): former[unit] = items
        }
      }
    }
    // Where the new unit is silent, those that became it speak together.
    for (unit, parts) in registry.formerUnits.sorted(by: { $0.key < $1.key })
    where !roll.reported[unit] && registry.isMadeOf(parts, unit) {
      let rows = parts.compactMap { former[$0] }
      guard rows.count == parts.count else { continue }
      let asked = stratum.asked(of: registry.units[unit].level)
      let given = all.enumerated().map { index, around in
        var scorer = merged(rows.map { $0[index] }, into: unit, of: registry, around)
        var facts = scorer.facts(asked, above: level(above: unit))
        // At the level that is scored nobody is scored without a row.
        if registry.units[unit].level != level {
          facts.peers = asked.peers.map { scorer.peerFact($0) }
        }
        return facts
      }
      take(given, of: unit, speaksForFormer: true)
      roll.isScored[unit] = parts.contains { roll.isScored[$0] }
    }
    // What is taken from other assessments needs no row.
    for unit in Set(taken.flatMap(\.scores.keys)).sorted() where !roll.hasRow(unit) {
      let asked = stratum.asked(of: registry.units[unit].level)
      let columns = asked.gathered.compactMap { plan.rollUp?.columns[$0] }
      take(
        all.map { UnitFacts(gathered: $0.contributions(to: columns, of: unit)) }, of: unit)
      roll.isScored[unit] = true
    }
    for index in gatherings.indices { gatherings[index].close(stratum.columns) }
    // Who handed in nothing is asked for what came together there, for what is taken, and for the past.
    let silent = registry.units.indices.filter { unit in
      !roll.hasRow(unit) && registry.units[unit].heir == nil
        && isAskedInSilence(unit, gatherings.first)
    }
    roll.silent += silent
    var scorer = Scorer(plan)
    for block in emptyRows(of: silent) {
      for row in block.rows.indices {
        guard case .facts(var facts) = give(&scorer, block, row, stratum, all) else { continue }
        for index in facts.indices { facts[index].gathered = [] }
        take(facts, of: block.rows[row].unit)
      }
    }
    around.setGatherings(gatherings)
    guard var tables = around.peers else { return }
    for (group, units) in tables.groups.enumerated() {
      let asked = stratum.asked(of: registry.units[units[0]].level)
      for (index, column) in (asked.peers + asked.results).enumerated() {
        tables.fill(column, ofGroup: group) { unit in
          guard let facts = peers[unit], facts.indices.contains(index) else { return .unknown }
          return facts[index]
        }
      }
    }
    around.setPeers(tables)
  }

  /// Whether a unit that handed in nothing has something to be asked for all the same.
  private func isAskedInSilence(_ unit: Int, _ gathering: Gathering?) -> Bool {
    guard registry.units[unit].level <= level, let gathering else { return false }
    if gathering.gathered.contains(unit) { return true }
    guard registry.units[unit].level < level, !gathering.plan.children.isEmpty else {
      return false
    }
    return times?.knows(unit) == true || taken.contains { $0.scores[unit] != nil }
  }

  private func level(above unit: Int) -> Level? {
    registry.units[unit].parent.map { registry.units[$0].level }
  }

  /// Rows of units that nobody handed in a row for.
  func emptyRows(of units: [Int]) -> [RowBlock] {
    units.isEmpty ? [] : [.empty(of: units, stride: plan.set.items.count, true)]
  }

  /// What a row gives.
  private enum Given: Sendable {
    case nothing
    /// Facts, here and in each variant.
    case facts([UnitFacts])
    /// Of a unit that became another one the values of its items, here and in each variant.
    case items([[Value]])
  }

  /// What the unit of a row gives, here and in each variant.
  private func give(
    _ scorer: inout Scorer, _ block: RowBlock, _ row: Int, _ stratum: Stratum,
    _ all: [Surroundings]
  ) -> Given {
    let index = block.rows[row].unit
    let unit = registry.units[index]
    let asked = stratum.asked(of: unit.level)
    let above = level(above: index)
    guard asked.isAnything(below: above) else { return .nothing }
    func load(_ around: Surroundings) {
      _ = scorer.load(block, row, around.records[index] ?? UnitRecord(), unit, around)
    }
    if unit.heir != nil {
      return .items(
        all.map { around in
          load(around)
          return Array(scorer.slots.prefix(plan.set.items.count))
        })
    }
    var given = all.map { around in
      load(around)
      return stratum.isBelow ? scorer.facts(asked, above: above) : UnitFacts()
    }
    // What peers see of a unit is what it is now, whatever their numbers contradict.
    if !asked.peers.isEmpty {
      if all.count > 1 || plan.comparesPeers {
        scorer.sight = .reported
        load(all[0])
        scorer.sight = .judged
      }
      scorer.fillCalls(sharesAt: level)
      given[0].peers = asked.peers.map { scorer.peerFact($0) }
    }
    if !asked.results.isEmpty {
      scorer.loadEnds(block, row, all[0].records[index] ?? UnitRecord(), unit, all[0])
      load(all[0])
      scorer.fillCalls(sharesAt: level)
      given[0].peers += scorer.resultFacts(asked.results)
    }
    return .facts(given)
  }

  /// The rows of units at the level that is scored that nobody handed in a row for, and of which something came together.
  private func silentRows(_ around: Surroundings, _ roll: RollCall) -> [RowBlock] {
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
private struct RollCall {
  private(set) var reported: [Bool]
  /// Who is to be scored; whoever only serves as a peer is not.
  var isScored: [Bool]
  /// The units without a row that are asked all the same.
  var silent: [Int] = [] {
    didSet { for unit in silent { isSilent[unit] = true } }
  }
  private var isSilent: [Bool]

  init(_ count: Int) {
    reported = [Bool](repeating: false, count: count)
    (isScored, isSilent) = (reported, reported)
  }

  /// Whether there is a row of a unit, be it an empty one.
  func hasRow(_ unit: Int) -> Bool { reported[unit] || isSilent[unit] }

  /// Notes that a unit has a row.
  mutating func note(_ unit: Int, isScored: Bool) {
    if isSilent[unit] { return }
    reported[unit] = true
    if isScored { self.isScored[unit] = true }
  }
}
