/// The page that explains a code: what is wrong in both languages, why, a bad and a good example (Markdown).
public struct DiagnosticPage: Sendable {
  public let code: String
  /// The whole page.
  public let text: String
  /// What is wrong, one sentence in each language: the third and fourth line.
  public var title: Phrase {
    let lines = text.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
      .map(String.init)
    return lines.count > 3 ? Phrase(zh: lines[2], en: lines[3]) : Phrase(code)
  }

  public init(code: String, text: String) {
    self.code = code
    self.text = text
  }
}
