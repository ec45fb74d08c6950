internal import SourceText

extension Machine {
  /// Runs a unit; its parameters are in the first registers from `top` on.
  mutating func run(_ unit: Unit, captures: [Value]) -> Value {
    let base = top
    reserve(unit)
    top += unit.registers
    defer { top = base }
    let code = unit.code
    var next = 0
    while next < code.count {
      let current = next
      let step = code[current]
      next += 1
      let destination = base + Int(step.destination)
      if isTracing { traceLeaves(unit, current, base, captures) }
      switch step.operation {
      case .move:
        registers[destination] = value(step.a, unit, base, captures)
      case .add:
        if let (an, ad) = small(step.a, unit, base), let (bn, bd) = small(step.b, unit, base),
          ad == bd
        {
          let (sum, overflow) = an.addingReportingOverflow(bn)
          if !overflow {
            registers[destination] = .number(Number(small: sum, ad))
            break
          }
        }
        arithmetic(step, unit, base, captures, current, Value.add)
      case .subtract:
        if let (an, ad) = small(step.a, unit, base), let (bn, bd) = small(step.b, unit, base),
          ad == bd
        {
          let (sum, overflow) = an.subtractingReportingOverflow(bn)
          if !overflow {
            registers[destination] = .number(Number(small: sum, ad))
            break
          }
        }
        arithmetic(step, unit, base, captures, current, Value.subtract)
      case .multiply:
        if let (an, ad) = small(step.a, unit, base), let (bn, bd) = small(step.b, unit, base) {
          let (top, o1) = an.multipliedReportingOverflow(by: bn)
          let (bottom, o2) = ad.multipliedReportingOverflow(by: bd)
          if !(o1 || o2) {
            registers[destination] = .number(Number(small: top, bottom))
            break
          }
        }
        arithmetic(step, unit, base, captures, current, Value.multiply)
      case .divide:
        if let (an, ad) = small(step.a, unit, base), let (bn, bd) = small(step.b, unit, base),
          bn > 0
        {
          if ad == bd {
            registers[destination] = .number(Number(small: an, bn))
            break
          }
          let (top, o1) = an.multipliedReportingOverflow(by: bd)
          let (bottom, o2) = ad.multipliedReportingOverflow(by: bn)
          if !(o1 || o2) {
            registers[destination] = .number(Number(small: top, bottom))
            break
          }
        }
        arithmetic(step, unit, base, captures, current, Value.divide)
      case .power:
        arithmetic(step, unit, base, captures, current, Value.power)
      case .negate:
        registers[destination] = Value.negate(value(step.a, unit, base, captures))
          .located(unit.ranges[current])
      case .equal, .strictEqual, .notEqual, .strictNotEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual:
        if let order = order(step.a, step.b, unit, base) {
          registers[destination] = .boolean(step.operation.holds(order))
        } else {
          compare(step, unit, base, captures, current)
        }
      case .and:
        if let x = truth(step.a, unit, base, captures), let y = truth(step.b, unit, base, captures)
        {
          registers[destination] = .boolean(x && y)
          break
        }
        registers[destination] = value(step.a, unit, base, captures)
          .and(value(step.b, unit, base, captures)).located(unit.ranges[current])
      case .or:
        if let x = truth(step.a, unit, base, captures), let y = truth(step.b, unit, base, captures)
        {
          registers[destination] = .boolean(x || y)
          break
        }
        registers[destination] = value(step.a, unit, base, captures)
          .or(value(step.b, unit, base, captures)).located(unit.ranges[current])
      case .jump:
        next = Int(step.extra)
        continue
      case .jumpIfFalse:
        guard truth(step.a, unit, base, captures) == false else { continue }
        registers[destination] = .boolean(false)
        next = Int(step.extra)
      case .jumpIfTrue:
        guard truth(step.a, unit, base, captures) == true else { continue }
        registers[destination] = .boolean(true)
        next = Int(step.extra)
      case .branch:
        if truth(step.a, unit, base, captures) != true { next = Int(step.extra) }
        continue
      case .strictBranch:
        guard let holds = truth(step.a, unit, base, captures) else {
          registers[destination] = value(step.a, unit, base, captures).conditionNull
            .located(unit.ranges[current])
          next = step.b.index
          continue
        }
        if !holds { next = Int(step.extra) }
        continue
      case .jumpIfNull:
        if case .null = registers[destination] { next = Int(step.extra) }
        continue
      case .next:
        guard spend(3) else { return .null }
        if !advance(destination) { next = Int(step.extra) }
        continue
      case .entry:
        guard case .context(let record) = value(step.a, unit, base, captures),
          let found = record[unit.keys[step.b.index]]
        else { continue }
        registers[destination] = found
        next = Int(step.extra)
      case .list, .context, .range, .path, .index, .iterate, .iterateRange, .iterateItems,
        .append, .select, .strictSelect, .judgeAll, .judgeSome, .settle, .call, .callValue,
        .closure, .instance,
        .membership:
        collect(step, unit, base, captures, current)
        if halt != nil { return .null }
      }
      if isTracing { traceResult(unit, current, destination) }
    }
    if isTracing { traceLeaves(unit, code.count, base, captures) }
    return value(unit.result, unit, base, captures)
  }

  // MARK: Operands

  /// The value of an operand; a slot that the caller did not fill is missing.
  @inline(__always)
  func value(_ operand: Operand, _ unit: Unit, _ base: Int, _ captures: [Value]) -> Value {
    switch operand.kind {
    case .register: return registers[base + operand.index]
    case .constant: return unit.constants[operand.index]
    case .capture: return captures[operand.index]
    case .slot: return slot(operand.index)
    }
  }

  private func slot(_ index: Int) -> Value {
    let slot = Slot(rawValue: Int32(truncatingIfNeeded: index))
    guard index < slots.count else { return .null(Null(.missing, slot: slot)) }
    if case .null(let null) = slots[index], null.slot == nil, null.range == nil {
      return .null(Null(null.reason, slot: slot))
    }
    return slots[index]
  }

  /// Numerator and denominator of an operand that is a small number.
  @inline(__always)
  private func small(_ operand: Operand, _ unit: Unit, _ base: Int) -> (Int64, Int64)? {
    switch operand.kind {
    case .register:
      if case .number(let number) = registers[base + operand.index],
        case .small(let top, let bottom) = number.storage
      {
        return (top, bottom)
      }
    case .constant:
      if case .number(let number) = unit.constants[operand.index],
        case .small(let top, let bottom) = number.storage
      {
        return (top, bottom)
      }
    case .slot:
      if operand.index < slots.count, case .number(let number) = slots[operand.index],
        case .small(let top, let bottom) = number.storage
      {
        return (top, bottom)
      }
    case .capture: break
    }
    return nil
  }

  /// The order of two small numbers: -1, 0 or 1.
  @inline(__always)
  private func order(_ a: Operand, _ b: Operand, _ unit: Unit, _ base: Int) -> Int? {
    guard let (an, ad) = small(a, unit, base), let (bn, bd) = small(b, unit, base) else {
      return nil
    }
    if ad == bd { return an < bn ? -1 : an == bn ? 0 : 1 }
    let (left, o1) = an.multipliedReportingOverflow(by: bd)
    let (right, o2) = bn.multipliedReportingOverflow(by: ad)
    if o1 || o2 { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The truth value of an operand; nil when it has none.
  @inline(__always)
  private func truth(_ operand: Operand, _ unit: Unit, _ base: Int, _ captures: [Value]) -> Bool? {
    switch operand.kind {
    case .register:
      if case .boolean(let value) = registers[base + operand.index] { return value }
    case .constant:
      if case .boolean(let value) = unit.constants[operand.index] { return value }
    case .slot:
      if operand.index < slots.count, case .boolean(let value) = slots[operand.index] {
        return value
      }
    case .capture:
      if case .boolean(let value) = captures[operand.index] { return value }
    }
    return nil
  }

  // MARK: The slow paths of arithmetic and comparison

  private mutating func arithmetic(
    _ step: Instruction, _ unit: Unit, _ base: Int, _ captures: [Value], _ current: Int,
    _ operation: (Value, Value) -> Value
  ) {
    let a = value(step.a, unit, base, captures)
    let b = value(step.b, unit, base, captures)
    guard spend(a.weight(with: b)) else { return }
    registers[base + Int(step.destination)] = operation(a, b).located(unit.ranges[current])
  }

  private mutating func compare(
    _ step: Instruction, _ unit: Unit, _ base: Int, _ captures: [Value], _ current: Int
  ) {
    let a = value(step.a, unit, base, captures)
    let b = value(step.b, unit, base, captures)
    guard spend(a.weight(with: b)) else { return }
    if a.isCollection, b.isCollection { guard spend(lookingAt: a) else { return } }
    let (comparison, strict) = step.operation.comparison
    registers[base + Int(step.destination)] = comparison.apply(a, b, strict: strict)
      .located(unit.ranges[current])
  }

  // MARK: Tracing

  private mutating func traceLeaves(
    _ unit: Unit, _ current: Int, _ base: Int, _ captures: [Value]
  ) {
    for leaf in unit.leaves where Int(leaf.instruction) == current {
      record(leaf.range, value(leaf.operand, unit, base, captures))
    }
  }

  private mutating func traceResult(_ unit: Unit, _ current: Int, _ destination: Int) {
    if let range = unit.ranges[current] { record(range, registers[destination]) }
  }

  private mutating func record(_ range: SourceRange, _ value: Value) {
    if steps.count < Machine.longestTrace { steps.append(Step(range: range, value: value)) }
  }
}

extension Operation {
  /// Whether a comparison holds for an order.
  @inline(__always)
  fileprivate func holds(_ order: Int) -> Bool {
    switch self {
    case .equal, .strictEqual: order == 0
    case .notEqual, .strictNotEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  /// The comparison that the operation makes, and whether null makes it null.
  fileprivate var comparison: (ComparisonOperator, strict: Bool) {
    switch self {
    case .equal: (.equal, false)
    case .strictEqual: (.equal, true)
    case .notEqual: (.notEqual, false)
    case .strictNotEqual: (.notEqual, true)
    case .less: (.less, true)
    case .lessOrEqual: (.lessOrEqual, true)
    case .greater: (.greater, true)
    default: (.greaterOrEqual, true)
    }
  }
}

extension Value {
  /// What an operation on two values costs: more for wide numbers, long texts and lists.
  fileprivate func weight(with other: Value) -> Int {
    switch (self, other) {
    case (.number(let a), .number(let b)):
      let width = (a.bitWidth + b.bitWidth) / 64
      return width <= 4 ? 1 : width * (width + 48) * 2
    case (.string(let a), .string(let b)): return 1 + (a.utf8.count + b.utf8.count) / 16
    default: return 1
    }
  }

  /// Whether it has parts that are compared one by one.
  fileprivate var isCollection: Bool {
    switch self {
    case .list, .context, .range: true
    default: false
    }
  }
}
