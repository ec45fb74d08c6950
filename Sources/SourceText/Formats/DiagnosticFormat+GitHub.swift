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
        properties = ["file=\(place.path.property)", "line=\(place.line)", "col=\(place.column)"]
        if place.width > 0 { properties.append("endColumn=\(place.column + place.width)") }
      }
      properties.append("title=\(diagnostic.code.property)")
      let help = diagnostic.help.map { "\n" + $0.text(report.language) } ?? ""
      let message = (diagnostic.message.text(report.language) + help).data
      text += "::\(command) \(properties.joined(separator: ","))::\(message)\n"
    }
    return text
  }
}

extension String {
  /// As the text of a command: percent signs and line ends are escaped.
  fileprivate var data: String { escaped { $0 == "%" || $0 == "\r" || $0 == "\n" } }

  /// As a property of a command: colons and commas as well.
  fileprivate var property: String {
    escaped { $0 == "%" || $0 == "\r" || $0 == "\n" || $0 == ":" || $0 == "," }
  }

  private func escaped(where isSpecial: (Unicode.Scalar) -> Bool) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if isSpecial(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
