import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

struct YAMLRecordTests {
  private enum Field: RecordField {
    case unit, document

    static let unitCode = Field.unit

    var column: RecordColumn {
      switch self {
      case .unit: RecordColumn("unit", "单位", isRequired: true)
      case .document: RecordColumn("document", "文号")
      }
    }
  }

  private func read(_ text: String) -> (rows: [String], found: [String]) {
    let file = RecordFile<Field>(.text(text, displayPath: "findings.yaml"))
    return (
      file.rows.map {
        "\($0.text(.unit))@\($0.place(.unit).line) \($0.text(.document))@\($0.place(.document).line)"
      },
      file.diagnostics.sorted().map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)" }
    )
  }

  @Test func `records may be a list of mappings, with keys in either language`() {
    let (rows, found) = read("- unit: 330602\n  文号: 甲〔2021〕1号\n- {单位: 330603}\n")
    #expect(rows == ["330602@1 甲〔2021〕1号@2", "330603@3 @3"])
    #expect(found.isEmpty)
  }

  @Test func `each mistake of a list is told where it stands, and the rest is read`() {
    let (rows, found) = read(
      """
      - unit: 1
        docment: x
      - document: x
      - x
      - {unit: 2, 单位: 3}
      """)
    #expect(rows == ["1@1 @1", "2@5 @5"])
    #expect(
      found == [
        "2:3 unknown-record-column", "3:3 missing-record-column", "4:3 not-a-record",
        "5:13 repeated-record-column",
      ])
    #expect(read("unit: 1\n").found == ["1:1 not-a-record"])
    #expect(read("- unit: [\n").found.map { $0.split(separator: " ")[1] } == ["yaml-syntax"])
  }

  @Test func `a unit counts in the periods in which it exists`() throws {
    let (registry, problems) = Registry.read(
      .text(
        "code,name,level,parent,from,until\n1,市,city,,,\n2,芜湖县,county,1,,2020-12-31\n3,湾沚区,county,1,2021-01-01,\n4,镇,town,2,,某日\n",
        displayPath: "units.csv"))
    #expect(problems.map(\.code) == ["unreadable-day"])
    func codes(_ label: String) throws -> [String] {
      let period = try #require(Period(label))
      let existing = registry.existing(in: period)
      for unit in existing.units.indices {
        #expect(existing.index(of: existing.units[unit].code) == unit)
      }
      return existing.units.map { "\($0.code)<\($0.parent.map { existing.units[$0].code } ?? "")" }
    }
    #expect(try codes("2020Q4") == ["1<", "2<1", "4<2"])
    #expect(try codes("2021Q1") == ["1<", "3<1", "4<"])
    #expect(try codes("2020") == ["1<", "2<1", "4<2"])
  }
}
