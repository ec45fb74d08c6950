internal import SourceText

extension Compiler {
  /// One operand; folded when it is known.
  mutating func unary(
    _ operation: Operation, _ value: Expression, _ range: SourceRange, _ wanted: Int?,
    _ fold: (Value) -> Value
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.code.count
    let a = operand(value)
    if let known = builder.constantValue(a) {
      builder.removeCode(from: mark)
      return builder.constant(fold(known).located(range))
    }
    builder.add(operation, to: destination, a, range: range)
    return Operand(.register, destination)
  }

  /// Two operands; folded when both are known.
  mutating func binary(
    _ operation: Operation, _ left: Expression, _ right: Expression, _ range: SourceRange,
    _ wanted: Int?, _ fold: (Value, Value) -> Value
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let (a, b) = operands(left, right)
    if let x = builder.constantValue(a), let y = builder.constantValue(b) {
      return builder.constant(fold(x, y).located(range))
    }
    builder.add(operation, to: destination, a, b, range: range)
    return Operand(.register, destination)
  }

  /// Two operands in registers that are free again afterwards.
  private mutating func operands(_ left: Expression, _ right: Expression) -> (Operand, Operand) {
    let mark = builder.mark
    let a = operand(left)
    let b = operand(right)
    builder.release(to: mark)
    return (a, b)
  }

  /// `and` and `or`: the right side is not computed when the left one decides.
  mutating func logical(
    _ operation: Operation, _ left: Expression, _ right: Expression, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let isAnd = operation == .and
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let a = operand(left)
    if let known = builder.constantValue(a) {
      if known.boolean == !isAnd {
        diagnostics.append(.constantCondition(!isAnd, unreachable: locate(right.bytes)))
        return builder.constant(known)
      }
      let b = operand(right)
      if let other = builder.constantValue(b) {
        return builder.constant(isAnd ? known.and(other) : known.or(other))
      }
      builder.add(operation, to: destination, a, b, range: range)
      return Operand(.register, destination)
    }
    let jump = builder.addJump(
      isAnd ? .jumpIfFalse : .jumpIfTrue, to: destination, a, range: range)
    let b = operand(right)
    builder.add(operation, to: destination, a, b, range: range)
    builder.land(jump)
    return Operand(.register, destination)
  }

  mutating func between(
    _ value: Expression, _ low: Expression, _ high: Expression, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let (x, a, b) = (operand(value), operand(low), operand(high))
    if let x = builder.constantValue(x), let a = builder.constantValue(a),
      let b = builder.constantValue(b)
    {
      let above = ComparisonOperator.greaterOrEqual.apply(x, a, strict: isStrict)
      let below = ComparisonOperator.lessOrEqual.apply(x, b, strict: isStrict)
      return builder.constant(above.and(below).located(range))
    }
    let other = builder.allocate()
    builder.add(.greaterOrEqual, to: destination, x, a)
    builder.add(.lessOrEqual, to: other, x, b)
    builder.add(
      .and, to: destination, Operand(.register, destination), Operand(.register, other),
      range: range)
    return Operand(.register, destination)
  }

  /// `in`: one test after the other, until one holds.
  mutating func membership(
    _ value: Expression, _ tests: [Expression.Test], _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let start = builder.code.count
    let x = operand(value)
    let other = builder.allocate()
    var jumps: [Int] = []
    var known: Value? = .boolean(false)
    for (index, test) in tests.enumerated() {
      let b =
        if case .interval(let bounds) = test.value.kind {
          interval(bounds, isTest: true, test.value.range, nil)
        } else {
          operand(test.value)
        }
      let target = index == 0 ? destination : other
      let operation = test.comparison?.operation(isStrict) ?? .membership
      builder.add(
        operation, to: target, x, b, range: index == tests.count - 1 && index == 0 ? range : nil)
      if index > 0 {
        builder.add(
          .or, to: destination, Operand(.register, destination), Operand(.register, other),
          range: index == tests.count - 1 ? range : nil)
      }
      if index < tests.count - 1 {
        jumps.append(
          builder.addJump(
            .jumpIfTrue, to: destination, Operand(.register, destination), range: range))
      }
      if let before = known, let x = builder.constantValue(x), let b = builder.constantValue(b) {
        known = before.or(
          test.comparison?.apply(x, b, strict: isStrict) ?? x.isMember(of: b))
      } else {
        known = nil
      }
    }
    if let known {
      builder.removeCode(from: start)
      return builder.constant(known.located(range))
    }
    for jump in jumps { builder.land(jump) }
    return Operand(.register, destination)
  }

  mutating func instance(
    _ value: Expression, _ type: FEELType?, _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    let a = operand(value)
    builder.release(to: mark)
    if let known = builder.constantValue(a) {
      return builder.constant(.boolean(type.map(known.isInstance) ?? false))
    }
    builder.types.append(type)
    builder.add(.instance, to: destination, a, .none, builder.types.count - 1, range: range)
    return Operand(.register, destination)
  }

  mutating func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let a = operand(condition)
    if let known = builder.constantValue(a) {
      if let truth = known.boolean {
        let dropped = truth ? otherwise : then
        diagnostics.append(.constantCondition(truth, unreachable: locate(dropped.bytes)))
        return operand(truth ? then : otherwise, destination)
      }
      if isStrict { return builder.constant(known.conditionNull.located(range)) }
      return operand(otherwise, destination)
    }
    let branch = builder.addJump(
      isStrict ? .strictBranch : .branch, to: destination, a, range: range)
    place(then, in: destination)
    let jump = builder.addJump(.jump)
    builder.land(branch)
    place(otherwise, in: destination)
    builder.closeLeaves()
    builder.land(jump)
    // A condition without a truth value goes past both.
    if isStrict { builder.code[branch].b = Operand(.register, builder.code.count) }
    builder.addLeaf(Operand(.register, destination), range)
    return Operand(.register, destination)
  }
}

extension ArithmeticOperator {
  var operation: Operation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    }
  }

  /// The operation on values.
  var apply: (Value, Value) -> Value {
    switch self {
    case .add: Value.add
    case .subtract: Value.subtract
    case .multiply: Value.multiply
    case .divide: Value.divide
    case .power: Value.power
    }
  }
}

extension ComparisonOperator {
  func operation(_ strict: Bool) -> Operation {
    switch self {
    case .equal: strict ? .strictEqual : .equal
    case .notEqual: strict ? .strictNotEqual : .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }

  /// The comparison of two values: true, false, or null with the reason. A strict one is null where a side is.
  func apply(_ a: Value, _ b: Value, strict: Bool) -> Value {
    if strict || (self != .equal && self != .notEqual) {
      if let null = a.null { return .null(b.null.map(null.combined) ?? null) }
      if b.isNull { return b }
    }
    let truth: Bool? =
      switch self {
      case .equal: a.equals(b)
      case .notEqual: a.equals(b).map { !$0 }
      case .less: a.compare(b).map { $0 < 0 }
      case .lessOrEqual: a.compare(b).map { $0 <= 0 }
      case .greater: a.compare(b).map { $0 > 0 }
      case .greaterOrEqual: a.compare(b).map { $0 >= 0 }
      }
    return truth.map { .boolean($0) } ?? .null(Null(.wrongType))
  }
}
