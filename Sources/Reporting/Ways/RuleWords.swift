import Definitions
import FEEL
import SourceText

/// A way of scoring in words, as a regulation would say it.
struct RuleWords {
  let requirement: Requirement
  let set: IndicatorSet

  /// The rule as sentences; what precedes lines comes first. The rows of a table are not among them.
  var sentences: [Phrase] { requirement.scoring.inWords.sentences(self) }

  /// The table that the sentences speak of, where they do.
  var table: RuleTable? { requirement.scoring.inWords.table(self) }

  /// What a row of a table earns.
  func earned(_ amount: Amount) -> Phrase { move(.earn, amount) }

  // MARK: Lines

  /// A line as a sentence; one without a condition says what stands in its place, where something does.
  func sentence(_ line: Line, unconditional: Phrase? = nil) -> Phrase {
    let conditions = self.conditions(of: line) ?? unconditional
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
    return zh.isEmpty ? nil : Phrase(zh: chinese + "的", en: "where " + english)
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

  /// An expression in an English sentence.
  func quoted(_ expression: Expression) -> String { "'\(expression.text)'" }

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
  var words: Phrase {
    program.constant == nil ? Phrase(zh: "“\(self.text)”", en: "'\(self.text)'") : Phrase(self.text)
  }
}

extension Number {
  /// The number as a percentage with all its digits.
  var printedPercent: String { (self * 100).exactText + "%" }
}

extension Comparison {
  /// The words of a regulation.
  var chinese: String {
    switch self {
    case .is: "等于"
    case .atLeast: "达到"
    case .above: "高于"
    case .below: "低于"
    case .upTo: "不超过"
    case .after: "晚于"
    }
  }

  /// The same in English.
  var english: String {
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
