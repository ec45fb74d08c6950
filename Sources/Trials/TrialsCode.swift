import SourceText

/// The codes of the diagnostics of Trials: there is none without one of them.
package enum TrialsCode: String, DiagnosticCode {
  case caseExpectsNothing = "case-expects-nothing"
  case caseWithoutPeriod = "case-without-period"
  case expectedTolerance = "expected-tolerance"
  case noLevelBelow = "no-level-below"
  case notFromAssessment = "not-from-assessment"
  case periodNotEarlier = "period-not-earlier"
  case repeatedCaseUnit = "repeated-case-unit"
  case unknownCase = "unknown-case"
  case unknownResult = "unknown-result"
  case unreadableCasePeriod = "unreadable-case-period"
}

/// The codes of this target.
typealias Code = TrialsCode
