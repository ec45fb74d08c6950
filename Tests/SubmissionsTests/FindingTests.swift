import Definitions
import FEEL
import Formats
import SourceText
import Testing

@testable import Submissions

struct FindingTests {
  private let head = "unit,target,authority,document,date,until,reason\n"

  struct Case: CustomTestStringConvertible {
    var name: String
    /// One record; the mark says where the diagnostic is shown.
    var record: String
    var codes: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "a veto", record: "330602,V1,省委政法委,浙〔2021〕1号,2021-05-18,2021-12-31,x", codes: []),
    Case(name: "by name", record: "越城区,E1,市公安局,越〔2021〕1号,2021年5月18日,,", codes: []),
    Case(
      name: "an unknown unit", record: "①330699,V1,省委政法委,x,2021-05-18,,",
      codes: ["unknown-unit-of-record"]),
    Case(
      name: "a requirement", record: "330602,①T1.1,省委政法委,x,2021-05-18,,", codes: ["unknown-target"]),
    Case(
      name: "another authority", record: "330602,V1,①市公安局,x,2021-05-18,,",
      codes: ["not-the-authority"]),
    Case(
      name: "no document", record: "330602,V1,省委政法委,①,2021-05-18,,", codes: ["incomplete-record"]),
    Case(name: "no date", record: "330602,V1,省委政法委,x,①,,", codes: ["incomplete-record"]),
    Case(
      name: "no such day", record: "330602,V1,省委政法委,x,①2021-02-30,,", codes: ["bad-record-date"]),
    Case(
      name: "an end before the beginning", record: "330602,V1,省委政法委,x,2021-05-18,①2021-05-17,",
      codes: ["ends-before-it-begins"]),
  ])
  func `a finding that is not whole has no effect`(_ example: Case) throws {
    let marked = MarkedText(head + example.record + "\n")
    let (findings, diagnostics) = Finding.read(
      .text(marked.text, displayPath: "findings.csv"), .findings, for: try SmallSet.load(),
      units: SmallSet.registry)
    #expect(diagnostics.map(\.code) == example.codes)
    #expect(findings.count == (example.codes.isEmpty ? 1 : 0))
    if !example.codes.isEmpty { #expect(diagnostics.first?.place?.offset == marked[1]) }
  }

  @Test func `a finding counts from its date to its end, both included`() throws {
    let finding = Finding(
      unit: 1, target: "V1", authority: "a", document: "d",
      date: try #require(CalendarDate(year: 2021, month: 6, day: 30)),
      until: CalendarDate(year: 2021, month: 10, day: 1), place: Place(path: ""))
    let periods = ["2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2021", "2021-07"]
    let inForce = try periods.map { finding.isInForce(in: try #require(Period($0))) }
    #expect(inForce == [false, true, true, true, false, true, true])
  }

  @Test func `a waiver names a requirement, whoever gives it`() throws {
    let (waivers, diagnostics) = Finding.read(
      .text(
        head + "330602,T1.1,领导小组,x,2021-05-18,,\n330602,V1,领导小组,x,2021-05-18,,\n",
        displayPath: "w.csv"),
      .waivers, for: try SmallSet.load(), units: SmallSet.registry)
    #expect(waivers.map(\.target) == ["T1.1"])
    #expect(diagnostics.map(\.code) == ["unknown-target"])
  }

  @Test func `verified values are read as their items, points within their range`() throws {
    let (verified, diagnostics) = Verification.read(
      .text(
        """
        unit,target,value,by,document
        330602,受理数,"1,234",督查组组长,x
        330602,D2,93%,督查组组长,x
        330602,T1.2,3.5,专家组,x
        330602,T1.2,4.5,专家组,x
        330602,T1.1,6,专家组,x
        330602,D2,93,督查组组长,x
        330602,无此项,1,督查组组长,x
        330602,受理数,1,,x
        330602,倍数,1,督查组组长,x
        """, displayPath: "v.csv"), for: try SmallSet.load(), units: SmallSet.registry)
    #expect(verified.count == 3)
    #expect(
      diagnostics.sorted().map { "\($0.place?.line ?? 0) \($0.code)" } == [
        "5 given-points-out-of-range", "6 points-not-given", "7 unreadable-verified-value",
        "8 unknown-verified-target", "9 incomplete-record", "10 unknown-verified-target",
      ])
  }

  @Test func `no diagnostic of a record shows a personal number`() throws {
    let (_, diagnostics) = Finding.read(
      .text(
        head + "13812345678,V1,省委政法委,x,2021-05-18,,\n330602,V1,省委政法委,x,上月,,13812345678\n",
        displayPath: "f.csv"),
      .findings, for: try SmallSet.load(), units: SmallSet.registry)
    #expect(diagnostics.count == 2)
    for diagnostic in diagnostics {
      let shown = [
        diagnostic.message.text(.zh), diagnostic.place?.excerpt ?? "", diagnostic.unit ?? "",
      ]
      for text in shown { #expect(PersonalData.number(in: text.utf8) == nil, "\(text)") }
    }
  }
}
