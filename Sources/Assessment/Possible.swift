import FEEL

/// What something may come to, whatever becomes of what is not known yet.
enum Possible {
  /// This and nothing else.
  case certain(Value)
  /// A truth value; nil: either.
  case truth(Bool?, mayBeMissing: Bool)
  /// A number between two ends; nil: without an end.
  case number(Number?, Number?, mayBeMissing: Bool)
  /// One of these whole numbers.
  case whole(ClosedRange<Int>)
  /// A list of these and of up to so many others that have a value.
  case members([Possible], others: Int)
  /// Anything.
  case anything

  /// A number between two ends, certain where these are the same.
  static func between(_ low: Number?, _ high: Number?, mayBeMissing: Bool = false) -> Possible {
    if !mayBeMissing, let low, low == high { return .certain(.number(low)) }
    return .number(low, high, mayBeMissing: mayBeMissing)
  }

  /// What is left of true, false and missing; certain where only one of the first two is.
  init(true isTrue: Bool, false isFalse: Bool, missing: Bool) {
    switch (isTrue, isFalse) {
    case (true, false): self = .truth(true, mayBeMissing: missing)
    case (false, true): self = .truth(false, mayBeMissing: missing)
    case (true, true): self = .truth(nil, mayBeMissing: missing)
    case (false, false): self = .anything
    }
    if !missing, isTrue != isFalse { self = .certain(.boolean(isTrue)) }
  }

  /// The value, where there is only one.
  var certain: Value? { if case .certain(let value) = self { value } else { nil } }

  /// Whether it may have no value.
  var mayBeMissing: Bool {
    switch self {
    case .certain(let value): value.isNull
    case .truth(_, let mayBeMissing), .number(_, _, let mayBeMissing): mayBeMissing
    case .whole, .members: false
    case .anything: true
    }
  }

  /// The same, or no value.
  var orMissing: Possible {
    switch self {
    case .certain(.number(let number)): .number(number, number, mayBeMissing: true)
    case .certain(.boolean(let truth)): .truth(truth, mayBeMissing: true)
    case .truth(let truth, _): .truth(truth, mayBeMissing: true)
    case .number(let low, let high, _): .number(low, high, mayBeMissing: true)
    case .whole(let range):
      .number(Number(range.lowerBound), Number(range.upperBound), mayBeMissing: true)
    case .certain, .members, .anything: .anything
    }
  }

  /// Which of true, false and missing it may be.
  var truths: (isTrue: Bool, isFalse: Bool, isMissing: Bool) {
    switch self {
    case .certain(.boolean(let truth)): (truth, !truth, false)
    case .truth(let truth, let mayBeMissing): (truth != false, truth != true, mayBeMissing)
    case .certain, .number, .whole, .members: (false, false, true)
    case .anything: (true, true, true)
    }
  }

  /// The ends between which it lies as a number; nil for what is none.
  var ends: Ends? {
    switch self {
    case .certain(.number(let number)): Ends(low: number, high: number)
    case .number(let low, let high, _): Ends(low: low, high: high)
    case .whole(let range): Ends(low: Number(range.lowerBound), high: Number(range.upperBound))
    case .anything: Ends(low: nil, high: nil)
    case .certain, .truth, .members: nil
    }
  }

  /// Either of two.
  func or(_ other: Possible) -> Possible {
    if let a = certain, let b = other.certain, a.literal == b.literal { return self }
    let missing = mayBeMissing || other.mayBeMissing
    if certain?.isNull == true { return other.orMissing }
    if other.certain?.isNull == true { return orMissing }
    if isAnything || other.isAnything { return .anything }
    if let a = ends, let b = other.ends {
      return .between(
        a.low.flatMap { low in b.low.map { min(low, $0) } },
        a.high.flatMap { high in b.high.map { max(high, $0) } }, mayBeMissing: missing)
    }
    let (a, b) = (truths, other.truths)
    guard a.isTrue || a.isFalse, b.isTrue || b.isFalse else { return .anything }
    return Possible(
      true: a.isTrue || b.isTrue, false: a.isFalse || b.isFalse, missing: missing)
  }
}

// MARK: What operations make of it

extension Possible {
  /// Whether both hold.
  func and(_ other: Possible) -> Possible {
    let (a, b) = (truths, other.truths)
    return Possible(
      true: a.isTrue && b.isTrue, false: a.isFalse || b.isFalse,
      missing: a.isMissing && (b.isMissing || b.isTrue) || b.isMissing && a.isTrue)
  }

  /// Whether it does not hold.
  var negated: Possible {
    let now = truths
    return Possible(true: now.isFalse, false: now.isTrue, missing: now.isMissing)
  }

  /// The negative number.
  var turned: Possible {
    guard let ends else { return .anything }
    return .between(
      ends.high.map { -$0 }, ends.low.map { -$0 }, mayBeMissing: mayBeMissing)
  }

  /// What an operation comes to with another number.
  func with(_ operation: Outline.Arithmetic, _ other: Possible) -> Possible {
    if let a = certain, let b = other.certain { return .certain(operation.value(a, b)) }
    guard let a = ends, let b = other.ends else { return .anything }
    let missing = mayBeMissing || other.mayBeMissing
    func sum(_ a: Number?, _ b: Number?) -> Number? { a.flatMap { a in b.map { a + $0 } } }
    switch operation {
    case .add:
      return .between(sum(a.low, b.low), sum(a.high, b.high), mayBeMissing: missing)
    case .subtract:
      return .between(
        sum(a.low, b.high.map { -$0 }), sum(a.high, b.low.map { -$0 }), mayBeMissing: missing)
    case .multiply:
      if case .certain(.number(let factor)) = other { return scaled(by: factor, missing) }
      if case .certain(.number(let factor)) = self { return other.scaled(by: factor, missing) }
    case .divide:
      if case .certain(.number(let divisor)) = other,
        let factor = Number.one.divided(by: divisor)
      {
        return scaled(by: factor, missing)
      }
    case .power: break
    }
    return .anything
  }

  private func scaled(by factor: Number, _ missing: Bool) -> Possible {
    guard let ends else { return .anything }
    let (a, b) = (ends.low.map { $0 * factor }, ends.high.map { $0 * factor })
    return factor.isNegative
      ? .between(b, a, mayBeMissing: missing) : .between(a, b, mayBeMissing: missing)
  }

  /// What a comparison with another one comes to.
  func compared(_ comparison: Outline.Comparison, _ other: Possible) -> Possible {
    if let a = certain, let b = other.certain { return .certain(comparison.value(a, b)) }
    let missing = mayBeMissing || other.mayBeMissing
    if certain?.isNull == true || other.certain?.isNull == true {
      return .certain(.null(Null(.missing)))
    }
    if let a = ends, let b = other.ends, !isAnything, !other.isAnything {
      let isTrue = a.mayStand(comparison, b)
      let isFalse = a.mayStand(comparison.negated, b)
      return Possible(true: isTrue, false: isFalse, missing: missing)
    }
    let (a, b) = (truths, other.truths)
    guard comparison == .equal || comparison == .notEqual, !isAnything, !other.isAnything,
      a.isTrue || a.isFalse, b.isTrue || b.isFalse
    else { return .anything }
    let isSame = a.isTrue && b.isTrue || a.isFalse && b.isFalse
    let isOther = a.isTrue && b.isFalse || a.isFalse && b.isTrue
    let isEqual = comparison == .equal
    return Possible(
      true: isEqual ? isSame : isOther, false: isEqual ? isOther : isSame, missing: missing)
  }

  private var isAnything: Bool { if case .anything = self { true } else { false } }
}

/// The ends between which a number lies; nil: without an end.
struct Ends {
  let low: Number?
  let high: Number?

  /// Whether some number of these stands so to some of others.
  fileprivate func mayStand(_ comparison: Outline.Comparison, _ other: Ends) -> Bool {
    func isBelow(_ a: Number?, _ b: Number?, orEqual: Bool) -> Bool {
      guard let a, let b else { return true }
      return orEqual ? a <= b : a < b
    }
    switch comparison {
    case .less: return isBelow(low, other.high, orEqual: false)
    case .lessOrEqual: return isBelow(low, other.high, orEqual: true)
    case .greater: return isBelow(other.low, high, orEqual: false)
    case .greaterOrEqual: return isBelow(other.low, high, orEqual: true)
    case .equal:
      return isBelow(low, other.high, orEqual: true) && isBelow(other.low, high, orEqual: true)
    case .notEqual:
      guard let a = low, let b = other.low else { return true }
      return !(high == a && other.high == b && a == b)
    }
  }
}

extension Outline.Comparison {
  /// The comparison that holds where this one does not.
  fileprivate var negated: Outline.Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

// MARK: Lists

extension Possible {
  /// The members of a list, or a single one.
  var list: (members: [Possible], others: Int)? {
    switch self {
    case .certain(.list(let values)): (values.map { .certain($0) }, 0)
    case .certain(let value): value.isNull ? nil : ([self], 0)
    case .members(let members, let others): (members, others)
    case .number, .whole, .truth: mayBeMissing ? nil : ([self], 0)
    case .anything: nil
    }
  }

  /// What a function of a list comes to; what has nothing to judge adds nothing there.
  static func of(_ name: String, _ members: [Possible], others: Int) -> Possible {
    let ends = members.compactMap(\.ends)
    guard ends.count == members.count, !members.isEmpty,
      !members.contains(where: { $0.certain?.isNull == true })
    else { return .anything }
    let missing = members.contains(where: \.mayBeMissing)
    // Without those that may add nothing.
    let sure = zip(members, ends).filter { !$0.0.mayBeMissing }.map(\.1)
    func all(_ numbers: [Number?]) -> [Number]? {
      let known = numbers.compactMap(\.self)
      return known.count == numbers.count ? known : nil
    }
    func least(_ numbers: [Number?]) -> Number? { all(numbers)?.min() }
    func most(_ numbers: [Number?]) -> Number? { all(numbers)?.max() }
    switch name {
    case "min":
      return .between(
        others > 0 ? nil : least(ends.map(\.low)), sure.compactMap(\.high).min(),
        mayBeMissing: missing)
    case "max":
      return .between(
        sure.compactMap(\.low).max(), others > 0 ? nil : most(ends.map(\.high)),
        mayBeMissing: missing)
    case "mean" where others == 0 && missing:
      return .number(least(ends.map(\.low)), most(ends.map(\.high)), mayBeMissing: true)
    case "sum", "mean":
      guard others == 0 else { return .anything }
      func total(_ numbers: [Number?], _ bound: (Number, Number) -> Number) -> Number? {
        guard let known = all(numbers) else { return nil }
        return zip(known, members).reduce(.zero) { sum, next in
          sum + (next.1.mayBeMissing ? bound(next.0, .zero) : next.0)
        }
      }
      let low = total(ends.map(\.low), min)
      let high = total(ends.map(\.high), max)
      if name == "sum" { return .between(low, high, mayBeMissing: missing) }
      let count = Number(members.count)
      return .between(
        low.flatMap { $0.divided(by: count) }, high.flatMap { $0.divided(by: count) })
    default: return .anything
    }
  }

  /// The members that have a value.
  var known: Possible {
    guard let (members, others) = list else { return .anything }
    return .members(
      members.filter { !$0.mayBeMissing },
      others: others + members.count { $0.mayBeMissing && $0.certain == nil })
  }

  /// How many members a list has.
  var count: Possible {
    guard let (members, others) = list else { return .anything }
    let whole: Possible =
      others == 0
      ? .certain(.number(Number(members.count))) : .whole(members.count...members.count + others)
    return members.contains(where: \.mayBeMissing) ? whole.orMissing : whole
  }
}
