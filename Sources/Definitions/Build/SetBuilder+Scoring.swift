import FEEL
import Formats
import SourceText

/// What a score is read with: whose it is, and what its expressions may name.
struct ScoringContext {
  let entry: Entry
  let scope: Scope
  /// The type of the value; nil where the entry has none.
  let valueType: FEELType?
  /// The item that the value is, where it is one and nothing else.
  let item: Item?
  /// What the node can earn; nil for an adjustment.
  let points: Points?
  /// Whether it has no points to earn: what it asks is judged all the same, in shares of nothing.
  let earnsNothing: Bool
}

extension SetBuilder {
  /// The ways of scoring, in the order of the reference.
  private static let ways: [Key] = [.lines, .bands, .linear, .given, .met, .table, .places]

  /// Reads a score: exactly one of seven ways.
  mutating func scoring(_ score: Entry?, _ context: ScoringContext) -> Scoring? {
    guard let score else { return nil }
    let given = Self.ways.filter { score.has($0) }.sorted {
      score.place(of: $0) < score.place(of: $1)
    }
    guard let way = given.first else {
      diagnostics.append(.scoreWithoutWay(context.entry))
      return nil
    }
    if given.count > 1 {
      diagnostics.append(.scoreWithTwoWays(score, given[1], first: way))
      return nil
    }
    if way != .places, way != .linear, let better = score.fields[.better] {
      diagnostics.append(
        .misplacedKey(
          better.key, zh: "只与名次得分(places)、按比例(linear)一起用",
          en: "it goes with 'places' and 'linear' only"))
    }
    guard let content = score.fields[way], content.isSound else { return nil }
    if context.points == nil, way == .given || way == .places {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "只用于要求;加扣分用 lines(各条)或 bands(分档)",
          en: "it goes with requirements; an adjustment has lines or bands"))
      return nil
    }
    if context.earnsNothing, way == .given || way == .places {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "分值为 0 的要求没有分可给;改用 met(达标得分)",
          en: "a requirement of 0 points has none to give; use 'met'"))
    }
    switch way {
    case .lines: return lines(score.entries(.lines), context).map { .lines($0) }
    case .bands:
      guard let bands = lines(score.entries(.bands), context) else { return nil }
      checkOrder(of: bands)
      return .bands(bands)
    case .linear: return linear(score, context)
    case .given: return score.entry(.given)?.text(.by).map { .given(by: $0) }
    case .met:
      if context.points == nil { diagnostics.append(.shareOfNothing(score.place(of: .met))) }
      return expression(score[.met], in: context.scope, expecting: .boolean).map { .met($0) }
    case .table: return table(score[.table], context).map { .table($0) }
    default: return places(score, context)
    }
  }

  private mutating func linear(_ score: Entry, _ context: ScoringContext) -> Scoring? {
    guard let linear = score.entry(.linear) else { return nil }
    if context.points == nil { diagnostics.append(.shareOfNothing(linear.headPlace)) }
    guard needsValue(context, at: score.place(of: .linear)) else {
      return nil
    }
    let zero = bound(linear[.zero], in: context.scope)
    let full = bound(linear[.full], in: context.scope)
    guard let zero, let full, let zeroNode = linear[.zero], let fullNode = linear[.full],
      checkNumber(context),
      checkBound(zero, zeroNode, context), checkBound(full, fullNode, context)
    else { return nil }
    let isPercent = zero.program.type == .percent || full.program.type == .percent
    if isPercent, context.valueType != .percent {
      guard checkPercent(zero, zeroNode), checkPercent(full, fullNode) else { return nil }
    }
    return better(score, linear, zero, full).map { .linear(zero: zero, full: full, better: $0) }
  }

  /// Which way a scale points: ends that are constant say it, and what is stated agrees with them; where an end is
  /// computed it has to be stated, since the ends might cross.
  private mutating func better(
    _ score: Entry, _ linear: Entry, _ zero: Expression, _ full: Expression
  ) -> Better? {
    let stated: Better? = score.word(.better)
    guard let low = zero.program.constant?.number, let high = full.program.constant?.number else {
      if stated == nil, !score.has(.better) {
        diagnostics.append(
          .linearWithoutDirection(linear, zero.program.constant == nil ? .zero : .full))
      }
      return stated
    }
    guard low != high else {
      diagnostics.append(.flatLinear(linear))
      return nil
    }
    let better: Better = low < high ? .higher : .lower
    if let stated, stated != better, let node = score[.better] {
      diagnostics.append(.directionAgainstEnds(node, better))
    }
    return better
  }

  private mutating func places(_ score: Entry, _ context: ScoringContext) -> Scoring? {
    guard needsValue(context, at: score.place(of: .places)), checkNumber(context) else {
      return nil
    }
    var points: [Number] = []
    for node in score.nodes(.places) {
      guard let number = node.text.flatMap(Literal.number) else { return nil }
      if number.isNegative { diagnostics.append(.negativeNumber(node)) }
      checkEarned(number, node, context)
      if let last = points.last, number > last { diagnostics.append(.risingPlaces(node)) }
      points.append(number)
    }
    return .places(points, better: score.word(.better) ?? .higher)
  }

  /// Whether there is a value to judge; if not, it is reported.
  mutating func needsValue(_ context: ScoringContext, at place: Place?) -> Bool {
    if context.valueType != nil { return true }
    diagnostics.append(.withoutValue(context.entry, at: place))
    return false
  }

  /// Whether the value is a number, as far as that is known.
  private mutating func checkNumber(_ context: ScoringContext) -> Bool {
    guard let kind = context.valueType?.comparable, kind != .number else { return true }
    diagnostics.append(
      .valueIsNoNumber(context.entry, at: context.entry.valuePlace(of: .value), kind))
    return false
  }

  /// Whether a bound can be compared with the value, as far as that is known.
  mutating func checkBound(
    _ bound: Expression, _ node: YAMLNode, _ context: ScoringContext
  ) -> Bool {
    guard let valueType = context.valueType else { return true }
    if let value = valueType.comparable, let other = bound.program.type.comparable,
      value != other
    {
      diagnostics.append(.boundOfOtherType(node, value: value, bound: other))
      return false
    }
    return valueType != .percent || checkPercent(bound, node)
  }

  /// Whether a bound among percentages has its sign: a bare 95 is 9,500 percent.
  mutating func checkPercent(_ bound: Expression, _ node: YAMLNode) -> Bool {
    guard bound.program.type == .number, let number = bound.program.constant?.number,
      number >= Number(2)
    else { return true }
    diagnostics.append(.boundWithoutPercent(node))
    return false
  }

  /// A constant that earns more than there is can never be given.
  mutating func checkEarned(_ number: Number, _ node: YAMLNode, _ context: ScoringContext) {
    guard let points = context.points, points > .zero || context.earnsNothing,
      number > points.number(digits: digits)
    else { return }
    diagnostics.append(.earnsMoreThanPoints(node, points: points.text(digits: digits)))
  }

  /// Reports bands that are never reached because an earlier one takes all that they would.
  private mutating func checkOrder(of bands: [Line]) {
    var catchAll: Line?
    var lowest: (bound: Number, line: Line)?
    var highest: (bound: Number, line: Line)?
    var exact: [Number: Line] = [:]
    for band in bands {
      if let catchAll {
        diagnostics.append(.unreachableBand(band, after: catchAll))
        continue
      }
      // A band per record fits only where a record counts.
      guard band.condition == nil, !band.isPerRecord else { continue }
      guard let test = band.test else {
        catchAll = band
        continue
      }
      guard let bound = test.bound.program.constant?.number else { continue }
      let shadow: Line? =
        switch test.comparison {
        case .atLeast, .above: lowest.flatMap { bound >= $0.bound ? $0.line : nil }
        case .below, .upTo: highest.flatMap { bound <= $0.bound ? $0.line : nil }
        case .is:
          exact[bound] ?? lowest.flatMap { bound > $0.bound ? $0.line : nil }
            ?? highest.flatMap { bound < $0.bound ? $0.line : nil }
        case .after: nil
        }
      if let shadow {
        // `above 5` leaves `at least 5` the five itself, and `below` does so for `up to`.
        let isSame = shadow.test?.bound.program.constant?.number == bound
        let leavesOne =
          isSame
          && (shadow.test?.comparison == .above && test.comparison == .atLeast
            || shadow.test?.comparison == .below && test.comparison == .upTo)
        if !leavesOne { diagnostics.append(.unreachableBand(band, after: shadow)) }
        continue
      }
      switch test.comparison {
      case .atLeast, .above: lowest = (bound, band)
      case .below, .upTo: highest = (bound, band)
      case .is: exact[bound] = band
      case .after: break
      }
    }
  }
}

/// Types that can be compared with one another.
enum ComparableKind {
  case number, text, yesNo, date, other

  /// What the kind is called.
  var name: Phrase {
    switch self {
    case .number: Phrase(zh: "数", en: "a number")
    case .text: Phrase(zh: "文字", en: "a text")
    case .yesNo: Phrase(zh: "是否", en: "true or false")
    case .date: Phrase(zh: "日期", en: "a date")
    case .other: Phrase(zh: "一组值", en: "several values")
    }
  }
}

extension FEELType {
  /// With what values of the type can be compared; nil where the type is not known.
  var comparable: ComparableKind? {
    switch self {
    case .any, .null: nil
    case .number, .percent: .number
    case .string: .text
    case .boolean: .yesNo
    case .date: .date
    case .time, .dateTime, .daysDuration, .yearsDuration, .list, .context, .range, .function:
      .other
    }
  }
}
