import Foundation
import TestSupport
import Testing

/// A set whose towns report and whose county is assessed.
struct LevelTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      set: levels
      title: 分级汇总
      edition: "1"
      language: zh-CN
      assesses: county
      period: quarter
      points: 10
      items:
        受理数: {type: count, level: town, rollup: sum}
        化解数: {type: count, level: town, rollup: sum}
      tasks:
        - task: T01
          title: 防范化解社会矛盾风险
          points: 10
          requirements:
            - requirement: T01.01
              title: 化解率
              points: 10
              value: 化解数 / 受理数
              score: {linear: {zero: 80%, full: 95%}}
              provenance: drafted
      """, to: "set.yaml")
    try folder.write(
      "code,受理数,化解数\n330602001,100,95\n330602002,200,190\n", to: "2021Q2.csv")
    try folder.write(
      """
      code,name,level,parent
      330602,越城区,county,
      330602001,甲镇,town,330602
      330602002,乙镇,town,330602
      """, to: "units.csv")
  }

  private func assess(_ arguments: String...) async throws -> Run {
    try await Command().run(
      ["assess", folder.path("set.yaml"), folder.path("2021Q2.csv"), "--period", "2021Q2"]
        + arguments + ["--write", "scores,problems", "-o", folder.path("out")])
  }

  @Test func `the towns' rows give the county its score`() async throws {
    let run = try await assess("--units", folder.path("units.csv"))
    #expect(run.exitCode == 0, "\(run.testDescription)")
    let table = Table(try folder.text("out/scores.csv"))
    #expect(table.column("code") == ["330602"])
    #expect(table.column("total") == ["10.00"])
  }

  @Test func `the towns themselves can be scored`() async throws {
    let run = try await assess("--units", folder.path("units.csv"), "--level", "town")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(
      Table(try folder.text("out/scores.csv")).column("code") == ["330602001", "330602002"])
  }

  @Test func `without a registry the set says that it cannot roll up`() async throws {
    let run = try await assess()
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(try folder.text("out/problems.csv").contains("rollup-without-registry"))
  }

  @Test func `a level that there is not ends the run with code 2`() async throws {
    let run = try await assess("--units", folder.path("units.csv"), "--level", "hamlet")
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("hamlet"))
  }
}
