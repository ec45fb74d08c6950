extension DiagnosticFormat {
  /// Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=CODE::message`.
  package static let github = DiagnosticFormat("github") { report in
    var text = ""
    for diagnostic in report.diagnostics {
      let command =
        switch diagnostic.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      var properties: [String] = []
      if let place = diagnostic.place {
        properties = [
          "file=\(place.path.commandProperty)", "line=\(place.line)", "col=\(place.column)",
        ]
        if place.width > 0 { properties.append("endColumn=\(place.column + place.width)") }
      }
      properties.append("title=\(diagnostic.code.commandProperty)")
      let help = diagnostic.help.map { "\n" + $0.text(report.language) } ?? ""
      let message = (diagnostic.message.text(report.language) + help).commandData
      text += "::\(command) \(properties.joined(separator: ","))::\(message)\n"
    }
    return text
  }
}
