import Definitions
import Formats
import SourceText
import TestSupport
import Testing

@testable import Submissions

/// A set with a plain item and two tables.
enum TableSet {
  static func load() throws -> IndicatorSet { try shared.get() }

  /// The same with nothing but numbers among the columns of the first table.
  static func loadNumbers() throws -> IndicatorSet {
    let columns = """
            类别: text
            死亡人数: {type: count, measure: 人, synonyms: [死亡]}
            日期: date
      """
    let numbers = """
            死亡人数: {type: count, measure: 人}
            受伤人数: {type: count, measure: 人}
      """
    #expect(text.contains(columns))
    return try load(text.replacing(columns, with: numbers))
  }

  private static let shared = Result { try load(text) }

  private static func load(_ text: String) throws -> IndicatorSet {
    let loaded = try loadSet("set.yaml", from: .memory(["set.yaml": text]))
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic.code) \(diagnostic.message.text(.en))")
    }
    return try #require(loaded.set)
  }

  private static let text = """
    set: tables
    title: 明细
    edition: "2021"
    assesses: county
    period: quarter
    points: 10
    items:
      n: {code: D1, type: count}
      事故:
        code: T1
        title: 安全生产事故
        type: table
        columns:
          类别: text
          死亡人数: {type: count, measure: 人, synonyms: [死亡]}
          日期: date
        computed:
          较大: e.死亡人数 >= 3
      项目: {code: T2, type: table, columns: {名称: text, 状态: {type: choice, of: [已建成, 实施中, 无]}, 进度: percent}}
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - {requirement: T1.1, title: 事故, points: 10, provenance: drafted, score: {met: count(事故) + count(项目) + n > 0}}
    """
}

struct TableTests {
  private func run(
    _ files: [String: String], period: String? = "2021Q2", registry: Registry? = SmallSet.registry,
    blockSize: Int = 2 << 20
  ) throws -> Run {
    try Run(files, registry: registry, period: period, set: TableSet.load(), blockSize: blockSize)
  }

  @Test
  func `an option 无 is an answer in a record, and a row of nothing else says that there is none`()
    throws
  {
    let run = try run([
      "项目.csv": "code,名称,状态,进度\n330602,甲,无,5%\n330603,无,无,无\n",
      "a.xml":
        "<submission unit='330604'><table code='T2'><record><field name='名称'>乙</field><field name='状态'>无</field><field name='进度'>0</field></record></table></submission>",
    ])
    #expect(
      run.values == ["330604: T2=[乙,无,0]", "330602: T2=[甲,无,5e-2]", "330603: T2=[]"])
    #expect(run.found.isEmpty)
  }

  @Test func `a CSV named after a table has its records, and every one has its place`() throws {
    let run = try run([
      "a.csv": "code,n\n330602,1\n330603,2\n",
      "事故.csv": "code,name,类别,死亡,日期\n330602,越城区,火灾,4,2021-04-02\n330602,,交通,,2021-04-03\n",
    ])
    #expect(
      run.rows == [
        "330602: D1=1@a.csv:2:8 T1=[火灾,4,day18719|交通,-,day18720]@事故.csv:2:1",
        "330603: D1=2@a.csv:3:8",
      ])
    #expect(run.found.isEmpty)
    let list = try #require(run.blocks[0].records(0, 1))
    #expect(list.place(of: 1).description == "事故.csv:3:1")
  }

  @Test(arguments: [
    "事故.csv", "T1.csv", "t1.csv", "安全生产事故.csv", "2021Q2/事故.csv", "2021Q2-事故.csv",
    "越城区_2021Q2_T1.csv", "事故-330602.csv", "事故_2021Q2.CSV", "2021.Q2.事故.csv",
  ])
  func `the file's name may be the table's key, code or title, with marks around it`(
    name: String
  ) throws {
    let run = try run([name: "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n"])
    #expect(run.values == ["330602: T1=[火灾,4,day18719]"])
    #expect(run.found.isEmpty)
    #expect(run.submissions.reported == [1])
  }

  @Test func `a file of items stays one, whatever its name`() throws {
    let run = try run([
      "事故.csv": "code,n,T1\n330602,3,0\n", "b.csv": "code,item,value\n330603,T2,无\n",
    ])
    #expect(run.values == ["330602: D1=3 T1=[]", "330603: T2=[]"])
    #expect(run.found.isEmpty)
  }

  @Test func `title rows, semicolons, quotes and GB18030 are read as in every CSV`() throws {
    let text =
      "安全生产事故明细表;;;\n单位:人;;;\n单位代码;类别;死亡人数;日期\n330602;\"火灾;爆炸\";4;2021年4月2日\n330602;\"交\n通\";五;2021-04-03\n"
    let run = try run(["事故.csv": text])
    #expect(run.values == ["330602: T1=[火灾;爆炸,4,day18719|交 通,5,day18720]"])
    #expect(run.found == ["3:1 title-rows"])
    // 类别, 死亡, 日期 and 火灾 in GB18030.
    let gb: [UInt8] =
      Array("code,".utf8) + [0xC0, 0xE0, 0xB1, 0xF0] + Array(",".utf8)
      + [0xCB, 0xC0, 0xCD, 0xF6] + Array(",".utf8) + [0xC8, 0xD5, 0xC6, 0xDA]
      + Array("\n330602,".utf8) + [0xBB, 0xF0, 0xD4, 0xD6] + Array(",4,2021-04-02\n".utf8)
    let other = try Run(["T1.csv": gb], set: TableSet.load())
    #expect(other.values == ["330602: T1=[火灾,4,day18719]"])
  }

  @Test func `a row without anything but its unit says that there are no records`() throws {
    for row in [
      "330602,,,", "330602,无,,", "330602,—,没有,/", "330602", "330602,,,,", "330602,无,,,本期平稳",
      "330602,,,,本期平稳",
    ] {
      let run = try run(["T1.csv": "code,类别,死亡人数,日期,备注\n\(row)\n"])
      #expect(run.values == ["330602: T1=[]"], "\(row)")
      #expect(run.found.isEmpty, "\(row)")
    }
  }

  private static func record(_ fields: [String]) -> String {
    "<record>"
      + zip(["类别", "死亡人数", "日期"], fields).filter { !$1.isEmpty }
      .map { "<field name='\($0)'>\($1)</field>" }.joined() + "</record>"
  }

  /// A row of a table in both kinds of file, and what becomes of its unit's table.
  private func both(_ row: String, besides: String = "") throws -> [(
    value: String, codes: [String]
  )] {
    let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let other = besides.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let rows = [other, fields].filter { !$0.isEmpty && $0 != [""] }
    let csv =
      "code,类别,死亡人数,日期\n"
      + rows.map { "330602," + $0.joined(separator: ",") + "\n" }.joined()
    let xml =
      "<submission unit='330602'><table code='T1'>" + rows.map(Self.record).joined()
      + "</table></submission>"
    return try [["T1.csv": csv], ["a.xml": xml]].map { files in
      let run = try run(files)
      return (run.values.first ?? "", run.diagnostics.map(\.code))
    }
  }

  @Test(arguments: [
    "待查,,", "未统计完,,", "正在核查中,,", "未报,,", "未填,,", "暂无,,", "暂无数据,,", "N/A,N/A,N/A", "待报,,", "尚未上报,,",
    "不详,不详,不详", "未统计,0,",
    "无,未报,", ",未报,",
    "#N/A,#N/A,#N/A", "见附件,,", "详见附表,,", "详见附表2,,", "另行上报,,", "略,,", "（略）,,", "见附表1。,,",
  ])
  func `words for what is missing say that the table is not reported`(_ row: String) throws {
    for found in try both(row) {
      #expect(["", "330602: T1=-"].contains(found.value), "\(row): \(found)")
      #expect(found.codes == ["table-not-reported"], "\(row): \(found)")
    }
    // Beside a record they leave open what is true.
    for found in try both(row, besides: "火灾,4,2021-04-02") {
      #expect(found.value == "330602: T1=!", "\(row): \(found)")
    }
  }

  @Test func `a table that is not reported gives way to one that is, in any order`() throws {
    let reported = "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n"
    for (a, b) in [("T1.csv", "事故.csv"), ("事故.csv", "T1.csv")] {
      let run = try run([a: reported, b: "code,类别,死亡人数,日期\n330602,未报,,\n"])
      #expect(run.values == ["330602: T1=[火灾,4,day18719]"])
      #expect(run.diagnostics.map(\.code) == ["table-not-reported"])
    }
  }

  @Test(arguments: [
    "无,0,", "无事故,,", "无事故,0,", "未发生,0人,", "本季度无,,", "没有发生。,,", "零,0,", "无安全生产事故,,", ",0,",
    "0起,0,",
    "本季度无安全事故,,", "我区未发生,,", "無,0,", "零报告,,", "无此类情况,,", "全区二季度没有发生安全生产事故,,", "越城区未发生,,", "无；平安,,",
    "2021年4-6月未发生生产安全事故,0,", "不涉及,,", "不适用,,", "我区不涉及,,", "不涉及安全生产事故,0,",
  ])
  func `words and zeros for nothing say that there are no records`(_ row: String) throws {
    for found in try both(row) {
      #expect(found.value == "330602: T1=[]", "\(row): \(found)")
      #expect(found.codes == ["taken-for-none"], "\(row): \(found)")
    }
  }

  @Test(arguments: ["暂时无人死亡,,", "无死亡事故,,", "无较大事故,,", "未处理完毕,,", "三无项目,,"])
  func `a row of one word that may say that there is nothing is a record, and told`(_ row: String)
    throws
  {
    for found in try both(row) {
      #expect(found.value.hasPrefix("330602: T1=["), "\(row): \(found)")
      #expect(found.value != "330602: T1=[]" && found.codes.contains("thin-record"), "\(found)")
    }
  }

  @Test(arguments: [
    "合计,10,", "小计,10,", "（合计）,10,", "合计2起,10,", "其中：较大,7,", "其中,7,", "本页小计,10,", ",合计,", "累计,10,",
    "3起合计,10,", "1.合计,10,", "合计,10,2021-06-30", "全区,10,", "平均,10,",
    "合计：2起,10,", "合计2起事故,10,", "共计：2起,10,", "合计：10人,,", "共2起,10,", "计2项,10,", "共有2起事故,10,",
    "合计死亡,10,",
    "全部事故,10,", "事故合计数,10,", "∑,10,", "年度累计死亡,10,", "累计,10,不明", "其中：较大,7,无", "上年同期,10,", "同比增减,-1,",
    "较上年同期增减,10%,", "人均,10,", "上年同期,0,", "一、火灾,,", "（二）交通,,", "续上表,,", "以下空白,,", "填表人：张三,,",
    "注：初步数,,",
    "火灾类：,,",
  ])
  func `a total is no record`(_ row: String) throws {
    for found in try both(row, besides: "火灾,4,2021-04-02") {
      #expect(found.value == "330602: T1=[火灾,4,day18719]", "\(row): \(found)")
      #expect(found.codes == ["total-in-table"], "\(row): \(found)")
    }
  }

  @Test(arguments: [
    "无锡路火灾,0,2021-04-02", "汇总平台建设,1,2021-04-02", "无人机坠落,0,", "累计责任,1,", "总部火灾,1,", "未报批工地,1,",
    "缺氧,1,2021-04-02",
    "0,0,2021-04-02", "总量减排工程,1,", "全部拆除,1,", "共青团路2号,1,", "计生办,1,", "同期声影院,1,", "见附近居民,1,",
  ])
  func `a record with such a word in it is one`(_ row: String) throws {
    for found in try both(row) {
      #expect(found.value.hasPrefix("330602: T1=[\(row.prefix(2))"), "\(row): \(found)")
      #expect(found.codes.allSatisfy { $0 == "missing-table-column" }, "\(row): \(found)")
    }
  }

  @Test(arguments: [
    "其中一起为火灾,1,2021-04-02", "累计,1,2021-04-02", "火灾,,", "同上,,", "1、火灾,,", "建设道路,,",
  ])
  func `a record of one text, or of a total's word with a day, is told`(_ row: String) throws {
    for found in try both(row) {
      #expect(found.value.hasPrefix("330602: T1=[\(row.prefix(2))"), "\(row): \(found)")
      #expect(
        Set(found.codes).subtracting(["missing-table-column"]) == ["thin-record"],
        "\(row): \(found)")
    }
  }

  @Test(arguments: [
    "合计,10,", "累计,10,", "其中：较大,7,", "小计,,", "共计2起,,", "上年同期,0,", "填表人：张三,,", "一、火灾,,",
  ])
  func `a table of nothing but sums is missing, and told`(_ row: String) throws {
    for found in try both(row) {
      #expect(found.value == "330602: T1=!", "\(row): \(found)")
      #expect(found.codes.contains("only-totals"), "\(row): \(found)")
    }
    // A sum of nothing says that there are none.
    for found in try both("合计,0,") {
      #expect(found.value == "330602: T1=[]")
      #expect(Set(found.codes) == ["taken-for-none", "total-in-table"])
    }
    // Another file may have the records.
    let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (a, b) in [("T1.csv", "事故.csv"), ("事故.csv", "T1.csv")] {
      let run = try run([
        a: "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n",
        b: "code,类别,死亡人数,日期\n330602,\(fields.joined(separator: ","))\n",
      ])
      #expect(run.values == ["330602: T1=[火灾,4,day18719]"], "\(row)")
    }
  }

  @Test func `a table beside another one is not read into the rows of other units`() throws {
    let run = try run([
      "T1.csv": """
      code,类别,code,死亡人数,日期
      330602,火灾,330603,4,2021-04-02
      330603,交通,330603,5,2021-04-02

      """
    ])
    #expect(run.values == ["330602: T1=[火灾,?,?]", "330603: T1=[交通,?,?]"])
    #expect(run.diagnostics.map(\.code) == ["duplicate-column"])
  }

  @Test(arguments: [("—,7,", true), (",7,2021-04-03", true), ("—,6,", false)])
  func `a row without a name that has the sums of those above is told`(
    _ row: String, _ isTold: Bool
  ) throws {
    let head = "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n330602,交通,3,2021-04-02\n"
    let run = try run(["T1.csv": head + "330602,\(row)\n"])
    #expect(run.diagnostics.map(\.code) == (isTold ? ["thin-record"] : []))
  }

  @Test func `zeros alone are no record, beside records they are one`() throws {
    for found in try both(",0,", besides: "火灾,4,2021-04-02") {
      #expect(found.value.hasPrefix("330602: T1=[火灾,4,day18719|"))
      #expect(found.codes.contains("thin-record"))
    }
    let set = try TableSet.loadNumbers()
    let csv = "code,死亡人数,受伤人数\n330602,0,0\n330603,1,0\n330604,0,\n"
    let xml = ["330602": "0,0", "330603": "1,0", "330604": "0,"].sorted { $0.key < $1.key }.map {
      let fields = zip(
        ["死亡人数", "受伤人数"], $0.value.split(separator: ",", omittingEmptySubsequences: false)
      )
      .filter { !$1.isEmpty }.map { "<field name='\($0)'>\($1)</field>" }.joined()
      return
        "<submission unit='\($0.key)'><table code='T1'><record>\(fields)</record></table></submission>"
    }.joined()
    for files in [["T1.csv": csv], ["a.xml": "<submissions>\(xml)</submissions>"]] {
      let run = try Run(files, set: set)
      #expect(run.values == ["330602: T1=[]", "330603: T1=[1,0]", "330604: T1=[]"])
      #expect(run.diagnostics.map(\.code) == ["taken-for-none", "taken-for-none"])
    }
  }

  @Test func `what stands in no column of the table does not say that there is nothing`() throws {
    let run = try run([
      "T1.csv": "code,类型,死亡人数,日期\n330602,火灾,,\n330603,,,\n330604,火灾,无,\n"
    ])
    #expect(run.values == ["330602: T1=!", "330603: T1=[]", "330604: T1=[]"])
    #expect(
      run.diagnostics.map(\.code).sorted() == [
        "missing-table-column", "unclear-record", "unknown-column",
      ])
  }

  @Test func `a file that ends with its header is named`() throws {
    let run = try run(["T1.csv": "code,类别,死亡人数,日期\n", "a.csv": "code,n\n330602,1\n"])
    #expect(run.values == ["330602: D1=1"])
    #expect(run.found == ["T1.csv:1:1 no-rows"])
  }

  @Test func `records of blocks of any size are the same`() throws {
    var text = "code,类别,死亡人数,日期\n"
    for index in 0..<300 { text += "33060\(2 + index % 3),类\(index),\(index % 7),2021-04-02\n" }
    let files = ["事故.csv": text, "a.csv": "code,n\n330602,1\n330604,2\n"]
    let whole = try run(files)
    #expect(whole.values.count == 3)
    for size in [1, 40, 1_000] {
      let cut = try run(files, blockSize: size)
      #expect(cut.rows.sorted() == whole.rows.sorted())
    }
  }

  @Test func `without a registry a table says which units there are`() throws {
    let run = try run(["T1.csv": "code,类别,死亡人数,日期\n9,火灾,4,2021-04-02\n"], registry: nil)
    #expect(run.values == ["9: T1=[火灾,4,day18719]"])
  }

  @Test func `periods, totals and unknown units are told as in every CSV`() throws {
    let run = try run([
      "T1.csv":
        "code,period,类别,死亡人数,日期\n330602,2021Q2,火灾,4,2021-04-02\n330602,2021Q1,火灾,5,2021-04-02\n合计,,,9,\n330699,,火灾,1,2021-04-02\n"
    ])
    // A code that nobody has may be anybody's: the table is not whole.
    #expect(run.values == ["330602: T1=!"])
    #expect(
      run.found == [
        "3:1 other-period", "4:1 rows-of-no-unit", "5:1 doubtful-table", "5:1 unknown-unit",
      ])
  }

  /// Table files with a mistake; the mark says where the first diagnostic is shown.
  struct Case: CustomTestStringConvertible {
    var name: String
    var files: [String: String]
    var codes: [String]
    var values: [String]
    var testDescription: String { name }
  }

  private static let head = "code,类别,死亡人数,日期\n"

  @Test(arguments: [
    Case(
      name: "an unknown column",
      files: ["T1.csv": "code,类别,死亡人数,日期,①死忘人数\n330602,火灾,4,2021-04-02,4\n"],
      codes: ["unknown-column"], values: ["330602: T1=[火灾,4,day18719]"]),
    Case(
      name: "a column that is not there", files: ["T1.csv": "①code,类别,日期\n330602,火灾,2021-04-02\n"],
      codes: ["missing-table-column"], values: ["330602: T1=[火灾,?,day18719]"]),
    Case(
      name: "a computed column",
      files: ["T1.csv": "code,类别,死亡人数,日期,①较大\n330602,火灾,4,2021-04-02,是\n"],
      codes: ["computed-item"], values: ["330602: T1=[火灾,4,day18719]"]),
    Case(
      name: "a column of personal data",
      files: ["T1.csv": "code,类别,死亡人数,日期,①联系电话\n330602,火灾,4,2021-04-02,1\n"],
      codes: ["personal-data"], values: ["330602: T1=[火灾,4,day18719]"]),
    Case(
      name: "no column of the table", files: ["T1.csv": "①code,甲,乙\n330602,1,2\n"],
      codes: ["no-item-column", "unclear-record", "unknown-column", "unknown-column"],
      values: ["330602: T1=!"]),
    Case(
      name: "a value that cannot be read", files: ["T1.csv": head + "330602,火灾,①四五个,2021-04-02\n"],
      codes: ["not-a-number"], values: ["330602: T1=[火灾,!,day18719]"]),
    Case(
      name: "a percentage without its sign", files: ["T2.csv": "code,名称,状态,进度\n330602,甲,已建成,①93\n"],
      codes: ["percent-without-sign"], values: ["330602: T2=[甲,已建成,!]"]),
    Case(
      name: "a choice that is none", files: ["T2.csv": "code,名称,状态,进度\n330602,甲,①建成,93%\n"],
      codes: ["unknown-choice"], values: ["330602: T2=[甲,!,93e-2]"]),
    Case(
      name: "an identity number",
      files: ["T1.csv": head + "330602,①11010519491231002X,4,2021-04-02\n"],
      codes: ["personal-data"], values: ["330602: T1=[x,4,day18719]"]),
    Case(
      name: "a number of nothing", files: ["T1.csv": head + "330602,火灾,①无,2021-04-02\n"],
      codes: ["none-or-zero"], values: ["330602: T1=[火灾,-,day18719]"]),
    Case(
      name: "too many fields", files: ["T1.csv": head + "330602,火灾,1,970,①2021-04-02\n"],
      codes: ["long-record"], values: ["330602: T1=[!,!,!]"]),
    Case(
      name: "too few fields", files: ["T1.csv": head + "330602,火灾,4①\n"], codes: ["short-record"],
      values: ["330602: T1=[!,!,!]"]),
    Case(
      name: "an empty record among others",
      files: ["T1.csv": head + "330602,火灾,4,2021-04-02\n①330602,,,\n"],
      codes: ["empty-record"], values: ["330602: T1=[火灾,4,day18719]"]),
    Case(
      name: "an unclosed quote", files: ["T1.csv": head + "330602,①\"火灾,4,2021-04-02\n"],
      codes: ["unclosed-quote"], values: ["330602: T1=[!,!,!]"]),
    Case(
      name: "the same records in two files",
      files: [
        "T1.csv": head + "330602,火灾,4,2021-04-02\n",
        "事故.csv": "code,死亡人数,类别,日期\n①330602,4.0,火灾,2021-4-2\n",
      ], codes: ["repeated-value"], values: ["330602: T1=[火灾,4,day18719]"]),
    Case(
      name: "other records in two files",
      files: [
        "T1.csv": head + "330602,火灾,4,2021-04-02\n",
        "事故.csv": head + "①330602,火灾,5,2021-04-02\n",
      ], codes: ["differing-values"], values: ["330602: T1=!!"]),
    Case(
      name: "records in XML and in a CSV",
      files: [
        "a.xml":
          "<submission unit='330602'><table code='T1'><record><field name='类别'>火灾</field><field name='死亡人数'>4</field><field name='日期'>2021-04-02</field></record></table></submission>",
        "事故.csv": head + "①330602,交通,4,2021-04-02\n",
      ], codes: ["differing-values"], values: ["330602: T1=!!"]),
    Case(
      name: "the number of records beside them",
      files: ["T1.csv": head + "330602,火灾,4,2021-04-02\n", "a.csv": "code,n,事故\n330602,1,1\n"],
      codes: [], values: ["330602: D1=1 T1=[火灾,4,day18719]"]),
    Case(
      name: "another number of records",
      files: ["T1.csv": head + "330602,火灾,4,2021-04-02\n", "a.csv": "code,n,事故\n330602,1,①2\n"],
      codes: ["records-miscounted"], values: ["330602: D1=1 T1=!!"]),
    Case(
      name: "no records where there are some",
      files: ["T1.csv": head + "330602,火灾,4,2021-04-02\n", "a.csv": "code,n,事故\n330602,1,①无\n"],
      codes: ["records-miscounted"], values: ["330602: D1=1 T1=!!"]),
    Case(
      name: "a number without records", files: ["a.csv": "code,n,事故\n330602,1,①2\n330603,1,0\n"],
      codes: ["records-miscounted"], values: ["330602: D1=1 T1=!!", "330603: D1=1 T1=[]"]),
    Case(
      name: "no number", files: ["a.csv": "code,n,事故\n330602,1,①火灾一起\n"],
      codes: ["not-a-number"], values: ["330602: D1=1 T1=!"]),
    Case(
      name: "a unit in several rows and its records",
      files: [
        "T1.csv": head + "330602,火灾,4,2021-04-02\n", "a.csv": "code,n\n330602,1\n",
        "b.csv": "code,item,value\n330602,T1,1\n330602,T2,①2\n",
      ], codes: ["records-miscounted"], values: ["330602: D1=1 T1=[火灾,4,day18719] T2=!!"]),
  ])
  func `a table is read as far as it can be`(_ example: Case) throws {
    var files = example.files
    var mark: String?
    for (name, text) in files {
      let marked = MarkedText(text)
      files[name] = marked.text
      if marked.offsets[1] != nil {
        mark = (files.count > 1 ? name + ":" : "") + marked.lineAndColumn(1)
      }
    }
    let run = try run(files)
    #expect(run.values == example.values)
    #expect(run.diagnostics.map(\.code).sorted() == example.codes.sorted())
    if let mark { #expect(run.found.contains { $0.hasPrefix(mark + " ") }, "\(run.found)") }
    for diagnostic in run.diagnostics where diagnostic.code != "unknown-column" {
      #expect(!diagnostic.message.text(.en).isEmpty)
    }
  }

  @Test func `messages about a record name its table and column`() throws {
    let run = try run(["T1.csv": Self.head + "330602,火灾,四五个,2021-04-02\n"])
    #expect(
      run.diagnostics.map { $0.message.text(.en) } == [
        "expected a number for '事故.死亡人数', found '四五个'"
      ])
  }

  @Test func `the same record twice, and one of another time, count and are asked about`() throws {
    let head = "code,类别,死亡人数,日期\n"
    let rows = "330602,火灾,4,2021-05-01\n330602,火灾,4,2021-05-01\n330602,交通,1,2020-05-01\n"
    let record = { (day: String) in
      "<record 类别='火灾' 死亡人数='4' 日期='\(day)'/>"
    }
    let xml =
      "<submission unit='330602'><table code='T1'>\(record("2021-05-01"))\(record("2021-05-01"))"
      + "\(record("2021-07-01"))</table></submission>"
    for files in [["T1.csv": head + rows], ["a.xml": xml]] {
      let run = try run(files)
      #expect(run.values.count == 1)
      #expect(run.values.first?.split(separator: "|").count == 3)
      let codes = ["record-of-other-time", "repeated-record"]
      #expect(run.diagnostics.map(\.code).sorted() == codes, "\(files)")
      #expect(run.diagnostics.allSatisfy { $0.severity == .note })
    }
    // What has neither a name nor a day cannot be told from another one.
    let numbers = try Run(
      ["T1.csv": "code,死亡人数,受伤人数\n330602,1,0\n330602,1,0\n"], set: TableSet.loadNumbers())
    #expect(numbers.found == [])
    let whole = try run(["T1.csv": head + "330602,火灾,4,2021-04-01\n330602,火灾,4,2021-06-30\n"])
    #expect(whole.found == [])
  }

  @Test func `more records than are taken make the table unreadable, not shorter`() throws {
    let row = "330602,火灾,4,2021-04-02\n"
    let most = RecordList.mostRecords
    let full = try run(["T1.csv": Self.head + String(repeating: row, count: most)])
    #expect(full.blocks[0].records(0, 1)?.count == most)
    let more = try run([
      "T1.csv": Self.head + String(repeating: row, count: most + 1) + "330603,火灾,4,2021-04-02\n"
    ])
    #expect(more.values == ["330602: T1=!", "330603: T1=[火灾,4,day18719]"])
    #expect(more.found == ["\(most + 2):1 too-many-records"])
  }
}
