import FEEL
import SourceText

/// What this floor asks of a way of scoring: how it is read, and what lints want to know before any data is seen.
protocol AuthoredWay: Way {
  /// Its key, the Chinese synonym, what stands behind it, a summary.
  static var field: Field { get }
  /// Whether `better` may stand beside it.
  static var hasDirection: Bool { get }
  /// Whether it has ends, which may be computed: then `better` has to stand beside it.
  static var hasEnds: Bool { get }
  /// Whether it shares out the points of a requirement: an adjustment has none.
  static var sharesPoints: Bool { get }
  /// Reads it from a score; what is wrong is reported, and then there is none.
  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> Self?

  /// Whether of its lines the first that fits counts, and no other.
  var countsFirstLine: Bool { get }
  /// The condition by which all or nothing is earned, where there is one.
  var condition: Expression? { get }
  /// The ends between which points are in proportion, and which way they point, where there are any.
  var scale: (zero: Expression, full: Expression, better: Better)? { get }
  /// The table by which points are given, where there is one.
  var table: DecisionTable? { get }
  /// The most that can be earned, where fixed points say so.
  func most(of points: Number) -> Number?
  /// Whether believable values earn all points: all do, none does, or nil.
  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool?
  /// Whether reports can say nothing of what is to be reached.
  var hidesTarget: Bool { get }
  /// Whether it looks at the requirement's value without naming it.
  var judgesValue: Bool { get }
  /// Which end of the value it rewards; nil where it does not say, or says both.
  var direction: Better? { get }
  /// Whether some of it rewards a smaller value.
  var rewardsLess: Bool { get }
  /// The fixed numbers that the value is judged by.
  var fixedBounds: [FixedBound] { get }
}

/// A fixed number that a value is judged by.
struct FixedBound {
  let number: Number
  let isPercent: Bool
  let place: Place
}

extension AuthoredWay {
  static var hasDirection: Bool { false }
  static var hasEnds: Bool { false }
  static var sharesPoints: Bool { false }
  var countsFirstLine: Bool { false }
  var condition: Expression? { nil }
  var scale: (zero: Expression, full: Expression, better: Better)? { nil }
  var table: DecisionTable? { nil }
  func most(of points: Number) -> Number? { nil }
  func earnsAll(_ requirement: Requirement, _ context: LintContext) -> Bool? { nil }
  var hidesTarget: Bool { false }
  var judgesValue: Bool { true }
  var direction: Better? { nil }
  var rewardsLess: Bool { direction == .lower }
  var fixedBounds: [FixedBound] {
    bounds.compactMap { bound in
      bound.program.constant?.number.map {
        FixedBound(
          number: $0, isPercent: bound.program.type == .percent, place: bound.place)
      }
    }
  }

  /// What the way is called.
  var name: Phrase { Phrase(zh: Self.field.chinese, en: Self.field.key.rawValue) }
}

/// The ways of scoring on the floor of definitions.
enum AuthoredWays: WayFloor {
  typealias Room = any AuthoredWay

  /// All of them, in the order of the reference.
  static let all: [any AuthoredWay.Type] = [
    Lines.self,
    Bands.self,
    Linear.self,
    Given.self,
    Met.self,
    DecisionTable.self,
    Places.self,
  ]

  /// Those with ends, by their names.
  static var withEnds: Phrase {
    let fields = all.filter { $0.hasEnds }.map { $0.field }
    return Phrase(
      zh: fields.map(\.chinese).joined(separator: "、"),
      en: fields.map(\.key.rawValue).joined(separator: " or "))
  }

  /// How many there are, in words.
  static var count: Phrase {
    let words = [
      ("六", "six"), ("七", "seven"), ("八", "eight"), ("九", "nine"), ("十", "ten"),
    ]
    let word = all.count - 6
    return words.indices.contains(word)
      ? Phrase(zh: words[word].0, en: words[word].1) : Phrase("\(all.count)")
  }

  static func room(of way: some AuthoredWay) -> any AuthoredWay { way }
}

extension Way {
  /// The way as this floor sees it.
  var authored: any AuthoredWay { room(on: AuthoredWays.self) }
}
