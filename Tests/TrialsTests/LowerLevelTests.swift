import Definitions
import SourceText
import Testing

@testable import Trials

/// Cases that state what units below report, and tables.
struct LowerLevelTests {
  private static let set = """
    set: demo
    title: 演示
    edition: "1"
    assesses: county
    period: quarter
    points: 10
    part: share
    items:
      受理数: {type: count, level: village, rollup: sum}
      化解数: {type: count, level: town, rollup: sum}
      上墙: {type: yes-no, level: village, rollup: share}
      事故:
        type: table
        columns: {类别: text, 死亡人数: count}
        computed: {再次: 'count(事故[类别 = e.类别]) > 1'}
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - requirement: T1.1
            title: 化解率
            points: 4
            value: 化解数 / 受理数
            score: {linear: {zero: 0%, full: 100%}}
            provenance: drafted
          - requirement: T1.2
            title: 上墙
            points: 2
            value: 上墙
            score: {linear: {zero: 0%, full: 100%}}
            provenance: drafted
          - requirement: T1.3
            title: 事故
            points: 4
            score: {lines: [{lose: 1, each: e in 事故, when: e.死亡人数 > 0, times: if e.再次 then 2 else 1}]}
            provenance: drafted
    """

  private func results(_ cases: String) async throws -> [TrialResult] {
    let tree = FileTree.memory(["demo/set.yaml": Self.set])
    let run = try TrialRun([SourceFile(path: "demo/tests/a.yaml", text: cases)]) { period in
      try loadSet("demo", period: period, from: tree)
    }
    #expect(run.diagnostics.isEmpty)
    return await run.results(Trial.Detail())
  }

  @Test func `what is stated of items of lower levels is what one unit below hands in`()
    async throws
  {
    // 甲: 30 of 40 is three quarters of 4. 乙: 10 of 40, and its own flag.
    let results = try await results(
      """
      cases:
        - case: two counties
          units:
            甲:
              values: {受理数: 40, 化解数: 30, 上墙: 是}
              expect: {requirements: {T1.1: 3.00, T1.2: 2.00, T1.3: 缺数据}}
            乙:
              values: {受理数: 40, 化解数: 10, 上墙: 否}
              expect: {requirements: {T1.1: 1.00, T1.2: 未得分}}
      """)
    #expect(results.map(\.passed) == [true])
  }

  @Test func `a table is stated as a list of records, an empty one as none`() async throws {
    // Two fires with deaths, each counted twice: 4. A traffic accident without deaths: nothing.
    let results = try await results(
      """
      cases:
        - case: three accidents
          values: {事故: [{类别: 火灾, 死亡人数: 1}, {类别: 火灾, 死亡人数: 2}, {类别: 交通, 死亡人数: 0}]}
          expect: {requirements: {T1.3: 未得分}}
        - case: one accident
          values: {事故: [{类别: 火灾, 死亡人数: 1}]}
          expect: {requirements: {T1.3: 3.00}}
        - case: none
          values: {事故: []}
          expect: {requirements: {T1.3: 4.00}}
      """)
    #expect(results.map(\.passed) == [true, true, true])
  }

  @Test func `an unknown column of a record is a slip of the case`() async throws {
    let results = try await results(
      """
      cases:
        - case: a slip
          values: {事故: [{类型: 火灾, 死亡人数: 1}]}
          expect: {requirements: {T1.3: 3.00}}
      """)
    #expect(results.map(\.passed) == [false])
    #expect(results.first?.trial.mistakes.map(\.code) == ["unknown-item"])
  }
}
