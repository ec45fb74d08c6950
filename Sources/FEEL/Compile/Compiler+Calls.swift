internal import SourceText

extension Compiler {
  mutating func call(
    _ callee: Expression, _ arguments: [Expression.Argument], _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    guard case .builtin(let function) = callee.kind else {
      return callValue(callee, arguments, range, wanted)
    }
    guard let overload = function.overload(for: arguments) else {
      return builder.constant(.null(Null(.wrongParameters, range: range)))
    }
    let places =
      arguments.contains { $0.name != nil }
      ? arguments.map { argument in
        overload.parameters.firstIndex { $0.name == argument.name } ?? 0
      } : Array(arguments.indices)
    var site = Unit.CallSite(
      overload: overload, function: function.name, places: places, names: [],
      count: arguments.count)
    if !function.isPure { isPure = false }
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let start = builder.code.count
    let (first, known, slot) = row(arguments)
    if function.isPure { site.slot = slot }
    if let known, function.isPure,
      let value = Machine.fold(site, known, dialect)
    {
      builder.removeCode(from: start)
      return builder.constant(value.located(range))
    }
    builder.calls.append(site)
    builder.add(
      .call, to: destination, Operand(.register, first), .none, builder.calls.count - 1,
      range: range)
    return Operand(.register, destination)
  }

  /// Puts arguments into registers; also their values where all are known, and the slot where one is all that there is.
  private mutating func row(
    _ arguments: [Expression.Argument]
  ) -> (first: Int, known: [Value]?, slot: Int?) {
    let first = builder.allocate(arguments.count)
    var known: [Value]? = []
    var slot: Int?
    for (index, argument) in arguments.enumerated() {
      let found = operand(argument.value, first + index)
      if let value = builder.constantValue(found) { known?.append(value) } else { known = nil }
      if found.kind == .slot, arguments.count == 1 { slot = found.index }
      if found != Operand(.register, first + index) {
        builder.add(.move, to: first + index, found)
      }
    }
    return (first, known, slot)
  }

  private mutating func callValue(
    _ callee: Expression, _ arguments: [Expression.Argument], _ range: SourceRange, _ wanted: Int?
  ) -> Operand {
    let destination = wanted ?? builder.allocate()
    let mark = builder.mark
    defer { builder.release(to: mark) }
    let function = operand(callee)
    let (first, _, _) = row(arguments)
    builder.calls.append(
      Unit.CallSite(
        overload: nil, function: "", places: [], names: arguments.compactMap(\.name),
        count: arguments.count))
    builder.add(
      .callValue, to: destination, Operand(.register, first), function, builder.calls.count - 1,
      range: range)
    return Operand(.register, destination)
  }

  /// A function: its body becomes a unit of its own, with the parameters in its first registers.
  mutating func lambda(_ parameters: [Local], _ body: Expression, _ wanted: Int?) -> Operand {
    let destination = wanted ?? builder.allocate()
    let outer = builder
    let inner = UnitBuilder(parent: outer)
    let first = inner.allocate(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      inner.bind(parameter, Operand(.register, first + index))
    }
    builder = inner
    let result = operand(body)
    builder = outer
    outer.lambdas.append(
      Unit.Lambda(
        unit: Unit(inner, result: result), parameters: parameters, result: body.type,
        captures: inner.captures))
    outer.add(.closure, to: destination, .none, .none, outer.lambdas.count - 1)
    return Operand(.register, destination)
  }
}

extension Expression {
  /// The nodes right below.
  var children: [Expression] {
    switch kind {
    case .literal, .slot, .local, .builtin, .external, .broken: []
    case .entry(_, _, let otherwise): otherwise.map { [$0] } ?? []
    case .negation(let a), .instance(let a, _), .path(let a, _), .lambda(_, let a): [a]
    case .form(_, let a, _, _): [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b): [a, b]
    case .conjunction(let a, let b), .disjunction(let a, let b), .filter(let a, _, let b): [a, b]
    case .between(let a, let b, let c), .conditional(let a, let b, let c): [a, b, c]
    case .membership(let a, let tests): [a] + tests.map(\.value)
    case .iteration(let iterators, _, let body), .quantified(_, let iterators, let body):
      iterators.flatMap { [$0.domain, $0.to].compactMap(\.self) } + [body]
    case .list(let items): items
    case .context(let entries): entries.map(\.value)
    case .interval(let bounds): [bounds.low, bounds.high].compactMap(\.self)
    case .call(let a, let arguments): [a] + arguments.map(\.value)
    }
  }

  /// Whether the expression may keep the value of a variable beyond the moment: it reads it other than by an index.
  func mayHold(_ local: Local) -> Bool {
    switch kind {
    case .local(let other): return other == local
    case .filter(let base, let item, let index):
      if case .local(let other) = base.kind, other == local, !index.mentions(item) {
        return index.mayHold(local)
      }
      return base.mayHold(local) || index.mayHold(local)
    default: return children.contains { $0.mayHold(local) }
    }
  }

  /// Whether the expression reads a variable.
  func mentions(_ local: Local) -> Bool {
    switch kind {
    case .local(let other): other == local
    case .entry(let record, _, let otherwise):
      record == local || otherwise.map { $0.mentions(local) } ?? false
    default: children.contains { $0.mentions(local) }
    }
  }
}
