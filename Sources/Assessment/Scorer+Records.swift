import Definitions
import FEEL
import SourceText

/// What one record contributes to a line.
struct RecordEffect {
  /// The record.
  var record: Value
  /// The points of the line's amount for it.
  var each: Number
  var times: Number

  var moved: Number {
    let moved = each * times
    return moved.isNegative ? .zero : moved
  }
}

/// What the records of a line come to.
enum RecordEffects {
  case known([RecordEffect])
  case unresolved(Value)
}

extension Scorer {
  /// Works out the computed columns of a table, record by record, each after those before it.
  ///
  /// Meanwhile the table by its name has the reported columns only.
  mutating func computeColumns(of table: Table, _ item: Int) {
    guard case .list(let records) = slots[item] else { return }
    let reported = records.map { $0.context?.values.prefix(table.columns.count) ?? [] }
    slots[item] = .list(
      reported.map { .context(Context(shape: table.reportedShape, values: Array($0))) })
    let recordSlot = Int(plan.set.slots.record.rawValue)
    let whole = reported.map { values -> Value in
      var values = Array(values)
      for column in table.computed {
        slots[recordSlot] = .context(Context(shape: table.shape, values: values))
        values.append(evaluator.evaluate(column.value.program, slots))
      }
      return .context(Context(shape: table.shape, values: values))
    }
    slots[recordSlot] = .null(Null(.missing))
    slots[item] = .list(whole)
  }

  /// The effect of a line that counts once per record: amount × times over the records for which its condition holds,
  /// then its cap (S3.5). The test of the value is the line's, not the record's.
  mutating func recordEffect(of line: Line, _ index: Int, node: Number) -> LineResult {
    if let test = line.test {
      let bound = evaluate(test.bound)
      switch test.comparison.holds(slots[valueSlot], bound) {
      case true: break
      case false: return .none
      case nil: return .unresolved(bound.isNull ? bound : .null(Null(.wrongType)))
      }
    }
    let effects: [RecordEffect]
    switch recordEffects(of: line, node: node) {
    case .unresolved(let value): return .unresolved(value)
    case .known(let known): effects = known
    }
    if effects.isEmpty { return .none }
    var moved = effects.reduce(Number.zero) { $0 + $1.moved }
    let uncapped = moved
    if let cap = line.atMost {
      guard case .number(let most) = amount(cap, node: node) else {
        return .unresolved(amount(cap, node: node))
      }
      moved = most.isNegative ? .zero : min(moved, most)
    }
    note(line, index, effects, uncapped: uncapped, moved)
    return .effect(
      LineEffect(
        line: index, quantity: Number(effects.count),
        moved: line.direction == .earn ? moved : -moved))
  }

  /// The records that count, in their order; where that is unknown of one of them, it is of the line (S1.2).
  mutating func recordEffects(of line: Line, node: Number) -> RecordEffects {
    guard case .records(_, of: let list) = line.quantity else { return .known([]) }
    let value = evaluate(list)
    guard case .list(let records) = value else {
      return .unresolved(value.isNull ? value : .null(Null(.wrongType)))
    }
    // The steps of each record would drown the rest; what it comes to is noted at the end.
    let steps = self.steps
    self.steps = nil
    defer { self.steps = steps }
    let recordSlot = Int(plan.set.slots.record.rawValue)
    defer { slots[recordSlot] = .null(Null(.missing)) }
    var effects: [RecordEffect] = []
    for record in records {
      slots[recordSlot] = record
      if let condition = line.condition {
        switch evaluate(condition) {
        case .boolean(true): break
        case .boolean(false): continue
        case let other: return .unresolved(other.isNull ? other : .null(Null(.wrongType)))
        }
      }
      var effect = RecordEffect(record: record, each: .zero, times: .one)
      switch amount(line.amount, node: node) {
      case .number(let each): effect.each = each
      case let other: return .unresolved(other)
      }
      if let times = line.times {
        switch evaluate(times) {
        case .number(let times): effect.times = times
        case let other: return .unresolved(other)
        }
      }
      effects.append(effect)
    }
    return .known(effects)
  }

  /// The items whose records a line goes through: the tables that its list reads.
  func tables(of line: Line) -> [Int] {
    guard case .records(_, of: let list) = line.quantity else { return [] }
    return list.program.reads.map { Int($0.rawValue) }
      .filter { plan.set.items.indices.contains($0) && plan.set.items[$0].table != nil }
  }

  /// For each of some records its number in a table, from 1, and what tells it from others; the number is nil for a
  /// record that is not one of the table's.
  func names(of records: [Value], in line: Line) -> [Phrase] {
    let tables = tables(of: line)
    let all = tables.flatMap { slots[$0].list ?? [] }
    var next = 0
    return records.map { record in
      let words = record.recordWords
      // Records keep their order, so that equal ones are told apart; a list in another order starts again.
      let place =
        all.indices[min(next, all.count)...].first { all[$0].literal == record.literal }
        ?? all.indices.first { all[$0].literal == record.literal }
      guard let place, tables.count == 1 else { return Phrase(words) }
      next = place + 1
      return Phrase(zh: "第\(place + 1)条（\(words)）", en: "record \(place + 1) (\(words))")
    }
  }

  /// Writes down what each record moves, and what the line comes to.
  private mutating func note(
    _ line: Line, _ index: Int, _ effects: [RecordEffect], uncapped: Number, _ moved: Number
  ) {
    guard steps != nil else { return }
    let names = names(of: effects.map(\.record), in: line)
    for (name, effect) in zip(names, effects) {
      var text = effect.each.exactText
      if line.times != nil { text += " × \(effect.times.factorText)" }
      if text != effect.moved.exactText { text += " = \(effect.moved.exactText)" }
      steps?.append(TraceStep(what: name, working: Phrase(text), rule: nil, depth: 1))
    }
    let earns = line.direction == .earn
    let sum =
      effects.map(\.moved.exactText).prefix(20).joined(separator: " + ")
      + (effects.count > 20 ? " + …" : "") + " = \(uncapped.exactText)"
    let text = effects.count == 1 ? uncapped.exactText : sum
    let count = effects.count
    let number = index + 1
    let capZh = moved == uncapped ? "" : ",封顶 \(moved.exactText)"
    let capEn = moved == uncapped ? "" : ", at most \(moved.exactText)"
    steps?.append(
      TraceStep(
        what: Phrase(
          zh: "第\(number)条规则:\(earns ? "得" : "扣"),计 \(count) 条记录",
          en: "line \(number): \(earns ? "earn" : "lose"), \(count) records count"),
        working: Phrase(zh: text + capZh, en: text + capEn), rule: line.place, depth: 0))
  }
}

extension Value {
  /// The first columns of a record, by which a person knows it again: what is missing is a dash.
  package var recordWords: String {
    guard let values = context?.values else { return words }
    let rest = values.count > 3 ? ", …" : ""
    return values.prefix(3).map(\.words).joined(separator: ", ") + rest
  }
}
