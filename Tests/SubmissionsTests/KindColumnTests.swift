import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// Columns of words for what the values of a row are: some say of which time.
struct KindColumnTests {
  @Test(arguments: [
    "统计口径", "报表期别", "类别", "项目", "指标", "数据项", "数据类型", "统计年度", "时段", "数据所属期别", "口径说明", "数据来源期",
  ])
  func `a column that says for some rows of which time they are is one of periods`(
    _ heading: String
  ) throws {
    for other in [
      "上年同期", "2020年", "2020年二季度", "2020年报", "2020年二季度数据", "2021年1-3月", "2021Q1", "去年同期数", "计划数",
      "累计", "全年目标",
    ] {
      for own in ["本期", "二季度", "2021年二季度", "2021Q2", "本季度"] {
        let wide = try Run(["a.csv": "code,\(heading),D1\n330602,\(own),3\n330603,\(other),4\n"])
        #expect(wide.values == ["330602: D1=3"], "\(heading) \(own) \(other)")
        #expect(wide.diagnostics.count { $0.severity == .error } == 1)
      }
      guard heading != "项目", heading != "指标", heading != "数据项" else { continue }
      let long = try Run(
        ["a.csv": "code,item,\(heading),value\n330602,D1,本期,3\n330602,D1,\(other),4\n"])
      #expect(long.values == ["330602: D1=3"], "\(heading) \(other)")
      #expect(long.diagnostics.count { $0.severity == .error } == 1)
    }
  }

  @Test func `below any other heading only what can be nothing else is a time`() throws {
    for (other, isTime) in [
      ("上年同期", true), ("2020Q2", true), ("2020年二季度", true), ("2020年", false), ("2021年3月", false),
      ("2001", false), ("城区", false),
    ] {
      let run = try Run(["a.csv": "code,备用,D1\n330602,2021Q2,3\n330603,\(other),4\n"])
      #expect(run.values == ["330602: D1=3"] + (isTime ? [] : ["330603: D1=4"]), "\(other)")
      let event = try Run(["a.csv": "code,建成时间,D1\n330603,\(other),4\n"])
      #expect(event.values == ["330603: D1=4"])
    }
  }

  @Test(arguments: [("2021Q2", true), ("2020Q2", false)])
  func `beside a column of periods it says no more, or contradicts it`(
    _ period: String, _ isOwn: Bool
  ) throws {
    let same = try Run(["a.csv": "code,期别,类别,D1\n330602,\(period),本期,3\n"])
    #expect(same.values == (isOwn ? ["330602: D1=3"] : []))
    let other = try Run(["a.csv": "code,期别,类别,D1\n330602,\(period),上年同期,3\n"])
    #expect(other.values == [])
    #expect(other.diagnostics.count { $0.severity == .error } == 1)
  }

  @Test func `words for something else leave the values`() throws {
    let run = try Run(
      ["a.csv": "code,类别,D1\n330602,城区,3\n330603,上年同期,4\n330604,2001,5\n"])
    #expect(run.values == ["330602: D1=3", "330604: D1=5"])
    for heading in ["类别", "项目", "指标", "填报月份", "建成年份"] {
      let run = try Run([
        "a.csv": "code,\(heading),D1\n330602,\(heading.hasSuffix("份") ? "2020年" : "平安"),3\n"
      ])
      #expect(run.values == ["330602: D1=3"])
      #expect(run.found == ["1:6 unknown-column"], "\(heading)")
    }
  }

  @Test(arguments: [
    ("指标年度", "2020"), ("数据类型", "计划数"), ("统计口径", "上年同期"), ("类别", "2020年"), ("备用", "2020Q2"),
  ])
  func `an attribute says so as a column does`(_ name: String, _ text: String) throws {
    let column = try Run(["a.csv": "code,\(name),D1\n330602,\(text),3\n"])
    for xml in [
      "<submission unit='330602' \(name)='\(text)'><item code='D1'>3</item></submission>",
      "<submissions \(name)='\(text)'><submission unit='330602'><item code='D1'>3</item></submission></submissions>",
      "<submission unit='330602'><item code='D1' \(name)='\(text)'>3</item></submission>",
    ] {
      let run = try Run(["a.xml": xml])
      #expect(run.values.allSatisfy { $0 == "330602:" } && column.values == [], "\(xml)")
      #expect(run.diagnostics.contains { $0.severity == .error }, "\(xml)")
    }
    let own = try Run([
      "a.xml": "<submission unit='330602' 类别='城区' 报送轮次='1'><item code='D1'>3</item></submission>"
    ])
    #expect(own.values == ["330602: D1=3"])
  }

  @Test func `in a table of records only what speaks of a time does`() throws {
    let set = try TableSet.load()
    let table = "code,统计口径,类别,死亡人数\n330602,本期,火灾,1\n330602,上年同期,火灾,2\n"
    // Nobody says that the table is whole without it.
    #expect(try Run(["T1.csv": table], set: set).values == ["330602: T1=!"])
    let xml =
      "<submission unit='330602'><item code='D1' 统计口径='上年同期'>4</item>"
      + "<table code='T1'><record 类别='二季度' 死亡人数='1'/></table></submission>"
    #expect(try Run(["a.xml": xml], set: set).values == ["330602: T1=[二季度,1,?]"])
  }
}
