import Assessment
import Definitions
import FEEL
import Foundation
import Formats
import Run
import SourceText
import Submissions
import TestSupport
import Testing

@testable import Reporting

/// A small set and some units, with rows made by hand: reports are tested without the readers of files.
struct Fixture {
  var set: IndicatorSet
  var registry: Registry
  var findings: [Finding] = []
  var verifications: [Verification] = []
  var overrides: [Override] = []
  var planned: PlannedValues?
  /// By unit's code: the cells of the items by name, as people would write them.
  var reports: [String: [String: String]]
  var language = Language.zh

  /// Where definitions and expected reports stand.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens")

  /// The period of the made-up run.
  static let period = Period("2021Q2")

  init(_ units: [(code: String, name: String, values: [String: String]?)]) throws {
    let loaded = try loadSet(
      Fixture.folder.appending(path: "small/small.yaml").path, period: "2021Q2")
    let problems = TextRenderer(language: .en).render(loaded.diagnostics)
    set = try #require(loaded.set, "\(problems)")
    registry = Registry(
      units.sorted { $0.code < $1.code }.map {
        Unit(code: $0.code, name: $0.name, level: .county)
      })
    reports = [:]
    for unit in units { reports[unit.code] = unit.values }
  }

  /// Six units: one that passes everything, one of each trouble, one that did not report.
  static func six() throws -> Fixture {
    let full = [
      "方案印发": "是", "受理数": "200", "化解数": "190", "通报次数": "0", "群众安全感": "0.975",
      "合并处数": "3", "滞后项目数": "0", "表扬次数": "2", "个案数": "0", "备注说明": "有",
    ]
    let capped = full.merging([
      "通报次数": "3", "群众安全感": "0.89", "滞后项目数": "3", "表扬次数": "0",
    ]) { $1 }
    let exempt = full.merging(["受理数": "0", "化解数": "0", "合并处数": "1", "备注说明": "=1+1"]) { $1 }
    let missing = full.filter { $0.key != "群众安全感" && $0.key != "滞后项目数" }
    let contradictory = full.merging(["化解数": "250", "个案数": "1", "方案印发": "否"]) { $1 }
    var fixture = try Fixture([
      ("990602", "甲区", full), ("990603", "乙区", capped), ("990604", "丙区", exempt),
      ("990624", "丁县", nil), ("990681", "戊市", missing), ("990683", "己市", contradictory),
    ])
    fixture.findings = [
      try fixture.finding("990603", "V02"), try fixture.finding("990604", "E01"),
      try fixture.finding("990681", "V01"), try fixture.finding("990624", "V01"),
    ]
    fixture.overrides = [
      try fixture.override("990603", "T02.02") { .points(requirement: $0, Points(units: 1500)) },
      try fixture.override("990603", "exit") { _ in .gate(1, isPassed: true) },
      try fixture.override("990624", "grade") { _ in .grade(nil) },
    ]
    fixture.planned = PlannedValues([
      try #require(fixture.registry.index(of: "990603")): [
        try fixture.planned("群众安全感", Number(mantissa: 93, scale: 2)),
        try fixture.planned("滞后项目数", Number(mantissa: 0, scale: 0)),
      ],
      try #require(fixture.registry.index(of: "990681")): [
        try fixture.planned("受理数", Number(mantissa: 400, scale: 0))
      ],
    ])
    return fixture
  }

  /// An override by the id of a requirement or another target.
  func override(
    _ code: String, _ id: String, target: (Index<Requirement>) -> Override.Target
  ) throws -> Override {
    let requirement = set.requirements.firstIndex { $0.id == id } ?? 0
    return Override(
      unit: try #require(registry.index(of: code)), target: target(requirement), by: "复核组组长",
      document: "复核〔2021〕3号", date: try #require(CalendarDate(year: 2021, month: 7, day: 5)),
      reason: "补交台账", place: Place(path: "overrides.csv", line: 2))
  }

  private func planned(_ name: String, _ value: Number) throws -> PlannedValues.Planned {
    let item = try #require(set.items.firstIndex { $0.name == name })
    return PlannedValues.Planned(
      item: item, value: .number(value), place: Place(path: "planned.csv", line: 2))
  }

  /// A finding that is in force in the period.
  func finding(_ code: String, _ target: String) throws -> Finding {
    Finding(
      unit: try #require(registry.index(of: code)), target: target, authority: "省委政法委",
      document: "样政法〔2021〕1号", date: try #require(CalendarDate(year: 2021, month: 5, day: 18)),
      reason: "样例", place: Place(path: "findings.csv", line: 2))
  }

  var context: ReportContext {
    get throws {
      ReportContext(
        plan: ScoringPlan(set), registry: registry, isRegistryGiven: true,
        period: try #require(Fixture.period), findings: findings, overrides: overrides,
        language: language)
    }
  }

  /// A block of the rows of some units, in the order given.
  func block(_ codes: [String]) throws -> RowBlock {
    var rows: [RowBlock.Row] = []
    var cells: [Cell] = []
    var texts: [String] = []
    var points: [RowBlock.Point] = []
    for code in codes {
      guard let values = reports[code] else { continue }
      let unit = try #require(registry.index(of: code))
      // A unit's cells stand on the same line of the made-up file whatever the order of work.
      let line = unit.position + 2
      rows.append(RowBlock.Row(unit: unit, offset: 0, line: line))
      for (slot, item) in set.items.enumerated() {
        points.append(.init(file: 0, offset: 0, line: line, column: slot * 4 + 1))
        cells.append(cell(values[item.name], item, &texts, origin: UInt32(points.count - 1)))
      }
    }
    return RowBlock(
      files: [PlacedFile("2021Q2/a.csv")], rows: rows, cells: cells, stride: set.items.count,
      texts: texts,
      origins: .points(points))
  }

  private func cell(_ text: String?, _ item: Item, _ texts: inout [String], origin: UInt32) -> Cell
  {
    guard let text else { return Cell(.absent) }
    switch item.type {
    case .yesNo: return Cell(.yesNo, bits: text == "是" ? 1 : 0, origin: origin)
    case .text:
      texts.append(text)
      return Cell(.text, bits: Int64(texts.count - 1), origin: origin)
    default:
      let digits = text.split(separator: ".")
      let scale = digits.count > 1 ? digits[1].count : 0
      guard let bits = Int64(text.replacing(".", with: "")) else { return Cell(.unreadable) }
      return Cell(.number, bits: bits, scale: UInt8(scale), origin: origin)
    }
  }

  /// Scores the units in blocks of a size, and collects what the renderer makes.
  @discardableResult
  func run(
    _ writer: inout ReportWriter, order: [String]? = nil, blockSize: Int = 2, jobs: Int = 1
  ) async throws -> RunSummary {
    let codes = order ?? registry.units.map(\.code)
    let blocks = try stride(from: 0, to: codes.count, by: blockSize).map {
      try block(Array(codes[$0..<min($0 + blockSize, codes.count)]))
    }
    let batch = try batch(jobs: jobs)
    var results: [BlockResult<RenderedBlock>] = []
    try await batch.run({ blocks }, read: { ($0, []) }, renderer: writer.renderer) {
      results.append($0)
    }
    for result in results { try writer.add(result) }
    let run = try FinishedRun(
      try context.scope, results.flatMap(\.standings), diagnostics: results.flatMap(\.diagnostics))
    return try writer.summary(of: run)
  }

  func batch(jobs: Int = 1) throws -> Batch {
    var background = Background(
      records: Records(findings: findings, verifications: verifications, overrides: overrides))
    background.planned = planned
    let plan = try context.plan
    return Batch(
      plan, Occasion(registry, in: try #require(Fixture.period), at: plan.set.assesses),
      background, jobs: jobs)
  }

  /// Runs, writes the reports of some formats into a folder of its own, and gives their texts by name.
  func written(
    _ formats: [ReportFormat] = ReportFormat.all, order: [String]? = nil, blockSize: Int = 2,
    jobs: Int = 1
  ) async throws -> [String: String] {
    let folder = try TemporaryFolder()
    var writer = try ReportWriter(try context, formats: formats, folder: folder.path("out"))
    let run = try await run(&writer, order: order, blockSize: blockSize, jobs: jobs)
    let names = try writer.write(run, record: Fixture.record)
    var texts: [String: String] = [:]
    for name in names.names { texts[name] = try folder.text("out/\(name)") }
    return texts
  }

  /// The run itself, without files.
  func finished() async throws -> RunSummary {
    var writer = try ReportWriter(try context, formats: [], folder: nil)
    return try await run(&writer)
  }

  static let record = RunRecord(
    version: "0.0.0", files: [.init(role: "definition", path: "small.yaml", sha256: "00")],
    parameters: [("period", "2021Q2")])
}
