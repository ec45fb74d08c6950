import Definitions
import FEEL
import Submissions

/// What must be known of peers: a column for each call, each requirement that is scored by place, and each that is filled
/// with the peers' average.
struct PeerNeeds: Sendable {
  /// What a column is asked for.
  enum Ask: Sendable {
    case call(LiftedForm)
    case place(Index<Requirement>)
    case average(Index<Requirement>)
  }

  /// The calls of `peers` and `place` in expressions, those inside others first.
  let forms: [LiftedForm]
  /// The requirements that are scored by place.
  let places: [Index<Requirement>]
  /// The requirements that are filled with the peers' average where they do not apply.
  let averages: [Index<Requirement>]
  /// By call, whether it is made of totals, points or gates.
  let isOfResults: [Bool]
  /// The slots of the calls of `peers` that give the same to all units of a group.
  let sharedSlots: Set<Int>

  init(_ set: IndicatorSet, _ forms: [LiftedForm], _ results: [UnitResult]) {
    let forms = forms.filter(\.isOverPeers)
    self.forms = forms
    places = set.requirements.indices.filter {
      set.requirements[$0].scoring.isRanked
    }
    averages = set.requirements.indices.filter {
      set.requirements[$0].notApplicable == .average
    }
    let slots = Set(results.map { Slot(rawValue: Int32($0.slot)) })
    isOfResults = forms.map { form in
      !set.slotsOfThisPeriod(behind: Set(form.argument.reads)).isDisjoint(with: slots)
    }
    // Of results each unit has its own as they are at hand.
    sharedSlots = Set(zip(forms, isOfResults).filter { !$1 }.map(\.0.slot))
  }

  /// How many columns there are.
  var count: Int { forms.count + places.count + averages.count }

  /// The calls of `peers` and `place` behind some slots, by their index.
  func forms(behind slots: Set<Slot>, in set: IndicatorSet) -> [Int] {
    let slots = set.slotsOfThisPeriod(behind: slots)
    return forms.indices.filter { slots.contains(Slot(rawValue: Int32(forms[$0].slot))) }
  }

  /// What a column is asked for.
  func ask(_ column: Int) -> Ask {
    if column < forms.count { return .call(forms[column]) }
    let rest = column - forms.count
    return rest < places.count ? .place(places[rest]) : .average(averages[rest - places.count])
  }

  /// The column of a fact; nil for one that units below give.
  func column(of fact: FactGraph.Fact) -> Int? {
    switch fact {
    case .peers(let slot, _): forms.firstIndex { $0.slot == Int(slot.rawValue) }
    case .place(let index): places.firstIndex(of: index).map { $0 + forms.count }
    case .average(let index):
      averages.firstIndex(of: index).map { $0 + forms.count + places.count }
    case .children, .gathered: nil
    }
  }
}

/// What a unit gives to others.
enum Fact: Sendable {
  /// A value, and whether it may still become another one without the unit doing anything.
  case known(Value, isOpen: Bool)
  /// The printed points of a requirement, nil where it is not scored now, and the least and the most that they may become.
  case points(now: Points?, least: Points, most: Points, mayLeave: Bool)
  case unknown
  /// It does not concern the unit, which is then nobody's peer there.
  case none

  /// What it is after the closing date: what it is now, for good.
  fileprivate var asItIs: Fact {
    switch self {
    case .known(let value, _): .known(value, isOpen: false)
    case .points(let now?, _, _, _): .points(now: now, least: now, most: now, mayLeave: false)
    case .points(nil, _, _, _): .none
    case .unknown, .none: self
    }
  }

  /// Whether two facts of a call come to the same.
  func isSame(as other: Fact) -> Bool {
    switch (self, other) {
    case (.known(let now, let a), .known(let then, let b)): now.equals(then) == true && a == b
    case (.points(let a, let b, let c, let d), .points(let e, let f, let g, let h)):
      (a, b, c, d) == (e, f, g, h)
    case (.unknown, .unknown), (.none, .none): true
    case (.known, _), (.points, _), (.unknown, _), (.none, _): false
    }
  }
}

/// What the units of a group give to one call or rule.
struct PeerColumn: Sendable {
  /// The units, ascending, and what each of them gives.
  private let units: [Index<Unit>]
  private let facts: [Fact]
  /// The known values, in the order of the units.
  let values: [Value]
  /// Those among them that are numbers, ascending.
  private let numbers: [Number]
  /// How many are not known.
  let unknown: Int
  /// Whether the closing date has passed: who is not known then is known to be missing, and what is known stays.
  private let isClosed: Bool
  /// How many are known and may still change.
  let open: Int
  /// Of points the sum now and of how many, and what those come to that are scored whatever turns out.
  private let now: (sum: Points, count: Int)
  private let sure: (least: Points, most: Points, count: Int)
  /// The least and the most points of those that may yet be scored or not.
  private let maybe: (least: [Points], most: [Points])

  /// Puts together what units give, in whatever order.
  init(_ given: [(unit: Index<Unit>, fact: Fact)], isClosed: Bool) {
    let given = given.sorted { $0.unit < $1.unit }
      .map { (unit: $0.unit, fact: isClosed ? $0.fact.asItIs : $0.fact) }
    self.isClosed = isClosed
    units = given.map(\.unit)
    facts = given.map(\.fact)
    var values: [Value] = []
    var (unknown, open) = (0, 0)
    var now = (sum: Points.zero, count: 0)
    var sure = (least: Points.zero, most: Points.zero, count: 0)
    var maybe: (least: [Points], most: [Points]) = ([], [])
    for fact in facts {
      switch fact {
      case .known(let value, let isOpen):
        values.append(value)
        if isOpen { open += 1 }
      case .points(let printed, let least, let most, let mayLeave):
        if let printed { now = (now.sum + printed, now.count + 1) }
        if mayLeave {
          maybe.least.append(least)
          maybe.most.append(most)
        } else {
          sure = (sure.least + least, sure.most + most, sure.count + 1)
        }
      case .unknown: unknown += 1
      case .none: break
      }
    }
    self.values = values
    self.unknown = unknown
    self.open = open
    self.now = now
    self.sure = sure
    self.maybe = (maybe.least.sorted(), maybe.most.sorted { $0 > $1 })
    numbers = values.compactMap(\.number).sorted()
  }

  private var given: [(unit: Index<Unit>, fact: Fact)] { Array(zip(units, facts)) }

  /// The column with another fact of one unit.
  func replacing(_ unit: Index<Unit>, _ fact: Fact) -> PeerColumn {
    PeerColumn(given.map { $0.unit == unit ? (unit, fact) : $0 }, isClosed: isClosed)
  }

  /// What a unit gives; nil for one that is not among them.
  func fact(of unit: Index<Unit>) -> Fact? {
    var (low, high) = (0, units.count)
    while low < high {
      let middle = (low + high) / 2
      if units[middle] < unit { low = middle + 1 } else { high = middle }
    }
    return low < units.count && units[low] == unit ? facts[low] : nil
  }

  /// How many are not known and may still come to be.
  var awaited: Int { isClosed ? 0 : unknown }

  /// How many units have what may come out otherwise.
  var unsettled: Int { awaited + open }

  /// How many units have what may come out otherwise, besides one that sees itself as it is at hand.
  func unsettled(besides unit: Index<Unit>) -> Int {
    if case .known(_, isOpen: true)? = fact(of: unit) { unsettled - 1 } else { unsettled }
  }

  /// The values that stay as they are, but for one unit's.
  func settled(besides unit: Index<Unit>?) -> [Value] {
    zip(units, facts).compactMap { peer, fact in
      if case .known(let value, isOpen: false) = fact, peer != unit { value } else { nil }
    }
  }

  /// How many known numbers are better than a number.
  /// - Complexity: O(log peers).
  func better(than number: Number, _ better: Better) -> Int {
    // The first index whose number is above (or at least) the number.
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      let isBelow = better == .higher ? numbers[middle] <= number : numbers[middle] < number
      if isBelow { low = middle + 1 } else { high = middle }
    }
    return better == .higher ? numbers.count - low : low
  }

  /// The known values, with another one of a unit that gave one.
  func values(with value: Value, of unit: Index<Unit>) -> [Value] {
    zip(units, facts).compactMap { peer, fact in
      guard case .known(let known, _) = fact else { return nil }
      return peer == unit ? value : known
    }
  }

  /// The average of printed points; nil where nobody is scored, nor may be.
  func average(of points: Points, digits: Int) -> PeerAverage? {
    // Those that are not known may be scored with anything, or not at all.
    let unknown = [Points](repeating: .zero, count: awaited)
    let all = [Points](repeating: points, count: awaited)
    guard
      let worst = mean(sure.least, unknown + maybe.least, digits, isBetter: { $0 < $1 }),
      let best = mean(sure.most, all + maybe.most, digits, isBetter: { $0 > $1 })
    else { return nil }
    return PeerAverage(
      worst: worst, best: best,
      now: now.sum.number(digits: digits).divided(by: Number(now.count)),
      mayBeNone: sure.count == 0)
  }

  /// The least or the greatest mean of those that are scored for sure and some of the others, the most extreme first.
  private func mean(
    _ sure: Points, _ others: [Points], _ digits: Int, isBetter: (Number, Number) -> Bool
  ) -> Number? {
    var (sum, count) = (sure.number(digits: digits), self.sure.count)
    var mean = sum.divided(by: Number(count))
    for other in others {
      let number = other.number(digits: digits)
      if let mean, !isBetter(number, mean) { break }
      sum = sum + number
      count += 1
      mean = sum.divided(by: Number(count))
    }
    return mean
  }
}

/// The average of the printed points of peers, as it is taken where a requirement does not apply.
struct PeerAverage: Sendable {
  /// The bounds of what it will be once all peers are known.
  let worst: Number
  let best: Number
  /// What it is now; nil while none of them is scored.
  let now: Number?
  /// Whether it may turn out that none of them is scored at all.
  let mayBeNone: Bool
}

/// What the units of one group give to one another, by column; nil where nobody asks, or not yet.
struct PeerTable: Sendable {
  private(set) var columns: [PeerColumn?]
  /// The columns that are not settled.
  private(set) var unsettled: [Int] = []

  init(count: Int) { columns = [PeerColumn?](repeating: nil, count: count) }

  subscript(column: Int) -> PeerColumn? {
    get { columns[column] }
    set {
      columns[column] = newValue
      unsettled.removeAll { $0 == column }
      if newValue?.unsettled ?? 0 > 0 { unsettled.append(column) }
    }
  }
}

/// The tables of all groups of a registry.
struct PeerTables: Sendable {
  /// By unit the index of its group's table.
  private let groupOfUnit: By<Unit, Int>
  /// The units of each group, ascending; those of one level.
  let groups: [[Index<Unit>]]
  private var tables: [PeerTable]
  private let isClosed: Bool

  /// - Parameters:
  ///   - groups: The units of each group.
  ///   - units: How many units there are.
  ///   - columns: How many columns a table has.
  ///   - isClosed: Whether the closing date has passed.
  init(_ groups: [[Index<Unit>]], units: Int, columns: Int, isClosed: Bool) {
    self.groups = groups
    self.isClosed = isClosed
    var groupOfUnit = By<Unit, Int>(repeating: -1, count: units)
    for (group, members) in groups.enumerated() {
      for unit in members { groupOfUnit[unit] = group }
    }
    self.groupOfUnit = groupOfUnit
    tables = groups.map { _ in PeerTable(count: columns) }
  }

  /// The table of a unit; nil for one that has no peers.
  func table(of unit: Index<Unit>) -> PeerTable? {
    groupOfUnit[unit] < 0 ? nil : tables[groupOfUnit[unit]]
  }

  /// The index of a unit's group; nil for one that has no peers.
  func group(of unit: Index<Unit>) -> Int? { groupOfUnit[unit] < 0 ? nil : groupOfUnit[unit] }

  /// Puts together what the units of a group give to a column.
  mutating func fill(_ column: Int, ofGroup group: Int, _ fact: (Index<Unit>) -> Fact) {
    tables[group][column] = PeerColumn(groups[group].map { ($0, fact($0)) }, isClosed: isClosed)
  }
}

/// What a unit knows of its peers while it is scored.
struct PeerView {
  var table: PeerTable?
  private let needs: PeerNeeds

  init(_ needs: PeerNeeds) { self.needs = needs }

  /// What peers give to a call, by its index in the needs.
  func form(_ index: Int) -> PeerColumn? { table?[index] }

  /// What peers are ranked by for a requirement, by its index among those that are scored by place.
  func place(_ column: Int) -> PeerColumn? { table?[needs.forms.count + column] }

  /// The place of the value at hand among the peers: equal values share the better place.
  func standing(
    of value: Number, column: Int, _ better: Better
  ) -> (place: Int, of: Int, unknown: Int) {
    guard let peers = place(column) else { return (1, 1, 0) }
    return (
      peers.better(than: value, better) + 1, peers.values.count + peers.unknown, peers.awaited
    )
  }

  /// The average of the printed points of the peers; nil where none is scored, nor may be.
  func average(column: Int, points: Points, digits: Int) -> PeerAverage? {
    table?[needs.forms.count + needs.places.count + column]?.average(of: points, digits: digits)
  }
}
