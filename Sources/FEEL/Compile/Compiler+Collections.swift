internal import SourceText

extension Compiler {
  mutating func list(_ items: [Expression], _ range: SourceRange, _ wanted: Int?) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let start = builder.code.count
    let (first, known) = row(items)
    if let known, Machine.folds(.list(known)) {
      builder.removeCode(from: start)
      return builder.constant(.list(known))
    }
    builder.add(
      .list, to: destination, Operand(.register, first), .none, items.count, range: range)
    return Operand(.register, destination)
  }

  /// Emits expressions into registers in a row; their values, when all are known.
  private mutating func row(_ items: [Expression]) -> (first: Int, known: [Value]?) {
    let first = builder.allocate(items.count)
    var known: [Value]? = []
    for (index, item) in items.enumerated() {
      let found = operand(item, first + index)
      if let value = builder.constantValue(found) { known?.append(value) } else { known = nil }
      if found != Operand(.register, first + index) {
        builder.add(.move, to: first + index, found)
      }
    }
    return (first, known)
  }

  mutating func context(
    _ entries: [Expression.Entry], _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    guard Set(entries.map(\.name)).count == entries.count else {
      return builder.constant(.null(Null(.wrongArgument, range: range)))
    }
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let start = builder.code.count
    let first = builder.allocate(entries.count)
    var known: [Value]? = []
    for (index, entry) in entries.enumerated() {
      let found = operand(entry.value, first + index)
      if let value = builder.constantValue(found) {
        known?.append(value)
        builder.bind(entry.variable, found)
      } else {
        known = nil
        builder.bind(entry.variable, Operand(.register, first + index))
      }
      if found != Operand(.register, first + index) {
        builder.add(.move, to: first + index, found)
      }
    }
    let shape = Shape(entries.map(\.name))
    if let known {
      let value = Value.context(Context(shape: shape, values: known))
      if Machine.folds(value) {
        builder.removeCode(from: start)
        return builder.constant(value)
      }
    }
    builder.shapes.append(shape)
    builder.add(
      .context, to: destination, Operand(.register, first), .none, builder.shapes.count - 1,
      range: range)
    return Operand(.register, destination)
  }

  mutating func interval(
    _ bounds: Expression.Bounds, isTest: Bool = false, _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let start = builder.code.count
    let (first, known) = row([bounds.low, bounds.high].compactMap(\.self))
    let form = Interval.Form(bounds, isTest: isTest)
    if let known {
      builder.removeCode(from: start)
      return builder.constant(form.interval(known).located(range))
    }
    builder.add(
      .range, to: destination, Operand(.register, first), .none, Int(form.rawValue), range: range)
    return Operand(.register, destination)
  }

  mutating func path(
    _ base: Expression, _ name: String, _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    let a = operand(base)
    builder.release(to: mark)
    if let known = builder.constantValue(a) {
      return builder.constant(known.property(Shape.Key(name)).located(range))
    }
    builder.add(.path, to: destination, a, .none, builder.key(name), range: range)
    return Operand(.register, destination)
  }

  /// A name inside a filter: the record's entry, else what the name means outside.
  mutating func entry(
    _ record: Local, _ name: String, _ otherwise: Expression?, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    builder.add(
      .entry, to: destination, builder.resolve(record), Operand(.register, builder.key(name)),
      range: range)
    let jump = builder.code.count - 1
    if let otherwise {
      place(otherwise, in: destination)
    } else {
      let null = builder.constant(.null(Null(.notFound, range: range)))
      builder.add(.move, to: destination, null)
    }
    builder.land(jump)
    return Operand(.register, destination)
  }

  /// A filter by a condition on each element, or an index.
  mutating func filter(
    _ base: Expression, _ item: Local, _ condition: Expression, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let a = operand(base)
    if !condition.mentions(item) {
      let b = operand(condition)
      if let list = builder.constantValue(a), let index = builder.constantValue(b) {
        return builder.constant(list.indexed(by: index, strict: isStrict).located(range))
      }
      builder.add(.index, to: destination, a, b, isStrict ? 1 : 0, range: range)
      return Operand(.register, destination)
    }
    let loop = builder.allocate(3)
    builder.add(.iterateItems, to: loop, a, .none, isStrict ? 0 : 1)
    let fail = builder.addJump(.jumpIfNull, to: loop)
    builder.add(.move, to: destination, builder.constant(.list([])))
    let top = builder.code.count
    let exit = builder.addJump(.next, to: loop)
    builder.bind(item, Operand(.register, loop + 2))
    let b = operand(condition)
    builder.add(
      isStrict ? .strictSelect : .select, to: destination, Operand(.register, loop + 2), b, loop)
    builder.add(.jump, to: 0, .none, .none, top)
    builder.land(fail)
    builder.add(.move, to: destination, Operand(.register, loop))
    builder.land(exit)
    builder.add(.move, to: destination, Operand(.register, destination), range: range)
    return Operand(.register, destination)
  }

  mutating func iteration(
    _ iterators: [Expression.Iterator], _ partial: Local, _ body: Expression,
    _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    builder.bind(partial, Operand(.register, destination))
    let holds = body.mayHold(partial)
    builder.add(.move, to: destination, builder.constant(.list([])))
    loops(iterators, destination) { compiler in
      let mark = compiler.builder.mark
      let item = compiler.operand(body)
      compiler.builder.release(to: mark)
      compiler.builder.add(.append, to: destination, item, .none, holds ? 1 : 0)
    }
    builder.add(.move, to: destination, Operand(.register, destination), range: range)
    return Operand(.register, destination)
  }

  mutating func quantified(
    _ every: Bool, _ iterators: [Expression.Iterator], _ body: Expression, _ range: SourceRange,
    _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let result = Operand(.register, destination)
    builder.add(.move, to: destination, builder.constant(isStrict ? .list([]) : .boolean(every)))
    var decided = -1
    loops(iterators, destination) { compiler in
      let mark = compiler.builder.mark
      let condition = compiler.operand(body)
      compiler.builder.release(to: mark)
      if compiler.isStrict {
        compiler.builder.add(every ? .judgeAll : .judgeSome, to: destination, condition)
      } else {
        compiler.builder.add(every ? .and : .or, to: destination, result, condition)
      }
      decided = compiler.builder.addJump(
        every ? .jumpIfFalse : .jumpIfTrue, to: destination, result)
    }
    builder.land(decided)
    if isStrict { builder.add(.settle, to: destination, .none, .none, every ? 1 : 0) }
    builder.add(.move, to: destination, result, range: range)
    return result
  }

  /// Nested loops around a body; where a domain is no list, its null goes into the destination and all loops end.
  private mutating func loops(
    _ iterators: [Expression.Iterator], _ destination: Int, _ body: (inout Compiler) -> Void
  ) {
    var fails: [(jump: Int, loop: Int)] = []
    var tops: [(top: Int, exit: Int)] = []
    for iterator in iterators {
      let loop = builder.allocate(3)
      let mark = builder.mark
      let a = operand(iterator.domain)
      if let to = iterator.to {
        let b = operand(to)
        builder.add(.iterateRange, to: loop, a, b, range: iterator.domain.range)
      } else {
        builder.add(.iterate, to: loop, a)
      }
      builder.release(to: mark)
      fails.append((builder.addJump(.jumpIfNull, to: loop), loop))
      let top = builder.code.count
      tops.append((top, builder.addJump(.next, to: loop)))
      builder.bind(iterator.variable, Operand(.register, loop + 2))
    }
    body(&self)
    var ends: [Int] = []
    for (index, loop) in tops.enumerated().reversed() {
      builder.add(.jump, to: 0, .none, .none, loop.top)
      builder.land(loop.exit)
      if index == 0 { ends.append(builder.addJump(.jump)) }
    }
    for fail in fails {
      builder.land(fail.jump)
      builder.add(.move, to: destination, Operand(.register, fail.loop))
      ends.append(builder.addJump(.jump))
    }
    for end in ends { builder.land(end) }
  }
}
