import Definitions
import FEEL
import SourceText

/// A way of scoring in words, as a regulation would say it.
struct RuleWords {
  let requirement: Requirement
  let set: IndicatorSet

  /// The rule as sentences; what precedes lines comes first. The rows of a table are not among them.
  var sentences: [Phrase] {
    switch requirement.scoring {
    case .lines(let lines): [opening(of: lines)].compactMap(\.self) + lines.map(sentence)
    case .bands(let bands):
      [Phrase(zh: "只算第一条符合的：", en: "Only the first that fits counts:")]
        + bands.map(sentence) + [rest(of: bands)].compactMap(\.self)
    case .linear(let zero, let full, let better): [linear(zero, full, better)]
    case .given(let scorer):
      [
        Phrase(
          zh: "由\(scorer)在分值内评分。", en: "Points up to the maximum are given by \(scorer).")
      ]
    case .met(let condition):
      [
        Phrase(
          zh: "符合“\(condition.text)”的得满分，否则不得分。",
          en: "All points where \(quoted(condition)) holds, otherwise none.")
      ]
    case .table:
      [
        Phrase(
          zh: "按下表，算第一行符合的；都不符合的不得分。",
          en: "By the first row of the table that fits; none where no row does.")
      ]
    case .places(let points, let better): [places(points, better)]
    }
  }

  /// What a row of a table earns.
  func earned(_ amount: Amount) -> Phrase { move(.earn, amount) }

  /// The test of a cell of a table.
  func words(_ cell: DecisionTable.Cell) -> Phrase {
    switch cell {
    case .any: Phrase(zh: "不限", en: "any")
    case .equals(let value): Phrase(text(value))
    case .test(let comparison, let value):
      Phrase(
        zh: comparison.chinese + text(value), en: "\(comparison.english) \(text(value))")
    case .between(let low, let high):
      Phrase(zh: "\(text(low)) 至 \(text(high))", en: "\(text(low)) to \(text(high))")
    }
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.exactText
    case .string(let text): text
    case .boolean(let isTrue): isTrue ? "true" : "false"
    default: "\(value)"
    }
  }

  // MARK: Lines

  private func opening(of lines: [Line]) -> Phrase? {
    if lines.contains(where: { $0.direction == .earn }) {
      return lines.count == 1
        ? nil
        : Phrase(
          zh: "从零分起，凡符合的各条都算，加到满分为止：",
          en: "From zero, every line that fits counts, up to the maximum:")
    }
    guard lines.count > 1 else { return nil }
    return Phrase(
      zh: "从满分起，凡符合的各条都算，扣完为止：",
      en: "From the maximum, every line that fits counts, down to zero:")
  }

  /// What remains where no band fits; nil where the last band takes everything.
  private func rest(of bands: [Line]) -> Phrase? {
    guard let last = bands.last, last.test != nil || last.condition != nil else { return nil }
    return bands.contains { $0.direction == .earn }
      ? Phrase(zh: "其他情况不得分。", en: "Otherwise no points.")
      : Phrase(zh: "其他情况得满分。", en: "Otherwise all points.")
  }

  private func sentence(_ line: Line) -> Phrase {
    let conditions = self.conditions(of: line)
    if conditions == nil, let all = losingAll(line) { return all }
    let rate = self.rate(of: line)
    let move = self.move(line.direction, line.amount)
    let limits = self.limits(of: line)
    let zh = [conditions?.text(.zh), rate.text(.zh) + move.text(.zh)] + limits.map { $0.text(.zh) }
    let en = [conditions?.text(.en), move.text(.en) + rate.text(.en)] + limits.map { $0.text(.en) }
    let english = en.compactMap(\.self).joined(separator: ", ")
    return Phrase(
      zh: zh.compactMap(\.self).joined(separator: "，") + "。", en: capitalized(english) + ".")
  }

  /// A line that takes everything away with the first piece.
  private func losingAll(_ line: Line) -> Phrase? {
    guard line.direction == .lose, case .all = line.amount, case .each(let count) = line.quantity
    else { return nil }
    return Phrase(
      zh: "有“\(count.text)”的，不得分。", en: "All points are lost with the first of \(quoted(count)).")
  }

  /// When a line counts: its test and its condition; for records the condition is part of what is counted.
  private func conditions(of line: Line) -> Phrase? {
    var zh: [String] = []
    var en: [String] = []
    if let test = line.test {
      let bound = shown(test.bound)
      zh.append(test.comparison.chinese + bound.text(.zh))
      en.append("the value is \(test.comparison.english) \(bound.text(.en))")
    }
    if let condition = line.condition, !line.isPerRecord {
      zh.append("符合“\(condition.text)”")
      en.append("\(quoted(condition)) holds")
    }
    let (chinese, english) = (zh.joined(separator: "且"), en.joined(separator: " and "))
    if !zh.isEmpty { return Phrase(zh: chinese + "的", en: "where " + english) }
    guard case .bands = requirement.scoring else { return nil }
    return Phrase(zh: "其他情况", en: "otherwise")
  }

  /// A bound as it is written; a constant with its value.
  private func shown(_ bound: Expression) -> Phrase {
    guard let constant = set.constants.first(where: { $0.name == bound.text }) else {
      return Phrase(bound.text)
    }
    return Phrase(
      zh: "\(constant.name)（\(constant.text)）", en: "'\(constant.name)' (\(constant.text))")
  }

  /// How often the amount counts: the words before it in Chinese, behind it in English.
  private func rate(of line: Line) -> Phrase {
    switch line.quantity {
    case .once: return Phrase("")
    case .each(let count):
      let measure = item(count)?.measure ?? ""
      return Phrase(
        zh: "按“\(count.text)”计，每1\(measure.isEmpty ? "起" : measure)",
        en: " for each of \(quoted(count))")
    case .records(let name, let records):
      let which = line.condition.map(\.text)
      // `e in TABLE` names the record for the condition; what is counted is the table.
      let head = "\(name) in "
      let list =
        records.text.hasPrefix(head) ? String(records.text.dropFirst(head.count)) : records.text
      return Phrase(
        zh: "“\(list)”中" + (which.map { "符合“\($0)”的" } ?? "") + "每1条记录",
        en: " for each record \(name) of '\(list)'" + (which.map { " with '\($0)'" } ?? ""))
    case .per(let size, _):
      let (verb, side) = line.test?.comparison.past ?? ("每", "past it")
      let step = words(size)
      return Phrase(zh: verb + step.text(.zh), en: " for every \(step.text(.en)) \(side)")
    }
  }

  private func words(_ size: StepSize) -> Phrase {
    switch size {
    case .absolute(let step):
      guard step.text.hasSuffix("%") else { return Phrase(step.text) }
      let number = step.text.dropLast()
      return Phrase(
        zh: "\(number)个百分点",
        en: number == "1" ? "percentage point" : "\(number) percentage points")
    case .relative(let share, let of):
      let percent = share.printedPercent
      return Phrase(zh: "“\(of.text)”的\(percent)", en: "\(percent) of \(quoted(of))")
    case .days(let days):
      return Phrase(zh: "\(days.exactText)天", en: "\(days.exactText) days")
    }
  }

  /// Limits and multipliers.
  private func limits(of line: Line) -> [Phrase] {
    var limits: [Phrase] = []
    if case .per(let size, let end) = line.quantity {
      if let end {
        limits.append(Phrase(zh: "算到\(end.text)为止", en: "counted as far as \(end.text)"))
      }
      let step = words(size).text(.zh)
      switch line.part {
      case .share: limits.append(Phrase(zh: "不足\(step)的按比例计", en: "parts of it in proportion"))
      case .drop: limits.append(Phrase(zh: "不足\(step)的不计", en: "parts of it do not count"))
      case .whole: limits.append(Phrase(zh: "不足\(step)的按一步计", en: "a part of it counts as a whole"))
      }
    }
    if let times = line.times {
      limits.append(Phrase(zh: "再乘以“\(times.text)”", en: "times \(quoted(times))"))
    }
    if let most = line.atMost {
      let amount = words(most)
      limits.append(
        Phrase(
          zh: "最多\(line.direction == .earn ? "得" : "扣")\(amount.text(.zh))",
          en: "at most \(amount.text(.en))"))
    }
    return limits
  }

  // MARK: Amounts

  private func move(_ direction: Direction, _ amount: Amount) -> Phrase {
    let words = self.words(amount)
    switch (direction, amount) {
    case (.earn, .all): return Phrase(zh: "得满分", en: "all points are earned")
    case (.lose, .all): return Phrase(zh: "不得分", en: "all points are lost")
    case (.earn, .points(let points)) where points.program.constant?.number?.isZero == true:
      return Phrase(zh: "不得分", en: "no points")
    case (.earn, _): return Phrase(zh: "得\(words.text(.zh))", en: "\(words.text(.en)) earned")
    case (.lose, _): return Phrase(zh: "扣\(words.text(.zh))", en: "\(words.text(.en)) lost")
    }
  }

  private func words(_ amount: Amount) -> Phrase {
    switch amount {
    case .all: return Phrase(zh: "全部分值", en: "all its points")
    case .share(let share):
      let points = (share * requirement.points.number(digits: set.digits)).exactText
      guard requirement.points != .zero else {
        return Phrase(zh: share.printedPercent, en: share.printedPercent)
      }
      return Phrase(
        zh: "分值的\(share.printedPercent)（\(points)分）",
        en: "\(share.printedPercent) of its points (\(points))")
    case .points(let points):
      guard let number = points.program.constant?.number else {
        return Phrase(zh: "“\(points.text)”分", en: "\(quoted(points)) points")
      }
      return Phrase(
        zh: "\(number.exactText)分", en: "\(number.exactText) point\(number == .one ? "" : "s")")
    }
  }

  // MARK: The other ways

  private func linear(_ zero: Expression, _ full: Expression, _ better: Better) -> Phrase {
    let (low, high) = (zero.words, full.words)
    // Only ends that are computed can meet or cross.
    let rest =
      zero.program.constant == nil || full.program.constant == nil
      ? Phrase(
        zh: "两者相同或者倒过来时，达到前者的得满分，其余不得分。",
        en: " Where the two meet or cross, all points for reaching the first, otherwise none.")
      : Phrase("")
    switch better {
    case .higher:
      return Phrase(
        zh: "达到\(high.text(.zh))得满分，\(low.text(.zh))及以下不得分，两者之间按比例给分。",
        en:
          "All points at \(high.text(.en)) or more, none at \(low.text(.en)) or less, in proportion between them."
      )
        + rest
    case .lower:
      return Phrase(
        zh: "不超过\(high.text(.zh))得满分，\(low.text(.zh))及以上不得分，两者之间按比例给分。",
        en:
          "All points at \(high.text(.en)) or less, none at \(low.text(.en)) or more, in proportion between them."
      )
        + rest
    }
  }

  private func places(_ points: [Number], _ better: Better) -> Phrase {
    let order =
      better == .higher
      ? Phrase(zh: "从高到低", en: "the highest first") : Phrase(zh: "从低到高", en: "the lowest first")
    let zh = points.enumerated().map { "第\($0 + 1)名得\($1.exactText)分" }
    let en = points.enumerated().map { "place \($0 + 1): \($1.exactText)" }
    return Phrase(
      zh: "按指标值在同类单位中\(order.text(.zh))排名：\(zh.joined(separator: "，"))，其余不得分。",
      en:
        "By place among the peers, \(order.text(.en)): \(en.joined(separator: ", ")); further places earn nothing."
    )
  }

  private func quoted(_ expression: Expression) -> String { "'\(expression.text)'" }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The item that an expression names, where it is nothing else.
  private func item(_ expression: Expression) -> Item? {
    set.items.first { $0.name == expression.text }
  }
}

extension Expression {
  /// The expression in a sentence: in quotes where it is computed.
  fileprivate var words: Phrase {
    program.constant == nil ? Phrase(zh: "“\(self.text)”", en: "'\(self.text)'") : Phrase(self.text)
  }
}

extension Number {
  /// The number as a percentage with all its digits.
  var printedPercent: String { (self * 100).exactText + "%" }
}

extension Comparison {
  /// The words of a regulation.
  fileprivate var chinese: String {
    switch self {
    case .is: "等于"
    case .atLeast: "达到"
    case .above: "高于"
    case .below: "低于"
    case .upTo: "不超过"
    case .after: "晚于"
    }
  }

  fileprivate var english: String {
    switch self {
    case .is: "equal to"
    case .atLeast: "at or above"
    case .above: "above"
    case .below: "below"
    case .upTo: "at or below"
    case .after: "after"
    }
  }

  /// How steps past the bound are called: before them in Chinese, behind them in English.
  fileprivate var past: (chinese: String, english: String) {
    switch self {
    case .below, .upTo: ("每低", "below it")
    case .above, .atLeast: ("每高", "above it")
    case .after: ("每晚", "after it")
    case .is: ("每差", "from it")
    }
  }
}
