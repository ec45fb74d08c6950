import Definitions
import FEEL

/// Where something goes when values that are taken from other assessments rise.
enum Trend: Sendable {
  /// It does not depend on them.
  case steady
  /// It rises or stays; of a condition: it may become true, never false.
  case rising
  case falling
  /// It depends on them, in a way that is not known to be one of these.
  case unknown

  var turned: Trend {
    switch self {
    case .rising: .falling
    case .falling: .rising
    case .steady, .unknown: self
    }
  }

  /// The trend of a sum of both, or of both holding.
  static func + (a: Trend, b: Trend) -> Trend {
    switch (a, b) {
    case (.steady, let other), (let other, .steady): other
    case (.rising, .rising): .rising
    case (.falling, .falling): .falling
    default: .unknown
    }
  }
}

extension Sequence<Trend> {
  /// The trend of the sum of all.
  var sum: Trend { reduce(.steady, +) }
}

/// Finds the trends of a set's expressions and rules.
///
/// What is said is proved: sums, differences, constant factors, comparisons, `and`, `or`, least, greatest, mean and
/// rounding keep a trend, as do the ways to roll up, with reported counts as weights. Everything else that depends on it is
/// unknown.
struct Trends {
  let set: IndicatorSet
  private let taken: Set<Slot>

  init(_ set: IndicatorSet) {
    self.set = set
    taken = Set(
      set.items.indices.filter { set.items[$0].taken != nil }.map { Slot(rawValue: Int32($0)) })
  }

  /// Whether nothing is taken.
  var isEmpty: Bool { taken.isEmpty }

  /// The slots behind some others, those among them included, that depend on what is taken.
  func slots(behind slots: some Sequence<Slot>) -> [Int] {
    set.closureThroughFormulas(of: Set(slots)).filter { depends([$0]) }
      .map { Int($0.rawValue) }.sorted()
  }

  /// Whether some slots depend on what is taken.
  func depends(_ slots: [Slot]) -> Bool {
    !taken.isDisjoint(with: reads(slots))
  }

  /// What stands behind some slots: through calls, formulas, and the conditions and weights of roll-ups.
  private func reads(_ slots: [Slot]) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = set.slots.form(of: slot) { open += form.argument.reads }
      guard Int(slot.rawValue) < set.items.count else { continue }
      let item = set.items[Int(slot.rawValue)]
      open += item.sources
      for rollUp in item.rollUps.values {
        switch rollUp {
        case .weightedMean(let weight): open.append(Slot(rawValue: Int32(weight)))
        case .share(let condition?): open += condition.program.reads
        case .sum, .mean, .min, .max, .share(nil): break
        }
      }
    }
    return seen
  }

  // MARK: Expressions

  /// The trend of an expression.
  /// - Parameters:
  ///   - expression: The expression; nil: nothing that depends on anything.
  ///   - value: The trend of the requirement's value.
  ///   - isBelow: Whether it is worked out where its items are reported, before anything is rolled up.
  /// - Returns: The trend that is proved.
  func trend(
    _ expression: Expression?, value: Trend = .steady, isBelow: Bool = false
  ) -> Trend {
    guard let program = expression?.program, program.constant == nil else { return .steady }
    let readsValue = set.closure(of: program.reads).contains(set.slots.value)
    guard depends(program.reads) || readsValue && value != .steady else { return .steady }
    guard let outline = program.outline else { return .unknown }
    return trend(outline, value, isBelow)
  }

  private func trend(_ outline: Outline, _ value: Trend, _ isBelow: Bool) -> Trend {
    func part(_ index: Int) -> Trend { trend(outline.parts[index], value, isBelow) }
    let parts = outline.parts.indices.map(part)
    switch outline.kind {
    case .constant: return .steady
    case .slot(let slot): return slot == set.slots.value ? value : trend(of: slot, isBelow: isBelow)
    case .negation: return parts[0].turned
    case .arithmetic(.add): return parts.sum
    case .arithmetic(.subtract): return parts[0] + parts[1].turned
    case .arithmetic(.multiply):
      if let factor = outline.parts[0].number { return parts[1].times(factor) }
      if let factor = outline.parts[1].number { return parts[0].times(factor) }
    case .arithmetic(.divide):
      if let divisor = outline.parts[1].number { return parts[0].times(divisor) }
    case .comparison(.equal) where outline.parts[0].isPlace && outline.parts[1].number == .one:
      // No place is before the first.
      return parts[0].turned
    case .comparison(.greater), .comparison(.greaterOrEqual): return parts[0] + parts[1].turned
    case .comparison(.less), .comparison(.lessOrEqual): return parts[0].turned + parts[1]
    case .and, .or: return parts.sum
    case .call(let name):
      if name == "previous" { return .steady }
      // The last of the values is this period's, and one of the peers' is the unit's own.
      if name == "earlier" || name == "peers" { return parts.first ?? .unknown }
      // The higher a number, the better its place.
      if name == "place" { return parts.first?.turned ?? .unknown }
      if Self.keeping.contains(name) { return parts.sum }
    case .arithmetic(.power), .comparison, .conditional, .other: break
    }
    // A part that is not told (`other`) may read anything.
    return outline.all.allSatisfy(\.isTold) && parts.allSatisfy { $0 == .steady }
      ? .steady : .unknown
  }

  /// Functions that rise with each of their arguments.
  private static let keeping: Set<String> = ["min", "max", "sum", "mean", "floor", "ceiling"]

  /// The trend of what a slot holds.
  func trend(of slot: Slot, isBelow: Bool) -> Trend {
    guard depends([slot]) else { return .steady }
    guard Int(slot.rawValue) < set.items.count else {
      return taken.contains(slot) ? .rising : .unknown
    }
    let item = set.items[Int(slot.rawValue)]
    if item.table != nil { return .unknown }
    let own: Trend =
      taken.contains(slot)
      ? .rising : trend(item.value, isBelow: isBelow || item.level != nil)
    if isBelow || item.rollUps.isEmpty { return own }
    return item.rollUps.values.map { rollUp in
      switch rollUp {
      case .sum, .mean, .min, .max, .share(nil): own
      case .weightedMean(let weight):
        // A count that is reported is never below zero.
        set.items[weight].type.isCounted && set.items[weight].isReported ? own : .unknown
      case .share(let condition?): trend(condition, isBelow: true)
      }
    }.sameOrUnknown
  }

  // MARK: Rules

  /// The trend of the points of a requirement, or of what an adjustment moves.
  func trend(of requirement: Requirement) -> Trend {
    let value = trend(requirement.value)
    let asked = ([requirement.applies] + requirement.guards.map(\.condition)).map { trend($0) }
    // Where the ends agree that it applies, so does everything between them.
    if asked.contains(where: { $0 == .unknown }) { return .unknown }
    let points = requirement.scoring.atWork.trend(of: requirement, value, in: self)
    return points == .steady ? asked.first { $0 != .steady } ?? .steady : points
  }

  /// The first of several that fits gives its points: where all begin to fit the same way and the points go down from
  /// each to the next, or up, so does the result.
  func first(_ rows: [(fit: Trend, points: Number?)]) -> Trend {
    let fit = rows.map(\.fit).sum
    guard fit != .steady, fit != .unknown else { return fit }
    let points = rows.compactMap(\.points)
    guard points.count == rows.count else { return .unknown }
    let pairs = zip(points, points.dropFirst())
    if pairs.allSatisfy({ $0 >= $1 }) { return fit }
    return pairs.allSatisfy { $0 <= $1 } ? fit.turned : .unknown
  }

  /// Whether a line comes to count, or counts for more, when what is taken rises.
  func fit(_ line: Line, _ value: Trend) -> Trend {
    let condition = trend(line.condition, value: value)
    guard let test = line.test, value != .steady else { return condition }
    switch test.comparison {
    case .is: return .unknown
    case .atLeast, .above, .after: return value + condition
    case .below, .upTo: return value.turned + condition
    }
  }

  /// The trend of everything in a line but its test and condition: steady or unknown.
  func parts(of line: Line, _ value: Trend) -> Trend {
    // The condition of a record may read anything of it: it has to be free of what is taken as well.
    let expressions = [line.test?.bound, line.isPerRecord ? line.condition : nil] + line.counted
    return expressions.allSatisfy { trend($0, value: value) == .steady } ? .steady : .unknown
  }
}

extension Sequence<Trend> {
  /// The trend of all of them where they have the same.
  fileprivate var sameOrUnknown: Trend {
    reduce(nil) { so, next in so == nil || so == next ? next : .unknown } ?? .steady
  }
}

extension Trend {
  /// The trend of a product with a number.
  fileprivate func times(_ factor: Number) -> Trend { factor.isNegative ? turned : self }
}

extension Outline {
  /// The number, where it is one.
  fileprivate var number: Number? {
    if case .constant(let value) = kind { value.number } else { nil }
  }

  /// Whether it is a place among peers.
  fileprivate var isPlace: Bool {
    if case .call(Outlook.place.rawValue) = kind { true } else { false }
  }

  /// Whether it says all that it reads.
  fileprivate var isTold: Bool {
    if case .other = kind { false } else { true }
  }
}
