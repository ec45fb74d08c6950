import Definitions
import FEEL
package import Submissions

/// One walk over the rows, that finds out the facts of a stratum: what each unit is asked, and what all give.
package struct FactWalk: Sendable {
  /// What each unit is asked.
  package let question: FactQuestion
  private let stratum: Stratum
  /// What was known before.
  private let known: FactTable
  private let registry: Registry
  private var roll: RollCall
  /// What comes together, here and in each variant.
  private var gatherings: [Gathering]
  /// By unit, what it gives to its peers.
  private var peers: [Index<Unit>: [Fact]] = [:]
  /// By the units that became others within the period their values, here and in each variant.
  private var former: [Index<Unit>: [[Value]]] = [:]

  /// A walk for what a stratum of facts asks, beyond what is known by now.
  package init(_ stratum: Stratum, _ known: FactTable) {
    self.stratum = stratum
    self.known = known
    registry = known.registry
    roll = known.roll
    question = FactQuestion(stratum, known)
    gatherings = stratum.isBelow ? question.all.compactMap(\.gathering) : []
  }

  /// Takes what the units of a block give; the blocks in their order.
  package mutating func take(_ facts: BlockFacts) {
    for (given, unit) in zip(facts.given, facts.units) {
      roll.note(unit, isScored: facts.isScored)
      switch given {
      case .nothing: continue
      case .facts(let facts): take(facts, of: unit)
      case .items(let items): former[unit] = items
      }
    }
  }

  private mutating func take(
    _ given: [UnitFacts], of unit: Index<Unit>, speaksForFormer: Bool = false
  ) {
    let asked = stratum.asked(of: registry.units[unit].level)
    // Who has nothing but a past, or what is taken, has not reported to its peers.
    if roll.reported[unit] || speaksForFormer
      || (gatherings.first ?? known.around.gathering)?.gathered.contains(unit) == true
    {
      peers[unit] = given.first?.peers
    }
    for (index, facts) in given.enumerated() where gatherings.indices.contains(index) {
      gatherings[index].add(facts, asked, of: unit)
    }
  }

  /// What is known when all blocks have been taken.
  package consuming func closed() -> FactTable {
    speakForFormer()
    speakForTaken()
    speakForPlanned()
    for index in gatherings.indices { gatherings[index].close(stratum.columns) }
    askSilent()
    var table = known
    table.put(gatherings, peerTables(), of: roll)
    return table
  }

  /// Where the new unit is silent, those that became it speak together.
  private mutating func speakForFormer() {
    let all = question.all
    for (unit, parts) in registry.formerUnits.sorted(by: { $0.key < $1.key })
    where !roll.reported[unit] && registry.isMadeOf(parts, unit) {
      let rows = parts.compactMap { former[$0] }
      guard rows.count == parts.count else { continue }
      let asked = stratum.asked(of: registry.units[unit].level)
      let given = all.enumerated().map { index, around in
        var scorer = known.merged(rows.map { $0[index] }, into: unit, around)
        var facts = scorer.facts(asked, above: known.level(above: unit))
        // At the level that is scored nobody is scored without a row.
        if registry.units[unit].level != known.level {
          facts.peers = asked.peers.map { scorer.peerFact($0) }
        }
        return facts
      }
      take(given, of: unit, speaksForFormer: true)
      roll.isScored[unit] = parts.contains { roll.isScored[$0] }
    }
  }

  /// What is taken from other assessments needs no row.
  private mutating func speakForTaken() {
    for unit in Set(known.taken.flatMap(\.scores.keys)).sorted() where !roll.hasRow(unit) {
      let asked = stratum.asked(of: registry.units[unit].level)
      let columns = asked.gathered.compactMap { known.plan.rollUp?.columns[$0] }
      take(
        question.all.map { UnitFacts(gathered: $0.contributions(to: columns, of: unit)) },
        of: unit)
      roll.isScored[unit] = true
    }
  }

  /// Who handed in nothing and plans something has it where all is reached that is planned.
  private mutating func speakForPlanned() {
    let ahead = known.around.ends.count + 1
    guard let planned = known.planned, gatherings.count > ahead else { return }
    let silent = planned.values.keys.sorted().filter { unit in
      !roll.hasRow(unit) && registry.units[unit].heir == nil
        && registry.units[unit].level < known.level
    }
    for block in known.emptyRows(of: silent) {
      let answers = question.answers(of: block)
      for (given, unit) in zip(answers.given, answers.units) {
        guard case .facts(let facts) = given else { continue }
        take(facts.indices.map { $0 < ahead ? UnitFacts() : facts[$0] }, of: unit)
      }
    }
  }

  /// Who handed in nothing is asked for what came together there, for what is taken, and for the past.
  private mutating func askSilent() {
    let silent = registry.units.indices.filter { unit in
      !roll.hasRow(unit) && registry.units[unit].heir == nil && isAskedInSilence(unit)
    }
    roll.silent += silent
    for block in known.emptyRows(of: silent) {
      let answers = question.answers(of: block)
      for (given, unit) in zip(answers.given, answers.units) {
        guard case .facts(var facts) = given else { continue }
        for index in facts.indices { facts[index].gathered = [] }
        take(facts, of: unit)
      }
    }
  }

  /// Whether a unit that handed in nothing has something to be asked for all the same.
  private func isAskedInSilence(_ unit: Index<Unit>) -> Bool {
    let level = registry.units[unit].level
    guard level <= known.level, let gathering = gatherings.first else { return false }
    if gathering.gathered.contains(unit) { return true }
    guard level < known.level, !gathering.plan.children.isEmpty else { return false }
    return known.around.times?.knows(unit) == true
      || known.taken.contains { $0.scores[unit] != nil }
      || isAskedWhatItLacks(below: registry.units[unit].parent, gathering)
  }

  /// Whether a unit above, of which something is there, asks those below what they lack: nothing handed in is nothing there.
  private func isAskedWhatItLacks(below parent: Index<Unit>?, _ gathering: Gathering) -> Bool {
    guard let parent, roll.reported[parent] || gathering.gathered.contains(parent) else {
      return false
    }
    return gathering.plan.children.contains { known.plan.asksAbsence($0.argument) }
  }

  private func peerTables() -> PeerTables? {
    guard var tables = known.around.peers else { return nil }
    for (group, units) in tables.groups.enumerated() {
      let asked = stratum.asked(of: registry.units[units[0]].level)
      for (index, column) in (asked.peers + asked.results).enumerated() {
        tables.fill(column, ofGroup: group) { unit in
          guard let facts = peers[unit], facts.indices.contains(index) else { return .unknown }
          return facts[index]
        }
      }
    }
    return tables
  }
}

/// What the units of a block give in one walk.
package struct BlockFacts: Sendable {
  /// What a row gives.
  fileprivate enum Given: Sendable {
    case nothing
    /// Facts, here and in each variant.
    case facts([UnitFacts])
    /// Of a unit that became another one the values of its items, here and in each variant.
    case items([[Value]])
  }

  fileprivate let given: [Given]
  fileprivate let units: [Index<Unit>]
  fileprivate let isScored: Bool
}

/// What the units are asked in one walk.
package struct FactQuestion: Sendable {
  private let stratum: Stratum
  private let known: FactTable
  /// What is known, here and in each variant that the walk is about.
  fileprivate let all: [Surroundings]

  fileprivate init(_ stratum: Stratum, _ known: FactTable) {
    self.stratum = stratum
    self.known = known
    all = [known.around] + (stratum.isBelow ? known.around.variants : [])
  }

  /// What the units of a block give, each for itself.
  package func answers(of block: RowBlock) -> BlockFacts {
    var scorer = Scorer(known.plan)
    scorer.gathering = known.around.gathering
    return BlockFacts(
      given: block.rows.indices.map { give(&scorer, block, $0) }, units: block.rows.map(\.unit),
      isScored: block.isScored)
  }

  /// What the unit of a row gives, here and in each variant.
  private func give(_ scorer: inout Scorer, _ block: RowBlock, _ row: Int) -> BlockFacts.Given {
    let index = block.rows[row].unit
    let unit = known.registry.units[index]
    let asked = stratum.asked(of: unit.level)
    let above = known.level(above: index)
    let plan = known.plan
    guard asked.isAnything(below: above) else { return .nothing }
    func load(_ around: Surroundings) {
      _ = scorer.load(UnitAtHand(block, row, known.registry, around), around)
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
        let unit = UnitAtHand(block, row, known.registry, all[0])
        scorer.stand(unit, all[0], at: known.level, seen: .reported)
      } else {
        scorer.fillCalls(sharesAt: known.level)
      }
      given[0].peers = asked.peers.map { scorer.peerFact($0) }
    }
    if !asked.results.isEmpty {
      _ = scorer.standToBeScored(UnitAtHand(block, row, known.registry, all[0]), all[0])
      given[0].peers += scorer.resultFacts(asked.results)
    }
    return .facts(given)
  }
}
