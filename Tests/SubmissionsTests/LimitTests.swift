import Definitions
import Formats
import SourceText
import TestSupport
import Testing

@testable import Submissions

/// What is more than is kept, or damaged, is told and costs nothing else.
struct LimitTests {
  private func read(
    _ text: String, registry: Registry? = nil, _ limits: ReadingLimits
  ) throws -> Submissions {
    var reader = SubmissionReader(
      try SmallSet.load(), registry: registry, period: Period("2021Q2"))
    reader.limits = limits
    return reader.read([.text(text, displayPath: "a.csv")])
  }

  @Test func `more units than are kept are told, and the others are read`() throws {
    let text = "code,name,D1\n" + (1...9).map { "\($0),县\($0),\($0)\n" }.joined() + "1,县1,1\n"
    let submissions = try read(text, ReadingLimits(units: 5))
    #expect(submissions.registry.units.map(\.code) == ["1", "2", "3", "4", "5"])
    let told = submissions.diagnostics.filter { $0.code == "too-many-units" }
    #expect(told.map { $0.place?.line } == [7])
    #expect(told.first?.message.text(.zh).contains("4 行") == true)
  }

  @Test func `more names without a code than are kept are told`() throws {
    let text = "name,D1\n" + (1...9).map { "县\($0),\($0)\n" }.joined()
    let submissions = try read(text, ReadingLimits(units: 5))
    #expect(submissions.diagnostics.contains { $0.code == "too-many-units" })
  }

  @Test func `more faults of rows than are told one by one are counted`() throws {
    let text = "code,name,D1\n" + (1...9).map { "9\($0),县\($0),\($0)\n" }.joined()
    let submissions = try read(text, registry: SmallSet.registry, ReadingLimits(faults: 5))
    #expect(submissions.diagnostics.count { $0.code == "unknown-unit" } == 5)
    let further = submissions.diagnostics.filter { $0.code == "further-rows" }
    #expect(further.map { $0.message.text(.en) }.first?.hasPrefix("4 further rows") == true)
  }

  @Test func `more files than are read are told`() throws {
    let folder = try TemporaryFolder()
    for number in 1...4 { try folder.write("code,D1\n1,1\n", to: "in/\(number).csv") }
    let found = try SubmissionFiles.find([folder.path("in")], most: 3)
    #expect(found.sources.map(\.displayPath) == ["in/1.csv", "in/2.csv", "in/3.csv"])
    #expect(found.diagnostics.map(\.code) == ["too-many-files"])
    #expect(found.unread == ["in/4.csv"])
  }

  @Test func `columns beyond the most are told in the header`() throws {
    for (more, isTold) in [(0, false), (1, true)] {
      let further = String(repeating: ",其他", count: CSVScanner.mostFields - 3 + more)
      let run = try Run(["a.csv": "code,name,D1\(further)\n330602,越城区,3\n"])
      #expect(run.diagnostics.contains { $0.code == "too-many-fields" } == isTold)
      #expect(run.values == ["330602: D1=3"])
    }
  }

  @Test func `a code or name of any length is read in bounded time`() throws {
    // Mobile numbers run together: each asked for all those before it.
    let digits = String(repeating: "13131313131", count: 10_000)
    let run = try Run([
      "a.csv": "code,name,D1,D6\n330602,越城区,\(digits),\(digits)\n\(digits),\(digits),1,\n"
    ])
    #expect(run.values == ["330602: D1=! D6=x"])
    #expect(Set(run.diagnostics.map(\.code)).contains("personal-data"))
  }

  // MARK: Damage

  /// 柯桥区 in GB18030.
  private static let district: [UInt8] = [0xBF, 0xC2, 0xC7, 0xC5, 0xC7, 0xF8]
  /// 名称
  private static let name: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6]

  private func bytes(_ parts: [any Sequence<UInt8>]) -> [UInt8] {
    parts.reduce(into: []) { $0 += Array($1) }
  }

  @Test(arguments: [1, 64, 2 << 20])
  func `a byte that is not GB18030 costs its row`(_ size: Int) throws {
    let file =
      Array("code,".utf8) + Self.name + Array(",D1\n330602,,3\n330603,".utf8) + Self.district
      + Array(",".utf8) + [0xFF] + Array("4\n330604,,5\n".utf8)
    let run = try Run(["a.csv": file], blockSize: size)
    #expect(run.values == ["330602: D1=3", "330604: D1=5"])
    #expect(run.found == ["3:1 damaged-row"])
    #expect(run.submissions.unread == ["a.csv"])
  }

  @Test(arguments: [true, false])
  func `a damaged title or note says what can be read of it`(_ isAbove: Bool) throws {
    // 2020年, 注:
    let year = Array("2020".utf8) + [0xC4, 0xEA]
    let title = year + [0xFF] + Self.district + [0x0A]
    let note = [0xD7, 0xA2, 0x3A] + year + [0xCA, 0xFD] + [0x2C, 0xFF, 0x0A]
    let rows = Array("code,".utf8) + Self.name + Array(",D1\n330602,,3\n330603,,4\n".utf8)
    let run = try Run(["a.csv": isAbove ? title + rows : rows + note])
    #expect(run.values == [])
    #expect(run.diagnostics.map(\.code).contains("damaged-row"))
    #expect(run.diagnostics.map(\.code).contains("period-of-title"))
  }

  @Test func `in rows of one value the others stay`() throws {
    let file =
      Array("code,".utf8) + Self.name + Array(",item,value\n330602,,D1,3\n330602,".utf8)
      + [0xFF, 0x2C] + Array("D8,1\n,,D3,是\n330603,".utf8.filter { $0 < 0x80 }) + Self.district
      + Array(",D1,4\n".utf8)
    let run = try Run(["a.csv": file])
    #expect(run.values == ["330602: D1=3", "330603: D1=4"])
    #expect(run.diagnostics.contains { $0.code == "damaged-row" && $0.place?.line == 3 })
  }

  @Test func `a file with many such bytes is in another encoding`() throws {
    let row = Array("330602,".utf8) + [0xFF] + Array(",3\n".utf8)
    let file =
      Array("code,".utf8) + Self.name + Array(",D1\n".utf8)
      + (0...TextReader.mostDamage).flatMap { _ in row }
    let run = try Run(["a.csv": file])
    #expect(run.values.isEmpty)
    #expect(run.diagnostics.map(\.code).contains("damaged-text"))
  }

  @Test func `a table of records of which one is lost is not used`() throws {
    let file =
      Array("code,name,".utf8) + [0xC0, 0xE0, 0xB1, 0xF0] + Array(",".utf8)
      + [0xCB, 0xC0, 0xCD, 0xF6, 0xC8, 0xCB, 0xCA, 0xFD] + Array("\n1,,".utf8)
      + [0xBB, 0xF0, 0xD4, 0xD6] + Array(",4\n1,,".utf8) + [0xFF] + Array(",1\n".utf8)
    let run = try Run(["T1.csv": file], registry: nil, set: TableSet.load())
    #expect(run.values == ["1: T1=!"])
    let codes = Set(run.diagnostics.map(\.code))
    #expect(codes.isSuperset(of: ["damaged-row", "doubtful-table"]))
  }
}
