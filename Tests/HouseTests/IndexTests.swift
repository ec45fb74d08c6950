import Testing

/// Units, requirements, gates and tasks go by indices of their own: a bare number may be taken for any of them.
@Suite struct IndexTests {
  @Test(arguments: ["Definitions", "Submissions", "Assessment", "Run", "Reporting", "Trials"])
  func `no unit, requirement, gate or task goes by a number`(_ floor: String) throws {
    for file in try SwiftCode.all(below: floor) {
      for line in file.code.split(separator: "\n") where Self.isBare(line) {
        Issue.record("\(file.path): \(line)")
      }
    }
  }

  private static func isBare(_ line: Substring) -> Bool {
    // Most lines have none, and patterns are slow.
    line.contains("Int")
      && line.contains(
        /\b(unit|requirement|gate|task): (\[Int\]|Int\b)|\bcase (requirement|gate|task)\(Int\b/)
  }

  @Test(arguments: [
    ("func f(_ unit: Int) {", true), ("case gate(Int)", true), ("let task: Int?", true),
    ("var requirement: [Int]", true), ("func f(_ unit: Index<Unit>) {", false),
    ("subscript(unit place: Int) -> Int {", false), ("case adjustment(Int)", false),
  ])
  func `a bare number is found where there is one`(line: String, isBare: Bool) {
    #expect(Self.isBare(line[...]) == isBare)
  }
}
