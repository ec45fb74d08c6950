internal import LargeStack
internal import Patterns
internal import SourceText

/// A function of one list that is the same for a group of evaluations.
struct SharedCall: Hashable {
  let group: Int
  let slot: Int
  let function: String
}

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
  /// Whether the stack has room for the deepest calls.
  private var isRoomy = false
  /// Set when the evaluation was given up because it needs a larger stack.
  private var needsRoom = false
  /// The first register that is free for a call.
  var top = 0
  /// The patterns that were compiled, by flags and text.
  var patterns: [String: Pattern] = [:]
  /// The slots whose lists are the same for all evaluations of a group, and the group at hand; nil where none is known.
  var shared: Set<Int> = []
  var sharing: Int?
  /// What functions of such lists came to, and what that cost.
  var sharedResults: [SharedCall: (value: Value, cost: Int)] = [:]
  /// The steps of a traced evaluation.
  var steps: [Step] = []
  var isTracing = false

  /// What one evaluation may do; a loop over a million elements ends before its end.
  static let fullTank = 2_000_000
  /// What may be done to fold a constant.
  static let foldingTank = 20_000
  /// How deep functions may call each other.
  static let deepestCall = 150
  /// How deep functions may call each other on a stack that is not known to be large.
  static let deepestNearCall = 8
  /// How deep lists and contexts may be nested.
  static let deepestValue = 100
  /// How many values a list or context may consist of in all, long texts and numbers counted as several.
  static let largestValue = 1_000_000
  /// From how many bytes on reading through a text is counted, and how many bytes make a step.
  static let longText = 128
  static let bytesPerStep = 16
  /// The most steps that a trace keeps.
  static let longestTrace = 10_000

  /// Spends fuel; false when there is none left, and the evaluation ends.
  @inline(__always)
  mutating func spend(_ amount: Int) -> Bool {
    fuel -= amount
    if fuel >= 0 { return true }
    return stop(.tooManySteps)
  }

  /// Spends what it costs to compute with two numbers: more, the wider they are.
  mutating func spend(multiplying a: Number, _ b: Number) -> Bool {
    let width = (a.bitWidth + b.bitWidth) / 64
    return spend(width <= 4 ? 1 : width * (width + 48) * 2)
  }

  private mutating func stop(_ reason: Reason) -> Bool {
    if halt == nil { halt = reason }
    return false
  }

  /// The value of a program.
  mutating func evaluate(_ unit: Unit) -> Value {
    fuel = Machine.fullTank
    let value = start(unit)
    guard needsRoom else { return value }
    // Done again from the start: nothing has happened yet that anybody could see.
    isRoomy = true
    defer { isRoomy = false }
    let again = withLargeStack {
      fuel = Machine.fullTank
      steps = []
      return start(unit)
    }
    return again ?? .null(Null(.tooDeep))
  }

  private mutating func start(_ unit: Unit) -> Value {
    depth = 0
    top = 0
    halt = nil
    needsRoom = false
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
    if depth >= Machine.deepestNearCall, !isRoomy {
      needsRoom = true
      _ = stop(.tooDeep)
      return .null(Null(.tooDeep))
    }
    guard depth < Machine.deepestCall else { return .null(Null(.tooDeep)) }
    guard spend(16) else { return .null(Null(.tooManySteps)) }
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
    return run(lambda.unit, captures: captures)
  }

  private mutating func apply(
    _ function: Function, _ arguments: [Value], _ names: [String]
  ) -> Value {
    let overload = function.overloads.first { overload in
      guard overload.arity.contains(arguments.count) else { return false }
      return names.isEmpty || overload.takes(names: names)
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

  /// The value, unless it is nested too deeply or too large in all. Costs as much as there is of it.
  mutating func bounded(_ value: Value) -> Value {
    switch value {
    case .list, .context, .range, .function: break
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
      .yearsDuration:
      return value
    }
    var size = 0
    let limit = Swift.min(fuel, Machine.largestValue)
    let isShallow = value.measure(&size, upTo: limit, Machine.deepestValue)
    guard spend(size) else { return .null(Null(.tooManySteps)) }
    if !isShallow { return .null(Null(.tooDeep)) }
    return size > Machine.largestValue ? .null(Null(.tooLarge)) : value
  }

  /// Whether a list or context of constants is small enough to be made when the expression is compiled.
  static func folds(_ value: Value) -> Bool {
    var size = 0
    return value.measure(&size, upTo: foldingTank, deepestValue) && size <= foldingTank
  }

  /// Spends what it costs to look at all of a value; false when there is none left.
  mutating func spend(lookingAt value: Value) -> Bool {
    var size = 0
    _ = value.measure(&size, upTo: fuel, Machine.deepestValue)
    return spend(size)
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

extension Value {
  /// Adds up how many values a value consists of, until that is above a limit; false when it is nested deeper than `depth`.
  ///
  /// A text counts as one value for every 16 bytes, a wide number for every 256 bits. The same list in two places counts
  /// twice, as it does for everything that walks over it.
  fileprivate func measure(_ size: inout Int, upTo limit: Int, _ depth: Int) -> Bool {
    size += 1
    switch self {
    case .list(let items):
      return Value.measure(items, &size, upTo: limit, depth)
    case .context(let context):
      return Value.measure(context.values, &size, upTo: limit, depth)
    case .range(let range):
      return Value.measure(range.values, &size, upTo: limit, depth)
    case .function(let function):
      guard case .lambda(_, let captures) = function.target else { return true }
      return Value.measure(captures, &size, upTo: limit, depth)
    case .string(let text):
      size += text.utf8.count / 16
    case .number(let number):
      size += number.bitWidth / 256
    case .null, .boolean, .date, .time, .dateTime, .daysDuration, .yearsDuration:
      break
    }
    return true
  }

  private static func measure(
    _ items: [Value], _ size: inout Int, upTo limit: Int, _ depth: Int
  ) -> Bool {
    if depth == 0 { return false }
    for item in items {
      if size > limit { return true }
      guard item.measure(&size, upTo: limit, depth - 1) else { return false }
    }
    return true
  }
}
