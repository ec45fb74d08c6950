import Assessment
import Definitions
import FEEL
import Run
import SourceText
import Submissions
import TestSupport

/// What a unit reports for an item.
enum Reported: Sendable {
  case missing
  case number(Decimal)
  case flag(Bool)
  /// The index of the choice.
  case choice(Int)
  /// Days since 1970-01-01.
  case date(Int)

  static func count(_ value: Int) -> Reported { .number(Decimal(Int64(value))) }

  fileprivate var cell: Cell {
    switch self {
    case .missing: Cell(.blank)
    case .number(let number):
      Cell(.number, bits: number.mantissa, scale: UInt8(clamping: number.scale))
    case .flag(let flag): Cell(.yesNo, bits: flag ? 1 : 0)
    case .choice(let index): Cell(.choice, bits: Int64(index))
    case .date(let days): Cell(.date, bits: Int64(days))
    }
  }
}

/// A set that does not load, which is a mistake of the test.
struct SetError: Error, CustomStringConvertible {
  let description: String
}

/// A set and a way to score rows by it without files.
struct Bench: Sendable {
  let set: IndicatorSet
  let plan: ScoringPlan

  /// Loads a set of one file; `body` follows the head.
  init(points: String, digits: Int = 2, _ body: String) throws {
    let text = """
      set: random
      title: SeededGenerator
      edition: "1"
      language: en
      assesses: county
      period: quarter
      part: share
      points: \(points)
      rounding: {digits: \(digits)}
      \(body)
      """
    let loaded = try loadSet("random.yaml", from: .memory(["random.yaml": text]))
    guard let set = loaded.set else {
      let errors = loaded.diagnostics.filter { $0.severity == .error }.map { $0.message.text(.en) }
      throw SetError(description: errors.joined(separator: "\n") + "\n" + text)
    }
    self.set = set
    plan = ScoringPlan(set)
  }

  /// What becomes of the units of a run, in the order of the rows; the first unit has the lowest code.
  ///
  /// Without `units` all are counties. The rows are handed in by `order`, cut into so many `blocks`.
  func assess(
    _ rows: [[Reported]], of units: [Unit]? = nil, verifications: [Verification] = [],
    findings: [Finding] = [], blocks: Int = 1, jobs: Int = 1, order: [Int]? = nil
  ) async throws -> [UnitAssessment] {
    try await assess(
      rows, of: units, renderer: Collector(), verifications: verifications, findings: findings,
      blocks: blocks, jobs: jobs, order: order)
  }

  /// The same, with a renderer that may look at more.
  func assess<Renderer: UnitRenderer>(
    _ rows: [[Reported]], of units: [Unit]? = nil, renderer: Renderer,
    verifications: [Verification] = [],
    findings: [Finding] = [], blocks: Int = 1, jobs: Int = 1, order: [Int]? = nil
  ) async throws -> [UnitAssessment] where Renderer.Output == [(Int, UnitAssessment)] {
    let order = order ?? Array(rows.indices)
    let registry = Registry(
      units ?? rows.indices.map { Unit(code: String(1_000_000 + $0), name: "", level: .county) })
    let size = max(1, (rows.count + blocks - 1) / blocks)
    let cut = stride(from: 0, to: rows.count, by: size).map {
      block(Array(order[$0..<min($0 + size, rows.count)]), rows)
    }
    let batch = Batch(
      plan, Occasion(registry, in: Self.period, at: set.assesses),
      Background(
        records: Records(findings: findings, verifications: verifications, overrides: [])),
      jobs: jobs)
    var results = [UnitAssessment?](repeating: nil, count: rows.count)
    try await batch.run({ cut }, read: { ($0, []) }, renderer: renderer) { result in
      for (unit, assessment) in result.output { results[unit] = assessment }
    }
    return results.compactMap(\.self)
  }

  /// Rows of some units, in this order.
  func block(_ units: [Int], _ rows: [[Reported]]) -> RowBlock {
    RowBlock(
      files: [PlacedFile("rows.csv")],
      rows: units.map { RowBlock.Row(unit: Index($0), offset: 0, line: 1) },
      cells: units.flatMap { rows[$0].map(\.cell) }, stride: set.items.count, texts: [],
      origins: .points([RowBlock.Point(file: 0, offset: 0, line: 1, column: 1)]))
  }

  /// The quarter of all runs.
  static let period: Period = {
    guard let period = Period(year: 2021, length: .quarter, number: 2) else {
      preconditionFailure("the second quarter exists")
    }
    return period
  }()

  private struct Collector: UnitRenderer {
    func start() -> [(Int, UnitAssessment)] { [] }
    func add(
      _ unit: UnitReport, to output: inout [(Int, UnitAssessment)]
    ) {
      output.append((unit.index.position, unit.assessment))
    }
  }
}

/// One requirement of a task of a set, for sets with one task.
func requirementText(_ id: String, points: String, _ body: [String]) -> String {
  (["- requirement: \(id)", "  title: Requirement", "  points: \(points)", "  provenance: drafted"]
    + body.map { "  " + $0 }).joined(separator: "\n")
}

/// A set's items and its only task.
func bodyText(items: [String], points: String, _ nodes: [String], tail: String = "") -> String {
  let lines = nodes.joined(separator: "\n").split(separator: "\n").map { "      " + $0 }
  return """
    items:
    \(items.map { "  " + $0 }.joined(separator: "\n"))
    tasks:
      - task: T1
        title: Task
        points: \(points)
        requirements:
    \(lines.joined(separator: "\n"))
    \(tail)
    """
}
