package import FEEL
import Formats
package import SourceText

/// A decision table: the first row that fits.
package struct DecisionTable: Way {
  package var inputs: [Expression]
  package var rows: [Row]

  package static var parts: [WayPart<DecisionTable>] { [.table(\.self)] }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }

  package var written: [Place] { rows.map(\.place) }

  /// The branch of the row that fits.
  package static func branch(_ row: Int) -> String { "row \(row)" }

  package func branches(_ rule: Place) -> [WayBranch] {
    rows.enumerated().map { index, row in
      WayBranch(
        DecisionTable.branch(index), .row, row.place, zh: "第\(index + 1)行", en: "row \(index + 1)")
    }
  }

  /// One row: a test per input and what it earns.
  package struct Row: Sendable {
    package var cells: [Cell]
    package var earn: Amount
    package var place: Place
  }

  /// The test of one input.
  package enum Cell: Sendable {
    case any
    case equals(Value)
    case test(Comparison, Value)
    /// Both ends included.
    case between(Value, Value)

    /// The numbers that it compares with.
    package var bounds: [Number] {
      switch self {
      case .any: []
      case .equals(let value), .test(_, let value): [value.number].compactMap(\.self)
      case .between(let low, let high): [low.number, high.number].compactMap(\.self)
      }
    }
  }
}

extension DecisionTable: AuthoredWay {
  static var field: Field {
    Field(.table, "对照表", .rows, zh: "第一行符合的", en: "the first row that fits")
  }

  static func read(
    _ score: Entry, _ context: ScoringContext, by builder: inout SetBuilder
  ) -> DecisionTable? {
    builder.table(score[.table], context)
  }

  var table: DecisionTable? { self }
  var hidesTarget: Bool { !rows.contains(where: \.earn.isAll) }
  var judgesValue: Bool { false }

  func most(of points: Number) -> Number? {
    var most = Number.zero
    for row in rows {
      guard let amount = row.earn.known(of: points) else { return nil }
      most = max(most, amount)
    }
    return most
  }
}

extension SetBuilder {
  /// Reads a decision table: a row of inputs ending in `earn`, then rows of cells and an amount.
  fileprivate mutating func table(_ node: YAMLNode?, _ context: ScoringContext) -> DecisionTable? {
    guard let node, case .sequence(let rows) = node.content, let head = rows.first,
      case .sequence(let headings) = head.content
    else { return nil }
    guard let last = headings.last, last.text == "earn" || last.text == "得" else {
      diagnostics.append(.tableWithoutEarn(head))
      return nil
    }
    let inputs = headings.dropLast().map { input($0, context) }
    if inputs.isEmpty { diagnostics.append(.tableWithoutEarn(head)) }
    var read: [DecisionTable.Row] = []
    var catchAll: YAMLNode?
    for row in rows.dropFirst() {
      guard case .sequence(let cells) = row.content else { continue }
      guard cells.count == headings.count else {
        diagnostics.append(.rowLength(row, count: cells.count, expected: headings.count))
        continue
      }
      if let catchAll { diagnostics.append(.unreachableRow(row, after: catchAll)) }
      let earn = amount(cells.last, context, isEarned: true)
      let tests = zip(cells.dropLast(), inputs).map { cell($0, $1) }
      let sound = tests.compactMap(\.self)
      guard let earn, sound.count == tests.count else { continue }
      if sound.allSatisfy({ if case .any = $0 { true } else { false } }) { catchAll = row }
      read.append(DecisionTable.Row(cells: sound, earn: earn, place: row.place))
    }
    let expressions = inputs.compactMap(\.expression)
    guard expressions.count == inputs.count, read.count == rows.count - 1 else { return nil }
    return DecisionTable(inputs: expressions, rows: read)
  }

  /// An input of a table: its expression, and the item that it is where it is one.
  private struct Input {
    var expression: Expression?
    var item: Item?
  }

  private mutating func input(_ node: YAMLNode, _ context: ScoringContext) -> Input {
    let item = node.text.map(Literal.trim).flatMap { itemIndex[$0] }.map { items[$0] }
    return Input(expression: expression(node, in: context.scope), item: item)
  }

  private mutating func cell(_ node: YAMLNode, _ input: Input) -> DecisionTable.Cell? {
    guard let text = node.text.map(Literal.trim) else { return nil }
    if text == "any" || text == "任意" { return .any }
    let isQuoted = if case .scalar(_, .plain) = node.content { false } else { true }
    if let item = input.item, item.type == .choice || item.type == .text {
      if item.type == .choice, !item.choices.contains(text) {
        diagnostics.append(.unknownChoice(node, item))
        return nil
      }
      return .equals(.string(text))
    }
    let kind = input.expression?.program.type.comparable
    // Quotes make a text of it, unless the input is known to be something else.
    if isQuoted, kind == nil || kind == .text { return .equals(.string(text)) }
    if !isQuoted {
      if let test = Literal.test(text) {
        return value(test.bound, node, kind).map { .test(test.comparison, $0) }
      }
      if let ends = Literal.range(text) {
        guard let low = value(ends.low, node, kind), let high = value(ends.high, node, kind)
        else { return nil }
        if let a = low.number, let b = high.number, a > b {
          diagnostics.append(.reversedRange(node))
        }
        return .between(low, high)
      }
    }
    return value(text, node, kind).map { .equals($0) }
  }

  /// A value in a cell; it must be of the input's kind, as far as that is known.
  private mutating func value(
    _ text: String, _ node: YAMLNode, _ kind: ComparableKind?
  ) -> Value? {
    if let number = Literal.percentage(text) ?? Literal.number(text), kind ?? .number == .number {
      return .number(number)
    }
    if let date = Literal.date(text), kind ?? .date == .date { return .date(date) }
    if let flag = Literal.flag(text), kind ?? .yesNo == .yesNo { return .boolean(flag) }
    if kind == .text || kind == nil, Literal.halfWidth(text) == nil { return .string(text) }
    diagnostics.append(.unreadableCell(node, kind))
    return nil
  }
}
