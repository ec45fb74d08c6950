import TestSupport
import Testing

/// What looks at peers, back in time and below, one inside the other, against a reading of the words that keeps the whole
/// world in memory; and the same whatever the order of registry and rows.
@Suite struct OutlookProperties {
  /// An expression over whole numbers.
  private indirect enum Term {
    case number(Int)
    /// An item that counties report, or one that is worked out (by its index).
    case item(Int), computed
    /// The item of towns, within `children`.
    case town
    case value
    case sum(Term, Term), less(Term, Term)
    case most(Term), total(Term), above(Term, Int)
    case place(Term)
    case previous(Term)
    /// `earlier(term, count)[index]`, counted from 1.
    case earlier(Term, Int, Int)
    case children(Term)

    var text: String {
      switch self {
      case .number(let number): "\(number)"
      case .item(let index): "a\(index)"
      case .computed: "worked out"
      case .town: "town"
      case .value: "value"
      case .sum(let a, let b): "(\(a.text) + \(b.text))"
      case .less(let a, let b): "(\(a.text) - \(b.text))"
      case .most(let a): "max(peers(\(a.text)))"
      case .total(let a): "sum(peers(\(a.text)))"
      case .above(let a, let bound): "count(peers(\(a.text))[item > \(bound)])"
      case .place(let a): "place(\(a.text))"
      case .previous(let a): "previous(\(a.text))"
      case .earlier(let a, let count, let index): "earlier(\(a.text), \(count))[\(index)]"
      case .children(let a): "sum(children(\(a.text)))"
      }
    }

    var parts: [Term] {
      switch self {
      case .number, .item, .computed, .town, .value: []
      case .sum(let a, let b), .less(let a, let b): [a, b]
      case .most(let a), .total(let a), .above(let a, _), .place(let a), .previous(let a),
        .earlier(let a, _, _), .children(let a):
        [a]
      }
    }

    var readsValue: Bool {
      if case .value = self { true } else { parts.contains(where: \.readsValue) }
    }

    /// Something that an expression may say: of a score with the value, of an item without what is for rules.
    static func random(
      _ depth: Int, _ random: inout SeededGenerator, value: Bool, isRule: Bool = true
    ) -> Term {
      func inner() -> Term { .random(depth - 1, &random, value: value, isRule: isRule) }
      if depth == 0 || random.once(in: 6) {
        switch random.whole(0...(value ? 5 : 3)) {
        case 0: return .item(0)
        case 1: return .item(1)
        case 2: return isRule ? .computed : .item(1)
        case 3: return .number(random.whole(0...9))
        default: return .value
        }
      }
      switch random.whole(isRule ? 0...8 : 6...8) {
      case 0: return .most(inner())
      case 1: return .total(inner())
      case 2: return .above(inner(), random.whole(0...9))
      case 3: return .place(inner())
      case 4:
        let count = random.whole(1...3)
        return .earlier(inner(), count, random.whole(1...count))
      case 5: return .less(inner(), inner())
      case 6: return .previous(inner())
      case 7: return .sum(inner(), inner())
      default:
        return .children(
          random.once(in: 2)
            ? .town : random.once(in: 2) ? .previous(.town) : .sum(.town, .number(1)))
      }
    }
  }

  /// Counties in groups, each with two towns, over three periods, and what they reported.
  private struct World {
    static let periods = ["2020Q4", "2021Q1", "2021Q2"]
    let groups: [Int]
    /// By period and county; nil: it handed in nothing.
    private(set) var rows: [[[Int?]?]] = []
    /// By period, county and town.
    private(set) var towns: [[[Int?]]] = []
    let computed: Term

    init(_ random: inout SeededGenerator) {
      groups = (0..<random.whole(3...5)).map { _ in random.whole(0...1) }
      computed = .random(2, &random, value: false, isRule: false)
      let gaps = random.once(in: 2) ? 8 : 1_000
      for _ in Self.periods {
        rows.append(
          groups.map { _ in
            if random.once(in: gaps) { return nil }
            return (0..<2).map { _ in random.once(in: gaps) ? nil : random.whole(0...9) }
          })
        towns.append(
          groups.map { _ in (0..<2).map { _ in random.once(in: gaps) ? nil : random.whole(0...9) } }
        )
      }
    }

    func code(_ county: Int) -> String { "3300\(county)0" }

    /// What an expression comes to; nil: missing.
    func value(_ term: Term, _ county: Int, _ period: Int, _ own: Term?, town: Int? = nil) -> Int? {
      guard period >= 0 else { return nil }
      func part(_ term: Term) -> Int? { value(term, county, period, own, town: town) }
      switch term {
      case .number(let number): return number
      case .item(let index): return rows[period][county]?[index]
      case .computed: return part(.item(0)).flatMap { _ in part(computed) }
      case .town: return town.flatMap { towns[period][county][$0] }
      case .value: return own.flatMap { value($0, county, period, nil) }
      case .sum(let a, let b): return part(a).flatMap { a in part(b).map { a + $0 } }
      case .less(let a, let b): return part(a).flatMap { a in part(b).map { a - $0 } }
      case .most(let a): return peers(a, county, period, own).max()
      case .total(let a):
        let known = peers(a, county, period, own)
        return known.isEmpty ? nil : known.reduce(0, +)
      case .above(let a, let bound):
        let known = peers(a, county, period, own)
        return known.isEmpty ? nil : known.count { $0 > bound }
      case .place(let a):
        return part(a).map { mine in 1 + peers(a, county, period, own).count { $0 > mine } }
      case .previous(let a): return before(a, county, period - 1, own, town)
      case .earlier(let a, let count, let index):
        let back = count - index
        return back == 0 ? part(a) : before(a, county, period - back, own, town)
      case .children(let a):
        let all = (0..<2).map { value(a, county, period, own, town: $0) }
        return all.reduce(0) { sum, next in sum.flatMap { sum in next.map { sum + $0 } } }
      }
    }

    private func peers(_ term: Term, _ county: Int, _ period: Int, _ own: Term?) -> [Int] {
      groups.indices.filter { groups[$0] == groups[county] }
        .compactMap { known(term, $0, period, own) }
    }

    private func before(
      _ term: Term, _ county: Int, _ period: Int, _ own: Term?, _ town: Int?
    ) -> Int? {
      if let town { return value(term, county, period, own, town: town) }
      return known(term, county, period, own)
    }

    /// What others ask of a county: what is made of the value of a rule, only where it has one.
    private func known(_ term: Term, _ county: Int, _ period: Int, _ own: Term?) -> Int? {
      guard period >= 0, isThere(county, period) else { return nil }
      if term.readsValue, let own, value(own, county, period, nil) == nil { return nil }
      return value(term, county, period, own)
    }

    /// A county is there in a period when it or a town of it handed something in.
    func isThere(_ county: Int, _ period: Int) -> Bool {
      rows[period][county] != nil || towns[period][county].contains { $0 != nil }
    }

    var registry: [String] {
      groups.indices.flatMap { county in
        ["\(code(county)),县,county,,G\(groups[county])"]
          + (0..<2).map { "3300\(county)\($0 + 1),镇,town,\(code(county))," }
      }
    }

    func lines(_ period: Int) -> [String] {
      groups.indices.flatMap { county in
        let own = rows[period][county].map { row in
          ["\(code(county)),\(row.map { $0.map(String.init) ?? "" }.joined(separator: ",")),"]
        }
        let below = towns[period][county].enumerated().compactMap { town, value in
          value.map { "3300\(county)\(town + 1),,,\($0)" }
        }
        return (own ?? []) + below
      }
    }
  }

  /// A rule: its value, and what it is compared with.
  private typealias RuleTerms = (value: Term, bound: Term)

  private func test(
    _ world: World, _ rules: [RuleTerms], _ order: (([String]) -> [String])
  ) -> Case {
    var test = Case()
    let requirements = rules.enumerated().map { index, rule in
      """
            - requirement: R\(index)
              title: Rule
              points: 10
              value: \(rule.value.text)
              score: {met: "value >= \(rule.bound.text)"}
              provenance: drafted
      """
    }
    test.set = """
      set: outlook
      title: Outlook
      edition: "1"
      language: en
      assesses: county
      period: quarter
      part: share
      points: \(rules.count * 10)
      items:
        a0: {type: count}
        a1: {type: count}
        town: {type: count, level: town, rollup: sum}
        worked out: {type: number, value: "\(world.computed.text) + a0 - a0"}
      tasks:
        - task: T1
          title: Task
          points: \(rules.count * 10)
          requirements:
      \(requirements.joined(separator: "\n"))
      gates:
        - gate: rises
          title: Rises
          checks:
            - {check: total >= previous(total), else: lower}
        - gate: steady
          title: Steady
          checks:
            - {check: 'earlier(total, 3)[1] <= earlier(score("T1"), 3)[3]', else: lower}
      """
    test.units =
      (["code,name,level,parent,group"] + order(world.registry)).joined(separator: "\n") + "\n"
    let head = ["code,a0,a1,town"]
    for (period, label) in World.periods.enumerated() {
      let text = (head + order(world.lines(period))).joined(separator: "\n") + "\n"
      if label == test.period {
        test.submissions["\(label).csv"] = text
      } else {
        test.previous["\(label).csv"] = text
      }
    }
    return test
  }

  @Test(arguments: UInt64(1)...40)
  func `what looks at others and back is what the words say, in any order`(_ seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed &* 7_919)
    let world = World(&random)
    let rules: [RuleTerms] = (0..<6).map { _ in
      // Something of the unit's own, so that a rule reads items.
      (
        .sum(.item(0), .random(random.whole(0...2), &random, value: false)),
        .random(random.whole(1...3), &random, value: true)
      )
    }
    let straight = test(world, rules) { $0 }
    let run = try await straight.run()
    var totals: [[Int?]] = []
    for period in World.periods.indices {
      totals.append(
        world.groups.indices.map { county in
          guard world.isThere(county, period) else { return nil }
          return rules.reduce(0) { sum, rule in
            guard let value = world.value(rule.value, county, period, nil),
              let bound = world.value(rule.bound, county, period, rule.value)
            else { return sum }
            return sum + (value >= bound ? 10 : 0)
          }
        })
    }
    for county in world.groups.indices {
      guard let seen = run.units[world.code(county)] else { continue }
      for (index, rule) in rules.enumerated() {
        let value = world.value(rule.value, county, 2, nil)
        let bound = world.value(rule.bound, county, 2, rule.value)
        let path = "requirements R\(index)"
        let words =
          "\(world.code(county)): \(rule.value.text); \(rule.bound.text); \(world.computed.text)"
        #expect(seen["\(path) value"] == value.map(String.init) ?? "", "\(words)")
        if let value, let bound {
          #expect(seen["\(path) earned"] == (value >= bound ? "10.00" : "0.00"), "\(words)")
        } else {
          #expect(seen["\(path) status"] == "missing", "\(words)")
        }
      }
      #expect(seen["total"] == totals[2][county].map { "\($0).00" }, "\(world.code(county))")
      checkGates(seen, totals.map { $0[county] }, world.code(county))
    }
    // The order of registry, rows, files and blocks, and the number of workers.
    for _ in 0..<2 {
      var shuffling = random
      let other = test(world, rules) { $0.shuffled(using: &shuffling) }
      random = shuffling
      let again = try await other.run(Manner(jobs: 3, isReversed: true, blockSize: 64))
      #expect(again == run)
    }
  }

  /// The gates, where nothing is open.
  private func checkGates(_ seen: Observation, _ totals: [Int?], _ words: String) {
    guard seen["range"] == seen["total"].map({ "\($0), \($0)" }) else { return }
    func verdict(_ holds: Bool?) -> String { holds.map { $0 ? "passed" : "failed" } ?? "open" }
    let (first, before, now) = (totals[0], totals[1], totals[2])
    let rises = before.flatMap { before in now.map { $0 >= before } }
    let steady = first.flatMap { first in now.map { first <= $0 } }
    #expect(seen["gates rises"] == verdict(rises), "\(words)")
    #expect(seen["gates steady"] == verdict(steady), "\(words)")
  }
}
