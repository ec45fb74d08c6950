package import SourceText

/// A check of a set that was loaded: what no single entry shows, and what is likely a slip.
///
/// Its page in `Docs/diagnostics` says what it is about, its case in `Tests/Conformance/Lint` shows it.
package struct Lint: Sendable {
  /// The code of its diagnostics.
  package let code: LintCode
  package let severity: Severity
  /// What it finds in a set.
  let find: @Sendable (LintContext) -> [Finding]

  init(
    _ code: LintCode, _ severity: Severity, find: @escaping @Sendable (LintContext) -> [Finding]
  ) {
    self.code = code
    self.severity = severity
    self.find = find
  }

  /// Its diagnostics of a set.
  func diagnostics(_ context: LintContext) -> [Diagnostic] {
    find(context).map { finding in
      Diagnostic(
        code, severity, finding.message, at: finding.place, related: finding.related,
        help: finding.help, fix: finding.fix)
    }
  }
}

/// One thing that a lint found.
struct Finding: Sendable {
  let place: Place
  let message: Phrase
  let help: Phrase?
  let related: [Label]
  let fix: Fix?

  init(
    _ place: Place, zh: @autoclosure @escaping @Sendable () -> String,
    en: @autoclosure @escaping @Sendable () -> String, help: Phrase? = nil, related: [Label] = [],
    fix: Fix? = nil
  ) {
    self.place = place
    message = Phrase(zh: zh(), en: en())
    self.help = help
    self.related = related
    self.fix = fix
  }
}
