import FEEL
import SourceText

/// A line, band, row or end of a way of scoring, as editions are compared.
struct ScoringPart {
  @ForeignAmounts var name: Phrase
  var place: Place
  var aspects: [Aspect]
  /// What is shown where it is added or removed.
  @ForeignAmounts var shown: Phrase

  /// Equal where the part means the same.
  var meaning: String { aspects.map(\.meaning).joined(separator: "\n\n") }
}

extension Way {
  /// What editions are compared by, in order: each line, band or row; else the whole.
  func compared(in set: IndicatorSet, rule: Place) -> [ScoringPart] {
    var parts: [ScoringPart] = []
    var list = AspectList(set)
    var better = AspectList(set)
    for part in Self.parts {
      switch part {
      case .expression(let path, let name): list.add(name, self[keyPath: path])
      case .text(let path, let name):
        list.add(name.text(.zh), name.text(.en), self[keyPath: path], affects: false)
      case .numbers(let path, let name, _):
        list.add(name.text(.zh), name.text(.en), self[keyPath: path].map(\.exactText))
      case .better(let path, _): better.add("次序", "better", self[keyPath: path])
      case .lines(let path, let word):
        parts += self[keyPath: path].enumerated().map { index, line in
          ScoringPart(
            name: Phrase(
              zh: "第\(index + 1)\(word.text(.zh))", en: "\(word.text(.en)) \(index + 1)"),
            place: line.place, aspects: line.aspects(in: set),
            shown: Phrase(line.place.excerpt.trimmingSpaces))
        }
      case .table(let path): parts += self[keyPath: path].compared(in: set)
      }
    }
    let aspects = list.all + better.all
    if aspects.isEmpty { return parts }
    return parts + [
      ScoringPart(name: Phrase(""), place: rule, aspects: aspects, shown: Phrase(""))
    ]
  }
}

extension Line {
  fileprivate func aspects(in set: IndicatorSet) -> [Aspect] {
    var list = AspectList(set)
    list.add("得或扣", "direction", direction.rawValue, at: place)
    list.add(amount, "分数", "amount", at: place)
    list.add("比较", "test", test?.comparison.rawValue, at: test?.bound.place)
    list.add("界限", "bound", test?.bound)
    list.add("若", "when", condition)
    switch quantity {
    case .once: list.add("计次", "counts", "once", at: place)
    case .each: list.add("计次", "counts", "each", at: place)
    case .records: list.add("计次", "counts", "each record", at: place)
    case .per: list.add("计次", "counts", "per", at: place)
    }
    var each: Expression?
    var step: (shown: String, meaning: String)?
    var end: Expression?
    switch quantity {
    case .once: break
    case .each(let count): each = count
    case .records(_, let records): each = records
    case .per(let size, let to):
      end = to
      switch size {
      case .absolute(let size): step = (size.shown, set.meaning(of: size))
      case .relative(let share, let of):
        step = (
          "\(share.percentText) of \(of.shown)", "\(share.exactText) \(set.meaning(of: of))"
        )
      case .days(let days): step = ("\(days.exactText) days", "days \(days.exactText)")
      }
    }
    list.add("每起", "each", each)
    list.all.append(
      Aspect(
        name: Phrase(zh: "每步", en: "per"), meaning: step?.meaning ?? "",
        shown: Phrase(step?.shown ?? ""), place: place, affectsScores: true))
    list.add("到", "to", end)
    // What a part of a step counts says nothing where there is no step.
    list.add("不足一步", "part", step == nil ? nil : part)
    list.add("倍数", "times", times)
    list.add(atMost, "最多", "at most", at: place)
    return list.all
  }
}

extension AspectList {
  fileprivate mutating func add(_ amount: Amount?, _ zh: String, _ en: String, at place: Place) {
    switch amount {
    case nil: add(zh, en, "", at: place)
    case .all: add(zh, en, "all", at: place)
    case .share(let share): add(zh, en, share.percentText, at: place)
    case .points(let expression): add(zh, en, expression)
    }
  }
}

extension DecisionTable {
  fileprivate func compared(in set: IndicatorSet) -> [ScoringPart] {
    rows.enumerated().map { index, row in
      var list = AspectList(set)
      for (input, cell) in zip(inputs, row.cells) {
        let meaning = set.meaning(of: input)
        list.all.append(
          Aspect(
            name: Phrase(input.text), meaning: "\(meaning) \(cell.written { $0 })",
            shown: Phrase(cell.written(\.shown)), place: row.place, affectsScores: true))
      }
      list.add(row.earn, "得", "earn", at: row.place)
      return ScoringPart(
        name: Phrase(zh: "第\(index + 1)行", en: "row \(index + 1)"), place: row.place,
        aspects: list.all,
        shown: Phrase(
          (row.cells.map { $0.written(\.shown) } + [row.earn.shown]).joined(separator: ", ")))
    }
  }
}

extension Amount {
  fileprivate var shown: String {
    switch self {
    case .all: "all"
    case .share(let share): share.percentText
    case .points(let expression): expression.text
    }
  }
}

extension DecisionTable.Cell {
  /// The cell as the format has it; strings are put through a function.
  fileprivate func written(_ string: (String) -> String) -> String {
    func text(_ value: Value) -> String {
      switch value {
      case .number(let number): number.exactText
      case .string(let text): string(text)
      default: "\(value)"
      }
    }
    return switch self {
    case .any: "any"
    case .equals(let value): text(value)
    case .test(let comparison, let value): "\(comparison.rawValue) \(text(value))"
    case .between(let low, let high): "\(text(low)) to \(text(high))"
    }
  }
}

extension String {
  /// The text without spaces and the dash of a list at its start.
  fileprivate var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " || rest.hasPrefix("- ") { rest.removeFirst() }
    return String(rest)
  }
}
