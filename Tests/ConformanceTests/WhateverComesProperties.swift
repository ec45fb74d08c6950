import Definitions
import TestSupport
import Testing

/// What is decided before all is there stays decided, whatever comes: each world is run once more with what was missing filled in,
/// a part of it at a time.
@Suite struct WhateverComesProperties {
  /// A condition over items, totals, points, gates and peers.
  private indirect enum Condition {
    case compare(Term, String, Int)
    case and(Condition, Condition), or(Condition, Condition), not(Condition)
    case choose(Condition, Condition, Condition)
    case flag, passed, isMissing(String)
    case some(Int), every(Int), count(Int, Int)
    case someLack, everyLacks, someBelow(Int)

    var text: String {
      switch self {
      case .compare(let term, let sign, let bound): "\(term.text) \(sign) \(bound)"
      case .and(let a, let b): "(\(a.text) and \(b.text))"
      case .or(let a, let b): "(\(a.text) or \(b.text))"
      case .not(let a): "not(\(a.text))"
      case .choose(let a, let b, let c): "(if \(a.text) then \(b.text) else \(c.text))"
      case .flag: "k"
      case .passed: "passed(\"entry\")"
      case .isMissing(let item): "is missing(\(item))"
      case .some(let bound): "(some p in peers(x) satisfies p >= \(bound))"
      case .every(let bound): "(every p in peers(x) satisfies p < \(bound))"
      case .count(let bound, let least): "count(peers(x)[item >= \(bound)]) >= \(least)"
      case .someLack: "(some p in children(is missing(t)) satisfies p)"
      case .everyLacks: "(every p in children(is missing(t)) satisfies p)"
      case .someBelow(let bound): "(some p in children(t) satisfies p >= \(bound))"
      }
    }

    static func random(_ depth: Int, _ random: inout SeededGenerator, ofGate: Bool) -> Condition {
      func inner() -> Condition { .random(depth - 1, &random, ofGate: ofGate) }
      if depth == 0 || random.once(in: 5) {
        switch random.whole(0...(ofGate ? 12 : 11)) {
        case 0: return .flag
        case 1: return .isMissing(random.once(in: 2) ? "x" : "y")
        case 2: return .some(random.whole(0...9))
        case 3: return .every(random.whole(0...9))
        case 4: return .count(random.whole(0...9), random.whole(1...3))
        case 5: return .someLack
        case 6: return .everyLacks
        case 7: return .someBelow(random.whole(0...9))
        case 12: return .passed
        default:
          let sign = random.pick([">=", "<", "=", "!=", ">", "<="])
          let term = Term.random(2, &random, ofGate: ofGate)
          return .compare(term, sign, random.whole(0...12))
        }
      }
      switch random.whole(0...4) {
      case 0: return .and(inner(), inner())
      case 1: return .or(inner(), inner())
      case 2: return .not(inner())
      default: return .choose(inner(), inner(), inner())
      }
    }
  }

  private indirect enum Term {
    case item(String), total, score, place, placeOfTotal, mean, most
    case sumBelow, mostBelow, previous
    case sum(Term, Term), less(Term, Term), min(Term, Term), max(Term, Term), twice(Term)
    case known, count

    var text: String {
      switch self {
      case .item(let name): name
      case .total: "total"
      case .score: "score(\"R0\")"
      case .place: "place(x)"
      case .placeOfTotal: "place(total)"
      case .mean: "mean(peers(y))"
      case .most: "max(peers(x))"
      case .sumBelow: "sum(children(t))"
      case .previous: "previous(x)"
      case .mostBelow: "max(children(if is missing(t) then 0 else t))"
      case .sum(let a, let b): "(\(a.text) + \(b.text))"
      case .less(let a, let b): "(\(a.text) - \(b.text))"
      case .min(let a, let b): "min(\(a.text), \(b.text))"
      case .max(let a, let b): "max([\(a.text), \(b.text)])"
      case .twice(let a): "(\(a.text) * 2)"
      case .known: "sum(known([x, y]))"
      case .count: "count(known([x, y]))"
      }
    }

    static func random(_ depth: Int, _ random: inout SeededGenerator, ofGate: Bool) -> Term {
      func inner() -> Term { .random(depth - 1, &random, ofGate: ofGate) }
      if depth == 0 || random.once(in: 2) {
        switch random.whole(0...(ofGate ? 14 : 11)) {
        case 0, 1: return .item("x")
        case 2: return .item("y")
        case 3: return .place
        case 4: return .mean
        case 5: return .most
        case 6: return .known
        case 7: return .count
        case 8: return .item("t")
        case 9: return .sumBelow
        case 10: return .mostBelow
        case 11: return .previous
        case 12: return .total
        case 13: return .score
        default: return .placeOfTotal
        }
      }
      switch random.whole(0...4) {
      case 0: return .sum(inner(), inner())
      case 1: return .less(inner(), inner())
      case 2: return .min(inner(), inner())
      case 3: return .max(inner(), inner())
      default: return .twice(inner())
      }
    }
  }

  /// What three counties and the two towns of each report; nil: nothing yet.
  private struct Rows {
    /// By county x, y and k; by town t.
    var cells: [[Int?]]

    init(_ random: inout SeededGenerator) {
      cells = (0..<9).map { unit in
        let isSilent = random.once(in: 4)
        return (0..<(unit < 3 ? 3 : 1)).map { _ in
          isSilent || random.once(in: 4) ? nil : random.whole(0...9)
        }
      }
    }

    /// Some of what is missing.
    func filled(_ random: inout SeededGenerator) -> Rows {
      var rows = self
      for (unit, row) in cells.enumerated() {
        for (item, cell) in row.enumerated() where cell == nil && !random.once(in: 3) {
          rows.cells[unit][item] = random.whole(0...9)
        }
      }
      return rows
    }

    static func code(_ unit: Int) -> String {
      unit < 3 ? "33060\(unit)" : "33060\((unit - 3) / 2)00\(unit % 2)"
    }

    static let units =
      "code,name,level,parent\n"
      + (0..<9).map { "\(code($0)),N\($0),\($0 < 3 ? "county," : "town,\(code(($0 - 3) / 2))")\n" }
      .joined()

    /// The rows; those of units that have nothing to hand in are left out, or blank.
    func text(_ random: inout SeededGenerator) -> String {
      var lines = "code,x,y,k,t\n"
      for (unit, row) in cells.enumerated() {
        if row.allSatisfy({ $0 == nil }), unit < 3 || random.once(in: 2) { continue }
        func cell(_ item: Int) -> String { row[item].map(String.init) ?? "" }
        let yes = unit < 3 ? row[2].map { $0 > 4 ? "yes" : "no" } ?? "" : ""
        lines +=
          Rows.code(unit) + (unit < 3 ? ",\(cell(0)),\(cell(1)),\(yes),\n" : ",,,,\(cell(0))\n")
      }
      return lines
    }
  }

  /// A set with rules, checks of the data and gates.
  private struct Rules {
    var requirements: [String] = []
    var checks: [String] = []
    var gates: [String] = []
    /// What becomes of missing data.
    let policy: String
    /// The points of the first task.
    var points = 30
    var further: [String] = []

    /// Rules at random; where it is so, what does not apply may take the average of the peers.
    init(_ random: inout SeededGenerator, usesAverage: Bool = true) {
      policy = random.pick(["no points", "leave out", "leave out", "block"])
      for index in 0..<3 {
        let rule = Condition.random(2, &random, ofGate: false).text
        let applies =
          random.once(in: 3)
          ? "applies: '\(Condition.random(1, &random, ofGate: false).text)', not applicable: "
            + random.pick(["leave out", "full"] + (usesAverage ? ["average", "average"] : []))
            + ", "
          : ""
        requirements.append(
          "{requirement: R\(index), title: Rule, points: 10, \(applies)score: {met: '\(rule)'}, "
            + "mark: [core], provenance: drafted}")
      }
      let groups = [
        ("best: 1", 10), ("best: 2", 20), ("lose at most: 5", 20), ("earn at most: 12", 12),
      ]
      if random.once(in: 2) {
        let (limit, most) = random.pick(groups)
        points += most - 20
        let members = requirements.prefix(2).map { "            - \($0)" }.joined(separator: "\n")
        let group =
          "group: G\n          title: G\n          \(limit)\n"
          + "          requirements:\n\(members)"
        requirements.replaceSubrange(0..<2, with: [group])
      }
      let known = [
        "x <= y", "y <= x + 3", "t <= x", "x <= max(peers(y)) + 2", "not(is missing(y)) or x < 5",
        "x >= 1 or y > 3", "t >= y", "mean(peers(x)) <= y + 4",
      ]
      checks = (0..<random.whole(0...2)).map { _ in random.pick(known) }
      applies =
        random.once(in: 2)
        ? "" : "applies: '\(Condition.random(1, &random, ofGate: false).text)'"
      least = random.pick([30, 60, 80, 100])
      gates = (0..<6).map { _ in Condition.random(2, &random, ofGate: true).text }
      if random.once(in: 3) {
        further.append(
          "adjustments:\n  - {adjustment: J, title: J, score: {lines: [{lose: 2, when: '"
            + Condition.random(1, &random, ofGate: false).text + "'}]}, provenance: drafted}")
      }
      if random.once(in: 3) {
        further.append(
          "vetoes:\n  - {veto: V, title: V, found by: [Office], ask when: '"
            + Condition.random(1, &random, ofGate: false).text
            + "', then: {lose: 3, bar: [core]}}")
      }
    }

    /// Whether the requirement that is scored by a line applies.
    private let applies: String
    /// The share that gates ask for.
    private let least: Int

    /// The checks of gates besides those of the set.
    var more: [String] = []

    var text: String {
      func gate(_ name: String, _ index: Int, _ check: String) -> String {
        "  - {gate: \(name)\(index), title: G, checks: [{check: '\(check)', else: no}]}"
      }
      let all =
        gates.enumerated().map { gate("g", $0, $1) } + more.enumerated().map { gate("m", $0, $1) }
      let checks = checks.map { "  - {check: '\($0)', else: bad}" }.joined(separator: "\n")
      return """
        set: whatever
        title: Whatever
        edition: "1"
        language: en
        assesses: county
        period: quarter
        part: share
        missing: \(policy)
        points: \(points + 20)
        items:
          x: {type: number}
          y: {type: number}
          k: {type: yes-no}
          t: {type: number, level: town, rollup: sum}
        \(checks.isEmpty ? "" : "checks:\n\(checks)")
        \(further.joined(separator: "\n"))
        tasks:
          - task: T1
            title: Task
            points: \(points)
            requirements:
        \(requirements.map { "        - \($0)" }.joined(separator: "\n"))
          - task: T2
            title: Other
            points: 20
            requirements:
              - requirement: Own
                title: Own
                points: 10
                \(applies)
                score: {lines: [{earn: x}]}
                provenance: drafted
              - {requirement: P, title: P, points: 10, value: x, score: {places: [10, 6, 3]}, provenance: drafted}
        gates:
          - {gate: entry, title: Entry, needs: {total: 50%}}
          - {gate: core, title: Core, needs: {met: [core]}}
          - {gate: each, title: Each, needs: {each task: \(least)%}}
          - {gate: reported, title: Reported, needs: {reported: \(least)%}}
          - {gate: after, title: After, after: core, needs: {total: \(least)%}}
        \(all.joined(separator: "\n"))
        """
    }

    /// The gates of the set itself.
    var names: [String] {
      ["entry", "core", "each", "reported", "after"] + gates.indices.map { "g\($0)" }
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `what is decided before all is there stays decided, whatever comes`(_ seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed &* 104_729)
    let rules = Rules(&random)
    var test = Case()
    test.set = rules.text
    test.units = Rows.units
    if random.once(in: 3) {
      test.records[.overrides] = """
        unit,target,value,by,document,date,reason
        33060\(random.whole(0...2)),\(random.pick(["R0", "R2", "Own", "P"])),\(random.whole(0...10)),A,D1,2021-07-05,R

        """
    }
    let rows = Rows(&random)
    guard rows.cells.prefix(3).joined().contains(where: { $0 != nil }) else { return }
    let text = rows.text(&random)
    test.previous = ["2021Q1.csv": Rows(&random).text(&random)]
    test.submissions = ["a.csv": text]
    let now = try await test.run()
    for _ in 0..<5 {
      let more = rows.filled(&random)
      test.submissions = ["a.csv": more.text(&random)]
      let then = try await test.run()
      for (code, seen) in now.units {
        let later = try #require(then.units[code])
        let words =
          "\(code)\n\(text)\(test.submissions)\n\(test.records)\(test.previous)\n\(rules.text)"
        for gate in rules.names {
          let verdict = seen["gates \(gate)"]
          if verdict == "open" { continue }
          #expect(later["gates \(gate)"] == verdict, "\(gate) \(words)")
        }
        let ends = (seen["range"] ?? "").split(separator: ",").compactMap { number($0) }
        let total = number(later["total"] ?? "")
        if ends.count == 2, let total {
          #expect(ends[0] <= total && total <= ends[1], "\(ends) \(total) \(words)")
        }
        for id in ["R0", "R1", "R2", "Own", "P"] {
          let path = "requirements \(id)"
          guard let worst = number(seen["\(path) worst"] ?? ""),
            let best = number(seen["\(path) best"] ?? ""),
            let earned = number(later["\(path) earned"] ?? ""),
            // What is not scored has no points, wherever they lay.
            !["not applicable", "not counted"].contains(later["\(path) status"])
          else { continue }
          // What is missing has none either, and lies between its ends where it is in the base.
          if later["\(path) status"] == "missing", rules.policy == "leave out" { continue }
          #expect(worst <= earned && earned <= best, "\(id) \(words)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a projection is what comes of handing in what is planned`(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed &* 15_485_863)
    let rules = Rules(&random, usesAverage: false)
    var test = Case()
    test.set = rules.text
    test.units = Rows.units
    let rows = Rows(&random)
    guard rows.cells.prefix(3).joined().contains(where: { $0 != nil }) else { return }
    let text = rows.text(&random)
    test.submissions = ["a.csv": text]
    let now = try await test.run()
    for county in 0..<3 where now.units[Rows.code(county)] != nil {
      var planned = rows
      var plan = rows
      for unit in plan.cells.indices {
        for item in plan.cells[unit].indices { plan.cells[unit][item] = nil }
      }
      for unit in [county, 3 + 2 * county, 4 + 2 * county] {
        for item in plan.cells[unit].indices where random.once(in: 2) {
          plan.cells[unit][item] = random.whole(0...9)
          planned.cells[unit][item] = plan.cells[unit][item]
        }
      }
      guard plan.cells.joined().contains(where: { $0 != nil }) else { continue }
      test.submissions = ["a.csv": text]
      test.planned = plan.text(&random)
      let ahead = try #require(try await test.run().units[Rows.code(county)])
      test.planned = nil
      test.submissions = ["a.csv": planned.text(&random)]
      let then = try #require(try await test.run().units[Rows.code(county)])
      let words = "\(Rows.code(county))\n\(text)\(planned.text(&random))\n\(rules.text)"
      #expect(ahead["projected total"] == then["total"], "\(words)")
      for gate in rules.names {
        #expect(ahead["projected gates \(gate)"] == then["gates \(gate)"], "\(gate) \(words)")
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `what was passed before is what a run of that period says`(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed &* 32_452_843)
    var rules = Rules(&random)
    let rows = Rows(&random)
    guard rows.cells.prefix(3).joined().contains(where: { $0 != nil }) else { return }
    let text = rows.text(&random)
    var test = Case()
    test.units = Rows.units
    test.isClosed = random.once(in: 2)
    test.period = "2021Q1"
    test.set = rules.text
    test.submissions = ["a.csv": text]
    let before = try await test.run()
    rules.more = rules.names.map { "previous(passed(\"\($0)\"))" } + ["x = 1"]
    test.period = "2021Q2"
    test.set = rules.text
    test.previous = ["2021Q1.csv": text]
    test.submissions = ["a.csv": "code,x,y,k,t\n330600,1,1,no,\n330601,1,1,no,\n330602,1,1,no,\n"]
    let now = try await test.run()
    for (code, seen) in before.units {
      let later = try #require(now.units[code])
      // Something of now may block, or leave too little to judge.
      if later["gates m\(rules.names.count)"] != "passed" { continue }
      for (index, gate) in rules.names.enumerated() {
        let verdict = seen["gates \(gate)"]
        // What was not judged then stays open, and fails after the closing date of now.
        let expected = test.isClosed && verdict == "open" ? "failed" : verdict
        #expect(
          later["gates m\(index)"] == expected,
          "\(gate) \(code) \(test.isClosed) \(text)\(rules.text)")
      }
    }
  }

  /// Points in hundredths.
  private func number(_ text: some StringProtocol) -> Int? {
    let digits = String(text.filter { $0 != " " && $0 != "." })
    return Int(digits)
  }
}
