import BigInt
import TestSupport

/// A line of a score as the law words it: its text in a set, and what it moves for a unit.
struct LineModel {
  enum Amount {
    case item
    case constant(Decimal)
    case share(Int)
    case all
  }

  enum Test: String, CaseIterable {
    case `is`, atLeast = "at least", above, below, upTo = "up to"

    func holds(_ value: Fraction, _ bound: Fraction) -> Bool {
      switch self {
      case .is: value == bound
      case .atLeast: !(value < bound)
      case .above: bound < value
      case .below: value < bound
      case .upTo: !(bound < value)
      }
    }
  }

  enum Quantity {
    case once
    case each
    case per(part: String, hasEnd: Bool)
  }

  /// What tells the items of this line from those of others.
  var index: Int
  var earns: Bool
  var amount: Amount
  var test: Test?
  var hasCondition: Bool
  var quantity: Quantity
  var hasTimes: Bool
  var cap: Amount?

  /// Whether the line fits every value.
  var takesAll: Bool { test == nil && !hasCondition }

  /// The items that a line of this index may read, in the order of `Inputs`.
  static func items(_ index: Int) -> [String] {
    ["m", "b", "s", "t", "n", "k", "x"].map { "\($0)\(index): {type: number}" }
      + ["w\(index): {type: yes-no}"]
  }

  /// What a unit reports for a line.
  struct Inputs {
    var amount: Decimal
    var bound: Decimal
    var step: Decimal
    var end: Decimal
    var count: Decimal
    var times: Decimal
    var cap: Decimal
    var condition: Bool

    var reported: [Reported] {
      [amount, bound, step, end, count, times, cap].map { .number($0) } + [.flag(condition)]
    }
  }

  /// A line of any shape that the format allows.
  init(_ index: Int, points: Decimal, _ random: inout SeededGenerator) {
    self.index = index
    earns = random.once(in: 3)
    amount = LineModel.amount(points, &random)
    test = random.once(in: 4) ? nil : random.pick(Test.allCases)
    hasCondition = random.once(in: 4)
    hasTimes = random.once(in: 4)
    cap = random.once(in: 3) ? LineModel.amount(points, &random) : nil
    switch random.whole(0...2) {
    case 0: quantity = .once
    case 1: quantity = .each
    default:
      quantity = .per(
        part: random.pick(["share", "drop", "whole"]), hasEnd: random.once(in: 2))
      test = random.pick([.above, .below])
    }
  }

  private static func amount(_ points: Decimal, _ random: inout SeededGenerator) -> Amount {
    switch random.whole(0...4) {
    case 0: return .share(random.whole(1...100))
    case 1: return random.once(in: 3) ? .all : .share(random.whole(1...20))
    case 2:
      let part = Int64(random.whole(0...Int(clamping: points.mantissa)))
      return .constant(Decimal(part, scale: points.scale))
    default: return .item
    }
  }

  /// What a unit may report for it, given the value that is judged.
  func inputs(_ value: Fraction, _ random: inout SeededGenerator) -> Inputs {
    let bound = random.bound(near: value)
    let way: Int64 = test == .below ? -1 : 1
    let end = Decimal(
      bound.mantissa + way * Int64(random.whole(1...2_000)), scale: bound.scale)
    return Inputs(
      amount: random.decimal(3_000, scales: [2, 3]), bound: bound,
      step: Decimal(Int64(random.pick([1, 3, 5, 10, 25, 30])), scale: random.whole(0...3)),
      end: end,
      count: random.once(in: 5) ? random.decimal(99) : Decimal(Int64(random.whole(0...9))),
      times: random.pick([Decimal(1), Decimal(2), Decimal(4), Decimal(25, scale: 2), Decimal(0)]),
      cap: random.decimal(500, scales: [2]), condition: random.once(in: 2))
  }

  /// The line as the set has it.
  var text: String {
    var keys = [(earns ? "earn: " : "lose: ") + text(amount, item: "m\(index)")]
    switch quantity {
    case .once: break
    case .each: keys.append("each: n\(index)")
    case .per(let part, let hasEnd):
      keys.append("per: s\(index)")
      keys.append("part: \(part)")
      if hasEnd { keys.append("to: t\(index)") }
    }
    if let test { keys.append("\(test.rawValue): b\(index)") }
    if hasCondition { keys.append("when: w\(index) = true") }
    if hasTimes { keys.append("times: k\(index)") }
    if let cap { keys.append("at most: " + text(cap, item: "x\(index)")) }
    return "- {" + keys.joined(separator: ", ") + "}"
  }

  private func text(_ amount: Amount, item: String) -> String {
    switch amount {
    case .item: item
    case .constant(let decimal): decimal.description
    case .share(let percent): "\(percent)%"
    case .all: "all"
    }
  }

  /// What it moves, above zero for an earning and below for a loss; nil where it does not fit (S3.5).
  func moved(_ value: Fraction, _ inputs: Inputs, points: Fraction) -> Fraction? {
    let bound = inputs.bound.fraction
    if let test, !test.holds(value, bound) { return nil }
    if hasCondition, !inputs.condition { return nil }
    var moved = fraction(amount, inputs.amount, points)
    switch quantity {
    case .once: break
    case .each: moved = moved * inputs.count.fraction
    case .per(let part, let hasEnd):
      var distance = (value - bound).magnitude
      if hasEnd { distance = min(distance, (inputs.end.fraction - bound).magnitude) }
      let steps = distance / inputs.step.fraction
      switch part {
      case "drop": moved = moved * Fraction(steps.floor)
      case "whole": moved = moved * Fraction(steps.ceiling)
      default: moved = moved * steps
      }
    }
    if hasTimes { moved = moved * inputs.times.fraction }
    if let cap { moved = min(moved, fraction(cap, inputs.cap, points)) }
    return earns ? moved : -moved
  }

  private func fraction(_ amount: Amount, _ item: Decimal, _ points: Fraction) -> Fraction {
    switch amount {
    case .item: item.fraction
    case .constant(let decimal): decimal.fraction
    case .share(let percent): points * Fraction(BigInt(percent), 100)
    case .all: points
    }
  }
}
