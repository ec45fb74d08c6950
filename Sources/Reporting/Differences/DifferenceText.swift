import Assessment
import Definitions
import SourceText

/// The differences of two editions as text for a terminal.
struct DifferenceText {
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
    var lines = report.sampleWords(language).map { [$0] } ?? []
    lines += [
      "\(report.old) → \(report.new)",
      say(zh: "改动 \(all) 处，其中影响得分的 \(count) 处", en: "\(all) changes, \(count) of them of scores"),
    ]
    lines += section(Phrase(zh: "影响得分", en: "of scores"), scoring)
    lines += section(Phrase(zh: "不影响得分", en: "not of scores"), others)
    if let words = report.impactWords {
      lines += ["", words.text(language)]
      for unit in report.impact ?? [] { lines += text(of: unit) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(zh: String, en: String) -> String { Phrase(zh: zh, en: en).text(language) }

  private func section(_ title: Phrase, _ changes: [SetChange]) -> [String] {
    guard !changes.isEmpty else { return [] }
    var lines = ["", title.text(language)]
    for group in changes.byEntry {
      guard let first = group.first else { continue }
      lines.append("  \(first.subject(language))")
      for change in group {
        lines.append("    \(change.words(language))  [\(change.places)]")
      }
      if let why = first.why { lines.append("    " + say(zh: "理由：\(why)", en: "why: \(why)")) }
    }
    return lines
  }

  private func text(of unit: UnitImpact) -> [String] {
    let (old, new) = (unit.old, unit.new)
    var line =
      "  \(new.code)  \(new.name)  \(old.total.text(digits: report.digits)) → "
      + "\(new.total.text(digits: report.digits)) (\(report.signed(unit.moved)))"
    if old.place != new.place {
      let (before, after) = (
        old.place.map(String.init) ?? "–", new.place.map(String.init) ?? "–"
      )
      line += say(zh: "  名次 \(before) → \(after)", en: "  place \(before) → \(after)")
    }
    for gate in unit.gates {
      line += "  \(gate.gate) \(gate.old.words(language)) → \(gate.new.words(language))"
    }
    var causes = unit.causes.map { "\($0.id) \(report.signed($0.moved))" }
    if unit.rest != .zero {
      let rest = report.signed(unit.rest)
      causes.append(say(zh: "折算、封顶和限额 \(rest)", en: "conversion, caps and limits \(rest)"))
    }
    return [line] + (causes.isEmpty ? [] : ["      " + causes.joined(separator: ", ")])
      + unit.others(digits: report.digits).map { "      " + $0.text(language) }
  }
}
