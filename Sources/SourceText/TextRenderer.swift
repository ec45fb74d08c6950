/// Writes diagnostics as text: message, place, the source line with a caret, help, related places.
public struct TextRenderer: Sendable {
  public var language: Language
  /// Whether to use colours (only ever beside words, never instead of them).
  public var color: Bool

  public init(language: Language, color: Bool = false) {
    self.language = language
    self.color = color
  }

  /// One diagnostic, with a line end after its last line.
  public func render(_ diagnostic: Diagnostic) -> String {
    let tint =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    let head = paint(diagnostic.severity.words.text(language) + "[\(diagnostic.code)]", tint)
    let colon = Phrase(zh: "：", en: ": ").text(language)
    var text = "\(head)\(colon)\(diagnostic.message.text(language))\n"
    if let place = diagnostic.place { text += excerpt(place, tint) }
    for label in diagnostic.related {
      text += "  = " + Phrase(zh: "另见", en: "see").text(language)
      text += " \(label.place.description)\(colon)\(label.message.text(language))\n"
    }
    if let help = diagnostic.help {
      text += "  = " + Phrase(zh: "建议", en: "help").text(language) + colon
      text += help.text(language) + "\n"
    }
    return text
  }

  /// All diagnostics, sorted, with a blank line between them; after `limit` of them, how many more there are, besides them
  /// `more` that are not at hand.
  public func render(_ diagnostics: [Diagnostic], limit: Int = 100, more: Int = 0) -> String {
    let sorted = diagnostics.sorted()
    var text = sorted.prefix(limit).map { render($0) }.joined(separator: "\n")
    let more = more + max(0, sorted.count - limit)
    if more > 0 {
      text += "\n" + Phrase(zh: "…… 另有 \(more) 条", en: "… and \(more) more").text(language) + "\n"
    }
    return text
  }

  private func excerpt(_ place: Place, _ tint: String) -> String {
    var text = "  --> \(place.description)\n"
    let window = place.window
    let shown = window.text
    guard !shown.isEmpty else { return text }
    let scalars = Array(shown.unicodeScalars)
    let start = max(0, min(place.column - 1 - window.before, scalars.count))
    let end = max(start, min(start + place.width, scalars.count))
    let number = "\(place.line)"
    let margin = String(repeating: " ", count: number.count)
    let (before, marked) = (string(scalars[..<start]), string(scalars[start..<end]))
    text += " \(margin) |\n \(number) | \(window.before > 0 ? "…" : "")\(shown)"
    text += "\(window.isCut ? "…" : "")\n \(margin) | "
    text += String(repeating: " ", count: before.displayWidth + (window.before > 0 ? 1 : 0))
    text += paint(String(repeating: "^", count: max(1, marked.displayWidth)), tint) + "\n"
    return text
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private func paint(_ text: String, _ tint: String) -> String {
    color ? "\u{1B}[\(tint);1m\(text)\u{1B}[0m" : text
  }
}
