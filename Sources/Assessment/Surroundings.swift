import Definitions
import FEEL
import Submissions

/// What is known about units from beyond their own rows: put together before the first of them is scored.
struct Surroundings: Sendable {
  /// What is on record, by unit.
  let records: [Index<Unit>: UnitRecord]
  /// What comes together from the units below.
  var gathering: Gathering?
  /// The units below the assessed ones of which something came together and that have no row.
  var silentBelow: [Index<Unit>] = []
  /// What is known of earlier periods.
  private let past: Past
  /// What other assessments give: by item, the value of each unit.
  let taken: [Int: [Index<Unit>: Value]]
  /// The columns of peers that others make something of that they give in turn.
  var readByPeers: Set<Int> = []
  /// What peers give to one another; nil where nothing asks for peers.
  private(set) var peers: PeerTables?
  /// The same with what is taken from other assessments at its worst, and at its best; empty where all of it is settled.
  private(set) var ends: [Surroundings] = []
  /// The same with the values that units plan to reach; empty where no unit plans that others are made of.
  var planned: [Surroundings] = []

  /// What is known of earlier periods, and of the run's where it is one.
  struct Past: Sendable {
    /// What earlier periods give.
    let times: TimeTable?
    /// In an earlier period, by unit and slot what became of it by the set of that time: totals, points and gates.
    let given: [Index<Unit>: [Int: Value]]
  }

  /// What earlier periods give.
  var times: TimeTable? { past.times }
  /// In an earlier period, by unit and slot what became of it by the set of that time: totals, points and gates.
  var given: [Index<Unit>: [Int: Value]] { past.given }

  /// Makes surroundings of which nothing is gathered yet.
  /// - Parameters:
  ///   - records: What is on record, by unit.
  ///   - past: What is known of earlier periods.
  ///   - scores: What other assessments give.
  ///   - which: Which of it: the present scores, or the projected ones.
  init(
    records: [Index<Unit>: UnitRecord], _ past: Past, _ scores: [TakenScores],
    _ which: KeyPath<TakenScores, [Index<Unit>: TakenScores.Range]>
  ) {
    func taken(_ point: KeyPath<TakenScores.Range, Number>) -> [Int: [Index<Unit>: Value]] {
      Dictionary(
        uniqueKeysWithValues: scores.map { score in
          (score.item, score[keyPath: which].mapValues { .number($0[keyPath: point]) })
        })
    }
    self.init(records: records, past, taken: taken(\.now))
    let isOpen = scores.contains { $0[keyPath: which].values.contains(where: \.isOpen) }
    guard isOpen else { return }
    ends = [taken(\.worst), taken(\.best)].map {
      Surroundings(records: records, past, taken: $0)
    }
  }

  private init(
    records: [Index<Unit>: UnitRecord], _ past: Past, taken: [Int: [Index<Unit>: Value]]
  ) {
    self.records = records
    self.past = past
    self.taken = taken
  }

  /// All that stand beside these: their ends, then the planned ones and theirs.
  var variants: [Surroundings] { ends + planned.flatMap { [$0] + $0.ends } }

  /// Sets what comes together here and in each of the variants.
  mutating func setGatherings(_ gatherings: [Gathering]) {
    guard let first = gatherings.first else { return }
    gathering = first
    for (index, gathering) in gatherings.dropFirst().enumerated() {
      if index < ends.count {
        ends[index].gathering = gathering
      } else if index == ends.count {
        planned[0].gathering = gathering
      } else {
        planned[0].ends[index - ends.count - 1].gathering = gathering
      }
    }
  }

  /// Sets the tables of peers, here and in all variants: peers stand as they are now.
  mutating func setPeers(_ tables: PeerTables) {
    peers = tables
    for index in ends.indices { ends[index].setPeers(tables) }
    for index in planned.indices { planned[index].setPeers(tables) }
  }

  /// What a unit without a row gives to some columns of the unit above it: what is taken for it.
  func contributions(to columns: [RollUpPlan.Column], of unit: Index<Unit>) -> [Fact] {
    columns.map { .known(taken[$0.item]?[unit] ?? .null, isOpen: false) }
  }
}
