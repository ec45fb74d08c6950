package import Definitions
package import Submissions

/// The place of every unit: equal totals share the better place and the next is skipped (1, 1, 3).
package struct Ranking: Sendable {
  /// The standings by place, then code; those without a place last.
  package let order: [UnitStanding]
  private let places: [Index<Unit>: Int]

  /// Ranks; the indices of units follow their codes.
  package init(_ standings: [UnitStanding]) {
    order = standings.sorted { a, b in
      if a.isRanked != b.isRanked { return a.isRanked }
      if a.isRanked, a.total != b.total { return a.total > b.total }
      return a.unit < b.unit
    }
    var places: [Index<Unit>: Int] = [:]
    var last: (total: Points, place: Int)?
    for (index, standing) in order.enumerated() where standing.isRanked {
      let place = last.flatMap { $0.total == standing.total ? $0.place : nil } ?? index + 1
      places[standing.unit] = place
      last = (standing.total, place)
    }
    self.places = places
  }

  /// The place of a unit; nil where it has none.
  package func place(of unit: Index<Unit>) -> Int? { places[unit] }
}
