import Assessment
import Definitions
import SourceText
import Testing

@testable import Trials

/// A small set with cases, put together in memory.
struct Small {
  static let set = """
    set: demo
    title: 演示
    edition: "1"
    assesses: county
    period: quarter
    points: 10
    part: share
    constants:
      线: {value: 90%, source: 起草}
    items:
      受理数: {code: D1, title: 受理纠纷数, type: count}
      化解数: {type: count}
      档次: {type: count}
      事件: {type: count}
    checks:
      - check: 化解数 <= 受理数
        else: 化解多于受理
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - requirement: T1.1
            title: 化解率
            points: 4
            mark: [core]
            value: 化解数 / 受理数
            applies: 受理数 > 0
            score: {lines: [{lose: 10%, per: 1%, below: 线}]}
            provenance: drafted
          - requirement: T1.2
            title: 档次
            points: 6
            value: 档次
            score: {bands: [{is: 0, earn: all}, {up to: 2, earn: 3}, {earn: 0}]}
            provenance: drafted
    adjustments:
      - adjustment: J1
        title: 扣分
        score: {lines: [{lose: 0.5, each: 事件, at most: 2}]}
    vetoes:
      - veto: V1
        title: 否决
        found by: [省]
        ask when: 事件 > 8
        then: {bar: [pass]}
    gates:
      - gate: pass
        title: 合格
        needs: {total: 60%, met: [core]}
    """

  static func run(_ cases: String, year: String? = nil) throws -> TrialRun {
    var texts = ["demo/set.yaml": set]
    if let year { texts["demo/years/2021.yaml"] = year }
    let tree = FileTree.memory(texts)
    return try TrialRun([SourceFile(path: "demo/tests/a.yaml", text: cases)]) { period in
      try loadSet("demo", period: period, from: tree)
    }
  }

  /// Every case of a text, run.
  static func results(_ cases: String, year: String? = nil) async throws -> [TrialResult] {
    let run = try run(cases, year: year)
    #expect(!run.diagnostics.hasErrors, "\(TextRenderer(language: .en).render(run.diagnostics))")
    return await run.results(Trial.Detail(traces: true, findsBranches: true))
  }
}

@Suite struct TrialTests {
  @Test
  func
    `values are typed as in a table, by key, code or title, and only what is stated is compared`()
    async throws
  {
    let results = try await Small.results(
      """
      cases:
        - case: by key
          values: {受理数: 100, 化解数: 88}
          expect: {requirements: {T1.1: {status: partly, earned: 3.2, lost: "0.80", value: 88%}}}
        - case: by code and title
          values: {D1: "1,000", 化解数: 900}
          expect: {requirements: {T1.1: 4.00, T1.2: missing}}
      """)
    for result in results { #expect(result.passed, "\(result.failures)") }
  }

  @Test func `keys and words may be Chinese`() async throws {
    let results = try await Small.results(
      """
      用例:
        - 用例: 中文
          填报: {受理数: 100, 化解数: 90, 档次: 2, 事件: 9}
          应得:
            总分: 5
            得分: 7
            要求: {T1.1: 达到, T1.2: {状态: 部分得分, 得分: 3, 失分: 3}}
            加扣分: {J1: -2}
            负面清单: {V1: 待认定}
            门槛: {pass: 未过}
      """)
    #expect(results.first?.passed == true, "\(results.map(\.failures))")
  }

  @Test func `a failure says what was expected, what came out, and how it was worked out`()
    async throws
  {
    let result = try #require(
      try await Small.results(
        """
        cases:
          - case: wrong
            values: {受理数: 100, 化解数: 88}
            expect:
              requirements: {T1.1: {earned: 4.00}}
        """
      ).first)
    #expect(!result.passed)
    let failure = try #require(result.failures.first)
    #expect(failure.expectation.text == "4.00")
    #expect(failure.found == "3.20")
    #expect(failure.expectation.place.lineDescription == "demo/tests/a.yaml:5")
    let steps = failure.trace.map { "\($0.what.text(.en)) = \($0.working.text(.en))" }
    #expect(steps.contains("steps past the bound = 0.02 / 0.01 = 2"), "\(steps)")
  }

  @Test func `a tolerance holds only where it is asked for`() async throws {
    let results = try await Small.results(
      """
      cases:
        - case: exact
          values: {受理数: 100, 化解数: 88}
          expect: {requirements: {T1.1: {earned: 3.25}}}
        - case: within
          values: {受理数: 100, 化解数: 88}
          expect: {requirements: {T1.1: {earned: {is: 3.25, within: 0.05}}}}
        - case: not within
          values: {受理数: 100, 化解数: 88}
          expect: {requirements: {T1.1: {earned: {is: 3.26, within: 0.05}}}}
      """)
    #expect(results.map(\.passed) == [false, true, false])
  }

  @Test func `several units are ranked, and each is somebody's peer`() async throws {
    let results = try await Small.results(
      """
      cases:
        - case: places
          units:
            甲: {values: {受理数: 10, 化解数: 9, 档次: 0}, expect: {total: 10, rank: 1}}
            乙: {values: {受理数: 10, 化解数: 9, 档次: 1}, expect: {total: 7, place: 2}}
      """)
    #expect(results.first?.passed == true, "\(results.map(\.failures))")
  }

  @Test func `findings, waivers and verified values stand in the case without their unit`()
    async throws
  {
    let results = try await Small.results(
      """
      period: 2021Q2
      cases:
        - case: found
          values: {受理数: 100, 化解数: 90, 档次: 0, 事件: 0}
          findings: [{target: V1, authority: 省, document: 1号, date: 2021-05-01}]
          expect: {vetoes: {V1: found}, gates: {pass: failed}, total: 10}
        - case: waived
          values: {受理数: 100, 化解数: 90, 档次: 0, 事件: 0}
          waivers: [{target: T1.1, authority: 省, document: 2号, date: 2021-05-01}]
          expect: {requirements: {T1.1: waived}, base: 6, score: 10}
        - case: verified
          values: {受理数: 100, 化解数: 90}
          verified: [{target: 化解数, value: 80, by: 组长, document: 3号}]
          expect: {requirements: {T1.1: {value: 80%, earned: 0}}}
      """)
    for result in results { #expect(result.passed, "\(result.failures) \(result.trial.mistakes)") }
  }

  @Test func `the changes of the case's year apply`() async throws {
    let results = try await Small.results(
      """
      cases:
        - case: without a year
          values: {受理数: 100, 化解数: 90}
          expect: {requirements: {T1.1: 4}}
        - case: in 2021
          period: 2021Q2
          values: {受理数: 100, 化解数: 90}
          expect: {requirements: {T1.1: 2}}
      """, year: "year: 2021\nconstants:\n  线: {value: 95%, source: 起草}\n")
    for result in results { #expect(result.passed, "\(result.failures)") }
  }

  @Test func `a case takes over the data of an earlier one and states what differs`() async throws {
    let results = try await Small.results(
      """
      cases:
        - case: first
          values: {受理数: 100, 化解数: 90, 档次: 0}
          expect: {score: 10}
        - case: second
          like: first
          values: {档次: 3}
          expect: {score: 4}
      """)
    for result in results { #expect(result.passed, "\(result.failures)") }
  }

  @Test func `problems are compared where they are stated, and are slips of the case elsewhere`()
    async throws
  {
    let results = try await Small.results(
      """
      cases:
        - case: stated
          values: {受理数: 8, 化解数: 9, 事件: x}
          problems: [contradictory-values, not-a-number]
        - case: stated wrongly
          values: {受理数: 8, 化解数: 9}
          problems: []
        - case: a slip
          values: {受理数: x}
          expect: {total: 0}
      """.replacing("problems: []", with: "problems: [not-a-number]"))
    #expect(results.map(\.passed) == [true, false, false])
    #expect(results[2].trial.mistakes.map(\.code) == ["not-a-number"])
  }

  static let mistakes = [
    ("values: {受理素: 1}\n    expect: {total: 1}", "unknown-item"),
    ("expect: {totl: 1}", "unknown-result"),
    ("expect: {requirements: {T1.9: 1}}", "unknown-result"),
    ("expect: {requirements: {T1.1: {erned: 1}}}", "unknown-result"),
    ("expect: {requirements: {T1.1: {status: mett}}}", "unknown-result"),
    ("expect: {门槛: {pass: 通果}}", "unknown-result"),
    ("expect: {total: {is: 1, within: x}}", "expected-tolerance"),
    ("period: 21Q9\n    expect: {total: 1}", "unreadable-case-period"),
    ("values: {受理数: 1}", "case-expects-nothing"),
    (
      "findings: [{target: V1, authority: 省, document: 1, date: 2021-01-01}]\n"
        + "    expect: {total: 0}", "case-without-period"
    ),
    ("expect: {total: 1}\n    units: {单位: {expect: {total: 1}}}", "repeated-case-unit"),
  ]

  @Test(arguments: mistakes)
  func `a slip of a case is located, explained in both languages, and keeps it from passing`(
    body: String, code: String
  ) async throws {
    let result = try #require(
      try await Small.results("cases:\n  - case: slip\n    \(body)\n").first)
    #expect(!result.passed)
    let mistake = try #require(result.trial.mistakes.first)
    #expect(result.trial.mistakes.map(\.code) == [code])
    #expect(mistake.place?.path == "demo/tests/a.yaml")
    #expect(mistake.message.text(.zh) != mistake.message.text(.en))
    #expect(mistake.help != nil)
  }

  @Test func `a file with unknown keys or an unknown earlier case is reported`() throws {
    let run = try Small.run(
      "cases:\n  - case: a\n    valus: {受理数: 1}\n  - case: b\n    like: c\n    expect: {total: 0}\n"
    )
    #expect(run.diagnostics.map(\.code) == ["unknown-key", "unknown-case"])
    #expect(run.diagnostics.first?.help?.text(.en).contains("values") == true)
  }
}
