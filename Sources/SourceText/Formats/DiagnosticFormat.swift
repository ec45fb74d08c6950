/// What is written down of diagnostics: they themselves, and what a format needs besides.
package struct DiagnosticReport: Sendable {
  /// Sorted, each once.
  package let diagnostics: [Diagnostic]
  package let language: Language
  /// Whether a terminal reads along.
  package let color: Bool
  /// The pages of the codes, for formats that carry them.
  package let pages: [String: DiagnosticPage]
  /// The version of the command.
  package let version: String

  package init(
    _ diagnostics: [Diagnostic], language: Language, color: Bool = false,
    pages: [String: DiagnosticPage] = [:], version: String
  ) {
    self.diagnostics = diagnostics.sorted()
    self.language = language
    self.color = color
    self.pages = pages
    self.version = version
  }

  /// How many there are of a severity.
  package func count(_ severity: Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }
}

/// A format in which diagnostics are written.
package struct DiagnosticFormat: Sendable {
  /// The name, as `--format` takes it.
  package let name: String
  /// The whole text, with a line end.
  package let render: @Sendable (DiagnosticReport) -> String

  init(_ name: String, render: @escaping @Sendable (DiagnosticReport) -> String) {
    self.name = name
    self.render = render
  }

  /// All formats; the first one is for people.
  package static let all: [DiagnosticFormat] = [text, json, sarif, junit, github]

  /// The format with a name.
  package static func named(_ name: String) -> DiagnosticFormat? { all.first { $0.name == name } }
}

extension Severity {
  /// What a person calls it.
  package var words: Phrase {
    switch self {
    case .error: Phrase(zh: "错误", en: "error")
    case .warning: Phrase(zh: "警告", en: "warning")
    case .note: Phrase(zh: "说明", en: "note")
    }
  }
}
