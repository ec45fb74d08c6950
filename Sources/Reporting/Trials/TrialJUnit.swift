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
        "  <testsuite name=\"\(escaped(report.set.id))\" tests=\"\(report.results.count)\""
        + " failures=\"\(report.failed.count)\" errors=\"0\">\n"
      for result in report.results {
        let place = result.trial.test.place
        text +=
          "    <testcase classname=\"\(escaped(place.path))\""
          + " name=\"\(escaped(result.trial.test.sentence))\" file=\"\(escaped(place.path))\""
          + " line=\"\(place.line)\""
        guard !result.passed else {
          text += "/>\n"
          continue
        }
        let lines = result.lines(language)
        text += ">\n      <failure message=\"\(escaped(lines.first ?? ""))\">"
        text += escaped(lines.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  /// A text in XML 1.0: what it cannot hold becomes a replacement sign.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return result
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
      return "::error file=\(property(folder + place.path)),line=\(place.line),col=\(place.column)"
        + ",title=\(property(result.trial.test.sentence))::\(data(body))\n"
    }.joined()
  }

  private func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  private func property(_ text: String) -> String {
    data(text).unicodeScalars.map { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: String(scalar)
      }
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
