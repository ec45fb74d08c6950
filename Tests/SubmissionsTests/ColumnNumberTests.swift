import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// Rows that number the columns of a form.
struct ColumnNumberTests {
  @Test(arguments: [
    [
      "甲,乙,1,2", "甲,乙,(1),(2)", "甲,乙,①,②", "栏次,,1,2", "A,B,1,2", "编号,1,2,3", "甲,乙,丙,丁",
      "甲,乙,1,2=1*2", "甲,—,1,2",
    ]
  ])
  func `the row that numbers the columns is no unit's, with or without a registry`(
    _ rows: [String]
  ) throws {
    for row in rows {
      for registry in [SmallSet.registry, nil] {
        let text = "code,name,D1,D7\n\(row)\n330602,越城区,3,4\n"
        let run = try Run(["a.csv": text], registry: registry)
        #expect(run.values == ["330602: D1=3 D7=4"], "\(row)")
        #expect(!run.diagnostics.contains { $0.severity == .error }, "\(row)")
        // At the top of the next page it is the header once more.
        let pages = try Run(
          ["a.csv": text + "code,name,D1,D7\n\(row)\n330603,柯桥区,5,6\n"], registry: registry)
        #expect(pages.values == ["330602: D1=3 D7=4", "330603: D1=5 D7=6"], "\(row)")
      }
    }
  }

  @Test func `rows of units stay`() throws {
    let run = try Run(["a.csv": "code,name,D1,D7\n甲县,甲县,1,2\n乙县,乙县,3,4\n1,一,1,2\n"], registry: nil)
    #expect(run.values.count == 3)
    for texts in [
      ["甲", "1"], ["1", "2"], ["甲", "3", "4"], ["A", "1", "2"], ["330602", "1", "2"],
    ] {
      #expect(!ColumnNumbers.are(texts, isNamed: true), "\(texts)")
    }
    #expect(ColumnNumbers.are(["1", "2", "3", "4"], isNamed: true))
    #expect(!ColumnNumbers.are(["1", "2", "3", "4"], isNamed: false))
  }
}
