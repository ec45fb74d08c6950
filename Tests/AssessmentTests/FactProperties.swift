@testable import Assessment
import Definitions
import FEEL
import Formats
import Run
import Submissions
import TestSupport
import Testing

/// What looks at peers, below and back, nested to a depth of three, in items, values, scores and gates, against a reading of
/// the words that keeps the whole world in memory and follows every call when it meets it; the periods before are read from
/// files as a run reads them.
@Suite struct FactProperties {
  /// Each world nests some fourteen expressions, looked at for several units: some thousand, and a million in `make long`.
  private static let worlds = RandomCases.count / (RandomCases.count > 10_000 ? 14 : 50)

  @Test func `whatever is nested comes to what the words say, in any order`() async throws {
    var found = 0
    for round in 0..<Self.worlds {
      let seed = RandomCases.seed &+ 32_452_843 &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let world = World(&random)
      guard let bench = try? Bench(points: "40", world.text) else { continue }
      found += 1
      let units = try await world.assess(bench, &random)
      try Reading(world).check(units, bench.plan, "seed \(seed)")
    }
    #expect(found > Self.worlds * 9 / 10, "only \(found) of \(Self.worlds) sets load")
  }

  @Test func `what peers give comes together in any order`() {
    for round in 0..<Self.worlds {
      let seed = RandomCases.seed &+ 49_979_687 &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let given = (0..<random.whole(1...9)).map { unit -> (unit: Index<Unit>, fact: Fact) in
        let points = Points(units: Int64(random.whole(0...9)))
        let facts: [Fact] = [
          .known(.number(Number(random.whole(-5...5))), isOpen: random.once(in: 3)),
          .points(
            now: random.once(in: 3) ? nil : points, least: .zero, most: points + points,
            mayLeave: random.once(in: 2)), .unknown, .none,
        ]
        return (Index(unit), random.pick(facts))
      }
      let whole = PeerColumn(given, isClosed: false)
      let shuffled = PeerColumn(given.shuffled(using: &random), isClosed: false)
      #expect(shuffled.tells(as: whole, of: given.map(\.unit)), "seed \(seed)")
    }
  }
}

extension PeerColumn {
  /// Whether two columns answer everything alike.
  fileprivate func tells(as other: PeerColumn, of units: [Index<Unit>]) -> Bool {
    let numbers = (-6...6).map { Number($0) }
    return values.map(\.literal) == other.values.map(\.literal)
      && (unknown, open) == (other.unknown, other.open)
      && numbers.allSatisfy { number in
        [Better.higher, .lower].allSatisfy {
          better(than: number, $0) == other.better(than: number, $0)
        }
      }
      && units.allSatisfy { unit in
        guard let a = fact(of: unit), let b = other.fact(of: unit) else { return false }
        return a.isSame(as: b)
      }
      && [average(of: .zero, digits: 2)].allSatisfy { mean in
        let same = other.average(of: .zero, digits: 2)
        return mean?.worst == same?.worst && mean?.now == same?.now && mean?.best == same?.best
          && mean?.mayBeNone == same?.mayBeNone
      }
  }
}

/// An expression over whole numbers.
private indirect enum Term {
  /// An item by its name, or `value`.
  case name(String)
  case total, score(Int), entered
  case sum(Term, Term), less(Term, Term), plus(Term, Int)
  case most(Term), all(Term), above(Term, Int)
  case place(Term)
  case previous(Term)
  /// `earlier(term, count)[index]`, counted from 1.
  case earlier(Term, Int, Int)
  case children(Term)

  var text: String {
    switch self {
    case .name(let name): name
    case .total: "total"
    case .score(let rule): "score(\"R\(rule)\")"
    case .entered: "(if passed(\"entry\") then 1 else 0)"
    case .sum(let a, let b): "(\(a.text) + \(b.text))"
    case .less(let a, let b): "(\(a.text) - \(b.text))"
    case .plus(let a, let number): "(\(a.text) + \(number))"
    case .most(let a): "max(peers(\(a.text)))"
    case .all(let a): "sum(peers(\(a.text)))"
    case .above(let a, let bound): "count(peers(\(a.text))[item > \(bound)])"
    case .place(let a): "place(\(a.text))"
    case .previous(let a): "previous(\(a.text))"
    case .earlier(let a, let count, let index): "earlier(\(a.text), \(count))[\(index)]"
    case .children(let a): "sum(children(\(a.text)))"
    }
  }

  private var parts: [Term] {
    switch self {
    case .name, .total, .score, .entered: []
    case .sum(let a, let b), .less(let a, let b): [a, b]
    case .plus(let a, _), .most(let a), .all(let a), .above(let a, _), .place(let a),
      .previous(let a), .earlier(let a, _, _), .children(let a):
      [a]
    }
  }

  var readsValue: Bool {
    if case .name("value") = self { true } else { parts.contains(where: \.readsValue) }
  }

  /// Something of a depth that reads some leaves; those of the units below, where there are any.
  static func random(
    _ depth: Int, _ random: inout SeededGenerator, _ leaves: [Term], below: [Term] = []
  ) -> Term {
    func inner() -> Term { .random(depth - 1, &random, leaves, below: below) }
    if depth == 0 || random.once(in: 8) { return random.pick(leaves) }
    switch random.whole(0...(below.isEmpty ? 8 : 9)) {
    case 0: return .most(inner())
    case 1: return .all(inner())
    case 2: return .above(inner(), random.whole(0...9))
    case 3, 4: return .place(inner())
    case 5:
      let count = random.whole(1...3)
      return .earlier(inner(), count, random.whole(1...count))
    case 6: return random.once(in: 2) ? .less(inner(), inner()) : .sum(inner(), inner())
    case 7: return .previous(inner())
    case 8: return .plus(inner(), random.whole(-2...5))
    default: return .children(.random(depth - 1, &random, below))
    }
  }
}

/// What a term comes to: nil where it is missing; and whether it may still come to something else.
private struct Known {
  var number: Int?
  var isOpen = false

  func with(_ other: Known, _ combine: (Int, Int) -> Int) -> Known {
    Known(
      number: number.flatMap { a in other.number.map { combine(a, $0) } },
      isOpen: isOpen || other.isOpen)
  }
}

/// How the value of a rule comes to points, out of ten.
private enum Score {
  case met(atLeast: Term)
  /// Four are lost below one bound, three above another one.
  case lines(below: Term, above: Term)
  /// Ten, six and three for the first places.
  case places

  static let ofPlaces = [10, 6, 3]

  var text: String {
    switch self {
    case .met(let bound): "{met: 'value >= \(bound.text)'}"
    case .lines(let low, let high):
      "{lines: [{lose: 4, below: '\(low.text)'}, {lose: 3, above: '\(high.text)'}]}"
    case .places: "{places: [10, 6, 3]}"
    }
  }
}

/// Counties in groups, with towns in groups of their own, over three periods, and what they reported.
private struct World {
  private static let periods = [(2020, 4), (2021, 1), (2021, 2)]
  static let now = 2
  static let points = 40
  static let needed = 20

  struct Place {
    let parent: Int?
    let group: String
    var children: [Int] = []
  }

  var units: [Place] = []
  /// By period and unit: what it reported, by item; nil where it handed in nothing.
  var rows: [[[String: Int]?]] = []
  /// Formulas of counties, of towns, and of any level.
  let formulas: [String: Term]
  let rules: [(value: Term, score: Score)]
  let gates: [(term: Term, bound: Int)]
  /// Whether anybody handed in anything in a period.
  let isHeld: [Bool]

  init(_ random: inout SeededGenerator) {
    let town = Term.name("t")
    let any = Term.random(3, &random, [town])
    let ofTowns = Term.random(3, &random, [town, .name("w")])
    let below: [Term] = [town, .name("u"), .name("w")]
    let items: [Term] = [.name("a"), .name("b"), town, .name("u"), .name("w")]
    let own = Term.random(3, &random, items, below: below)
    formulas = ["w": any, "u": ofTowns, "c": .sum(own, .less(.name("a"), .name("a")))]
    let all = items + [.name("c")]
    rules = (0..<4).map { _ in
      let value = Term.random(3, &random, all, below: below)
      let leaves = all + [.name("value"), .name("value")]
      func bound() -> Term { .random(random.whole(1...3), &random, leaves, below: below) }
      let scores: [Score] = [
        .met(atLeast: bound()), .met(atLeast: bound()), .lines(below: bound(), above: bound()),
        .places,
      ]
      return (.sum(.name("a"), value), random.pick(scores))
    }
    gates = (0..<3).map { _ in
      let results: [Term] = [
        .total, .total, .score(random.whole(0...3)), .entered, .entered, .name("a"), .name("c"),
      ]
      return (.random(3, &random, results, below: below), random.whole(0...12))
    }
    for _ in 0..<random.whole(3...5) {
      let county = units.count
      units.append(Place(parent: nil, group: "G\(random.whole(0...1))"))
      for _ in 0..<random.whole(0...2) {
        units[county].children.append(units.count)
        units.append(Place(parent: county, group: "T\(random.whole(0...1))"))
      }
    }
    let gaps = random.once(in: 2) ? 7 : 1_000
    isHeld = (0..<3).map { period in period == Self.now || !random.once(in: 5) }
    for period in 0..<3 {
      rows.append(
        units.indices.map { unit -> [String: Int]? in
          guard isHeld[period] else { return nil }
          guard let parent = units[unit].parent else {
            if random.once(in: gaps) { return nil }
            var row: [String: Int] = [:]
            for item in ["a", "b"] where !random.once(in: gaps) { row[item] = random.whole(0...9) }
            return row
          }
          // A county with towns is there: one of them has its number.
          let isFirst = units[parent].children.first == unit
          return isFirst || !random.once(in: gaps) ? ["t": random.whole(0...9)] : [:]
        })
    }
  }

  // MARK: The set

  var text: String {
    let requirements = rules.enumerated().map { index, rule in
      """
            - requirement: R\(index)
              title: Rule
              points: 10
              value: '\(rule.value.text)'
              score: \(rule.score.text)
              provenance: drafted
      """
    }
    let checks = gates.enumerated().map { index, gate in
      """
        - gate: g\(index)
          title: Gate
          checks:
            - {check: '\(gate.term.text) >= \(gate.bound)', else: lower}
      """
    }
    func formula(_ name: String) -> String { formulas[name]?.text ?? "" }
    return """
      items:
        a: {type: number}
        b: {type: number}
        t: {type: number, level: town, rollup: sum}
        u: {type: number, level: town, rollup: sum, value: '\(formula("u"))'}
        w: {type: number, value: '\(formula("w"))'}
        c: {type: number, value: '\(formula("c"))'}
      tasks:
        - task: T1
          title: Task
          points: 40
          requirements:
      \(requirements.joined(separator: "\n"))
      gates:
        - {gate: entry, title: Entry, needs: {total: \(Self.needed)}}
      \(checks.joined(separator: "\n"))
      """
  }

  // MARK: The run

  /// Assesses the counties, with rows, blocks and workers in any number and order.
  func assess(
    _ bench: Bench, _ random: inout SeededGenerator
  ) async throws -> [Int: UnitAssessment] {
    let registry = Registry(
      units.enumerated().map { index, unit in
        Unit(
          code: String(1_000_000 + index), name: "",
          level: unit.parent == nil ? .county : .town, parent: unit.parent.map { Index($0) },
          group: unit.group)
      })
    guard let now = label(Self.now) else { return [:] }
    let set = bench.set
    let lookback = Lookback(
      EarlierPeriods(files(&random), for: set, before: now),
      Registries(ofAllTimes: registry, ofRun: registry), jobs: random.whole(1...2)
    ) { _ in set }
    let (earlier, told) = try await lookback.values(for: bench.plan, at: now)
    #expect(told.isEmpty)
    var background = Background()
    background.earlier = earlier
    let batch = Batch(
      bench.plan, Occasion(registry, in: now, at: set.assesses), background,
      jobs: random.whole(1...2))
    let order = present(Self.now, &random)
    let cut = random.whole(0...order.count)
    let blocks = [order.prefix(cut), order.suffix(order.count - cut)].map {
      block(bench, Array($0), Self.now)
    }
    var found: [Int: UnitAssessment] = [:]
    try await batch.run({ blocks }, read: { ($0, []) }, renderer: Collector()) { result in
      for (unit, assessment) in result.output { found[unit] = assessment }
    }
    return found
  }

  /// What was handed in before, each period in a file of its own.
  private func files(_ random: inout SeededGenerator) -> [FileSource] {
    (0..<Self.now).filter { isHeld[$0] }.compactMap { period in
      guard let label = label(period)?.label else { return nil }
      let lines = present(period, &random).map { unit in
        let cells = ["a", "b", "t"].map { rows[period][unit]?[$0].map(String.init) ?? "" }
        return "\(1_000_000 + unit),\(cells.joined(separator: ","))\n"
      }
      return .text("code,a,b,t\n" + lines.joined(), displayPath: "\(label).csv")
    }
  }

  private func label(_ period: Int) -> Period? {
    let (year, number) = Self.periods[period]
    return Period(year: year, length: .quarter, number: number)
  }

  private func present(_ period: Int, _ random: inout SeededGenerator) -> [Int] {
    units.indices.filter { rows[period][$0] != nil }.shuffled(using: &random)
  }

  private func block(_ bench: Bench, _ order: [Int], _ period: Int) -> RowBlock {
    bench.block(
      order,
      rows[period].map { row in
        ["a", "b", "t"].map { item in row?[item].map { .count($0) } ?? .missing }
          + [.missing, .missing, .missing]
      })
  }

  private struct Collector: UnitRenderer {
    func start() -> [(Int, UnitAssessment)] { [] }
    func add(_ unit: UnitReport, to output: inout [(Int, UnitAssessment)]) {
      output.append((unit.index.position, unit.assessment))
    }
  }
}

/// What points or a total come to, and between what they lie.
private struct Range {
  var now = 0
  var worst = 0
  var best = 0
  /// Whether there is nothing to judge by.
  var isMissing = false

  var isOpen: Bool { worst != best }

  static func + (a: Range, b: Range) -> Range {
    Range(now: a.now + b.now, worst: a.worst + b.worst, best: a.best + b.best)
  }
}

/// What the words say of a world: every call is followed where it is met.
private final class Reading {
  private struct Key: Hashable {
    let name: String
    let unit: Int
    let period: Int
  }

  /// The unit whose gate is judged, and by which of its ends.
  private struct AtHand {
    let unit: Int
    let end: KeyPath<Range, Int>
    /// Whether something that is asked of it differs between its ends.
    var readsUnsettled = false
  }

  private let world: World
  /// What items and rules have come to so far.
  private var memo: [Key: Known] = [:]
  private var memoOfPoints: [Key: Range] = [:]
  private var atHand: AtHand?
  init(_ world: World) { self.world = world }

  /// Compares what came out with what the words say.
  func check(_ found: [Int: UnitAssessment], _ plan: ScoringPlan, _ run: String) throws {
    for unit in world.units.indices
    where world.units[unit].parent == nil && isThere(unit, World.now) {
      let seen = try #require(found[unit], "\(run) unit \(unit)")
      for (index, rule) in world.rules.enumerated() {
        let words =
          "\(run) unit \(unit) R\(index): \(rule.value.text); \(rule.score.text); \(world.formulas.mapValues(\.text))"
        let outcome = seen.outcomes[Index(index)]
        let range = points(index, unit, World.now)
        #expect((outcome.status == .missing) == range.isMissing, "\(words)")
        if !range.isMissing {
          let own = value(rule.value, unit, World.now, nil)
          #expect(outcome.value.number == own.number.map { Number($0) }, "\(words)")
        }
        // What is known may decide more than the words that are followed here, and nothing else.
        let (now, worst, best) = (outcome.earned.units, outcome.worst.units, outcome.best.units)
        #expect(now == Int64(range.now * 100), "\(words)")
        #expect(worst >= Int64(range.worst * 100) && best <= Int64(range.best * 100), "\(words)")
        #expect(worst <= now && now <= best || range.isMissing, "\(words)")
      }
      // Where too little may be left to judge nothing is decided.
      if plan.leastBase(of: seen).units * 2 < Int64(World.points * 100) {
        #expect(seen.gates.allSatisfy { $0.verdict == .open }, "\(run) unit \(unit)")
        continue
      }
      #expect(seen.gates[0].verdict.decides(entry(unit, World.now)), "\(run) unit \(unit)")
      for (index, gate) in world.gates.enumerated() {
        #expect(
          seen.gates[Index(index + 1)].verdict.decides(verdict(gate, unit)),
          "\(run) unit \(unit) \(gate.term.text) >= \(gate.bound); \(world.formulas.mapValues(\.text)); \(world.rules.map { "\($0.value.text) \($0.score.text)" })"
        )
      }
    }
  }

  /// Whether a gate is passed, by what is the same at both ends of the unit.
  private func verdict(_ gate: (term: Term, bound: Int), _ unit: Int) -> Verdict {
    var truths: [Bool] = []
    for end in [\Range.worst, \.best] {
      atHand = AtHand(unit: unit, end: end)
      defer { atHand = nil }
      let term = value(gate.term, unit, World.now, nil)
      guard let number = term.number, !term.isOpen else { return .open }
      if atHand?.readsUnsettled == true { return .open }
      truths.append(number >= gate.bound)
    }
    return truths == [true, true] ? .passed : truths == [false, false] ? .failed : .open
  }

  /// Whether the total is enough.
  private func entry(_ unit: Int, _ period: Int) -> Verdict {
    let total = total(unit, period)
    return total.worst >= World.needed ? .passed : total.best < World.needed ? .failed : .open
  }

  /// The printed total, and what it lies between.
  private func total(_ unit: Int, _ period: Int) -> Range {
    world.rules.indices.map { points($0, unit, period) }.reduce(Range(), +)
  }

  private func points(_ rule: Int, _ unit: Int, _ period: Int) -> Range {
    let key = Key(name: "R\(rule)", unit: unit, period: period)
    if let known = memoOfPoints[key] { return known }
    let points = judged(world.rules[rule], unit, period)
    memoOfPoints[key] = points
    return points
  }

  private func judged(_ rule: (value: Term, score: Score), _ unit: Int, _ period: Int) -> Range {
    let own = value(rule.value, unit, period, nil)
    func bound(_ term: Term) -> Known { value(term, unit, period, rule.value) }
    func settled(_ points: Known) -> Range {
      guard let now = points.number else { return Range(best: 10, isMissing: true) }
      return points.isOpen
        ? Range(now: now, best: 10) : Range(now: now, worst: now, best: now)
    }
    switch rule.score {
    case .met(let least): return settled(own.with(bound(least)) { $0 >= $1 ? 10 : 0 })
    case .lines(let low, let high):
      let losses = own.with(bound(low)) { $0 < $1 ? 4 : 0 }
        .with(own.with(bound(high)) { $0 > $1 ? 3 : 0 }, +)
      return settled(losses.with(Known(number: 10)) { $1 - $0 })
    case .places:
      let all = peers(of: unit).map { given(rule.value, $0, period, nil) }
      let others = all.compactMap(\.number)
      let place = own.number.map { own in others.count { $0 > own } }
      func earned(_ place: Int) -> Int {
        place < Score.ofPlaces.count ? Score.ofPlaces[place] : 0
      }
      let isOpen = own.isOpen || all.contains { $0.number != nil && $0.isOpen }
      var range = settled(Known(number: place.map(earned), isOpen: isOpen))
      if let place, !isOpen { range.worst = earned(place + all.count - others.count) }
      return range
    }
  }

  /// Whether anything is known of a unit in a period: its own row, or one of those below.
  private func isThere(_ unit: Int, _ period: Int) -> Bool {
    world.rows[period][unit] != nil
      || world.units[unit].children.contains { world.rows[period][$0]?["t"] != nil }
  }

  private func peers(of unit: Int) -> [Int] {
    let isCounty = world.units[unit].parent == nil
    return world.units.indices.filter {
      world.units[$0].group == world.units[unit].group
        && (world.units[$0].parent == nil) == isCounty
    }
  }

  /// What a unit gives to others; nothing where it is not there, or has no value where that is asked.
  private func given(_ term: Term, _ unit: Int, _ period: Int, _ own: Term?) -> Known {
    guard period >= 0, world.isHeld[period], isThere(unit, period) else { return Known() }
    var isOpen = false
    if term.readsValue, let own {
      let value = value(own, unit, period, nil)
      if value.number == nil { return Known() }
      isOpen = value.isOpen
    }
    let found = value(term, unit, period, own)
    return Known(number: found.number, isOpen: found.isOpen || isOpen)
  }

  private func ofPeers(
    _ term: Term, _ unit: Int, _ period: Int, _ own: Term?, _ combine: ([Int]) -> Int?
  ) -> Known {
    let all = peers(of: unit).map { peer in
      // The others are as they are printed.
      let hand = atHand
      if peer != hand?.unit { atHand = nil }
      defer { if peer != hand?.unit { atHand = hand } }
      return given(term, peer, period, own)
    }
    let known = all.compactMap(\.number)
    let isOpen = all.contains { $0.number == nil || $0.isOpen }
    return Known(number: known.isEmpty ? nil : combine(known), isOpen: isOpen)
  }

  /// The value of an item.
  private func item(_ name: String, _ unit: Int, _ period: Int) -> Known {
    let key = Key(name: name, unit: unit, period: period)
    if let known = memo[key] { return known }
    let found = workedOut(name, unit, period)
    memo[key] = found
    return found
  }

  private func workedOut(_ name: String, _ unit: Int, _ period: Int) -> Known {
    let isCounty = world.units[unit].parent == nil
    switch name {
    case "a", "b": return Known(number: world.rows[period][unit]?[name])
    case "c", "w": return world.formulas[name].map { value($0, unit, period, nil) } ?? Known()
    default:
      if isCounty {
        let below = world.units[unit].children.map { item(name, $0, period) }
        let known = below.compactMap(\.number)
        return Known(
          number: below.isEmpty || known.count < below.count ? nil : known.reduce(0, +),
          isOpen: below.contains { $0.isOpen && $0.number != nil })
      }
      if name == "t" { return Known(number: world.rows[period][unit]?[name]) }
      return world.formulas[name].map { value($0, unit, period, nil) } ?? Known()
    }
  }

  private func value(_ term: Term, _ unit: Int, _ period: Int, _ own: Term?) -> Known {
    guard period >= 0, world.isHeld[period] else { return Known() }
    func part(_ term: Term) -> Known { value(term, unit, period, own) }
    switch term {
    case .name("value"): return own.map { value($0, unit, period, nil) } ?? Known()
    case .name(let name): return item(name, unit, period)
    case .total: return result(total(unit, period), unit, period)
    case .score(let rule): return result(points(rule, unit, period), unit, period)
    case .entered:
      let total = total(unit, period)
      let verdict = entry(unit, period)
      // Of before only where that was settled.
      if period < World.now, verdict == .open { return Known() }
      func entered(_ points: Int) -> Int { points >= World.needed ? 1 : 0 }
      let range = Range(
        now: entered(total.now), worst: entered(total.worst), best: entered(total.best))
      return result(range, unit, period)
    case .sum(let a, let b): return part(a).with(part(b), +)
    case .less(let a, let b): return part(a).with(part(b), -)
    case .plus(let a, let number): return part(a).with(Known(number: number), +)
    case .most(let a): return ofPeers(a, unit, period, own) { $0.max() }
    case .all(let a): return ofPeers(a, unit, period, own) { $0.reduce(0, +) }
    case .above(let a, let bound):
      return ofPeers(a, unit, period, own) { $0.count { $0 > bound } }
    case .place(let a):
      let mine = part(a)
      let others = ofPeers(a, unit, period, own) { known in
        mine.number.map { mine in 1 + known.count { $0 > mine } }
      }
      return Known(
        number: mine.number == nil ? nil : others.number, isOpen: mine.isOpen || others.isOpen)
    case .previous(let a): return Known(number: given(a, unit, period - 1, own).number)
    case .earlier(let a, let count, let index):
      let back = count - index
      let now = part(a)
      if back == 0 { return now }
      return Known(number: given(a, unit, period - back, own).number, isOpen: now.isOpen)
    case .children(let a):
      let below = world.units[unit].children.map { given(a, $0, period, own) }
      let known = below.compactMap(\.number)
      return Known(
        number: below.isEmpty || known.count < below.count ? nil : known.reduce(0, +),
        isOpen: below.contains { $0.isOpen && $0.number != nil })
    }
  }

  /// What has become of a unit: as it is printed; of the unit at hand what it is at its end.
  private func result(_ range: Range, _ unit: Int, _ period: Int) -> Known {
    if period < World.now { return Known(number: range.now) }
    guard let hand = atHand, hand.unit == unit else {
      return Known(number: range.now, isOpen: range.isOpen)
    }
    if range.isOpen { atHand?.readsUnsettled = true }
    return Known(number: range[keyPath: hand.end])
  }
}

extension Verdict {
  /// Whether it is the other one, or decides what that leaves open.
  fileprivate func decides(_ other: Verdict) -> Bool { self == other || other == .open }
}
