import Assessment
import Definitions
import TestSupport
import Testing

/// Portions of views, whatever they are: nothing is lost and no part earns more than it can.
@Suite struct ViewProperties {
  @Test func `parts, matrix and what is not covered add up to the requirements' rows`() async throws
  {
    for round in 0..<40 {
      let seed = RandomCases.seed &+ UInt64(round)
      var random = SeededGenerator(seed: seed)
      let points = (0..<random.whole(1...4)).map { _ in random.whole(1...40) }
      let requirements = points.enumerated().map { index, points in
        let ways = Self.portions(["a", "b", "c"], &random)
        let risks = Self.portions(["x", "y", "z"], &random)
        return requirementText(
          "R\(index)", points: cents(points),
          ["view: {V: \(ways), W: \(risks)}", "score: {lines: [{earn: m\(index)}]}"])
      }
      let full = points.reduce(0, +)
      let views = """
        views:
          V: {title: V, parts: [a, b, c], across: W}
          W: {title: W, parts: {top: {x: x, y: y}, z: z}}

        """
      let bench = try Bench(
        points: cents(full),
        views
          + bodyText(
            items: points.indices.map { "m\($0): {type: number}" }, points: cents(full),
            requirements))
      let rows = (0..<40).map { _ in
        points.map { Reported.number(Decimal(Int64(random.whole(0...$0)), scale: 2)) }
      }
      let results = try await bench.assess(rows)
      for unit in results {
        let found = bench.plan.viewResults(of: unit)
        for (plan, result) in zip(bench.plan.views, found) {
          for (part, portions) in plan.portions.enumerated() where !portions.isEmpty {
            let most = portions.reduce(Points.zero) { $0 + $1.points }
            #expect(result.parts[part].base == most, "seed \(seed)")
            #expect(result.parts[part].earned <= most, "seed \(seed)")
          }
        }
        let ways = found[0]
        let risks = found[1]
        #expect(Self.sum(ways.parts + [ways.rest]) == Self.sum([ways.whole]), "seed \(seed)")
        #expect(
          Self.sum([risks.parts[0], risks.parts[3], risks.rest]) == Self.sum([risks.whole]),
          "seed \(seed)")
        for (row, sum) in zip(ways.cells, ways.parts + [ways.rest]) {
          #expect(Self.sum(row) == Self.sum([sum]), "seed \(seed)")
          #expect(row.allSatisfy { $0.earned >= .zero && $0.base >= .zero }, "seed \(seed)")
        }
        for (column, sum) in [risks.parts[0], risks.parts[3], risks.rest].enumerated() {
          #expect(Self.sum(ways.cells.map { $0[column] }) == Self.sum([sum]), "seed \(seed)")
        }
      }
    }
  }

  /// A part, or portions of several parts that add up to 100% at most.
  private static func portions(_ parts: [String], _ random: inout SeededGenerator) -> String {
    guard random.once(in: 2) else { return random.pick(parts) }
    var left = 100
    var texts: [String] = []
    for part in parts.shuffled(using: &random) where left > 0 {
      let share = random.whole(1...left)
      texts.append("\(part): \(share)%")
      left -= share
    }
    return "{" + texts.joined(separator: ", ") + "}"
  }

  private static func sum(_ sums: [NodeSum]) -> [Points] {
    [sums.reduce(.zero) { $0 + $1.earned }, sums.reduce(.zero) { $0 + $1.base }]
  }
}
