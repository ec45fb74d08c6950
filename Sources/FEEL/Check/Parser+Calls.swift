internal import SourceText

extension Parser {
  /// The type of a call; reports arguments that the function does not take.
  mutating func checkCall(
    _ callee: Expression, _ arguments: [Expression.Argument], from start: Int
  ) -> FEELType {
    let range = start..<lexer.end
    let isMixed = arguments.contains { $0.name != nil } && arguments.contains { $0.name == nil }
    if isMixed {
      report(.mixedArguments(at: placeIfTold(range), severity: typeSeverity))
      return .any
    }
    switch callee.kind {
    case .builtin(let function):
      guard let overload = function.overload(for: arguments) else {
        report(
          .wrongArguments(
            function, arguments.map(\.name), at: placeIfTold(range), severity: typeSeverity))
        return .any
      }
      return overload.result(checkTypes(function, overload, arguments))
    case .lambda(let parameters, let body) where arguments.allSatisfy({ $0.name == nil }):
      if parameters.count != arguments.count {
        report(
          .wrongArgumentCount(
            arguments.count, expected: parameters.count, at: placeIfTold(range),
            severity: typeSeverity))
      }
      return body.type
    default:
      switch callee.type {
      case .any: return .any
      case .function(_, let result): return result
      default:
        report(.notFunction(callee.type, at: placeIfTold(callee.range), severity: typeSeverity))
        return .any
      }
    }
  }

  /// The types of the arguments in the order of the parameters; reports those that surely do not fit.
  private mutating func checkTypes(
    _ function: Function, _ overload: Overload, _ arguments: [Expression.Argument]
  ) -> [FEELType] {
    var types = overload.parameters.map { _ in FEELType.null }
    for (index, argument) in arguments.enumerated() {
      let last = overload.parameters.count - 1
      let place =
        argument.name.flatMap { name in overload.parameters.firstIndex { $0.name == name } }
        ?? min(index, last)
      let parameter = overload.parameters[place]
      let given = argument.value.type
      if overload.isVariadic, place == last, arguments.count - 1 > last || !given.isListLike {
        let element = types[last] == .null ? given : types[last].element.joined(with: given)
        types[last] = .list(element)
      } else {
        types[place] = given
      }
      if !given.converts(to: parameter.type, variadic: overload.isVariadic && place == last) {
        report(
          .wrongArgumentType(
            function.name, parameter.name, expected: parameter.type, found: given,
            at: placeIfTold(argument.value.range), severity: typeSeverity))
      }
    }
    return types
  }
}

extension FEELType {
  /// Whether it is a list, or may be one.
  fileprivate var isListLike: Bool {
    switch self {
    case .list, .any, .null: true
    default: false
    }
  }

  /// Whether a value of the type can be an argument: as it is, as a list of one, or as the item of such a list.
  fileprivate func converts(to parameter: FEELType, variadic: Bool) -> Bool {
    if mayBe(parameter) { return true }
    if case .list(let element) = parameter, mayBe(element) { return true }
    if variadic, case .list(let inner) = parameter { return mayBe(inner) }
    if case .list(let element) = self { return element.mayBe(parameter) }
    if self == .date, parameter == .dateTime { return true }
    return false
  }
}

extension Function {
  /// The overload that takes the arguments, by their number or their names.
  func overload(for arguments: [Expression.Argument]) -> Overload? {
    let names = arguments.compactMap(\.name)
    if names.isEmpty {
      return overloads.first { $0.arity.contains(arguments.count) }
    }
    guard Set(names).count == names.count else { return nil }
    return overloads.first { overload in
      let required = overload.parameters.filter { !$0.isOptional }.map(\.name)
      return overload.takes(names: names) && required.allSatisfy(names.contains)
    }
  }
}
