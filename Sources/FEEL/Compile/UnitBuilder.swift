internal import SourceText

/// Collects the bytecode of one unit: registers are handed out like a stack.
final class UnitBuilder {
  var code: [Instruction] = []
  var constants: [Value] = []
  var ranges: [SourceRange?] = []
  var leaves: [Unit.Leaf] = []
  var calls: [Unit.CallSite] = []
  var lambdas: [Unit.Lambda] = []
  var types: [FEELType?] = []
  var shapes: [Shape] = []
  private(set) var keys: [Shape.Key] = []
  /// The most registers in use at a time.
  private(set) var registers = 0
  /// The next free register.
  private var next = 0
  /// What the function takes along from the unit around it: operands there.
  private(set) var captures: [Operand] = []

  private let parent: UnitBuilder?
  private var locals: [Int32: Operand] = [:]

  init(parent: UnitBuilder? = nil) {
    self.parent = parent
  }

  // MARK: Registers and constants

  /// Hands out so many registers in a row; the first one.
  func allocate(_ count: Int = 1) -> Int {
    let first = next
    next += count
    registers = max(registers, next)
    return first
  }

  /// How many registers are in use now.
  var mark: Int { next }

  /// Frees the registers that were taken since a mark.
  func release(to mark: Int) { next = mark }

  func constant(_ value: Value) -> Operand {
    constants.append(value)
    return Operand(.constant, constants.count - 1)
  }

  /// The number of a name.
  func key(_ name: String) -> Int {
    keys.append(Shape.Key(name))
    return keys.count - 1
  }

  /// The value of an operand that is known now.
  func constantValue(_ operand: Operand) -> Value? {
    operand.kind == .constant ? constants[operand.index] : nil
  }

  // MARK: Variables

  /// Says where a variable is.
  func bind(_ local: Local, _ operand: Operand) { locals[local.id] = operand }

  /// Where a variable is; one of a unit around this one is taken along.
  func resolve(_ local: Local) -> Operand {
    if let operand = locals[local.id] { return operand }
    guard let parent else { return constant(.null) }
    let outer = parent.resolve(local)
    if let value = parent.constantValue(outer) {
      let operand = constant(value)
      locals[local.id] = operand
      return operand
    }
    captures.append(outer)
    let operand = Operand(.capture, captures.count - 1)
    locals[local.id] = operand
    return operand
  }

  // MARK: Code

  /// Adds an instruction; `range` is the part of the text whose value it computes.
  func add(
    _ operation: Operation, to destination: Int = 0, _ a: Operand = .none, _ b: Operand = .none,
    _ extra: Int = 0, range: SourceRange? = nil
  ) {
    code.append(
      Instruction(
        operation: operation, destination: Int32(truncatingIfNeeded: destination), a: a, b: b,
        extra: Int32(truncatingIfNeeded: extra)))
    ranges.append(range)
  }

  /// Adds an instruction that jumps to a place that is not known yet; its index.
  func addJump(
    _ operation: Operation, to destination: Int = 0, _ a: Operand = .none,
    range: SourceRange? = nil
  ) -> Int {
    add(operation, to: destination, a, range: range)
    return code.count - 1
  }

  /// Lets a jump go to the next instruction.
  func land(_ jump: Int) { code[jump].extra = Int32(truncatingIfNeeded: code.count) }

  /// Takes back all instructions from an index on.
  func removeCode(from index: Int) {
    code.removeLast(code.count - index)
    ranges.removeLast(ranges.count - index)
    while let last = leaves.last, last.instruction >= index { leaves.removeLast() }
  }

  /// Notes that the next instruction reads a name.
  func addLeaf(_ operand: Operand, _ range: SourceRange) {
    leaves.append(
      Unit.Leaf(
        instruction: Int32(truncatingIfNeeded: code.count), operand: operand, range: range))
  }

  /// Keeps the trace of what comes next apart from what was noted so far, before jumps land here.
  func closeLeaves() {
    if let last = leaves.last, Int(last.instruction) == code.count {
      add(.jump, to: 0, .none, .none, code.count + 1)
    }
  }
}
