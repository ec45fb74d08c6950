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
    // The set of a year is asked for once.
    let periods = asked.withLock { $0 }
    #expect(periods.map(\.year).sorted() == Array(Self.years))
    var background = Background()
    background.earlier = values
    let batch = Batch(
      bench.plan, Occasion(registry, in: run, at: set.assesses), background, jobs: 1)
    let verdicts = try await batch.verdicts(bench.block([0, 1], [[.count(1)], [.count(9)]]))
    #expect(verdicts == [0: [.failed, .failed, .failed], 1: [.passed, .passed, .passed]])
  }

  /// One look back inside the other, of values, places and gates: what a period gives is worked out once for each set that
  /// reads it, and not for each that asks.
  @Test(arguments: [16, 32])
  func `looking back within looking back goes through each period a few times`(_ quarters: Int)
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
              value: 'sum(known(earlier(sum(known(earlier(place(x), 8))), 8)))'
              score: {met: value > 4}
              provenance: drafted
      gates:
        - {gate: entry, title: Entry, needs: {total: 100%}}
        - gate: often
          title: Often
          checks:
            - {check: 'count(known(earlier(passed("entry"), 8))[item]) >= 4', else: seldom}
      """)
    let run = try #require(Period(year: 2021, length: .quarter, number: 1))
    let files = (0..<quarters).map { back in
      FileSource.text(
        "code,x\n330601,\(back)\n330602,9\n",
        displayPath: "\(2020 - back / 4)Q\(4 - back % 4).csv")
    }
    let registry = Registry(
      ["330601", "330602"].map { Unit(code: $0, name: $0, level: .county) })
    let read = Mutex<[Period: Int]>([:])
    let set = bench.set
    var lookback = Lookback(
      EarlierPeriods(files, for: set, before: run),
      Registries(ofAllTimes: registry, ofRun: registry)
    ) { _ in set }
    lookback.note = { period in read.withLock { $0[period, default: 0] += 1 } }
    _ = try await lookback.values(for: bench.plan, at: run)
    let times = read.withLock { $0 }
    #expect(times.count >= 14)
    // By the run's set, by its own year's to say what became of units, and by those of the five years that look so far back.
    for (period, count) in times { #expect(count <= 7, "\(period.label)") }
    #expect(times.values.reduce(0, +) <= 5 * quarters)
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
    output.append((unit.index.position, unit.assessment.gates.map(\.verdict)))
  }
}
