import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// What remarks say of whether rows and records count.
struct VoidTests {
  @Test(arguments: [
    "作废", "已作废", "本行作废", "此条数据已作废", "（作废）", "已撤销", "该记录已撤回", "撤回", "无效", "本数据无效", "备注：作废。",
    "作废，以下一行为准",
    "经核实，本条撤销", "取消", "void", "Withdrawn", "this row is void", "按作废处理",
    "请删除该行", "删除此行", "撤回该数据", "撤销该数据", "作废此条", "作废该数据", "取消此条", "撤回重报", "撤销报送", "不采用",
    "作废 2021.7.5", "2021年7月5日作废", "已作废 张三", "×作废×", "——已作废——", "作廢", "已撤銷", "不採用", "無效", "該數據作廢",
  ])
  func `a row or record that a remark says to be void is left out, and told`(_ remark: String)
    throws
  {
    let quoted = "\"\(remark)\""
    func tells(_ run: Run) -> Bool {
      run.diagnostics.filter { $0.code == "void-row" }.map(\.severity) == [.warning]
    }
    let wide = try Run(["a.csv": "code,D1,备注\n330602,3,\(quoted)\n"])
    #expect(wide.values == ["330602:"] && tells(wide))
    // What replaces it counts, whatever the order.
    for rows in [["330602,3,\(quoted)", "330602,4,"], ["330602,4,", "330602,3,\(quoted)"]] {
      let both = try Run(["a.csv": "code,D1,备注\n\(rows[0])\n\(rows[1])\n"])
      #expect(both.values == ["330602: D1=4"] && tells(both))
      #expect(!both.diagnostics.contains { $0.code == "differing-values" })
    }
    let long = try Run(["a.csv": "code,item,value,备注\n330602,D1,3,\(quoted)\n330602,D7,2,\n"])
    #expect(long.values == ["330602: D7=2"] && tells(long))
    let item = "<item code='D1' note='\(remark)'>3</item><item code='D7'>2</item>"
    let xml = try Run(["a.xml": "<submission unit='330602'>\(item)</submission>"])
    #expect(xml.values == ["330602: D7=2"] && tells(xml))
    for submission in [
      "<submission unit='330602' note='\(remark)'><item code='D1'>3</item></submission>",
      "<submission unit='330602'><item code='D1'>3</item><备注>\(remark)</备注></submission>",
    ] {
      let run = try Run(["a.xml": "<submissions>\(submission)</submissions>"])
      #expect(run.values == [] && tells(run), "\(submission)")
    }
    let records = try Run(
      ["T1.csv": "code,类别,死亡人数,备注\n330602,火灾,4,\(quoted)\n330602,交通,1,\n"], set: TableSet.load())
    #expect(records.values == ["330602: T1=[交通,1,?]"] && tells(records))
    let table =
      "<record 类别='火灾' 死亡人数='4' 备注='\(remark)'/><record><field name='类别'>交通</field>"
      + "<field name='死亡人数'>1</field></record><record><field name='类别'>坍塌</field>"
      + "<field name='备注'></field></record>"
    let fields = try Run(
      ["a.xml": "<submission unit='330602'><table code='T1'>\(table)</table></submission>"],
      set: TableSet.load())
    #expect(fields.values == ["330602: T1=[交通,1,?|坍塌,?,?]"] && tells(fields))
  }

  @Test(arguments: [
    "重复上报", "误报", "不计入考核", "该项目已撤销", "证照撤回", "退回", "原件撤销", "不计此行", "撤销该项目", "誤報", "无效 张三",
  ])
  func `what may be void counts, and is asked about`(_ remark: String) throws {
    if remark.hasPrefix("原") {
      #expect(VoidNote(remark) == nil)
      return
    }
    let run = try Run(["a.csv": "code,D1,备注\n330602,3,\(remark)\n"])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.diagnostics.filter { $0.code == "void-row" }.map(\.severity) == [.note])
  }

  @Test(arguments: ["以上数据作废", "作废", "越城区数据作废", "以下数据作废"])
  func `a note between rows that they are void is asked about, in every kind of file`(
    _ note: String
  )
    throws
  {
    for text in [
      "code,D1\n330602,3\n注：\(note),\n330603,4\n",
      "code,item,value\n330602,D1,3\n注：\(note),,\n330603,D1,4\n",
    ] {
      let run = try Run(["a.csv": text])
      #expect(run.values == ["330602: D1=3", "330603: D1=4"], "\(text)")
      let void = run.diagnostics.filter { $0.code == "void-row" }
      #expect(void.map(\.severity) == [.note] && void.first?.place?.line == 3, "\(text)")
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数\n330602,火灾,4\n注：\(note),,\n330603,交通,1\n"], set: TableSet.load())
    #expect(table.values == ["330602: T1=[火灾,4,?]", "330603: T1=[交通,1,?]"])
    #expect(table.diagnostics.count { $0.code == "void-row" } == 1)
  }

  @Test func `a title that says it is asked about, in attributes and elements alike`() throws {
    let record = "<record 类别='火灾' 死亡人数='4' 日期='2021-05-02'/>"
    func read(_ file: String, _ row: String, _ table: String, _ inFile: String = "") throws -> Run {
      try Run(
        [
          "a.xml":
            "<submissions \(file)>\(inFile)<submission unit='330602' \(row)><item code='D1'>3</item>"
            + "<table code='T1' \(table)\(record)</table></submission></submissions>"
        ], set: TableSet.load())
    }
    for run in try [
      read("title='季报（作废）'", "", ">"), read("", "title='作废'", ">"), read("", "", "title='作废'>"),
      read("", "", "><title>作废</title>"), read("", "", ">", "<标题>季报（作废）</标题>"),
    ] {
      #expect(run.values == ["330602: D1=3 T1=[火灾,4,day18749]"])
      #expect(run.diagnostics.filter { $0.code == "void-row" }.map(\.severity) == [.note])
    }
    for table in ["note='作废'>", "备注='本表作废'>", "><note>作废</note>", "><说明>已撤销</说明>"] {
      let run = try read("", "", table)
      #expect(run.values == ["330602: D1=3"], "\(table)")
      #expect(run.diagnostics.filter { $0.code == "void-row" }.map(\.severity) == [.warning])
    }
    let named = try read("", "", "note='死亡人数作废'>")
    #expect(named.values == ["330602: D1=3 T1=[火灾,!,day18749]"])
    #expect(named.diagnostics.count { $0.code == "void-row" } == 1)
  }

  @Test func `what is left of a table is missing where its only record is left out`() throws {
    for remark in ["一季度数", "2020年数", "上年同期数", "作废"] {
      let record = "类别='火灾' 死亡人数='4' 日期='2021-05-02'"
      for xml in [
        "<record \(record) 备注='\(remark)'/>", "<record \(record)><note>\(remark)</note></record>",
        "<record 类别='火灾' 报表期别='一季度'/>",
        "<record><field name='类别' note='作废'>火灾</field></record>",
      ] {
        let run = try Run(
          [
            "a.xml":
              "<submission unit='330602'><item code='D1'>3</item><table code='T1'>\(xml)</table></submission>"
          ], set: TableSet.load())
        #expect(run.values == ["330602: D1=3"], "\(xml)")
        #expect(!run.diagnostics.isEmpty)
        let none = try Run(
          [
            "a.xml":
              "<submission unit='330602'><table code='T1'>\(xml)<record 类别='无'/></table></submission>"
          ], set: TableSet.load())
        #expect(none.values == ["330602: T1=[]"], "\(xml)")
      }
      let csv = try Run(
        [
          "T1.csv": "code,类别,死亡人数,日期,备注\n330602,火灾,4,2021-05-02,\(remark)\n",
          "a.csv": "code,D1\n330602,3\n",
        ], set: TableSet.load())
      #expect(csv.values == ["330602: D1=3"])
    }
  }

  @Test(arguments: [
    ["a.csv": "code,D1,状态栏\n330602,3,已作废\n"], ["a.csv": "（作废）,\ncode,D1\n330602,3\n"],
    ["a.csv": "code,D1\n330602,3\n注：以上数据作废,\n"], ["2021Q2-作废.csv": "code,D1\n330602,3\n"],
    ["a.csv": "code,item,value,状态栏\n330602,D1,3,作废\n"],
    [
      "a.xml":
        "<submissions note='作废'><submission unit='330602'><item code='D1'>3</item></submission></submissions>"
    ],
  ])
  func `so is what a text elsewhere says`(_ files: [String: String]) throws {
    let run = try Run(files)
    #expect(run.values == ["330602: D1=3"])
    #expect(run.diagnostics.filter { $0.code == "void-row" }.map(\.severity) == [.note], "\(files)")
  }

  @Test(arguments: [
    ("数据状态", "作废", true), ("是否作废", "是", true), ("作废标志", "1", true), ("是否有效", "否", true),
    ("审核状态", "退回", true), ("审核状态", "未通过", true), ("审核意见", "驳回", true), ("是否作废", "否", false),
    ("作废标志", "0", false), ("是否有效", "是", false), ("审核状态", "通过", false), ("备用", "是", false),
  ])
  func `a column or an attribute that marks what is void is asked about`(
    _ name: String, _ text: String, _ isAsked: Bool
  ) throws {
    func asks(_ diagnostics: [Diagnostic]) -> Bool {
      diagnostics.filter { $0.code == "void-row" }.map(\.severity) == (isAsked ? [.note] : [])
    }
    for (file, content) in [
      ("a.csv", "code,D1,\(name)\n330602,3,\(text)\n"),
      ("a.csv", "code,item,value,\(name)\n330602,D1,3,\(text)\n"),
      (
        "a.xml", "<submission unit='330602' \(name)='\(text)'><item code='D1'>3</item></submission>"
      ),
      (
        "a.xml", "<submission unit='330602'><item code='D1' \(name)='\(text)'>3</item></submission>"
      ),
    ] {
      let run = try Run([file: content])
      #expect(run.values == ["330602: D1=3"] && asks(run.diagnostics), "\(content)")
    }
    let table = try Run(
      ["T1.csv": "code,类别,死亡人数,日期,\(name)\n330602,火灾,4,2021-05-02,\(text)\n"], set: TableSet.load())
    #expect(table.values == ["330602: T1=[火灾,4,day18749]"] && asks(table.diagnostics))
    let record = "<record 类别='火灾' 死亡人数='4' 日期='2021-05-02' \(name)='\(text)'/>"
    let xml = try Run(
      ["a.xml": "<submission unit='330602'><table code='T1'>\(record)</table></submission>"],
      set: TableSet.load())
    #expect(xml.values == ["330602: T1=[火灾,4,day18749]"] && asks(xml.diagnostics))
    let (findings, told) = Finding.read(
      .text(
        "unit,target,authority,document,date,\(name)\n330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,\(text)\n",
        displayPath: "f.csv"), .findings, for: try SmallSet.load(), units: SmallSet.registry)
    #expect(findings.count == 1 && asks(told))
  }

  @Test func `a remark that names an item is about its value`() throws {
    let wide = try Run(["a.csv": "code,D1,D7,备注\n330602,3,2,受理数作废\n"])
    #expect(wide.values == ["330602: D7=2"])
    #expect(wide.found == ["2:12 void-row"])
    for row in ["note='受理数作废'>", "><备注>受理数作废</备注>"] {
      let xml = try Run([
        "a.xml":
          "<submission unit='330602' \(row)<item code='D1'>3</item><item code='D7'>2</item></submission>"
      ])
      #expect(xml.values == ["330602: D7=2"])
      #expect(xml.diagnostics.map(\.code) == ["void-row"])
    }
    let long = try Run(["a.csv": "code,item,value,备注\n330602,D1,3,经费无效\n330602,D7,2,经费无效\n"])
    #expect(long.values == ["330602: D1=3"])
  }

  @Test(arguments: [
    "抢救无效死亡", "经调解无效", "含撤回案件3件", "未作废", "无撤销", "剔除无效投诉后数", "原数作废", "撤销3个村", "废物处理", "取消限行后新增", "",
    "重复信访占比下降", "删除重复数据后为准", "取消该行业准入", "2021年6月撤销3个村", "抢救 无效死亡", "采用新口径",
  ])
  func `other remarks say nothing of that`(_ remark: String) throws {
    let run = try Run(["a.csv": "code,D1,备注\n330602,3,\(remark)\n"])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.found == [], "\(remark)")
  }

  @Test func `a record of a decision that is void has no effect`() throws {
    let head = "unit,target,authority,document,date,备注\n"
    func read(_ text: String) throws -> (Int, [Severity]) {
      let (findings, diagnostics) = Finding.read(
        .text(head + text, displayPath: "f.csv"), .findings, for: try SmallSet.load(),
        units: SmallSet.registry)
      return (findings.count, diagnostics.filter { $0.code == "void-row" }.map(\.severity))
    }
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,已撤销\n") == (0, [.warning]))
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,\n") == (1, []))
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,重复\n") == (1, [.note]))
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,\n注：V1已撤销\n") == (1, [.note]))
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,作废此条\n") == (0, [.warning]))
    #expect(try read("330602,V1,省委政法委,甲〔2021〕1号,2021-05-18,该决定已撤销\n") == (0, [.warning]))
  }
}
