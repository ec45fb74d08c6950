import Foundation
import TestSupport
import Testing

/// A group of which nobody knows which of its many members count.
struct ManyMembersTests {
  @Test func `the ends of a group of forty open members are found at once`() async throws {
    let folder = try TemporaryFolder()
    let points = (0..<40).map { 100 + $0 * $0 * 7 % 97 }
    let rest = 20_000 - points.sorted().suffix(20).reduce(0, +)
    func decimal(_ points: Int) -> String { "\(points / 100).\(points % 100 / 10)\(points % 10)" }
    let items = (0..<40).map { "  m\($0): {type: number}\n  f\($0): {type: yes-no}\n" }.joined()
    let members = points.enumerated().map { index, points in
      "          - {requirement: R.\(index), title: R, points: \(decimal(points)), applies: f\(index), "
        + "score: {lines: [{earn: m\(index)}]}, provenance: drafted}\n"
    }.joined()
    try folder.write(
      """
      set: many
      title: Many
      edition: "1"
      language: en
      assesses: county
      period: year
      points: 200
      part: share
      missing: leave out
      items:
      \(items)
      tasks:
        - task: T1
          title: T
          points: 200
          requirements:
            - group: G
              title: G
              best: 20
              requirements:
      \(members)
            - {requirement: R.x, title: R, points: \(decimal(rest)), score: {lines: [{earn: m0}]}, provenance: drafted}
      """, to: "set.yaml")
    let rows = (0..<20).map { "99\($0 + 100),U\($0),2021,1\n" }.joined()
    try folder.write("code,name,period,m0\n" + rows, to: "s.csv")
    // Each way for itself took 14 s for each unit in a debug build.
    let run = try await Command(folder: folder.url, processorSeconds: 60)
      .run("assess", "set.yaml", "s.csv", "-o", "out", "--write", "scores", "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("1.00 … "), "\(run.testDescription)")
  }
}
