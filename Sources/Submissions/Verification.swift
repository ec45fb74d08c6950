package import Definitions
package import FEEL
package import SourceText

/// What an inspection established: the true value of an item, or the points that a named scorer gave.
package struct Verification: Sendable {
  /// What it is about.
  package enum Target: Sendable {
    /// An item by its index, and its verified value.
    case value(item: Int, Value)
    /// A requirement by its index, and its points.
    case points(requirement: Index<Requirement>, Number)
  }

  /// The index of the unit in the registry.
  package var unit: Index<Unit>
  package var target: Target
  /// The person's post, never a name.
  @ForeignText package var by: String
  /// The number of the document.
  @ForeignText package var document: String
  package var date: CalendarDate?
  /// The period that it is about; nil: that of the run.
  package var period: Period?
  package var place: Place

  package init(
    unit: Index<Unit>, target: Target, by: String, document: String, date: CalendarDate? = nil,
    period: Period? = nil, place: Place
  ) {
    self.unit = unit
    self.target = target
    self.by = by
    self.document = document
    self.date = date
    self.period = period
    self.place = place
  }
}
