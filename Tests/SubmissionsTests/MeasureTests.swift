import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// A set whose items are measured in various ways.
enum MeasureSet {
  static func load() throws -> IndicatorSet { try shared.get() }

  private static let shared = Result {
    let loaded = try loadSet("set.yaml", from: .memory(["set.yaml": text]))
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic.code) \(diagnostic.message.text(.en))")
    }
    return try #require(loaded.set)
  }

  private static let text = """
    set: measures
    title: 计量
    edition: "2021"
    assesses: county
    period: quarter
    points: 10
    items:
      案件数: {code: C1, title: 案件总数, type: count, measure: 件}
      金额: {code: N1, title: 投入金额, type: number, measure: 万元}
      满意率: {code: P1, title: 群众满意率, type: percent, plausible: 0% to 100%}
      户数: {code: U1, type: count}
      面积: {code: A1, type: number, measure: 平方公里}
      说明: {code: X1, type: text}
      事故: {code: T1, type: table, columns: {类别: text, 损失: {type: number, measure: 万元}, 比例: percent}}
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - {requirement: T1.1, title: 数, points: 10, provenance: drafted, score: {met: 案件数 + 金额 + 户数 + 面积 + count(事故) > 0 and 满意率 > 0%}}
    """
}

struct MeasureTests {
  private func run(_ files: [String: String], period: String? = "2021Q2") throws -> Run {
    try Run(files, period: period, set: MeasureSet.load())
  }

  @Test(arguments: [
    Case(
      name: "headings with the item's own measure",
      text: "code,案件总数（件）,投入金额(万元),群众满意率（%）,面积[平方公里]\n330602,3,12,93.6,2\n", codes: [],
      values: ["330602: C1=3 N1=12 P1=936e-3 A1=2"]),
    Case(
      name: "a share below a heading with its sign",
      text: "code,满意率(%)\n330602,0.936\n330603,-0.05\n",
      codes: ["percent-without-sign", "percent-without-sign"],
      values: ["330602: P1=!", "330603: P1=!"]),
    Case(
      name: "headings with a power of ten of it",
      text: "code,案件数（万件）,金额（元）,满意率(‰),面积(km2)\n330602,3.5,12000,936,2\n",
      codes: ["measure-converted", "measure-converted", "measure-converted"],
      values: ["330602: C1=35000 N1=12e-1 P1=936e-3 A1=2"]),
    Case(
      name: "headings with another measure",
      text: "code,案件数（户）,金额（万美元）,面积（亩）\n330602,3,12,2\n330603,,,\n",
      codes: ["other-measure", "other-measure", "other-measure"],
      values: ["330602: C1=! N1=! A1=!", "330603: C1=- N1=- A1=-"]),
    Case(
      name: "a heading with 单位：", text: "code,案件数（单位：万件）,金额 单位：元\n330602,3,10000\n",
      codes: ["measure-converted", "measure-converted"], values: ["330602: C1=30000 N1=1"]),
    Case(
      name: "brackets that are no measure", text: "code,案件数,金额（预计）\n330602,3,12\n",
      codes: ["other-period"], values: ["330602: C1=3"]),
    Case(
      name: "a row of measures below the header",
      text: "code,name,period,案件数,金额,满意率,说明\n,,,万件,亿元,%,-\n330602,,2021Q2,3,12,93.6,好\n",
      codes: ["measure-converted", "measure-converted"],
      values: ["330602: C1=30000 N1=120000 P1=936e-3 X1='好'"]),
    Case(
      name: "a row of the items' own measures", text: "code,案件数,金额\n计量单位,(件),（万元）\n330602,3,12\n",
      codes: [], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "a row of measures below an empty one",
      text: "code,period,案件数,满意率%\n,,,\n（单位）,-,万件,%\n330602,2021Q2,3,93.6\n",
      codes: ["measure-converted"], values: ["330602: C1=30000 P1=936e-3"]),
    Case(
      name: "a row of measures with another one", text: "code,案件数,金额\n,户,万元\n330602,3,12\n",
      codes: ["other-measure"], values: ["330602: C1=! N1=12"]),
    Case(
      name: "a row of measures above the header",
      text: ",,万件,元\ncode,name,案件数,金额\n330602,,3,10000\n",
      codes: ["title-rows", "measure-converted", "measure-converted"],
      values: ["330602: C1=30000 N1=1"]),
    Case(
      name: "a heading and a row that differ", text: "code,案件数（万件）\n,件\n330602,3\n",
      codes: ["other-measure"], values: ["330602: C1=!"]),
    Case(
      name: "two rows of headings and one of measures",
      text: "code,name,基本情况,\n,,案件数,金额\n,,万件,万元\n330602,,3,12\n", codes: ["measure-converted"],
      values: ["330602: C1=30000 N1=12"]),
    Case(
      name: "a first record that is no row of measures", text: "code,案件数,说明\n330602,3,件\n",
      codes: [],
      values: ["330602: C1=3 X1='件'"]),
    Case(
      name: "a title row", text: "2021年二季度情况表,,\n单位：万件,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=30000 N1=12"]),
    Case(
      name: "a title with several measures", text: "（单位：元、件）,,\ncode,案件数,金额\n330602,3,10000\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "a title that ends in a measure", text: "投入情况表（元）,\ncode,金额\n330602,10000\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: N1=1"]),
    Case(
      name: "a title with a measure of no item", text: "单位：吨,\ncode,金额,满意率\n330602,12,93%\n",
      codes: ["title-rows", "other-measure"], values: ["330602: N1=! P1=93e-2"]),
    Case(
      name: "a title that names the office", text: "填报单位：越城区,\n情况表（年）,\ncode,金额\n330602,12\n",
      codes: ["title-rows"], values: ["330602: N1=12"]),
    Case(
      name: "a title with the measure of money", text: "说明：金额单位亿元,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=120000"]),
    Case(
      name: "a title with a measure of money that is none of its own",
      text: "金额单位：美元,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "other-measure"], values: ["330602: C1=3 N1=!"]),
    Case(
      name: "a note of what the table is counted in",
      text: "注：表中金额均以元计,,\ncode,案件数,金额\n330602,3,10000\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "a note of what the table has for its measure",
      text: "本表以元为单位,,\ncode,案件数,金额\n330602,3,10000\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "notes about single items", text: "说明：案件数单位为百件，金额单位为元,,\ncode,案件数,金额\n330602,3,10000\n",
      codes: ["title-rows", "measure-converted", "measure-converted"],
      values: ["330602: C1=300 N1=1"]),
    Case(
      name: "measures behind blanks", text: "单位：元  万件,,\ncode,案件数,金额\n330602,3,10000\n",
      codes: ["title-rows", "measure-converted", "measure-converted"],
      values: ["330602: C1=30000 N1=1"]),
    Case(
      name: "a label and its measure side by side", text: "金额单位,亿元,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=120000"]),
    Case(
      name: "a measure in RMB", text: "单位：人民币亿元,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=120000"]),
    Case(
      name: "a heading that names our money", text: "code,案件数,金额（人民币）\n330602,3,12\n",
      codes: [], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "a heading that names a measure and our money",
      text: "code,案件数,金额（万元）（人民币）\n330602,3,12\n",
      codes: [], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "a heading that names our money and a measure",
      text: "code,案件数,金额（人民币、元）\n330602,3,12\n",
      codes: ["measure-converted"], values: ["330602: C1=3 N1=12e-4"]),
    Case(
      name: "a heading that names a measure and the money of others",
      text: "code,案件数,金额（万元）（港币）\n330602,3,12\n",
      codes: ["other-measure"], values: ["330602: C1=3 N1=!"]),
    Case(
      name: "a measure and our money behind blanks",
      text: "单位：万元  货币：人民币,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows"], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "our money before a stroke", text: "金额单位：人民币/万元,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows"], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "a measure that nobody knows", text: "计量单位：标件,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows", "unread-measure"], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "what is done by measures",
      text: "以上数据按期填报；期限以天计,,\n责任单位：政法委,,\ncode,案件数,金额\n330602,3,12\n",
      codes: ["title-rows"], values: ["330602: C1=3 N1=12"]),
    Case(
      name: "a title and a footnote that differ",
      text: "金额单位：万元,,\ncode,案件数,金额\n330602,3,12\n注：金额以元计,,\n",
      codes: ["title-rows", "rows-of-no-unit", "other-measure"], values: ["330602: C1=3 N1=!"]),
    Case(
      name: "a footnote in the second cell", text: "code,案件数,金额\n330602,3,10000\n备注,金额单位：元,\n",
      codes: ["rows-of-no-unit", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "a value and a remark that are no footnotes",
      text: "code,案件数,金额,备注\n330602,3,12,\n330603,,,金额单位：元\n330604,（万元）,,\n",
      codes: ["not-a-number"],
      values: ["330602: C1=3 N1=12", "330603: C1=- N1=-", "330604: C1=! N1=-"]),
    Case(
      name: "a measure beside the header", text: "code,金额,单位：元\n330602,10000,\n",
      codes: ["measure-converted"], values: ["330602: N1=1"]),
    Case(
      name: "a column of measures in a wide file",
      text: "code,name,案件数,单位\n330602,,3,万件\n330603,,4,件\n330604,,5,\n",
      codes: ["measure-converted"],
      values: ["330602: C1=30000", "330603: C1=4", "330604: C1=5"]),
    Case(
      name: "a column of measures with another one",
      text: "code,案件数,计量单位\n330602,3,户\n330603,4,件\n", codes: ["other-measure"],
      values: ["330602: C1=!", "330603: C1=4"]),
    Case(
      name: "a column of measures behind each item",
      text: "code,案件数,单位,金额,单位\n330602,3,万件,10000,元\n",
      codes: ["measure-converted", "measure-converted"], values: ["330602: C1=30000 N1=1"]),
    Case(
      name: "a column of measures for items of several measures",
      text: "code,案件数,金额,单位\n330602,3,12,万件\n330603,3,10000,元\n330604,3,12,吨\n",
      codes: ["measure-converted", "measure-converted", "other-measure", "other-measure"],
      values: ["330602: C1=30000 N1=12", "330603: C1=3 N1=1", "330604: C1=! N1=!"]),
    Case(
      name: "columns of measures that name their items",
      text: "code,案件数,案件数单位,金额,投入金额计量单位\n330602,3,万件,12,\n330603,3,万元,10000,元\n",
      codes: ["measure-converted", "other-measure", "measure-converted"],
      values: ["330602: C1=30000 N1=12", "330603: C1=! N1=1"]),
    Case(
      name: "单位 that names the district", text: "code,单位,案件数\n330602,越城区,3\n", codes: [],
      values: ["330602: C1=3"]),
    Case(
      name: "cells with measures of their own",
      text: "code,案件数,金额\n330602,3万件,108.5万\n330603,3件,1085000元\n",
      codes: ["measure-converted", "measure-converted"],
      values: ["330602: C1=30000 N1=1085e-1", "330603: C1=3 N1=1085e-1"]),
    Case(
      name: "a cell with its own measure below another",
      text: "code,案件数（万件）,满意率（%）\n330602,30000件,93.6%\n",
      codes: ["measure-converted"], values: ["330602: C1=30000 P1=936e-3"]),
    Case(
      name: "a share below a heading with %",
      text: "code,满意率（%）\n330602,0.936\n330603,1\n330604,0\n",
      codes: ["percent-without-sign", "percent-without-sign"],
      values: ["330602: P1=!", "330603: P1=!", "330604: P1=0"]),
    Case(
      name: "a percentage as a count", text: "code,案件数（%）,满意率（件）\n330602,3,4\n",
      codes: ["other-measure", "other-measure"], values: ["330602: C1=! P1=!"]),
    Case(
      name: "an item that declares no measure", text: "code,户数（户）\n330602,3\n",
      codes: ["unchecked-measure"], values: ["330602: U1=3"]),
    Case(
      name: "a power of ten for an item that declares no measure", text: "code,户数（万户）\n330602,3\n",
      codes: ["other-measure"], values: ["330602: U1=!"]),
    Case(
      name: "a long file with a column of measures",
      text:
        "code,item,单位,value\n330602,案件数,万件,3\n330603,案件数,万件,4\n330602,金额,万元,12\n330603,金额,,12\n330602,满意率,%,93.6\n330602,说明,无,好\n",
      codes: ["measure-converted"],
      values: ["330602: C1=30000 N1=12 P1=936e-3 X1='好'", "330603: C1=40000 N1=12"]),
    Case(
      name: "a long file with unit for the measure",
      text: "code,item,value,unit\n330602,C1,3,万件\n330602,N1,12,户\n",
      codes: ["measure-converted", "other-measure"], values: ["330602: C1=30000 N1=!"]),
    Case(
      name: "a long file with measures behind the items",
      text: "code,item,value\n330602,案件数（万件）,3\n330602,金额（元）,10000\n330602,满意率（%）,93.6\n",
      codes: ["measure-converted", "measure-converted"],
      values: ["330602: C1=30000 N1=1 P1=936e-3"]),
    Case(
      name: "a long file whose columns of measures are those of districts",
      text: "code,单位,item,value\n330602,越城区,C1,3\n", codes: [], values: ["330602: C1=3"]),
    Case(
      name: "a long file below a title",
      text: "单位：元,,\ncode,item,value\n330602,金额,10000\n330602,案件数,3\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "a long file below a title about money",
      text: "金额单位：元,,\ncode,item,value\n330602,金额,10000\n330602,案件数,3\n",
      codes: ["title-rows", "measure-converted"], values: ["330602: C1=3 N1=1"]),
    Case(
      name: "attributes of values in XML", file: "a.xml",
      text:
        "<submission unit='330602'><item code='C1' unit='万件'>3</item><item code='N1' 计量单位='元'>10000</item><item code='P1' measure='%'>93.6</item><item code='U1' unit='户'>4</item></submission>",
      codes: ["measure-converted", "measure-converted", "unchecked-measure"],
      values: ["330602: C1=30000 N1=1 P1=936e-3 U1=4"]),
    Case(
      name: "another measure in XML", file: "a.xml",
      text: "<submission unit='330602'><item code='C1' unit='户'>3</item></submission>",
      codes: ["other-measure"], values: ["330602: C1=!"]),
    Case(
      name: "a measure around values in XML", file: "a.xml",
      text:
        "<submissions measure='万件'><submission unit='330602'><item code='C1'>3</item><item code='N1'>12</item><item code='P1'>93%</item></submission><submission unit='330603'><item code='C1' measure='件'>3</item></submission></submissions>",
      codes: ["measure-converted"], values: ["330602: C1=30000 N1=12 P1=93e-2", "330603: C1=3"]),
    Case(
      name: "a table of records", file: "事故.csv",
      text: "code,类别,损失（元）,比例（%）\n330602,火灾,10000,50\n", codes: ["measure-converted"],
      values: ["330602: T1=[火灾,1,5e-1]"]),
    Case(
      name: "a table of records with a row of measures", file: "事故.csv",
      text: "code,类别,损失,比例\n,,户,\n330602,火灾,10000,50%\n", codes: ["other-measure"],
      values: ["330602: T1=[火灾,!,50e-2]"]),
    Case(
      name: "records in XML", file: "a.xml",
      text:
        "<submission unit='330602'><table code='T1'><record><field name='类别'>火灾</field><field name='损失' unit='元'>10000</field><field name='比例（%）'>50</field></record></table></submission>",
      codes: ["measure-converted"], values: ["330602: T1=[火灾,1,5e-1]"]),
  ])
  func `a measure beside values is converted where it is a power of ten, and never passed over`(
    _ example: Case
  ) throws {
    let run = try run([example.file: example.text])
    #expect(run.values == example.values)
    #expect(run.diagnostics.map(\.code).sorted() == example.codes.sorted())
  }

  @Test(arguments: [
    Case(
      name: "a year", text: "code,年份,C1\n330602,2019,3\n330603,2021,4\n",
      codes: ["other-period", "other-period"], values: []),
    Case(
      name: "a year and a quarter",
      text: "code,年份,季度,C1\n330602,2021,2,3\n330603,2021年,第一季度,4\n330604,2019,二季度,5\n",
      codes: ["other-period", "other-period"], values: ["330602: C1=3"]),
    Case(
      name: "year and quarter in English",
      text: "code,year,quarter,C1\n330602,2021,Q2,3\n330603,2020,Q2,4\n", codes: ["other-period"],
      values: ["330602: C1=3"]),
    Case(
      name: "a year and a month", text: "code,年度,月份,C1\n330602,2021,6,3\n", codes: ["other-period"],
      values: []),
    Case(
      name: "a quarter without a year", text: "code,季度,C1\n330602,二季度,3\n",
      codes: [], values: ["330602: C1=3"]),
    Case(
      name: "a year around the period", text: "code,period,年份,C1\n330602,2021Q2,2021,3\n",
      codes: [],
      values: ["330602: C1=3"]),
    Case(
      name: "a year that contradicts the period", text: "code,period,年份,C1\n330602,2021Q2,2019,3\n",
      codes: ["unreadable-period"], values: []),
    Case(
      name: "another word for the period", text: "code,期别,C1\n330602,2021Q2,3\n330603,2020Q2,3\n",
      codes: ["other-period"], values: ["330602: C1=3"]),
    Case(
      name: "时间 with labels of periods", text: "code,时间,C1\n330602,2021Q2,3\n330603,2019Q2,4\n",
      codes: ["other-period"], values: ["330602: C1=3"]),
    Case(
      name: "时间 with days", text: "code,时间,C1\n330602,2021-07-05,3\n", codes: ["unknown-column"],
      values: ["330602: C1=3"]),
    Case(
      name: "a year above the headings",
      text: "code,name,2019年,,2021年二季度,\n,,案件数,金额,户数,面积\n330602,,3,12,4,5\n",
      codes: ["other-period", "other-period"], values: ["330602: U1=4 A1=5"]),
    Case(
      name: "periods side by side",
      text: "code,案件数（2020Q2）,案件数（2021Q2）,2019年金额\n330602,3,4,5\n",
      codes: ["other-period", "other-period"], values: ["330602: C1=4"]),
    Case(
      name: "a year of a table's column", file: "事故.csv",
      text: "code,类别,损失（2019年）,比例\n330602,火灾,1,50%\n", codes: ["other-period"],
      values: ["330602: T1=[火灾,?,50e-2]"]),
    Case(
      name: "a title row", text: "填报期：2019年二季度,,\ncode,C1\n330602,3\n",
      codes: ["other-period", "title-rows"], values: []),
    Case(
      name: "a long file", text: "code,item,年份,季度,value\n330602,C1,2021,2,3\n330602,N1,2019,2,4\n",
      codes: ["other-period"], values: ["330602: C1=3"]),
    Case(
      name: "a table of records", file: "事故.csv",
      text: "code,年度,季度,类别,损失,比例\n330602,2021,2,火灾,1,50%\n330602,2019,2,交通,1,50%\n",
      codes: ["other-period"], values: ["330602: T1=[火灾,1,50e-2]"]),
    Case(
      name: "attributes in XML", file: "a.xml",
      text:
        "<submissions><submission unit='330602' year='2021' quarter='2'><item code='C1'>3</item><item code='N1' period='2019'>4</item></submission><submission unit='330603' 年份='2019' 季度='2'><item code='C1'>3</item></submission></submissions>",
      codes: ["other-period", "other-period"], values: ["330602: C1=3"]),
    Case(
      name: "a year of the whole XML", file: "a.xml",
      text:
        "<submissions 年份='2019' 季度='2'><submission unit='330602'><item code='C1'>3</item></submission></submissions>",
      codes: ["other-period"], values: []),
    Case(
      name: "periods of tables, records and fields in XML", file: "a.xml",
      text:
        "<submissions><submission unit='330602'><table code='T1'><record period='2019Q2'><field name='类别'>甲</field></record><record><field name='类别'>乙</field><field name='损失' year='2019'>3</field><field name='比例'>1%</field></record></table></submission><submission unit='330603'><item code='C1'>1</item><table code='T1' year='2019'><record><field name='类别'>甲</field></record></table></submission></submissions>",
      codes: ["other-period", "other-period", "other-period"],
      values: ["330602: T1=[乙,!,1e-2]", "330603: C1=1"]),
  ])
  func `a column of years or periods is never passed over`(
    _ example: Case
  ) throws {
    let run = try run([example.file: example.text])
    #expect(run.values == example.values)
    #expect(run.diagnostics.map(\.code).sorted() == example.codes.sorted())
  }

  @Test(arguments: [
    "填表人：王建元", "填表人:王建元", "填报人：万元", "审核：李元 制表：王开元", "负责人：欧元", "联系人（王建元）", "（王建元）", "单位负责人：王建元",
    "单位：广元", "单位:广元", "（单位：开元）", "单位：东升", "单位：百步", "填报单位：广元", "统计单位：广元", "投入单位：广元", "金额：广元",
    "填报单位（盖章）：广元", "按广元口径统计", "表（广元）", "地区：广元", "姓名：王建元", "单位：株洲、广元", "填表人,王建元", "单位,广元",
    "填报单位,广元",
  ])
  func `a person or a place is no measure`(_ text: String) throws {
    let values = "330602,3,12,2"
    let header = "code,案件数,金额,面积"
    for file in [
      "\(text),\n\(header)\n\(values)\n", "\(header)\n\(values)\n\(text),\n",
      "\(header),备注,依据\n\(values),\(text)\n", "\(header),备注,\(text)\n\(values),\n",
    ] {
      let run = try run(["a.csv": file])
      #expect(run.values.first == "330602: C1=3 N1=12 A1=2", "\(file) \(run.found)")
      let codes = Set(run.diagnostics.map(\.code))
      #expect(codes.isDisjoint(with: ["other-measure", "unread-measure"]), "\(file) \(run.found)")
    }
  }

  @Test(arguments: [
    ("单位：亿元", "C1=3 N1=120000 A1=2"), ("(单位:万元、百件)", "C1=300 N1=12 A1=2"),
    ("（单位：元、件）", "C1=3 N1=12e-4 A1=2"), ("计量单位：元", "C1=3 N1=12e-4 A1=2"),
    ("金额单位：元", "C1=3 N1=12e-4 A1=2"), ("金额单位：广元", "C1=3 N1=! A1=2"),
    ("计量单位：蒙元", "C1=3 N1=! A1=2"), ("单位：500元", "C1=3 N1=! A1=2"),
    ("单位：缅元", "C1=3 N1=! A1=2"), ("以苏元计", "C1=3 N1=! A1=2"), ("投入：元", "C1=3 N1=12e-4 A1=2"),
    ("单位：×100件", "C1=3 N1=12 A1=2"), ("金额（广元）", "C1=3 N1=12 A1=2"),
  ])
  func `what is a measure stays one`(_ text: String, _ values: String) throws {
    for file in [
      "\"\(text)\",\ncode,案件数,金额,面积\n330602,3,12,2\n",
      "code,案件数,金额,面积\n330602,3,12,2\n\"\(text)\",\n",
    ] {
      let run = try run(["a.csv": file])
      #expect(run.values.first == "330602: \(values)", "\(file) \(run.found)")
    }
  }

  /// The same values with a note about them, wherever it may stand.
  private static func files(_ note: String) -> [(place: String, name: String, text: String)] {
    let quoted = "\"\(note)\","
    let wide = "code,案件数,金额,面积\n330602,3,12,2\n"
    let long = "code,item,value\n330602,案件数,3\n330602,N1,12\n330602,面积,2\n"
    func root(_ attributes: String, _ inner: String) -> String {
      "<submissions \(attributes)>\(inner)</submissions>"
    }
    return [
      ("above a wide table", "a.csv", "\(quoted),\n\(wide)"),
      ("below a wide table", "a.csv", "\(wide)\(quoted),\n"),
      ("in a remark", "a.csv", "code,案件数,金额,面积,备注\n330602,3,12,2,\(quoted)\n"),
      ("above a long table", "a.csv", "\(quoted),\n\(long)"),
      ("below a long table", "a.csv", "\(long)\(quoted),\n"),
      ("in a note of a submission", "a.xml", xml(inner: "<note>\(note)</note>")),
      ("in a note before the values", "a.xml", xml(before: "<备注>\(note)</备注>")),
      ("in a note of the file", "a.xml", root("", xml() + "<note>\(note)</note>")),
      ("in a title of the file", "a.xml", root("title='\(note)'", xml())),
      ("in a note attribute of the file", "a.xml", root("note='\(note)'", xml())),
      ("in a title element", "a.xml", root("", "<title>\(note)</title>" + xml())),
      ("in a title of a submission", "a.xml", xml(attribute: "title='\(note)'")),
      ("in a note attribute of a submission", "a.xml", xml(attribute: "说明='\(note)'")),
      ("in the name of a file", "\(note).csv", wide),
      ("in the name of a long file", "\(note).csv", long),
      ("in the name of an XML file", "\(note).xml", xml()),
      ("in an item that is a remark", "a.xml", xml(inner: "<item name='备注'>\(note)</item>")),
    ]
  }

  private static func xml(attribute: String = "", before: String = "", inner: String = "") -> String
  {
    "<submission unit='330602' \(attribute)>\(before)<item code='C1'>3</item><item code='N1'>12</item><item code='A1'>2</item>\(inner)</submission>"
  }

  @Test(arguments: [
    ("金额单位：元", "C1=3 N1=12e-4 A1=2"), ("单位：亿元、百件", "C1=300 N1=120000 A1=2"),
    ("金额、案件数单位分别为元、百件", "C1=300 N1=12e-4 A1=2"),
    ("注：表中金额均以元计", "C1=3 N1=12e-4 A1=2"), ("说明：案件数单位为百件，金额单位为元", "C1=300 N1=12e-4 A1=2"),
    ("计量单位：美元", "C1=3 N1=! A1=2"), ("投入金额单位：户", "C1=3 N1=! A1=2"), ("单位：缅元", "C1=3 N1=! A1=2"),
    ("填表人：王建元", "C1=3 N1=12 A1=2"), ("单位：广元", "C1=3 N1=12 A1=2"), ("填报单位：越城区", "C1=3 N1=12 A1=2"),
    ("金额单位：人民币", "C1=3 N1=12 A1=2"), ("注：金额为人民币，单位为万元", "C1=3 N1=12 A1=2"),
    ("货币：人民币", "C1=3 N1=12 A1=2"), ("货币种类：人民币", "C1=3 N1=12 A1=2"), ("金额单位：RMB", "C1=3 N1=12 A1=2"),
    ("单位：万元，货币：人民币", "C1=3 N1=12 A1=2"), ("以上金额为人民币", "C1=3 N1=12 A1=2"),
    ("金额单位：人民币（元）", "C1=3 N1=12e-4 A1=2"), ("金额单位：万元（港币）", "C1=3 N1=! A1=2"),
    ("金额单位：港币（万元）", "C1=3 N1=! A1=2"), ("金额单位：港币万元", "C1=3 N1=! A1=2"),
    ("单位：万元港币", "C1=3 N1=! A1=2"), ("金额单位：美元万元", "C1=3 N1=! A1=2"),
    ("单位：万元（美元）", "C1=3 N1=! A1=2"), ("单位：万元，货币：港币", "C1=3 N1=! A1=2"),
    ("单位：万元、件、平方公里", "C1=3 N1=12 A1=2"), ("二季度情况", "C1=3 N1=12 A1=2"),
  ])
  func `the same note says the same wherever it stands`(_ note: String, _ values: String) throws {
    for (place, name, text) in MeasureTests.files(note) {
      let run = try run([name: text])
      #expect(run.values == ["330602: \(values)"], "\(place): \(text) \(run.found)")
      let codes = run.diagnostics.map(\.code)
      let isConverted = values.contains("N1=12e-4") || values.contains("C1=300")
      #expect(codes.contains("measure-converted") == isConverted, "\(place): \(run.found)")
      #expect(codes.contains("other-measure") == values.contains("!"), "\(place): \(run.found)")
      #expect(!codes.contains("unknown-attribute") && !codes.contains("unknown-element"))
    }
  }

  @Test(arguments: [
    ("<submissions unit='元'>", "", ""), ("<submissions 单位='元'>", "", ""),
    ("<submissions measure='元'>", "", ""), ("<submissions 金额单位='元'>", "", ""),
    ("<submissions>", "单位='元'", ""), ("<submissions>", "计量单位='元'", ""),
    ("<submissions>", "code='330602' unit='元'", ""), ("<submissions>", "投入单位='元'", ""),
    ("<submissions measure='亿元'>", "单位='元'", ""),
    ("<submissions>", "", "<item name='计量单位'>元</item>"),
  ])
  func `a measure in an attribute around values is theirs`(
    _ root: String, _ attributes: String, _ inner: String
  ) throws {
    let whose = attributes.contains("330602") ? attributes : "unit='330602' \(attributes)"
    let text =
      "\(root)<submission \(whose)><item code='C1'>3</item><item code='N1'>12</item>\(inner)</submission></submissions>"
    let run = try run(["a.xml": text])
    #expect(run.values == ["330602: C1=3 N1=12e-4"], "\(text) \(run.found)")
    #expect(run.diagnostics.map(\.code) == ["measure-converted"], "\(text)")
  }

  @Test(arguments: [
    ("", "unit='元'", "", ""), ("", "title='事故（单位：元）'", "", ""), ("", "note='金额单位：元'", "", ""),
    ("", "", "<note>损失以元计</note>", ""), ("", "", "", "unit='元'"), ("", "", "", "备注='以元计'"),
    ("", "", "", "损失单位='元'"), ("", "", "", "measure='元'"), ("note='损失单位：元'", "", "", ""),
    ("title='单位：元'", "", "", ""),
  ])
  func `a measure around records is theirs`(
    _ submission: String, _ table: String, _ inner: String, _ record: String
  ) throws {
    func xml(_ record: String, _ fields: String) -> String {
      "<submission unit='330602' \(submission)><table code='T1' \(table)><record \(record)>\(fields)</record>\(inner)</table></submission>"
    }
    for text in [
      xml(
        record, "<field name='类别'>火灾</field><field name='损失'>12</field><field name='比例'>5%</field>"),
      xml("类别='火灾' 损失='12' 比例='5%' \(record)", ""),
    ] {
      let run = try run(["a.xml": text])
      #expect(run.values == ["330602: T1=[火灾,12e-4,5e-2]"], "\(text) \(run.found)")
      #expect(run.diagnostics.map(\.code) == ["measure-converted"], "\(text)")
    }
  }

  @Test(arguments: [
    ("单位：平方米", "C1=! N1=!"), ("单位：亿元", "C1=3 N1=120000"), ("单位：百", "C1=3 N1=12e-2"),
  ])
  func `a measure of what is not there fits nothing, in every kind of file`(
    _ note: String, _ values: String
  ) throws {
    for (name, text) in [
      ("a.csv", "\(note),,\ncode,案件数,金额\n330602,3,12\n"),
      ("a.csv", "\(note),,\ncode,item,value\n330602,C1,3\n330602,金额,12\n"),
      (
        "a.xml",
        "<submission unit='330602'><item code='C1'>3</item><item code='N1'>12</item><note>\(note)</note></submission>"
      ),
      (
        "a.xml",
        "<submissions title='\(note)'><submission unit='330602'><item code='C1'>3</item><item code='N1'>12</item></submission></submissions>"
      ),
    ] {
      #expect(try run([name: text]).values == ["330602: \(values)"], "\(text)")
    }
  }

  @Test func `a further name of a value says its measure as well`() throws {
    for (name, text) in [
      ("a.xml", "<submission unit='330602'><item code='N1' name='投入金额（元）'>12</item></submission>"),
      ("a.csv", "code,指标代码,指标名称,value\n330602,N1,投入金额（元）,12\n"),
    ] {
      #expect(try run([name: text]).values == ["330602: N1=12e-4"], "\(text)")
    }
  }

  @Test func `a note below the table speaks of all of it`() throws {
    let run = try run(["a.csv": "code,金额\n330602,10000\n330603,20000\n注：金额单位为元,\n"])
    #expect(run.values == ["330602: N1=1", "330603: N1=2"])
    #expect(run.diagnostics.map(\.code).contains("measure-converted"))
  }

  @Test(arguments: [true, false])
  func `a note below a long file speaks of all of it`(_ isLong: Bool) throws {
    let header = isLong ? "code,item,value\n330602,N1,10000\n" : "code,金额,户数\n330602,10000,3\n"
    let other = isLong ? "330699,N1,1\n" : "330699,1,1\n"
    let rows = String(repeating: other, count: CSVHeadReader.headBytes / other.utf8.count + 1)
    let run = try run(["a.csv": header + rows + "注：金额单位为元,,\n"])
    #expect(run.values == [isLong ? "330602: N1=1" : "330602: N1=1 U1=3"])
    #expect(run.diagnostics.map(\.code).count { $0 == "measure-converted" } == 1)
  }

  @Test(arguments: [
    ("code,金额,备注\n330602,10000,以元计\n", "330602: N1=1"),
    ("code,金额,备注\n330602,1,金额单位(亿元)\n", "330602: N1=10000"),
    ("code,金额,备注\n330602,1,按户统计\n", "330602: N1=1"),
    ("code,金额（万元）,备注\n330602,1,亿元\n", "330602: N1=!"),
    ("code,类别,损失,说明\n330602,火灾,1,亿元\n", "330602: T1=[火灾,10000,?]"),
  ])
  func `a remark speaks of its row`(_ text: String, _ values: String) throws {
    let run = try run([text.contains("类别") ? "事故.csv" : "a.csv": text])
    #expect(run.values == [values])
  }

  @Test(arguments: [
    ("件", 0, "件"), ("万件", 4, "件"), ("百件", 2, "件"), ("千万元", 7, "元"), ("万亿元", 12, "元"),
    ("（单位：万元）", 4, "元"),
    ("万", 4, ""), ("公里", 3, "米"), ("千米", 3, "米"), ("吨", 6, "克"), ("万吨", 10, "克"), ("公顷", 4, "平方米"),
    ("％", -2, "1"),
    ("个百分点", 0, "个百分点"), ("百分点", 0, "百分点"), ("件/万人", 0, "件/万人"), ("万件/万人", 4, "件/万人"),
    ("KM", 3, "米"),
  ])
  func `a measure is a power of ten of what is counted`(
    _ text: String, _ power: Int, _ base: String
  ) throws {
    let measure = try #require(Measure(text))
    #expect(measure.power == power)
    #expect(measure.base == base)
  }

  @Test(arguments: ["", "-", "无", "12", "　"])
  func `what writes no measure is none`(_ text: String) { #expect(Measure(text) == nil) }
}
