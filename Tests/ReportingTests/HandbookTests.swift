import Assessment
import Definitions
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporting

struct HandbookTests {
  @Test(arguments: Language.allCases)
  func `the book of the small set is as expected`(language: Language) throws {
    let book = Handbook(try Fixture([]).set, period: Fixture.period, language: language)
    try Golden.check(
      String(decoding: book.render(), as: UTF8.self), "small/\(language.rawValue)/handbook.html")
  }

  /// Examples by hand: linear from 85% to 95% of 20 points; 0.25 a point below 96% down to 90%, 0.5 below 90%; bands.
  @Test(arguments: [
    ("T01.02", ["95% 20.00", "94% 18.00", "90% 10.00", "85% 0.00"]),
    ("T02.01", ["96% 20.00", "95% 19.75", "73% 10.00", "53% 0.00"]),
    ("T02.02", ["0 20.00", "1 16.00", "3 8.00"]),
    ("T02.03", ["3 5.00", "2 2.50", "0 0.00"]),
    ("T01.01", ["方案印发 yes 10.00", "方案印发 no 0.00"]), ("T01.03", []),
  ])
  func `examples are at the target, past it, where half is lost and at the end`(
    id: String, expected: [String]
  ) throws {
    let set = try Fixture([]).set
    let index = try #require(set.requirements.firstIndex { $0.id == id })
    let examples = ScoringPlan(set).examples[index]
    #expect(
      examples.map { "\($0.value.text(.en)) \($0.earned.text(digits: set.digits))" } == expected)
  }

  /// States by hand: each choice, rows of a table with a value beyond every bound for `any`, one of two flags off, places.
  @Test(arguments: [
    ("{met: 甲 and 乙}", ["甲 yes, 乙 yes 5.00", "甲 no, 乙 yes 0.00"]),
    ("{met: 甲 or 乙}", ["甲 yes, 乙 yes 5.00", "甲 no, 乙 no 0.00"]),
    ("{met: 甲}", ["甲 yes 5.00", "甲 no 0.00"]),
    (
      "{lines: [{lose: 2, when: 状态 = \"在建\"}, {lose: all, when: 状态 = \"未建\"}]}",
      ["状态 建成 5.00", "状态 在建 3.00", "状态 未建 0.00"]
    ),
    (
      "{table: [[状态, 天数, earn], [建成, up to 0, all], [建成, 1 to 30, 80%], [建成, any, 3], [any, any, 0]]}",
      ["状态 建成, 天数 0 5.00", "状态 建成, 天数 1 4.00", "状态 建成, 天数 31 3.00"]
    ),
    ("{met: 甲 and 天数 > 3}", []),
  ])
  func `examples of states are the choices and the rows`(rule: String, expected: [String])
    throws
  {
    let set = """
      set: demo
      title: 演示
      edition: "1"
      assesses: county
      period: quarter
      points: 5
      items:
        甲: {type: yes-no}
        乙: {type: yes-no}
        状态: {type: choice, of: [建成, 在建, 未建]}
        天数: {type: count}
      tasks:
        - task: T1
          title: 任务
          points: 5
          requirements:
            - requirement: T1.1
              title: 要求
              points: 5
              target: 全部
              score: \(rule)
              provenance: drafted
      """
    let loaded = try loadSet("demo", from: .memory(["demo/set.yaml": set]))
    let plan = ScoringPlan(try #require(loaded.set, "\(loaded.diagnostics)"))
    let examples = plan.examples[0]
    #expect(examples.map { "\($0.value.text(.en)) \($0.earned.text(digits: 2))" } == expected)
  }

  /// A way of scoring of five points, and what a regulation would say.
  private static let rules: [(rule: String, zh: [String], en: [String])] = [
    (
      "{lines: [{lose: 0.25, per: 1%, below: 96%, to: 90%}]}",
      ["低于96%的，每低1个百分点扣0.25分，算到90%为止，不足1个百分点的按比例计。"],
      [
        "Where the value is below 96%, 0.25 points lost for every percentage point below it, counted as far as 90%, parts of it in proportion."
      ]
    ),
    (
      "{lines: [{lose: 10%, per: 2%, above: 5%, part: drop, at most: 2}]}",
      ["高于5%的，每高2个百分点扣分值的10%（0.5分），不足2个百分点的不计，最多扣2分。"],
      [
        "Where the value is above 5%, 10% of its points (0.5) lost for every 2 percentage points above it, parts of it do not count, at most 2 points."
      ]
    ),
    (
      "{lines: [{lose: 1, each: 件数}, {lose: all, each: 重大件数}]}",
      ["从满分起，凡符合的各条都算，扣完为止：", "按“件数”计，每1件扣1分。", "有“重大件数”的，不得分。"],
      [
        "From the maximum, every line that fits counts, down to zero:",
        "1 point lost for each of '件数'.", "All points are lost with the first of '重大件数'.",
      ]
    ),
    (
      "{lines: [{earn: 3, at least: 底线}, {earn: 2, when: 件数 > 9, times: 件数 / 10}]}",
      ["从零分起，凡符合的各条都算，加到满分为止：", "达到底线（80%）的，得3分。", "符合“件数 > 9”的，得2分，再乘以“件数 / 10”。"],
      [
        "From zero, every line that fits counts, up to the maximum:",
        "Where the value is at or above '底线' (80%), 3 points earned.",
        "Where '件数 > 9' holds, 2 points earned, times '件数 / 10'.",
      ]
    ),
    (
      "{bands: [{at least: 95%, earn: all}, {at least: 底线, earn: 60%}]}",
      ["只算第一条符合的：", "达到95%的，得满分。", "达到底线（80%）的，得分值的60%（3分）。", "其他情况不得分。"],
      [
        "Only the first that fits counts:",
        "Where the value is at or above 95%, all points are earned.",
        "Where the value is at or above '底线' (80%), 60% of its points (3) earned.",
        "Otherwise no points.",
      ]
    ),
    (
      "{linear: {zero: 50%, full: 10%}}", ["不超过10%得满分，50%及以上不得分，两者之间按比例给分。"],
      ["All points at 10% or less, none at 50% or more, in proportion between them."]
    ),
    (
      "{places: [5, 3], better: lower}", ["按指标值在同类单位中从低到高排名：第1名得5分，第2名得3分，其余不得分。"],
      [
        "By place among the peers, the lowest first: place 1: 5, place 2: 3; further places earn nothing."
      ]
    ),
    (
      "{lines: [{lose: 1, each: e in 事故, when: e.人数 > 2, at most: 3}]}",
      ["“事故”中符合“e.人数 > 2”的每1条记录扣1分，最多扣3分。"],
      ["1 point lost for each record e of '事故' with 'e.人数 > 2', at most 3 points."]
    ),
    (
      "{given: {by: 专家组}}", ["由专家组在分值内评分。"],
      ["Points up to the maximum are given by 专家组."]
    ),
  ]

  @Test(arguments: rules.indices)
  func `a way of scoring is said as a regulation would say it`(index: Int) throws {
    let (rule, zh, en) = Self.rules[index]
    let folder = try TemporaryFolder()
    try folder.write(
      """
      set: a
      title: 甲
      edition: "1"
      assesses: county
      period: year
      points: 5
      part: share
      constants: {底线: {value: 80%, source: 文件}}
      items: {率: {type: percent}, 件数: {type: count, measure: 件}, 重大件数: {type: count}, 事故: {type: table, columns: {人数: count}}}
      tasks:
        - task: T1
          title: 甲
          points: 5
          requirements:
            - requirement: T1.1
              title: 甲
              points: 5
              value: 率
              score: \(rule)
              provenance: drafted
      """, to: "set.yaml")
    let loaded = try loadSet(folder.path("set.yaml"))
    let problems = TextRenderer(language: .en).render(loaded.diagnostics)
    let set = try #require(loaded.set, "\(problems)")
    let sentences = RuleWords(requirement: set.requirements[0], set: set).sentences
    #expect(sentences.map { $0.text(.zh) } == zh)
    #expect(sentences.map { $0.text(.en) } == en)
  }
}
