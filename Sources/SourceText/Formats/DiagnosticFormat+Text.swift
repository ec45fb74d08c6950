extension DiagnosticFormat {
  /// For people: each with its line and a caret, at most 100 of them, then the counts.
  package static let text = DiagnosticFormat("text") { report in
    let renderer = TextRenderer(language: report.language, color: report.color)
    let (errors, warnings, notes) = (
      report.count(.error), report.count(.warning), report.count(.note)
    )
    let counts =
      report.diagnostics.isEmpty
      ? Phrase(zh: "没有发现问题", en: "nothing found")
      : Phrase(
        zh: "错误 \(errors)，警告 \(warnings)，说明 \(notes)；yanshou explain 代码 说明一个代码",
        en: "errors: \(errors), warnings: \(warnings), notes: \(notes); "
          + "'yanshou explain CODE' explains a code")
    let body = renderer.render(report.diagnostics)
    return body + (body.isEmpty ? "" : "\n") + counts.text(report.language) + "\n"
  }
}
