import Definitions
import SourceText
import Testing

@testable import Submissions

/// Notes that speak of some units, some items or some rows: the same in every kind of file.
struct PartNoteTests {
  private func run(_ name: String, _ text: String) throws -> Run {
    try Run([name: text], set: MeasureSet.load())
  }

  /// The same values of two units with a note about them, wherever it may stand.
  private func files(_ note: String) -> [(place: String, name: String, text: String)] {
    let quoted = "\"\(note)\","
    let wide = "code,案件数,金额\n330602,3,12\n330603,3,12\n"
    let long = "code,item,value\n330602,C1,3\n330602,金额,12\n330603,C1,3\n330603,金额,12\n"
    func submission(_ code: String) -> String {
      "<submission unit='\(code)'><item code='C1'>3</item><item code='N1'>12</item></submission>"
    }
    let xml = submission("330602") + submission("330603")
    return [
      ("above a wide table", "a.csv", "\(quoted),\n\(wide)"),
      ("below a wide table", "a.csv", "\(wide)\(quoted),\n"),
      ("above a long table", "a.csv", "\(quoted),\n\(long)"),
      ("below a long table", "a.csv", "\(long)\(quoted),\n"),
      ("in a note of the file", "a.xml", "<submissions>\(xml)<note>\(note)</note></submissions>"),
      ("in an attribute", "a.xml", "<submissions 说明='\(note)'>\(xml)</submissions>"),
    ]
  }

  @Test(arguments: [
    ("注：越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：越城区、柯桥区金额以元计", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：绍兴县的金额单位为元", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：越城区金额单位为元，其余为万元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：越城区金额单位为美元", "C1=3 N1=!", "C1=3 N1=12"),
    ("注：越城区数据为2020年数", "C1=! N1=!", "C1=3 N1=12"),
    ("注：越城区案件数为2020年数；金额单位为元", "C1=! N1=12e-4", "C1=3 N1=12e-4"),
    ("注：案件数为2020年数", "C1=! N1=12", "C1=! N1=12"),
    ("注：案件数、金额为2020年数", "C1=! N1=!", "C1=! N1=!"),
    ("注：除案件数外，以上为2020年数", "C1=3 N1=!", "C1=3 N1=!"),
    ("注：以上为2020年数，案件数除外", "C1=3 N1=!", "C1=3 N1=!"),
    ("注：除案件数外，其余为本期数", "C1=3 N1=12", "C1=3 N1=12"),
    ("注：除金额外，均以元计", "C1=3 N1=12", "C1=3 N1=12"),
    ("注：单位均为亿元（金额除外）", "C1=3 N1=12", "C1=3 N1=12"),
    ("注：绍兴市金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：绍兴市越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    // Sentences, numbered or not.
    ("注：1.越城区案件数为2020年数。2.绍兴县金额单位为元。", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：越城区案件数为2020年数。绍兴县金额单位为元", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：越城区案件数为2020年数 绍兴县金额单位为元", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：（1）越城区案件数为2020年数（2）绍兴县金额单位为元", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：一、越城区案件数为2020年数。二、绍兴县金额单位为元", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：①越城区案件数为2020年数②绍兴县金额单位为元", "C1=! N1=12", "C1=3 N1=12e-4"),
    ("注：越城区金额单位为元。案件数为2020年数", "C1=! N1=12e-4", "C1=! N1=12"),
    // All but some.
    ("注：越城区以外各区金额单位为元", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：除越城区外，金额单位均为元", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：除越城区以外金额单位均为元", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：金额单位为元（越城区除外）", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：金额单位为元（不含越城区）", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：金额（除越城区外）单位为元", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：金额单位均为元，越城区除外", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：除越城区外，均为2020年数", "C1=3 N1=12", "C1=! N1=!"),
    ("注：除越城区外，其余为2020年数", "C1=3 N1=12", "C1=! N1=!"),
    // Some alone.
    ("注：其中越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：仅越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：只有越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：因越城区金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额单位为元（越城区）", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额越城区以元计", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额单位为万元，其中越城区为元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额单位，越城区为元，绍兴县为万元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：越城区因系统故障，沿用2020年数据", "C1=! N1=!", "C1=3 N1=12"),
    ("注：越城区未报送，以2020年数代替", "C1=! N1=!", "C1=3 N1=12"),
    ("注：案件数为年度指标，暂按2020年数", "C1=! N1=12", "C1=! N1=12"),
    ("注：案件数与2020年口径一致", "C1=3 N1=12", "C1=3 N1=12"),
    ("注：金额单位为元（其中越城区为万元）", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：越城区（金额单位为元）", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额：越城区为元，绍兴县为万元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额单位为元；越城区除外", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：金额均以元计。越城区除外。", "C1=3 N1=12", "C1=3 N1=12e-4"),
    ("注：越城区除金额外，均为2020年数", "C1=! N1=12", "C1=3 N1=12"),
    ("注：越城区、绍兴县以外各区金额单位为元", "C1=3 N1=12", "C1=3 N1=12"),
    ("注：越城区和绍兴县金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：金额单位为元（仅越城区）", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：金额单位是元，绍兴县是万元", "C1=3 N1=12e-4", "C1=3 N1=12"),
    ("注：全市金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("各区县金额单位：元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    // Not for sure.
    ("注：诸暨市金额单位为元", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：绍兴市本级金额单位为元", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：金额单位为元的有：越城区", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：金额单位为元的有越城区", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：除越城区案件数外，金额单位为元", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：金额单位为元，除诸暨市外", "C1=3 N1=?", "C1=3 N1=?"),
    ("注：据越城区统计金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=?"),
    ("注：越城区，金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=?"),
    ("注：案件数以外各项以元计", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：1.除金额外，均以件计。2.金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：除特别注明外，金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("填报单位：越城区 金额单位：元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("注：消除外来隐患，金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("越城区二季度统计表（单位：元）", "C1=3 N1=12e-4", "C1=3 N1=12e-4"),
    ("越城区", "C1=3 N1=12", "C1=3 N1=12"),
  ])
  func `a note about some says nothing of the others, wherever it stands`(
    _ note: String, _ first: String, _ second: String
  ) throws {
    for (place, name, text) in files(note) {
      // A row with nothing but a name is a unit's.
      if note == "越城区", place.hasPrefix("below") { continue }
      let run = try run(name, text)
      // Of what is not for sure the values are not used, and it is told.
      let values = [first, second].map { $0.replacing("?", with: "!") }
      #expect(
        run.values == ["330602: \(values[0])", "330603: \(values[1])"],
        "\(place): \(note) \(run.found)")
      let codes = run.diagnostics.map(\.code)
      if (first + second).contains("?") {
        #expect(codes.contains("other-measure"), "\(place): \(note)")
        continue
      }
      #expect(codes.contains("measure-converted") == (first + second).contains("e-4"), "\(place)")
      let isOther = (first + second).contains("!") && !note.contains("美元")
      #expect(codes.contains("other-period") == isOther, "\(place): \(note) \(run.found)")
    }
  }

  @Test func `a note about a unit is of its records`() throws {
    let rows = "330602,火灾,12,5%\n330603,火灾,12,5%\n"
    let note = "注：越城区损失单位为元"
    for text in ["code,类别,损失,比例\n\(rows)\(note),,,\n", "\(note),,,\ncode,类别,损失,比例\n\(rows)"] {
      let run = try run("事故.csv", text)
      #expect(run.values == ["330602: T1=[火灾,12e-4,5e-2]", "330603: T1=[火灾,12,5e-2]"], "\(text)")
    }
    func submission(_ code: String) -> String {
      "<submission unit='\(code)'><table code='T1'><record 类别='火灾' 损失='12' 比例='5%'/></table></submission>"
    }
    let xml = submission("330602") + submission("330603") + "<note>\(note)</note>"
    let run = try run("a.xml", "<submissions>\(xml)</submissions>")
    #expect(run.values == ["330602: T1=[火灾,12e-4,5e-2]", "330603: T1=[火灾,12,5e-2]"])
  }

  @Test func `a note about the time of a column is of all records`() throws {
    let note = "注：损失为2020年数"
    let record = "<record 类别='火灾' 损失='12' 比例='5%'/>"
    for (name, text) in [
      ("事故.csv", "code,类别,损失,比例\n330602,火灾,12,5%\n\(note),,,\n"),
      (
        "a.xml",
        "<submission unit='330602'><table code='T1'>\(record)<note>\(note)</note></table></submission>"
      ),
      (
        "a.xml",
        "<submission unit='330602' note='\(note)'><table code='T1'>\(record)</table></submission>"
      ),
      (
        "b.xml",
        "<submissions><title>\(note)</title><submission unit='330602'><table code='T1'>\(record)</table></submission></submissions>"
      ),
    ] {
      let run = try run(name, text)
      #expect(run.values == ["330602: T1=[火灾,!,5e-2]"], "\(text) \(run.found)")
      #expect(run.diagnostics.contains { $0.code == "other-period" }, "\(text)")
    }
  }

  @Test func `a record with a note and a computed column is read without a trap`() throws {
    let record = "<record 类别='火灾' 死亡人数='4' 日期='1970-01-02' 较大='1' 备注='2020年数'/>"
    let text = "<submission unit='330602'><table code='T1'>\(record)</table></submission>"
    let run = try Run(["a.xml": text], set: TableSet.load())
    #expect(run.diagnostics.contains { $0.code == "other-period" }, "\(run.found)")
  }

  @Test(arguments: [
    ("注：以上为一季度数", "C1=! N1=!", "C1=3 N1=12", "other-period"),
    ("以上为一季度数", "C1=! N1=!", "C1=3 N1=12", "other-period"),
    ("注：以上案件数为2020年数", "C1=! N1=12", "C1=3 N1=12", "other-period"),
    ("注：以上金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12", "measure-converted"),
    ("注：以下金额单位为元", "C1=3 N1=12", "C1=3 N1=12e-4", "measure-converted"),
    ("注：金额单位为元", "C1=3 N1=12e-4", "C1=3 N1=12e-4", "measure-converted"),
    ("注：件数以万件计", "C1=30000 N1=12", "C1=30000 N1=12", "measure-converted"),
    ("注：金额单位，越城区为元，绍兴县为万元", "C1=3 N1=12e-4", "C1=3 N1=12", "measure-converted"),
    ("注：越城区为2020年数", "C1=! N1=!", "C1=3 N1=12", "other-period"),
    ("注：数据为2020年数", "C1=3 N1=12", "C1=3 N1=12", "period-of-title"),
    ("注：受理数较2020年增长10%", "C1=3 N1=12", "C1=3 N1=12", ""),
    ("审核人：王建元", "C1=3 N1=12", "C1=3 N1=12", ""),
    ("注：以上为二季度数", "C1=3 N1=12", "C1=3 N1=12", ""),
  ])
  func `a note between rows is of the rows that it says, or is asked about`(
    _ note: String, _ first: String, _ second: String, _ code: String
  ) throws {
    for text in [
      "code,案件数,金额\n330602,3,12\n\(note),,\n330603,3,12\n",
      "code,item,value\n330602,C1,3\n330602,金额,12\n\(note),,\n330603,C1,3\n330603,金额,12\n",
    ] {
      let run = try run("a.csv", text)
      #expect(run.values == ["330602: \(first)", "330603: \(second)"], "\(text) \(run.found)")
      let stated = try Run(["a.csv": text], registry: nil, set: MeasureSet.load())
      if !note.contains("越城区") { #expect(stated.values == run.values, "\(text) \(stated.found)") }
      let codes = run.diagnostics.map(\.code).filter { !$0.contains("unit") }
      #expect(Set(codes) == (code.isEmpty ? [] : [code]), "\(text)")
    }
    func submission(_ code: String) -> String {
      "<submission unit='\(code)'><item code='C1'>3</item><item code='N1'>12</item></submission>"
    }
    // Of which submissions it speaks, where it does not say, is read in XML as of all.
    if note.contains("以") {
      let text =
        "<submissions>\(submission("330602"))<note>\(note)</note>\(submission("330603"))</submissions>"
      let run = try run("a.xml", text)
      #expect(run.values == ["330602: \(first)", "330603: \(second)"], "\(text) \(run.found)")
    }
    let run = try run(
      "事故.csv", "code,类别,损失,比例\n330602,火灾,12,5%\n\(note),,,\n330603,火灾,12,5%\n")
    let last = code == "other-period" || !second.contains("e-4") ? "12" : "12e-4"
    #expect(run.values.last == "330603: T1=[火灾,\(last),5e-2]", "\(note) \(run.found)")
  }
}
