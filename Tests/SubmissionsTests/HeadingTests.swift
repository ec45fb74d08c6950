import SourceText
import Testing

@testable import Definitions
@testable import Submissions

struct HeadingTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var codes: [String]
    var values: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(
      name: "years below the item", text: "code,D1,,备注\n,2020年,2021年二季度,\n330602,3,4,\n",
      codes: ["other-period"], values: ["330602: D1=4"]),
    Case(
      name: "the year before below the item",
      text: "code,D1,,D7,,备注\n,上年同期,本期,本期,上年同期,\n330602,3,4,5,6,\n",
      codes: ["other-period", "other-period"], values: ["330602: D1=4 D7=5"]),
    Case(
      name: "one column each", text: "code,D1,D7\n,上年同期,本期\n330602,3,4\n",
      codes: ["other-period"], values: ["330602: D7=4"]),
    Case(
      name: "parts of an item", text: "code,D1,,D7\n,刑事,治安,\n330602,3,4,5\n",
      codes: ["unknown-column", "unknown-column"], values: ["330602: D7=5"]),
    Case(
      name: "the year before above the item",
      text: "code,上年同期,本季度\n,D1,D7\n330602,3,4\n", codes: ["other-period"],
      values: ["330602: D7=4"]),
    Case(
      name: "quarters without their year above the item",
      text: "code,一季度,二季度\n,D1,D1\n330602,3,\n", codes: ["other-period"],
      values: ["330602: D1=-"]),
    Case(
      name: "months above the item", text: "code,1-5月,\n,D1,D7\n330602,3,4\n",
      codes: ["other-period", "other-period"], values: ["330602:"]),
    Case(
      name: "subjects above the item", text: "code,矛盾纠纷,经费\n,D1,D7\n330602,3,4\n", codes: [],
      values: ["330602: D1=3 D7=4"]),
    Case(
      name: "a year above one column of a whole header",
      text: ",2020年二季度,\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows", "other-period"], values: ["330602: D7=4"]),
    Case(
      name: "the year before above one column", text: ",,上年同期,\ncode,D1,D7,备注\n330602,3,4,\n",
      codes: ["title-rows", "other-period"], values: ["330602: D1=3"]),
    Case(
      name: "months above one column", text: ",1-6月,\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows", "other-period"], values: ["330602: D7=4"]),
    Case(
      name: "the months of the quarter", text: ",4-6月,\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows"], values: ["330602: D1=3 D7=4"]),
    Case(
      name: "targets and plans", text: ",目标值,计划\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows", "other-period", "other-period"], values: ["330602:"]),
    Case(
      name: "a part above one column", text: ",其中：刑事,\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows", "unknown-column"], values: ["330602: D7=4"]),
    Case(
      name: "two times above the same items",
      text: ",本期,,上年同期,,\ncode,D1,D7,D1,D7,D8\n330602,3,4,5,6,1\n",
      codes: ["title-rows", "other-period", "other-period"], values: ["330602: D1=3 D7=4 D8=1"]),
    Case(
      name: "the year before above the values of a long file",
      text: ",,上年同期\ncode,item,value\n330602,D1,3\n",
      codes: ["title-rows", "other-period"], values: ["330602: D1=-"]),
    Case(
      name: "a time above a group of two rows",
      text: ",2020年,\ncode,矛盾,经费\n,D1,D7\n330602,3,4\n", codes: ["title-rows", "other-period"],
      values: ["330602: D7=4"]),
    Case(
      name: "a period beside what is said of the whole table",
      text: "填报单位：甲,2021年第二季度,\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows"], values: ["330602: D1=3 D7=4"]),
    Case(
      name: "another period beside what is said of the whole table",
      text: "填报单位：甲,2021年第一季度,\ncode,D1,D7\n330602,3,4\n",
      codes: ["period-of-title", "title-rows", "other-period"], values: []),
    Case(
      name: "a quarter in a row below its year",
      text: "2021年度报表,,\n第一季度,,\ncode,D1,D7\n330602,3,4\n",
      codes: ["period-of-title", "title-rows", "other-period"], values: []),
    Case(
      name: "a title above the first column", text: "2021年第二季度,\ncode,D1\n330602,3\n",
      codes: ["title-rows"], values: ["330602: D1=3"]),
    Case(
      name: "a row without its unit is no row of headings", text: "code,D1,D7\n,5,\n330602,3,4\n",
      codes: ["no-unit"], values: ["330602: D1=3 D7=4"]),
  ])
  func `a heading above or below an item's says of which time its column is`(_ test: Case) throws {
    let run = try Run(["a.csv": test.text])
    #expect(run.diagnostics.map(\.code) == test.codes)
    #expect(run.values.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 } == test.values)
  }

  @Test(arguments: [
    ("越城区2021年第一季度平安建设报表", "2021 1-3"), ("2021年二季度情况表", "2021 4-6"), ("2020年度考核表", "2020 1-12"),
    ("2021Q3报表", "2021 7-9"), ("2021-Q1", "2021 1-3"), ("2021年上半年", "2021 1-6"),
    ("2021年6月报表", "2021 6-6"),
    ("2020年情况表", "2020 1-12"), ("2021年1-6月情况", "2021 1-6"), ("2021年1月—3月", "2021 1-3"),
    ("2021年1至5月", "2021 1-5"), ("2021.1-3", "2021 1-3"), ("2021年度第一季度", "2021 1-3"),
    ("（2020年）", "2020 1-12"),
    ("二〇二一年第一季度", "2021 1-3"), ("二○二一年上半年报表", "2021 1-6"), ("21年一季度", "2021 1-3"),
    ("2021年第一、二季度", "2021 1-6"), ("一季度报表", "? 1-3"), ("上半年情况", "? 1-6"), ("1-3月情况", "? 1-3"),
    ("2021年二季度（与2020年同期比）", "2021 4-6"), ("2021年6月", "2021 6-6 date"),
    ("（2021年6月）", "2021 6-6 date"),
    ("统计时间：2021年3月", "2021 3-3"), ("截至2021年3月31日", "2021 3-3 date"), ("2021年十二月报表", "2021 12-12"),
    ("2021年6月30日", nil), ("2021-06-30", nil), ("根据2019年印发的办法", nil), ("按2019年修订的办法", nil),
    ("2021年一季度、二季度对比2020年第一季度", nil), ("填报时间：2021年二季度", nil), ("2021年7月制表", nil), ("情况表", nil),
    ("2021", nil), ("样政办〔2021〕1号", nil), ("样政办2021-12号", nil), ("四季青街道", nil), ("第一批", nil),
    ("一、总体情况", nil), ("2020—2021年", nil),
  ])
  func `a title names the time of its table, or none`(_ title: String, _ expected: String?) {
    let time = TitleTime(title: title)
    let found = time.map { time in
      "\(time.year.map { "\($0)" } ?? "?") \(time.months.lowerBound)-\(time.months.upperBound)"
        + (time.isDate ? " date" : "")
    }
    #expect(found == expected, "\(title)")
  }

  @Test(arguments: [
    ("2021Q1.csv", "2021Q1"), ("2021Q1-项目.csv", "2021Q1"), ("2021Q1/甲区.csv", "2021Q1"),
    ("2020/2021年二季度/甲区.csv", "2021Q2"), ("2020.csv", "2020"), ("2021.Q2.事故.csv", "2021Q2"),
    ("甲区2021年上半年.xml", "2021H1"), ("330602_2021Q1.csv", "2021Q1"), ("一季度/甲区.csv", "2021Q1"),
    ("2020年/一季度/甲区.csv", "2020Q1"), ("2020/a/一季度.csv", "2020Q1"),
    ("330602.csv", nil), ("in/20210630-甲区.csv", nil), ("991900119-冬字镇.csv", nil), ("a/b.csv", nil),
    ("2021-06-30.csv", nil),
  ])
  func `a name may say of which period a file is`(_ path: String, _ label: String?) {
    #expect(TitleTime(path: path)?.period(in: 2021)?.label == label)
  }

  @Test(arguments: [
    "2020年度报表", "越城区2021年第一季度报表", "2021年上半年", "2021年1-3月", "2021年1-5月", "2021年3月", "2021年6月报表",
    "2021年度第一季度", "二〇二一年第一季度", "2021-Q1", "（2020年）", "一季度报表", "截至2021年3月31日",
  ])
  func `a table whose title names another time is not read as this period's`(_ title: String) throws
  {
    for (file, text) in [
      ("a.csv", "code,D1\n330602,3\n"), ("a.csv", "code,item,value\n330602,D1,3\n"),
    ] {
      let run = try Run([file: "\(title),\n\(text)"])
      #expect(run.values == [], "\(title)")
      #expect(run.diagnostics.contains { $0.code == "period-of-title" })
    }
    let table = try Run(
      ["T1.csv": "\(title),,\ncode,类别,死亡人数,日期\n330602,火灾,4,1970-01-02\n"], set: TableSet.load())
    #expect(table.values.allSatisfy { $0.hasSuffix("T1=!") }, "\(title)")
    #expect(table.diagnostics.contains { $0.code == "period-of-title" })
    // Whoever says it in the row is read by that.
    let stated = try Run(["a.csv": "\(title),,\ncode,period,D1\n330602,2021Q2,3\n"])
    #expect(stated.values == ["330602: D1=3"])
  }

  @Test(arguments: [
    "2021年度报表", "2021年第二季度", "2021年6月", "2021年4-6月", "2021年7月", "2021年7月制表", "截至2021年6月30日",
    "二季度报表",
  ])
  func `a title of the period, around it or of the time of writing is read as before`(
    _ title: String
  ) throws {
    for period in ["2021Q2", nil] {
      let other = period == nil ? ["b.csv": "code,period,D1\n330603,2021Q2,4\n"] : [:]
      let run = try Run(
        ["a.csv": "\(title),\ncode,D1\n330602,3\n"].merging(other) { a, _ in a }, period: period)
      #expect(run.values.contains("330602: D1=3"), "\(title) \(period ?? "")")
      #expect(!run.diagnostics.contains { $0.severity == .error || $0.severity == .warning })
    }
  }

  @Test(arguments: ["2021年第一季度", "2021年第一季度报表", "一季度", "上年同期", "2021年上半年情况表"])
  func `below the title of another time within a table nothing is read`(_ title: String) throws {
    for (registry, period) in [(SmallSet.registry, "2021Q2"), (nil, "2021Q2")]
      as [(Registry?, String?)]
    {
      for text in ["\(title),,", ",\(title),", "\(title)\n,,\ncode,name,D1"] {
        let run = try Run(
          ["a.csv": "code,name,D1\n330602,越城区,3\n\(text)\n330603,柯桥区,4\n"], registry: registry,
          period: period)
        #expect(run.values == ["330602: D1=3"], "\(text)")
        #expect(run.diagnostics.contains { $0.code == "second-table" }, "\(text)")
      }
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,1970-01-02\n\(title),,,\n330602,交通,1,1970-01-02\n"],
      set: TableSet.load())
    #expect(table.values == ["330602: T1=!"])
  }

  @Test(arguments: ["二季度", "2021年第二季度", "2021年度", "注：2021年一季度含开发区", "2021年7月", "农村"])
  func `a title of the same time, or a note, parts no table`(_ title: String) throws {
    let run = try Run(["a.csv": "code,name,D1\n330602,越城区,3\n\(title),,\n330603,柯桥区,4\n"])
    #expect(run.values == ["330602: D1=3", "330603: D1=4"])
  }

  @Test func `a name of another period is not read as this one's, and gives the period of a run`()
    throws
  {
    let csv = "code,D1\n330602,3\n"
    let xml = "<submission unit='330602'><item code='D1'>3</item></submission>"
    for (name, text) in [
      ("2021Q1.csv", csv), ("2021Q1/a.csv", csv), ("甲-2021年1-6月.csv", csv), ("2020.csv", csv),
      ("2021Q1.xml", xml),
      ("一季度/a.xml", xml),
    ] {
      let run = try Run([name: text])
      #expect(run.values == [], "\(name)")
      #expect(run.diagnostics.contains { $0.code == "other-period" }, "\(name)")
    }
    for (name, text) in [("2021Q1.csv", csv), ("2021Q1/a.xml", xml)] {
      let run = try Run([name: text], period: nil)
      #expect(run.values == ["330602: D1=3"] && run.submissions.period?.label == "2021Q1")
    }
    // What the file itself states counts, and that is told.
    let stated = try Run([
      "2021Q1.csv": "code,period,D1\n330602,2021Q2,3\n",
      "2021Q1.xml":
        "<submission unit='330603' period='2021Q2'><item code='D1'>4</item></submission>",
    ])
    #expect(stated.values == ["330602: D1=3", "330603: D1=4"])
    #expect(stated.diagnostics.map(\.code) == ["period-of-title", "period-of-title"])
  }

  @Test func `the period of a run does not depend on which row comes first`() throws {
    let rows = ["330602,越城区,2012Q2,3", "330603,柯桥区,2021Q2,4", "330604,上虞区,2021Q2,5"]
    for rows in [rows, rows.reversed()] {
      let run = try Run(
        ["a.csv": "code,name,period,D1\n" + rows.joined(separator: "\n")], period: nil)
      #expect(run.submissions.rowPeriods.map(\.label).sorted() == ["2012Q2", "2021Q2"])
    }
    // A total, a note and the header once more are no rows of units.
    let run = try Run(
      ["a.csv": "code,name,period,D1\n合计,,2012Q2,3\n330603,柯桥区,2021Q2,4\n"], period: nil)
    #expect(run.submissions.period?.label == "2021Q2")
    #expect(run.values == ["330603: D1=4"])
  }
}
