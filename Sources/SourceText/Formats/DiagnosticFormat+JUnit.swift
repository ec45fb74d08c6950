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
    var text = "  <testsuite name=\"\(path.xmlEscaped)\" tests=\"\(diagnostics.count)\""
    text += " failures=\"\(failures)\" skipped=\"\(notes)\">\n"
    for diagnostic in diagnostics {
      let place = diagnostic.place?.description ?? path
      let line =
        diagnostic.place.map { " file=\"\($0.path.xmlEscaped)\" line=\"\($0.line)\"" } ?? ""
      let message = diagnostic.message.text(language)
      text +=
        "    <testcase classname=\"\(diagnostic.code)\" name=\"\(place.xmlEscaped)\"\(line)>\n"
      if diagnostic.severity == .note {
        text += "      <skipped message=\"\(message.xmlEscaped)\"/>\n"
      } else {
        text += "      <failure type=\"\(diagnostic.severity.rawValue)\""
        text += " message=\"\(message.xmlEscaped)\">"
        text += TextRenderer(language: language).render(diagnostic).xmlEscaped + "</failure>\n"
      }
      text += "    </testcase>\n"
    }
    return text + "  </testsuite>\n"
  }
}
