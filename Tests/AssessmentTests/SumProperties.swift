import Assessment
import BigInt
import Definitions
import TestSupport
import Testing

/// Groups, conversion, adjustments and limits against whole cents worked out apart from the engine.
@Suite struct SumProperties {
  @Test func `a group takes its best, sums, caps and scales`() async throws {
    for (round, seed) in Trial.rounds(21) {
      var random = SeededGenerator(seed: seed)
      let members = (0..<random.whole(1...5)).map { _ in random.whole(1...2_000) }
      let best = random.once(in: 2) ? random.whole(1...members.count) : nil
      let loseAtMost = random.once(in: 2) ? random.whole(0...1_500) : nil
      let earnAtMost = random.once(in: 2) ? random.whole(1...3_000) : nil
      let countsAs = random.once(in: 2) ? random.whole(1...1_000) : nil
      let possible = min(
        members.sorted(by: >).prefix(best ?? members.count).reduce(0, +), earnAtMost ?? .max)
      let full = countsAs ?? possible
      var keys: [String] = []
      if let best { keys.append("best: \(best)") }
      if let loseAtMost { keys.append("lose at most: \(cents(loseAtMost))") }
      if let earnAtMost { keys.append("earn at most: \(cents(earnAtMost))") }
      if let countsAs { keys.append("counts as: \(cents(countsAs))") }
      let requirements = members.enumerated().map { index, points in
        requirementText(
          "R\(index)", points: cents(points),
          ["applies: p\(index) = true", "score: {lines: [{earn: m\(index)}]}"])
      }
      let group =
        (["- group: G1", "  title: Group"] + keys.map { "  " + $0 } + ["  requirements:"]
        + requirements.flatMap { $0.split(separator: "\n").map { "    " + $0 } })
        .joined(separator: "\n")
      let bench = try Bench(
        points: cents(full),
        bodyText(
          items: members.indices.flatMap { ["m\($0): {type: number}", "p\($0): {type: yes-no}"] },
          points: cents(full), [group]))
      var rows: [[Reported]] = []
      var expected: [Int] = []
      for _ in 0..<Trial.casesPerSet {
        let marks = members.map { Decimal(Int64(random.whole(0...$0 * 10)), scale: 3) }
        let apply = members.map { _ in !random.once(in: 5) }
        rows.append(zip(marks, apply).flatMap { [Reported.number($0), .flag($1)] })
        var counted = members.indices.filter { apply[$0] }
          .map { (earned: Int(marks[$0].fraction.rounded(2)), base: members[$0], index: $0) }
        if let best {
          counted.sort { $0.earned == $1.earned ? $0.index < $1.index : $0.earned > $1.earned }
          counted = Array(counted.prefix(best))
        }
        var earned = counted.reduce(0) { $0 + $1.earned }
        let base = counted.reduce(0) { $0 + $1.base }
        if let loseAtMost { earned = max(earned, base - loseAtMost) }
        if let earnAtMost { earned = min(earned, earnAtMost) }
        if let countsAs {
          earned = Int(Fraction(BigInt(earned * countsAs), BigInt(possible)).rounded(0))
        }
        expected.append(earned)
      }
      let results = try await bench.assess(rows)
      try #require(results.count == rows.count)
      for (index, result) in results.enumerated() {
        #expect(
          result.groups[0].earned.units == Int64(expected[index]),
          "seed \(seed), round \(round), row \(rows[index]), group \(keys)")
      }
    }
  }

  @Test func `the score is converted from printed points and the total is limited once`()
    async throws
  {
    for (round, seed) in Trial.rounds(22) {
      var random = SeededGenerator(seed: seed)
      let points = (0..<random.whole(1...6)).map { _ in random.whole(1...3_000) }
      let full = points.reduce(0, +)
      let limit = random.once(in: 2) ? full + random.whole(0...500) : nil
      let requirements = points.enumerated().map { index, points in
        requirementText(
          "R\(index)", points: cents(points),
          ["applies: p\(index) = true", "score: {lines: [{earn: m\(index)}]}"])
      }
      let tail =
        (limit.map { "total at most: \(cents($0))\n" } ?? "") + """
          adjustments:
            - adjustment: J1
              title: More
              score: {lines: [{earn: plus}]}
            - adjustment: J2
              title: Less
              score: {lines: [{lose: minus}]}
          """
      let bench = try Bench(
        points: cents(full),
        bodyText(
          items: points.indices.flatMap { ["m\($0): {type: number}", "p\($0): {type: yes-no}"] }
            + ["plus: {type: number}", "minus: {type: number}"],
          points: cents(full), requirements, tail: tail))
      var rows: [[Reported]] = []
      var expected: [(score: Int, total: Int)] = []
      for _ in 0..<Trial.casesPerSet {
        let marks = points.map { Decimal(Int64(random.whole(0...$0 * 10)), scale: 3) }
        let apply = points.map { _ in !random.once(in: 4) }
        let plus = random.decimal(5_000, scales: [2, 3, 4])
        let minus = random.decimal(5_000, scales: [2, 3, 4])
        rows.append(
          zip(marks, apply).flatMap { [Reported.number($0), .flag($1)] } + [
            .number(plus), .number(minus),
          ])
        let earned = points.indices.filter { apply[$0] }
          .reduce(0) { $0 + Int(marks[$1].fraction.rounded(2)) }
        let base = points.indices.filter { apply[$0] }.reduce(0) { $0 + points[$1] }
        let score =
          base == full || base == 0
          ? earned : Int(Fraction(BigInt(earned * full), BigInt(base)).rounded(0))
        let moved = Int(plus.fraction.rounded(2)) - Int(minus.fraction.rounded(2))
        expected.append((score, max(0, min(score + moved, limit ?? .max))))
      }
      let results = try await bench.assess(rows)
      try #require(results.count == rows.count)
      for (index, result) in results.enumerated() {
        let (score, total) = expected[index]
        #expect(
          result.score.units == Int64(score) && result.total.units == Int64(total),
          "seed \(seed), round \(round), row \(rows[index])")
      }
    }
  }
}
