package import SourceText

extension DiagnosticPage {
  /// The pages of `Docs/diagnostics` by code, as they were when the program was built.
  package static let all = Dictionary(
    uniqueKeysWithValues: EmbeddedPages.all.map { page in
      (page.name, DiagnosticPage(code: page.name, text: page.text))
    })
}
