import Definitions
import SourceText
import Testing

@testable import Trials

/// Cases that state earlier periods, units below, scores of other assessments, plans and decisions.
struct CircumstancesTests {
  private static let set = """
    set: demo
    title: 演示
    edition: "1"
    assesses: county
    period: quarter
    points: 10
    part: share
    items:
      受理数: {type: count}
      安全感: {type: percent, period: year}
      网格数: {type: count, level: town, rollup: sum}
      达标数: {type: count, level: town, rollup: sum}
      上墙: {type: yes-no, level: village, rollup: share}
      镇街总分: {type: number, level: town, from assessment: towns.yaml, rollup: mean}
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - requirement: T1.1
            title: 不下降
            points: 1
            score: {met: 受理数 >= previous(受理数)}
            provenance: drafted
          - requirement: T1.2
            title: 连续三年
            points: 1
            score: {met: 'every v in earlier(安全感, 3) satisfies v >= 96%'}
            provenance: drafted
          - requirement: T1.3
            title: 网格
            points: 4
            value: 达标数 / 网格数
            score: {linear: {zero: 0%, full: 100%}}
            provenance: drafted
          - requirement: T1.4
            title: 上墙
            points: 2
            value: 上墙
            score: {linear: {zero: 0%, full: 100%}}
            provenance: drafted
          - requirement: T1.5
            title: 镇街
            points: 2
            value: 镇街总分
            score: {linear: {zero: 0, full: 100}}
            provenance: drafted
    gates:
      - gate: pass
        title: 合格
        checks:
          - check: total >= previous(total)
            else: 总分下降
          - check: score("T1") >= previous(score("T1"))
            else: 任务得分下降
    """

  private static let towns = """
    set: towns
    title: 镇街
    edition: "1"
    assesses: town
    period: quarter
    points: 1
    items:
      查: {type: yes-no}
    tasks:
      - task: X
        title: 任务
        points: 1
        requirements:
          - {requirement: X.1, title: 查, points: 1, score: {met: 查}, provenance: drafted}
    """

  private func results(_ cases: String) async throws -> [TrialResult] {
    let tree = FileTree.memory(["demo/set.yaml": Self.set, "demo/towns.yaml": Self.towns])
    let run = try TrialRun([SourceFile(path: "demo/tests/a.yaml", text: cases)]) { period in
      try loadSet("demo/set.yaml", period: period, from: tree)
    }
    #expect(!run.diagnostics.hasErrors, "\(TextRenderer(language: .en).render(run.diagnostics))")
    return await run.results(Trial.Detail())
  }

  private func passes(_ cases: String) async throws {
    for result in try await results(cases) {
      let failures = result.failures.map { "\($0.expectation.fact.path): \($0.found)" }
      #expect(result.passed, "\(result.trial.test.sentence): \(failures) \(result.codes)")
    }
  }

  @Test func `values of earlier periods are what previous and earlier look back to`() async throws {
    try await passes(
      """
      period: 2021Q2
      cases:
        - case: as many as before, and three years in a row
          values: {受理数: 5, 安全感: 96%}
          earlier:
            2019: {values: {安全感: 97%}}
            2020: {values: {安全感: 98%}}
            2021Q1: {values: {受理数: 5}}
          expect: {requirements: {T1.1: met, T1.2: met}}
        - case: fewer, and a year below
          like: as many as before, and three years in a row
          earlier: {2021Q1: {values: {受理数: 6}}, 2019: {values: {安全感: 95%}}}
          expect: {requirements: {T1.1: not met, T1.2: not met}}
        - case: nothing of the period before
          values: {受理数: 5}
          earlier: {2020Q4: {values: {受理数: 6}}}
          expect: {requirements: {T1.1: missing}}
      """)
  }

  @Test func `totals and points of earlier periods are stated, and missing otherwise`() async throws
  {
    // 1 of T1.1 now; before: as much, then more points, then nothing known.
    try await passes(
      """
      period: 2021Q2
      cases:
        - case: as good
          values: {受理数: 5}
          earlier: {2021Q1: {values: {受理数: 5}, total: 1.5, earned: {T1: 1}}}
          expect: {total: 1.00, gates: {pass: open}, range: [1.00, 10.00]}
        - case: 中文，全部已报
          填报: {受理数: 5, 安全感: 96%, 网格数: 1, 达标数: 0, 上墙: 否}
          取自评价: {镇街总分: 0}
          往期: {2021Q1: {填报: {受理数: 5}, 总分: 1, 得分: {T1: 1.01}}, 2020: {填报: {安全感: 90%}}}
          应得: {总分: 1.00, 门槛: {pass: 未过}}
        - case: passed
          like: 中文，全部已报
          earlier: {2021Q1: {earned: {T1: 1}}}
          expect: {total: 1.00, gates: {pass: passed}}
        - case: no total
          like: 中文，全部已报
          period: 2021Q3
          expect: {gates: {pass: open}}
      """)
  }

  @Test func `units below have their own values, and come together by the item's roll-up`()
    async throws
  {
    // 30 of 40 grids: three quarters of 4. Two villages of three: two thirds of 2. (90 + 60) / 2 = 75: 1.5 of 2.
    try await passes(
      """
      cases:
        - case: two towns
          units below:
            甲镇:
              values: {网格数: 10, 达标数: 10}
              from assessment: {镇街总分: 90}
              units below: {一村: {values: {上墙: 是}}, 二村: {values: {上墙: 否}}}
            乙镇:
              values: {网格数: 30, 达标数: 20}
              from assessment: {镇街总分: 60}
              units below: {三村: {values: {上墙: 是}}}
          expect: {requirements: {T1.3: 3.00, T1.4: 1.33, T1.5: 1.50}}
        - case: one of them says nothing
          like: two towns
          units below: {丙镇: {values: {网格数: 1}}}
          expect: {requirements: {T1.3: missing, T1.4: missing, T1.5: missing}}
        - case: one town stands for all where none is named
          from assessment: {镇街总分: 50}
          values: {网格数: 10, 达标数: 5, 上墙: 是}
          expect: {requirements: {T1.3: 2.00, T1.4: 2.00, T1.5: 1.00}}
      """)
  }

  @Test func `a case may score units of another level`() async throws {
    // Two villages of three; one town.
    try await passes(
      """
      cases:
        - case: a city of two counties
          level: city
          units below:
            甲县: {units below: {甲镇: {values: {网格数: 10, 达标数: 10}}}}
            乙县: {units below: {乙镇: {values: {网格数: 10, 达标数: 0}}, 丙镇: {values: {网格数: 20, 达标数: 20}}}}
          expect: {requirements: {T1.3: 3.00}}
        - case: a town
          level: town
          values: {网格数: 10, 达标数: 5}
          units below: {一村: {values: {上墙: 是}}, 二村: {values: {上墙: 否}}}
          expect: {requirements: {T1.3: 2.00, T1.4: 1.00}}
      """)
  }

  @Test func `plans have a projected score and never enter the present one`() async throws {
    try await passes(
      """
      period: 2021Q2
      cases:
        - case: planned
          values: {受理数: 4}
          earlier: {2021Q1: {values: {受理数: 5}}}
          planned: {受理数: 6}
          expect:
            total: 0
            requirements: {T1.1: not met}
            projected: {total: 1.00, requirements: {T1.1: 1.00}}
            made of:
              T1.1: {done: 0, planned: 1, lost: 0, unanswered: 0, not applicable: 0}
              T1: {planned: 1, unanswered: 9}
              all: {planned: 1, unanswered: 9}
      """)
  }

  @Test func `overrides replace points, decisions stand beside what was computed`() async throws {
    try await passes(
      """
      period: 2021Q2
      cases:
        - case: decided
          values: {受理数: 4}
          earlier: {2021Q1: {values: {受理数: 5}}}
          overrides:
            - {target: T1.1, value: 0.5, by: 组长, document: 1号, date: 2021-07-01, reason: 复核}
            - {target: pass, value: failed, by: 组长, document: 2号, date: 2021-07-01, reason: 复核}
            - {target: grade, value: none, by: 组长, document: 3号, date: 2021-07-01, reason: 复核}
          expect:
            total: 0.50
            requirements: {T1.1: {earned: 0.50, by rule: 0}}
            decisions: {pass: failed, grade: none, total: undecided}
      """)
  }

  static let mistakes = [
    ("earlier: {2021Q2: {values: {受理数: 1}}}", "period-not-earlier"),
    ("earlier: {21Q9: {values: {受理数: 1}}}", "unreadable-case-period"),
    ("earlier: {2021Q1: {earned: {T7: 1}}}", "unknown-result"),
    ("earlier: {2021Q1: {earned: {T1: many}}}", "expected-number"),
    ("earlier: {2021Q1: {values: {受理素: 1}}}", "unknown-item"),
    ("from assessment: {受理数: 1}", "not-from-assessment"),
    ("planned: {受理数: many}", "not-a-number"),
    (
      "units below: {甲镇: {units below: {一村: {units below: {一组: {values: {受理数: 1}}}}}}}",
      "no-level-below"
    ),
    (
      "overrides: [{target: T9, value: 1, by: 组长, document: 1, date: 2021-01-01, reason: 复核}]",
      "unknown-override-target"
    ),
  ]

  @Test(arguments: mistakes)
  func `a slip in what a case states is located and keeps it from passing`(
    body: String, code: String
  ) async throws {
    let result = try #require(
      try await results(
        "period: 2021Q2\ncases:\n  - case: slip\n    \(body)\n    expect: {total: 0}\n"
      ).first)
    #expect(!result.passed)
    #expect(result.trial.mistakes.map(\.code) == [code])
    let mistake = try #require(result.trial.mistakes.first)
    #expect(mistake.place?.path == "demo/tests/a.yaml")
    #expect(mistake.message.text(.zh) != mistake.message.text(.en))
  }

  @Test func `earlier periods need the period of the case`() async throws {
    let result = try #require(
      try await results(
        "cases:\n  - case: slip\n    earlier: {2020: {total: 1}}\n    expect: {total: 0}\n"
      ).first)
    #expect(result.trial.mistakes.map(\.code) == ["case-without-period"])
  }
}
