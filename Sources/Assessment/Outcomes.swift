package import Definitions

/// What the requirements come to for a unit: their points and states, of which everything is summed up, apart from what they stand
/// on, of which reasons are made.
package struct Outcomes: Sendable {
  /// Their points and states.
  package internal(set) var tallies: By<Requirement, Tally>
  /// What they stand on.
  private(set) var grounds: By<Requirement, Grounds>

  /// Those of a unit of which both is known.
  init(_ tallies: By<Requirement, Tally>, _ grounds: By<Requirement, Grounds>) {
    self.tallies = tallies
    self.grounds = grounds
  }

  /// None yet, with room for so many.
  init(most count: Int) {
    var (tallies, grounds): ([Tally], [Grounds]) = ([], [])
    tallies.reserveCapacity(count)
    grounds.reserveCapacity(count)
    self.init(By(tallies), By(grounds))
  }

  /// Adds what the next requirement comes to.
  mutating func append(_ outcome: consuming Outcome) {
    tallies.append(outcome.tally)
    grounds.append(outcome.grounds)
  }
}

extension Outcomes: RandomAccessCollection {
  package typealias Index = Definitions.Index<Requirement>

  package var startIndex: Index { tallies.startIndex }
  package var endIndex: Index { tallies.endIndex }

  package subscript(index: Index) -> Outcome {
    get { Outcome(tallies[index], grounds[index]) }
    set {
      tallies[index] = newValue.tally
      grounds[index] = newValue.grounds
    }
  }

  /// Each with its requirement.
  package var indexed: Zip2Sequence<Range<Index>, Outcomes> { zip(indices, self) }
}
