import Assessment
import Definitions
import FEEL
import TestSupport
import Testing

/// Whatever becomes of what is missing, the total lies between its ends, and both ends can come true.
@Suite struct EndProperties {
  private static let sets = RandomCases.count / 100

  /// A requirement of a small set: all points are whole, so that everything that may become of it can be tried.
  private struct Member {
    let points: Int
    /// What is reported; nil where nothing is.
    let earned: Int?
    /// Whether nobody knows if it applies.
    let mayLeave: Bool

    /// What may become of it: out, or so many points.
    var ways: [[Reported]] {
      if let earned { return [[.count(earned), .flag(true)]] }
      let known = (0...points).map { [Reported.count($0), .flag(true)] }
      return known + (mayLeave ? [[.missing, .flag(false)]] : [])
    }

    var now: [Reported] {
      guard let earned else { return [.missing, mayLeave ? .missing : .flag(true)] }
      return [.count(earned), .flag(true)]
    }
  }

  @Test func `the ends are what everything that may turn out comes to`() async throws {
    var found = 0
    for round in 0..<Self.sets {
      let seed = RandomCases.seed &+ 86_028_121 &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let leavesOut = random.once(in: 3)
      let members = (0..<random.whole(2...5)).map { _ -> Member in
        let points = random.whole(1...4)
        let isOpen = random.once(in: 2)
        return Member(
          points: points, earned: isOpen ? nil : random.whole(0...points),
          mayLeave: random.once(in: 2))
      }
      let body = Self.body(members, leavesOut: leavesOut, &random)
      guard members.filter({ $0.earned == nil }).count <= 3,
        let bench = try? Bench(points: "20", digits: 0, body)
      else { continue }
      found += 1
      var ways: [[Reported]] = [[]]
      for member in members { ways = ways.flatMap { way in member.ways.map { way + $0 } } }
      // The adjustment's count: what is reported, or anything.
      let known: [Reported] = random.once(in: 2) ? [] : [.count(random.whole(0...3))]
      let counts = known.isEmpty ? (0...3).map { Reported.count($0) } : known
      ways = ways.flatMap { way in counts.map { way + [$0] } }
      let present = members.flatMap(\.now) + [known.first ?? .missing]
      let units = try await bench.assess([present] + ways)
      let now = units[0]
      // What is left out may stay out: then the total is the printed one.
      let totals = units.dropFirst().map(\.total) + (leavesOut ? [now.total] : [])
      guard let least = totals.min(), let most = totals.max() else { continue }
      #expect(now.worstTotal <= least, "seed \(seed): \(now.worstTotal) \(least)")
      #expect(now.bestTotal.map { $0 >= most } ?? true, "seed \(seed)")
      #expect(now.worstTotal <= now.total, "seed \(seed)")
      #expect(now.bestTotal.map { $0 >= now.total } ?? true, "seed \(seed)")
      if !leavesOut, !(known.isEmpty && body.contains(Self.overlapping)) {
        #expect(now.worstTotal == least, "seed \(seed): \(now.worstTotal) \(least)")
        #expect(now.bestTotal == most, "seed \(seed): \(String(describing: now.bestTotal)) \(most)")
      }
      try await checkWins(of: now, present, members, bench, "seed \(seed)")
      for gate in now.gates.indices {
        let verdicts = Set(units.dropFirst().map { $0.gates[gate].verdict })
        switch now.gates[gate].verdict {
        case .passed: #expect(verdicts == [.passed], "seed \(seed) gate \(gate)")
        case .failed: #expect(verdicts == [.failed], "seed \(seed) gate \(gate)")
        case .open: break
        }
      }
    }
    #expect(found > Self.sets / 4, "only \(found) of \(Self.sets) sets load")
  }

  private static let overlapping =
    "lines: [{earn: 2, each: j, at most: 2}, {lose: 1, when: j > 1}]"

  /// What a repair brings is what the unit comes to with it.
  private func checkWins(
    of now: UnitAssessment, _ present: [Reported], _ members: [Member], _ bench: Bench,
    _ run: String
  ) async throws {
    for gap in bench.plan.gaps(of: now) {
      guard case .requirement(let requirement) = gap.source, requirement.position < members.count
      else { continue }
      let index = requirement.position
      var row = present
      row[2 * index] = .count(members[index].points)
      row[2 * index + 1] = .flag(true)
      let then = try await bench.assess([row])
      #expect(then[0].total - now.total == gap.win, "\(run) R.\(index)")
    }
  }

  private static func body(
    _ members: [Member], leavesOut: Bool, _ random: inout SeededGenerator
  ) -> String {
    let points = members.map(\.points)
    let grouped = random.whole(1...members.count)
    let best = random.once(in: 2) ? random.whole(1...grouped) : nil
    let inside = points.prefix(grouped).sorted(by: >).prefix(best ?? grouped).reduce(0, +)
    var group = "      - group: G\n        title: Group\n"
    if let best { group += "        best: \(best)\n" }
    var full = inside
    if best == nil || random.once(in: 2) {
      if random.once(in: 2) {
        group += "        lose at most: \(random.whole(1...max(1, inside)))\n"
      } else {
        full = random.whole(1...inside)
        group += "        earn at most: \(full)\n"
      }
    }
    if random.once(in: 4) {
      full = random.whole(1...6)
      group += "        counts as: \(full)\n"
    }
    group += "        requirements:\n"
    var rest = ""
    for (index, member) in members.enumerated() {
      let mark = random.once(in: 3) ? "mark: [core], " : ""
      let line =
        "{requirement: R.\(index), title: R, points: \(member.points), \(mark)applies: f\(index), score: {lines: [{earn: m\(index)}]}, provenance: drafted}\n"
      if index < grouped { group += "          - " + line } else { rest += "      - " + line }
    }
    let other = 20 - full - points.dropFirst(grouped).reduce(0, +)
    let items =
      members.indices.map { "m\($0): {type: count}, f\($0): {type: yes-no}" }
      .joined(separator: ", ") + ", j: {type: count}"
    let adjustment = random.pick([
      "lines: [{lose: 1, each: j, at most: 2}]", "lines: [{earn: 1, each: j, at most: 2}]",
      // All that it gives and all that it takes do not come together.
      overlapping,
      "bands: [{at least: 2, earn: 2}, {above: 0, lose: 1}]",
      "table: [[j, earn], [at least 3, 2], [at least 0, 0]]",
    ])
    let threshold = random.whole(1...20)
    let upper = random.whole(1...20)
    return """
      items: {\(items)}
      \(leavesOut ? "missing: leave out" : "missing: no points")
      tasks:
        - task: T1
          title: Task
          points: 20
          requirements:
      \(group)\(rest)      - {requirement: R.x, title: R, points: \(other), score: {lines: [{earn: \(random.whole(0...max(0, other)))}]}, provenance: drafted}
      adjustments:
        - {adjustment: J, title: J, value: j, score: {\(adjustment)}, provenance: drafted}
      gates:
        - {gate: a, title: A, needs: {total: \(threshold)}}
        - {gate: b, title: B, needs: {met: [core]}}
        - {gate: c, title: C, needs: {each task: \(random.whole(1...99))%}}
        - {gate: d, title: D, needs: {total: \(threshold)}, checks: [{check: total <= \(upper), else: x}]}
        - {gate: e, title: E, checks: [{check: 'score("G") = \(upper) or total = \(threshold)', else: x}]}
        - {gate: f, title: F, after: d, checks: [{check: total > score("G"), else: x}]}
      """
  }
}
