import Definitions
import FEEL
import SourceText

extension DecisionTable: WayAtWork {
  /// What the first row that fits earns.
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    let values = inputs.map { scorer.evaluate($0) }
    for (index, row) in rows.enumerated() {
      var fits: Bool? = true
      var unknown: Value = .null(Null(.missing))
      for (cell, value) in zip(row.cells, values) {
        let one = cell.matches(value)
        if one == nil { unknown = value }
        // False wins over unknown: a row that cannot fit is passed over.
        fits = fits == false || one == false ? false : fits == nil || one == nil ? nil : true
      }
      guard let fits else {
        if case .null = unknown { return .unresolved(unknown) }
        return .unresolved(.null(Null(.wrongType)))
      }
      if fits {
        switch scorer.amount(row.earn, node: rule.points) {
        case .number(let points):
          if points.isNegative { scorer.remarks.append(.negative(line: index)) }
          return .points(points.isNegative ? .zero : points, .row(index))
        case let other: return .unresolved(other)
        }
      }
    }
    return .points(.zero, .row(nil))
  }

  private var fullRow: Int? { rows.firstIndex(where: \.earn.isAll) }

  func target(of index: Index<Requirement>, by scorer: inout Scorer) -> Target? {
    fullRow.map { Target(text: words(rows[$0]), number: nil, better: .higher) }
  }

  func isReached(_ target: Target, by outcome: Outcome, of requirement: Requirement) -> Bool? {
    guard case .row(let row) = outcome.cause, requirement.statedTarget == nil else {
      return target.isReached(by: outcome.value)
    }
    return row != nil && row == fullRow
  }

  /// The conditions of a row; empty where it asks for nothing.
  private func words(_ row: Row) -> String {
    zip(inputs, row.cells).compactMap { input, cell in
      switch cell {
      case .any: nil
      case .equals(let value): "\(input.text) = \(value.words)"
      case .test(let comparison, let value):
        "\(input.text) \(comparison.sign) \(value.words)"
      case .between(let low, let high):
        "\(input.text) \(low.words) … \(high.words)"
      }
    }.joined(separator: ", ")
  }

  func taken(by cause: Cause) -> [String] {
    guard case .row(let row?) = cause else { return [] }
    return [DecisionTable.branch(row)]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .row(let row) = cause, judged.rule.isAdjustment else {
      return judged.isFull ? judged.reached : judged.short
    }
    guard let row else { return Phrase(zh: "对照表中没有符合的一行", en: "no row of the table fits") }
    let words = words(rows[row])
    let zh = "对照表第\(row + 1)行"
    let en = "row \(row + 1) of the table"
    return words.isEmpty
      ? Phrase(zh: zh, en: en) : Phrase(zh: "\(zh)：\(words)", en: "\(en): \(words)")
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    let full = requirement.points.number(digits: trends.set.digits)
    let moved = inputs.map { trends.trend($0, value: value) }
    let amounts = rows.flatMap(\.earn.expressions)
    guard amounts.allSatisfy({ trends.trend($0, value: value) == .steady }) else {
      return .unknown
    }
    return trends.first(
      rows.map { row in
        (zip(row.cells, moved).map { $0.fit($1) }.sum, row.earn.known(of: full))
      } + [(.steady, .zero)])
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    scorer.isSame(shown, value) { scorer in
      let values = inputs.map { scorer.evaluate($0) }
      return rows.map { row in zip(row.cells, values).map { $0.matches($1) } }
    }
  }

  var reach: Reach? { Reach(moves: rows.map { (.earn, $0.earn) }, isSum: false) }

  /// For each row a state that fits it and none before.
  func examples(of index: Index<Requirement>, by scorer: inout Scorer) -> [WorkedExample] {
    let items = scorer.plan.set.items
    let asked = inputs.compactMap { input -> Int? in
      guard input.program.reads.count == 1,
        let slot = input.program.reads.first.map({ Int($0.rawValue) }),
        slot < items.count, items[slot].name == input.text, items[slot].value == nil
      else { return nil }
      return slot
    }
    guard asked.count == inputs.count, Set(asked).count == asked.count,
      Set(scorer.plan.rules[index].reads).isSubset(of: asked)
    else { return [] }
    var found: [WorkedExample] = []
    for row in rows.indices {
      var state: [Int: Value] = [:]
      for (column, item) in asked.enumerated() {
        state[item] = value(fitting: row, column, items[item])
      }
      guard state.count == asked.count,
        let (example, outcome) = scorer.example(of: index, state),
        case .row(row) = outcome.cause
      else { continue }
      found.append(example)
    }
    return Array(found.prefix(Scorer.mostExamples))
  }

  /// A value that fits a cell; where any does, one beyond all that the column names.
  private func value(fitting row: Int, _ column: Int, _ item: Item) -> Value? {
    let step = item.type.step
    switch rows[row].cells[column] {
    case .equals(let value), .between(let value, _): return value
    case .test(let comparison, let bound):
      guard case .number(let number) = bound else { return nil }
      switch comparison {
      case .is, .atLeast, .upTo: return bound
      case .above: return .number(number + step)
      case .below: return .number(number - step)
      case .after: return nil
      }
    case .any:
      if item.type.notation == .yesNo { return .boolean(true) }
      if let first = item.choices.first { return .string(first) }
      return rows.flatMap { $0.cells[column].bounds }.max().map { .number($0 + step) }
    }
  }
}

extension DecisionTable.Cell {
  /// Whether a value fits; nil when that is not known.
  fileprivate func matches(_ value: Value) -> Bool? {
    switch self {
    case .any: true
    case .equals(let other): Comparison.is.holds(value, other)
    case .test(let comparison, let bound): comparison.holds(value, bound)
    case .between(let low, let high):
      switch (Comparison.atLeast.holds(value, low), Comparison.upTo.holds(value, high)) {
      case (false, _), (_, false): false
      case (true, true): true
      default: nil
      }
    }
  }

  /// Whether an input comes to fit.
  fileprivate func fit(_ input: Trend) -> Trend {
    switch self {
    case .any: .steady
    case .equals, .between, .test(.is, _): input == .steady ? .steady : .unknown
    case .test(.atLeast, _), .test(.above, _), .test(.after, _): input
    case .test(.below, _), .test(.upTo, _): input.turned
    }
  }
}
