internal import SourceText

/// Turns a checked tree into bytecode: variables into registers, names into slots, calls bound, constants folded.
struct Compiler {
  let dialect: Dialect
  let locate: (Range<Int>) -> Place?
  var builder: UnitBuilder
  var forms: FormTable
  /// The text, for the programs of lifted arguments.
  let text: String
  /// The slots whose values are gathered from parts.
  var gathered: [Slot: (kind: Int, type: FEELType)] = [:]
  /// Within a quotient, what stands in the place of its gathered slots; nil outside of quotients.
  var paired: [Slot: Slot]?
  var diagnostics: [Diagnostic] = []
  /// The slots that are read.
  var reads: Set<Slot> = []
  /// The same by the place in the text.
  var slots: [SourceRange: Slot] = [:]
  /// Whether everything that is called gives the same value for the same arguments.
  var isPure = true

  var isStrict: Bool { dialect == .definitions }

  /// Compiles a whole expression into a program.
  mutating func program(_ expression: Expression) -> Program {
    let result = operand(expression)
    if let null = builder.constantValue(result)?.null, null.reason != .unspecified {
      report(expression, null)
    }
    let unit = Unit(builder, result: result, tree: expression, outlined: outlineSource)
    let constant = reads.isEmpty && isPure ? Machine.fold(unit, dialect) : nil
    return Program(
      text: text, reads: reads.sorted(), type: expression.type, constant: constant, unit: unit,
      dialect: dialect)
  }

  /// What is told of the parts of what was compiled.
  private var outlineSource: OutlineSource {
    let (dialect, forms, text, gathered) = (dialect, forms, text, gathered)
    return OutlineSource(
      slots: slots,
      compile: { part in
        // Only definitions are judged by what is known of them.
        guard dialect == .definitions else { return nil }
        var inner = Compiler(
          dialect: dialect, locate: { _ in nil }, builder: UnitBuilder(), forms: forms, text: text,
          gathered: gathered)
        let result = inner.operand(part)
        return Program(
          text: text, reads: inner.reads.sorted(), type: part.type, constant: nil,
          unit: Unit(inner.builder, result: result), dialect: dialect)
      }, hasPairs: !gathered.isEmpty)
  }

  /// Emits what computes an expression, into the register that is wanted if one is needed; where the value is then.
  mutating func operand(_ expression: Expression, _ wanted: Int? = nil) -> Operand {
    let range = expression.range
    switch expression.kind {
    case .literal(let value):
      return builder.constant(value)
    case .slot(let slot):
      return read(slot, range)
    case .local(let local):
      let operand = builder.resolve(local)
      if builder.constantValue(operand) == nil { builder.addLeaf(operand, range) }
      return operand
    case .builtin(let function):
      if !function.isPure { isPure = false }
      return builder.constant(.function(Callable(function)))
    case .external:
      return builder.constant(.function(.external))
    case .broken:
      return builder.constant(.null)
    case .entry(let record, let name, let otherwise):
      return entry(record, name, otherwise, range, wanted)
    case .negation(let operand):
      return unary(.negate, operand, range, wanted) { Value.negate($0) }
    case .arithmetic(.divide, let left, let right) where paired == nil && !gathered.isEmpty:
      paired = pairs(of: expression)
      defer { paired = nil }
      return binary(.divide, left, right, range, wanted, Value.divide)
    case .arithmetic(let operation, let left, let right):
      return binary(operation.operation, left, right, range, wanted, operation.apply)
    case .comparison(let comparison, let left, let right):
      let strict = isStrict
      return binary(comparison.operation(strict), left, right, range, wanted) {
        comparison.apply($0, $1, strict: strict)
      }
    case .conjunction(let left, let right):
      return logical(.and, left, right, range, wanted)
    case .disjunction(let left, let right):
      return logical(.or, left, right, range, wanted)
    case .between(let value, let low, let high):
      return between(value, low, high, range, wanted)
    case .membership(let value, let tests):
      return membership(value, tests, range, wanted)
    case .instance(let value, let type):
      return instance(value, type, range, wanted)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, range, wanted)
    case .iteration(let iterators, let partial, let body):
      return iteration(iterators, partial, body, range, wanted)
    case .quantified(let every, let iterators, let body):
      return quantified(every, iterators, body, range, wanted)
    case .list(let items):
      return list(items, range, wanted)
    case .context(let entries):
      return context(entries, range, wanted)
    case .interval(let bounds):
      return interval(bounds, range, wanted)
    case .path(let base, let name):
      return path(base, name, range, wanted)
    case .filter(let base, let item, let condition):
      return filter(base, item, condition, range, wanted)
    case .call(let callee, let arguments):
      return call(callee, arguments, range, wanted)
    case .lambda(let parameters, let body):
      return lambda(parameters, body, wanted)
    case .form(let form, let argument, let constants, let key):
      return lift(form, argument, constants, key, expression)
    }
  }

  /// Emits an expression so that its value is in a given register.
  mutating func place(_ expression: Expression, in register: Int) {
    let found = operand(expression, register)
    if found != Operand(.register, register) { builder.add(.move, to: register, found) }
  }

  /// Warns of an expression that is null whatever the data.
  func isAlwaysNull(_ null: Null) -> Bool {
    switch null.reason {
    case .unspecified, .unknownName, .unavailable, .missing: false
    default: true
    }
  }

  mutating func report(_ expression: Expression, _ null: Null) {
    guard isAlwaysNull(null), diagnostics.isEmpty else { return }
    diagnostics.append(
      .alwaysNull(
        null.reason,
        at: locate((null.range.map { Int($0.start)..<Int($0.end) }) ?? expression.bytes),
        severity: isStrict ? .error : .warning))
  }

  private mutating func read(_ slot: Slot, _ range: SourceRange) -> Operand {
    let slot = paired?[slot] ?? slot
    reads.insert(slot)
    slots[range] = slot
    let operand = Operand(.slot, Int(slot.rawValue))
    builder.addLeaf(operand, range)
    return operand
  }

  /// Lifts a call of a special form: its argument becomes a program, its value a slot.
  private mutating func lift(
    _ form: Form, _ argument: Expression, _ constants: [Value], _ key: String,
    _ expression: Expression
  ) -> Operand {
    var inner = Compiler(
      dialect: dialect, locate: locate, builder: UnitBuilder(), forms: forms, text: text,
      gathered: gathered)
    let program = inner.program(argument)
    forms = inner.forms
    diagnostics += inner.diagnostics
    let slot = forms.slot(
      key: key, form: form.name, argument: program, constants: constants, type: expression.type)
    return read(slot, expression.range)
  }

  /// The slots of their own for what a quotient reads of gathered values, where it reads several of one kind.
  private mutating func pairs(of quotient: Expression) -> [Slot: Slot] {
    var trial = Compiler(
      dialect: dialect, locate: locate, builder: UnitBuilder(parent: builder), forms: forms,
      text: text)
    _ = trial.operand(quotient)
    let kinds = Dictionary(grouping: trial.reads.filter { gathered[$0] != nil }) {
      gathered[$0]?.kind
    }
    var pairs: [Slot: Slot] = [:]
    for slots in kinds.values.map({ $0.sorted() }).sorted(by: { $0[0] < $1[0] })
    where slots.count > 1 {
      let group = slots.map { Value.number(Int($0.rawValue)) }
      let names = slots.map { "\($0.rawValue)" }.joined(separator: " ")
      for slot in slots {
        let type = gathered[slot]?.type ?? .any
        let name = Expression(
          kind: .slot(slot), range: quotient.range, type: type, height: 1)
        var inner = Compiler(
          dialect: dialect, locate: locate, builder: UnitBuilder(), forms: forms, text: text,
          gathered: [:])
        pairs[slot] = forms.slot(
          key: "\(Scope.pairedForm) \(slot.rawValue) of \(names)", form: Scope.pairedForm,
          argument: inner.program(name), constants: group, type: type)
      }
    }
    return pairs
  }
}
