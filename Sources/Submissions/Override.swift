package import Definitions
package import FEEL
package import SourceText

/// A recorded decision of a person: points of a requirement in place of those by the rule (S3.6), or the final decision on
/// the total, a gate or the grade, which stands beside what was computed and does not change it (S3.16).
package struct Override: Sendable {
  /// What is decided.
  package enum Target: Sendable, Hashable {
    /// The points of a requirement (index), from nothing to all that it can earn.
    case points(requirement: Index<Requirement>, Points)
    case total(Points)
    /// Whether a gate (index) is passed.
    case gate(Index<Gate>, isPassed: Bool)
    /// The last gate (index) that counts; nil: none.
    case grade(Index<Gate>?)
  }

  /// The index of the unit in the registry.
  package var unit: Index<Unit>
  package var target: Target
  /// The person's post, never a name.
  @ForeignText package var by: String
  /// The number of the document.
  @ForeignText package var document: String
  package var date: CalendarDate
  @ForeignText package var reason: String
  /// The period that it is about; nil: that of the run.
  package var period: Period?
  package var place: Place

  package init(
    unit: Index<Unit>, target: Target, by: String, document: String, date: CalendarDate,
    reason: String,
    period: Period? = nil, place: Place
  ) {
    self.unit = unit
    self.target = target
    self.by = by
    self.document = document
    self.date = date
    self.reason = reason
    self.period = period
    self.place = place
  }

  /// Whether it is a final decision on a verdict or the total, and no points of a requirement.
  package var isDecision: Bool {
    if case .points = target { false } else { true }
  }
}
