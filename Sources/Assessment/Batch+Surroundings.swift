import Definitions
import FEEL
import SourceText
import Submissions

extension Batch {
  /// What is known about units from beyond their rows, and the rows of those that nobody handed in a row for.
  func surroundings<Raw: Sendable>(
    _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> (Surroundings, more: [RowBlock]) {
    var around = Surroundings(records: records, times: times, taken, \.scores)
    if let ahead = plannedRecords {
      around.planned = [Surroundings(records: ahead, times: times, taken, \.projected)]
    }
    var more: [RowBlock] = []
    if let rollUp = plan.rollUp {
      more = try await gather(rollUp, &around, blocks, read: read)
    }
    for _ in 0..<plan.peers.passes {
      around.setPeers(try await peerTables(around, blocks, more, read: read))
    }
    return (around, more)
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

  /// Fills in what comes together from the units below.
  /// - Returns: The rows of units that nobody handed in a row for.
  private func gather<Raw: Sendable>(
    _ rollUp: RollUpPlan, _ around: inout Surroundings, _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> [RowBlock] {
    var gathering = Gathering(rollUp, registry, keepsSingles: keepsUnitsBelow)
    let present = around
    let variants = around.variants
    var others = variants.map { _ in Gathering(rollUp, registry, keepsSingles: false) }
    var reported = [Bool](repeating: false, count: registry.units.count)
    var isScored = reported
    // By the units that became others within the period their values, here and in each variant.
    var former: [Int: [[Value]]] = [:]
    try await inOrder(blocks(), and: []) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      func given(_ row: Int, _ unit: Int, _ around: Surroundings) -> [Value] {
        _ = scorer.load(
          block, row, around.records[unit] ?? UnitRecord(), registry.units[unit], around)
        return registry.units[unit].heir == nil
          ? scorer.contributions(rollUp) : Array(scorer.slots.prefix(plan.set.items.count))
      }
      let given = block.rows.enumerated().map { row, place in
        (
          place.unit, given(row, place.unit, present),
          variants.map { given(row, place.unit, $0) }
        )
      }
      return (given, block.isScored)
    } collect: { (given: [(Int, [Value], [[Value]])], areScored) in
      for (unit, values, more) in given {
        reported[unit] = true
        if areScored { isScored[unit] = true }
        guard registry.units[unit].heir == nil else {
          former[unit] = [values] + more
          continue
        }
        gathering.add(values, of: unit)
        for index in others.indices { others[index].add(more[index], of: unit) }
      }
    }
    // Where the new unit is silent, those that became it speak together.
    for (unit, parts) in registry.formerUnits.sorted(by: { $0.key < $1.key })
    where !reported[unit] && registry.isMadeOf(parts, unit) {
      let rows = parts.compactMap { former[$0] }
      guard rows.count == parts.count else { continue }
      func together(_ variant: Int) -> [Value] {
        var scorer = merged(rows.map { $0[variant] }, level: registry.units[unit].level)
        return scorer.contributions(rollUp)
      }
      gathering.add(together(0), of: unit)
      for index in others.indices { others[index].add(together(index + 1), of: unit) }
      isScored[unit] = parts.contains { isScored[$0] }
    }
    // What is taken from other assessments needs no row.
    for unit in Set(taken.flatMap(\.scores.keys)).sorted() where !reported[unit] {
      gathering.add(around.contributions(rollUp, of: unit), of: unit)
      for index in others.indices {
        others[index].add(variants[index].contributions(rollUp, of: unit), of: unit)
      }
      isScored[unit] = true
    }
    gathering.close()
    around.gathering = gathering
    for index in others.indices {
      others[index].close()
      around.setGathering(others[index], ofVariant: index)
    }
    let isAskedOfPast = !rollUp.children.isEmpty
    around.silentBelow = registry.units.indices.filter { unit in
      !reported[unit] && registry.units[unit].level < level
        && (gathering.gathered.contains(unit) || isAskedOfPast && times?.knows(unit) == true)
    }
    // Who has nothing now may have a past to be asked for.
    let passes =
      isAskedOfPast && around.silentBelow.contains { times?.knows($0) == true }
      ? max(rollUp.passes, 1) : rollUp.passes
    for _ in 0..<passes {
      around.gathering = try await askChildren(around, blocks, read: read, around.silentBelow)
      for (index, variant) in around.variants.enumerated() {
        around.setGathering(
          try await askChildren(variant, blocks, read: read, around.silentBelow), ofVariant: index)
      }
    }
    for unit in registry.units.indices where isScored[unit] {
      var above = registry.units[unit].parent
      while let next = above, !isScored[next] {
        isScored[next] = true
        above = registry.units[next].parent
      }
    }
    let silent = registry.units(at: level).filter {
      !reported[$0] && gathering.gathered.contains($0)
    }
    return [true, false].compactMap { areScored in
      let units = silent.filter { isScored[$0] == areScored }
      return units.isEmpty ? nil : .empty(of: units, stride: plan.set.items.count, areScored)
    }
  }

  /// Rows of units that nobody handed in a row for.
  func emptyRows(of units: [Int]) -> [RowBlock] {
    units.isEmpty ? [] : [.empty(of: units, stride: plan.set.items.count, true)]
  }

  /// Asks the units below once more for calls of `children`, now that what they gather themselves is known.
  private func askChildren<Raw: Sendable>(
    _ around: Surroundings, _ blocks: () -> some Sequence<Raw>,
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic]), _ silent: [Int]
  ) async throws -> Gathering {
    guard var gathering = around.gathering else {
      preconditionFailure("the units below are asked again when their values are gathered")
    }
    let more = emptyRows(of: silent)
    try await inOrder(blocks(), and: more) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      return block.rows.enumerated().map { row, place in
        _ = scorer.load(
          block, row, around.records[place.unit] ?? UnitRecord(), registry.units[place.unit],
          around)
        return (place.unit, scorer.childFacts())
      }
    } collect: { (given: [(Int, [Value])]) in
      for (unit, values) in given { gathering.addCalls(values, of: unit) }
    }
    return gathering
  }

  /// For each unit of the registry the table of its peers.
  private func peerTables<Raw: Sendable>(
    _ around: Surroundings, _ blocks: () -> some Sequence<Raw>, _ more: [RowBlock],
    read: @escaping @Sendable (Raw) -> (RowBlock, [Diagnostic])
  ) async throws -> [PeerTable?] {
    var facts = [PeerFacts?](repeating: nil, count: registry.units.count)
    try await inOrder(blocks(), and: more) { work in
      let (block, _) = rows(of: work, read)
      var scorer = Scorer(plan)
      return block.rows.enumerated().compactMap { row, place -> (Int, PeerFacts)? in
        let unit = registry.units[place.unit]
        guard unit.level == level else { return nil }
        _ = scorer.load(block, row, records[place.unit] ?? UnitRecord(), unit, around)
        scorer.takeSharesOfOne()
        scorer.fillForms(of: nil)
        return (place.unit, scorer.peerFacts())
      }
    } collect: { (found: [(Int, PeerFacts)]) in
      for (unit, fact) in found { facts[unit] = fact }
    }
    var tables = [PeerTable?](repeating: nil, count: registry.units.count)
    let assessed = registry.units(at: level)
    for (_, group) in Dictionary(grouping: assessed, by: { registry.units[$0].group }) {
      let table = PeerTable(plan.peers, group, group.map { facts[$0] })
      for unit in group { tables[unit] = table }
    }
    return tables
  }
}
