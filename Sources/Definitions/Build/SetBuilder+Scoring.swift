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
  /// Reads a score: exactly one of the ways.
  mutating func scoring(_ score: Entry?, _ context: ScoringContext) -> (any Way)? {
    guard let score else { return nil }
    let given = AuthoredWays.all.filter { score.has($0.field.key) }.sorted {
      score.place(of: $0.field.key) < score.place(of: $1.field.key)
    }
    guard let way = given.first else {
      diagnostics.append(.scoreWithoutWay(context.entry))
      return nil
    }
    if given.count > 1 {
      diagnostics.append(
        .scoreWithTwoWays(score, given[1].field.key, first: way.field.key))
      return nil
    }
    if !way.hasDirection, let better = score.fields[.better] {
      diagnostics.append(.directionOfNothing(better.key))
    }
    guard let content = score.fields[way.field.key], content.isSound else { return nil }
    if context.points == nil, way.sharesPoints {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "只用于要求；加扣分用 lines（各条）或 bands（分档）",
          en: "it goes with requirements; an adjustment has lines or bands"))
      return nil
    }
    if context.earnsNothing, way.sharesPoints {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "分值为 0 的要求没有分可给；改用 met（达标得分）",
          en: "a requirement of 0 points has none to give; use 'met'"))
    }
    return way.read(score, context, by: &self)
  }

  /// Whether there is a value to judge; if not, it is reported.
  mutating func needsValue(_ context: ScoringContext, at place: Place?) -> Bool {
    if context.valueType != nil { return true }
    diagnostics.append(.withoutValue(context.entry, at: place))
    return false
  }

  /// Whether the value is a number, as far as that is known.
  mutating func checkNumber(_ context: ScoringContext) -> Bool {
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
