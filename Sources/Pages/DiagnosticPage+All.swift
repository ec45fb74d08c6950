package import SourceText

extension DiagnosticPage {
  /// The pages of `Docs/diagnostics` by code, as they were when the program was built.
  package static let all: [String: DiagnosticPage] = {
    var pages: [String: DiagnosticPage] = [:]
    var code: String?
    var lines: [Substring] = []
    func close() {
      guard let code else { return }
      pages[code] = DiagnosticPage(code: code, text: lines.joined(separator: "\n"))
    }
    for line in EmbeddedPages.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        close()
        code = String(line.dropFirst(4))
        lines = []
      } else {
        lines.append(line)
      }
    }
    close()
    return pages
  }()
}
