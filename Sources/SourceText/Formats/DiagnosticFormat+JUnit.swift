extension DiagnosticFormat {
  /// JUnit XML: a suite per file, a case per diagnostic; errors and warnings are failures, notes are skipped cases.
  package static let junit = DiagnosticFormat("junit") { report in
    var suites: [(path: String, diagnostics: [Diagnostic])] = []
    for diagnostic in report.diagnostics {
      let path = diagnostic.place?.path ?? ""
      if suites.last?.path != path { suites.append((path, [])) }
      suites[suites.count - 1].diagnostics.append(diagnostic)
    }
    let failures = report.diagnostics.count { $0.severity != .note }
    let tests = max(1, report.diagnostics.count)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"yanshou lint\" tests=\"\(tests)\" failures=\"\(failures)\">\n"
    if suites.isEmpty {
      text += "  <testsuite name=\"yanshou lint\" tests=\"1\" failures=\"0\" skipped=\"0\">\n"
      text += "    <testcase classname=\"yanshou\" name=\"lint\"/>\n  </testsuite>\n"
    }
    for suite in suites { text += render(suite.path, suite.diagnostics, report.language) }
    return text + "</testsuites>\n"
  }

  private static func render(
    _ path: String, _ diagnostics: [Diagnostic], _ language: Language
  ) -> String {
    let failures = diagnostics.count { $0.severity != .note }
    let notes = diagnostics.count - failures
    var text = "  <testsuite name=\"\(path.escaped)\" tests=\"\(diagnostics.count)\""
    text += " failures=\"\(failures)\" skipped=\"\(notes)\">\n"
    for diagnostic in diagnostics {
      let place = diagnostic.place?.description ?? path
      let line = diagnostic.place.map { " file=\"\($0.path.escaped)\" line=\"\($0.line)\"" } ?? ""
      let message = diagnostic.message.text(language)
      text += "    <testcase classname=\"\(diagnostic.code)\" name=\"\(place.escaped)\"\(line)>\n"
      if diagnostic.severity == .note {
        text += "      <skipped message=\"\(message.escaped)\"/>\n"
      } else {
        text += "      <failure type=\"\(diagnostic.severity.rawValue)\""
        text += " message=\"\(message.escaped)\">"
        text += TextRenderer(language: language).render(diagnostic).escaped + "</failure>\n"
      }
      text += "    </testcase>\n"
    }
    return text + "  </testsuite>\n"
  }
}

extension String {
  /// The text as XML 1.0 may hold it, in attributes too.
  fileprivate var escaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
