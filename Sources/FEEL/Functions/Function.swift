public import SourceText

/// A built-in function: one declaration feeds the registry, the checker, the reference page and the tests.
public struct Function: Sendable {
  /// The name, as expressions call it.
  public let name: String
  /// The part of the reference page that it stands in.
  public let group: Group
  /// What it gives, in one sentence.
  public let summary: Phrase
  /// The ways to call it; the first one that takes the arguments is used.
  public let overloads: [Overload]
  /// Calls with their values, at least two; each is a test.
  public let examples: [Example]
  /// The dialect that it belongs to; nil for both.
  public let dialect: Dialect?
  /// Whether it gives the same value for the same arguments; others are not folded.
  let isPure: Bool

  init(
    _ name: String, _ group: Group, summary: Phrase, dialect: Dialect? = nil, isPure: Bool = true,
    _ overloads: [Overload], examples: [Example]
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.overloads = overloads
    self.examples = examples
    self.dialect = dialect
    self.isPure = isPure
  }

  /// The parts of the reference page, in the order of the standard.
  public enum Group: String, Sendable, CaseIterable {
    case conversion, boolean, string, list, numeric, temporal, range, sort, context, missing
  }

  /// An expression and the expression that its value equals.
  public struct Example: Sendable {
    public let expression: String
    public let value: String

    init(_ expression: String, _ value: String) {
      self.expression = expression
      self.value = value
    }
  }
}

/// One way to call a function.
public struct Overload: Sendable {
  public let parameters: [Parameter]
  /// How the last parameter takes several arguments; nil where it takes one.
  let variadic: Variadic?
  /// Whether it serves calls by position alone: which of the others is meant then depends on the values.
  let isPositional: Bool
  /// The type of the value, given the types of the arguments.
  let result: @Sendable ([FEELType]) -> FEELType
  let body: Body

  /// How a parameter takes several arguments.
  enum Variadic: Sendable {
    /// One list, or the items of the list as arguments.
    case listOrItems
    /// Any number of items, each of which may be a list.
    case items
  }

  /// Whether the last parameter takes several arguments.
  public var isVariadic: Bool { variadic != nil }

  /// Computes the value; the arguments have the types of the parameters, and are null only where the parameter allows it.
  typealias Body = @Sendable (inout Machine, Arguments) -> Value

  init(
    _ parameters: [Parameter], variadic: Variadic? = nil, isPositional: Bool = false,
    _ result: FEELType, _ body: @escaping Body
  ) {
    self.init(
      parameters, variadic: variadic, isPositional: isPositional, typed: { _ in result }, body)
  }

  init(
    _ parameters: [Parameter], variadic: Variadic? = nil, isPositional: Bool = false,
    typed result: @escaping @Sendable ([FEELType]) -> FEELType, _ body: @escaping Body
  ) {
    self.parameters = parameters
    self.variadic = variadic
    self.isPositional = isPositional
    self.result = result
    self.body = body
  }

  /// Whether it takes arguments by these names.
  func takes(names: [String]) -> Bool {
    !isPositional && names.allSatisfy { name in parameters.contains { $0.name == name } }
  }

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    let required = parameters.count { !$0.isOptional }
    return required...(isVariadic ? Int.max : parameters.count)
  }
}

/// A parameter of a built-in function.
public struct Parameter: Sendable {
  /// The name, for calls by name.
  public let name: String
  public let type: FEELType
  /// Whether it may be left out.
  public let isOptional: Bool
  /// Whether it may be null; otherwise a null argument makes the call null, with the argument's reason.
  let takesNull: Bool

  init(_ name: String, _ type: FEELType = .any, optional: Bool = false, null: Bool = false) {
    self.name = name
    self.type = type
    isOptional = optional
    takesNull = null || optional
  }
}

/// The arguments of a call, in the order of the parameters; an argument that was left out is nil.
struct Arguments {
  private var first: Value?
  private var second: Value?
  private var third: Value?
  private var rest: [Value?] = []

  init() {}

  init(_ values: [Value]) {
    for (index, value) in values.enumerated() { self[index] = value }
  }

  /// The argument for a parameter.
  subscript(index: Int) -> Value? {
    get {
      switch index {
      case 0: first
      case 1: second
      case 2: third
      default: index - 3 < rest.count ? rest[index - 3] : nil
      }
    }
    set {
      switch index {
      case 0: first = newValue
      case 1: second = newValue
      case 2: third = newValue
      default:
        while rest.count <= index - 3 { rest.append(nil) }
        rest[index - 3] = newValue
      }
    }
  }
}
