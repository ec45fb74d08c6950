package import Definitions
package import FEEL

/// What is known about units from beyond their own rows: put together before the first of them is scored.
struct Surroundings: Sendable {
  /// What comes together from the units below.
  var gathering: Gathering?
  /// What earlier periods give.
  var times: TimeTable?
  /// What other assessments give: by item, the value of each unit.
  var taken: [Int: [Int: Value]] = [:]
  /// For each unit of the registry the table of its peers; empty where nothing asks for peers.
  var peers: [PeerTable?] = []
}

/// What an assessment under another set gives for an item of this one.
package struct TakenScores: Sendable {
  /// The index of the item.
  package var item: Int
  /// By the index of the unit in the registry of the run.
  package var scores: [Int: Value]

  package init(item: Int, scores: [Int: Value]) {
    self.item = item
    self.scores = scores
  }
}

/// Reads off an assessment what another set takes from it.
package struct TakenScoreReader: UnitRenderer {
  private let score: TakenScore
  private let digits: Int

  package init(_ score: TakenScore, digits: Int) {
    self.score = score
    self.digits = digits
  }

  package func start() -> [Int: Value] { [:] }

  package func add(_ unit: ScoredUnit, _ scorer: inout Scorer, to output: inout [Int: Value]) {
    // Without a place there is no score to speak of: it is missing.
    guard unit.assessment.isRanked else { return }
    let points = score == .total ? unit.assessment.total : unit.assessment.score
    output[unit.index] = .number(points.number(digits: digits))
  }
}
