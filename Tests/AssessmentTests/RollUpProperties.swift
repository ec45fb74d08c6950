import Assessment
import BigInt
import Definitions
import FEEL
import Submissions
import TestSupport
import Testing

/// What comes together over random trees of villages, towns and counties, against fractions of big integers.
@Suite struct RollUpProperties {
  /// What a weighted mean comes to.
  enum Mean {
    case missing
    /// Zero out of zero.
    case nothing
    case of(Fraction)

    var rate: Fraction? {
      if case .of(let rate) = self { rate } else { nil }
    }
  }

  /// A tree of units, those above before those below, and what the villages report.
  struct Tree {
    var units: [Unit] = []
    var rows: [[Reported]] = []
    /// By unit: a count, a rate and a weight, as reported.
    var counts: [Fraction?] = []
    var rates: [Fraction?] = []
    var weights: [Fraction?] = []

    /// One value in so many is `missing`.
    init(_ random: inout SeededGenerator, missing: Int) {
      let counties = (0..<random.whole(1...3)).map { _ in add(.county, below: nil) }
      let towns = counties.flatMap { county in
        (0..<random.whole(1...4)).map { _ in add(.town, below: county) }
      }
      for town in towns {
        // More than a word of bits now and then.
        for _ in 0..<random.whole(1...(random.once(in: 6) ? 140 : 6)) {
          _ = add(.village, below: town)
          let values = (0..<3).map { column in
            random.once(in: missing)
              ? nil : random.decimal(column == 2 ? 5 : 99_999, scales: column == 1 ? [3] : [0])
          }
          rows[rows.count - 1] = values.map { $0.map { Reported.number($0) } ?? .missing }
          counts[rows.count - 1] = values[0]?.fraction
          rates[rows.count - 1] = values[1]?.fraction
          weights[rows.count - 1] = values[2]?.fraction
        }
      }
    }

    private mutating func add(_ level: Level, below parent: Int?) -> Int {
      units.append(
        Unit(
          code: String(1_000_000 + units.count), name: "", level: level,
          parent: parent.map { Index($0) }))
      rows.append([.missing, .missing, .missing])
      counts.append(nil)
      rates.append(nil)
      weights.append(nil)
      return units.count - 1
    }

    func children(_ unit: Int) -> [Int] {
      units.indices.filter { units[$0].parent?.position == unit }
    }

    /// The sum below a unit; nil where fewer than a share (in hundredths) of those directly below have one.
    func sum(_ unit: Int, _ own: [Fraction?], complete: Int) -> Fraction? {
      if units[unit].level == .village { return own[unit] }
      let all = children(unit)
      let known = all.compactMap { sum($0, own, complete: complete) }
      guard !known.isEmpty, known.count * 100 >= complete * all.count else { return nil }
      return known.reduce(.zero, +)
    }

    /// The weighted mean of the rates below a unit; where all weights are zero there is nothing to judge, which is known.
    func mean(_ unit: Int, complete: Int) -> Mean {
      if units[unit].level == .village { return rates[unit].map { .of($0) } ?? .missing }
      let all = children(unit)
      let known = all.compactMap { child -> (Fraction, Fraction)? in
        switch (mean(child, complete: complete), sum(child, weights, complete: complete)) {
        case (.nothing, _): (.zero, .zero)
        case (.of(let rate), let weight?): (rate * weight, weight)
        case (.missing, _), (.of, nil): nil
        }
      }
      guard !known.isEmpty, known.count * 100 >= complete * all.count else { return .missing }
      let weight = known.map(\.1).reduce(.zero, +)
      return weight == .zero ? .nothing : .of(known.map(\.0).reduce(.zero, +) / weight)
    }
  }

  private static let trees = max(40, RandomCases.count / 100)

  private func bench(complete: Int) throws -> Bench {
    let share = "complete: \(complete)%"
    return try Bench(
      points: "20",
      bodyText(
        items: [
          "x: {type: count, level: village, rollup: sum, \(share)}",
          "rate: {type: number, level: village, rollup: mean by w, \(share)}",
          "w: {type: count, level: village, rollup: sum, \(share)}",
        ], points: "20",
        [
          requirementText("R1", points: "10", ["value: x", "score: {met: value > 0}"]),
          requirementText("R2", points: "10", ["value: rate", "score: {met: value > 0}"]),
        ]))
  }

  private func number(_ fraction: Fraction?) throws -> Number? {
    guard let fraction else { return nil }
    let top = try #require(Number(decimal: fraction.top.description))
    return top.divided(by: try #require(Number(decimal: fraction.bottom.description)))
  }

  @Test func `sums and weighted means are exact, and missing where too few reported`()
    async throws
  {
    for complete in [100, 50, 80] {
      let bench = try bench(complete: complete)
      var known = 0
      for round in 0..<Self.trees {
        let seed = RandomCases.seed &+ UInt64(complete * 1_000_003 + round)
        var random = SeededGenerator(seed: seed)
        let tree = Tree(&random, missing: random.pick([8, 40, .max]))
        let counties = tree.units.indices.filter { tree.units[$0].level == .county }
        let results = try await bench.assess(tree.rows, of: tree.units)
        let byUnit = results.map(\.outcomes)
        // A county below which nothing at all was reported is not among the results.
        let expected = counties.filter { county in
          tree.units.indices.contains { village in
            tree.units[village].parent.flatMap { tree.units[$0.position].parent }?.position
              == county
          }
        }
        #expect(byUnit.count == expected.count, "seed \(seed)")
        for (outcomes, county) in zip(byUnit, expected) {
          let sum = try number(tree.sum(county, tree.counts, complete: complete))
          let mean = try number(tree.mean(county, complete: complete).rate)
          #expect(outcomes[0].value.number == sum, "seed \(seed), county \(county)")
          #expect(outcomes[1].value.number == mean, "seed \(seed), county \(county)")
          if mean != nil { known += 1 }
        }
      }
      #expect(known > Self.trees / 3, "the property says something")
    }
  }

  @Test func `a sum through the towns is the sum over all villages where all have reported`()
    async throws
  {
    let bench = try bench(complete: 100)
    for round in 0..<Self.trees {
      let seed = RandomCases.seed &+ UInt64(77_000_000 + round)
      var random = SeededGenerator(seed: seed)
      let tree = Tree(&random, missing: .max)
      let results = try await bench.assess(tree.rows, of: tree.units)
      for (county, result) in results.enumerated() {
        let villages = tree.units.indices.filter { village in
          tree.units[village].parent.flatMap { tree.units[$0.position].parent }?.position == county
        }
        let sum = villages.compactMap { tree.counts[$0] }.reduce(Fraction.zero, +)
        #expect(result.outcomes[0].value.number == (try number(sum)), "seed \(seed)")
      }
    }
  }

  @Test func `neither the order of rows, the size of blocks nor the number of workers matters`()
    async throws
  {
    let bench = try bench(complete: 50)
    for round in 0..<Self.trees {
      let seed = RandomCases.seed &+ UInt64(99_000_000 + round)
      var random = SeededGenerator(seed: seed)
      let tree = Tree(&random, missing: 10)
      let plain = try await bench.assess(tree.rows, of: tree.units).map(\.digest)
      for (blocks, jobs) in [(5, 3), (40, 2)] {
        let order = tree.rows.indices.shuffled(using: &random)
        let other = try await bench.assess(
          tree.rows, of: tree.units, blocks: blocks, jobs: jobs, order: order)
        #expect(plain == other.map(\.digest), "seed \(seed), \(blocks) blocks, \(jobs) workers")
      }
    }
  }
}
