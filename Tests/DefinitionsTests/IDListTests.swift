import Formats
import Foundation
import SourceText
import Testing

@testable import Definitions

@Suite struct IDListTests {
  /// A set with two requirements, and its list of ids.
  private func codes(
    id: String = "T01.02", title: String = "矛盾纠纷受理数", list: String
  ) throws -> [String] {
    let set = """
      set: case
      title: 示例体系
      edition: "2020"
      assesses: county
      period: quarter
      points: 10
      items:
        数: {type: count}
      tasks:
        - task: T01
          title: 任务
          points: 10
          lead: 司法局
          requirements:
            - requirement: \(id)
              title: \(title)
              points: 10
              value: 数
              score: {linear: {zero: 0, full: 10}}
              evidence: [台账]
              remedy: 补
              provenance: drafted
              source: 起草

      """
    let files = ["case/set.yaml": set, "case/ids.yaml": list]
    return try lint("case", from: .memory(files)).diagnostics.map(\.code)
  }

  private let list = """
    tasks:
      T01: {title: 任务, first: "2019"}
    requirements:
      T01.02: {title: 矛盾纠纷受理数, task: T01, first: "2019"}
      T01.09: {title: 领导小组成立文件, task: T01, first: "2019", retired: "2020"}
    items:
      数: {title: 数, first: "2019"}

    """

  @Test func `a set whose ids are those of its list is clean, ids given up included`() throws {
    #expect(try codes(list: list) == [])
  }

  @Test func `an id that disappears is an error, and its new name is not listed`() throws {
    #expect(try codes(id: "T01.03", list: list) == ["id-dropped", "id-not-listed"])
  }

  @Test func `an id that comes to stand for something else is an error`() throws {
    #expect(try codes(title: "领导小组成立文件", list: list) == ["id-reused"])
  }

  @Test func `an id that was given up is never used again`() throws {
    #expect(
      try codes(id: "T01.09", title: "领导小组成立文件", list: list) == ["id-dropped", "id-reused"])
  }

  @Test
  func `the written list keeps first editions and comments, marks what is gone, and reads back`()
    throws
  {
    let texts = try Repository.indicatorTexts()
    let set = try #require(try loadSet("common-2020", from: .memory(texts)).set)
    let old = SourceFile(path: "ids.yaml", text: "# 编号清单\n" + list)
    var reader = EntryReader()
    let entry = try #require(YAMLNode.parse(old).0.flatMap { reader.entry($0, as: .ids) })
    let written = IDList(entry).text(with: set.ids, edition: "2020")
    #expect(written.hasPrefix("# 编号清单\ntasks:\n  T01: {title: "))
    #expect(written.contains("\n  T01.09: {title: "))
    #expect(written.contains("  数: {title: 数, first: \"2019\", retired: \"2020\"}\n"))
    let new = SourceFile(path: "ids.yaml", text: written)
    let again = try #require(YAMLNode.parse(new).0.flatMap { reader.entry($0, as: .ids) })
    #expect(reader.diagnostics.isEmpty, "\(TextRenderer(language: .en).render(reader.diagnostics))")
    let titles = Dictionary(IDList(again).ids.map { ($0.name, $0.title) }) { a, _ in a }
    for id in set.ids { #expect(titles[id.name] == id.title) }
  }
}
