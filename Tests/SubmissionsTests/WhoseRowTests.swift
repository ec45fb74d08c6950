import Definitions
import SourceText
import TestSupport
import Testing

@testable import Submissions

/// Who a row belongs to, whatever the file.
struct WhoseRowTests {
  /// A row as the property makes it: what it says of its unit, and what it reports.
  private struct Row {
    var code = ""
    var name = ""
    /// D1, D3 and the like with one plain number each, so that nothing but the unit is in question.
    var item: String
    var value: Int
  }

  /// The units of the property: two share a name, one has a name with a total's word, one an alias.
  private static let units: [(code: String, name: String, alias: String)] = [
    ("1", "甲县", ""), ("2", "乙县", "旧乙"), ("3", "丙县", ""), ("4", "丙县", ""), ("5", "小计", ""),
  ]
  private static let codes = ["1", "2", "3", "4", "5", "9", "", "合计", "code", "旧乙", "甲县"]
  private static let names = [
    "", "甲县", "乙县", "丙县", "小计", "总计", "旧乙", "丁县", "name", "注：初步数", "全市",
  ]
  private static let notUnits: Set<String> = [
    "合计", "总计", "全市", "code", "name", "注：初步数", "小计",
  ]

  /// Whose a row is with the registry, decided as simply as can be: by all units that its words name.
  private static func owner(_ row: Row) -> String? {
    func named(_ text: String, byCode: Bool) -> Set<String> {
      if text.isEmpty { return [] }
      if byCode, let unit = units.first(where: { $0.code == text }) { return [unit.code] }
      return Set(units.filter { $0.name == text || $0.alias == text }.map(\.code))
    }
    let coded = named(row.code, byCode: true)
    let called = named(row.name, byCode: false)
    for (text, units) in [(row.code, coded), (row.name, called)]
    where units.isEmpty && notUnits.contains(text) {
      // A note beside a unit is no reason to lose its row, a total is.
      if text == "注：初步数", !coded.isEmpty { continue }
      return nil
    }
    let both = coded.isEmpty ? called : called.isEmpty ? coded : coded.intersection(called)
    return both.count == 1 ? both.first : nil
  }

  /// The same without a registry, among all rows of the run.
  private static func owner(_ row: Row, among rows: [Row]) -> String? {
    func isUnit(_ text: String) -> Bool { !text.isEmpty && !notUnits.contains(text) }
    func counts(_ row: Row) -> Bool {
      !notUnits.contains(row.code)
        && (!notUnits.contains(row.name) || row.name == "注：初步数" && isUnit(row.code))
    }
    func names(of code: String) -> Set<String> {
      Set(rows.filter { counts($0) && $0.code == code && isUnit($0.name) }.map(\.name))
    }
    guard counts(row) else { return nil }
    if !row.code.isEmpty { return names(of: row.code).count < 2 ? row.code : nil }
    let codes = Set(
      rows.filter { counts($0) && isUnit($0.code) && $0.name == row.name }.map(\.code)
    )
    .filter { names(of: $0) == [row.name] }
    return !row.name.isEmpty && codes.count == 1 ? codes.first : nil
  }

  /// What a unit's rows come to: one value as it is, different ones not at all.
  private static func expected(_ rows: [Row], _ owner: (Row) -> String?) -> Set<String> {
    var values: [String: [String: Set<Int>]] = [:]
    for row in rows {
      guard let unit = owner(row) else { continue }
      values[unit, default: [:]][row.item, default: []].insert(row.value)
    }
    return Set(
      values.map { unit, items in
        unit + ": "
          + items.sorted { $0.key < $1.key }
          .map { "\($0)=" + ($1.count == 1 ? "\($1.first ?? 0)" : "!!") }.joined(separator: " ")
      })
  }

  private static func registry(_ order: [Int]) -> Registry {
    // A registry is in the order of its codes: another order is other codes, put back by the caller.
    Registry(
      order.map { units[$0] }.sorted { $0.code < $1.code }.map {
        Unit(
          code: $0.code, name: $0.name, level: .county,
          aliases: $0.alias.isEmpty ? [] : [$0.alias])
      })
  }

  /// The rows as a file of a kind: each with one value.
  private static func file(_ rows: [Row], kind: Int) -> (ending: String, text: String) {
    switch kind {
    case 0:
      (
        "csv",
        "code,name,D1,D8\n"
          + rows.map { row in
            "\(row.code),\(row.name),\(row.item == "D1" ? "\(row.value)" : ""),\(row.item == "D8" ? "\(row.value)" : "")\n"
          }.joined()
      )
    case 1:
      (
        "csv",
        "code,name,item,value\n"
          // Without code and name it would be taken for a merged cell.
          + rows.filter { !($0.code.isEmpty && $0.name.isEmpty) }
          .map { "\($0.code),\($0.name),\($0.item),\($0.value)\n" }.joined()
      )
    default:
      (
        "xml",
        "<submissions>"
          + rows.map {
            "<submission unit='\($0.code)' name='\($0.name)'><item code='\($0.item)'>\($0.value)</item></submission>"
          }.joined() + "</submissions>"
      )
    }
  }

  /// The values of a run, without what was left blank.
  private static func values(_ run: Run) -> Set<String> {
    Set(
      run.values.map { line in
        line.split(separator: " ").filter { !$0.hasSuffix("=-") }.joined(separator: " ")
      }.filter { !$0.hasSuffix(":") })
  }

  @Test func `whose a row is does not depend on its kind of file nor on any order`() throws {
    var generator = SeededGenerator(seed: 53)
    for round in 0..<150 {
      var rows = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
        Row(
          code: Self.codes.randomElement(using: &generator) ?? "",
          name: Self.names.randomElement(using: &generator) ?? "",
          item: Bool.random(using: &generator) ? "D1" : "D8",
          value: Int.random(in: 1...2, using: &generator))
      }
      // Often enough some rows are right.
      for index in rows.indices where Bool.random(using: &generator) {
        let unit = Self.units[Int.random(in: 0..<2, using: &generator)]
        rows[index].code = Bool.random(using: &generator) ? unit.code : ""
        rows[index].name = unit.name
      }
      let isGiven = round.isMultiple(of: 2)
      let expected = Self.expected(rows) { row in
        isGiven ? Self.owner(row) : Self.owner(row, among: rows)
      }
      for order in 0..<3 {
        rows.shuffle(using: &generator)
        let cut = Int.random(in: 0...rows.count, using: &generator)
        let parts = [Array(rows[..<cut]), Array(rows[cut...])]
        var files: [String: String] = [:]
        for (index, part) in parts.enumerated() {
          let (ending, text) = Self.file(part, kind: (round + order + index) % 3)
          files["\((index + order) % 2).\(ending)"] = text
        }
        let run = try Run(
          files, registry: isGiven ? Self.registry([4, 2, 0, 1, 3]) : nil,
          blockSize: order == 0 ? 20 : 1 << 20)
        #expect(
          Self.values(run) == expected,
          "seed 53, round \(round), order \(order), registry \(isGiven): \(files)")
        let units = run.blocks.flatMap { $0.rows.map(\.unit) }
        #expect(Set(units).count == units.count, "seed 53, round \(round)")
        #expect(Set(units) == Set(run.submissions.reported), "seed 53, round \(round): \(files)")
      }
    }
  }

  @Test(arguments: [
    ("合计", OtherRow.total), ("合 计", .total), ("（合计）", .total), ("总计：", .total), ("小计(6个)", .total),
    ("全市", .total), ("全市合计", .total), ("本页小计", .total), ("各区县平均", .total), ("其中：城区", .total),
    ("TOTAL", .total),
    ("Sub total", .total), ("平均值", .total), ("单位", .heading), ("Code", .heading),
    ("行政区划代码", .heading),
    ("注：1.本表为初步数", .remark), ("注1", .remark), ("注", .remark), ("备注", .remark),
    ("说明：截至六月底", .remark),
    ("填报人：某某", .remark), ("审核人", .remark), ("单位负责人（签字）：", .remark), ("填表日期：2021年7月1日", .remark),
    ("单位：万元", .remark), ("数据来源：市平安办", .remark), ("二季度情况表", .remark), ("Note: preliminary", .remark),
    ("（续）", .remark), ("续上页", .remark), ("第2页", .remark), ("（共 3 页）", .remark), ("以下空白", .remark),
    ("（以下无正文）", .remark),
  ])
  func `words say that a row is about no unit`(text: String, kind: OtherRow) {
    #expect(OtherRow.kind(of: text) == kind)
  }

  @Test(arguments: [
    "越城区", "注溪镇", "全南县", "市本级", "合计镇", "说明村", "330602", "单位大院社区", "日期山村", "全州县", "平均村", "表里村",
    "总部经济区", "备战村", "单位1", "单位12号",
    "续镇", "第一页村", "*甲县",
  ])
  func `words within a name do not`(name: String) {
    #expect(OtherRow.kind(of: name) == nil)
  }

  @Test func `a homonym is told, not guessed, also in records about units`() throws {
    let scope = RecordScope(try SmallSet.load(), units: Self.registry([0, 1, 2, 3, 4]))
    #expect(scope.match(code: "丙县", name: "").unit == nil)
    #expect(scope.match(code: "乙县", name: "") == .unit(1))
    #expect(scope.match(code: "4", name: "") == .unit(3))
  }

  @Test func `without a registry totals, headers and notes are no units either`() throws {
    let run = try Run(
      [
        "a.csv": """
        code,name,D1,D8
        330602,越城区,3,1
        code,name,D1,D8
        330603,柯桥区,4,2
        总 计,,7,3
        ,全市平均,7,3
        ,（合计）,7,3
        /,小计:,7,3
        备注,本表为初步数,,
        单位负责人：,,填表人：,
        2、以年鉴为准。,,,

        """
      ], registry: nil)
    #expect(run.values == ["330602: D1=3 D8=1", "330603: D1=4 D8=2"])
    #expect(run.found == ["3:1 rows-of-no-unit"])
  }

  @Test func `without a registry two names under one code are nobody's`() throws {
    let run = try Run(
      ["a.csv": "code,name,D1,D8\n1,甲县,3,\n1,乙县,,1\n1,,,1\n2,丙 县,4,\n２,丙县,,2\n"],
      registry: nil)
    #expect(run.values == ["2: D1=4 D8=2"])
    #expect(run.found == ["3:1 several-names"])
  }

  @Test func `without a registry one name beside two codes is told, and set apart`() throws {
    let wide = try Run(
      ["a.csv": "code,name,D1\n2,甲县,4\n1,甲 县,3\n3,乙县,5\n"], registry: nil)
    #expect(wide.values.sorted() == ["1: D1=3", "2: D1=4", "3: D1=5"])
    #expect(wide.found == ["3:1 several-codes"])
    #expect(wide.diagnostics.map { $0.message.text(.zh) }.first?.contains("“1”、“2”") == true)
    let long = try Run(
      ["a.csv": "code,name,item,value\n1,甲县,D1,3\n2,甲县,D1,4\n"], registry: nil)
    #expect(long.values == ["1: D1=3", "2: D1=4"])
    #expect(long.found == ["3:1 several-codes"])
    let xml = try Run(
      [
        "a.xml": """
        <submissions period="2021Q2">
        <submission unit="1" name="甲县"><item code="D1">3</item></submission>
        <submission unit="2" name="甲县"><item code="D1">4</item></submission>
        </submissions>
        """
      ], registry: nil)
    #expect(xml.values == ["1: D1=3", "2: D1=4"])
    #expect(xml.diagnostics.map(\.code) == ["several-codes"])
    let files = try Run(
      ["a.csv": "code,name,D1\n1,甲县,3\n", "b.csv": "code,name,D1\n2,甲县,4\n"], registry: nil)
    #expect(files.diagnostics.map(\.code) == ["several-codes"])
    let records = try Run(
      [
        "T1.csv":
          "code,name,类别,死亡人数,日期\n1,甲县,火灾,5,2021-04-02\n2,甲县,火灾,4,2021-04-02\n"
      ], registry: nil, set: TableSet.load())
    #expect(records.values == ["1: T1=[火灾,5,day18719]", "2: T1=[火灾,4,day18719]"])
    #expect(records.diagnostics.map(\.code) == ["several-codes"])
  }

  @Test func `two names under one code are told in every kind of file`() throws {
    for files in [
      [
        "a.xml": """
        <submissions period="2021Q2">
        <submission unit="1" name="甲县"><item code="D1">3</item></submission>
        <submission unit="1" name="乙县"><item code="D1">4</item></submission>
        </submissions>
        """
      ],
      ["a.csv": "code,name,D1\n1,甲县,3\n", "b.csv": "code,name,D1\n1,乙县,4\n"],
      ["a.csv": "code,name,item,value\n1,甲县,D1,3\n1,乙县,D8,4\n"],
    ] {
      let run = try Run(files, registry: nil)
      #expect(run.values.isEmpty)
      #expect(run.diagnostics.map(\.code) == ["several-names"])
    }
  }

  @Test func `a code of very many names is told in a sentence, in bounded time`() throws {
    let rows = (0..<20_000).map { "1,县\($0),3\n" }.joined()
    let run = try Run(["a.csv": "code,name,D1\n" + rows], registry: nil)
    #expect(run.diagnostics.map(\.code) == ["several-names"])
    #expect(run.diagnostics.map { $0.message.text(.zh) }.first?.contains("等 20000 个") == true)
    #expect((run.diagnostics.first?.message.text(.zh).count ?? 0) < 300)
  }

  @Test func `without a registry a name alone is of the one unit that has it`() throws {
    let run = try Run(
      [
        "a.csv": "name,D1\n甲县,3\n乙县,4\n丙县,5\n",
        "b.csv": "code,name,D8\n1,甲县,1\n2,乙县,2\n3,乙县,3\n",
      ], registry: nil)
    #expect(Set(run.values) == ["1: D1=3 D8=1", "2: D8=2", "3: D8=3"])
    #expect(
      run.found == [
        "a.csv:1:1 no-code-column", "a.csv:2:1 name-alone", "a.csv:3:1 ambiguous-unit",
        "a.csv:4:1 no-unit", "b.csv:4:1 several-codes",
      ])
  }

  @Test func `merged cells are filled down within their block of rows only`() throws {
    let run = try Run([
      "a.csv": """
      code,name,item,period,value
      330602,越城区,D1,2021Q2,3
      ,,D8,,1
      330603,,D1,2021Q2,4
      code,name,item,period,value
      ,,D8,,2
      330604,,D1,2021Q2,5
      ,,,,
      ,,D8,,3

      """
    ])
    #expect(run.values == ["330602: D1=3 D8=1", "330603: D1=4", "330604: D1=5"])
    #expect(
      run.found == ["3:1 merged-cells", "5:1 rows-of-no-unit", "6:1 no-unit", "8:1 empty-rows"])
  }

  @Test func `a merged row of another period is of that period`() throws {
    let run = try Run([
      "a.csv": "code,item,period,value\n330602,D1,2021Q1,3\n,D8,,1\n330602,D8,2021Q2,2\n"
    ])
    #expect(run.values == ["330602: D8=2"])
    #expect(run.diagnostics.map(\.code) == ["other-period", "merged-cells"])
  }

  @Test func `a note, a total or the header once more is that in whatever period it stands`()
    throws
  {
    let run = try Run([
      "a.csv": """
      code,name,period,D1
      330602,越城区,2021Q2,3
      code,name,period,D1
      ,,填表人：某某,
      合计,,2021,3
      其中：城区,,2021Q1,3
      330603,柯桥区,2021Q1,4

      """
    ])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.found == ["3:1 rows-of-no-unit", "7:1 other-period"])
  }

  @Test func `a note, a total or the header once more leaves no table open`() throws {
    let run = try Run(
      [
        "T1.csv": """
        code,name,period,类别,死亡人数,日期
        330602,越城区,2021Q2,火灾,4,2021-04-02
        code,name,period,类别,死亡人数,日期
        ,,填表人：某某,,,
        ,,,注：初步数,,
        以上为初步数，以年鉴为准。,,,,,
        合计,,,,4,

        """
      ], set: TableSet.load())
    #expect(run.values == ["330602: T1=[火灾,4,day18719]"])
    #expect(run.found == ["3:1 rows-of-no-unit"])
  }

  @Test(arguments: [
    // Nothing of a record stands in the row: no table lacks it.
    ("（续）,,,,", ""), ("①含省属企业,,,,", ""), ("本表共3起,,,,", ""), ("-,-,,无,—", ""), ("33O602,,,,", ""),
    // It is of a unit that is not registered.
    ("其他,,,火灾,1", ""), (",其他,,火灾,1", ""), ("市本级,,,火灾,1", ""), (",市直单位,,火灾,1", ""),
    ("开发区,,,火灾,1", ""),
    // It is like one unit's.
    (",越城区（续）,,火灾,1", "330602"), ("越城,,,火灾,1", "330602"), (",柯桥区公安局,,火灾,1", "330603"),
    ("★柯桥区,,,火灾,1", "330603"), ("330620,,,火灾,1", "330602"), (",,,火灾,1", "330602"),
    ("（续）,,,,\n,,,火灾,1", "330602"), ("注：初步数,,,,\n,,,火灾,1", "330602"),
    // Anybody's.
    ("339999,,,火灾,1", "330602 330603"),
  ])
  func `a record that is nobody's leaves the tables open of those whose it may be`(
    _ row: String, _ open: String
  ) throws {
    let text = """
      code,name,period,类别,死亡人数
      330602,越城区,,火灾,4
      \(row)
      330603,柯桥区,,交通,1

      """
    let run = try Run(["T1.csv": text], set: TableSet.load())
    let found = ["330602: T1=[火灾,4,?]", "330603: T1=[交通,1,?]"]
    let expected = found.map { value in
      open.split(separator: " ").contains { value.hasPrefix($0) }
        ? "\(value.prefix(6)): T1=!" : value
    }
    #expect(run.values == expected, "\(row) \(run.found)")
    #expect(run.found.count { $0.hasSuffix("doubtful-table") } == open.split(separator: " ").count)
    #expect(open.isEmpty || !run.found.isEmpty)
  }

  @Test(arguments: [
    // Other items in the same columns; a note over an item; the same item in another measure; code and name exchanged.
    ("code,name,D1\n330602,越城区,3\n", "code,name,D7\n330603,柯桥区,4\n"),
    ("code,name,D1,备注\n330602,越城区,3,\n", "code,name,备注,D1\n330603,柯桥区,4,5\n"),
    ("code,name,D1\n330602,越城区,3\n", "code,name,D1（万件）\n330603,柯桥区,4\n"),
    ("code,name,D1\n330602,越城区,3\n", "name,code,D1\n柯桥区,330603,4\n"),
    ("code,item,value\n330602,D1,3\n", "code,value,item\n330603,D1,4\n"),
    // Words that nobody knows, above whatever column, with and without words for the unit.
    ("code,name,D1\n330602,越城区,3\n", "代码,名称,上年受理数\n330603,柯桥区,4\n"),
    ("code,name,D1\n330602,越城区,3\n", "代码,名称,①\n330603,柯桥区,4\n"),
    ("code,name,D1\n330602,越城区,3\n", "代码,名称,2020\n330603,柯桥区,4\n"),
    ("code,name,D1\n330602,越城区,3\n", "代码,名称,2020年D1\n330603,柯桥区,4\n"),
    ("code,name,D1\n330602,越城区,3\n", "区划,辖区,上年受理数\n330603,柯桥区,4\n"),
    ("code,name,D1,D7\n330602,越城区,3,\n", ",,D7,D1\n330603,柯桥区,4,\n"),
    ("code,name,D1,D7\n330602,越城区,3,\n", ",,上年同期,上年同期\n330603,柯桥区,4,\n"),
    ("code,item,value\n330602,D1,3\n", "代码,指标,上年值\n330603,D1,4\n"),
    ("code,period,item,value\n330602,,D1,3\n", "代码,填报期,指标,计划数\n330603,,D1,4\n"),
  ])
  func `a second table in a file is not read by the header of the first`(
    _ first: String, _ second: String
  ) throws {
    for blockSize in [16, 1 << 20] {
      let run = try Run(["a.csv": first + second], blockSize: blockSize)
      #expect(run.values.map { $0.prefix(12) } == ["330602: D1=3"], "\(second)")
      #expect(run.found.contains("3:1 second-table"), "\(run.found)")
    }
  }

  @Test(arguments: [
    ("code,name,D1", "代码,名称,收件", []), ("code,name,D1", "代码,名称,受理数（件）", []),
    ("code,name,D1", ",名称,D1", []), ("code,name,D1", "单位代码,,", []),
    ("code,name,D1,备用", "code,name,D1,", ["1:14 unknown-column"]),
    ("code,name,D1,甲", "code,name,D1,乙", ["1:14 unknown-column"]),
    ("code,name,D1\n,,件", "code,name,D1\n,,件", []),
    ("code,name,纠纷\n,,D1", "code,name,纠纷\n,,D1", []), ("code,name,D1", "code,name,D1\n,,件", []),
    ("情况,,\ncode,name,D1\n", "code,name,D1", ["2:1 title-rows"]),
  ])
  func `the same header is that header, by whatever name`(
    _ header: String, _ again: String, _ besides: [String]
  ) throws {
    let run = try Run(["a.csv": "\(header)\n330602,,3\n\(again)\n330603,,4\n"])
    #expect(run.values == ["330602: D1=3", "330603: D1=4"], "\(again)")
    let line = header.count { $0 == "\n" } + 3
    #expect(run.found == besides + ["\(line):1 rows-of-no-unit"], "\(again)")
    let rows = again.count { $0 == "\n" } + 1
    let message = run.diagnostics.last?.message.text(.zh) ?? ""
    #expect(message.hasSuffix("（重复的表头 \(rows) 行）"), "\(again) \(message)")
  }

  @Test(arguments: [
    "330699,未名区,5,已落实", "330699,未名区,,", "330699,未名区,—,—", "区县,,12,3", ",,5,受理数上升", ",,,受理数",
    "330699,说明,7,D1", "市本级,,9,", "其他,,无,无",
  ])
  func `a row of data is no header`(_ row: String) throws {
    let run = try Run(["a.csv": "code,name,D1,D6\n330602,,3,\n\(row)\n330603,,4,\n"])
    #expect(run.values == ["330602: D1=3 D6=-", "330603: D1=4 D6=-"], "\(row) \(run.found)")
    #expect(!run.found.contains { $0.hasSuffix("second-table") })
  }

  @Test(arguments: ["*含省属企业", "①含省属企业", "※经费为决算数", "★ 初步数"])
  func `a footnote is a remark`(_ note: String) throws {
    let run = try Run(["a.csv": "code,D1\n330602,3\n\(note),\n"])
    #expect(run.found == ["3:1 rows-of-no-unit"])
  }

  @Test func `below a subtotal nobody can say whose a row is`() throws {
    let run = try Run([
      "a.csv": """
      code,name,item,value
      330602,越城区,D1,3
      ,小计,D1,3
      ,,D8,1
      330603,,D1,4
      ,,D8,2

      """
    ])
    #expect(run.values == ["330602: D1=3", "330603: D1=4 D8=2"])
    #expect(run.found == ["3:1 rows-of-no-unit", "4:1 no-unit", "6:1 merged-cells"])
    let table = try Run(
      [
        "T1.csv":
          "code,name,类别,死亡人数,日期\n330602,,火灾,4,2021-04-02\n,小计,,4,\n,,交通,1,2021-04-02\n"
      ], set: TableSet.load())
    #expect(table.values == ["330602: T1=!"])
  }

  @Test func `records below another header leave the tables of the file's units open`() throws {
    let run = try Run(
      [
        "T1.csv": """
        code,类别,死亡人数,日期
        330602,火灾,4,2021-04-02
        code,死亡人数,类别,日期
        330602,5,火灾,2021-04-02

        """
      ], set: TableSet.load())
    #expect(run.values == ["330602: T1=!"])
    let unknown = try Run(
      [
        "T1.csv":
          "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n代码,类别,受伤人数,日期\n330602,交通,9,2021-04-02\n"
      ], set: TableSet.load())
    #expect(unknown.values == ["330602: T1=!"])
    #expect(unknown.found.contains("3:1 second-table"))
  }

  @Test
  func `records of an XML submission that is nobody's leave the table of whose they may be open`()
    throws
  {
    func submission(_ whose: String, _ records: String) -> String {
      "<submission \(whose)><table code='T1'>\(records)</table></submission>\n"
    }
    let record =
      "<record><field name='类别'>火灾</field><field name='死亡人数'>4</field><field name='日期'>2021-04-02</field></record>"
    let whole = "T1=[火灾,4,day18719]"
    let own = ["330602", "330603", "330604"].map { submission("unit='\($0)'", record) }
    for (stray, open, code) in [
      ("unit='330602' name='柯桥区'", ["330602", "330603"], "contradicting-unit"),
      ("unit='33O604'", ["330604"], "unknown-unit"),
      ("unit='330602' period='上季'", ["330602"], "unreadable-period"),
      ("name='外区'", [], "unknown-unit"), ("unit='合计'", [], "rows-of-no-unit"),
      ("unit='330602' period='2020Q2'", [], "other-period"),
      ("period='2021Q2'", ["330602", "330603", "330604"], "no-unit"),
    ] {
      for files in [
        ["a.xml": "<submissions>" + submission(stray, record) + own.joined() + "</submissions>"],
        ["a.xml": "<submissions>" + own.joined() + submission(stray, record) + "</submissions>"],
      ] {
        let run = try Run(files, set: TableSet.load())
        #expect(
          Set(run.values)
            == Set(
              ["330602", "330603", "330604"].map {
                "\($0): " + (open.contains($0) ? "T1=!" : whole)
              }),
          "\(stray)")
        #expect(
          run.diagnostics.map(\.code).sorted()
            == (open.map { _ in "doubtful-table" } + [code]).sorted(), "\(stray)")
      }
      // That nothing happened is no record.
      let run = try Run(
        ["a.xml": "<submissions>" + own.joined() + submission(stray, "") + "</submissions>"],
        set: TableSet.load())
      #expect(run.values.allSatisfy { $0.hasSuffix(whole) }, "\(stray)")
    }
  }

  @Test func `without a registry a record under a code of two names may be whose name it has`()
    throws
  {
    let run = try Run(
      [
        "T1.csv":
          "code,name,类别,死亡人数,日期\n1,乙县,火灾,5,2021-04-02\n1,甲县,火灾,4,2021-04-02\n2,乙县,火灾,4,2021-04-02\n3,丙县,火灾,4,2021-04-02\n"
      ], registry: nil, set: TableSet.load())
    #expect(Set(run.values) == ["2: T1=!", "3: T1=[火灾,4,day18719]"])
    #expect(run.diagnostics.map(\.code).sorted() == ["doubtful-table", "several-names"])
  }

  @Test(arguments: [
    "越城区（上年同期）", "上年同期", "越城区一季度", "越城区（2020年）", "越城区：其中", "其中越城区", "越城区2021年第一季度", "越城区-去年同期",
    "越城区（目标值）", "越城区（4月）",
    "越城（上年同期）",
  ])
  func `a name of another time or of a part is no other name of the unit`(_ name: String) throws {
    for text in [
      "code,name,D1\n330602,\(name),3\n330603,柯桥区,4\n",
      "code,name,item,value\n330602,\(name),D1,3\n330603,柯桥区,D1,4\n",
    ] {
      let run = try Run(["a.csv": text])
      #expect(run.values == ["330603: D1=4"], "\(name)")
      #expect(!run.diagnostics.isEmpty)
      #expect(!run.diagnostics.contains { $0.code == "other-name" }, "\(name)")
      let stated = try Run(["a.csv": text], registry: nil)
      #expect(stated.values == ["330603: D1=4"], "\(name)")
    }
    let table = try Run(
      ["T1.csv": "code,name,类别,死亡人数,日期\n330602,\(name),火灾,4,2021-04-02\n"], set: TableSet.load())
    #expect(!table.values.contains { $0.contains("火灾") }, "\(name)")
  }

  @Test(arguments: ["越城区（2021年）", "越城区二季度", "越城县", "越城区（新）", "五一街道", "越城区2021年第二季度"])
  func `a name of the run's time is read`(_ name: String) throws {
    let run = try Run(["a.csv": "code,name,D1\n330602,\(name),3\n"])
    #expect(run.values == ["330602: D1=3"], "\(name)")
    #expect(run.found == ["2:1 other-name"], "\(name)")
  }
}
