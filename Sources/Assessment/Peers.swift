import Definitions
import FEEL

/// What must be known of all peers before a unit can be scored: the first of two passes.
struct PeerNeeds: Sendable {
  /// The requirements that are scored by place.
  let places: [Int]
  /// The requirements that are filled with the peers' average where they do not apply.
  let averages: [Int]
  /// For each average, how its points follow from places, where they do.
  let placed: [PlacedPoints?]

  /// The calls of `peers` and `place` in expressions, those inside others first.
  let forms: [LiftedForm]

  /// The printed points of a requirement by place.
  struct PlacedPoints: Sendable {
    /// Which of the `places` it is.
    let column: Int
    let better: Better
    /// What the first, second … place earns.
    let points: [Points]
  }

  init(_ set: IndicatorSet, _ forms: [LiftedForm]) {
    let places = set.requirements.indices.filter {
      set.requirements[$0].scoring.atWork.ranking != nil
    }
    self.places = places
    self.forms = forms.filter(\.isOverPeers).sorted {
      ($0.peerDepth, $0.slot) < ($1.peerDepth, $1.slot)
    }
    averages = set.requirements.indices.filter {
      set.requirements[$0].notApplicable == .average
    }
    placed = averages.map { index in
      let requirement = set.requirements[index]
      guard let (list, better) = requirement.scoring.atWork.ranking,
        let column = places.firstIndex(of: index)
      else { return nil }
      let points = list.map { $0.points(within: requirement.points, digits: set.digits) }
      return PlacedPoints(column: column, better: better, points: points)
    }
  }

  /// Whether one pass is enough.
  var isEmpty: Bool { places.isEmpty && averages.isEmpty && forms.isEmpty }

  /// How many passes it takes until everything about peers is known: a call inside another comes before it, and places
  /// and averages after all calls.
  var passes: Int {
    if isEmpty { return 0 }
    let depth = forms.last?.peerDepth ?? 0
    return max(depth, 1) + (forms.isEmpty || places.isEmpty && averages.isEmpty ? 0 : 1)
  }
}

/// What the first pass finds out about a unit, in the order of the needs.
struct PeerFacts: Sendable {
  /// What is known of a value or of points.
  enum Fact<Known: Sendable>: Sendable {
    case known(Known)
    case unknown
    /// It does not concern the unit, which is then nobody's peer there.
    case none
  }

  /// The printed points of a requirement, and the least and the most that they may become.
  struct Span: Sendable {
    var now: Points
    var least: Points
    var most: Points
    /// Whether they are those by the rule, not by a person's decision.
    var isByRule: Bool
  }

  var values: [Fact<Number>]
  var points: [Fact<Span>]
  var forms: [Fact<Value>]

  /// Whether the calls come to the same.
  func formsAreSame(as other: PeerFacts?) -> Bool {
    guard let other else { return false }
    return zip(forms, other.forms).allSatisfy { pair in
      switch pair {
      case (.known(let now), .known(let then)): now.equals(then) == true
      case (.unknown, .unknown), (.none, .none): true
      case (.known, _), (.unknown, _), (.none, _): false
      }
    }
  }
}

/// The facts of one group of peers, put together.
struct PeerTable: Sendable {
  /// The units, ascending, and what is known of each; nil for one that has not reported.
  private let units: [Int]
  private let facts: [PeerFacts?]
  /// By place requirement: the known values, ascending.
  private(set) var values: [[Number]]
  /// By place requirement: how many values are not known.
  private(set) var unknown: [Int]
  /// By average requirement: the sum of known points, the least and the most that it can become while something about
  /// them is open, how many are known, and how many are not.
  private(set) var sums: [(sum: Points, least: Points, most: Points, known: Int, unknown: Int)]
  /// By call: the known values in the order of the units, and how many are not known.
  private(set) var forms: [(known: [Value], unknown: Int)]

  /// Puts the facts of all peers together.
  /// - Parameters:
  ///   - needs: What is asked of them.
  ///   - units: The peers, ascending.
  ///   - facts: What is known of each; nil stands for a peer that has not reported.
  init(_ needs: PeerNeeds, _ units: [Int], _ facts: [PeerFacts?]) {
    self.units = units
    self.facts = facts
    values = needs.places.map { _ in [] }
    unknown = needs.places.map { _ in 0 }
    sums = needs.averages.map { _ in (.zero, .zero, .zero, 0, 0) }
    forms = needs.forms.map { _ in ([], 0) }
    for fact in facts {
      for index in needs.places.indices {
        switch fact?.values[index] ?? .unknown {
        case .known(let value): values[index].append(value)
        case .unknown: unknown[index] += 1
        case .none: break
        }
      }
    }
    for fact in facts {
      for index in needs.forms.indices {
        switch fact?.forms[index] ?? .unknown {
        case .known(let value): forms[index].known.append(value)
        case .unknown: forms[index].unknown += 1
        case .none: break
        }
      }
    }
    for index in values.indices { values[index].sort() }
    for fact in facts {
      for index in needs.averages.indices {
        add(fact, to: index, needs.placed[index])
      }
    }
  }

  /// The table with other facts of one peer; nil where those of the others follow from them and would have to be found
  /// out anew.
  func replacing(_ unit: Int, _ fact: PeerFacts, _ needs: PeerNeeds) -> PeerTable? {
    guard let index = units.firstIndex(of: unit) else { return self }
    if needs.passes > 1, !fact.formsAreSame(as: facts[index]) { return nil }
    var facts = facts
    facts[index] = fact
    return PeerTable(needs, units, facts)
  }

  /// Adds the points of a peer to an average; points by place are known only now that all values are.
  private mutating func add(_ fact: PeerFacts?, to index: Int, _ placed: PeerNeeds.PlacedPoints?) {
    switch fact?.points[index] ?? .unknown {
    case .known(var points):
      if points.isByRule, let placed, case .known(let value) = fact?.values[placed.column] {
        let ahead = better(than: value, placed.column, placed.better)
        func earned(_ ahead: Int) -> Points {
          ahead < placed.points.count ? placed.points[ahead] : .zero
        }
        points.now = earned(ahead)
        points.most = points.now
        points.least = earned(ahead + unknown[placed.column])
      }
      sums[index].sum += points.now
      sums[index].least += points.least
      sums[index].most += points.most
      sums[index].known += 1
    case .unknown: sums[index].unknown += 1
    case .none: break
    }
  }

  /// How many known values are better than a value.
  /// - Complexity: O(log peers).
  func better(than value: Number, _ column: Int, _ better: Better) -> Int {
    let list = values[column]
    // The first index whose value is above (or at least) the value.
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      let isBelow = better == .higher ? list[middle] <= value : list[middle] < value
      if isBelow { low = middle + 1 } else { high = middle }
    }
    return better == .higher ? list.count - low : low
  }
}

/// What a unit knows of its peers while it is scored.
struct PeerView {
  var table: PeerTable?

  /// The place of the value at hand among the peers: equal values share the better place.
  func standing(
    of value: Number, column: Int, _ better: Better
  ) -> (place: Int, of: Int, unknown: Int) {
    guard let table else { return (1, 1, 0) }
    let known = table.values[column].count
    return (
      table.better(than: value, column, better) + 1, known + table.unknown[column],
      table.unknown[column]
    )
  }

  /// The mean of the printed points of the peers that are scored, and the bounds of what it will be once all are; nil
  /// where there is no peer, and no mean now while none is scored.
  func average(
    column: Int, points: Points, digits: Int
  ) -> (worst: Number, now: Number?, best: Number)? {
    guard let sums = table?.sums[column], sums.known + sums.unknown > 0 else { return nil }
    let sum = sums.sum.number(digits: digits)
    let all = Number(sums.known + sums.unknown)
    let least = sums.least.number(digits: digits)
    let most =
      sums.most.number(digits: digits) + Number(sums.unknown) * points.number(digits: digits)
    guard let worst = least.divided(by: all), let best = most.divided(by: all) else { return nil }
    return (worst, sum.divided(by: Number(sums.known)), best)
  }
}

extension Scorer {
  /// What the peers need to know of the unit whose values are in the slots.
  mutating func peerFacts() -> PeerFacts {
    let needs = plan.peers
    let values: [PeerFacts.Fact<Number>] = needs.places.map { index in
      requirementAtHand = index
      if record.exempt[index] != nil || record.waived[index] != nil { return .none }
      switch judge(plan.rules[index]) {
      case .notApplicable: return .none
      case .unknown: return .unknown
      case .points, .range:
        let value = slots[valueSlot]
        return value.number.map { .known($0) } ?? .unknown
      }
    }
    let points: [PeerFacts.Fact<PeerFacts.Span>] = needs.averages.map { index in
      requirementAtHand = index
      let outcome = outcome(of: index)
      switch outcome.status {
      case .notApplicable, .waived, .notCounted: return .none
      case .missing: return .unknown
      case .met, .partly, .notMet, .exempt:
        return .known(
          PeerFacts.Span(
            now: outcome.earned, least: outcome.worst, most: outcome.best,
            isByRule: outcome.replaced == nil))
      }
    }
    return PeerFacts(values: values, points: points, forms: peerFormFacts())
  }
}
