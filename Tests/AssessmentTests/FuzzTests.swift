import Assessment
import Definitions
import FEEL
import SourceText
import Submissions
import TestSupport
import Testing

/// Any set that loads scores any values without crashing, and stays within its bounds.
@Suite struct FuzzTests {
  private static let sets = RandomCases.count / 40
  private static let rowsPerSet = 12

  @Test func `no set and no value crash the engine`() async throws {
    var loaded = 0
    for round in 0..<Self.sets {
      let seed = RandomCases.seed &+ 32_452_843 &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      var wild = WildSet(&random)
      // A random expression may be refused: only what loads is scored.
      guard let bench = try? Bench(points: "30", wild.body()) else { continue }
      loaded += 1
      let rows = (0..<Self.rowsPerSet).map { _ in WildSet.row(&random) }
      let units = try await bench.assess(rows, renderer: Narrator(set: bench.set))
      #expect(units.count == rows.count, "seed \(seed)")
      for unit in units { check(unit, bench, "seed \(seed)") }
    }
    #expect(loaded > Self.sets / 10, "only \(loaded) of \(Self.sets) sets load")
  }

  private func check(_ unit: UnitAssessment, _ bench: Bench, _ run: String) {
    for (outcome, requirement) in zip(unit.outcomes, bench.set.requirements) {
      for points in [outcome.earned, outcome.worst, outcome.best, outcome.base] {
        #expect(points >= .zero && points <= requirement.points, "\(run) \(requirement.id)")
      }
    }
    #expect(unit.total >= .zero && unit.score >= .zero, "\(run)")
    #expect(unit.bestTotal.map { unit.worstTotal <= $0 } ?? true, "\(run)")
    let sum = bench.plan.column(of: unit).reduce(Points.zero) { $0 + $1.points }
    #expect(sum == unit.total, "\(run)")
    _ = bench.plan.gaps(of: unit)
  }
}

/// Tells everything that can be told of a unit, so that no sentence, target or trace crashes either.
private struct Narrator: UnitRenderer {
  let set: IndicatorSet

  func needs(of unit: Index<Unit>) -> ReportNeeds {
    ReportNeeds(
      facts: .all, working: Set(set.requirements.indices.map { .requirement($0) }))
  }

  func start() -> [(Int, UnitAssessment)] { [] }

  func add(_ unit: UnitReport, to output: inout [(Int, UnitAssessment)]) {
    for index in set.requirements.indices {
      let why = unit.facts(index).why
      _ = why.text(.zh) + why.text(.en)
      _ = unit.working[.requirement(index)]?.steps.map { $0.what.text(.zh) + $0.working.text(.zh) }
    }
    for index in set.adjustments.indices { _ = unit.facts(adjustment: index).why.text(.zh) }
    output.append((unit.index.position, unit.assessment))
  }
}

/// A set of random shape and random expressions over a few items of every type.
private struct WildSet {
  private var random: SeededGenerator

  init(_ random: inout SeededGenerator) {
    self.random = SeededGenerator(seed: random.next())
  }

  /// What a unit reports: huge, tiny, negative, missing, early and late.
  static func row(_ random: inout SeededGenerator) -> [Reported] {
    let numbers = (0..<4).map { _ -> Reported in
      switch random.whole(0...9) {
      case 0: .missing
      case 1: .count(0)
      case 2: .number(Decimal(.max, scale: random.whole(0...18)))
      case 3: .number(Decimal(.min, scale: random.whole(0...18)))
      case 4: .number(Decimal(1, scale: 18))
      case 5: .number(Decimal(1_000_000_000_000_000_000))
      default: .number(Decimal(Int64(random.whole(-50...2_000)), scale: random.whole(0...3)))
      }
    }
    let day = random.pick([-719_162, 0, 18_808, 18_809, 2_932_896])
    return numbers + [
      random.once(in: 5) ? .missing : .flag(random.once(in: 2)),
      random.once(in: 5) ? .missing : .choice(random.whole(0...2)),
      random.once(in: 5)
        ? .missing : .date(random.once(in: 3) ? random.whole(18_000...19_000) : day),
    ]
  }

  mutating func body() -> String {
    let requirements = (0..<3).map { index in
      requirementText("R\(index)", points: "10", requirement())
    }
    return bodyText(
      items: [
        "a: {type: number}", "b: {type: number}", "c: {type: percent}", "d: {type: number}",
        "flag: {type: yes-no}", "state: {type: choice, of: [甲, 乙, 丙]}", "day: {type: date}",
      ], points: "30", requirements, tail: tail())
  }

  private mutating func requirement() -> [String] {
    var lines: [String] = []
    if random.once(in: 3) { lines.append("applies: \(quoted(condition(2)))") }
    if random.once(in: 3) { lines.append("guard: {a: at least \(random.whole(-5...5))}") }
    lines.append("missing: \(random.pick(["no points", "leave out", "block"]))")
    lines.append("not applicable: \(random.pick(["leave out", "full", "average"]))")
    if random.once(in: 3) { lines.append("met from: \(random.whole(1...100))%") }
    let isDate = random.once(in: 5)
    lines.append("value: \(isDate ? "day" : quoted(number(3)))")
    lines.append("mark: [core]")
    return lines + score(isDate: isDate)
  }

  private mutating func score(isDate: Bool) -> [String] {
    if isDate {
      let part = random.pick(["share", "drop", "whole"])
      return [
        "score:", "  lines:",
        "    - {lose: \(random.whole(1...100))%, per: \(random.whole(1...400)) days, "
          + "after: 2021-06-30, part: \(part)}",
      ]
    }
    switch random.whole(0...6) {
    case 0:
      let better = random.pick(["higher", "lower"])
      return [
        "score: {linear: {zero: \(quoted(number(1))), full: \(quoted(number(1)))}, better: \(better)}"
      ]
    case 1: return ["score: {met: \(quoted(condition(2, value: true)))}"]
    case 2:
      return [
        "score:", "  table:", "    - [state, \(quoted(number(1))), earn]",
        "    - [甲, at least \(random.whole(-3...3)), all]", "    - [乙, 1 to 2, 50%]",
        "    - [any, below 0, 3]",
      ]
    case 3: return ["score: {places: [10, 7, 1], better: \(random.pick(["higher", "lower"]))}"]
    case 4: return ["score: {given: {by: 督查组}}"]
    case 5: return ["score:", "  bands:"] + (0..<3).map { _ in "    " + line() }
    default: return ["score:", "  lines:"] + (0..<3).map { _ in "    " + line() }
    }
  }

  private mutating func line() -> String {
    var keys = ["\(random.pick(["earn", "lose"])): \(quoted(number(1)))"]
    if random.once(in: 2) {
      keys.append("per: \(quoted(random.pick(["d", "b", "1%", "5% of b", "0.001"])))")
      keys.append("\(random.pick(["below", "above"])): \(quoted(number(1)))")
      if random.once(in: 2) { keys.append("to: \(quoted(number(1)))") }
      keys.append("part: \(random.pick(["share", "drop", "whole"]))")
    } else {
      if random.once(in: 2) { keys.append("each: \(quoted(number(2)))") }
      if random.once(in: 2) {
        let test = random.pick(["is", "at least", "above", "below", "up to"])
        keys.append("\(test): \(quoted(number(1)))")
      }
    }
    if random.once(in: 3) { keys.append("when: \(quoted(condition(2, value: true)))") }
    if random.once(in: 3) { keys.append("times: \(quoted(number(2)))") }
    if random.once(in: 3) { keys.append("at most: \(quoted(number(1)))") }
    return "- {" + keys.joined(separator: ", ") + "}"
  }

  private mutating func tail() -> String {
    """
    \(random.once(in: 2) ? "total at most: 35" : "")
    adjustments:
      - adjustment: J1
        title: Wild
        value: \(quoted(number(2)))
        score: {\(random.pick(["lines", "bands"])): [{\(random.pick(["earn", "lose"])): \
    \(quoted(number(2))), each: a}, {lose: 1, above: 3}]}
      - adjustment: J2
        title: Wilder
        applies: \(quoted(condition(1)))
        score: {lines: [{earn: d, each: b, at most: \(quoted(number(1)))}, {earn: d}]}
    checks:
      - check: \(quoted(condition(2)))
        else: contradiction
        severity: \(random.pick(["error", "warning"]))
    vetoes:
      - veto: V1
        title: Wild
        found by: [省]
        ask when: \(quoted(condition(1)))
        then: {total at most: 5, bar: [exit]}
    gates:
      - gate: entry
        title: Entry
        needs: {total: 40%, reported: 80%, met: [core]}
      - gate: exit
        title: Exit
        after: entry
        checks:
          - check: \(quoted(random.pick([condition(2), "total > a", "score(\"R0\") < b"])))
            else: not fulfilled
    """
  }

  private func quoted(_ text: String) -> String { "'\(text)'" }

  /// An expression of a number.
  private mutating func number(_ depth: Int) -> String {
    if depth == 0 || random.once(in: 3) {
      return random.pick(
        ["a", "b", "c", "d", "0", "1", "3.5", "95%", "3‰", "1000000000000000000", "-0.001"])
    }
    let (x, y) = (number(depth - 1), number(depth - 1))
    switch random.whole(0...10) {
    case 0: return "(\(x) + \(y))"
    case 1: return "(\(x) - \(y))"
    case 2: return "\(x) * \(y)"
    case 3, 4: return "\(x) / (\(y))"
    case 5: return "min(\(x), \(y))"
    case 6: return "sum([\(x), \(y), 1])"
    case 7: return "(if \(condition(depth - 1)) then \(x) else \(y))"
    case 8: return "abs(\(x))"
    case 9: return "(\(x)) ** \(random.whole(0...40))"
    default: return random.pick(["sqrt(\(x))", "floor(\(x))", "mean([\(x), \(y)])", "exp(\(x))"])
    }
  }

  /// An expression that is true or false.
  private mutating func condition(_ depth: Int, value: Bool = false) -> String {
    let left = value && random.once(in: 2) ? "value" : number(1)
    if depth == 0 || random.once(in: 2) {
      let sign = random.pick(["=", "!=", "<", "<=", ">", ">="])
      return random.pick(["\(left) \(sign) \(number(1))", "flag = true", "is missing(a)"])
    }
    let (x, y) = (condition(depth - 1, value: value), condition(depth - 1))
    return random.pick([
      "(\(x) and \(y))", "(\(x) or \(y))", "not(\(x))", "some v in [a, b] satisfies v > 1",
    ])
  }
}
