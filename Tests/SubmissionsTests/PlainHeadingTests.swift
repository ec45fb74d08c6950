import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// Headings that say less than they could, and what is made of them.
struct PlainHeadingTests {
  @Test(arguments: [
    "code,指标,本期,上年同期\n330602,D1,3,2\n", "code,指标,2020Q2,2021年二季度\n330602,D1,2,3\n",
    "单位,指标,上年同期,本期,备注\n越城区,受理数,2,3,\n", "code,item,本季度,本年累计\n330602,D1,3,6\n",
  ])
  func `columns of values of several times behind the names of items are read by the run's`(
    _ text: String
  ) throws {
    let run = try Run(["a.csv": text])
    #expect(run.values == ["330602: D1=3"])
    #expect(run.diagnostics.filter { $0.severity == .error }.map(\.code) == ["other-period"])
  }

  @Test(arguments: [
    "单位,D1,单位\n越城区,3,件\n", "code,单位,D1,单位,D7,单位\n330602,越城区,3,件,,万元\n",
    "单位,D1,单位,D7,单位\n越城区,3,件,,万元\n",
  ])
  func `a second heading 单位 above measures is theirs`(_ text: String) throws {
    let run = try Run(["a.csv": text])
    #expect(run.values.first?.hasPrefix("330602: D1=3") == true)
    #expect(!run.diagnostics.contains { $0.severity == .error })
  }

  @Test func `the title of a month above records with days is asked about`() throws {
    let table = "2021年5月事故明细,,,\ncode,类别,死亡人数,日期\n330602,火灾,4,2021-05-02\n"
    let run = try Run(["T1.csv": table], set: TableSet.load())
    #expect(run.values == ["330602: T1=[火灾,4,day18749]"])
    #expect(run.diagnostics.map(\.code).contains("period-of-title"))
    let other = try Run(
      ["T1.csv": table.replacing("2021年5月", with: "2021年1月")], set: TableSet.load())
    #expect(other.values.allSatisfy { $0.hasSuffix("T1=!") })
  }

  @Test func `what stands before a name makes another of it`() throws {
    for heading in ["应受理矛盾纠纷数", "未受理数", "应D1"] {
      let run = try Run(["a.csv": "code,D7,\(heading)\n330602,3,4\n"])
      #expect(run.found == ["1:9 unknown-column"])
      #expect(run.diagnostics.first?.help?.text(.zh).contains("是不是") != true, "\(heading)")
    }
    let run = try Run(["a.csv": "code,D7,受理数目\n330602,3,4\n"])
    #expect(run.diagnostics.first?.help?.text(.zh).contains("受理数") == true)
  }

  @Test func `notes and totals of a registry are no units, and what may be void is asked`() throws {
    let (registry, diagnostics) = Registry.read(
      .text(
        "code,name,level,备注\n1,甲县,county,\n2,乙县,county,已撤销\n合计,2,,\n注：以上为全部单位,,,\n填报人：张三,,,\n",
        displayPath: "units.csv"))
    #expect(registry.units.count == 2)
    #expect(diagnostics.map(\.code).sorted() == ["rows-of-no-unit", "void-row"])
    #expect(diagnostics.allSatisfy { $0.severity == .note })
  }
}
