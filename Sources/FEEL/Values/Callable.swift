/// A function as a value: a built-in function, one that an expression defines, or one that is implemented outside.
public final class Callable: Sendable {
  /// What is called.
  enum Target: Sendable {
    case builtin(Function)
    case lambda(Unit.Lambda, captures: [Value])
    case external
  }

  let target: Target

  init(_ function: Function) { target = .builtin(function) }

  init(_ lambda: Unit.Lambda, captures: [Value]) { target = .lambda(lambda, captures: captures) }

  private init() { target = .external }

  /// A function that is implemented outside; it is never called.
  static let external = Callable()

  /// The types of the parameters, as far as they are declared.
  var parameterTypes: [FEELType] {
    switch target {
    case .builtin(let function): function.overloads.first?.parameters.map(\.type) ?? []
    case .lambda(let lambda, _): lambda.parameters.map(\.type)
    case .external: []
    }
  }

  /// The type of the result, as far as it is known.
  var resultType: FEELType {
    switch target {
    case .builtin(let function):
      function.overloads.first.map { $0.result($0.parameters.map(\.type)) } ?? .any
    case .lambda(let lambda, _): lambda.result
    case .external: .any
    }
  }

  /// Whether the function can stand where one with these types is asked for: it takes at least those arguments and gives
  /// at most that result.
  func conforms(to parameters: [FEELType], result: FEELType) -> Bool {
    let own = parameterTypes
    guard own.count == parameters.count else { return false }
    return zip(parameters, own).allSatisfy { $0.conforms(to: $1) }
      && resultType.conforms(to: result)
  }
}

extension Callable: CustomStringConvertible {
  /// The function as an expression names or begins it.
  public var description: String {
    switch target {
    case .builtin(let function): function.name
    case .lambda(let lambda, _):
      "function(" + lambda.parameters.map(\.name).joined(separator: ", ") + ") …"
    case .external: "function() external"
    }
  }
}

extension FEELType {
  /// Whether every value of this type is one of the other (DMN 1.5, 10.3.2.9.1).
  func conforms(to other: FEELType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.percent, .number), (.number, .percent): true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.conforms(to: b)
    case (.context(let a), .context(let b)):
      b.allSatisfy { name, type in a[name].map { $0.conforms(to: type) } ?? false }
    case (.function(let a, let x), .function(let b, let y)):
      a.count == b.count && zip(b, a).allSatisfy { $0.conforms(to: $1) } && x.conforms(to: y)
    default: self == other
    }
  }
}
