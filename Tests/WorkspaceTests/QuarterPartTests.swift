import Definitions
import SourceText
import Testing

@testable import Workspace

struct QuarterPartTests {
  @Test(arguments: QuarterPart.allCases)
  func `a folder is known by the name that a part is given, and without its number`(
    _ part: QuarterPart
  ) {
    #expect(QuarterPart(folder: part.folderName(.zh)) == part)
    #expect(QuarterPart(folder: part.folderName(.en)) == part)
    #expect(QuarterPart(folder: part.chinese) == part)
    #expect(QuarterPart(folder: part.chinese + "（下发）") == part)
  }

  @Test(arguments: ["", "02", "镇街", "报送人", "村居", "2021Q2", "submission"])
  func `other folders are no parts`(_ name: String) {
    #expect(QuarterPart(folder: name) == nil)
  }

  @Test(arguments: [
    ("units.csv", WorkspaceFile.units, nil), ("单位名单.csv", .units, nil),
    ("units-2022.csv", .units, "2022"), ("核定清单-2021Q2.csv", .record(.verified), "2021Q2"),
    ("核实数（2021年第二季度）.csv", .record(.verified), "2021年第二季度"),
    ("FINDINGS.CSV", .record(.findings), nil),
    ("认定清单-county-towns.csv", .record(.findings), "county-towns"),
    ("planned_2021H1.xml", .planned, "2021H1"),
  ])
  func `files are known by their names`(_ name: String, _ file: WorkspaceFile, _ about: String?)
    throws
  {
    let called = try #require(WorkspaceFile.called(name))
    #expect(called.file == file)
    #expect(called.about == about)
  }

  @Test(arguments: ["units", "units.md", "findings2.csv", "甲县.csv", ".csv", "units2.xlsx"])
  func `other files are not`(_ name: String) {
    #expect(WorkspaceFile.called(name) == nil)
  }
}
