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
    "重复上报", "误报", "不计入考核", "该项目已撤销", "证照撤回", "退回", "原件撤销",
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

  @Test func `a remark that names an item is about its value`() throws {
    let wide = try Run(["a.csv": "code,D1,D7,备注\n330602,3,2,受理数作废\n"])
    #expect(wide.values == ["330602: D7=2"])
    #expect(wide.found == ["2:12 void-row"])
    let long = try Run(["a.csv": "code,item,value,备注\n330602,D1,3,经费无效\n330602,D7,2,经费无效\n"])
    #expect(long.values == ["330602: D1=3"])
  }

  @Test(arguments: [
    "抢救无效死亡", "经调解无效", "含撤回案件3件", "未作废", "无撤销", "剔除无效投诉后数", "原数作废", "撤销3个村", "废物处理", "取消限行后新增", "",
    "重复信访占比下降", "删除重复数据后为准",
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
  }
}
