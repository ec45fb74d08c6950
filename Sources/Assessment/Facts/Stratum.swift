import Definitions
import FEEL

/// What one walk over the rows finds out.
package struct Stratum: Sendable {
  /// What is asked of the units of one level.
  struct Asked: Sendable {
    /// The columns of peers, and those of them that are about what has become of a unit, by their index in the needs.
    fileprivate(set) var peers: [Int] = []
    fileprivate(set) var results: [Int] = []
    /// The columns that come together, by their index in the plan.
    fileprivate(set) var gathered: [Int] = []
    /// By the rank of the level above, the calls of `children` by their index in the plan.
    fileprivate var children = Level.allCases.map { _ in [Int]() }

    /// The calls of `children` that units of the level above ask.
    func children(of above: Level?) -> [Int] { above.map { children[$0.rank] } ?? [] }

    /// Whether anything is asked of a unit below one of a level, none where it is below none.
    func isAnything(below above: Level?) -> Bool {
      !(peers.isEmpty && results.isEmpty && gathered.isEmpty && children(of: above).isEmpty)
    }
  }

  private var asked = Level.allCases.map { _ in Asked() }
  /// The columns that come together in it.
  private(set) var columns: [Int] = []
  /// Whether anything is asked of the units below others.
  private(set) var isBelow = false

  /// What is asked of the units of a level.
  func asked(of level: Level) -> Asked { asked[level.rank] }

  /// The strata of a graph, with the facts of each in the order of what is needed.
  static func all(
    of graph: FactGraph, _ peers: PeerNeeds, _ rollUp: RollUpPlan?
  ) -> [Stratum] {
    graph.strata.map { facts in
      var stratum = Stratum()
      for fact in facts { stratum.add(fact, graph, peers, rollUp) }
      stratum.asked = stratum.asked.map(\.sorted)
      return stratum
    }
  }

  private mutating func add(
    _ fact: FactGraph.Fact, _ graph: FactGraph, _ peers: PeerNeeds, _ rollUp: RollUpPlan?
  ) {
    if let column = peers.column(of: fact) {
      var own = graph.level
      if case .peers(_, let asked) = fact { own = asked }
      let isResult = if case .average = fact { true } else { graph.ofResults.contains(fact) }
      if isResult {
        asked[own.rank].results.append(column)
      } else {
        asked[own.rank].peers.append(column)
      }
    } else if let rollUp, let column = rollUp.column(of: fact) {
      isBelow = true
      columns.append(column)
      asked[rollUp.columns[column].level.rank].gathered.append(column)
    } else if case .children(let slot, let above) = fact,
      let call = rollUp?.children.firstIndex(where: { $0.slot == Int(slot.rawValue) })
    {
      isBelow = true
      for below in Level.allCases where below < above {
        asked[below.rank].children[above.rank].append(call)
      }
    }
  }
}

extension Stratum.Asked {
  fileprivate var sorted: Stratum.Asked {
    var copy = self
    copy.peers.sort()
    copy.results.sort()
    copy.gathered.sort()
    for rank in copy.children.indices { copy.children[rank].sort() }
    return copy
  }
}

/// What one unit gives in one walk, in the order of what it is asked.
struct UnitFacts: Sendable {
  /// To its peers: first what is asked of its numbers, then of its points.
  var peers: [Fact] = []
  var gathered: [Fact] = []
  var children: [Fact] = []
}
