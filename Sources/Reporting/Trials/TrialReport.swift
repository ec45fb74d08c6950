package import Definitions
import FEEL
package import SourceText
package import Trials

/// What became of the cases of one set.
package struct TrialReport: Sendable {
  /// The folder of the set, as it was given.
  @ForeignText package private(set) var folder: String
  package let set: IndicatorSet
  package let results: [TrialResult]
  /// What the cases reach, where it was asked for.
  package let coverage: BranchCoverage?
  /// What the cases would not notice, where it was asked for.
  package let mutation: Mutation?

  package init(
    folder: String, set: IndicatorSet, results: [TrialResult], coverage: BranchCoverage?,
    mutation: Mutation?
  ) {
    self.folder = folder
    self.set = set
    self.results = results
    self.coverage = coverage
    self.mutation = mutation
  }

  /// The cases that did not pass.
  package var failed: [TrialResult] { results.filter { !$0.passed } }
}

/// How the results of cases are written.
package enum TrialFormat: String, Sendable, CaseIterable {
  case text, json, junit, github

  /// The reports of all sets in the format.
  package func render(_ reports: [TrialReport], _ language: Language, color: Bool) -> String {
    switch self {
    case .text:
      reports.map { TrialText($0, language, color: color).text }.joined(separator: "\n")
    case .json: TrialJSON.text(reports, language)
    case .junit: TrialJUnit.text(reports, language)
    case .github: reports.map { TrialGitHub($0, language).text }.joined()
    }
  }
}

extension Failure {
  /// What was expected and what came out.
  func words(_ language: Language) -> String {
    let fact = expectation.fact
    let name = fact.name.text(language)
    let text = fact.phrase(of: expectation.text).text(language)
    let found = fact.phrase(of: self.found).text(language)
    let within = expectation.within.map { " ± \($0.exactText)" } ?? ""
    return Phrase(
      zh: "\(name) 应为 \(text)\(within)，实为 \(found)",
      en: "\(name): expected \(text)\(within), found \(found)"
    ).text(language)
  }
}

extension TrialResult {
  /// What is wrong about the codes of the problems; nil where they are as expected.
  func problemWords(_ language: Language) -> String? {
    guard !problemsAgree, let expected = trial.test.problems else { return nil }
    let (stated, found) = (
      "[\(expected.joined(separator: ", "))]", "[\(codes.joined(separator: ", "))]"
    )
    return Phrase(
      zh: "数据问题 应为 \(stated)，实为 \(found)",
      en: "problems: expected \(stated), found \(found)"
    ).text(language)
  }
}

extension Number {
  /// A share as a percentage with a digit, cut off rather than rounded: less than all is never 100%.
  var sharePercent: String {
    let tenths = (self * 1000).floor()
    return tenths.divided(by: 10).map { $0.exactText + "%" } ?? ""
  }
}
