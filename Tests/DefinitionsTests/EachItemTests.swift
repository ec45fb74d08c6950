import FEEL
import SourceText
import Testing

@testable import Definitions

@Suite struct EachItemTests {
  /// Towns of 2022: counts are added up, the rate is a mean, and a formula has no level.
  private func towns(_ year: String) throws -> IndicatorSet {
    let data = """
      items:
        受理数: {type: count}
        化解数: {type: count, complete: 100%}
        满意率: {type: percent, rollup: mean}
        规范: {type: yes-no, rollup: share}
        总数: {type: number, value: 受理数 + 化解数}
      checks:
        - check: 满意率 <= 100% and (规范 <= 1) and 总数 >= 0
          else: 超出范围
      """
    return try OverlayTests.load(
      "case", period: "2022Q1", ["case/data.yaml": data, "case/years/2022.yaml": year])
  }

  private let each = "each item: {why: 由镇填报, level: town, rollup: sum, complete: 90%}\n"

  @Test func `what holds for each item is taken by those that do not say it, key by key`() throws {
    let set = try towns(each)
    #expect(set.items.map(\.level) == [.town, .town, .town, .town, nil])
    #expect(set.items.map { $0.rollUps.isEmpty } == [false, false, false, false, true])
    let shares = ["0.9", "1", "0.9", "0.9", "1"]
    #expect(set.items.map { $0.complete.exactText } == shares)
    #expect(set.reasons["受理数"] == "由镇填报")
    #expect(set.reasons["总数"] == nil)
  }

  @Test func `a year says it in Chinese as well, and only for itself`() throws {
    let set = try towns("每个数据项: {理由: 由镇填报, 层级: 镇, 汇总: 合计, 报齐: 90%}\n")
    #expect(set.items[0].level == .town)
    #expect(try OverlayTests.load("case", [:]).items[0].level == nil)
  }

  @Test func `a year may change title and edition of the set`() throws {
    let set = try OverlayTests.load(
      "case", period: "2022Q1",
      [
        "case/years/2022.yaml": """
        change:
          - change: case
            why: 新的一版
            title: 共性体系（2022年版）
            edition: "2022"
        """
      ])
    #expect(set.title == "共性体系（2022年版）")
    #expect(set.edition == "2022")
  }

  @Test func `a change of a view leaves the parts in other views as they were`() throws {
    let views = """
      extends: ../case
      set: over
      views:
        面: {title: 面, parts: [进度, 效果]}
        治: {title: 治, parts: [法治, 自治]}
      change:
        - change: T01.01
          why: 归类
          view: {面: 进度, 治: 法治}
        - change: T01.02
          why: 归类
          view: {面: 效果, 治: 自治}
      """
    let set = try OverlayTests.load(
      "over", period: "2022Q1",
      [
        "over/set.yaml": views,
        "over/years/2022.yaml": """
        change:
          - change: T01.01
            why: 看效果
            view: {面: 效果}
        """,
      ])
    let shares = set.requirements[0].views.map { "\($0.view).\($0.part)" }.sorted()
    #expect(shares == ["0.1", "1.0"])
  }
}
