import SourceText

/// The codes of the diagnostics of FEEL: there is none without one of them.
package enum FEELCode: String, DiagnosticCode {
  case alwaysNull = "always-null"
  case bareNumberForPercent = "bare-number-for-percent"
  case comparisonWithNull = "comparison-with-null"
  case differentTypes = "different-types"
  case doubleEquals = "double-equals"
  case emptyExpression = "empty-expression"
  case expressionTooDeep = "expression-too-deep"
  case externalFunction = "external-function"
  case formNeedsConstant = "form-needs-constant"
  case fullWidthSign = "full-width-sign"
  case mixedArguments = "mixed-arguments"
  case noArithmetic = "no-arithmetic"
  case noClock = "no-clock"
  case noNegation = "no-negation"
  case noOrder = "no-order"
  case noValue = "no-value"
  case notACondition = "not-a-condition"
  case notAFunction = "not-a-function"
  case notAList = "not-a-list"
  case numberTooLarge = "number-too-large"
  case repeatedEntry = "repeated-entry"
  case unclosedText = "unclosed-text"
  case unexpectedEnd = "unexpected-end"
  case unexpectedToken = "unexpected-token"
  case unknownEntry = "unknown-entry"
  case unknownEscape = "unknown-escape"
  case unknownName = "unknown-name"
  case unknownType = "unknown-type"
  case unreachableBranch = "unreachable-branch"
  case unreadableDate = "unreadable-date"
  case variableInForm = "variable-in-form"
  case wrongArgumentType = "wrong-argument-type"
  case wrongArguments = "wrong-arguments"
  case wrongType = "wrong-type"
}

/// The codes of this target.
typealias Code = FEELCode
