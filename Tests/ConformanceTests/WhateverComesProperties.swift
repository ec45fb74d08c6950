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
      }
    }

    static func random(_ depth: Int, _ random: inout SeededGenerator, ofGate: Bool) -> Condition {
      func inner() -> Condition { .random(depth - 1, &random, ofGate: ofGate) }
      if depth == 0 || random.once(in: 5) {
        switch random.whole(0...(ofGate ? 9 : 8)) {
        case 0: return .flag
        case 1: return .isMissing(random.once(in: 2) ? "x" : "y")
        case 2: return .some(random.whole(0...9))
        case 3: return .every(random.whole(0...9))
        case 4: return .count(random.whole(0...9), random.whole(1...3))
        case 9: return .passed
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
        switch random.whole(0...(ofGate ? 10 : 7)) {
        case 0, 1: return .item("x")
        case 2: return .item("y")
        case 3: return .place
        case 4: return .mean
        case 5: return .most
        case 6: return .known
        case 7: return .count
        case 8: return .total
        case 9: return .score
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

  /// What three counties report; nil: nothing yet.
  private struct Rows {
    var cells: [[Int?]]

    init(_ random: inout SeededGenerator) {
      cells = (0..<3).map { _ in
        let isSilent = random.once(in: 4)
        return (0..<3).map { _ in isSilent || random.once(in: 4) ? nil : random.whole(0...9) }
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

    var text: String {
      let lines = cells.enumerated().compactMap { unit, row -> String? in
        if row.allSatisfy({ $0 == nil }) { return nil }
        let (x, y) = (row[0].map(String.init) ?? "", row[1].map(String.init) ?? "")
        return "33060\(unit),\(x),\(y),\(row[2].map { $0 > 4 ? "yes" : "no" } ?? "")\n"
      }
      return "code,x,y,k\n" + lines.joined()
    }
  }

  private func set(_ rules: [Condition], _ gates: [Condition]) -> String {
    let requirements = rules.enumerated().map { index, rule in
      """
            - requirement: R\(index)
              title: Rule
              points: 10
              score: {met: '\(rule.text)'}
              mark: core
              provenance: drafted
      """
    }
    let checks = gates.enumerated().map { index, gate in
      "  - {gate: g\(index), title: G\(index), checks: [{check: '\(gate.text)', else: no}]}"
    }
    return """
      set: whatever
      title: Whatever
      edition: "1"
      language: en
      assesses: county
      period: quarter
      part: share
      points: \((rules.count + 1) * 10)
      items:
        x: {type: number}
        y: {type: number}
        k: {type: yes-no}
      tasks:
        - task: T1
          title: Task
          points: \((rules.count + 1) * 10)
          requirements:
      \(requirements.joined(separator: "\n"))
            - {requirement: Own, title: Own, points: 10, score: {lines: [{earn: x}]}, provenance: drafted}
      gates:
        - {gate: entry, title: Entry, needs: {total: 50%}}
        - {gate: core, title: Core, needs: {met: [core]}}
      \(checks.joined(separator: "\n"))
      """
  }

  @Test(arguments: UInt64(1)...20)
  func `what is decided before all is there stays decided, whatever comes`(_ seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed &* 104_729)
    let rules = (0..<3).map { _ in Condition.random(2, &random, ofGate: false) }
    let gates = (0..<6).map { _ in Condition.random(2, &random, ofGate: true) }
    var test = Case()
    test.set = set(rules, gates)
    test.units = "code,name,level\n330600,A,county\n330601,B,county\n330602,C,county\n"
    let rows = Rows(&random)
    test.submissions = ["a.csv": rows.text]
    guard rows.cells.joined().contains(where: { $0 != nil }) else { return }
    let now = try await test.run()
    for _ in 0..<5 {
      let more = rows.filled(&random)
      test.submissions = ["a.csv": more.text]
      let then = try await test.run()
      for (code, seen) in now.units {
        let later = try #require(then.units[code])
        let words =
          "\(code)\n\(rows.text)\(more.text)\(rules.map(\.text))\n\(gates.map(\.text))"
        for gate in ["entry", "core"] + gates.indices.map({ "g\($0)" }) {
          let verdict = seen["gates \(gate)"]
          if verdict == "open" { continue }
          #expect(later["gates \(gate)"] == verdict, "\(gate) \(words)")
        }
        let ends = (seen["range"] ?? "").split(separator: ",").compactMap { number($0) }
        let total = number(later["total"] ?? "")
        if ends.count == 2, let total {
          #expect(ends[0] <= total && total <= ends[1], "\(ends) \(total) \(words)")
        }
      }
    }
  }

  /// Points in hundredths.
  private func number(_ text: some StringProtocol) -> Int? {
    let digits = String(text.filter { $0 != " " && $0 != "." })
    return Int(digits)
  }
}
