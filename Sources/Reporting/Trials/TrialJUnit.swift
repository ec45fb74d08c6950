import Assessment
import Definitions
import SourceText
import Trials

/// The results of cases as JUnit XML, as continuous integration reads it.
enum TrialJUnit {
  static func text(_ reports: [TrialReport], _ language: Language) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for report in reports {
      text +=
        "  <testsuite name=\"\(report.set.id.xmlEscaped)\" tests=\"\(report.results.count)\""
        + " failures=\"\(report.failed.count)\" errors=\"0\">\n"
      for result in report.results {
        let place = result.trial.test.place
        text +=
          "    <testcase classname=\"\(place.path.xmlEscaped)\""
          + " name=\"\(result.trial.test.sentence.xmlEscaped)\" file=\"\(place.path.xmlEscaped)\""
          + " line=\"\(place.line)\""
        guard !result.passed else {
          text += "/>\n"
          continue
        }
        let lines = result.lines(language)
        text += ">\n      <failure message=\"\((lines.first ?? "").xmlEscaped)\">"
        text += lines.joined(separator: "\n").xmlEscaped + "</failure>\n    </testcase>\n"
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }
}

/// The failures of cases as annotations of GitHub's workflow commands.
struct TrialGitHub {
  private let report: TrialReport
  private let language: Language

  init(_ report: TrialReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  var text: String {
    // Places are relative to the folder that holds the set; annotations want the path from where the command runs.
    let parts = report.folder.split(separator: "/").dropLast()
    let folder = (report.folder.hasPrefix("/") ? "/" : "") + parts.map { $0 + "/" }.joined()
    return report.failed.map { result in
      let place = result.trial.test.place
      let body = result.lines(language).joined(separator: "\n")
      return
        "::error file=\((folder + place.path).commandProperty),line=\(place.line),col=\(place.column)"
        + ",title=\(result.trial.test.sentence.commandProperty)::\(body.commandData)\n"
    }.joined()
  }
}

extension TrialResult {
  /// Everything that is wrong, a line each.
  fileprivate func lines(_ language: Language) -> [String] {
    let mistakes = trial.mistakes.sorted().map {
      "\($0.place?.lineDescription ?? "") \($0.message.text(language)) [\($0.code)]"
    }
    return mistakes + failures.map { "\($0.unit) \($0.words(language))" }
      + [problemWords(language)].compactMap(\.self)
  }
}
