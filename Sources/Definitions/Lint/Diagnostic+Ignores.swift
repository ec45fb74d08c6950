import Pages
import SourceText

/// What is wrong with the comments that ignore a diagnostic.
extension Diagnostic {
  static func ignoredWithoutReason(_ code: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.ignoredWithoutReason, .error,
      Phrase(zh: "忽略“\(code)”没有写理由", en: "'\(code)' is ignored without a reason"), at: place,
      help: Phrase(
        zh: "在代码后面写明理由，否则不起作用", en: "give the reason behind the code; without it nothing is ignored"
      ))
  }

  static func ignoresNothing(_ code: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.ignoresNothing, .warning,
      Phrase(zh: "这里没有“\(code)”可忽略", en: "there is no '\(code)' here to ignore"), at: place,
      help: Phrase(
        zh: "删去这条注释；装载时的错误不能忽略", en: "delete the comment; errors of loading cannot be ignored"))
  }

  static func ignoresUnknown(
    _ code: String, at place: Place, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let near = suggestions(for: code, among: DiagnosticPage.all.keys)
    return Diagnostic(
      Code.ignoresUnknown, .error,
      code.isEmpty
        ? Phrase(zh: "没有写要忽略哪个代码", en: "no code says what is ignored")
        : Phrase(zh: "没有诊断代码“\(code)”", en: "there is no code '\(code)'"),
      at: place,
      help: Phrase.didYouMean(near),
      fix: near.first.map { Fix(path: file.path, range: range, replacement: $0, isGuess: true) })
  }
}
