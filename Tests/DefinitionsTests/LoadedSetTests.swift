import FEEL
import SourceText
import Testing

@testable import Definitions

@Suite struct LoadedSetTests {
  /// A set in one file, with the lines of one task's requirements put in.
  static func text(points: String = "10", tasks: String, more: String = "") -> String {
    """
    set: case
    title: 示例体系
    edition: "2020"
    assesses: county
    period: quarter
    points: \(points)
    part: share
    items:
      受理数: {type: count}
      化解数: {type: count}
      安全感: {type: percent}
      化解率: {type: percent, value: 化解数 / 受理数}
      落差: {type: number, value: 化解率 - 安全感}
      状态: {type: choice, of: [已建成, 实施中]}
      日期: {type: date}
    tasks:
    \(tasks)
    \(more)
    """
  }

  static func load(_ text: String) throws -> IndicatorSet {
    let loaded = try loadSet("case.yaml", from: .memory(["case.yaml": text]))
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(TextRenderer(language: .en).render(errors))")
    return try #require(loaded.set)
  }

  static func requirement(_ id: String, points: String = "points: 10", _ body: String) -> String {
    """
          - requirement: \(id)
            title: 一条要求
            \(points)
            provenance: drafted
            \(body)

    """
  }

  static func task(points: String = "10", _ requirements: String) -> String {
    """
      - task: T01
        title: 一项任务
        points: \(points)
        requirements:
    \(requirements)
    """
  }

  @Test func `gates whose titles differ in brackets alone are told apart by their codes`() throws {
    func titles(_ a: String, _ b: String) throws -> [String] {
      let tasks = """
          - task: T1
            title: 任务
            points: 10
            requirements:
        \(Self.requirement("T1.1", "score: {met: 受理数 > 0}"))
        """
      let gates = """
        gates:
          - {gate: A, title: \(a), needs: {total: 60%}}
          - {gate: B, title: \(b), needs: {total: 80%}}
        """
      return try Self.load(Self.text(tasks: tasks, more: gates)).gates.map(\.shortTitle)
    }
    #expect(try titles("平安县（合格）", "平安县（优秀）") == ["平安县（合格）（A）", "平安县（优秀）（B）"])
    #expect(try titles("合格（六成）", "优秀（八成）") == ["合格", "优秀"])
  }

  @Test func `six points over seven equal weights are five of 0.86 and two of 0.85`() throws {
    let members = (1...7).map {
      Self.requirement("T01.0\($0)", points: "weight: 3", "score: {met: 受理数 > \($0)}")
    }
    let text = Self.text(points: "6", tasks: Self.task(points: "6", members.joined()))
    let set = try Self.load(text)
    #expect(set.requirements.map(\.points.units) == [86, 86, 86, 86, 86, 85, 85])
  }

  @Test func `equal remainders go to the earlier id, whatever the order in the file`() throws {
    let members = ["T01.02", "T01.01", "T01.03"].map {
      Self.requirement($0, points: "weight: 1", "score: {met: 受理数 > 1}")
    }
    let set = try Self.load(Self.text(tasks: Self.task(members.joined())))
    #expect(set.requirements.map(\.points.units) == [333, 334, 333])
  }

  @Test func `weights share what stated points leave of the task`() throws {
    let members =
      Self.requirement("T01.01", points: "points: 4", "score: {met: 受理数 > 1}")
      + Self.requirement("T01.02", points: "weight: 1", "score: {met: 受理数 > 1}")
      + Self.requirement("T01.03", points: "weight: 3", "score: {met: 受理数 > 1}")
    let set = try Self.load(Self.text(tasks: Self.task(members)))
    #expect(set.requirements.map(\.points.units) == [400, 150, 450])
  }

  @Test
  func `a requirement reads the items behind computed items, value, score, applies and guard`()
    throws
  {
    let body = """
      value: 落差
              score: {lines: [{lose: 1, per: 5% of 受理数, below: 0}]}
              applies: 状态 = "已建成"
              guard: {化解数: at least 20}
      """
    let set = try Self.load(Self.text(tasks: Self.task(Self.requirement("T01.01", body))))
    let names = set.requirements[0].reads.map { set.items[Int($0.rawValue)].name }
    #expect(names == ["受理数", "化解数", "安全感", "化解率", "落差", "状态"])
    #expect(set.computedOrder.map { set.items[$0].name } == ["化解率", "落差"])
  }

  @Test func `an item computed from a later one comes after it`() throws {
    let text = Self.text(
      tasks: Self.task(Self.requirement("T01.01", "score: {met: 化解率 > 0}"))
    ).replacing("受理数: {type: count}", with: "受理数: {type: count, value: 化解数 + 1}")
    let set = try Self.load(text)
    let order = set.computedOrder.map { set.items[$0].name }
    #expect(order == ["受理数", "化解率", "落差"])
  }

  @Test func `peers of a value belong to one requirement, peers of an item to all`() throws {
    let lines = "score: {lines: [{lose: 1, per: 1%, below: mean(peers(value))}]}"
    let members =
      Self.requirement("T01.01", points: "points: 3", "value: 化解率\n        " + lines)
      + Self.requirement("T01.02", points: "points: 3", "value: 安全感\n        " + lines)
      + Self.requirement("T01.03", points: "points: 2", "score: {met: 安全感 > mean(peers(化解率))}")
      + Self.requirement("T01.04", points: "points: 2", "score: {met: 安全感 < mean(peers(化解率))}")
    let set = try Self.load(Self.text(tasks: Self.task(members)))
    let arguments = set.slots.forms.lifted.map(\.argument.reads)
    #expect(arguments == [[set.slots.value], [set.slots.value], [Slot(rawValue: 3)]])
    let reads = set.requirements.map { $0.reads.map { set.items[Int($0.rawValue)].name } }
    #expect(reads[0] == ["受理数", "化解数", "化解率"])
    #expect(reads[1] == ["安全感"])
    #expect(reads[2] == ["受理数", "化解数", "安全感", "化解率"])
  }

  @Test func `a line is read with its test, step, cap and multiplier`() throws {
    let body = """
      value: 安全感
              score:
                lines:
                  - {lose: 0.25, per: 1%, below: 96%, to: 90%, at most: 50%, times: 2, part: whole}
                  - {lose: all, when: 受理数 = 0}
      """
    let set = try Self.load(Self.text(tasks: Self.task(Self.requirement("T01.01", body))))
    let lines = try #require(set.requirements[0].scoring as? Lines).lines
    #expect(lines.map(\.direction) == [.lose, .lose])
    #expect(lines[0].test?.comparison == .below)
    #expect(lines[0].test?.bound.program.constant?.number == Number(decimal: "0.96"))
    #expect(lines[0].part == .whole)
    guard case .per(.absolute(let step), let end) = lines[0].quantity,
      case .share(let cap) = lines[0].atMost, case .all = lines[1].amount
    else {
      Issue.record("expected a step and a cap")
      return
    }
    #expect(step.program.constant?.number == Number(decimal: "0.01"))
    #expect(end?.program.constant?.number == Number(decimal: "0.9"))
    #expect(cap == Number(decimal: "0.5"))
    #expect(lines[1].condition?.text == "受理数 = 0")
  }

  @Test(arguments: [("30 days", "30"), ("30天", "30"), ("1 day", "1")])
  func `a step of days is read in both languages`(text: String, days: String) throws {
    let body = """
      value: 日期
              score: {lines: [{lose: 20%, per: \(text), after: 2021-12-31}]}
      """
    let set = try Self.load(Self.text(tasks: Self.task(Self.requirement("T01.01", body))))
    let lines = try #require(set.requirements[0].scoring as? Lines).lines
    guard case .per(.days(let step), _) = lines[0].quantity
    else {
      Issue.record("expected a step of days")
      return
    }
    #expect(step == Number(decimal: days))
    let bound = try #require(lines[0].test?.bound.program.constant)
    guard case .date(let date) = bound else {
      Issue.record("expected a date")
      return
    }
    #expect(date == CalendarDate(year: 2021, month: 12, day: 31))
  }

  @Test(arguments: [("双组长", "是", "true"), ("状态", "已建成", "\"已建成\"")])
  func `a test may name a choice or a Chinese yes without quotes`(
    value: String, word: String, meaning: String
  ) throws {
    let body = "value: \(value)\n        score: {bands: [{is: \(word), earn: all}, {earn: 0}]}"
    let text = Self.text(tasks: Self.task(Self.requirement("T01.01", body)))
      .replacing("  日期: {type: date}", with: "  双组长: {type: yes-no}")
    let set = try Self.load(text)
    let bands = try #require(set.requirements[0].scoring as? Bands).lines
    #expect(bands[0].test?.bound.text == word)
    #expect(bands[0].test?.bound.program.text == meaning)
  }

  @Test func `cells are choices, tests, ranges, and anything`() throws {
    let body = """
      score:
                table:
                  - [状态, 受理数, 安全感, earn]
                  - [已建成, up to 0, 90% to 95%, all]
                  - [实施中, 不少于5, any, 50%]
                  - [any, any, any, 0]
      """
    let set = try Self.load(Self.text(tasks: Self.task(Self.requirement("T01.01", body))))
    let table = try #require(set.requirements[0].scoring as? DecisionTable)
    #expect(table.inputs.map(\.text) == ["状态", "受理数", "安全感"])
    guard case .equals(.string("已建成")) = table.rows[0].cells[0],
      case .test(.upTo, .number(let none)) = table.rows[0].cells[1],
      case .between(.number(let low), .number(let high)) = table.rows[0].cells[2],
      case .test(.atLeast, .number(let five)) = table.rows[1].cells[1],
      case .any = table.rows[1].cells[2]
    else {
      Issue.record("unexpected cells")
      return
    }
    #expect([none, low, high, five] == [0, "0.9", "0.95", 5].map { Number(decimal: "\($0)") })
  }

  @Test func `a set written with Chinese keys and words is the same set`() throws {
    let english = Self.text(
      tasks: Self.task(
        Self.requirement(
          "T01.01",
          "value: 化解率\n        missing: leave out\n        score: {lines: [{lose: 1, per: 1%, below: 95%}]}"
        )))
    let chinese = """
      指标体系: case
      名称: 示例体系
      版本: "2020"
      评价层级: 县
      填报期: 季度
      分值: 10
      不足一步: 按比例
      数据项:
        受理数: {类型: 件数}
        化解数: {类型: 件数}
        安全感: {类型: 百分比}
        化解率: {类型: 百分比, 算法: 化解数 / 受理数}
        落差: {类型: 数值, 算法: 化解率 - 安全感}
        状态: {类型: 单选, 选项: [已建成, 实施中]}
        日期: {类型: 日期}
      重点任务:
        - 重点任务: T01
          名称: 一项任务
          分值: 10
          要求:
            - 要求: T01.01
              名称: 一条要求
              分值: 10
              依据性质: 起草
              指标值: 化解率
              缺数据: 移出基数
              计分办法: {条: [{扣: 1, 每步: 1%, 低于: 95%}]}
      """
    let (a, b) = (try Self.load(english), try Self.load(chinese))
    #expect(a.summary == b.summary)
    #expect(a.requirements[0].missing == .leaveOut)
  }

  @Test func `what a gate asks for is read with its forms`() throws {
    let gates = """
      gates:
        - gate: entry
          title: 进门
          needs: {total: 60%, reported: 90%}
        - gate: exit
          title: 出门
          after: entry
          needs: {total: 8.5, each task: 60%, met: [core]}
          checks:
            - check: score("T01.01") >= 5 and total > 6 and passed("entry")
              else: 不够
      """
    let body = "mark: [core]\n        score: {met: 受理数 > 0}"
    let set = try Self.load(
      Self.text(tasks: Self.task(Self.requirement("T01.01", body)), more: gates))
    #expect(set.gates.map(\.after) == [nil, 0])
    #expect(set.gates[0].total == .share(Number(mantissa: 6, scale: 1)))
    #expect(set.gates[1].total == .points(Number(mantissa: 85, scale: 1)))
    #expect(set.gates[1].met == ["core"])
    #expect(set.slots.forms.lifted.map(\.form) == ["score", "passed"])
    let slots = set.gates[1].checks[0].condition.program.reads
    #expect(slots.contains(set.slots.total))
  }

  @Test func `views have parts with parents, and requirements have shares in them`() throws {
    let views = """
      views:
        五治: {title: 五治融合, parts: [政治引领, 法治保障]}
        意见: {title: 《意见》, parts: {一: [一.1, 一.2], 四: {四.1: 整体防控}}}
      """
    let body = "view: {五治: 法治保障, 意见: {一.2: 60%, 四.1: 40%}}\n        score: {met: 受理数 > 0}"
    let set = try Self.load(
      Self.text(tasks: Self.task(Self.requirement("T01.01", body)), more: views))
    #expect(set.views[1].parts.map(\.id) == ["一", "一.1", "一.2", "四", "四.1"])
    #expect(set.views[1].parts.map(\.parent) == [nil, 0, 0, nil, 3])
    #expect(set.views[1].parts[4].title == "整体防控")
    let shares = set.requirements[0].views
    #expect(shares.map(\.view) == [0, 1, 1])
    #expect(shares.map(\.part) == [1, 2, 4])
    #expect(
      shares.map(\.share) == [.one, Number(mantissa: 6, scale: 1), Number(mantissa: 4, scale: 1)])
  }
}

extension IndicatorSet {
  /// What two sets have in common that say the same in different words.
  var summary: [String] {
    [id, title, edition, "\(assesses)", "\(period)", "\(points)", "\(missing)"]
      + items.map { "\($0.name) \($0.type) \($0.choices) \($0.value?.text ?? "")" }
      + requirements.map { "\($0.id) \($0.points) \($0.missing) \($0.provenance) \($0.reads)" }
  }
}
