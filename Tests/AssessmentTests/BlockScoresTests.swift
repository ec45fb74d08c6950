@testable import Assessment
import Definitions
import FEEL
import SourceText
import Submissions
import Testing

/// One block at hand: what it comes to hangs on nothing but the plan, the rows, the facts and the scenario.
@Suite struct BlockScoresTests {
  /// A set whose second item is taken from assessments under another one.
  private static func bench() throws -> Bench {
    try Bench(
      points: "20",
      bodyText(
        items: ["a: {type: number}", "b: {type: number, from assessment: inner.yaml}"],
        points: "20",
        [
          requirementText(
            "R1", points: "10", ["value: a", "score: {linear: {zero: 0, full: 10}}"]),
          requirementText(
            "R2", points: "10", ["value: b", "score: {linear: {zero: 0, full: 10}}"]),
        ]))
  }

  private static func facts(_ bench: Bench, units: Int, _ background: Background) -> FactTable {
    let registry = Registry(
      (0..<units).map { Unit(code: String(1_000_000 + $0), name: "", level: .county) })
    var facts = FactTable(
      bench.plan, bench.plan.facts(at: .county), Occasion(registry, in: Bench.period, at: .county),
      background)
    facts.open(keepsUnitsBelow: false)
    return facts
  }

  private static func totals(_ scores: BlockScores) -> [String] {
    scores.standings.map { "\($0.unit): \($0.total.units)" }
  }

  @Test func `a unit comes to the same in whatever block it stands`() throws {
    let bench = try Self.bench()
    let rows = (0..<600).map { [Reported.count($0 % 13), .missing] }
    let facts = Self.facts(bench, units: rows.count, Background())
    let parts = bench.block(Array(rows.indices), rows).parts
    #expect(parts.map(\.rows.count) == [256, 256, 88])
    let together = parts.map { bench.plan.score($0, facts, .now) }
    let alone = try rows.indices.reversed().map { unit in
      try #require(bench.block([unit], rows).parts.first)
    }.map { bench.plan.score($0, facts, .now) }
    #expect(together.flatMap(Self.totals) == alone.reversed().flatMap(Self.totals))
    #expect(Self.totals(together[0]).prefix(3) == ["0: 0", "1: 100", "2: 200"])
    for (index, scores) in alone.reversed().enumerated() {
      let (part, place) = (together[index / 256], index % 256)
      #expect("\(part.assessment(place))" == "\(scores.assessment(0))")
    }
  }

  @Test func `what is taken is at its ends in the scenarios of the ends`() throws {
    let bench = try Self.bench()
    var range = TakenScores.Range(Number(5))
    range.worst = Number(2)
    range.best = Number(9)
    var background = Background()
    background.taken = [TakenScores(item: 1, scores: [0: range])]
    let facts = Self.facts(bench, units: 1, background)
    let block = try #require(bench.block([0], [[.count(4), .missing]]).parts.first)
    let scores = [Scenario.now, .takenAtWorst, .takenAtBest].map {
      bench.plan.score(block, facts, $0)
    }
    #expect(scores.map(Self.totals) == [["0: 900"], ["0: 600"], ["0: 1300"]])
    let now = scores[0].assessment(0)
    #expect(now.worstTotal.units == 600)
    #expect(now.bestTotal?.units == 1300)
  }

  @Test func `with plans those units are scored that these change`() throws {
    let bench = try Self.bench()
    var background = Background()
    background.planned = PlannedValues([
      1: [PlannedValues.Planned(item: 0, value: .number(Number(7)))]
    ])
    let facts = Self.facts(bench, units: 3, background)
    let rows: [[Reported]] = [
      [.count(1), .missing], [.count(2), .missing], [.missing, .missing],
    ]
    let block = try #require(bench.block([0, 1, 2], rows).parts.first)
    #expect(Self.totals(bench.plan.score(block, facts, .planned)) == ["1: 700"])
    #expect(
      Self.totals(bench.plan.score(block, facts, .now)) == ["0: 100", "1: 200", "2: 0"])
  }
}
