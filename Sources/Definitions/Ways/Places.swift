package import FEEL
import Formats
package import SourceText

/// By place among the peers.
package struct Places: Way {
  /// What the first, second … place earns.
  package var points: [Number]
  package var better: Better

  package static var parts: [WayPart<Places>] {
    [
      .better(\.better, Phrase(zh: "名次", en: "better")),
      .numbers(
        \.points, Phrase(zh: "名次得分", en: "places"), each: Phrase(zh: "名", en: "place")),
    ]
  }

  package var isRanked: Bool { true }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  /// The branch of a place.
  package static func branch(_ place: Int) -> String { "place \(place)" }

  package func branches(_ rule: Place) -> [WayBranch] {
    (1...points.count).map { place in
      WayBranch(Places.branch(place), .place, rule, zh: "第\(place)名", en: "place \(place)")
    }
  }
}

extension Places: AuthoredWay {
  static var field: Field {
    Field(
      .places, "名次得分", .numbers, zh: "第一名、第二名……各得多少分", en: "what the first, second … place earns")
  }

  static var hasDirection: Bool { true }
  static var sharesPoints: Bool { true }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Places? {
    guard builder.needsValue(context, at: score.place(of: .places)), builder.checkNumber(context)
    else { return nil }
    var points: [Number] = []
    for node in score.nodes(.places) {
      guard let number = node.text.flatMap(Literal.number) else { return nil }
      if number.isNegative { builder.diagnostics.append(.negativeNumber(node)) }
      builder.checkEarned(number, node, context)
      if let last = points.last, number > last {
        builder.diagnostics.append(.risingPlaces(node))
      }
      points.append(number)
    }
    return Places(points: points, better: score.word(.better) ?? .higher)
  }

  func most(of points: Number) -> Number? { self.points.first }
  var direction: Better? { better }
}
