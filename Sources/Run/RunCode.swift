import SourceText

/// The codes of the diagnostics of Run: there is none without one of them.
package enum RunCode: String, DiagnosticCode {
  case itemWithoutWayUp = "item-without-way-up"
  case rollupWithoutRegistry = "rollup-without-registry"
  case unitNotReported = "unit-not-reported"
  case unitWithoutParent = "unit-without-parent"
}

/// The codes of this target.
typealias Code = RunCode
