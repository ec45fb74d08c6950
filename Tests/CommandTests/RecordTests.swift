import Foundation
import TestSupport
import Testing

/// The sample with tables of records, as a user runs it.
struct RecordTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let sample = [
    "Samples/tables", "Samples/tables/2021Q2", "--units", "Samples/tables/units.csv",
  ]

  private func run(_ command: String, _ more: String...) async throws -> Run {
    let place = Command(folder: Command.repository)
    return try await place.run([command] + Self.sample + more)
  }

  @Test func `each county has the points that its records come to on paper`() async throws {
    let run = try await run("assess", "-o", folder.path("out"), "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let scores = Table(try folder.text("out/scores.csv"))
    // 990604: 15 + 6 + 3, a town hall, and 92% between 85% and 95%: 2.1.
    // 990603: 15, a project without its progress, half of the projects: 3, no hall, 98%: 3.
    // 990602: 15 − 2 − 4 × 2, 6 − 2 × 0.6 − 2 × 0.6, a third of a half, halls, 192 of 200.
    #expect(scores.column("code") == ["990604", "990603", "990602"])
    #expect(scores.column("total") == ["29.10", "21.00", "16.60"])
    #expect(scores.column("T10.01") == ["15.00", "15.00", "5.00"])
    #expect(scores.column("T18.01") == ["6.00", "", "3.60"])
  }

  @Test func `the JSON says how many records a table has`() async throws {
    _ = try await run("assess", "-o", folder.path("out"), "--write", "json")
    let json = try folder.text("out/assessment.json")
    #expect(json.contains("\"records\":3"))
    #expect(json.contains("\"records\":0"))
  }

  @Test func `a reason names the records that count, and explain their lines`() async throws {
    let run = try await run(
      "explain", "--unit", "990602", "--requirement", "T10.01", "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    for text in [
      "事故 = 3 records  2021Q2/事故.csv:2:1",
      "record 2  类别 火灾, 发生日期 2021-05-06, 死亡人数 7, 同类再次 是  2021Q2/事故.csv:3:1",
      "record 2 (火灾, 2021-05-06, 7, …) → 4 × 2 = 8", "15 - 2 - 8 = 5",
    ] {
      #expect(run.output.contains(text), "\(run.output)")
    }
  }

  @Test func `explain answers for gates and vetoes, and asks which where it is not told`()
    async throws
  {
    let place = Command(folder: Command.repository)
    let set = [
      "explain", "Indicators/shaoxing", "Samples/shaoxing/2021Q2", "--units",
      "Samples/shaoxing/units.csv", "--findings", "Samples/shaoxing/findings.csv", "--lang", "en",
      "--unit", "990602",
    ]
    let gate = try await place.run(set + ["--gate", "exit"])
    #expect(gate.exitCode == 0, "\(gate.testDescription)")
    #expect(gate.output.contains("✗ no V01 发生重大群体性事件: found"), "\(gate.output)")
    let veto = try await place.run(set + ["--veto", "V01"])
    #expect(veto.output.contains("in force  findings.csv:2"), "\(veto.output)")
    let both = try await place.run(set + ["--gate", "exit", "--veto", "V01"])
    #expect(both.exitCode == 2, "\(both.testDescription)")
    let unknown = try await place.run(set + ["--adjustment", "J1"])
    #expect(
      unknown.exitCode == 2 && unknown.testDescription.contains("J01"), "\(unknown.testDescription)"
    )
  }
}
