/// A machine that evaluates programs, with a stack of its own that it reuses; one per task.
public struct Evaluator {
  private var machine = Machine()
  /// The registers of the short cut.
  private var scalars = [Scalar](repeating: .other, count: Machine.scalarRegisters)

  /// Makes an evaluator; `clock` is the moment that `now()` and `today()` give, null where there is none.
  public init(clock: DateTime? = nil) {
    machine.clock = clock
  }

  /// Says that some slots hold the same lists in all evaluations of a group: what a function makes of one of them alone is worked
  /// out once.
  /// - Parameters:
  ///   - slots: The slots.
  ///   - group: The group of the evaluations that follow; nil where they share nothing.
  public mutating func share(_ slots: Set<Int>, inGroup group: Int?) {
    machine.shared = slots
    machine.sharing = group
  }

  /// The value of a program over the slots; a slot beyond the array reads as missing.
  ///
  /// What the evaluation may do is bounded: one that takes too many steps is null with that reason.
  public mutating func evaluate(_ program: Program, _ slots: [Value] = []) -> Value {
    if let constant = program.constant { return constant }
    if program.unit.isScalar, let value = Machine.shortCut(program.unit, slots, &scalars) {
      return value
    }
    // Given back at once: a caller that changes a slot next would otherwise copy them all.
    machine.slots = slots
    defer { machine.slots = [] }
    machine.dialect = program.dialect
    return machine.evaluate(program.unit)
  }

  /// The value, with every step on the way in order of evaluation; the same bytecode runs, recording.
  public mutating func trace(_ program: Program, _ slots: [Value] = []) -> (Value, [Step]) {
    machine.isTracing = true
    machine.steps = []
    defer {
      machine.isTracing = false
      machine.steps = []
      machine.slots = []
    }
    machine.slots = slots
    machine.dialect = program.dialect
    let value = machine.evaluate(program.unit)
    return (value, machine.steps)
  }
}
