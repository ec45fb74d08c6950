import Definitions
import FEEL
import Formats
import SourceText
import TestSupport
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
    Case(
      name: "a dash for a document", record: "330602,V1,省委政法委,①—,2021-05-18,,",
      codes: ["incomplete-record"]),
    Case(
      name: "nothing for an authority", record: "330602,V1,①（无）,x,2021-05-18,,",
      codes: ["incomplete-record"]),
    Case(
      name: "a formula for a document", record: "330602,V1,省委政法委,①=A1,2021-05-18,,",
      codes: ["incomplete-record"]),
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

  @Test func `the advice on a record that is not whole names the columns of its kind`() throws {
    let set = try SmallSet.load()
    let columns = "单位代码,要求,改为,职务,文号,决定日期,理由"
    let override = Override.read(
      .text("\(columns)\n330602,total,5,书记,号,,重算\n", displayPath: "a.csv"), for: set,
      units: SmallSet.registry)
    let verified = Verification.read(
      .text("unit,target,value,by,document\n330602,D1,5,,\n", displayPath: "a.csv"), for: set,
      units: SmallSet.registry)
    let finding = Finding.read(
      .text(head + "330602,V1,,,2021-05-18,,x\n", displayPath: "a.csv"), .findings, for: set,
      units: SmallSet.registry)
    let told = override.diagnostics + verified.diagnostics + finding.diagnostics
    #expect(told.map(\.code) == [String](repeating: "incomplete-record", count: 5))
    let verifies = "每条记录都要写明：unit、target、value、by、document"
    let finds = "每条记录都要写明：unit、target、authority、document、date"
    #expect(
      told.map { $0.help?.text(.zh) } == [
        "每条记录都要写明：单位代码、要求、改为、职务、文号、决定日期、理由", verifies, verifies, finds, finds,
      ])
  }

  @Test(arguments: [
    ("—", true), ("--", true), ("/", true), ("N/A", true), ("n/a", true), ("#N/A", true),
    ("#REF!", true), ("=A1", true),
    ("=VLOOKUP(A1,B:C,2)", true), ("无", true), ("暂无", true), ("暂 无", true), ("（无）", true),
    ("“无”", true), ("没有", true),
    ("未填", true), ("未报", true), ("待补", true), ("空", true), ("null", true), ("　", true), ("…", true),
    ("***", true),
    ("。", true), ("?", true), ("0", true), ("00", true), ("\u{200B}", true),
    ("x", false), ("样〔2021〕1号", false), ("1", false), ("10", false), ("无锡市公安局", false),
    ("无线电管理局", false),
    ("会议纪要", false), ("No. 0", false), ("空港街道办事处", false),
  ])
  func `what stands for nothing is told from what can be cited`(_ text: String, _ isNothing: Bool) {
    #expect(CellText.isPlaceholder(CellText.normal(text)) == isNothing)
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

  @Test func `official wording is kept as it was written, full-width signs and all`() throws {
    let record = "330602,E1,　市公安局　,绍市委〔2021〕5号（试行）,2021-05-18,,经研究：同意，限期１年！"
    let (findings, diagnostics) = Finding.read(
      .text(head + record + "\n", displayPath: "f.csv"), .findings, for: try SmallSet.load(),
      units: SmallSet.registry)
    #expect(diagnostics.isEmpty)
    let finding = try #require(findings.first)
    #expect(finding.authority == "市公安局")
    #expect(finding.document == "绍市委〔2021〕5号（试行）")
    #expect(finding.reason == "经研究：同意，限期１年！")
    let (registry, _) = Registry.read(
      .text("code,name,level\n330699,开发区（滨海新区）,county\n", displayPath: "units.csv"))
    #expect(registry.units.map(\.name) == ["开发区（滨海新区）"])
    let scope = RecordScope(try SmallSet.load(), units: registry)
    #expect(scope.match(code: "开发区(滨海新区)", name: "") == .unit(0))
  }

  /// The days of a record, and what is said of it in 2021Q2 as a waiver and as a finding of a veto.
  @Test(arguments: [
    ("2021-01-01,", nil, nil), ("2021-01-01,2021-06-30", nil, nil),
    ("2021-01-01,2021-06-29", "有效期到 2021-06-29 为止，2021Q2 已失效", nil),
    ("2020-01-01,2021-03-31", "有效期到 2021-03-31 为止，2021Q2 已失效", "有效期到 2021-03-31 为止，2021Q2 已失效"),
    ("2021-07-01,", "从 2021-07-01 起才有效，2021Q2 不适用", "从 2021-07-01 起才有效，2021Q2 不适用"),
  ])
  func `a record that is not in force in the period says so`(
    _ days: String, _ waiver: String?, _ finding: String?
  ) throws {
    let period = try #require(Period("2021Q2"))
    let scope = RecordScope(try SmallSet.load(), units: SmallSet.registry)
    func source(_ target: String) -> FileSource {
      .text(head + "330602,\(target),省委政法委,x,\(days),\n", displayPath: "\(target).csv")
    }
    let (records, diagnostics) = Records.read(
      RecordSources { [.findings: source("V1"), .waivers: source("T1.1")][$0] }, for: [scope],
      period: period)
    #expect(records[0].findings.count == 2)
    let said = diagnostics.sorted().map { ($0.severity, $0.message.text(.zh)) }
    #expect(diagnostics.allSatisfy { $0.code == "record-not-in-force" && $0.unit == "330602" })
    #expect(said.first { $0.0 == .warning }?.1 == waiver.map { "要求 T1.1 的豁免" + $0 })
    #expect(said.first { $0.0 == .note }?.1 == finding.map { "对 V1 的认定" + $0 })
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

  @Test
  func `a verified value that cannot be read says why; points may have their measure behind them`()
    throws
  {
    let (verified, diagnostics) = Verification.read(
      .text(
        """
        unit,target,value,by,document
        330602,受理数,约60,督查组组长,x
        330602,T1.2,３.5 分,专家组,x
        """, displayPath: "v.csv"), for: try SmallSet.load(), units: SmallSet.registry)
    #expect(
      diagnostics.map { $0.help?.text(.en) } == ["write the exact value, without 约, 余, 以上 or ≥"])
    guard case .points(_, let points) = try #require(verified.first).target else {
      Issue.record("points were given")
      return
    }
    #expect(points == Number(mantissa: 35, scale: 1))
  }

  @Test(arguments: [
    ("2021年第一季度核定值,,,,\nunit,target,value,by,document\n", "", "2021Q1", "period-of-title"),
    ("2021年第二季度核定值,,,,\nunit,target,value,by,document\n", "", "2021Q2", ""),
    (
      "2021年1-5月核定值,,,,\nunit,target,value,by,document\n", "", "",
      "bad-record-period period-of-title"
    ),
    ("unit,target,value,by,document,统计时间\n", ",2021年第一季度", "2021Q1", "bad-record-period"),
    ("unit,target,value,by,document,统计口径\n", ",上年同期", "", "bad-record-period"),
    ("unit,target,value,by,document,口径\n", ",2020年二季度", "2020Q2", "bad-record-period"),
    ("unit,target,value,by,document,报表期别\n", ",累计", "", "bad-record-period"),
    ("unit,target,value,by,document,备用\n", ",上年同期", "", "bad-record-period"),
    ("unit,target,value,by,document,口径\n", ",2021年二季度", "2021Q2", ""),
    ("unit,target,value,by,document,口径\n", ",本期", "2021Q2", ""),
    ("unit,target,value,by,document,类别\n", ",城区", "2021Q2", "unknown-record-column"),
    ("unit,target,value,by,document,period,口径\n", ",2021Q2,上年同期", "", "bad-record-period"),
    ("unit,target,value,by,document,period\n", ",2020Q2", "2020Q2", ""),
    ("unit,target,value,by,document,核定时间\n", ",2021年5月", "2021Q2", "unknown-record-column"),
    ("2021年第一季度核定值,,,,,\nunit,target,value,by,document,填报期\n", ",2021Q2", "2021Q2", ""),
  ])
  func `verified values are of the time in the title above them, or in a column of whatever name`(
    _ head: String, _ more: String, _ period: String, _ codes: String
  ) throws {
    let run = try #require(Period("2021Q2"))
    let scope = RecordScope(try SmallSet.load(), units: SmallSet.registry)
    let text = head + "330602,受理数,60,督查组组长,x\(more)\n"
    let (records, diagnostics) = Records.read(
      RecordSources { $0 == .verified ? .text(text, displayPath: "v.csv") : nil }, for: [scope],
      period: run)
    #expect((records[0].verifications.first?.period?.label ?? "") == period)
    let told = Set(diagnostics.map(\.code)).subtracting(["title-rows"]).sorted()
    #expect(told.joined(separator: " ") == codes)
  }

  @Test(arguments: [
    ("", "注：以上为2020年核定数,,,,\n", "", ["period-of-title", "rows-of-no-unit"], false),
    (",备注", "", "2020年数", ["bad-record-period"], false),
    (",备注", "", "2020年", ["period-of-title"], true),
    (",备注", "", "现场核查", [], true),
    ("", "注：以上为二季度核定数,,,,\n", "", ["rows-of-no-unit"], true),
  ])
  func `a note about another time makes no verified value the run's`(
    _ head: String, _ below: String, _ remark: String, _ codes: [String],
    _ isRead: Bool
  ) throws {
    let run = try #require(Period("2021Q2"))
    let scope = RecordScope(try SmallSet.load(), units: SmallSet.registry)
    let text =
      "unit,target,value,by,document\(head)\n330602,受理数,60,督查组组长,x\(head.isEmpty ? "" : "," + remark)\n"
      + below
    let (records, diagnostics) = Records.read(
      RecordSources { $0 == .verified ? .text(text, displayPath: "v.csv") : nil }, for: [scope],
      period: run)
    #expect((records[0].verifications.first?.period == run) == isRead)
    #expect(Set(diagnostics.map(\.code)).sorted() == codes)
  }

  @Test func `records with days count by them, whatever the title says`() throws {
    let run = try #require(Period("2021Q2"))
    let scope = RecordScope(try SmallSet.load(), units: SmallSet.registry)
    let text = """
      2020年度通报,,,,
      unit,target,authority,document,date
      330602,V1,省委政法委,x,2021-05-01

      """
    let (records, diagnostics) = Records.read(
      RecordSources { $0 == .findings ? .text(text, displayPath: "f.csv") : nil }, for: [scope],
      period: run)
    #expect(records[0].findings.count == 1)
    #expect(diagnostics.map(\.code).sorted() == ["period-of-title", "title-rows"])
  }

  @Test func `below a header with other columns no record is read`() throws {
    let run = try #require(Period("2021Q2"))
    let scope = RecordScope(try SmallSet.load(), units: SmallSet.registry)
    for (header, count) in [
      ("unit,target,authority,document,date", 2), ("unit,target,document,authority,date", 1),
    ] {
      let text = """
        unit,target,authority,document,date
        330602,V1,省委政法委,x,2021-05-01
        \(header)
        330603,V1,省委政法委,省委政法委,2021-05-01

        """
      let (records, diagnostics) = Records.read(
        RecordSources { $0 == .findings ? .text(text, displayPath: "f.csv") : nil }, for: [scope],
        period: run)
      #expect(records[0].findings.count == count)
      #expect(diagnostics.map(\.code) == [count == 2 ? "rows-of-no-unit" : "second-table"])
    }
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
      for text in shown { #expect(PersonalNumber.first(in: text) == nil, "\(text)") }
    }
  }
}
