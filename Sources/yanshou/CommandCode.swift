import SourceText

/// The codes of the command's own diagnostics.
package enum CommandCode: String, DiagnosticCode {
  case notJSON = "not-json"
  case unreadableLine = "unreadable-line"
}

/// The codes of this target.
typealias Code = CommandCode
