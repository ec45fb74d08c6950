extension Program {
  /// What the program does, with the names of its slots: equal for texts that differ in spaces, brackets, names of
  /// constants or the notation of numbers only, and different for everything else.
  ///
  /// `name` gives what a slot holds a name, the same in all sets that are compared.
  public func meaning(_ name: (Slot) -> String) -> String {
    if let constant { return "\(type) \(constant)" }
    return unit.meaning(name)
  }
}

extension Unit {
  fileprivate func meaning(_ name: (Slot) -> String) -> String {
    func text(_ operand: Operand) -> String {
      switch operand.kind {
      case .register: "r\(operand.index)"
      case .constant: "\(constants[operand.index])"
      case .slot: "'\(name(Slot(rawValue: Int32(operand.index))))'"
      case .capture: "c\(operand.index)"
      }
    }
    var lines = code.map { instruction in
      "\(instruction.operation) \(instruction.destination) \(text(instruction.a))"
        + " \(text(instruction.b)) \(instruction.extra)"
    }
    lines += calls.map { "\($0.function) \($0.places) \($0.names) \($0.count)" }
    lines += types.map { "\($0.map { "\($0)" } ?? "unknown")" }
    lines += shapes.map { "\($0.names)" } + keys.map(\.text)
    lines += lambdas.map { lambda in
      "function \(lambda.parameters.map(\.name)) \(lambda.captures.map(text))"
        + " \(lambda.unit.meaning(name))"
    }
    return (lines + [text(result)]).joined(separator: "\n")
  }
}
