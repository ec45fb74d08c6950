/// The page that explains a code: what is wrong in both languages, why, a bad and a good example (Markdown).
public struct DiagnosticPage: Sendable {
  public let code: String
  /// The whole page.
  public let text: String
  /// What is wrong, one sentence in each language: the third and fourth line.
  public let title: Phrase

  public init(code: String, text: String) {
    self.code = code
    self.text = text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let sentences = lines.count > 3 ? (lines[2], lines[3]) : (code, code)
    title = Phrase(zh: sentences.0, en: sentences.1)
  }
}
