import Foundation
import SourceText
import Testing
import YanshouEngine

/// What a program of others sees: public values only.
@Suite struct EngineTests {
  /// A folder with a set of one requirement, gone when the test is over.
  private final class SmallSet {
    let path: String

    init(_ text: String = SmallSet.text) throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("engine-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      path = folder.path
      try Data(text.utf8).write(to: folder.appendingPathComponent("set.yaml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static let text = """
      set: small
      title: Small
      edition: "1"
      language: en
      assesses: county
      period: quarter
      points: 10
      items:
        cases: {type: number}
        settled: {type: number}
      tasks:
        - task: T1
          title: One
          points: 10
          requirements:
            - requirement: T1.01
              title: Settled cases
              points: 10
              value: settled / cases
              score: {linear: {zero: 50%, full: 100%}}
              provenance: drafted
      gates:
        - gate: out
          title: Out
          needs: {total: 80%}
      """
  }

  private func rows(_ rows: [[String]]) -> Input {
    Input(.table([["code", "name", "cases", "settled"]] + rows, name: "rows.csv"))
  }

  @Test func `rows at hand become exact points with a reason and the cells behind it`() async throws
  {
    let set = try SmallSet()
    var input = rows([["9901", "A, \"the first\"", "8", "7"], ["9902", "B", "8", "many"]])
    input.period = "2021Q2"
    let run = try await Engine(set: set.path).assess(input)
    // 7/8 = 87.5%, three quarters of the way from 50% to 100%.
    let first = try #require(run.units.first)
    #expect(first.name == "A, \"the first\"")
    #expect(first.total.description == "7.50" && first.total.units == 750)
    #expect(first.place == 1 && first.gates.map(\.verdict) == [.failed])
    let requirement = try #require(first.requirement("T1.01"))
    #expect(requirement.status == "partly" && requirement.value == "87.5%")
    #expect(requirement.cells.map(\.item) == ["cases", "settled"])
    #expect(requirement.cells.compactMap { $0.place?.line } == [2, 2])
    #expect(first.reason(of: "T1.01")?.text(.en).contains("87.5%") == true)
    #expect(first.reason(of: "T9") == nil)
    // What cannot be read is missing and told, and nobody else is touched.
    let second = try #require(run.units.last)
    #expect(second.requirement("T1.01")?.status == "missing")
    #expect(second.worst.description == "0.00" && second.best?.description == "10.00")
    #expect(second.gates.map(\.verdict) == [.open])
    #expect(run.problems.contains { $0.unit == "9902" && $0.severity == .error })
  }

  @Test func `units of a registry that hand in nothing are named`() async throws {
    let set = try SmallSet()
    var input = rows([["9901", "A", "8", "8"]])
    input.period = "2021Q2"
    input.units = .table(
      [["code", "name", "level"], ["9901", "A", "county"], ["9902", "B", "county"]],
      name: "units.csv")
    let run = try await Engine(set: set.path).assess(input)
    #expect(run.notReported == ["9902"])
    #expect(run.units.map(\.code) == ["9901"] && run.units[0].gates[0].verdict == .passed)
  }

  @Test func `the number of workers does not matter`() async throws {
    let set = try SmallSet()
    var input = rows((0..<600).map { ["99\(1000 + $0)", "U\($0)", "8", "\($0 % 9)"] })
    input.period = "2021Q2"
    var engine = Engine(set: set.path)
    let one = try await engine.assess(input)
    engine.jobs = 2
    let two = try await engine.assess(input)
    #expect(one.units.map(\.total) == two.units.map(\.total) && one.units.count == 600)
    #expect(one.units.map(\.place) == two.units.map(\.place))
  }

  @Test func `nothing passes on nothing, and mistakes of a set are told`() async throws {
    let set = try SmallSet()
    var empty = rows([])
    empty.period = "2021Q2"
    await #expect(throws: EngineError.self) { try await Engine(set: set.path).assess(empty) }
    var unknown = rows([["9901", "A", "1", "1"]])
    unknown.period = "Q2"
    await #expect(throws: EngineError.self) { try await Engine(set: set.path).assess(unknown) }
    unknown.period = "2021Q2"
    await #expect(throws: EngineError.self) { try await Engine(set: "nowhere").assess(unknown) }
    let broken = try SmallSet(
      SmallSet.text.replacingOccurrences(of: "settled / cases", with: "setled / cases"))
    let error = await #expect(throws: EngineError.self) {
      try await Engine(set: broken.path).assess(unknown)
    }
    #expect(error?.details.contains { $0.message.text(.en).contains("setled") } == true)
  }

  @Test func `the page about the engine shows the example and its output as they are`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..")
    func text(_ path: String) throws -> String {
      String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }
    let page = try text("Docs/engine.md")
    #expect(
      page.contains("```swift\n\(try text("Examples/ten-lines/Sources/ten-lines/main.swift"))```"))
    #expect(page.contains("```\n\(try text("Examples/ten-lines/expected.txt"))```"))
  }
}
