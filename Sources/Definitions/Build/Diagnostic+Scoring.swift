import FEEL
import Formats
import SourceText

/// What is wrong with a score, its lines and its tables.
extension Diagnostic {
  static func scoreWithoutWay(_ entry: Entry) -> Diagnostic {
    let ways = AuthoredWays.all.map { $0.field }
    let zh = ways.map { "\($0.key.rawValue)（\($0.chinese)）" }.joined(separator: "、")
    let en = ways.map(\.key.rawValue).joined(separator: ", ")
    return Diagnostic(
      Code.scoreWithoutWay, .error,
      Phrase(zh: "计分办法是空的", en: "the score says nothing"), at: entry.place(of: .score),
      help: Phrase(
        zh: "写\(AuthoredWays.count.text(.zh))种办法之一：\(zh)", en: "give it one of \(en)"))
  }

  /// `better` beside a way that asks about no direction.
  static func directionOfNothing(_ key: YAMLNode) -> Diagnostic {
    let ways = AuthoredWays.all.filter { $0.hasDirection }.map { $0.field }.reversed()
    let zh = ways.map { "\($0.chinese)（\($0.key.rawValue)）" }.joined(separator: "、")
    let en = ways.map { "'\($0.key.rawValue)'" }.joined(separator: " and ")
    return .misplacedKey(key, zh: "只与\(zh)一起用", en: "it goes with \(en) only")
  }

  static func scoreWithTwoWays(_ score: Entry, _ key: Key, first: Key) -> Diagnostic {
    let (name, other) = (key.rawValue, first.rawValue)
    return Diagnostic(
      Code.scoreWithTwoWays, .error,
      Phrase(
        zh: "计分办法只能有一种，这里既有“\(other)”又有“\(name)”",
        en: "expected one way of scoring, found '\(name)' beside '\(other)'"),
      at: score.place(of: key),
      related: [Label(score.place(of: first), Phrase(zh: "第一种在这里", en: "the first one"))])
  }

  static func flatEnds(_ ends: Entry) -> Diagnostic {
    Diagnostic(
      Code.flatLinear, .error,
      Phrase(zh: "零分值与满分值相同，无法按比例", en: "zero and full are the same value"),
      at: ends.valuePlace(of: .full),
      help: Phrase(
        zh: "两值不同才有比例；一达到就满分用 met（达标得分）", en: "use 'met' where reaching a value earns all"))
  }

  /// An end of a scale is computed, and nothing says which way the scale points.
  static func endsWithoutDirection(_ ends: Entry, _ end: Key, beside way: Key) -> Diagnostic {
    let (name, way) = (end.rawValue, way.rawValue)
    return Diagnostic(
      Code.linearWithoutDirection, .error,
      Phrase(
        zh: "\(name) 端由数据算出，没有写明值高为优还是值低为优",
        en: "'\(name)' is computed, and nothing says which end is the better one"),
      at: ends.valuePlace(of: end),
      help: Phrase(
        zh: "在 \(way) 旁写 better: higher（越高越好）或 better: lower（越低越好）；两端由数据算出时可能交叉，方向不能由数据定",
        en:
          "write 'better: higher' or 'better: lower' beside '\(way)': computed ends may cross, and the data must not turn the scale round"
      ))
  }

  /// The stated direction of a scale is not the one of its constant ends.
  static func directionAgainstEnds(_ node: YAMLNode, _ ends: Better) -> Diagnostic {
    let (word, chinese) = (ends.rawValue, ends == .higher ? "值高为优" : "值低为优")
    return Diagnostic(
      Code.directionAgainstEnds, .error,
      Phrase(
        zh: "写明的方向与两端相反：按 zero、full 是\(chinese)",
        en: "the ends say that \(word) is better"),
      at: node.place,
      help: Phrase(
        zh: "改方向，或把 zero、full 对调", en: "change it, or exchange 'zero' and 'full'"))
  }

  static func withoutValue(_ entry: Entry, at place: Place?) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.withoutValue, .error,
      Phrase(zh: "“\(id)”没有指标值可比", en: "'\(id)' has no value to judge"), at: place,
      help: Phrase(
        zh: "写上 value（指标值），或改用 when（若）", en: "say what is measured in 'value', or use 'when'"))
  }

  static func valueIsNoNumber(_ entry: Entry, at place: Place, _ kind: ComparableKind) -> Diagnostic
  {
    let name = kind.name
    return Diagnostic(
      Code.valueIsNoNumber, .error,
      Phrase(
        zh: "这种计分办法要用数，指标值却是\(name.text(.zh))",
        en: "this way of scoring needs a number, the value is \(name.text(.en))"),
      at: place)
  }

  static func boundOfOtherType(
    _ node: YAMLNode, value: ComparableKind, bound: ComparableKind
  ) -> Diagnostic {
    let (a, b) = (value.name, bound.name)
    return Diagnostic(
      Code.boundOfOtherType, .error,
      Phrase(
        zh: "指标值是\(a.text(.zh))，不能与\(b.text(.zh))比较",
        en: "the value is \(a.text(.en)), it cannot be compared with \(b.text(.en))"),
      at: node.place)
  }

  static func boundWithoutPercent(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.boundWithoutPercent, .error,
      Phrase(
        zh: "按百分比计，\(text) 就是 \(text)00%", en: "among percentages \(text) is \(text)00%"),
      at: node.place, help: Phrase.didYouMean("\(text)%"),
      fix: Fix(path: node.file.path, range: node.range, replacement: "\(text)%", isGuess: true))
  }

  static func stepWithoutPercent(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.stepWithoutPercent, .error,
      Phrase(
        zh: "按百分比计，每步 \(text) 就是 \(text)00 个百分点",
        en: "among percentages a step of \(text) is \(text)00 percentage points"),
      at: node.place, help: Phrase.didYouMean("\(text)%"),
      fix: Fix(path: node.file.path, range: node.range, replacement: "\(text)%", isGuess: true))
  }

  static func unknownChoice(_ node: YAMLNode, _ item: Item) -> Diagnostic {
    let (text, name) = (node.text ?? "", item.name)
    let known = Phrase.list(item.choices)
    let near = suggestions(for: text, among: item.choices)
    return Diagnostic(
      Code.unknownChoice, .error,
      Phrase(zh: "“\(name)”没有选项“\(text)”", en: "'\(name)' has no choice '\(text)'"),
      at: node.place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "选项有：\(known.text(.zh))", en: "its choices are \(known.text(.en))"),
      fix: near.first.map {
        Fix(path: node.file.path, range: node.range, replacement: $0, isGuess: true)
      })
  }

  static func earnsMoreThanPoints(_ node: YAMLNode, points: String) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.earnsMoreThanPoints, .error,
      Phrase(zh: "得 \(text) 分，超过分值 \(points)", en: "it earns \(text), above its points \(points)"),
      at: node.place)
  }

  static func shareOfNothing(_ place: Place) -> Diagnostic {
    Diagnostic(
      Code.shareOfNothing, .error,
      Phrase(
        zh: "加扣分没有分值，不能得扣它的全部或百分之几",
        en: "an adjustment has no points to earn or lose a share of"),
      at: place, help: Phrase(zh: "写明多少分", en: "say how many points"))
  }

  static func metFromNothing(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.outOfRange, .error,
      Phrase(zh: "达标线为 0%，一分不得也算达标", en: "met from 0% would count as met without any points"),
      at: node.place)
  }

  static func readsNothing(_ entry: Entry) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.readsNothing, .warning,
      Phrase(
        zh: "“\(id)”没有用到任何数据项，得分总是一样", en: "'\(id)' reads no item: its score is always the same"),
      at: entry.headPlace)
  }

  static func uncappedBonus(_ entry: Entry, at place: Place) -> Diagnostic {
    let id = entry.id ?? ""
    return Diagnostic(
      Code.uncappedBonus, .warning,
      Phrase(zh: "加分“\(id)”没有封顶", en: "the bonus '\(id)' has no cap"), at: place,
      help: Phrase(
        zh: "写上 at most（最多），或给总分写 total at most（总分最多）",
        en: "give the line 'at most', or the set 'total at most'"))
  }

  static func expectedTest(_ node: YAMLNode) -> Diagnostic {
    let found = node.described
    return Diagnostic(
      Code.expectedTest, .error,
      Phrase(
        zh: "应当是 at least 20（不少于20）这样的要求，实际是\(found.text(.zh))",
        en: "expected a test such as 'at least 20', found \(found.text(.en))"),
      at: node.place)
  }

  static func lineEarnsAndLoses(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.lineEarnsAndLoses, .error,
      Phrase(zh: "一条里不能既得又扣", en: "a line earns or loses, not both"), at: entry.place(of: .lose),
      related: [Label(entry.place(of: .earn), Phrase(zh: "得在这里", en: "it earns here"))],
      help: Phrase(zh: "分成两条", en: "make two lines of it"))
  }

  static func lineMovesNothing(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.lineMovesNothing, .error,
      Phrase(zh: "这一条既不得也不扣", en: "the line neither earns nor loses"), at: entry.node.place,
      help: Phrase(zh: "写上 earn（得）或 lose（扣）", en: "give it 'earn' or 'lose'"))
  }

  static func lineWithTwoTests(_ entry: Entry, _ key: Key, first: Key) -> Diagnostic {
    let (name, other) = (key.rawValue, first.rawValue)
    return Diagnostic(
      Code.lineWithTwoTests, .error,
      Phrase(
        zh: "一条里只能比一次，这里既有“\(other)”又有“\(name)”",
        en: "expected one test of the value, found '\(name)' beside '\(other)'"),
      at: entry.place(of: key),
      related: [Label(entry.place(of: first), Phrase(zh: "第一次在这里", en: "the first one"))],
      help: Phrase(
        zh: "分档时按顺序只算第一条符合的，一个界限就够；其他条件写 when（若）",
        en:
          "in bands the first line that fits counts, so one bound is enough; use 'when' for other conditions"
      ))
  }

  static func lineWithEachAndPer(_ entry: Entry) -> Diagnostic {
    Diagnostic(
      Code.lineWithEachAndPer, .error,
      Phrase(zh: "每起（each）和每步（per）只能写一个", en: "a line counts 'each' piece or 'per' step, not both"),
      at: entry.place(of: .per))
  }

  static func stepWithoutBound(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.stepWithoutBound, .error,
      Phrase(zh: "每步（per）从哪里算起没有写", en: "the step has no bound to be counted from"),
      at: node.place,
      help: Phrase(
        zh: "写上 below（低于）、above（高于）或 after（晚于）", en: "give the line 'below', 'above' or 'after'"))
  }

  static func stepWithoutPart(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.stepWithoutPart, .error,
      Phrase(zh: "不足一步的怎么算没有规定", en: "nothing says what a part of a step counts"),
      at: node.place,
      help: Phrase(
        zh: "在本条或整套写 part（不足一步）：share（按比例）、drop（不计）或 whole（按一步计）",
        en: "give the line or the set 'part': share, drop or whole"))
  }

  static func stepNotPositive(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.outOfRange, .error,
      Phrase(zh: "步长“\(text)”应当大于零", en: "expected a step above zero, found '\(text)'"),
      at: node.place)
  }

  static func stepOfDays(_ node: YAMLNode, _ kind: ComparableKind) -> Diagnostic {
    let name = kind.name
    return Diagnostic(
      Code.stepOfOtherType, .error,
      Phrase(
        zh: "步长是天数，指标值却是\(name.text(.zh))",
        en: "the step is in days, the value is \(name.text(.en))"),
      at: node.place)
  }

  static func expectedDays(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.stepOfOtherType, .error,
      Phrase(
        zh: "指标值是日期，步长“\(text)”应当是天数",
        en: "the value is a date, expected a step in days, found '\(text)'"),
      at: node.place, help: Phrase(zh: "如 30天", en: "such as 30 days"))
  }

  static func expectedStep(_ node: YAMLNode) -> Diagnostic {
    let found = node.described
    return Diagnostic(
      Code.stepOfOtherType, .error,
      Phrase(
        zh: "步长应当是数，实际是\(found.text(.zh))",
        en: "expected a number as the step, found \(found.text(.en))"),
      at: node.place)
  }

  static func stepOfPercentOfCount(_ node: YAMLNode, _ item: Item) -> Diagnostic {
    let (text, name) = (node.text ?? "", item.name)
    return Diagnostic(
      Code.stepOfOtherType, .error,
      Phrase(
        zh: "“\(name)”是件数，步长 \(text) 只是 \(text) 件",
        en: "'\(name)' is a count: a step of \(text) is a fraction of one"),
      at: node.place,
      help: Phrase(
        zh: "相对于某个数的百分比写成 \(text) of X（\(text)的X）",
        en: "write '\(text) of X' for a share of a number"))
  }

  static func endBeforeBound(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.endBeforeBound, .error,
      Phrase(
        zh: "步数从界限算起，“to”（算到）却在界限的另一边",
        en: "steps are counted from the bound, 'to' lies on its other side"),
      at: node.place)
  }

  static func unreachableBand(_ band: Line, after earlier: Line) -> Diagnostic {
    Diagnostic(
      Code.unreachableLine, .error,
      Phrase(zh: "这一档永远轮不到", en: "this band is never reached"), at: band.place,
      related: [
        Label(earlier.place, Phrase(zh: "前面这一档已全部涵盖", en: "an earlier band takes all it would"))
      ],
      help: Phrase(zh: "要求高的写在前面", en: "put the stricter band first"))
  }

  static func unreachableRow(_ row: YAMLNode, after earlier: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.unreachableLine, .error,
      Phrase(zh: "这一行永远轮不到", en: "this row is never reached"), at: row.place,
      related: [
        Label(earlier.place, Phrase(zh: "前面这一行什么都符合", en: "an earlier row fits everything"))
      ])
  }

  static func risingPlaces(_ node: YAMLNode) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.risingPlaces, .error,
      Phrase(
        zh: "后面的名次反而得 \(text) 分，比前一名多", en: "a later place earns \(text), more than the one before"),
      at: node.place)
  }

  static func tableWithoutEarn(_ row: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.tableWithoutEarn, .error,
      Phrase(
        zh: "对照表的表头应当是若干输入，最后一格是 earn（得）",
        en: "expected inputs in the first row and 'earn' in its last cell"),
      at: row.place)
  }

  static func rowLength(_ row: YAMLNode, count: Int, expected: Int) -> Diagnostic {
    Diagnostic(
      Code.rowLength, .error,
      Phrase(
        zh: "这一行有 \(count) 格，表头有 \(expected) 格",
        en: "the row has \(count) cells, the first row \(expected)"),
      at: row.place)
  }

  static func unreadableCell(_ node: YAMLNode, _ kind: ComparableKind?) -> Diagnostic {
    let (text, name) = (node.text ?? "", kind?.name ?? Phrase(zh: "值", en: "a value"))
    return Diagnostic(
      Code.unreadableCell, .error,
      Phrase(
        zh: "格子“\(text)”应当是\(name.text(.zh))、at least n（不少于n）、a to b（a至b）或 any（任意）",
        en: "expected \(name.text(.en)), 'at least n', 'a to b' or 'any', found '\(text)'"),
      at: node.place)
  }
}
