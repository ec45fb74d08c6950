extension Machine {
  /// The operations that build or go through collections, and calls.
  mutating func collect(
    _ step: Instruction, _ unit: Unit, _ base: Int, _ captures: [Value], _ current: Int
  ) {
    let destination = base + Int(step.destination)
    let first = base + step.a.index
    let range = unit.ranges[current]
    switch step.operation {
    case .list:
      let items = Array(registers[first..<first + Int(step.extra)])
      registers[destination] = bounded(.list(items)).located(range)
    case .context:
      let shape = unit.shapes[Int(step.extra)]
      let values = Array(registers[first..<first + shape.names.count])
      registers[destination] = bounded(.context(Context(shape: shape, values: values)))
        .located(range)
    case .range:
      let form = Interval.Form(rawValue: Int(step.extra))
      registers[destination] = form.interval(Array(registers[first..<first + form.count]))
        .located(range)
    case .path:
      let value = value(step.a, unit, base, captures)
      let key = unit.keys[Int(step.extra)]
      if case .context(let context) = value {
        registers[destination] = context[key] ?? Value.null(.notFound).located(range)
        break
      }
      if case .list(let items) = value { guard spend(items.count) else { return } }
      registers[destination] = value.property(key).located(range)
    case .index:
      registers[destination] = value(step.a, unit, base, captures)
        .indexed(by: value(step.b, unit, base, captures), strict: step.extra == 1)
        .located(range)
    case .iterate:
      registers[destination] = iterable(value(step.a, unit, base, captures)).located(range)
      registers[destination + 1] = .number(0)
    case .iterateRange:
      let low = value(step.a, unit, base, captures)
      let high = value(step.b, unit, base, captures)
      registers[destination] = Machine.span(low, high).located(range)
      registers[destination + 1] = .number(0)
    case .iterateItems:
      let value = value(step.a, unit, base, captures)
      registers[destination] = value.isNull || value.isList ? value : .list([value])
      registers[destination + 1] = .number(step.extra == 1 && value.list?.isEmpty == true ? -1 : 0)
    case .append:
      guard spend(4) else { return }
      let item = bounded(value(step.a, unit, base, captures))
      if step.extra == 1, case .list(let items) = registers[destination] {
        // Somebody may hold the list, which then is copied.
        guard spend(items.count / 2) else { return }
      }
      append(item, to: destination)
    case .select, .strictSelect:
      select(
        registers[first], value(step.b, unit, base, captures), to: destination,
        loop: base + Int(step.extra), strict: step.operation == .strictSelect)
    case .judgeAll, .judgeSome:
      registers[destination] = registers[destination].judging(
        value(step.a, unit, base, captures), every: step.operation == .judgeAll)
    case .settle:
      if case .list = registers[destination] {
        registers[destination] = .boolean(step.extra == 1)
      }
    case .call:
      let result = call(unit.calls[Int(step.extra)], from: first)
      registers[destination] = bounded(result).located(range)
    case .callValue:
      let function = value(step.b, unit, base, captures)
      registers[destination] = call(function, unit.calls[Int(step.extra)], from: first)
        .located(range)
    case .closure:
      let lambda = unit.lambdas[Int(step.extra)]
      let captured = lambda.captures.map { value($0, unit, base, captures) }
      registers[destination] = .function(Callable(lambda, captures: captured))
    case .instance:
      let value = value(step.a, unit, base, captures)
      registers[destination] = .boolean(
        unit.types[Int(step.extra)].map(value.isInstance) ?? false)
    case .membership:
      let other = value(step.b, unit, base, captures)
      guard spend(lookingAt: other) else { return }
      registers[destination] = value(step.a, unit, base, captures).isMember(of: other)
        .located(range)
    case .move, .add, .subtract, .multiply, .divide, .power, .negate, .equal, .notEqual,
      .strictEqual, .strictNotEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or,
      .jump, .jumpIfFalse, .jumpIfTrue, .branch, .strictBranch, .jumpIfNull, .next, .entry:
      break
    }
  }

  // MARK: Iterations

  /// What a loop goes through: a list, the whole numbers or dates of a range, or a value as a list of one.
  private func iterable(_ domain: Value) -> Value {
    switch domain {
    case .list, .null: return domain
    case .range(let range):
      guard let low = range.low, let high = range.high else { return .null(Null(.wrongArgument)) }
      let span = Machine.span(low, high)
      guard case .range(let whole) = span, let first = whole.low, let last = whole.high else {
        return span
      }
      let start = range.includesLow ? first : first.moved(1)
      let end = range.includesHigh ? last : last.moved(-1)
      // A range goes up, or there is nothing in it.
      return (start.compare(end) ?? 0) <= 0 ? Machine.span(start, end) : .list([])
    default: return .list([domain])
    }
  }

  /// The range that a loop from one end to the other goes through, up or down; null unless both are whole numbers or dates.
  private static func span(_ low: Value, _ high: Value) -> Value {
    let isCountable =
      switch (low, high) {
      case (.number(let a), .number(let b)): a.int != nil && b.int != nil
      case (.date, .date): true
      default: false
      }
    if isCountable {
      return .range(Interval(low: low, includesLow: true, high: high, includesHigh: true))
    }
    if let null = low.null { return .null(high.null.map(null.combined) ?? null) }
    return high.isNull ? high : .null(Null(.wrongType))
  }

  /// Moves a loop on: the place in the second register, the element in the third; false at the end.
  mutating func advance(_ loop: Int) -> Bool {
    guard case .number(let number) = registers[loop + 1], let place = number.int else {
      return false
    }
    switch registers[loop] {
    case .list(let items):
      guard place < items.count else { return false }
      registers[loop + 2] = place < 0 ? .null : items[place]
    case .range(let range):
      guard let element = range.element(place) else { return false }
      registers[loop + 2] = element
    default: return false
    }
    registers[loop + 1] = .number(Number(place + 1))
    return true
  }

  /// Adds an item to the list in a register, without copying the list.
  private mutating func append(_ item: Value, to register: Int) {
    guard case .list(var items) = registers[register] else { return }
    registers[register] = .null
    items.append(item)
    registers[register] = .list(items)
  }

  /// Decides on one element of a filter. A number picks an element and ends the filter. Of an empty list there is no
  /// element to decide on, but the condition may be a number, and the element of that number is null.
  private mutating func select(
    _ item: Value, _ condition: Value, to destination: Int, loop: Int, strict: Bool
  ) {
    switch condition {
    case .boolean(true):
      if registers[loop].list?.isEmpty == true { return }
      guard spend(4) else { return }
      append(item, to: destination)
    case .boolean(false):
      break
    case .number:
      registers[destination] = registers[loop].indexed(by: condition, strict: strict)
      registers[loop] = .list([])
    default:
      guard strict, !condition.isNothingToJudge else { return }
      registers[destination] = condition.conditionNull
      registers[loop] = .list([])
    }
  }
}

extension Interval {
  /// The element so far from the lower end of a range of whole numbers or dates that may go up or down.
  fileprivate func element(_ place: Int) -> Value? {
    switch (low, high) {
    case (.number(let a)?, .number(let b)?):
      guard let first = a.int, let last = b.int else { return nil }
      let (value, overflow) =
        first <= last
        ? first.addingReportingOverflow(place) : first.subtractingReportingOverflow(place)
      if overflow || (first <= last ? value > last : value < last) { return nil }
      return .number(value)
    case (.date(let first)?, .date(let last)?):
      guard let date = first.adding(days: first <= last ? place : -place) else { return nil }
      if first <= last ? date > last : date < last { return nil }
      return .date(date)
    default: return nil
    }
  }
}

extension Value {
  /// What all (or some) conditions so far come to with one more; a list stands for none so far. In definitions a condition that
  /// has nothing to judge adds nothing.
  fileprivate func judging(_ condition: Value, every: Bool) -> Value {
    if condition.isNothingToJudge { return isList ? condition : self }
    let before = isList || isNothingToJudge ? Value.boolean(every) : self
    return every ? before.and(condition) : before.or(condition)
  }

  /// The whole number or date so many steps on.
  fileprivate func moved(_ steps: Int) -> Value {
    switch self {
    case .number(let number): .number(number + Number(steps))
    case .date(let date): date.adding(days: steps).map { .date($0) } ?? self
    default: self
    }
  }
}
