import Assessment
import Definitions
import SourceText

/// The differences of two editions as Markdown, for a pull request.
struct DifferenceMarkdown {
  private let report: DifferenceReport
  private let language: Language

  init(_ report: DifferenceReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  var text: String {
    let scoring = report.changes.filter(\.affectsScores)
    let others = report.changes.filter { !$0.affectsScores }
    let (all, count) = (report.changes.count, scoring.count)
    var lines = report.sampleWords(language).map { ["**\($0)**", ""] } ?? []
    lines += [
      "## \(escaped(report.old)) → \(escaped(report.new))", "",
      say(zh: "改动 \(all) 处，其中影响得分的 \(count) 处。", en: "\(all) changes, \(count) of them of scores."),
    ]
    lines += section(Phrase(zh: "影响得分", en: "Of scores"), scoring)
    if !others.isEmpty {
      let title = say(zh: "不影响得分的 \(others.count) 处", en: "\(others.count) not of scores")
      lines += ["", "<details><summary>\(title)</summary>"]
      lines += table(others) + ["", "</details>"]
    }
    if let impact = report.impact, let words = report.impactWords {
      lines += ["", "### \(words.text(language))"]
      if !impact.isEmpty { lines += [""] + head + impact.map(row) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(zh: String, en: String) -> String { Phrase(zh: zh, en: en).text(language) }

  private func section(_ title: Phrase, _ changes: [SetChange]) -> [String] {
    changes.isEmpty ? [] : ["", "### \(title.text(language))"] + table(changes)
  }

  private func table(_ changes: [SetChange]) -> [String] {
    let titles = [
      say(zh: "条目", en: "entry"), say(zh: "改动", en: "change"), say(zh: "位置", en: "place"),
      say(zh: "理由", en: "why"),
    ]
    var lines = ["", line(titles), line(titles.map { _ in "---" })]
    for change in changes {
      lines.append(
        line([
          escaped(change.subject(language)), escaped(change.words(language)),
          "`\(change.places)`", escaped(change.why ?? ""),
        ]))
    }
    return lines
  }

  private var head: [String] {
    let titles = [
      say(zh: "单位", en: "unit"), say(zh: "总分", en: "total"), say(zh: "名次", en: "place"),
      say(zh: "门槛", en: "gates"), say(zh: "原因", en: "causes"),
    ]
    return [line(titles), line(titles.map { _ in "---" })]
  }

  private func row(_ unit: UnitImpact) -> String {
    let (old, new) = (unit.old, unit.new)
    let (before, after) = (old.place.map(String.init) ?? "–", new.place.map(String.init) ?? "–")
    var causes = unit.causes.map { "\($0.id) \(report.signed($0.moved))" }
    if unit.rest != .zero {
      causes.append(
        say(zh: "折算、封顶和限额", en: "conversion, caps and limits") + " \(report.signed(unit.rest))")
    }
    return line([
      escaped("\(new.code) \(new.name)"),
      "\(old.total.text(digits: report.digits)) → \(new.total.text(digits: report.digits)) "
        + "(\(report.signed(unit.moved)))",
      before == after ? before : "\(before) → \(after)",
      unit.gates.map { "\($0.gate): \($0.old.words(language)) → \($0.new.words(language))" }
        .joined(separator: "<br>"),
      (causes + unit.others(digits: report.digits).map { escaped($0.text(language)) })
        .joined(separator: "<br>"),
    ])
  }

  private func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  /// A text that Markdown takes as it is.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|#~".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }
}
