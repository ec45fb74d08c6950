import Definitions
import SourceText
import Testing

@testable import Submissions

/// What notes, remarks and headings say of the time of values, and how a period may be written beside them.
struct TimeNoteTests {
  @Test(arguments: [
    "注：以上为2021年第一季度数据", "注：数据截至3月31日", "注：本表数据为上年同期数", "说明：统计时间为2021年1月至3月", "注：沿用上季度数据",
    "以上为1-6月累计数", "备注：1.以上为2020年数；2.金额单位万元", "注：所填数据均为2020-2021学年数", "注：本表按2020年数填报", "附注：以上数据为去年数",
    "注：以上为2021年上半年数",
  ])
  func `a note that the values are of another time leaves none`(_ note: String) throws {
    for text in ["code,D1\n330602,3\n\(note),\n", "\(note),\ncode,D1\n330602,3\n"] {
      let run = try Run(["a.csv": text])
      #expect(run.values == [], "\(text)")
      #expect(run.diagnostics.count { $0.severity == .error } == 1, "\(text)")
    }
    let long = try Run(["a.csv": "code,item,value\n330602,D1,3\n\(note),,\n"])
    #expect(long.values == [], "\(note)")
    let xml = "<submission unit='330602'><item code='D1'>3</item><note>\(note)</note></submission>"
    for text in [
      xml, "<submissions>\(xml)</submissions>", "<submissions note='\(note)'>\(xml)</submissions>",
    ] {
      #expect(try Run(["a.xml": text]).values == [], "\(text)")
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数,日期\n330602,火灾,4,2021-04-02\n\(note),,,\n"], set: TableSet.load())
    #expect(table.values.allSatisfy { $0.hasSuffix("T1=!") }, "\(note)")
    // Who says it in the row is read by that, and the contradiction is told.
    let stated = try Run(["a.csv": "code,period,D1\n330602,2021Q2,3\n\(note),,\n"])
    #expect(stated.values == ["330602: D1=3"])
    #expect(stated.diagnostics.contains { $0.code == "period-of-title" })
  }

  @Test(arguments: [
    "注：数据截至2021年6月30日", "注：以上为2021年二季度数据", "备注：受理数较2020年增长10%", "注：比上年同期增加3件",
    "说明：根据2021年1月15日通知填报",
    "填报日期：2021年7月5日", "填报人：甲 2021年7月3日", "注：本表按2020年考核办法统计", "注：去年遗留3件未计入", "注：2021年起新增乡镇统计",
    "注：受理数含信访件", "注：本表于每年1月、4月、7月、10月报送",
  ])
  func `a note of the period, of a comparison or of a document says nothing of the values`(
    _ note: String
  ) throws {
    let run = try Run(["a.csv": "code,D1\n330602,3\n\(note),\n"])
    #expect(run.values == ["330602: D1=3"], "\(note)")
    #expect(run.diagnostics.allSatisfy { $0.code == "rows-of-no-unit" }, "\(note)")
  }

  @Test(arguments: ["满意率为年度指标，暂按上年度数", "经费为年度指标，沿用2020年数", "D1为月报数，D7因故缺，以上年数代替"])
  func `a clause before the time says of which item it is`(_ note: String) throws {
    let named = note.contains("满意率") ? "D1" : "D7"
    let text = note.replacing("满意率", with: "受理数")
    let quoted = "\"注：\(text)\""
    let expected = [named == "D1" ? "330602: D1=! D7=4" : "330602: D1=3 D7=!"]
    let run = try Run(["a.csv": "code,D1,D7\n330602,3,4\n\(quoted),,\n"])
    #expect(run.values == expected, "\(text)")
    let remark = try Run(["a.csv": "code,D1,D7,备注\n330602,3,4,\"\(text)\"\n"])
    #expect(remark.values == expected, "\(text)")
    let xml = try Run([
      "a.xml":
        "<submission unit='330602'><item code='D1'>3</item><item code='D7'>4</item><note>注：\(text)</note></submission>"
    ])
    #expect(xml.values == expected, "\(text)")
    let all = try Run(["a.csv": "code,D1,D7\n330602,3,4\n注：受理数为年度指标，以上均为上年度数,,\n"])
    #expect(all.values == [])
  }

  @Test(arguments: ["2021年4月1日0时至2021年6月30日24时", "2021年4月1日零时至6月30日24:00", "2021.4.1-6.30"])
  func `an hour beside a day says no more of a period`(_ time: String) throws {
    for text in [
      "统计时间：\(time),\ncode,D1\n330602,3\n", "code,D1\n330602,3\n统计时间：\(time),\n",
      "填报期：\(time),\ncode,D1\n330602,3\n",
    ] {
      #expect(try Run(["a.csv": text]).values == ["330602: D1=3"], "\(text)")
    }
    let other = time.replacing("6月30日", with: "5月31日").replacing("6.30", with: "5.31")
    #expect(try Run(["a.csv": "统计时间：\(other),\ncode,D1\n330602,3\n"]).values == [])
  }

  @Test func `a year beside or around the title's time contradicts nothing`() throws {
    for text in [
      "2021年第二季度平安建设报表,,\ncode,年度,D1\n330602,2021,3\n",
      "2021年第二季度平安建设报表,,\n年度：2021,,\ncode,name,D1\n330602,越城区,3\n",
    ] {
      #expect(try Run(["a.csv": text]).values == ["330602: D1=3"], "\(text)")
    }
    let item = "<item code='D1'>3</item>"
    for xml in [
      "<submission unit='330602' 年度='2021' title='2021年第二季度平安建设报表'>\(item)</submission>",
      "<submission unit='330602' 年度='2021'><title>2021年第二季度平安建设报表</title>\(item)</submission>",
    ] {
      #expect(try Run(["a.xml": xml]).values == ["330602: D1=3"], "\(xml)")
    }
    for year in ["2020", "2021"] {
      let run = try Run(["a.csv": "2021年第一季度平安建设报表,,\ncode,年度,D1\n330602,\(year),3\n"])
      #expect(run.values == [] && run.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test(arguments: ["数据来源：2020年统计年鉴", "注：本表数据为累计数", "2021年3月31日", "上年同期"])
  func `what may be about another time is asked`(_ note: String) throws {
    let run = try Run(["a.csv": "code,D1\n330602,3\n\(note),\n"])
    #expect(run.values == ["330602: D1=3"], "\(note)")
    #expect(run.diagnostics.contains { $0.code == "period-of-title" && $0.severity == .note })
  }

  @Test(arguments: ["受理数、经费", "受理数，经费", "受理数和经费", "D1及D7", "收件/经费", "受理数与经费"])
  func `a note that names several items is about the columns of all`(_ names: String) throws {
    let run = try Run(["a.csv": "code,D1,D7\n330602,3,4\n注：\(names)为2020年数,,\n"])
    #expect(run.values == ["330602: D1=! D7=!"])
    let remark = try Run(["a.csv": "code,D1,D7,备注\n330602,3,4,\(names)为2020年数\n"])
    #expect(remark.values == ["330602: D1=! D7=!"])
  }

  @Test func `a note that names an item is about its column`() throws {
    let run = try Run(["a.csv": "code,D1,D7\n330602,3,4\n注：受理数为2020年数,,\n"])
    #expect(run.values == ["330602: D1=! D7=4"])
    #expect(run.diagnostics.map(\.code) == ["other-period", "rows-of-no-unit"])
    let state = try Run(["a.csv": "code,D1,D7\n330602,3,4\n注：受理数为2020年末数,,\n"])
    #expect(state.values == ["330602: D1=3 D7=4"])
    #expect(state.diagnostics.contains { $0.code == "period-of-title" && $0.severity == .note })
  }

  @Test func `what stands below another table is not about the one above it`() throws {
    let second = "\ncode,D7\n330602,4\n"
    for (above, below, values) in [
      ("", "注：以上为2020年数,", ["330602: D1=3"]), ("注：以上为2020年数,", "", []),
    ] {
      let run = try Run(["a.csv": "code,D1\n330602,3\n\(above)\(second)\(below)\n"])
      #expect(run.values == values)
      #expect(run.diagnostics.contains { $0.code == "second-table" })
    }
  }

  @Test(arguments: [
    ("上年同期数", 2), ("2020年数", 2), ("数据截至3月31日", 2), ("按2020年数填报", 2), ("一季度数据", 2), ("1-6月累计", 2),
    ("系2020年度民调结果", 2), ("沿用2020年测评得分", 2), ("3月数", 2), ("3月的数据", 2), ("2020年得分", 2),
    ("2021.1.1-2021.3.31", 1), ("满意度采用2020年第三方调查数", 1), ("2021年6月民调结果", 1),
    ("2021年二季度民调结果", 0),
    ("2020年", 1), ("上年同期", 1), ("2020-2021学年", 1), ("累计数", 1), ("2021年数", 1),
    ("去年遗留3件", 0), ("较2020年增长10%", 0), ("2021年4月新增", 0), ("2021年二季度数", 0), ("见2020年文件", 0),
    ("2021年3月5日印发", 0), ("数据截至6月底", 0), ("2020年续建", 0),
  ])
  func `a remark that a value is of another time leaves none`(_ remark: String, _ verdict: Int)
    throws
  {
    let rows = "330602,3,\(remark)\n330603,4,\n"
    for text in [
      "code,D1,备注\n\(rows)", "code,D1,说明\n\(rows)", "code,D1,情况说明\n\(rows)",
      "code,item,value,备注\n330602,D1,3,\(remark)\n330603,D1,4,\n",
    ] {
      let run = try Run(["a.csv": text])
      #expect(
        run.values == [verdict == 2 ? "330602: D1=!" : "330602: D1=3", "330603: D1=4"], "\(text)")
      #expect(
        run.diagnostics.map(\.code)
          == [[], ["period-of-title"], ["other-period"]][verdict], "\(text)")
    }
    let xml = try Run([
      "a.xml": "<submission unit='330602'><item code='D1' note='\(remark)'>3</item></submission>"
    ])
    #expect(xml.values == [verdict == 2 ? "330602: D1=!" : "330602: D1=3"], "\(remark)")
  }

  @Test(arguments: [
    ("平安建设情况（上年同期）", 2), ("上年同期", 2), ("上年同期与本期平安建设情况", 0), ("平安建设考核体系（2020）", 0),
    ("上年同期平安建设统计表", 2), ("平安建设（2020）", 2), ("平安建设2021.3", 2), ("二季度目标分解表", 1),
    ("平安建设任务分解", 1), ("2021Q2预计数", 1),
    ("平安建设情况表（与上年同期对比）", 0), ("平安建设情况及上年同期对比", 0), ("二季度目标完成情况", 0), ("平安建设目标管理考核表", 0),
    ("平安建设（2021）", 1), ("平安建设2021.6", 1), ("平安建设考核办法（2020）", 0), ("表3.2", 0),
  ])
  func `a title and a file's name that say another time, or what is planned, are not passed over`(
    _ title: String, _ verdict: Int
  ) throws {
    let table = "code,D1\n330602,3\n"
    let xml = "<submission unit='330602'><item code='D1'>3</item></submission>"
    for (name, text) in [
      ("a.csv", "\(title),\n\(table)"), ("\(title).csv", table), ("\(title).xml", xml),
      ("a.xml", "<submissions title='\(title)'>\(xml)</submissions>"),
    ] {
      let run = try Run([name: text])
      #expect(run.values == (verdict == 2 ? [] : ["330602: D1=3"]), "\(name) \(text)")
      let isTold = run.diagnostics.contains { $0.code == "period-of-title" }
      #expect(isTold == (verdict > 0), "\(name) \(text) \(run.found)")
    }
  }

  @Test func `a record of which a remark says that it is of another time is none`() throws {
    let rows = "330602,火灾,4,2021-04-02,2020年续建\n330602,交通,1,2021-04-02,2020年数\n"
    let run = try Run(["T1.csv": "code,类别,死亡人数,日期,备注\n\(rows)"], set: TableSet.load())
    #expect(run.values == ["330602: T1=[火灾,4,day18719]"])
    #expect(run.diagnostics.map(\.code) == ["other-period"])
  }

  @Test func `the title of a submission is that of its values`() throws {
    func read(_ title: String) throws -> [Run] {
      try [" title='\(title)'>", "><title>\(title)</title>", "><标题>\(title)</标题>"].map { stated in
        try Run([
          "a.xml": """
          <submissions><submission unit='330602'\(stated)<item code='D1'>3</item></submission>
          <submission unit='330603'><item code='D1'>4</item></submission></submissions>
          """
        ])
      }
    }
    for title in ["2020年平安建设报表", "2021年一季度平安建设情况表", "上年同期数统计表"] {
      for other in try read(title) {
        #expect(other.values == ["330603: D1=4"], "\(title)")
        #expect(other.diagnostics.map(\.code) == ["period-of-title"], "\(title)")
      }
    }
    for own in try read("2021年第二季度平安建设报表") {
      #expect(own.values == ["330602: D1=3", "330603: D1=4"] && own.diagnostics.isEmpty)
    }
    for title in ["2020年平安建设报表", "2021年一季度平安建设情况表"] {
      let item = "<submission unit='330602'><item code='D1'>3</item></submission>"
      let file = try Run(["a.xml": "<submissions><title>\(title)</title>\(item)</submissions>"])
      #expect(file.values == [])
      for stated in ["><title>\(title)</title>", " title='\(title)'>"] {
        let table =
          "<submission unit='330602'><item code='D1'>3</item><table code='T1'\(stated)"
          + "<record 类别='火灾' 死亡人数='4' 日期='2021-05-02'/></table></submission>"
        let run = try Run(["a.xml": table], set: TableSet.load())
        #expect(run.values == ["330602: D1=3 T1=!"], "\(table)")
      }
    }
  }

  @Test(arguments: [
    "印发日期：2021年3月", "版本：2020年", "根据平安办2021年1月15日通知要求填报", "本表于每年1月、4月、7月、10月报送", "修订日期：2020年12月",
    "表号：平安1表 有效期至：2021年3月", "请于2021年3月31日前报送", "依据：平安浙江考核细则（2020年）", "平安建设统计报表制度（2020年）",
    "2020年1月启用",
    "样政法〔2020〕12号", "联系电话：0575-85132021", "发布日期：2021年1月1日", "制表日期：2021年3月31日",
  ])
  func `the day of a form or of a rule is not the time of the values`(_ title: String) throws {
    let run = try Run(["a.csv": "\(title),\ncode,D1\n330602,3\n"])
    #expect(run.values == ["330602: D1=3"], "\(title)")
    #expect(run.diagnostics.allSatisfy { $0.severity == .note }, "\(title)")
  }

  @Test(arguments: [
    ("填报期", "二季度"), ("填报期", "第二季度"), ("填报期", "Q2"), ("填报期", "本期"), ("填报期", "本季度"), ("填报期", "2季度"),
    ("填报期", "二季度（4-6月）"), ("填报期", "截至6月底"), ("填报期", "4-6月"), ("季度", "2"), ("季度", "二季度"),
    ("季度", "本季度"), ("季度", "二"), ("季度", "Ⅱ"), ("季度", "II"), ("填报期", "2021Q2季报"), ("填报期", "2021年2季报"),
    ("填报期", "二季度末"), ("填报期", "2021年4月至6月"), ("填报期", "4至6月"), ("填报期", "4—6月"), ("填报期", "4月-6月"),
    ("月份", "4-6"), ("填报期", "截至2021年6月30日"), ("填报期", "2021年6月末"), ("填报期", "202104-202106"),
    ("填报期", "2021.4.1-6.30"), ("统计时间", "2021年4月至6月"), ("统计时间", "截至2021年6月30日"), ("统计时间", "4至6月"),
    ("统计时间", "202104-202106"), ("填报期", "2021年4月1日0时至2021年6月30日24时"),
  ])
  func `a period without its year is that of the run`(_ heading: String, _ label: String) throws {
    for period in ["2021Q2", nil] {
      let other = "330603,2021Q2,4\n"
      for rows in ["330602,\(label),3\n\(other)", "\(other)330602,\(label),3\n"] {
        let run = try Run(["a.csv": "code,\(heading),D1\n\(rows)"], period: period)
        #expect(run.values.sorted() == ["330602: D1=3", "330603: D1=4"], "\(label) \(rows)")
        #expect(run.diagnostics.isEmpty, "\(label)")
      }
    }
    let xml = "<submission unit='330602' period='\(label)'><item code='D1'>3</item></submission>"
    if heading == "填报期" {
      #expect(try Run(["a.xml": xml]).values == ["330602: D1=3"], "\(label)")
    }
  }

  @Test(arguments: [
    "一季度", "上季度", "1-6月", "2021年上半年", "2021年1月至3月", "截至2021年5月31日", "截至2020年12月31日",
    "202101-202103",
    "2021.1.1-3.31", "2021Q1季报", "一季度末", "2020-2021学年", "累计", "截至5月底", "6月", "2020 2021Q2",
  ])
  func `another time is no period of the run`(_ label: String) throws {
    let run = try Run(["a.csv": "code,填报期,D1\n330602,\(label),3\n330603,2021Q2,4\n"])
    #expect(run.values == ["330603: D1=4"], "\(label)")
    #expect(run.diagnostics.count { $0.severity == .error } == 1, "\(label)")
  }

  @Test(arguments: [
    ("受理数（本季度）", true), ("受理数（件，本期）", true), ("本季度受理数", true), ("受理数（件）（本季度）", true),
    ("受理数·本期", true),
    ("二季度受理数", true), ("受理数（截至6月底）", true), ("本期受理数（件）", true),
    ("受理数（上年同期）", false), ("上年受理数", false), ("受理数（件，上年同期）", false), ("受理数（1-6月）", false),
    ("受理数（累计）", false),
    ("一季度受理数", false), ("受理数（2020-2021学年）", false),
  ])
  func `a heading may say of which time its item is`(_ heading: String, _ isOfRun: Bool) throws {
    let run = try Run([
      "a.csv": "code,\(heading.contains("，") ? "\"\(heading)\"" : heading),D7\n330602,3,4\n"
    ])
    #expect(run.values == [isOfRun ? "330602: D1=3 D7=4" : "330602: D7=4"], "\(heading)")
    #expect(run.diagnostics.map(\.code) == (isOfRun ? [] : ["other-period"]), "\(heading)")
    let long = try Run(["a.csv": "code,item,value\n330602,\"\(heading)\",3\n330602,D7,4\n"])
    #expect(long.values == [isOfRun ? "330602: D1=3 D7=4" : "330602: D7=4"], "\(heading)")
    #expect(long.diagnostics.count == (isOfRun ? 0 : 1), "\(heading)")
    let both = try Run(["a.csv": "code,本期受理数,上年同期受理数\n330602,3,9\n"])
    #expect(both.values == ["330602: D1=3"] && both.diagnostics.map(\.code) == ["other-period"])
  }

  @Test func `a measure beside a time in a heading counts on`() throws {
    let run = try Run(["a.csv": "code,受理数（万件、本期）\n330602,3\n"])
    #expect(run.values == ["330602: D1=30000"])
  }

  @Test(arguments: [
    "name,报送单位,item,value\n越城区,市统计局,D1,3\n", "name,填报单位,D1\n越城区,柯桥区,3\n",
    "填报单位,name,item,value\n柯桥区,越城区,D1,3\n",
  ])
  func `of two columns of units that differ none is picked`(_ text: String) throws {
    let run = try Run(["a.csv": text])
    #expect(run.values == [], "\(text)")
    #expect(run.diagnostics.map(\.code) == ["duplicate-column"], "\(text)")
  }

  @Test func `two measures beside a value that differ leave none`() throws {
    let run = try Run(["a.csv": "code,item,value,计量单位,单位\n330602,D7,3,万元,元\n330603,D7,3,万元,万元\n"])
    #expect(run.values == ["330602: D7=!", "330603: D7=3"])
    #expect(run.diagnostics.map(\.code) == ["other-measure"])
  }

  @Test func `values that stand three columns further are told as shifted, once`() throws {
    let run = try Run([
      "a.csv":
        "code,D1,D2,D3,D4,D5,D7,D8\n330602,,,,4,93%,是,2021-05-06\n330603,4,93%,是,2021-05-06,已建成,5,1\n"
    ])
    #expect(run.values.first == "330602: D1=! D2=! D3=! D4=! D5=! D7=! D8=!")
    #expect(run.diagnostics.map(\.code) == ["shifted-record"])
  }

  @Test func `a quotation has the signs that were written`() throws {
    for (text, shown) in [
      ("code,D1,负责人（签字）：\n330602,3,x\n", "负责人（签字）："),
      ("code,period,D1\n330602,２０２１年（三）,3\n", "２０２１年（三）"),
      ("2021年第一季度：平安建设报表,\ncode,D1\n330602,3\n", "2021年第一季度：平安建设报表"),
      ("code,D1（件）,D1（件）\n330602,3,3\n", "D1（件）"), ("code,item,value\n330602,甲（乙）,3\n", "甲（乙）"),
    ] {
      let run = try Run(["a.csv": text])
      #expect(
        run.diagnostics.contains { $0.message.text(.zh).contains(shown) },
        "\(run.diagnostics.map { $0.message.text(.zh) })")
    }
  }
}
