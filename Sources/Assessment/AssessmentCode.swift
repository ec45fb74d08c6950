import SourceText

/// The codes of the diagnostics of Assessment: there is none without one of them.
package enum AssessmentCode: String, DiagnosticCode {
  case checkOverOpenScore = "check-over-open-score"
  case checkOverPartialSum = "check-over-partial-sum"
  case checkOverUnknownPeers = "check-over-unknown-peers"
  case computedOutOfRange = "computed-out-of-range"
  case contradictoryValues = "contradictory-values"
  case identicalValues = "identical-values"
  case overrideWithoutEffect = "override-without-effect"
  case stepNotAboveZero = "step-not-above-zero"
}

/// The codes of this target.
typealias Code = AssessmentCode
