import FEEL
import SourceText
import Testing

@testable import Definitions

@Suite struct OverlayTests {
  /// A base set in a folder, as files.
  static let base: [String: String] = [
    "case/set.yaml": """
    set: case
    title: 共性体系
    edition: "2020"
    assesses: county
    period: quarter
    points: 10
    part: share
    expect: {tasks: 1, requirements: 2}
    constants:
      全省平均: {value: 90%, source: 起草}
    gates:
      - gate: exit
        title: 出门
        needs: {total: 85%}
    """,
    "case/data.yaml": """
    items:
      受理数: {type: count}
      化解数: {type: count}
    """,
    "case/tasks/01.yaml": """
    task: T01
    title: 一项任务
    points: 10
    requirements:
      - requirement: T01.01
        title: 化解率
        points: 6
        value: 化解数 / 受理数
        score: {lines: [{lose: 1, per: 1%, below: 全省平均}]}
        provenance: seed
      - requirement: T01.02
        title: 受理数
        points: 4
        score: {met: 受理数 > 0}
        provenance: seed
    """,
  ]

  static func load(
    _ path: String, period: String? = nil, _ files: [String: String]
  ) throws -> IndicatorSet {
    let texts = base.merging(files) { _, new in new }
    let loaded = try loadSet(path, period: period, from: .memory(texts))
    #expect(
      loaded.diagnostics.isEmpty, "\(TextRenderer(language: .en).render(loaded.diagnostics))")
    return try #require(loaded.set)
  }

  @Test func `a folder is read file by file, and its places name the folder`() throws {
    let set = try Self.load("case", [:])
    #expect(
      set.files.map(\.path) == ["case/set.yaml", "case/data.yaml", "case/tasks/01.yaml"])
    #expect(set.requirements[1].place.description == "case/tasks/01.yaml:11:18")
    #expect(set.requirements[0].rule.lineDescription == "case/tasks/01.yaml:9")
  }

  @Test func `the file set.yaml stands for its folder`() throws {
    let set = try Self.load("case/set.yaml", [:])
    #expect(set.requirements.count == 2)
    #expect(set.files.first?.path == "case/set.yaml")
  }

  @Test func `an overlay changes, drops and adds, and its places are where the text now stands`()
    throws
  {
    let set = try Self.load(
      "city",
      [
        "city/set.yaml": """
        set: city
        extends: ../case
        title: 本市体系
        expect: {tasks: 1, requirements: 2, items: 3}
        change:
          - change: T01.01
            why: 调整
            points: 7
            score: {linear: {zero: 85%, full: 95%}}
          - drop: T01.02
            why: 合并
          - change: city
            why: 加分
            total at most: 12
          - change: 受理数
            why: 正式名称
            title: 受理矛盾纠纷数
        """,
        "city/data.yaml": "items:\n  新增数: {type: count}\n",
        "city/tasks/01.yaml": """
        task: T01
        why: 本市特色
        requirements:
          - requirement: T01.S1
            title: 新增
            points: 3
            score: {met: 新增数 > 0}
            provenance: drafted
        """,
      ])
    #expect(set.title == "本市体系")
    #expect(set.edition == "2020")
    #expect(set.totalAtMost == Points(units: 1200))
    #expect(set.requirements.map(\.id) == ["T01.01", "T01.S1"])
    #expect(set.requirements.map(\.points.units) == [700, 300])
    #expect(set.requirements[0].place.path == "case/tasks/01.yaml")
    #expect(set.requirements[0].rule.description == "city/set.yaml:9:5")
    #expect(set.requirements[1].place.path == "city/tasks/01.yaml")
    #expect(set.tasks[0].requirements == 0..<2)
    #expect(set.items.map(\.title) == ["受理矛盾纠纷数", "化解数", "新增数"])
    #expect(set.gates.map(\.id) == ["exit"])
  }

  @Test(
    arguments: [
      ("2021Q2", "0.93", 500), ("2021", "0.93", 500), ("2020Q4", "0.9", 600), (nil, "0.9", 600),
    ] as [(String?, String, Int64)])
  func `the changes of a year count in its periods only`(
    period: String?, average: String, points: Int64
  ) throws {
    let set = try Self.load(
      "case", period: period,
      [
        "case/years/2021.yaml": """
        year: 2021
        constants:
          全省平均: {value: 93%, source: 公报}
        change:
          - change: T01.01
            why: 当年权重
            points: 5
          - change: T01.02
            why: 当年权重
            points: 5
        """
      ])
    let lines = try #require(set.requirements[0].scoring as? Lines).lines
    #expect(lines[0].test?.bound.program.constant?.number == Number(decimal: average))
    #expect(set.requirements[0].points.units == points)
  }

  @Test func `the year of the base counts under an overlay as well`() throws {
    let set = try Self.load(
      "city", period: "2021Q1",
      [
        "city/set.yaml": "set: city\nextends: ../case\ntitle: 本市\n",
        "case/years/2021.yaml": """
        change:
          - change: exit
            why: 当年门槛
            needs: {total: 90%}
        """,
      ])
    #expect(set.gates[0].total == .share(Number(mantissa: 9, scale: 1)))
    #expect(set.gates[0].place.path == "case/set.yaml")
  }

  @Test func `a chain of eight sets is laid over one another, the last word wins`() throws {
    var files: [String: String] = [:]
    for level in 1...7 {
      let below = level == 1 ? "../case" : "../s\(level - 1)"
      files["s\(level)/set.yaml"] = "set: s\(level)\nextends: \(below)\ntitle: 第\(level)层\n"
    }
    let set = try Self.load("s7", files)
    #expect(set.title == "第7层")
    #expect(set.requirements.count == 2)
  }

  @Test(arguments: ["absent", "case/tasks", "empty"])
  func `a path without a set is an error of the world, not of the author`(path: String) {
    #expect(throws: SetReadError.self) {
      try loadSet(path, from: .memory(Self.base.merging(["empty/a.txt": ""]) { old, _ in old }))
    }
  }
}

@Suite struct TableOverlayTests {
  @Test func `an overlay replaces the columns and the computed columns of a table`() throws {
    let set = try OverlayTests.load(
      "city",
      [
        "case/data.yaml": """
        items:
          受理数: {type: count}
          化解数: {type: count}
          事故: {type: table, columns: {类别: text, 死亡人数: count}, computed: {较大: e.死亡人数 >= 3}}
        """,
        "case/tasks/01.yaml": """
        task: T01
        title: 一项任务
        points: 10
        requirements:
          - requirement: T01.01
            title: 化解率
            points: 6
            value: 化解数 / 受理数
            score: {lines: [{lose: 1, per: 1%, below: 全省平均}]}
            provenance: seed
          - requirement: T01.02
            title: 事故
            points: 4
            score: {lines: [{lose: 1, each: e in 事故, when: e.较大}]}
            provenance: seed
        """,
        "city/set.yaml": """
        set: city
        title: 本市体系
        edition: "2021"
        extends: ../case
        change:
          - change: 事故
            why: 本市按受伤人数计
            columns: {类别: text, 受伤人数: {type: count, title: 受伤人数合计}}
            computed: {较大: e.受伤人数 >= 10, 特大: e.较大 and e.受伤人数 >= 100}
        """,
      ])
    let table = try #require(set.items.first { $0.name == "事故" }?.table)
    #expect(table.columns.map(\.name) == ["类别", "受伤人数"])
    #expect(table.columns[1].title == "受伤人数合计")
    #expect(table.computed.map(\.name) == ["较大", "特大"])
    #expect(table.shape.names == ["类别", "受伤人数", "较大", "特大"])
  }

  @Test func `a table with computed columns is worked out before what reads it`() throws {
    let set = try OverlayTests.load(
      "case",
      [
        "case/data.yaml": """
        items:
          最重: {type: number, value: max(事故.重)}
          事故: {type: table, columns: {人数: count}, computed: {重: e.人数 * 系数}}
          系数: {type: number, value: 受理数 / 化解数}
          受理数: {type: count}
          化解数: {type: count}
        """,
        "case/tasks/01.yaml": """
        task: T01
        title: 一项任务
        points: 10
        requirements:
          - requirement: T01.01
            title: 最重
            points: 6
            value: 最重
            score: {lines: [{lose: 1, per: 1, above: 0}]}
            provenance: seed
          - requirement: T01.02
            title: 化解率
            points: 4
            value: 化解数 / 受理数
            score: {lines: [{lose: 1, per: 1%, below: 全省平均}]}
            provenance: seed
        """,
      ])
    #expect(set.computedOrder.map { set.items[$0].name } == ["系数", "事故", "最重"])
    #expect(
      set.requirements[0].reads.map { set.items[Int($0.rawValue)].name } == [
        "最重", "事故", "系数", "受理数", "化解数",
      ])
  }
}
