import Assessment
import Definitions
import FEEL
import SourceText
import Trials

/// The results of a set's cases as text for a terminal.
struct TrialText {
  /// The most lines of a list; how many more there are is said.
  private static let longest = 200

  private let report: TrialReport
  private let language: Language
  private let color: Bool

  init(_ report: TrialReport, _ language: Language, color: Bool) {
    self.report = report
    self.language = language
    self.color = color
  }

  var text: String {
    var lines = report.failed.flatMap { failed($0) + [""] }
    let count = (passed: report.results.count - report.failed.count, failed: report.failed.count)
    lines.append(
      say(
        zh: "\(report.set.id)：用例 \(report.results.count) 条，通过 \(count.passed)，未通过 \(count.failed)",
        en:
          "\(report.set.id): \(report.results.count) cases, \(count.passed) passed, \(count.failed) failed"
      ))
    if let coverage = report.coverage { lines += [""] + text(coverage) }
    if let mutation = report.mutation { lines += [""] + text(mutation) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(zh: String, en: String) -> String { Phrase(zh: zh, en: en).text(language) }

  private func failed(_ result: TrialResult) -> [String] {
    let test = result.trial.test
    var lines = [
      paint(say(zh: "未通过", en: "failed")) + "  \(test.place.lineDescription)  \(test.sentence)"
    ]
    let renderer = TextRenderer(language: language, color: color)
    for mistake in result.trial.mistakes.sorted() {
      lines += renderer.render(mistake).split(separator: "\n").map { "  " + $0 }
    }
    var explained: (unit: String, subject: Subject)?
    for failure in result.failures {
      let unit = failure.unit == TestCase.onlyUnit ? "" : failure.unit + " "
      lines.append(
        "  \(unit)\(failure.words(language))  [\(failure.expectation.place.lineDescription)]")
      // The rule and the steps are the same for all that is wrong about one requirement.
      let subject = failure.expectation.fact.subject
      if let explained, explained == (failure.unit, subject) { continue }
      explained = (failure.unit, subject)
      if let rule = subject.rule(in: report.set) {
        let excerpt = rule.excerpt.trimmed
        lines.append(
          "    " + say(zh: "规则", en: "rule") + "  \(rule.lineDescription)"
            + (excerpt.isEmpty ? "" : "  \(excerpt)"))
      }
      lines += failure.trace.telling(language).map { "    " + $0 }
      if let why = failure.why { lines.append("    " + why.text(language)) }
    }
    if let words = result.problemWords(language) { lines.append("  " + words) }
    return lines
  }

  private func text(_ coverage: BranchCoverage) -> [String] {
    let missed = coverage.missed
    let (reached, all) = (coverage.branches.count - missed.count, coverage.branches.count)
    var lines = [
      say(
        zh: "覆盖 \(coverage.share.sharePercent)（\(reached)/\(all)）",
        en: "coverage \(coverage.share.sharePercent) (\(reached) of \(all))")
    ]
    for kind in BranchKind.allCases {
      let count = coverage.count(kind)
      guard count.all > 0 else { continue }
      lines.append("  \(kind.name.text(language))  \(count.reached)/\(count.all)")
    }
    guard !missed.isEmpty else { return lines }
    lines.append(say(zh: "没有用例到达：", en: "no case reaches:"))
    return lines
      + list(missed.map { "  \($0.place.lineDescription)  \($0.words.text(language).trimmed)" })
  }

  private func text(_ mutation: Mutation) -> [String] {
    let (tried, all) = (mutation.tried, mutation.all)
    let noticed = tried - mutation.unnoticed.count
    let share = mutation.share.sharePercent
    var lines = [
      tried == all
        ? say(
          zh: "改动规则 \(all) 处，用例发现 \(noticed) 处（\(share)）",
          en: "\(all) changes of rules, \(noticed) noticed (\(share))")
        : say(
          zh: "改动规则共 \(all) 处，试了 \(tried) 处，用例发现 \(noticed) 处（\(share)）",
          en: "\(all) changes of rules, \(tried) tried, \(noticed) noticed (\(share))")
    ]
    guard !mutation.unnoticed.isEmpty else { return lines }
    lines.append(say(zh: "没有用例发现：", en: "no case notices:"))
    lines += list(
      mutation.unnoticed.map { change in
        "  \(change.place.lineDescription)  \(change.entry) \(change.words.text(language))"
      })
    return lines
  }

  private func list(_ lines: [String]) -> [String] {
    guard lines.count > TrialText.longest else { return lines }
    let more = lines.count - TrialText.longest
    return lines.prefix(TrialText.longest)
      + [say(zh: "  …… 另有 \(more) 处", en: "  … and \(more) more")]
  }

  private func paint(_ text: String) -> String { color ? "\u{1B}[31;1m\(text)\u{1B}[0m" : text }
}
