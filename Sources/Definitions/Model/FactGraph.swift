package import FEEL
import SourceText

/// What must be known from beyond a unit's own row before units can be scored, in strata.
///
/// A fact is what some units give so that others can be judged: what peers have, what the units below have, what comes
/// together of it. A fact that is made of others stands one stratum above the highest of them. All facts of a stratum are
/// found in one walk over the rows, when those of the strata below are known.
///
/// Facts are of a level: what a county asks its towns may be made of what the towns know of one another.
package struct FactGraph: Sendable {
  /// Something that units give to others.
  package enum Fact: Hashable, Sendable {
    /// What a call of `peers` or `place` asks of the peers of a unit of a level.
    case peers(Slot, Level)
    /// What a call of `children` asks of the units directly below a unit of a level.
    case children(Slot, Level)
    /// What comes together of an item, or of a part of a quotient.
    case gathered(Slot)
    /// The value by which a requirement is ranked.
    case place(Index<Requirement>)
    /// The points of a requirement, whose average stands in where it does not apply.
    case average(Index<Requirement>)
  }

  /// A call of `previous` or `earlier` by units of a level.
  package struct TimeCall: Hashable, Sendable {
    package let slot: Slot
    package let level: Level
  }

  /// What the facts are for.
  package enum Purpose: Hashable, Sendable {
    /// To score units.
    case scores
    /// The same without what only gates ask for.
    case points
    /// To answer what a later period asks; totals, points and gates are given.
    case answers(Set<TimeCall>)
  }

  /// The facts by stratum, the lowest first.
  package private(set) var strata: [[Fact]] = []
  /// What is made of totals, points or gates of the period.
  package private(set) var ofResults: Set<Fact> = []
  /// The calls over time that are made.
  package private(set) var timeCalls: Set<TimeCall> = []
  /// Whether totals, points or gates are asked for that are given.
  package private(set) var readsGivenResults = false
  /// Whether gates are among them.
  package private(set) var readsGivenGates = false
  /// What peers give and others make something of that they give in turn, before there are any points.
  package private(set) var readByPeers: Set<Fact> = []
  /// The way round, where something is made of itself.
  private(set) var circle: [Node] = []

  private let set: IndicatorSet
  /// The level that is scored.
  package let level: Level
  private let isGiven: Bool
  private let levels: [Level?]
  private let owners: [Slot: RuleOwner]
  private let checks: [CheckReads]
  private var found: [Node: Known] = [:]

  /// - Parameters:
  ///   - set: Whose expressions ask.
  ///   - level: The level that is scored.
  ///   - purpose: What the facts are for.
  package init(_ set: IndicatorSet, at level: Level, for purpose: Purpose = .scores) {
    self.set = set
    self.level = level
    levels = set.levelOfItem
    owners = Dictionary(
      uniqueKeysWithValues: set.slots.forms.lifted.compactMap { lifted in
        set.owner(of: lifted).map { (lifted.slot, $0) }
      })
    checks = CheckReads.all(in: set)
    switch purpose {
    case .scores, .points:
      isGiven = false
      visit(.results)
      if case .scores = purpose { for gate in set.gates.indices { visit(.gate(gate)) } }
      for check in set.checks.indices {
        for level in Level.allCases where checks[check].isMade(at: level) {
          visit(.check(check, level))
        }
      }
      for item in set.items.indices where !set.items[item].rollUps.isEmpty {
        visit(.fact(.gathered(Slot(rawValue: Int32(item)))))
      }
      for lifted in set.slots.forms.lifted where lifted.form == Scope.pairedForm {
        visit(.fact(.gathered(lifted.slot)))
      }
    case .answers(let calls):
      isGiven = true
      for call in calls.sorted(by: { ($0.slot, $0.level) < ($1.slot, $1.level) }) {
        for node in argument(of: call.slot, call.level, .judged) { visit(node) }
      }
      // A unit is there as well when those below it have handed in something.
      for item in set.items.indices
      where set.items[item].isReported && !set.items[item].rollUps.isEmpty {
        visit(.fact(.gathered(Slot(rawValue: Int32(item)))))
      }
    }
    // What only serves as a weight is gathered beside what it weighs.
    for case .gathered(let slot) in strata.joined() {
      for item in parts(ofGathered: slot) {
        for weight in set.items[item].weights {
          visit(.fact(.gathered(Slot(rawValue: Int32(weight)))))
        }
      }
    }
  }

  // MARK: What reads what

  /// How much is taken back of what contradicts itself.
  package enum Sight: Sendable {
    /// Nothing: what checks look at.
    case raw
    /// What the unit's own numbers contradict: what its peers see of it.
    case reported
    /// That, and what its peers' numbers contradict.
    case judged
  }

  /// Something that is worked out.
  enum Node: Hashable, Sendable {
    case fact(Fact)
    /// An item or call for a unit of a level.
    case slot(Slot, Level, Sight)
    case check(Int, Level)
    /// Points and total.
    case results
    case gate(Index<Gate>)
  }

  /// What has been found out about a node.
  private struct Known {
    /// The strata that come before it, its own included.
    var depth = 0
    /// What peers give that it is made of.
    var peers: Set<Fact> = []
    /// Whether it is made of totals, points or gates.
    var isOfResults = false
  }

  /// Finds the stratum of a node, and of all behind it; a chain of computed items may be long.
  private mutating func visit(_ root: Node) {
    guard found[root] == nil else { return }
    var open: Set<Node> = [root]
    var stack: [(node: Node, reads: [Node], next: Int, known: Known)] = [
      (root, reads(of: root), 0, Known())
    ]
    while let (node, reads, next, known) = stack.last {
      let top = stack.count - 1
      if next < reads.count {
        let read = reads[next]
        if let before = found[read] {
          stack[top].next += 1
          stack[top].known.depth = max(known.depth, before.depth)
          stack[top].known.peers.formUnion(before.peers)
          stack[top].known.isOfResults =
            known.isOfResults || before.isOfResults || read.isOfResults
        } else if open.insert(read).inserted {
          stack.append((read, self.reads(of: read), 0, Known()))
        } else {
          stack[top].next += 1
          if circle.isEmpty { circle = Array(stack.map(\.node).drop { $0 != read }) + [read] }
        }
        continue
      }
      stack.removeLast()
      var last = known
      if case .fact(let fact) = node {
        last.depth += 1
        while strata.count < last.depth { strata.append([]) }
        strata[last.depth - 1].append(fact)
        if last.isOfResults { ofResults.insert(fact) }
        if fact.isOfPeers {
          if !last.isOfResults { readByPeers.formUnion(last.peers) }
          last.peers.insert(fact)
        }
      }
      found[node] = last
      open.remove(node)
    }
  }

  private mutating func reads(of node: Node) -> [Node] {
    switch node {
    case .fact(.peers(let slot, let level)): argument(of: slot, level, .reported)
    case .fact(.children(let slot, let level)):
      Level.allCases.filter { $0 < level }.flatMap { argument(of: slot, $0, .judged) }
    case .fact(.gathered(let slot)): parts(of: slot)
    case .fact(.place(let index)):
      slots(set.requirements[index].valueSlots, level, .reported)
    case .fact(.average(let index)): reads(of: set.requirements[index], index)
    case .slot(let slot, let level, let sight): reads(of: slot, level, sight)
    case .check(let index, let level):
      slots(
        checks[index].reads, level, checks[index].isComparing(at: level) ? .reported : .raw)
    case .results:
      set.requirements.indices.flatMap { reads(of: set.requirements[$0], $0) }
        + set.requirements.indices.filter { set.requirements[$0].notApplicable == .average }
        .map { .fact(.average($0)) }
        + set.adjustments.flatMap { slots($0.slots, level, .judged) }
        + set.vetoes.flatMap { slots($0.askWhen?.program.reads ?? [], level, .judged) }
    case .gate(let index):
      [.results] + (set.gates[index].after.map { [.gate($0)] } ?? [])
        + set.gates[index].checks.flatMap { slots($0.condition.program.reads, level, .judged) }
    }
  }

  /// What a requirement's points are made of, but for the average that may stand in.
  private func reads(of requirement: Requirement, _ index: Index<Requirement>) -> [Node] {
    slots(requirement.slots, level, .judged)
      + (requirement.scoring.isRanked ? [.fact(.place(index))] : [])
  }

  private func slots(_ slots: some Sequence<Slot>, _ level: Level, _ sight: Sight) -> [Node] {
    slots.sorted().map { .slot($0, level, sight) }
  }

  /// What the argument of a call reads, through the value of its owner.
  private func argument(of slot: Slot, _ level: Level, _ sight: Sight) -> [Node] {
    let value = owners[slot].map { set.requirement(of: $0).valueSlots } ?? []
    let reads = set.slots.form(of: slot)?.argument.reads ?? []
    return slots(value.union(reads), level, sight)
  }

  private mutating func reads(of slot: Slot, _ level: Level, _ sight: Sight) -> [Node] {
    guard let form = set.slots.form(of: slot) else {
      if let item = set.item(of: slot) { return reads(ofItem: item, level, sight) }
      return slot == set.slots.total ? result(.results) : []
    }
    if form.form == Scope.pairedForm {
      guard let item = form.argument.reads.first, let own = levels[Int(item.rawValue)] else {
        return []
      }
      if own == level { return [.slot(item, level, sight)] }
      // How many gave the item is told as well.
      return own < level ? [.fact(.gathered(slot)), .fact(.gathered(item))] : []
    }
    guard let outlook = Outlook(rawValue: form.form) else { return [] }
    switch outlook {
    case .peers: return [.fact(.peers(slot, level))]
    case .place: return [.fact(.peers(slot, level))] + argument(of: slot, level, sight)
    case .previous:
      timeCalls.insert(TimeCall(slot: slot, level: level))
      return []
    case .earlier:
      timeCalls.insert(TimeCall(slot: slot, level: level))
      return argument(of: slot, level, sight)
    case .children: return [.fact(.children(slot, level))]
    case .score: return result(.results)
    case .passed:
      let id = form.argument.constant?.string
      return set.gates.firstIndex { $0.id == id }.map { result(.gate($0)) } ?? []
    case .value, .total: return []
    }
  }

  /// Points, total or a gate, where these are not given.
  private mutating func result(_ node: Node) -> [Node] {
    guard isGiven else { return [node] }
    readsGivenResults = true
    if case .gate = node { readsGivenGates = true }
    return []
  }

  private func reads(ofItem index: Int, _ level: Level, _ sight: Sight) -> [Node] {
    let own = levels[index]
    var reads: [Node] = []
    if own == nil || own == level {
      // A computed column may look at the other records of its table.
      let itself = Slot(rawValue: Int32(index))
      let isTable = set.items[index].table != nil
      let sources = set.items[index].sources.filter { !isTable || $0 != itself }
      reads = slots(Set(sources), level, sight)
    } else if let own, own < level, set.items[index].rollUp(at: level) != nil {
      reads = [.fact(.gathered(Slot(rawValue: Int32(index))))]
    }
    if sight == .raw { return reads }
    for (check, about) in checks.enumerated()
    where about.marks.contains(index) && about.isMade(at: level) {
      if sight == .judged || !about.isComparing(at: level) { reads.append(.check(check, level)) }
    }
    return reads
  }

  /// What comes together is worked out where it is reported, with the conditions of shares, and with the weights.
  private func parts(of slot: Slot) -> [Node] {
    var nodes: [Node] = []
    for item in parts(ofGathered: slot) {
      guard let own = levels[item] else { continue }
      nodes += slots([Slot(rawValue: Int32(item))], own, .judged)
      nodes += slots(set.items[item].conditions.flatMap(\.program.reads), own, .judged)
      for weight in set.items[item].weights {
        nodes += slots([Slot(rawValue: Int32(weight))], levels[weight] ?? set.assesses, .judged)
      }
    }
    return nodes
  }

  /// The items that come together by a slot: of a pair all of its group.
  private func parts(ofGathered slot: Slot) -> [Int] {
    guard let form = set.slots.form(of: slot) else { return set.item(of: slot).map { [$0] } ?? [] }
    let group = form.constants.compactMap { $0.number?.int }
    return Set(form.argument.reads.compactMap { set.item(of: $0) } + group).sorted()
  }
}

extension Item {
  /// The items by which it is weighed on its way up, ascending.
  fileprivate var weights: [Int] {
    Set(
      rollUps.values.compactMap { rollUp in
        if case .weightedMean(let weight) = rollUp { weight } else { nil }
      }
    ).sorted()
  }

  /// The conditions of the shares that are taken of it.
  fileprivate var conditions: [Expression] {
    rollUps.values.compactMap { rollUp in
      if case .share(let condition) = rollUp { condition } else { nil }
    }
  }
}

extension FactGraph.Fact {
  /// Whether it is something that peers give.
  fileprivate var isOfPeers: Bool {
    switch self {
    case .peers, .place, .average: true
    case .children, .gathered: false
    }
  }
}

extension FactGraph.Node {
  fileprivate var isOfResults: Bool {
    switch self {
    case .results, .gate: true
    case .fact, .slot, .check: false
    }
  }
}

/// What a data check reads and what it makes contradictory.
package struct CheckReads: Sendable {
  /// The slots that its condition reads.
  package let reads: [Slot]
  /// The level whose units it is made for; nil for any.
  package let level: Level?
  /// The items that it reads at its level, through those that are computed there.
  package let items: [Int]
  /// The items that it makes contradictory: none where it only warns.
  package let marks: Set<Int>
  /// The ranks of the levels at which it compares a unit with its peers.
  private let comparing: Set<Int>

  /// What each check of a set reads.
  package static func all(in set: IndicatorSet) -> [CheckReads] {
    let levels = set.levelOfItem
    return set.checks.map { CheckReads($0, set, levels) }
  }

  private init(_ check: DataCheck, _ set: IndicatorSet, _ levels: [Level?]) {
    reads = check.condition.program.reads
    level = set.level(behind: reads, levels)
    items = set.items(behind: reads, at: level ?? set.assesses, levels)
    marks = check.severity == .error ? Set(items) : []
    var comparing: Set<Int> = []
    for level in Level.allCases where set.asksPeers(reads, at: level, levels) {
      comparing.insert(level.rank)
    }
    self.comparing = comparing
  }

  /// Whether it is made for units of a level.
  func isMade(at level: Level) -> Bool { self.level == nil || self.level == level }

  /// Whether it compares a unit of a level with its peers, itself or through what it reads.
  package func isComparing(at level: Level) -> Bool { comparing.contains(level.rank) }
}

extension IndicatorSet {
  /// Whether some slots ask the peers of a unit of a level for something of this period.
  fileprivate func asksPeers(_ slots: [Slot], at level: Level, _ levels: [Level?]) -> Bool {
    var seen: Set<Slot> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = self.slots.form(of: slot) {
        switch Outlook(rawValue: form.form) {
        case .peers, .place: return true
        case .earlier: open += form.argument.reads
        case .previous, .children, .value, .total, .score, .passed, nil: break
        }
      } else if let item = item(of: slot), levels[item] == nil || levels[item] == level {
        open += items[item].sources
      }
    }
    return false
  }
}

extension FactGraph {
  /// The first way round that a set makes: something that is made of itself; empty where there is none.
  static func circle(in set: IndicatorSet) -> [Node] {
    if set.slots.forms.lifted.isEmpty { return [] }
    let graph = FactGraph(set, at: set.assesses)
    return graph.circle.isEmpty ? ofPast(set, at: set.assesses).circle : graph.circle
  }

  /// What any call over time may ask of an earlier period, also one that stands inside another.
  package static func ofPast(_ set: IndicatorSet, at level: Level) -> FactGraph {
    var graph = FactGraph(set, at: level)
    var asked: Set<TimeCall> = []
    repeat {
      asked.formUnion(graph.timeCalls)
      graph = FactGraph(set, at: level, for: .answers(asked))
    } while !graph.timeCalls.isSubset(of: asked)
    return graph
  }
}

extension FactGraph.Node {
  /// The slot that it is about; nil for checks, points and gates.
  var slot: Slot? {
    switch self {
    case .fact(.peers(let slot, _)), .fact(.children(let slot, _)), .fact(.gathered(let slot)),
      .slot(let slot, _, _):
      slot
    case .fact(.place), .fact(.average), .check, .results, .gate: nil
    }
  }

  /// What it is called.
  func name(in set: IndicatorSet) -> String {
    switch self {
    case .fact(.place(let index)), .fact(.average(let index)): set.requirements[index].id
    case .check(let index, _): set.checks[index].condition.text
    case .gate(let index): "passed(\"\(set.gates[index].id)\")"
    case .results: Outlook.total.rawValue
    case .fact, .slot: slot.map { set.name(of: $0) } ?? ""
    }
  }

  /// The place of the entry that it belongs to; nil for a call.
  func place(in set: IndicatorSet) -> Place? {
    switch self {
    case .fact(.place(let index)), .fact(.average(let index)): set.requirements[index].place
    case .check(let index, _): set.checks[index].place
    case .gate(let index): set.gates[index].checks.first?.place ?? set.gates[index].place
    case .results: nil
    case .fact, .slot: slot.flatMap { set.item(of: $0) }.map { set.items[$0].place }
    }
  }
}

extension IndicatorSet {
  /// What a slot is called.
  fileprivate func name(of slot: Slot) -> String {
    if let item = item(of: slot) { return items[item].name }
    guard let form = slots.form(of: slot) else { return Outlook.total.rawValue }
    if form.form == Scope.pairedForm { return form.argument.ownText }
    let more = form.constants.map { ", \($0.literal)" }.joined()
    return "\(form.form)(\(form.argument.ownText)\(more))"
  }
}
