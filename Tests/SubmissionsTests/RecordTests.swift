import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

@Suite struct RegistryTests {
  private func read(_ text: String) -> (Registry, [String]) {
    let (registry, diagnostics) = Registry.read(.text(text, displayPath: "units.csv"))
    let found = diagnostics.sorted().map { diagnostic in
      "\(diagnostic.place?.line ?? 0):\(diagnostic.place?.column ?? 0) \(diagnostic.code)"
    }
    return (registry, found)
  }

  @Test func `a unit whose row has more fields than the header is left out and told`() {
    let text = """
      code,name,level,parent
      330600,绍兴市,city,
      330602,越城区,,county,330600
      330603,柯桥区,county,330600,
      """
    let (registry, diagnostics) = Registry.read(.text(text, displayPath: "units.csv"))
    #expect(registry.units.map(\.code) == ["330600", "330603"])
    #expect(diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" } == ["3 long-record"])
  }

  @Test func `units are in the order of their codes and know their parents`() {
    let (registry, found) = read(
      "code,name,level,parent\n330602,越城区,county,330600\n330600,绍兴市,市,\n")
    #expect(found.isEmpty)
    #expect(registry.units.map(\.code) == ["330600", "330602"])
    #expect(registry.units.map(\.level) == [.city, .county])
    #expect(registry.units[1].parent == 0)
    #expect(registry.index(of: "330602") == 1)
  }

  @Test func `each mistake of a registry is told where it stands, and the rest is read`() {
    let (registry, found) = read(
      """
      代码,名称,层级,上级
      1,甲,city,
      1,乙,county,1
      2,丙,省,1
      ,丁,county,1
      3,戊,county,9
      4,己,city,1
      5,庚,county,6
      6,辛,city,
      """)
    #expect(
      found == [
        "3:1 repeated-unit-code", "4:5 unknown-level", "5:1 unit-without-code",
        "6:12 unknown-parent", "7:10 unknown-parent",
      ])
    #expect(registry.units.map(\.code) == ["3", "4", "5", "6"])
  }

  @Test func `a code that stands twice is nobody's unless both rows say the same, in any order`() {
    let rows = ["1,甲,county,", "1,乙,county,", "2,丙,county,", "2,丙,county,", "3,丁,county,"]
    for rows in [rows, rows.reversed()] {
      let (registry, found) = read("code,name,level,parent\n" + rows.joined(separator: "\n"))
      #expect(registry.units.map(\.name) == ["丙", "丁"])
      #expect(found.count == 2 && found.allSatisfy { $0.hasSuffix("repeated-unit-code") })
    }
  }

  @Test func `units that become themselves are told and stay as they are`() throws {
    let (registry, found) = read(
      """
      code,name,level,parent,until,into
      1,甲,county,,2021-05-31,2
      2,乙,county,,2021-05-31,1
      3,丙,county,,2021-05-31,3
      4,丁,county,,2021-05-31,1
      """)
    #expect(
      found == [
        "2:24 successor-in-circle", "3:24 successor-in-circle", "4:24 successor-in-circle",
      ])
    #expect(registry.units.map(\.successor) == [nil, nil, nil, "1"])
  }

  @Test func `a successor that is not in the registry is told, and the unit stands`() {
    let (registry, found) = read(
      """
      code,name,level,parent,until,into
      1,甲,county,,2020-12-31,3
      2,乙,county,,2020-12-31,1
      """)
    #expect(found == ["2:24 unknown-successor"])
    #expect(registry.units.map(\.successor) == ["3", "1"])
  }

  @Test func `of several parents the first is the one that values roll up to`() {
    let (registry, found) = read(
      "code,name,level,parent\n1,甲市,city,\n2,乙市,city,\n3,丙镇,town,2；1\n")
    #expect(found.isEmpty)
    #expect(registry.units[2].parent == 1)
    #expect(registry.units[2].otherParents == [0])
    #expect(registry.children == [[], [2], []])
  }

  @Test func `a registry without its columns is refused as a whole`() {
    let (registry, found) = read("code,level\n1,city\n")
    #expect(found == ["1:1 missing-record-column"])
    #expect(registry.units.isEmpty)
  }
}
