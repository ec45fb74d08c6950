package import Definitions
package import FEEL
import SourceText

/// What one record contributes to a line.
struct RecordEffect {
  /// The record.
  var record: Value
  /// The points of the line's amount for it.
  var each: Number
  var times: Number

  /// Whether it would move backwards.
  var isNegative: Bool { each.isNegative || times.isNegative }

  var moved: Number { isNegative ? .zero : each * times }
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
    if effects.contains(where: \.isNegative) { remarks.append(.negative(line: index)) }
    var moved = effects.reduce(Number.zero) { $0 + $1.moved }
    let uncapped = moved
    if let cap = line.atMost {
      let limit = amount(cap, node: node)
      guard case .number(let most) = limit else { return .unresolved(limit) }
      if most.isNegative { remarks.append(.negative(line: index)) }
      moved = most.isNegative ? .zero : min(moved, most)
    }
    note(line, index, effects, CappedPoints(uncapped: uncapped, points: moved))
    return .effect(
      LineEffect(
        line: index, quantity: Number(effects.count),
        moved: line.direction == .earn ? moved : -moved))
  }

  /// The records that count, in their order; one that has nothing to judge does not, and where that is unknown of one of
  /// them, it is of the line (S1.2).
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
        case let nothing where nothing.isNothingToJudge: continue
        case let other: return .unresolved(other.isNull ? other : .null(Null(.wrongType)))
        }
      }
      var effect = RecordEffect(record: record, each: .zero, times: .one)
      switch amount(line.amount, node: node) {
      case .number(let each): effect.each = each
      case let nothing where nothing.isNothingToJudge: continue
      case let other: return .unresolved(other)
      }
      if let times = line.times {
        switch evaluate(times) {
        case .number(let times): effect.times = times
        case let nothing where nothing.isNothingToJudge: continue
        case let other: return .unresolved(other)
        }
      }
      effects.append(effect)
    }
    return .known(effects)
  }

  /// The records of the table that an item is, with their computed columns; empty where there are none to be used.
  func records(ofTable item: Int) -> [Value] {
    plan.set.items[item].table == nil ? [] : slots[item].list ?? []
  }

  /// The items whose records a line goes through: the tables that its list reads.
  func tables(of line: Line) -> [Int] {
    guard case .records(_, of: let list) = line.quantity else { return [] }
    return list.program.reads.map { Int($0.rawValue) }
      .filter { plan.set.items.indices.contains($0) && plan.set.items[$0].table != nil }
  }

  /// For each of some records its number in its table, from 1, and its first columns, by which a person knows it again;
  /// only the columns where the line's list is not made of the records of one table.
  func names(of records: some Collection<Value>, in line: Line) -> [Phrase] {
    let tables = tables(of: line)
    guard tables.count == 1, let table = plan.set.items[tables[0]].table,
      let all = slots[tables[0]].list
    else { return records.map { Phrase($0.words) } }
    let texts = all.map(\.literal)
    var next = 0
    return records.map { record in
      let text = record.literal
      // Records keep their order, so that equal ones are told apart; a list in another order starts again.
      let place = texts[next...].firstIndex(of: text) ?? texts.firstIndex(of: text)
      guard let place else { return Phrase(record.words) }
      next = place + 1
      let words = table.words(of: record, most: 3)
      return Phrase(zh: "记录\(place + 1)（\(words)）", en: "record \(place + 1) (\(words))")
    }
  }

  /// Writes down what each record moves, and what the line comes to.
  private mutating func note(
    _ line: Line, _ index: Int, _ effects: [RecordEffect], _ capped: CappedPoints
  ) {
    guard steps != nil else { return }
    let (uncapped, moved) = (capped.uncapped, capped.points)
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
          zh: "第\(number)条：\(earns ? "得" : "扣")，计 \(count) 条记录",
          en: "line \(number): \(earns ? "earn" : "lose"), "
            + (count == 1 ? "1 record counts" : "\(count) records count")),
        working: Phrase(zh: text + capZh, en: text + capEn), rule: line.place, depth: 0))
  }
}

extension Table {
  /// The first columns of a record, a dash for what is missing.
  /// - Parameters:
  ///   - record: A record of the table.
  ///   - most: How many columns.
  /// - Returns: Their values, with a sign that there are more.
  func words(of record: Value, most: Int) -> String {
    let shown = entries(of: record).prefix(most).map(\.words)
    let isCut = columns.count + computed.count > most
    return shown.joined(separator: ", ") + (isCut ? ", …" : "")
  }

  /// The columns of a record by name, as they are printed; as many as the record has.
  package func entries(of record: Value) -> [(name: String, words: String)] {
    guard let record = record.context else { return [] }
    // What was reported is printed as it was, what is worked out as any percentage.
    let reported = columns.map { $0.type.isPercent }
    let types = reported + computed.map { $0.value.program.type == .percent }
    return zip(record.entries, types).enumerated().map { index, column in
      let (entry, isPercent) = column
      guard isPercent, let number = entry.value.number else {
        return (entry.name, entry.value.words)
      }
      let isExact = index < reported.count
      return (
        entry.name,
        isExact ? number.exactText(asPercent: true) : number.printed(asPercent: true, against: nil)
      )
    }
  }
}
