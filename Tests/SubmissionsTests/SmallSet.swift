import Definitions
import Formats
import SourceText
import Testing

@testable import Submissions

/// A small set with an item of every type, and a registry of three counties under a city.
enum SmallSet {
  static func load() throws -> IndicatorSet { try shared.get() }

  private static let shared = Result { try loadOnce() }

  private static func loadOnce() throws -> IndicatorSet {
    let loaded = try loadSet("set.yaml", from: .memory(["set.yaml": text]))
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic.code) \(diagnostic.message.text(.en))")
    }
    return try #require(loaded.set)
  }

  static let registry = Registry([
    Unit(code: "330600", name: "绍兴市", level: .city),
    Unit(code: "330602", name: "越城区", level: .county, parent: 0),
    Unit(code: "330603", name: "柯桥区", level: .county, parent: 0, aliases: ["绍兴县", "330621"]),
    Unit(code: "330604", name: "上虞区", level: .county, parent: 0),
  ])

  private static let text = """
    set: small
    title: 小样
    edition: "2021"
    assesses: county
    period: quarter
    points: 10
    part: share
    missing: no points
    items:
      受理数: {code: D1, title: 受理矛盾纠纷数, type: count, measure: 件, synonyms: [收件]}
      化解率: {code: D2, title: 矛盾纠纷化解率, type: percent, plausible: 50% to 100%}
      双组长: {code: D3, type: yes-no}
      印发日期: {code: D4, type: date}
      状态: {code: D5, type: choice, of: [已建成, 实施中]}
      文号: {code: D6, type: text}
      经费: {code: D7, type: number, measure: 万元, blank: 0}
      命案: {code: D8, title: 命案数, type: count, period: year}
      倍数: {type: number, value: 受理数 * 2}
    gates:
      - gate: exit
        title: 出门
        needs: {total: 60%}
    vetoes:
      - veto: V1
        title: 重大事件
        found by: [省委政法委]
        then: {bar: [exit]}
    exemptions:
      - exemption: E1
        title: 免检
        found by: [市公安局]
        requirements: [T1.1]
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - {requirement: T1.1, title: 受理, points: 6, provenance: drafted, score: {met: 受理数 > 0}}
          - {requirement: T1.2, title: 评议, points: 4, provenance: drafted, score: {given: {by: 专家组}}}
    """
}

/// A file, with marks at the places of its diagnostics where these matter, and what comes of it.
struct Case: CustomTestStringConvertible {
  var name: String
  var file = "a.csv"
  var text: String
  var codes: [String]
  var values = ["330602: D1=3"]
  var testDescription: String { name }
}

/// A run over texts, and what came of it in a notation of its own.
struct Run {
  var submissions: Submissions
  var blocks: [RowBlock]
  var diagnostics: [Diagnostic]
  private let set: IndicatorSet

  init(
    _ files: [String: String], registry: Registry? = SmallSet.registry, period: String? = "2021Q2",
    set: IndicatorSet? = nil, blockSize: Int = 2 << 20
  ) throws {
    try self.init(
      files.mapValues { Array($0.utf8) }, registry: registry, period: period, set: set,
      blockSize: blockSize)
  }

  init(
    _ files: [String: [UInt8]], registry: Registry? = SmallSet.registry,
    period: String? = "2021Q2", set: IndicatorSet? = nil, blockSize: Int = 2 << 20
  ) throws {
    let set = try set ?? SmallSet.load()
    self.set = set
    let reader = SubmissionReader(
      set, registry: registry, period: period.flatMap { Period($0) }, blockSize: blockSize)
    submissions = reader.read(
      files.map { FileSource(displayPath: $0.key, content: .bytes($0.value)) })
    (blocks, diagnostics) = submissions.readAll()
  }

  /// Every unit with its cells: `330602: D1=12@a.csv:2:8 D2=-@a.csv:2:11`.
  var rows: [String] {
    var result: [String] = []
    for block in blocks {
      for row in block.rows.indices {
        let cells = set.items.indices.compactMap { item -> String? in
          let cell = block.cell(row, item)
          guard cell.kind != .absent else { return nil }
          let place = block.place(row, item)?.description ?? "nowhere"
          return "\(set.items[item].code ?? "?")=\(text(cell, block, row, item))@\(place)"
        }
        result.append(
          submissions.registry.units[block.rows[row].unit].code + ": "
            + cells.joined(separator: " "))
      }
    }
    return result
  }

  /// The same without places.
  var values: [String] {
    rows.map { row in
      row.split(separator: " ").map { $0.split(separator: "@")[0] }.joined(separator: " ")
    }
  }

  /// Every diagnostic as `line:column code`, with its file where there are several.
  var found: [String] {
    let isSingle = submissions.paths.count == 1
    return diagnostics.map { diagnostic in
      guard let place = diagnostic.place else { return diagnostic.code }
      return (isSingle ? "\(place.line):\(place.column)" : place.description)
        + " \(diagnostic.code)"
    }
  }

  private func text(_ cell: Cell, _ block: RowBlock, _ row: Int, _ item: Int) -> String {
    switch cell.kind {
    case .number:
      return "\(cell.bits)" + (cell.scale > 0 ? "e-\(cell.scale)" : "")
    case .blank: return "-"
    case .unreadable: return "!"
    case .conflicting: return "!!"
    case .refused: return "x"
    case .text: return "'\(block.texts[Int(cell.bits)])'"
    case .yesNo: return cell.bits == 1 ? "yes" : "no"
    case .choice: return set.items[item].choices[Int(cell.bits)]
    case .date: return "day\(cell.bits)"
    case .absent: return "?"
    case .table: return records(block.lists[Int(cell.bits)], item)
    }
  }

  /// A table as `[火灾,4|交通,-]`.
  private func records(_ list: RecordList, _ item: Int) -> String {
    let columns = set.items[item].table?.columns ?? []
    let records = (0..<list.count).map { record in
      columns.indices.map { column in
        let cell = list.cell(record, column)
        switch cell.kind {
        case .text: return list.texts[Int(cell.bits)]
        case .number: return "\(cell.bits)" + (cell.scale > 0 ? "e-\(cell.scale)" : "")
        case .choice: return columns[column].choices[Int(cell.bits)]
        case .date: return "day\(cell.bits)"
        case .yesNo: return cell.bits == 1 ? "yes" : "no"
        case .blank: return "-"
        case .absent: return "?"
        case .unreadable: return "!"
        case .conflicting: return "!!"
        case .refused: return "x"
        case .table: return "table"
        }
      }.joined(separator: ",")
    }
    return "[" + records.joined(separator: "|") + "]"
  }
}
