extension DiagnosticFormat {
  /// For scripts: everything, complete. Offsets count bytes from 0, lines and columns from 1 (columns in code points).
  package static let json = DiagnosticFormat("json") { report in
    var json = JSONText(lineDepth: 2)
    json.object { json in
      json.field("version", report.version)
      json.field("errors", report.count(.error))
      json.field("warnings", report.count(.warning))
      json.field("notes", report.count(.note))
      json.arrayField("diagnostics") { json in
        for diagnostic in report.diagnostics {
          json.element { $0.diagnostic(diagnostic, report.language) }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONText {
  fileprivate mutating func diagnostic(_ diagnostic: Diagnostic, _ language: Language) {
    field("code", diagnostic.code)
    field("severity", diagnostic.severity.rawValue)
    field("message", diagnostic.message.text(language))
    field("help", diagnostic.help?.text(language))
    place(diagnostic.place)
    arrayField("related") { json in
      for label in diagnostic.related {
        json.element { json in
          json.field("message", label.message.text(language))
          json.place(label.place)
        }
      }
    }
    guard let fix = diagnostic.fix, fix.isShowable else { return }
    objectField("fix") { json in
      json.field("file", fix.path.shown)
      json.field("start", Int(fix.range.start))
      json.field("end", Int(fix.range.end))
      json.field("replacement", fix.replacement)
      json.field("guess", fix.isGuess)
    }
  }

  private mutating func place(_ place: Place?) {
    guard let place else { return }
    field("file", place.path)
    field("line", place.line)
    field("column", place.column)
    field("width", place.width)
    field("offset", place.offset)
  }
}
