import Assessment
import Definitions
import Formats
import Run
import Submissions
import Synchronization
import Testing

/// What earlier periods give to a run, as they are read from files.
@Suite struct LookbackTests {
  private static let years = 2018...2020

  /// A gate may ask what gates said that asked what gates said, and so on.
  @Test func `a period is assessed once by the set of its year, however many later ones ask`()
    async throws
  {
    let bench = try Bench(
      points: "10",
      """
      items:
        x: {type: number}
      tasks:
        - task: T1
          title: Task
          points: 10
          requirements:
            - requirement: R0
              title: Rule
              points: 10
              value: x
              score: {met: value > 4}
              provenance: drafted
      gates:
        - {gate: entry, title: Entry, needs: {total: 100%}}
        - gate: often
          title: Often
          checks:
            - {check: 'previous(count(earlier(passed("entry"), 6)[item])) >= 4', else: seldom}
        - gate: steady
          title: Steady
          checks:
            - {check: 'earlier(passed("often"), 4)[1]', else: unsteady}
      """)
    // Of six quarters three pass, or all.
    let files = Self.years.flatMap { year in
      (1...4).map { quarter in
        FileSource.text(
          "code,x\n330601,\(quarter % 2 == 0 ? 9 : 1)\n330602,9\n",
          displayPath: "\(year)Q\(quarter).csv")
      }
    }
    let registry = Registry(
      ["330601", "330602"].map { Unit(code: $0, name: $0, level: .county) })
    let run = try #require(Period(year: 2021, length: .quarter, number: 1))
    let asked = Mutex<[Period]>([])
    let set = bench.set
    let lookback = Lookback(
      EarlierPeriods(files, for: set, before: run),
      Registries(ofAllTimes: registry, ofRun: registry)
    ) { period in
      asked.withLock { $0.append(period) }
      return set
    }
    let (values, told) = try await lookback.values(for: bench.plan, at: run)
    #expect(told.isEmpty)
    // By the set of the run, and by that of each year after its own, for points and for gates.
    let periods = asked.withLock { $0 }
    for (period, times) in Dictionary(grouping: periods, by: \.self).mapValues(\.count) {
      #expect(times <= 2 * (2 + 2020 - period.year), "\(period.label) \(times)")
    }
    var background = Background()
    background.earlier = values
    let batch = Batch(
      bench.plan, Occasion(registry, in: run, at: set.assesses), background, jobs: 1)
    let verdicts = try await batch.verdicts(bench.block([0, 1], [[.count(1)], [.count(9)]]))
    #expect(verdicts == [0: [.failed, .failed, .failed], 1: [.passed, .passed, .passed]])
  }
}

extension Batch {
  fileprivate func verdicts(_ block: RowBlock) async throws -> [Int: [Verdict]] {
    var found: [Int: [Verdict]] = [:]
    try await run({ [block] }, read: { ($0, []) }, renderer: Verdicts()) { result in
      for (unit, verdicts) in result.output { found[unit] = verdicts }
    }
    return found
  }
}

private struct Verdicts: UnitRenderer {
  func start() -> [(Int, [Verdict])] { [] }
  func add(_ unit: UnitReport, to output: inout [(Int, [Verdict])]) {
    output.append((unit.index, unit.assessment.gates.map(\.verdict)))
  }
}
