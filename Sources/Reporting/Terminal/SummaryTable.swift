import Assessment
import Definitions
import Formats
import SourceText
import Submissions

/// What `assess` prints when it is done: a row per unit by place, then what concerns all.
package struct SummaryTable: Sendable {
  private let run: RunSummary
  /// Whether to use colours, always beside words.
  private let color: Bool
  /// Up to so many units are listed; of more, the first and the last.
  private static let listed = 40
  private static let first = 20
  private static let last = 5

  package init(_ run: RunSummary, color: Bool = false) {
    self.run = run
    self.color = color
  }

  private var context: ReportContext { run.context }
  private var set: IndicatorSet { context.set }

  /// The text, with a line end after its last line; `files` are those written to a folder.
  package func text(files: WrittenFiles = WrittenFiles()) -> String {
    var lines = context.sampleLines + [title, ""]
    lines += table.lines(color: color)
    lines.append("")
    lines += set.gates.indices.map(gateLine)
    lines += decisiveLines
    lines += decisionLines
    if !run.notReported.isEmpty { lines.append(notReportedLine) }
    if let phrase = context.registryPhrase { lines.append(context.text(phrase)) }
    lines.append(problemLine)
    if !files.names.isEmpty { lines.append(fileLine(files.names, files.folder)) }
    if !files.removed.isEmpty { lines.append(removedLine(files.removed)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    let head = Tint.strong.paint(set.title, color)
    let count = run.units.count
    return head + "  " + context.period.label + "  "
      + context.text(Phrase(zh: "\(count) 个单位", en: count == 1 ? "1 unit" : "\(count) units"))
  }

  private var table: TextTable {
    var columns: [TextTable.Column] = [
      .init(heading: context.text(Phrase(zh: "名次", en: "rank")), isNumber: true),
      .init(heading: context.text(Phrase(zh: "代码", en: "code"))),
      .init(heading: context.text(Phrase(zh: "单位", en: "unit"))),
      .init(heading: context.text(Phrase(zh: "总分", en: "total")), isNumber: true),
      .init(heading: context.text(Phrase(zh: "可能范围", en: "range"))),
    ]
    columns += set.gates.map { .init(heading: $0.shortTitle) }
    columns += [
      .init(heading: context.text(Phrase(zh: "否决", en: "vetoes"))),
      .init(heading: context.text(Phrase(zh: "缺数据", en: "missing")), isNumber: true),
      .init(heading: context.text(Phrase(zh: "数据问题", en: "problems")), isNumber: true),
    ]
    if hasPlan {
      columns.insert(
        .init(heading: context.text(Phrase(zh: "预期", en: "projected")), isNumber: true), at: 4)
    }
    var table = TextTable(columns)
    let problems = run.problemCounts
    let units = run.byPlace
    let isCut = units.count > SummaryTable.listed
    for (index, unit) in units.enumerated() {
      if isCut, index >= SummaryTable.first, index < units.count - SummaryTable.last {
        if index == SummaryTable.first {
          let left = units.count - SummaryTable.first - SummaryTable.last
          table.add(
            gap: context.text(Phrase(zh: "  …… 其余 \(left) 个", en: "  … and \(left) more")))
        }
        continue
      }
      table.add(row(unit, problems: problems[run.unit(unit).code] ?? 0))
    }
    return table
  }

  private func row(_ summary: UnitSummary, problems: Int) -> [TextTable.Cell] {
    let unit = run.unit(summary)
    let isOpen = summary.worstTotal != summary.bestTotal
    var row: [TextTable.Cell] = [
      TextTable.Cell(run.ranking.place(of: summary.unit).map(String.init) ?? "–"),
      TextTable.Cell(unit.code), TextTable.Cell(unit.name),
      TextTable.Cell(
        context.text(summary.total) + (summary.result.besideTotal(context).map(context.text) ?? "")),
      TextTable.Cell(
        isOpen
          ? "\(context.text(summary.worstTotal)) … \(context.text(upTo: summary.bestTotal))" : ""),
    ]
    if hasPlan {
      row.insert(TextTable.Cell(summary.projectedTotal.map(context.text) ?? ""), at: 4)
    }
    row += summary.verdicts.indexed.map { gate, verdict in
      let beside = summary.result.beside(gate: gate).map(context.text) ?? ""
      return TextTable.Cell(
        "\(verdict.sign) \(context.text(verdict.phrase))\(beside)", verdict.tint)
    }
    let found = summary.vetoes(.found).map { set.vetoes[$0].id }
    let asked = summary.vetoes(.asked).map {
      "\(set.vetoes[$0].id) \(context.text(VetoState.asked.phrase))"
    }
    row.append(
      TextTable.Cell((found + asked).joined(separator: " "), found.isEmpty ? .open : .bad))
    row.append(TextTable.Cell(summary.missing == 0 ? "" : "\(summary.missing)"))
    row.append(TextTable.Cell(problems == 0 ? "" : "\(problems)"))
    return row
  }

  /// Whether anybody plans.
  private var hasPlan: Bool { run.units.contains { $0.projectedTotal != nil } }

  private func gateLine(_ index: Index<Gate>) -> String {
    var counts: [Verdict: Int] = [:]
    for unit in run.units { counts[unit.verdicts[index], default: 0] += 1 }
    let order: [Verdict] = [.passed, .open, .failed]
    let words = order.map { "\(context.text($0.phrase)) \(counts[$0] ?? 0)" }
    let separator = context.text(Phrase(zh: "，", en: ", "))
    return set.gates[index].shortTitle + context.text(Phrase(zh: "：", en: ": "))
      + words.joined(separator: separator)
  }

  /// Vetoes found and asked, exemptions, waivers, limits, verified values and given points, each with its units.
  private var decisiveLines: [String] {
    run.decisive.map { line in
      let count = line.units.count
      let isLong: Bool
      if case .given = line.kind { isLong = count > 5 } else { isLong = false }
      let names = line.units.prefix(SummaryTable.listed).map { unit, detail in
        context.registry.units[unit].title
          + (detail.map { context.text(Phrase(zh: "（", en: " (") + $0 + Phrase(zh: "）", en: ")")) }
            ?? "")
      }
      let more =
        count > names.count
        ? Phrase(zh: " …… 其余 \(count - names.count) 个", en: " … and \(count - names.count) more")
        : Phrase("")
      let units =
        isLong
        ? Phrase(zh: "\(count) 个单位", en: "\(count) units")
        : Phrase(names.joined(separator: "、")) + more
      return context.text(line.title(set) + Phrase(zh: "：", en: ": ") + units)
    }
  }

  /// Points that persons decided, and final decisions beside what was computed.
  private var decisionLines: [String] {
    let overrides = context.overrides
    var lines = overrides.prefix(SummaryTable.listed).map { override in
      let name = context.registry.units[override.unit].title
      guard override.isDecision else {
        let (id, value) = (override.id(set), override.value(context))
        return context.text(
          Phrase(
            zh: "改判 \(name) \(id) 为 \(value) 分（\(override.source.text(.zh))）",
            en: "override, \(name) \(id): \(value) points (\(override.source.text(.en)))"))
      }
      let words =
        run.summary(of: override.unit).map { override.beside(Proposal($0.result), context) }
        ?? Phrase(
          zh: "\(override.title(set).text(.zh))：未报送，决定为 \(override.words(context).text(.zh))",
          en:
            "\(override.title(set).text(.en)): not reported, decided \(override.words(context).text(.en))"
        )
      return context.text(Phrase(zh: "决定 ", en: "decision, ")) + name + " " + context.text(words)
    }
    let more = overrides.count - lines.count
    if more > 0 {
      lines.append(
        context.text(Phrase(zh: "…… 其余 \(more) 条改判和决定", en: "… and \(more) more overrides")))
    }
    return lines
  }

  private var notReportedLine: String {
    let names = run.notReported.map { context.registry.units[$0].title }
    let shown = names.prefix(SummaryTable.listed).joined(separator: "、")
    let more = names.count - SummaryTable.listed
    let words = Phrase(
      zh: "未报送 \(names.count) 个：\(shown)" + (more > 0 ? " …… 其余 \(more) 个" : ""),
      en: "not reported, \(names.count): \(shown)" + (more > 0 ? " … and \(more) more" : ""))
    return context.text(
      words
        + (run.unreadNote.map { Phrase(zh: "（", en: " (") + $0 + Phrase(zh: "）", en: ")") }
          ?? Phrase("")))
  }

  private var problemLine: String {
    let errors = run.problems.count(.error)
    let warnings = run.problems.count(.warning)
    guard errors + warnings > 0 else {
      return context.text(Phrase(zh: "报送数据没有发现问题", en: "no problems in the submissions"))
    }
    return context.text(
      Phrase(
        zh: "报送数据的问题：错误 \(errors) 条，警告 \(warnings) 条",
        en: "problems in the submissions: errors \(errors), warnings \(warnings)"))
  }

  private func fileLine(_ files: [String], _ folder: String) -> String {
    let list = self.list(files)
    return context.text(
      Phrase(zh: "已写入 \(folder)：\(list)", en: "written to \(folder): \(list)"))
  }

  private func removedLine(_ files: [String]) -> String {
    let list = self.list(files)
    return context.text(
      Phrase(
        zh: "上次留下、这次没有的已删去：\(list)",
        en: "removed, written by the run before and not by this one: \(list)"))
  }

  /// The names of files, pages of units by their number.
  private func list(_ files: [String]) -> String {
    let isPage = { (name: String) in name.hasPrefix("units/") }
    let pages = files.count(where: isPage)
    var names = files.filter { !isPage($0) }
    if pages > 0 {
      names.append(
        context.text(Phrase(zh: "units/ 下 \(pages) 页", en: "\(pages) pages below units/")))
    }
    return names.joined(separator: context.text(Phrase(zh: "、", en: ", ")))
  }
}

extension Verdict {
  /// The colour beside the word.
  var tint: Tint {
    switch self {
    case .passed: .good
    case .failed: .bad
    case .open: .open
    }
  }
}
