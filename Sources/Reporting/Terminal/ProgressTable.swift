import Assessment
import Definitions
package import FEEL
import SourceText
import Submissions

/// What `status` prints: who has reported, who has not and how late, whose data have problems, and what is next.
package struct ProgressTable: Sendable {
  private let run: RunSummary
  private let dates: Dates
  private let color: Bool
  /// Up to so many units are listed by name in a sentence.
  private static let listed = 100

  /// The days that count, as far as they are known.
  package struct Dates: Sendable {
    /// The day by which submissions are due.
    package var due: CalendarDate?
    /// The day on which the command is run, as the caller says.
    package var today: CalendarDate?
    /// How many working days that is after the day by which they are due.
    package var lateDays = 0

    package init() {}
  }

  package init(_ run: RunSummary, _ dates: Dates, color: Bool = false) {
    self.run = run
    self.dates = dates
    self.color = color
  }

  private var context: ReportContext { run.context }

  /// The text, with a line end after its last line.
  package var text: String {
    var lines = context.sampleLines
    lines.append(Tint.strong.paint(context.set.title, color) + "  " + context.period.label)
    lines.append("")
    lines += table.lines(color: color)
    lines.append("")
    if let due { lines.append(context.text(due)) }
    lines.append(context.text(announcement))
    if let note = run.unreadNote { lines.append(context.text(note)) }
    lines.append(context.text(next))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The units that should have reported: those that have, and those that have not.
  private var expected: Int { run.units.count + run.notReported.count }

  private var table: TextTable {
    var table = TextTable([
      .init(heading: context.text(Phrase(zh: "代码", en: "code"))),
      .init(heading: context.text(Phrase(zh: "单位", en: "unit"))),
      .init(heading: context.text(Phrase(zh: "报送", en: "reported"))),
      .init(heading: context.text(Phrase(zh: "缺数据", en: "missing")), isNumber: true),
      .init(heading: context.text(Phrase(zh: "数据问题", en: "problems")), isNumber: true),
    ])
    let problems = run.problemCounts
    let (yes, no) = (Phrase(zh: "✓ 已报", en: "✓ yes"), Phrase(zh: "✗ 未报", en: "✗ no"))
    func count(_ number: Int) -> TextTable.Cell { TextTable.Cell(number == 0 ? "" : "\(number)") }
    let silent = run.notReported.map { ($0, nil as Int?) }
    let heard = run.units.map { ($0.unit, $0.missing as Int?) }
    for (index, missing) in (silent + heard).sorted(by: { $0.0 < $1.0 }) {
      let unit = context.registry.units[index]
      table.add([
        TextTable.Cell(unit.code), TextTable.Cell(unit.name),
        missing == nil
          ? TextTable.Cell(context.text(no), .bad) : TextTable.Cell(context.text(yes), .good),
        count(missing ?? 0), count(problems[unit.code] ?? 0),
      ])
    }
    return table
  }

  /// The day by which submissions are due, and how long ago it was.
  private var due: Phrase? {
    guard let due = dates.due else { return nil }
    let day = due.phrase
    let words = Phrase(zh: "报送期限：", en: "due by ") + day
    guard dates.lateDays > 0 else { return words }
    let days = dates.lateDays
    return words
      + Phrase(
        zh: "，已过 \(days) 个工作日",
        en: days == 1 ? ", 1 working day ago" : ", \(days) working days ago")
  }

  /// The sentence that an office pastes into its message.
  private var announcement: Phrase {
    let (heard, silent) = (run.units.count, run.notReported)
    let when =
      dates.today.map { Phrase(zh: "截至", en: "as of ") + $0.phrase + Phrase(zh: "，", en: ": ") }
      ?? Phrase("")
    let counts =
      Phrase(zh: "应报 \(expected) 个，已报送 \(heard) 个", en: "\(heard) of \(expected) have reported")
    guard context.isRegistryGiven else {
      return when
        + Phrase(
          zh: "已报送 \(heard) 个；没有单位名单，不知道应报多少个",
          en: "\(heard) have reported; without a registry nobody knows who is missing")
    }
    guard !silent.isEmpty else {
      return when + counts + Phrase(zh: "，全部报齐。", en: ", nobody is missing")
    }
    let names = silent.prefix(ProgressTable.listed).map { context.registry.units[$0].title }
    let more = silent.count - names.count
    let (zh, en) = (names.joined(separator: "、"), names.joined(separator: ", "))
    return when + counts
      + Phrase(
        zh: "，未报送 \(silent.count) 个：\(zh)" + (more > 0 ? "，另有 \(more) 个" : "") + "。",
        en: ", missing are \(en)" + (more > 0 ? " and \(more) more" : ""))
  }

  /// What comes next.
  private var next: Phrase {
    let wrong = run.units.count { !(run.problemsOfUnits[run.unit($0).code] ?? []).isEmpty }
    if !run.notReported.isEmpty {
      return Phrase(
        zh: "下一步：催报未报送的 \(run.notReported.count) 个单位",
        en: "next: remind the units that have not reported")
    }
    if wrong > 0 {
      return Phrase(
        zh: "下一步：请 \(wrong) 个单位核对数据问题（逐条见 yanshou assess）",
        en: "next: have \(wrong) units correct their data (yanshou assess lists every problem)")
    }
    return Phrase(zh: "下一步：评价，运行 yanshou assess", en: "next: run yanshou assess")
  }
}
