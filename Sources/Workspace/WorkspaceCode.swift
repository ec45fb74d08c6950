import SourceText

/// The codes of the diagnostics of Workspace.
package enum WorkspaceCode: String, DiagnosticCode {
  case fileFoundTwice = "file-found-twice"
  case fileOfNoPeriod = "file-of-no-period"
  case folderOfNoPeriod = "folder-of-no-period"
  case setNamedTwice = "set-named-twice"
  case setNotFound = "set-not-found"
  case unusedFile = "unused-file"
}

/// The codes of this target.
typealias Code = WorkspaceCode
