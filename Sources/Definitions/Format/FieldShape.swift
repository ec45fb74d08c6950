import SourceText

/// What may stand behind a key.
enum FieldShape: Sendable {
  /// An id: letters, digits, `.`, `_` and `-`, not a number.
  case id
  /// The id of something that is defined elsewhere.
  case reference
  case references
  case text
  /// Texts in a list; one alone needs no list.
  case texts
  /// Short names in a list, in which a full-width comma is a slip.
  case names
  case number
  /// A whole number in a range.
  case whole(ClosedRange<Int>)
  /// A percentage from 0% to 100%.
  case share
  /// Points: a decimal that is not negative.
  case points
  /// A percentage of the points that can be had, or points.
  case threshold
  case flag
  /// The number zero and nothing else.
  case zero
  case date
  case word(Vocabulary)
  /// A condition or value in FEEL.
  case expression
  /// A number, a percentage, a date or a text that is fixed for the set.
  case constant
  /// Points, a percentage of the node's points, `all`, or FEEL.
  case amount
  /// A number, a percentage, `5% of X` or `30 days`.
  case step
  /// How values come together at the level above: `sum`, `mean by 人口`, `share where …`, or one for each level.
  case rollup
  /// `a to b`, both ends included.
  case range
  /// Numbers in a list.
  case numbers
  /// Names and tests of them: `{受理数: at least 20}`.
  case tests
  /// Views and the part, or the shares in several parts, that a requirement has in them.
  case portions
  /// The parts of a view.
  case headings
  /// A decision table.
  case rows
  /// Items and what is reported for them, as a submission would write it.
  case reported
  /// Recorded decisions: a list of mappings with the columns of their files.
  case records
  /// What a case expects: results by name, the parts of a result below it.
  case results
  /// One entry.
  case entry(EntryKind)
  /// A list of entries, each of one of these kinds.
  case entries([EntryKind])
  /// Entries by name.
  case named(EntryKind)
}

extension FieldShape {
  /// What the shape is called in messages and in the reference.
  var name: Phrase {
    switch self {
    case .id: Phrase(zh: "编号", en: "an id")
    case .reference: Phrase(zh: "一个编号", en: "the id of another entry")
    case .references: Phrase(zh: "若干编号的列表", en: "a list of ids")
    case .text: Phrase(zh: "文字", en: "a text")
    case .texts: Phrase(zh: "一条或一列文字", en: "a text or a list of texts")
    case .names: Phrase(zh: "一个或一列名称", en: "a name or a list of names")
    case .number: Phrase(zh: "数", en: "a number")
    case .whole(let range):
      Phrase(
        zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .share: Phrase(zh: "0% 到 100% 的百分比", en: "a percentage from 0% to 100%")
    case .points: Phrase(zh: "分数", en: "points")
    case .threshold: Phrase(zh: "百分比或分数", en: "a percentage or points")
    case .flag: Phrase(zh: "true（是）或 false（否）", en: "true or false")
    case .zero: Phrase(zh: "0", en: "0")
    case .date: Phrase(zh: "日期，如 2021-12-31", en: "a date such as 2021-12-31")
    case .word(let vocabulary):
      Phrase(
        zh: vocabulary.words.map { "\($0.english)（\($0.chinese)）" }.joined(separator: "、"),
        en: vocabulary.words.map(\.english).joined(separator: ", "))
    case .expression: Phrase(zh: "表达式", en: "an expression")
    case .constant:
      Phrase(zh: "数、百分比、日期或文字", en: "a number, a percentage, a date or a text")
    case .amount:
      Phrase(
        zh: "分数、百分比、all（全部）或表达式", en: "points, a percentage, 'all' or an expression")
    case .step:
      Phrase(
        zh: "步长：数、1%、5% of X 或 30 days（30天）",
        en: "a step: a number, 1%, 5% of X or 30 days")
    case .rollup:
      Phrase(
        zh:
          "sum（合计）、mean（平均）、mean by 某项（按某项加权平均）、min（最小）、max（最大）、share（占比）、share where 条件（占比 若 条件），或各层级各写一种",
        en:
          "sum, mean, mean by an item, min, max, share, share where a condition, or one for each level"
      )
    case .range: Phrase(zh: "范围，如 80% to 100%（80%至100%）", en: "a range such as 80% to 100%")
    case .numbers: Phrase(zh: "一列数", en: "a list of numbers")
    case .tests:
      Phrase(
        zh: "数据项和对它的要求，如 {受理数: at least 20}",
        en: "names and tests, such as {cases: at least 20}")
    case .portions:
      Phrase(
        zh: "视角和分项，如 {五治: 法治保障} 或 {意见: {一.2: 60%, 四.12: 40%}}",
        en: "views and parts, such as {view: part} or {view: {part a: 60%, part b: 40%}}")
    case .headings:
      Phrase(zh: "一列分项，或分项及其下级", en: "a list of parts, or parts with their own parts")
    case .rows:
      Phrase(
        zh: "对照表：先一行表头，再各行", en: "a table: a row of headings, then the rows")
    case .reported:
      Phrase(
        zh: "数据项及填报的值，如 {受理数: 100, 化解率: 95%}",
        en: "items and their values, such as {cases: 100, rate: 95%}")
    case .records:
      Phrase(
        zh: "一列记录，列名与清单文件相同，不必写单位",
        en: "a list of records with the columns of their file, without the unit")
    case .results:
      Phrase(
        zh: "应有的结果，如 {总分: 97.31, 要求: {T09.02: {得分: 1.12}}}",
        en: "results, such as {total: 97.31, requirements: {T09.02: {earned: 1.12}}}")
    case .entry(let kind):
      Phrase(zh: "\(kind.chinese)的各项内容", en: "the keys of '\(kind.rawValue)'")
    case .entries(let kinds):
      Phrase(
        zh: "列表，每条是\(kinds.map(\.chinese).joined(separator: "或"))",
        en: "a list of '\(kinds.map(\.rawValue).joined(separator: "' or '"))'")
    case .named(let kind):
      Phrase(zh: "名称及其\(kind.chinese)", en: "names, each with its '\(kind.rawValue)'")
    }
  }
}
