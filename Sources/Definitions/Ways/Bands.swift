import FEEL
package import SourceText

/// Only the first line that fits counts: what it earns is all there is, what it loses is taken from all.
package struct Bands: Way {
  package var lines: [Line]

  package static var parts: [WayPart<Bands>] {
    [.lines(\.lines, Phrase(zh: "档", en: "band"))]
  }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  /// The branch of the band that fits.
  package static func branch(_ band: Int) -> String { "band \(band)" }

  package func branches(_ rule: Place) -> [WayBranch] {
    lines.enumerated().map { index, line in
      WayBranch(
        Bands.branch(index), .band, line.place, zh: "第\(index + 1)档", en: "band \(index + 1)")
    }
  }
}

extension Bands: AuthoredWay {
  static var field: Field {
    Field(.bands, "档", .entries([.line]), zh: "只算第一条符合的", en: "only the first line that fits")
  }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Bands? {
    guard let lines = builder.lines(score.entries(.bands), context) else { return nil }
    builder.checkOrder(of: lines)
    return Bands(lines: lines)
  }

  var countsFirstLine: Bool { true }

  func most(of points: Number) -> Number? {
    var most = Number.zero
    for band in lines {
      guard let result = band.result(of: points) else { return nil }
      most = max(most, result)
    }
    return most
  }

  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool? {
    lines.takeNothing(requirement, context) ? true : nil
  }

  var judgesValue: Bool { lines.contains { $0.test != nil } }
  var direction: Better? { lines.direction }
  var rewardsLess: Bool { lines.contains(where: \.rewardsLess) }
}

extension SetBuilder {
  /// Reports bands that are never reached because an earlier one takes all that they would.
  fileprivate mutating func checkOrder(of bands: [Line]) {
    var catchAll: Line?
    var lowest: (bound: Number, line: Line)?
    var highest: (bound: Number, line: Line)?
    var exact: [Number: Line] = [:]
    for band in bands {
      if let catchAll {
        diagnostics.append(.unreachableBand(band, after: catchAll))
        continue
      }
      // A band per record fits only where a record counts.
      guard band.condition == nil, !band.isPerRecord else { continue }
      guard let test = band.test else {
        catchAll = band
        continue
      }
      guard let bound = test.bound.program.constant?.number else { continue }
      let shadow: Line? =
        switch test.comparison {
        case .atLeast, .above: lowest.flatMap { bound >= $0.bound ? $0.line : nil }
        case .below, .upTo: highest.flatMap { bound <= $0.bound ? $0.line : nil }
        case .is:
          exact[bound] ?? lowest.flatMap { bound > $0.bound ? $0.line : nil }
            ?? highest.flatMap { bound < $0.bound ? $0.line : nil }
        case .after: nil
        }
      if let shadow {
        // `above 5` leaves `at least 5` the five itself, and `below` does so for `up to`.
        let isSame = shadow.test?.bound.program.constant?.number == bound
        let leavesOne =
          isSame
          && (shadow.test?.comparison == .above && test.comparison == .atLeast
            || shadow.test?.comparison == .below && test.comparison == .upTo)
        if !leavesOne { diagnostics.append(.unreachableBand(band, after: shadow)) }
        continue
      }
      switch test.comparison {
      case .atLeast, .above: lowest = (bound, band)
      case .below, .upTo: highest = (bound, band)
      case .is: exact[bound] = band
      case .after: break
      }
    }
  }
}
