import Foundation
import TestSupport
import Testing

struct AssessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var out: String { folder.path("out") }

  private func scores(_ name: String = "out") throws -> Table {
    Table(try folder.text("\(name)/scores.csv"))
  }

  @Test func `the scores are those on paper, by place`() async throws {
    let run = try await Command().run(SmallSet.assess(into: out))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = try scores()
    #expect(
      scores.header == [
        "code", "name", "total", "rank", "gates", "vetoes", "missing", "T01.01", "T01.02", "T02.01",
        "T02.02", "overrides", "decisions", "projected", "signs", "exempt", "waived",
        "limited", "verified", "given", "computed_total", "computed_gates",
      ])
    #expect(scores.column("code") == ["100001", "100003", "100002", "100004"])
    #expect(scores.column("total").prefix(3) == ["100.00", "60.00", "46.00"])
    #expect(scores.column("rank") == ["1", "2", "3", ""])
    #expect(scores.column("gates") == ["pass", "pass", "", ""])
    #expect(scores.column("missing").prefix(3) == ["0", "1", "0"])
    // A missing requirement earns nothing, and says that it is missing by an empty cell.
    #expect(scores.column("T01.01").prefix(3) == ["40.00", "", "20.00"])
  }

  @Test func `without a registry the summary and the overview say whose units these are`()
    async throws
  {
    let run = try await Command().run(
      "--lang", "zh", "assess", SmallSet.set, SmallSet.first, "--period", "2021Q2", "-o", out)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("没有给出单位名录"))
    #expect(try folder.text("out/index.html").contains("没有给出单位名录"))
    let given = try await Command().run(SmallSet.assess(into: folder.path("given")))
    #expect(!given.output.contains("单位名录") && !given.output.contains("registry"))
  }

  @Test func `the longest codes have a page each, and a note under the table stops nobody`()
    async throws
  {
    let code = String(repeating: "县", count: 63)
    try folder.write(
      "code,受理数\n\(code)甲,1\n\(code)乙,2\n\(code)丙丁,3\n注：1.\(code)，2.\(code)。,\n", to: "long.csv")
    let run = try await Command().run(
      "assess", SmallSet.set, folder.path("long.csv"), "--period", "2021Q2", "-o", out)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.error.contains("long-unit") && run.error.contains("rows-of-no-unit"))
    let pages = folder.files(under: "out").filter { $0.hasPrefix("units/") }
    #expect(pages.count == 2)
    #expect(pages.allSatisfy { $0.utf8.count < 200 })
  }

  @Test func `the summary on standard output names every unit`() async throws {
    let run = try await Command().run(SmallSet.assess(into: out))
    for name in ["甲县", "乙县", "丙县", "丁县"] { #expect(run.output.contains(name)) }
    #expect(run.output.contains("100.00"))
  }

  @Test func `every file of the contract is written, with its columns`() async throws {
    let run = try await Command().run(SmallSet.assess(into: out))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let columns = [
      "results.csv": "code,name,task,requirement,title,status,earned,possible,value,target,distance"
        + ",win,rule,source,state,provenance,why,subtask,by_rule,verified",
      "gaps.csv": "code,name,task,requirement,title,status,value,target,lost,win,blocks,lead,with"
        + ",scorer,due,evidence,remedy,rule,source,provenance,verified,assuming",
      "problems.csv": "severity,code,file,line,column,unit,item,message,help",
    ]
    for (name, expected) in columns {
      let bytes = try folder.bytes("out/\(name)")
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]), "\(name) has no byte order mark")
      #expect(Table(try folder.text("out/\(name)")).header.joined(separator: ",") == expected)
    }
    #expect(
      folder.files(under: "out") == [
        "assessment.json", "gaps.csv", "index.html", "problems.csv", "results.csv", "run.json",
        "scores.csv", "units/100001.html", "units/100002.html", "units/100003.html",
        "units/100004.html",
      ])
    for name in ["assessment.json", "run.json"] {
      let bytes = try folder.bytes("out/\(name)")
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: bytes) }
    }
  }

  @Test func `only the files asked for are written`() async throws {
    let run = try await Command().run(SmallSet.assess(into: out) + ["--write", "scores,gaps"])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(Set(folder.files(under: "out")).isSubset(of: ["gaps.csv", "run.json", "scores.csv"]))
    #expect(folder.files(under: "out").contains("scores.csv"))
  }

  @Test func `a unit below the asked gate ends the run with code 1, after writing everything`()
    async throws
  {
    let arguments = SmallSet.assess([SmallSet.first], into: out) + ["--fail-below", "pass"]
    let run = try await Command().run(arguments)
    #expect(run.exitCode == 1, "\(run.testDescription)")
    #expect(try scores().column("total").prefix(2) == ["100.00", "46.00"])
  }

  @Test func `a gate that the set does not have ends the run with code 2`() async throws {
    let run = try await Command().run(SmallSet.assess(into: out) + ["--fail-below", "pas"])
    #expect(run.exitCode == 2)
    #expect(run.error.contains("'pas'"))
    #expect(run.error.contains("pass\n"))
  }

  @Test(arguments: [[SmallSet.second, SmallSet.first], [SmallSet.first, SmallSet.second]])
  func `the bytes do not depend on the order of files or the number of workers`(
    _ submissions: [String]
  ) async throws {
    let expected = try await Command().run(SmallSet.assess(into: out))
    for jobs in [1, 2, 7] {
      let name = "jobs-\(jobs)"
      let run = try await Command().run(
        SmallSet.assess(submissions, into: folder.path(name)) + ["--jobs", "\(jobs)"])
      #expect(run.exitCode == 0, "\(run.testDescription)")
      #expect(run.output.replacing(name, with: "out") == expected.output)
      #expect(folder.files(under: name) == folder.files(under: "out"))
      for file in folder.files(under: "out") {
        #expect(try folder.bytes("\(name)/\(file)") == folder.bytes("out/\(file)"), "\(file)")
      }
    }
  }

  @Test func `one wrong cell costs its requirement and nothing else`() async throws {
    try folder.write(
      """
      code,name,period,受理数,化解数,中心建成,事故数,通报数,通抱数
      100001,甲县,2021Q2,100,许多,是,0,0,
      999999,无名县,2021Q2,1,1,是,0,0,
      100002,乙县,2021Q2,100,90,否,2,1,

      """, to: "wrong.csv")
    let run = try await Command().run(
      SmallSet.assess([folder.path("wrong.csv")], into: out) + ["--lang", "en"])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = try scores()
    #expect(scores.column("code").prefix(2) == ["100001", "100002"])
    #expect(scores.column("total").prefix(2) == ["60.00", "46.00"])
    let problems = Table(try folder.text("out/problems.csv"))
    let places = zip(problems.column("line"), problems.column("column")).map { "\($0):\($1)" }
    // The number that is none, the unit that nobody registered, the column that nobody knows; columns of a place
    // count characters of the line.
    for place in ["2:22", "3:1", "1:39"] {
      #expect(places.contains { $0.hasPrefix(place) }, "\(place)")
    }
  }

  @Test func `a cell that a spreadsheet would take for a formula is made harmless`() async throws {
    try folder.write(
      try String(contentsOfFile: SmallSet.units, encoding: .utf8).replacing("甲县", with: "=1+1"),
      to: "units.csv")
    try folder.write(
      try String(contentsOfFile: SmallSet.first, encoding: .utf8).replacing("甲县", with: "=1+1"),
      to: "first.csv")
    let run = try await Command().run(
      "assess", SmallSet.set, folder.path("first.csv"), "--units", folder.path("units.csv"),
      "--period", "2021Q2", "-o", out)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let names = try scores().column("name")
    #expect(names.contains { $0.contains("=1+1") })
    #expect(!names.contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
  }

  @Test func `sentences follow the language, everything else stays as it is`() async throws {
    var tables: [Table] = []
    for language in ["zh", "en"] {
      let arguments = SmallSet.assess(into: folder.path(language)) + ["--lang", language]
      let run = try await Command().run(arguments)
      #expect(run.exitCode == 0, "\(run.testDescription)")
      tables.append(Table(try folder.text("\(language)/results.csv")))
    }
    try #require(tables[0].header == tables[1].header)
    #expect(tables[0].column("why").count == 12)
    for column in tables[0].header {
      #expect(
        (tables[0].column(column) == tables[1].column(column)) == (column != "why"), "\(column)")
    }
  }
}
