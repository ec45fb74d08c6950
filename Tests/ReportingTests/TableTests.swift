import SourceText
@testable import Assessment
import Formats
import Definitions
import FEEL
import Foundation
import Run
import SourceText
import Submissions
import Testing

@testable import Reporting

/// The records of a CSV text, its header left out, by column.
func records(_ text: String) throws -> [[String: String]] {
  var rows = CSVText.rows(text)
  let header = rows.removeFirst()
  return try rows.map { row in
    try #require(row.count == header.count)
    return Dictionary(uniqueKeysWithValues: zip(header, row))
  }
}

/// A table for the terminal.
struct TerminalTableTests {
  @Test func `a long cell moves its own line and pads no other`() {
    var table = TextTable([.init(heading: "unit"), .init(heading: "total", isNumber: true)])
    table.add(["甲县", "9.50"])
    table.add([TextTable.Cell(String(repeating: "名", count: 200)), "10.00"])
    #expect(
      table.lines(color: false) == [
        "unit  total", "甲县   9.50", String(repeating: "名", count: 200) + "  10.00",
      ])
  }
}

/// A reader of CSV that knows nothing of the writer.
enum CSVText {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let last = rows.count - 1
      let column = rows[last].count - 1
      if isQuoted {
        if scalar == "\"" {
          if index + 1 < scalars.count, scalars[index + 1] == "\"" {
            rows[last][column].unicodeScalars.append("\"")
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          rows[last][column].unicodeScalars.append(scalar)
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        rows[last].append("")
      } else if scalar == "\n" {
        rows.append([""])
      } else {
        rows[last][column].unicodeScalars.append(scalar)
      }
      index += 1
    }
    if rows.last == [""] { rows.removeLast() }
    return rows
  }
}

@Test(arguments: [
  ("=1+1", "'=1+1"), ("+86", "'+86"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
  ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("＝1", "'＝1"), ("＋1", "'＋1"),
  ("－1", "'－1"), ("＠a", "'＠a"), ("a=1", "a=1"), ("—", "—"), ("≥95%", "≥95%"), ("", ""),
  ("甲,乙", "\"甲,乙\""), ("说\"好\"", "\"说\"\"好\"\"\""), (" x", "\" x\""), ("x ", "\"x \""),
])
func `a text that a spreadsheet could take for a formula gets an apostrophe`(
  text: String, field: String
) {
  var bytes: [UInt8] = []
  bytes.field(text)
  #expect(String(decoding: bytes, as: UTF8.self) == field + ",")
}

@Test func `numbers of ours keep their minus`() {
  var bytes: [UInt8] = []
  bytes.field(Points(units: -50), digits: 2)
  bytes.field(number: "-3.2%")
  bytes.field(-7)
  bytes.field(Points(units: -1234), digits: 0)
  bytes.field(Points(units: 5), digits: 3)
  #expect(String(decoding: bytes, as: UTF8.self) == "-0.50,-3.2%,-7,-1234,0.005,")
}

@Test(arguments: [UInt64](1...20))
func `any text comes back from a CSV field as it was, but for the apostrophe`(seed: UInt64) throws {
  var random = Seeded(seed)
  let context = try Fixture.six().context
  let alphabet = Array("a甲,\"\n\r\t =+-@＝𠮷 ;'".unicodeScalars)
  for _ in 0..<200 {
    var text = "x"
    for _ in 0..<random.below(8) {
      text.unicodeScalars.append(alphabet[random.below(alphabet.count)])
    }
    if random.below(2) == 0 { text.unicodeScalars.removeFirst() }
    var bytes: [UInt8] = []
    bytes.field(text)
    bytes.field("end")
    bytes.endRow(context)
    let expected = Formula.canStart(text) ? "'" + text : text
    #expect(
      CSVText.rows(String(decoding: bytes, as: UTF8.self)) == [[expected, "end"]], "seed \(seed)")
  }
}

@Test func `the column earned of every unit adds up to its total`() async throws {
  let texts = try await Fixture.six().written()
  var totals: [String: Decimal] = [:]
  for row in try records(try #require(texts["scores.csv"])) where row["total"] != "" {
    totals[try #require(row["code"])] = Decimal(string: row["total"] ?? "")
  }
  var sums: [String: Decimal] = [:]
  var kinds: Set<String> = []
  for row in try records(try #require(texts["results.csv"])) {
    sums[try #require(row["code"]), default: 0] += try #require(
      Decimal(string: row["earned"] ?? ""))
    kinds.insert(row["status"] ?? "")
  }
  #expect(sums == totals)
  #expect(totals.count == 5)
  #expect(kinds.isSuperset(of: ["cap", "conversion", "adjustment", "veto"]))
}

@Test func `a total that is limited has a row for it`() async throws {
  var fixture = try Fixture.six()
  fixture.findings.append(try fixture.finding("990602", "V03"))
  let rows = try records(try #require(try await fixture.written()["results.csv"]))
  let limit = try #require(rows.first { $0["code"] == "990602" && $0["status"] == "limit" })
  #expect(limit["earned"] == "-7.00")
  #expect(limit["requirement"] == "V03")
  #expect(limit["rule"] == "small.yaml:171")
}

@Test func `a requirement whose items are missing has an empty cell in scores, not a zero`()
  async throws
{
  let rows = try records(try #require(try await Fixture.six().written()["scores.csv"]))
  let missing = try #require(rows.first { $0["code"] == "990681" })
  #expect(missing["T02.01"] == "")
  #expect(missing["missing"] == "3")
  let notMet = try #require(rows.first { $0["code"] == "990683" })
  #expect(notMet["T01.01"] == "0.00")
}

@Test func `a unit that did not report is in every output, without a place`() async throws {
  let fixture = try Fixture.six()
  let texts = try await fixture.written()
  let scores = try records(try #require(texts["scores.csv"]))
  let row = try #require(scores.last)
  #expect(row["code"] == "990624")
  #expect(row["total"] == "" && row["rank"] == "" && row["gates"] == "")
  #expect(row["missing"] == "8" && row["vetoes"] == "V01")
  let problems = try records(try #require(texts["problems.csv"]))
  #expect(problems.contains { $0["code"] == "unit-not-reported" && $0["unit"] == "990624" })
  let json = try #require(texts["assessment.json"])
  #expect(json.contains(#"{"code":"990624","name":"丁县","reported":false,"rank":null}"#))
  let summary = SummaryTable(try await fixture.finished()).text()
  #expect(summary.contains("未报送 1 个：丁县"))
}

@Test func `without a registry nobody is known not to have reported`() async throws {
  let fixture = try Fixture.six()
  var context = try fixture.context
  context.isRegistryGiven = false
  var writer = try ReportWriter(context, formats: [], folder: nil)
  let codes = fixture.registry.units.map(\.code)
  var standings: [UnitStanding] = []
  let block = try fixture.block(Array(codes.prefix(2)))
  try await fixture.batch().run(
    { [block] }, read: { ($0, []) }, renderer: writer.renderer
  ) {
    standings += $0.standings
    try writer.add($0)
  }
  let run = try FinishedRun(context.scope, standings, diagnostics: [])
  #expect(codes.count > 2 && run.notReported.isEmpty && run.problems.isEmpty)
  context.isRegistryGiven = true
  #expect(
    try FinishedRun(context.scope, standings, diagnostics: []).notReported.count == codes.count - 2)
}

@Test(arguments: [
  (["990683", "990681", "990604", "990603", "990602"], 1, 1),
  (["990604", "990602", "990683", "990603", "990681"], 5, 2),
  (["990603", "990683", "990602", "990681", "990604"], 3, 4),
])
func `the same bytes whatever the order of rows, the size of blocks and the number of jobs`(
  order: [String], blockSize: Int, jobs: Int
) async throws {
  let fixture = try Fixture.six()
  let first = try await fixture.written([.scores, .gaps, .results, .json])
  let other = try await fixture.written(
    [.scores, .gaps, .results, .json], order: order, blockSize: blockSize,
    jobs: jobs)
  #expect(other == first)
}

@Test func `only what is asked for is written`() async throws {
  let names = try await Fixture.six().written([.scores]).keys.sorted()
  #expect(names == ["run.json", "scores.csv"])
}

@Test func `the names of formats are unique and each has a summary`() {
  let names = ReportFormat.all.map(\.name)
  #expect(Set(names).count == names.count)
  for format in ReportFormat.all {
    #expect(ReportFormat.named(format.name)?.name == format.name)
    #expect(!format.summary.text(.zh).isEmpty && !format.summary.text(.en).isEmpty)
  }
  #expect(ReportFormat.named("pdf") == nil)
}

/// A generator whose seed is printed where a property fails (SplitMix64).
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

@Test func `a verified value stands beside the reported one, with both places`() async throws {
  var fixture = try Fixture.six()
  let item = try #require(fixture.set.items.firstIndex { $0.name == "群众安全感" })
  fixture.verifications = [
    Verification(
      unit: try #require(fixture.registry.index(of: "990602")),
      target: .value(item: item, .number(Number(mantissa: 95, scale: 2))), by: "第三方调查机构",
      document: "报告1号", place: Place(path: "verified.csv", line: 4))
  ]
  let rows = try records(try #require(try await fixture.written([.results])["results.csv"]))
  let row = try #require(rows.first { $0["code"] == "990602" && $0["requirement"] == "T02.01" })
  #expect(row["value"] == "95%" && row["earned"] == "19.75")
  #expect(row["state"] == "verified")
  #expect(row["source"] == "2021Q2/a.csv:2:17;verified.csv:4")
  let requirement = try #require(fixture.set.requirements.firstIndex { $0.id == "T02.01" })
  let text = try await fixture.text(
    ExplainRenderer(
      fixture.context, unit: try #require(fixture.registry.index(of: "990602")),
      .requirement(requirement)), "990602")
  #expect(text.contains("群众安全感 = 97.5%"))
  #expect(text.contains("核定为 95%  第三方调查机构 报告1号  verified.csv:4"))
}

/// Values of a rate whose target is 95%, and whether they are near it.
@Test(arguments: [
  ("0.9501", "reached"), ("0.95", "reached"), ("0.96", "reached"), ("0.9601", ""),
  ("0.9499", "missed"), ("0.94", "missed"), ("0.9399", ""), ("0.5", ""),
])
func `a rate is near its target within one percentage point`(value: String, nearness: String)
  throws
{
  let number = try #require(Number(decimal: value))
  let target = Target(text: "≥95%", number: Number(mantissa: 95, scale: 2), better: .higher)
  let found = Nearness(value: .number(number), target: target, isPercent: true)
  #expect(found.map { "\($0)" } ?? "" == nearness)
}

@Test func `whoever must hold four meetings and holds four is not near anything`() {
  let target = Target(text: "≥4", number: 4, better: .higher)
  #expect(Nearness(value: .number(4), target: target, isPercent: false) == nil)
  let whole = Target(text: "≥100%", number: 1, better: .higher)
  #expect(Nearness(value: .number(1), target: whole, isPercent: true) == nil)
  #expect(Nearness(value: .null, target: target, isPercent: false) == nil)
  #expect(Nearness(value: .number(4), target: nil, isPercent: false) == nil)
}
