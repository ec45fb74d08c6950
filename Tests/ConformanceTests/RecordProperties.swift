import Formats
import SourceText
import TestSupport
import Testing

/// Lines per record against whole numbers counted by hand, and against the same rule as one expression over the table.
@Suite struct RecordProperties {
  /// A record: nil is a blank cell.
  private struct Record {
    var kind: String?
    var deaths: Int?
    var factor: Int?

    init(_ random: inout SeededGenerator) {
      func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
      kind = once(in: 25) ? nil : ["fire", "fall", "road"].randomElement(using: &random)
      deaths = once(in: 25) ? nil : Int.random(in: 0...9, using: &random)
      factor = once(in: 25) ? nil : Int.random(in: 0...3, using: &random)
    }

    var text: String {
      let cells = [kind, deaths.map(String.init), factor.map(String.init)]
      return cells.map { $0 ?? "" }.joined(separator: ",")
    }

    /// Whether nothing but zeros stands in it.
    var isZero: Bool { kind == nil && (deaths ?? 0) == 0 && (factor ?? 0) == 0 }

    /// Whether it is a fire with so many dead: false wins over missing.
    func fits(_ least: Int) -> Bool? {
      switch (kind.map { $0 == "fire" }, deaths.map { $0 >= least }) {
      case (false, _), (_, false): false
      case (true, true): true
      default: nil
      }
    }
  }

  /// The hundredths that a line leaves of 100 points; nil where something that it reads is missing.
  private func left(_ records: [Record], least: Int, amount: Int, cap: Int) -> Int? {
    var moved = 0
    for record in records {
      guard let fits = record.fits(least) else { return nil }
      if !fits { continue }
      guard let factor = record.factor else { return nil }
      moved += amount * factor
    }
    return max(0, 10_000 - min(moved, cap))
  }

  @Test func `a line per record is amount × times over the records that fit, then its cap`()
    async throws
  {
    var missing = 0
    for seed in 0..<60 {
      var random = SeededGenerator(seed: UInt64(seed))
      let least = Int.random(in: 1...8, using: &random)
      let amount = Int.random(in: 1...400, using: &random)
      let cap = Int.random(in: 100...10_000, using: &random)
      var test = Case()
      test.set = set(least, hundredths(amount), hundredths(cap))
      var rows = "code,kind,deaths,factor\n"
      var expected: [String: String] = [:]
      for unit in 0..<20 {
        let records = (0..<Int.random(in: 0...8, using: &random)).map { _ in Record(&random) }
          .filter { $0.kind != nil || $0.deaths != nil || $0.factor != nil }
        rows += records.map { "U\(unit),\($0.text)\n" }.joined()
        if records.isEmpty { rows += "U\(unit),,,\n" }
        // Zeros alone say that there are none.
        let left = left(
          records.allSatisfy(\.isZero) ? [] : records, least: least, amount: amount, cap: cap)
        expected["U\(unit)"] = left.map(hundredths) ?? "missing"
      }
      missing += expected.values.count { $0 == "missing" }
      test.submissions = ["accidents.csv": rows]
      test.expected = expected.mapValues { _ in [:] }
      let run = try await test.run(Manner(blockSize: 64))
      for (unit, wanted) in expected {
        for requirement in ["T1.01", "T1.02", "T1.03"] {
          let seen = run.units[unit] ?? [:]
          let found =
            seen["requirements \(requirement) status"] == "missing"
            ? "missing" : seen["requirements \(requirement) earned"]
          #expect(found == wanted, "seed \(seed), unit \(unit), \(requirement)")
        }
      }
    }
    #expect(missing > 50)
  }

  private func hundredths(_ value: Int) -> String {
    let rest = value % 100
    return "\(value / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }

  /// The same rule three times: with `when`, with a filter, and as one expression.
  private func set(_ least: Int, _ amount: String, _ cap: String) -> String {
    """
    set: random
    title: Random
    edition: "1"
    language: en
    assesses: county
    period: quarter
    points: 300
    items:
      accidents: {type: table, columns: {kind: text, deaths: count, factor: count}}
    tasks:
      - task: T1
        title: Task
        points: 300
        requirements:
          - requirement: T1.01
            title: With a condition
            points: 100
            provenance: drafted
            score:
              lines:
                - lose: \(amount)
                  each: e in accidents
                  when: e.kind = "fire" and e.deaths >= \(least)
                  times: e.factor
                  at most: \(cap)
          - requirement: T1.02
            title: With a filter
            points: 100
            provenance: drafted
            score:
              lines:
                - lose: \(amount) * e.factor
                  each: e in accidents[kind = "fire" and deaths >= \(least)]
                  at most: \(cap)
          - requirement: T1.03
            title: As one expression
            points: 100
            provenance: drafted
            score:
              lines:
                - lose: \(amount)
                  each: sum(for e in accidents[kind = "fire" and deaths >= \(least)] return e.factor)
                  at most: \(cap)
    """
  }
}
