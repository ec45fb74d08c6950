package import FEEL
package import SourceText

/// What a finding is about.
package enum FindingTarget: Sendable, Hashable {
  /// The index of a veto of the set.
  case veto(Int)
  /// The index of an exemption of the set.
  case exemption(Int)
}

/// What an authority found about a unit: the only thing that triggers a veto or an exemption.
package struct Finding: Sendable {
  /// The index of the unit in the registry.
  package var unit: Int
  package var target: FindingTarget
  package var authority: String
  /// The document's number.
  package var document: String
  package var date: CalendarDate
  /// The last day on which it counts, included; nil: without end.
  package var until: CalendarDate?
  package var reason: String
  package var place: Place

  package init(
    unit: Int, target: FindingTarget, authority: String, document: String, date: CalendarDate,
    until: CalendarDate? = nil, reason: String = "", place: Place
  ) {
    self.unit = unit
    self.target = target
    self.authority = authority
    self.document = document
    self.date = date
    self.until = until
    self.reason = reason
    self.place = place
  }

  /// Whether the finding is in force on any day from `first` to `last`, both included.
  package func isInForce(from first: CalendarDate, to last: CalendarDate) -> Bool {
    date <= last && until.map { $0 >= first } ?? true
  }
}
