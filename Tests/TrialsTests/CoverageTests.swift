import Definitions
import SourceText
import Testing

@testable import Trials

@Suite struct CoverageTests {
  private static func missed(_ cases: String) async throws -> [String] {
    let run = try Small.run(cases)
    let results = await run.results(Trial.Detail(findsBranches: true))
    return run.coverage(results).missed.map(\.id)
  }

  @Test func `every branch of the small set is listed, in the order of the set`() async throws {
    let all = try await Self.missed("cases:\n  - case: a\n    problems: [no-such-code]\n")
    #expect(
      all == [
        "T1.1 judged", "T1.1 line 0", "T1.1 no line", "T1.1 applies", "T1.2 judged",
        "T1.2 band 0", "T1.2 band 1", "T1.2 band 2", "J1 judged", "J1 line 0", "J1 no line",
        "pass passed", "pass open", "pass failed", "V1 found", "V1 asked",
        "check demo/set.yaml:16 化解数 <= 受理数",
      ])
  }

  @Test func `a case reaches what it takes and says something about`() async throws {
    let missed = try await Self.missed(
      """
      cases:
        - case: only a requirement, though more is reported
          values: {受理数: 100, 化解数: 80, 档次: 1, 事件: 9}
          expect: {requirements: {T1.1: 0}}
      """)
    #expect(!missed.contains("T1.1 line 0"))
    #expect(missed.contains("T1.1 no line"))
    #expect(missed.contains("T1.2 band 1"))
    #expect(missed.contains("V1 asked"))
  }

  @Test func `the total reaches all that it is the sum of`() async throws {
    let missed = try await Self.missed(
      """
      cases:
        - case: the total
          values: {受理数: 0, 化解数: 1, 档次: 1, 事件: 9}
          problems: [contradictory-values]
          expect: {total: 1, gates: {pass: failed}}
      """)
    #expect(
      missed == [
        "T1.1 judged", "T1.1 line 0", "T1.1 no line", "T1.1 applies", "T1.2 band 0",
        "T1.2 band 2", "J1 no line", "pass passed", "pass open", "V1 found",
      ])
  }
}

@Suite struct MutationTests {
  /// The changes that the cases do not notice, in English.
  private static func unnoticed(_ cases: String) async throws -> [String] {
    let run = try Small.run(cases)
    let results = await run.results(Trial.Detail())
    for result in results { #expect(result.passed, "\(result.failures)") }
    let mutation = await run.mutate(results, jobs: 3)
    #expect(mutation.tried == mutation.all)
    return mutation.unnoticed.map { "\($0.entry) \($0.words.text(.en))" }
  }

  /// Cases on, just beside and far from every bound of T1.1.
  private static let thorough = """
    cases:
      - case: on the bound
        values: {受理数: 100, 化解数: 90}
        expect: {requirements: {T1.1: {value: 90%, earned: 4, status: met}}}
      - case: a point below
        values: {受理数: 100, 化解数: 89}
        expect: {requirements: {T1.1: {value: 89%, earned: 3.6}}}
      - case: half a point below
        values: {受理数: 200, 化解数: 179}
        expect: {requirements: {T1.1: {value: 89.5%, earned: 3.8}}}
      - case: nothing received
        values: {受理数: 0, 化解数: 0}
        expect: {requirements: {T1.1: {status: not applicable, base: 0}}}
      - case: one received
        values: {受理数: 1, 化解数: 1}
        expect: {requirements: {T1.1: 4}}
    """

  @Test func `cases on both sides of a bound notice that it moves`() async throws {
    let left = try await Self.unnoticed(Self.thorough).filter { $0.hasPrefix("T1.1") }
    // Zero out of zero is not applicable too: these make no difference to anybody.
    #expect(
      left == [
        "T1.1 without mark core", "T1.1 applies 受理数 > 0: > → >=", "T1.1 applies 受理数 > 0: 0 → -1",
        "T1.1 without applies",
      ])
  }

  @Test func `one case in the middle of a band does not notice its ends`() async throws {
    let left = try await Self.unnoticed(
      "cases:\n  - case: middle\n    values: {档次: 1}\n    expect: {requirements: {T1.2: 3}}\n")
    #expect(left.contains("T1.2 test: up to → below"))
    #expect(left.contains("T1.2 up to: 2 → 3"))
    #expect(!left.contains("T1.2 amount: 3 → 6"))
    #expect(!left.contains("T1.2 is: 0 → 1"))
  }

  @Test func `two units below notice how values come together, one does not`() async throws {
    let set = """
      set: demo
      title: 演示
      edition: "1"
      assesses: county
      period: quarter
      points: 10
      missing: leave out
      total at most: 10
      items:
        受理数: {type: count, level: town, rollup: sum, complete: 60%}
        化解数: {type: count, level: town, rollup: sum, complete: 60%}
      tasks:
        - task: T1
          title: 任务
          points: 10
          requirements:
            - requirement: T1.1
              title: 要求
              points: 10
              value: 化解数
              score: {linear: {zero: 0, full: 100}}
              provenance: drafted
      exemptions:
        - {exemption: E1, title: 免检, found by: [省], requirements: [T1.1], source: 起草}
      """
    func unnoticed(_ cases: String) async throws -> [String] {
      let tree = FileTree.memory(["demo/set.yaml": set])
      let run = try TrialRun([SourceFile(path: "demo/tests/a.yaml", text: cases)]) { period in
        try loadSet("demo", period: period, from: tree)
      }
      let results = await run.results(Trial.Detail())
      for result in results { #expect(result.passed, "\(result.failures)") }
      return await run.mutate(results, jobs: 2).unnoticed.map {
        "\($0.entry) \($0.words.text(.en))"
      }
    }
    let one = try await unnoticed(
      """
      cases:
        - case: one town
          values: {化解数: 50}
          expect: {total: 5}
      """)
    for change in [
      " total at most: 10.00 → 10.10", " without total at most", "化解数 rollup: sum → mean",
      "化解数 complete: 60% → 50%", "化解数 complete: 60% → 70%", "E1 without the exemption",
      " missing: leave out → no points",
    ] {
      #expect(one.contains(change), "\(change): \(one)")
    }
    // Two of three towns are 66.7%; half of them are too few. An exempt county has all; nothing ever lifts it
    // above the limit.
    let several = try await unnoticed(
      """
      period: 2021Q2
      cases:
        - case: two of three towns
          units below: {甲镇: {values: {化解数: 20}}, 乙镇: {values: {化解数: 30}}, 丙镇: {}}
          expect: {total: 5, range: [5.00, 5.00]}
        - case: one of two
          units below: {甲镇: {values: {化解数: 20}}, 乙镇: {}}
          expect: {requirements: {T1.1: missing}, base: 0}
        - case: exempt
          values: {化解数: 50}
          findings: [{target: E1, authority: 省, document: 1号, date: 2021-04-01}]
          expect: {total: 10}
      """)
    let left = ["受理数", "T1.1", " total at most", " without total at most"]
    #expect(several.allSatisfy { change in left.contains { change.hasPrefix($0) } }, "\(several)")
  }

  @Test func `the list does not depend on the number of workers`() async throws {
    let run = try Small.run(Self.thorough)
    let results = await run.results(Trial.Detail())
    let one = await run.mutate(results, jobs: 1).unnoticed.map(\.id)
    let four = await run.mutate(results, jobs: 4).unnoticed.map(\.id)
    #expect(one == four)
    #expect(Set(RuleChange.all(of: try #require(run.set)).map(\.id)).count >= 50)
  }
}
