import Definitions
import FEEL
import SourceText
import Submissions

extension Scorer {
  /// The outcome with points that a person decided in place of those by the rule; the old outcome is kept (S3.6).
  ///
  /// What is exempt, waived or not applicable stays as it is: that it is not scored was decided before (S3.3).
  func overridden(_ outcome: Outcome, of index: Index<Requirement>) -> Outcome {
    guard let override = record.overrides[index] else { return outcome }
    switch outcome.status {
    case .notApplicable, .exempt, .waived, .notCounted: return outcome
    case .met, .partly, .notMet, .missing: break
    }
    let rule = plan.rules[index]
    // Points say nothing of a requirement that earns none.
    if rule.requirement.points == .zero { return outcome }
    var decided = rule.outcome(
      override.points.number(digits: digits), .overridden(override.record, outcome),
      value: outcome.value, digits: digits)
    if outcome.tally.marks[.mayNotApply] { leaveOpenWhetherItApplies(&decided.tally, rule) }
    return decided
  }

  /// Lets decided points be those of a requirement that may still turn out not to apply, and is then not scored (S3.3).
  func leaveOpenWhetherItApplies(_ tally: inout Tally, _ rule: Rule) {
    tally.marks.insert([.mayNotApply, .isMetAtBest])
    tally.marks[.mayLeave] = leavesBase(rule)
    switch rule.requirement.notApplicable {
    case .leaveOut: break
    case .full: tally.best = rule.requirement.points
    case .average: (tally.worst, tally.best) = (.zero, rule.requirement.points)
    }
  }

  /// The overrides of points that have no effect, because their requirement is not scored for the unit.
  func overridesWithoutEffect(_ unit: UnitAssessment) -> [Override] {
    record.overrides.filter { index, _ in
      switch unit.outcomes.tallies[index].status {
      case .notApplicable, .exempt, .waived: true
      case .met, .partly, .notMet, .missing, .notCounted: false
      }
    }.map { record.decisions[$0.value.record] }
  }
}

extension Cause {
  /// The cause by the rule, whatever was decided in its place.
  package var byRule: Cause {
    if case .overridden(_, let outcome) = self { outcome.cause } else { self }
  }
}

extension Outcome {
  /// What the rule gave before a person decided otherwise; nil where nobody did.
  package var replaced: Outcome? {
    if case .overridden(_, let outcome) = cause { outcome } else { nil }
  }
}

extension Diagnostic {
  /// Points were decided for a requirement that is not scored for the unit.
  static func overrideWithoutEffect(
    _ id: String, _ status: Status, unit: String, at place: Place
  ) -> Diagnostic {
    let state = status.rawValue
    let zh: String =
      switch status {
      case .exempt: "免检"
      case .waived: "准予豁免"
      default: "不适用"
      }
    return Diagnostic(
      Code.overrideWithoutEffect, .warning,
      Phrase(
        zh: "\(id) 对本单位\(zh)，不计分，改判不起作用",
        en: "'\(id)' is \(state) here and not scored, the override has no effect"),
      at: place,
      help: Phrase(
        zh: "先核实是否适用，或撤销豁免、免检", en: "find out whether it applies, or end the waiver or exemption"),
      unit: unit, item: id)
  }
}
