package import FEEL
package import SourceText

/// A way of scoring, as an author wrote it.
///
/// It has a room on each floor, a file in `Ways`, and nobody else asks which way it is: whoever wants to know something of
/// one asks the room on the own floor, `requirement.scoring.room(on: WaysAtWork.self)`.
package protocol Way: Sendable {
  /// What it is made of, in the order in which changes are tried: editions are compared by it, and expressions found.
  static var parts: [WayPart<Self>] { get }
  /// The room of the way on a floor.
  func room<F: WayFloor>(on floor: F.Type) -> F.Room
  /// The lines that move points, or the bands of which the first that fits does.
  var lines: [Line] { get }
  /// The lines, bands or rows by which it is written, where it is.
  var written: [Place] { get }
  /// What the value is compared with, the harder end of a scale first.
  var bounds: [Expression] { get }
  /// Who gives the points; nil where they follow from what is reported.
  var givenBy: String? { get }
  /// Whether the value is ranked among those of the peers.
  var isRanked: Bool { get }
  /// The branches that a case can take, besides being judged; `rule` is where the score is defined.
  func branches(_ rule: Place) -> [WayBranch]
}

/// A floor that has a room for each way of scoring: the compiler refuses it as long as one lacks its room.
package protocol WayFloor {
  /// What the floor asks of a way.
  associatedtype Room
  static func room(of way: Lines) -> Room
  static func room(of way: Bands) -> Room
  static func room(of way: Linear) -> Room
  static func room(of way: Given) -> Room
  static func room(of way: Met) -> Room
  static func room(of way: DecisionTable) -> Room
  static func room(of way: Places) -> Room
}

/// Something that a way of scoring is made of, with what it is called.
package enum WayPart<Whole: Way> {
  case expression(WritableKeyPath<Whole, Expression>, Phrase)
  /// Lines or bands; the word is that of one of them.
  case lines(WritableKeyPath<Whole, [Line]>, Phrase)
  case table(WritableKeyPath<Whole, DecisionTable>)
  /// Numbers in a row, and what one of them is called.
  case numbers(WritableKeyPath<Whole, [Number]>, Phrase, each: Phrase)
  /// Which end is the better one.
  case better(WritableKeyPath<Whole, Better>, Phrase)
  /// Something that no points hang on.
  case text(KeyPath<Whole, String>, Phrase)
}

/// A way through a score that a case can take.
package struct WayBranch: Sendable {
  /// By which it is known within its requirement: what a unit takes is known by the same constant of the way.
  package var id: String
  package var kind: BranchKind
  package var place: Place
  @ForeignAmounts package var words: Phrase

  package init(_ id: String, _ kind: BranchKind, _ place: Place, zh: String, en: String) {
    self.id = id
    self.kind = kind
    self.place = place
    words = Phrase(zh: zh, en: en)
  }
}

/// What lines move, or what holds where no band fits.
package enum Base: Sendable {
  /// All of the points.
  case full
  /// None: some line earns them.
  case nothing
}

extension [Line] {
  /// What they move.
  package var base: Base { contains { $0.direction == .earn } ? .nothing : .full }
}

extension Way {
  package var lines: [Line] { [] }
  package var written: [Place] { lines.map(\.place) }
  package var bounds: [Expression] { lines.compactMap { $0.test?.bound } }
  package var givenBy: String? { nil }
  package var isRanked: Bool { false }

  /// Every expression of the score, in the order of the definition.
  package var expressions: [Expression] {
    Self.parts.flatMap { part -> [Expression] in
      switch part {
      case .expression(let path, _): [self[keyPath: path]]
      case .lines(let path, _): self[keyPath: path].flatMap(\.expressions)
      case .table(let path):
        self[keyPath: path].inputs + self[keyPath: path].rows.flatMap(\.earn.expressions)
      case .numbers, .better, .text: []
      }
    }
  }
}
