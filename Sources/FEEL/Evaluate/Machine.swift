internal import Patterns
internal import SourceText

/// Runs bytecode over registers; what every evaluation is bounded by lives here.
struct Machine {
  /// All registers; a call takes the ones behind its caller's.
  var registers: [Value] = []
  /// The values that names stand for.
  var slots: [Value] = []
  /// The language of the program that runs.
  var dialect = Dialect.standard
  /// The moment that `now` and `today` give; nil where the evaluation knows none.
  var clock: DateTime?
  /// How much may still be done: about one unit for a step, and more for what copies or computes much.
  var fuel = Machine.fullTank
  /// Calls within calls.
  var depth = 0
  /// Why the evaluation ended early.
  var halt: Reason?
  /// The first register that is free for a call.
  var top = 0
  /// The patterns that were compiled, by flags and text.
  var patterns: [String: Pattern] = [:]
  /// The steps of a traced evaluation.
  var steps: [Step] = []
  var isTracing = false

  /// What one evaluation may do; a loop over ten million elements ends before its end.
  static let fullTank = 10_000_000
  /// What may be done to fold a constant.
  static let foldingTank = 20_000
  /// How deep functions may call each other.
  static let deepestCall = 150
  /// How deep lists and contexts may be nested.
  static let deepestValue = 100
  /// The most steps that a trace keeps.
  static let longestTrace = 10_000

  /// Spends fuel; false when there is none left, and the evaluation ends.
  @inline(__always)
  mutating func spend(_ amount: Int) -> Bool {
    fuel -= amount
    if fuel >= 0 { return true }
    return stop(.tooManySteps)
  }

  private mutating func stop(_ reason: Reason) -> Bool {
    if halt == nil { halt = reason }
    return false
  }

  /// The value of a program.
  mutating func evaluate(_ unit: Unit) -> Value {
    fuel = Machine.fullTank
    return start(unit)
  }

  private mutating func start(_ unit: Unit) -> Value {
    depth = 0
    top = 0
    halt = nil
    let value = run(unit, captures: [])
    if let halt { return .null(Null(halt)) }
    return value
  }

  /// The value of a unit that reads no slots, if it can be computed quickly.
  static func fold(_ unit: Unit, _ dialect: Dialect) -> Value? {
    var machine = Machine()
    machine.dialect = dialect
    machine.fuel = foldingTank
    let value = machine.start(unit)
    return machine.halt == nil ? value : nil
  }

  /// The value of a call with known arguments, if it can be computed quickly.
  static func fold(_ site: Unit.CallSite, _ arguments: [Value], _ dialect: Dialect) -> Value? {
    var machine = Machine()
    machine.dialect = dialect
    machine.fuel = foldingTank
    machine.registers = arguments
    machine.top = arguments.count
    let value = machine.call(site, from: 0)
    return machine.halt == nil ? value : nil
  }

  /// Calls a function value; null with a reason where it cannot be called so.
  mutating func apply(_ function: Callable, _ arguments: [Value], names: [String] = []) -> Value {
    guard depth < Machine.deepestCall else { return .null(Null(.tooDeep)) }
    guard spend(4) else { return .null(Null(.tooManySteps)) }
    depth += 1
    defer { depth -= 1 }
    switch function.target {
    case .external:
      return .null(Null(.unavailable))
    case .builtin(let function):
      return apply(function, arguments, names)
    case .lambda(let lambda, let captures):
      return apply(lambda, captures, arguments, names)
    }
  }

  private mutating func apply(
    _ lambda: Unit.Lambda, _ captures: [Value], _ arguments: [Value], _ names: [String]
  ) -> Value {
    guard arguments.count == lambda.parameters.count else {
      return .null(Null(.wrongParameters))
    }
    var ordered = arguments
    for (name, argument) in zip(names, arguments) {
      guard let place = lambda.parameters.firstIndex(where: { $0.name == name }) else {
        return .null(Null(.wrongParameters))
      }
      ordered[place] = argument
    }
    reserve(lambda.unit)
    for (index, parameter) in lambda.parameters.enumerated() {
      guard let value = ordered[index].converted(to: parameter.type) else {
        return .null(Null(.wrongType))
      }
      registers[top + index] = value
    }
    let value = run(lambda.unit, captures: captures)
    return isTooDeep(value) ? .null(Null(.tooDeep)) : value
  }

  private mutating func apply(
    _ function: Function, _ arguments: [Value], _ names: [String]
  ) -> Value {
    let overload = function.overloads.first { overload in
      guard overload.arity.contains(arguments.count) else { return false }
      return names.allSatisfy { name in overload.parameters.contains { $0.name == name } }
    }
    guard let overload else { return .null(Null(.wrongParameters)) }
    let places =
      names.isEmpty
      ? Array(arguments.indices)
      : names.map { name in overload.parameters.firstIndex { $0.name == name } ?? 0 }
    let site = Unit.CallSite(
      overload: overload, function: "", places: places, names: [], count: arguments.count)
    let base = top
    grow(to: base + arguments.count)
    for (index, argument) in arguments.enumerated() { registers[base + index] = argument }
    top += arguments.count
    defer { top = base }
    return call(site, from: base)
  }

  /// Whether lists and contexts are nested deeper in a value than is taken.
  func isTooDeep(_ value: Value, _ allowed: Int = Machine.deepestValue) -> Bool {
    switch value {
    case .list(let items):
      if allowed == 0 { return true }
      return items.contains { isTooDeep($0, allowed - 1) }
    case .context(let context):
      if allowed == 0 { return true }
      return context.values.contains { isTooDeep($0, allowed - 1) }
    case .range(let range):
      return [range.low, range.high].contains { $0.map { isTooDeep($0, allowed - 1) } ?? false }
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
      .yearsDuration, .function:
      return false
    }
  }

  /// Makes sure that a unit's registers exist.
  mutating func reserve(_ unit: Unit) { grow(to: top + unit.registers) }

  private mutating func grow(to count: Int) {
    if registers.count < count {
      registers.append(
        contentsOf: repeatElement(.null, count: max(count - registers.count, 16)))
    }
  }
}
