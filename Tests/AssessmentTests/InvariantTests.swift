import Assessment
import Definitions
import Submissions
import TestSupport
import Testing

/// What must hold for every set and every unit, whatever the numbers.
@Suite struct InvariantTests {
  /// Sets and units: about a hundredth of the cases of a way of scoring.
  private static let sets = RandomCases.count / 200
  private static let units = 20

  /// Runs a body for many random sets, each with rows.
  private func each(
    _ salt: UInt64, missing: Int = 4, looksAround: Bool = false,
    _ body: (RandomSet, [[Reported]], inout SeededGenerator, String) async throws -> Void
  ) async throws {
    for round in 0..<Self.sets {
      let seed = RandomCases.seed &+ salt &* 15_485_863 &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let set = try RandomSet(&random, looksAround: looksAround)
      let rows = (0..<Self.units).map { _ in set.row(&random, missing: missing) }
      try await body(set, rows, &random, "seed \(seed)")
    }
  }

  @Test func `neither the order of units nor the number of workers matters`() async throws {
    try await each(1) { set, rows, random, run in
      let plain = try await set.bench.assess(rows).map(\.digest)
      let order = rows.indices.shuffled(using: &random)
      let shuffled = try await set.bench.assess(rows, blocks: 5, jobs: 3, order: order)
      #expect(plain == shuffled.map(\.digest), "\(run)")
      let back = try await set.bench.assess(rows, blocks: 20, jobs: 2, order: order.reversed())
      #expect(plain == back.map(\.digest), "\(run)")
    }
  }

  @Test
  func `a unit's result is the same whatever the order, and whoever of other groups is there`()
    async throws
  {
    try await each(8, looksAround: true) { set, rows, random, run in
      let units = rows.indices.map {
        Unit(code: String(1_000_000 + $0), name: "", level: .county, group: "G\($0 % 2)")
      }
      let plain = try await set.bench.assess(rows, of: units).map(\.digest)
      let order = rows.indices.shuffled(using: &random)
      let shuffled = try await set.bench.assess(rows, of: units, blocks: 7, jobs: 3, order: order)
      #expect(plain == shuffled.map(\.digest), "\(run)")
      let own = rows.indices.filter { $0 % 2 == 0 }
      let alone = try await set.bench.assess(own.map { rows[$0] }, of: own.map { units[$0] })
      #expect(own.map { plain[$0] } == alone.map(\.digest), "\(run)")
    }
  }

  @Test func `the rows of the column add up to the total`() async throws {
    try await each(2) { set, rows, _, run in
      for unit in try await set.bench.assess(rows) {
        let column = set.bench.plan.column(of: unit)
        #expect(column.reduce(Points.zero) { $0 + $1.points } == unit.total, "\(run)")
        let limit = column.last { if case .limit = $0.kind { true } else { false } }
        let caps: [Points?] = [.zero, set.bench.set.totalAtMost]
        #expect(limit == nil || caps.contains(unit.total), "\(run): \(unit.digest)")
      }
    }
  }

  @Test func `the printed total lies between the worst and the best`() async throws {
    try await each(3) { set, rows, _, run in
      for unit in try await set.bench.assess(rows) {
        // What was left out comes back into the base, and into the reach of its group's caps.
        let isLeftOut = unit.outcomes.contains { $0.status == .missing && $0.base == .zero }
        if isLeftOut, !set.bench.set.groups.isEmpty { continue }
        #expect(unit.worstTotal <= unit.total && unit.total <= unit.mostTotal, "\(run)")
      }
    }
  }

  @Test func `whatever the missing marks are, the total stays in the interval`() async throws {
    try await each(4) { set, rows, random, run in
      let before = try await set.bench.assess(rows)
      let filled = rows.map { row in
        let full = set.row(&random, missing: .max)
        return row.indices.map { index in
          guard case .missing = row[index], random.once(in: 2) else { return row[index] }
          return full[index]
        }
      }
      let after = try await set.bench.assess(filled)
      // A peer's average moves with what a peer fills in; this is about a unit's own marks.
      for (old, new) in zip(before, after) where !old.hasAverage(set) {
        #expect(old.worstTotal <= new.worstTotal, "\(run)\n\(old.digest)\n\(new.digest)")
        #expect(new.mostTotal <= old.mostTotal, "\(run)\n\(old.digest)\n\(new.digest)")
        for (one, two) in zip(old.gates, new.gates) where one.verdict != .open {
          #expect(one.verdict == two.verdict, "\(run)\n\(old.digest)\n\(new.digest)")
        }
      }
    }
  }

  @Test func `more points for one requirement never lower the total`() async throws {
    try await each(5) { set, rows, random, run in
      let index = random.whole(0...set.members.count - 1)
      let raised = rows.map { row in
        guard case .number(let mark) = row[2 * index] else { return row }
        var row = row
        row[2 * index] = .number(Decimal(mark.mantissa + Int64(random.whole(1...500)), scale: 3))
        return row
      }
      let order: [Verdict] = [.failed, .open, .passed]
      for (old, new) in zip(
        try await set.bench.assess(rows), try await set.bench.assess(raised))
      where !old.hasAverage(set) {
        #expect(old.total <= new.total, "\(run)\n\(old.digest)\n\(new.digest)")
        // What enters the best of its group, or can no longer be pushed out, is asked for where a gate skipped it (S2n).
        let isOfBest = [old, new].contains { unit in
          unit.outcomes.contains { $0.status == .notCounted }
        }
        for (one, two) in zip(old.gates, new.gates) where !isOfBest {
          let (before, now) = (order.firstIndex(of: one.verdict), order.firstIndex(of: two.verdict))
          #expect((before ?? 0) <= (now ?? 0), "\(run)\n\(old.digest)\n\(new.digest)")
        }
      }
    }
  }

  @Test func `a win is what the total gains when the requirement earns all`() async throws {
    try await each(6) { set, rows, random, run in
      let index = random.whole(0...set.members.count - 1)
      let mended = rows.map { row in
        var row = row
        row[2 * index] = .number(Decimal(Int64(set.members[index].points), scale: 2))
        return row
      }
      for (old, new) in zip(
        try await set.bench.assess(rows), try await set.bench.assess(mended))
      where !old.hasAverage(set) {
        let gap = set.bench.plan.gaps(of: old).first { $0.source == .requirement(Index(index)) }
        guard let gap else { continue }
        #expect(gap.win == new.total - old.total, "\(run)\n\(old.digest)\n\(new.digest)")
      }
    }
  }

  @Test func `a repaired deduction is what the total gains without it`() async throws {
    try await each(7) { set, rows, random, run in
      let mended = rows.map { row in
        var row = row
        row[row.count - 3] = .count(0)
        return row
      }
      for (old, new) in zip(
        try await set.bench.assess(rows), try await set.bench.assess(mended))
      {
        let gap = set.bench.plan.gaps(of: old).first { $0.source == .adjustment(1) }
        guard let gap else { continue }
        #expect(gap.win == new.total - old.total, "\(run)\n\(old.digest)\n\(new.digest)")
      }
    }
  }
}

extension UnitAssessment {
  /// The greatest total, or more than any set can state where nothing bounds it.
  var mostTotal: Points { bestTotal ?? Points(units: Points.largestUnits) }

  /// Everything that is printed of a unit, as one text to compare.
  var digest: String {
    let rows = outcomes.map {
      "\($0.status) \($0.earned.units)/\($0.base.units) \($0.worst.units)…\($0.best.units)"
    }
    let sums = groups.map { "\($0.rows.units)→\($0.earned.units)/\($0.base.units)" }
    let gates = gates.map { "\($0.verdict) \($0.obstacles)" }
    return
      (rows + sums + tasks.map { "\($0.earned.units)/\($0.base.units)" }
      + adjustments.map { "\($0.moved.units)" } + vetoes.map(\.rawValue) + gates
      + [
        "score \(score.units) total \(total.units) in \(worstTotal.units)…\(mostTotal.units)",
        "\(reported)/\(required) ranked \(isRanked)",
      ]).joined(separator: ", ")
  }

  /// Whether a requirement was filled with what the peers have.
  fileprivate func hasAverage(_ set: RandomSet) -> Bool {
    zip(outcomes, set.members).contains { outcome, member in
      outcome.status == .notApplicable && member.notApplicable == "average"
    }
  }
}
