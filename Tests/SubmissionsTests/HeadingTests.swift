import SourceText
import Testing

@testable import Definitions
@testable import Submissions

struct HeadingTests {
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
      codes: ["period-of-title", "title-rows"], values: []),
    Case(
      name: "a quarter in a row below its year",
      text: "2021年度报表,,\n第一季度,,\ncode,D1,D7\n330602,3,4\n",
      codes: ["period-of-title", "title-rows"], values: []),
    Case(
      name: "a quarter in several cells", text: "2021年第,1,季度\ncode,D1,D7\n330602,3,4\n",
      codes: ["period-of-title", "title-rows"], values: []),
    Case(
      name: "the quarter of the run in several cells",
      text: "2021年第,2,季度\ncode,D1,D7\n330602,3,4\n",
      codes: ["title-rows"], values: ["330602: D1=3 D7=4"]),
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
    ("根据2019年印发的办法", nil), ("按2019年修订的办法", nil),
    ("2021年一季度、二季度对比2020年第一季度", "2021 1-6"), ("填报时间：2021年二季度", "2021 4-6"), ("情况表", nil),
    ("2021", nil), ("样政办〔2021〕1号", nil), ("样政办2021-12号", nil), ("四季青街道", nil), ("第一批", nil),
    ("一、总体情况", nil), ("2020—2021年", "2021 -11-12"),
    // The year and its part stand apart, or the part comes first.
    ("2021年平安建设第一季度报表", "2021 1-3"), ("2021年度平安建设考核（一季度）", "2021 1-3"),
    ("平安建设第一季度（2021年）", "2021 1-3"), ("2021平安建设一季度报表", "2021 1-3"), ("平安建设2020年情况表", "2020 1-12"),
    // The months of the quarter are the quarter, what was written later is not the time of the figures.
    ("平安建设2021年第一季度（1—3月）报表", "2021 1-3"), ("2021年第一季度、2021年4月填报", "2021 1-3"),
    ("2021年第一季度报表（填报日期：2021年4月8日）", "2021 1-3"), ("2021年第一季度报表（2021年4月印发）", "2021 1-3"),
    ("2021年一季度（截至3月31日）", "2021 1-3"), ("2021年第二季度平安建设报表 2021年7月", "2021 4-6"),
    ("关于报送2021年第一季度数据的通知 2021年4月5日", "2021 1-3"), ("2021年第一季度填报表", "2021 1-3"),
    // In days, in words, in lists.
    ("2021年1月1日至3月31日", "2021 1-3"), ("2021年1月1日—2021年3月31日", "2021 1-3"),
    ("2021年1月至2021年3月", "2021 1-3"),
    ("2021.01-2021.03", "2021 1-3"), ("2021-01-01至2021-03-31", "2021 1-3"),
    ("2021年1、2、3月", "2021 1-3"),
    ("2021年前三季度", "2021 1-9"), ("2021年前三个月", "2021 1-3"), ("2021年首季度", "2021 1-3"),
    ("2021年全年", "2021 1-12"),
    ("2021年一二季度", "2021 1-6"), ("一至三月", "? 1-3"), ("1至3月", "? 1-3"), ("2021年半年度报告", "2021 1-6"),
    ("2020年12月至2021年2月", "2021 0-2"), ("截至5月底", "? 5-5 date"), ("2020年底", "2020 12-12 date"),
    // However its signs are written.
    ("２０２１年第１季度", "2021 1-3"), ("二0二一年一季度", "2021 1-3"), ("民国110年第一季度", "2021 1-3"),
    ("2021年第Ⅰ季度", "2021 1-3"),
    ("2021Q1", "2021 1-3"), ("Q1 2021", "2021 1-3"), ("First quarter 2021", "2021 1-3"),
    ("2021 1-3月", "2021 1-3"), ("2021 1季度", "2021 1-3"), ("2 0 2 1 年 第 1 季 度", "2021 1-3"),
    ("H1 2021", "2021 1-6"),
    ("2021 1st quarter", "2021 1-3"), ("June 30 2021", "2021 6-6 date"),
    ("Three months ended March 31", "? 3-3 date"),
    ("The 1st quarter of 2021", "2021 1-3"), ("January - March 2021", "2021 1-3"),
    ("2021 first half", "2021 1-6"),
    ("Report for June 2021", "2021 6-6 date"), ("Q1报表", "? 1-3"),
    // The day of writing, by its words or by itself.
    ("2021年6月30日", "2021 6-6 date"), ("2021-06-30", "2021 6-6 date"),
    ("2021年7月制表", "2021 7-7 date"),
    ("单位（盖章） 2021年7月5日", "2021 7-7 date"), ("中共示例市委政法委 2021年7月", "2021 7-7 date"),
    ("3月报表", "? 3-3 date"),
    // A document, a comparison, a beginning.
    ("依据《2020年度平安建设考核办法》填报", nil), ("按2020年度考核办法", nil), ("平安建设考核表（2020年版）", nil),
    ("2020年第3号文附件", nil),
    ("2021年二季度 2020年修订版", "2021 4-6"), ("（与2020年同期比）", nil), ("2019年以来情况", nil), ("按2020年不变价", nil),
    ("《2021年第一季度平安建设情况表》", "2021 1-3"), ("2020年实施情况表", "2020 1-12"), ("合同2021年第一季度统计", "2021 1-3"),
    ("近10年", nil), ("5月花社区", nil), ("今年一季度", "? 1-3"), ("贰零贰壹年一季度", "2021 1-3"), ("1Q21", "? 1-3"),
    ("第一季度报表 2020", "2020 1-3"), ("2021年三年行动", "2021 1-12"),
    ("元至三月平安建设统计表", "? 1-3"), ("202103平安建设统计表", "2021 3-3"), ("2021.3平安建设统计表", "2021 3-3"),
    ("21Q1", "2021 1-3"), ("FY21Q1", "2021 1-3"), ("二一年一季度", "2021 1-3"), ("一季报", "? 1-3"),
    ("所属季度：1", "? 1-3"), ("半年度平安建设报表", "? 1-6"), ("平安建设半年报", "? 1-6"),
    ("2020平安建设报表", "2020 1-12"), ("平安建设报表（2020）", "2020 1-12"), ("2021年I季度", "2021 1-3"),
    ("2021年前两季度", "2021 1-6"), ("2021-2023年平安建设三年行动计划第二季度进展表", "? 4-6"), ("一季度一通报", nil),
    ("每半年报送", nil), ("万元", nil), ("2021.3万元", nil), ("二十一年报表", nil), ("21QA", nil),
    ("一季度一至三月", "? 1-3"), ("年度： 2021 季度： 2", "2021 4-6"),
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
    ("2021年平安建设一季度报表.csv", "2021Q1"), ("平安建设一季度报表(2021年).csv", "2021Q1"),
    ("202103-甲区.csv", "2021-03"),
    ("2021Q1/2021年4月5日.csv", "2021Q1"), ("2021年第一季度（1-3月）.csv", "2021Q1"),
    ("Q1 2021.csv", "2021Q1"),
    ("2021年第二季度 2020年修订版.csv", "2021Q2"),
    ("21Q1.csv", "2021Q1"), ("FY21Q1/甲区.csv", "2021Q1"), ("元至三月平安建设统计表.csv", "2021Q1"),
    ("202103平安建设统计表.csv", "2021-03"), ("一季报.csv", "2021Q1"), ("2020平安建设报表.csv", "2020"),
    ("2021年I季度.csv", "2021Q1"), ("半年报.csv", "2021H1"),
  ])
  func `a name may say of which period a file is`(_ path: String, _ label: String?) {
    #expect(TitleTime(path: path)?.period(in: 2021)?.label == label)
  }

  @Test(arguments: [
    "2020年度报表", "越城区2021年第一季度报表", "2021年上半年", "2021年1-3月", "2021年1-5月", "2021年3月", "2021年6月报表",
    "2021年度第一季度", "二〇二一年第一季度", "2021-Q1", "（2020年）", "一季度报表", "截至2021年3月31日", "2021年平安建设第一季度报表",
    "2021年度平安建设考核（一季度）", "2021年第一季度（1—3月）报表", "2021年第一季度、2021年4月填报",
    "2021年第一季度报表（填报日期：2021年4月8日）", "2021年前三季度", "2021年1月1日至3月31日", "2021年3月26日至6月25日", "截至5月底",
    "2020年全年", "2021年第二季度、第三季度", "2021年第二季度报表，2021年第三季度报表", "2021年1月、3月", "2020年12月31日",
    "First quarter 2021", "Q1 2021", "填报日期：2021年3月5日", "2019—2020年", "去年二季度", "上年同期", "上年同期平安建设情况表",
    "今年一季度",
    "上季度平安建设报表", "下季度平安建设报表", "去年平安建设报表", "上年度平安建设报表", "截至上年末", "2021年上季度平安建设报表",
    "1Q2021", "平安建设第二季度报表（2020）", "上半年", "2021年上半年平安建设情况",
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
      ["T1.csv": "\(title),,\ncode,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n"], set: TableSet.load())
    // A month of the period above records with days is asked about.
    let isPart = title == "2021年6月报表"
    #expect(table.values.contains { $0.contains("T1=[") } == isPart, "\(title)")
    #expect(table.values.allSatisfy { $0.hasSuffix("T1=!") || isPart }, "\(title)")
    #expect(table.diagnostics.contains { $0.code == "period-of-title" })
    // Whoever says it in the row is read by that.
    let stated = try Run(["a.csv": "\(title),,\ncode,period,D1\n330602,2021Q2,3\n"])
    #expect(stated.values == ["330602: D1=3"])
  }

  @Test(arguments: [
    "2021年度报表", "2021年第二季度", "2021年6月", "2021年4-6月", "2021年7月", "2021年7月制表", "截至2021年6月30日",
    "二季度报表", "2021年平安建设第二季度报表（填报日期：2021年7月5日）", "2021年4月1日至6月30日", "2021年第二季度平安建设报表 2021年7月",
    "单位（盖章） 2021年7月5日", "中共示例市委政法委 2021年7月", "依据《2020年度平安建设考核办法》填报", "平安建设考核表（2020年版）",
    "今年二季度", "上年度问题整改情况表", "2021年第二季度及上年同期", "7月花社区",
    "2021-2023年平安建设三年行动计划第二季度进展表", "一季度一通报", "2021年度报表（较上年增减）", "2021平安建设报表",
    "年度：,2021,季度：,2", "上年度考核反馈问题整改情况表", "21Q2", "所属季度：2",
    "2021年上半年及二季度", "2020—2021年", "Second quarter of 2021", "2021年第二季度（截至6月30日）",
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
      ["T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n\(title),,,\n330602,交通,1,2021-04-02\n"],
      set: TableSet.load())
    #expect(table.values == ["330602: T1=!"])
  }

  @Test(arguments: [
    "二、2020年第二季度", "二、上年同期", "2.上年同期", "（二）上年同期", "以下为上年同期数", "附表2 上年同期", "附：2020年第二季度数据",
    "表二：2020年第二季度", "二、2020年目标值", "第二部分 上年同期", "2、去年同期", "（2）2020年第二季度", "附件1：2020年第二季度情况",
    "以下数据为2020年第二季度数，供参考", "2.2020年第二季度", "续表 2021年第一季度", "附表2-1 上年同期数据", "②上年同期", "二、目标值",
    "一、第一季度", "下表为上年同期数",
  ])
  func `a number or a word before the title of another time hides it from nobody`(_ title: String)
    throws
  {
    for registry in [SmallSet.registry, nil] {
      for text in ["\(title),,", ",\(title),"] {
        let run = try Run(
          ["a.csv": "code,name,D1\n330602,越城区,3\n\(text)\n330603,柯桥区,4\n"], registry: registry)
        #expect(run.values == ["330602: D1=3"], "\(text)")
        #expect(run.diagnostics.contains { $0.code == "second-table" }, "\(text)")
      }
      let long = try Run(
        ["a.csv": "code,name,item,value\n330602,越城区,D1,3\n\(title),,,\n330603,柯桥区,D1,4\n"],
        registry: registry)
      #expect(long.values == ["330602: D1=3"], "\(title)")
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n\(title),,,\n330602,交通,1,2021-04-02\n"],
      set: TableSet.load())
    #expect(table.values == ["330602: T1=!"], "\(title)")
  }

  @Test(arguments: [
    "二、2021年第二季度", "一、本期", "附表1 2021年第二季度", "表里社区", "以下空白", "二、山区县", "（二）海岛县", "附：分区县情况",
    "3.31", "注：上年同期数已作调整",
  ])
  func `a numbered title of the same time, or of no time, parts no table`(_ title: String) throws {
    let run = try Run(["a.csv": "code,name,D1\n330602,越城区,3\n\(title),,\n330603,柯桥区,4\n"])
    #expect(run.values == ["330602: D1=3", "330603: D1=4"], "\(title)")
    #expect(!run.diagnostics.contains { $0.code == "second-table" })
  }

  @Test func `a long text is looked at from its beginning only`() {
    #expect(
      TitleTime(title: "2021年第一季度" + String(repeating: "，平安建设", count: 100_000))?.year == 2021)
    #expect(TitleTime(title: String(repeating: "2021年、", count: 100_000))?.year == 2021)
  }

  @Test(arguments: ["填报日期：1月8日", "1月8日", "数据截至1月5日", "2021年1月8日", "制表：2021年1月"])
  func `a day without its year may be one of the next`(_ day: String) throws {
    let csv = "code,D1\n330602,3\n"
    for files in [["a.csv": "\(day),\n\(csv)"], ["\(day).csv": csv]] {
      let run = try Run(files, period: "2020Q4")
      #expect(run.values == ["330602: D1=3"], "\(day)")
      #expect(!run.diagnostics.contains { $0.severity == .error || $0.severity == .warning })
    }
  }

  @Test(arguments: ["2021年7月", "2020年第一季度数已调整", "上年同期3起", "上年同期数已作调整"])
  func `below the last unit a note about another time ends no table`(_ note: String) throws {
    for (registry, period) in [(SmallSet.registry, "2021Q2"), (nil, "2021Q2")]
      as [(Registry?, String?)]
    {
      let run = try Run(
        ["a.csv": "code,name,D1\n330602,越城区,3\n330603,柯桥区,4\n\(note),,\n"], registry: registry,
        period: period)
      #expect(run.values == ["330602: D1=3", "330603: D1=4"])
      #expect(!run.diagnostics.contains { $0.code == "second-table" })
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n\(note),,,\n"], set: TableSet.load())
    #expect(table.values == ["330602: T1=[火灾,4,day18719]"])
  }

  @Test(arguments: [
    "2021年前三季度", "上半年", "2021年1月1日至3月31日", "2021年第一、二季度", "第1季度", "1至3月", "2021-Q1",
    "First quarter 2021",
    "截至5月底", "2020年底",
  ])
  func `above or below a heading every time is one`(_ time: String) throws {
    for text in [",\(time),\ncode,D1,D7\n330602,3,4\n", "code,D1,D7\n,\(time),本期\n330602,3,4\n"] {
      let run = try Run(["a.csv": text])
      #expect(run.values == ["330602: D7=4"], "\(text)")
      #expect(run.diagnostics.contains { $0.code == "other-period" })
    }
  }

  @Test(arguments: [
    "2021年4-6月", "二〇二一年二季度", "21年二季度", "Q2 2021", "2021年第2季度", "民国110年二季度", "２０２１年二季度",
  ])
  func `a column of periods takes every way to write one`(_ label: String) throws {
    let run = try Run([
      "a.csv": "code,period,D1\n330602,\(label),3\n",
      "b.csv": "code,period,item,value\n330603,\(label),D1,3\n",
      "c.xml": "<submission unit='330604' period='\(label)'><item code='D1'>3</item></submission>",
    ])
    #expect(run.values.sorted() == ["330602: D1=3", "330603: D1=3", "330604: D1=3"])
    #expect(run.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "统计时间", "时间段", "所属时间", "考核时间", "报告时间", "起止时间", "数据所属期", "年季", "报表期", "截止时间", "统计期间", "数据时间",
    "时间",
  ])
  func `one odd cell takes no column of periods away`(_ heading: String) throws {
    for odd in ["截至5月31日", "三季度", "4.1", "上年同期", "2021年7月5日"] {
      let rows = [
        "330602,2021年第一季度,3", "330603,2021年4月1日至6月30日,4", "330604,\(odd),5",
      ]
      for rows in [rows, rows.reversed()] {
        let run = try Run(["a.csv": "code,\(heading),D1\n" + rows.joined(separator: "\n")])
        #expect(run.values == ["330603: D1=4"], "\(heading) \(odd)")
        #expect(run.diagnostics.count { $0.severity == .error } == 2, "\(heading) \(odd)")
      }
    }
    // Nor do many days before the first period.
    let days = String(repeating: "330602,2021年6月30日,3\n", count: 300)
    let run = try Run(["a.csv": "code,\(heading),D1\n\(days)330603,2021年第一季度,4\n"])
    #expect(!run.values.contains { $0.hasPrefix("330603") }, "\(heading)")
  }

  @Test func `a column of days alone states no period`() throws {
    let run = try Run(["a.csv": "code,统计时间,D1\n330602,2021年6月30日,3\n330603,7月1日,4\n"])
    #expect(run.values == ["330602: D1=3", "330603: D1=4"])
  }

  @Test func `of a time in its name an XML file says what a CSV file says`() throws {
    let csv = "code,D1\n330602,3\n"
    let xml =
      "<submissions><submission unit='330602'><item code='D1'>3</item></submission></submissions>"
    for name in ["2021Q1", "2021年报表", "2021年4月5日", "202105", "2021年二季度", "2021年第一季度、第三季度"] {
      let both = try [["\(name).csv": csv], ["\(name).xml": xml]].map { try Run($0) }
      #expect(both[0].values == both[1].values, "\(name)")
      let told = both.map { run in
        run.diagnostics.map {
          $0.message.text(.en).replacing(".csv", with: "").replacing(".xml", with: "")
        }
      }
      #expect(told[0] == told[1], "\(name)")
    }
    // A title as well.
    for title in ["2021年第一季度报表", "2021年度报表", "2021年平安建设二季度报表", "依据《2020年度办法》填报"] {
      let titled = xml.replacing("<submissions>", with: "<submissions title='\(title)'>")
      let both = try [["a.csv": "\(title),\n\(csv)"], ["a.xml": titled]].map { try Run($0) }
      #expect(both[0].values == both[1].values, "\(title)")
      let told = both.map { $0.diagnostics.map(\.code).filter { $0 != "title-rows" } }
      #expect(told[0] == told[1], "\(title)")
    }
    let own = try Run([
      "2021年.xml": "<submission unit='330602' period='2021Q2'><item code='D1'>3</item></submission>"
    ])
    #expect(own.values == ["330602: D1=3"] && own.diagnostics.isEmpty)
  }

  @Test(arguments: ["上年同期3起", "2021年7月5日", "中共示例市委政法委 2021年7月", "单位（盖章） 2021年7月5日"])
  func `a note or a signature below a table is no unit`(_ note: String) throws {
    for registry in [SmallSet.registry, nil] {
      let run = try Run(["a.csv": "code,name,D1\n330602,越城区,3\n\(note),,\n"], registry: registry)
      #expect(run.values == ["330602: D1=3"])
      #expect(run.diagnostics.map(\.code) == ["rows-of-no-unit"], "\(note)")
    }
  }

  @Test func `an XML file without submissions is named as a CSV file without rows is`() throws {
    let run = try Run(["a.xml": "<submissions></submissions>", "b.csv": "code,D1\n"])
    #expect(
      run.diagnostics.filter { $0.code == "no-rows" }.map { $0.place?.path } == ["a.xml", "b.csv"])
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
      #expect(run.diagnostics.map(\.code) == ["period-of-title"], "\(name)")
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
