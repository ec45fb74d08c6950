internal import SourceText

/// A node of the syntax tree: what it is, where it stands, and the type that was inferred when it was made.
struct Expression: Sendable {
  let kind: Kind
  let range: SourceRange
  let type: FEELType
  /// How many levels of nodes it has; bounded, so that no walk over the tree can exhaust the stack.
  let height: Int32

  /// The shapes of the grammar (DMN 1.5, 10.3.1.2), with names already resolved.
  indirect enum Kind: Sendable {
    case literal(Value)
    case slot(Slot)
    case local(Local)
    case builtin(Function)
    /// A name inside a filter whose records are not known: the record's entry, else what the name means outside.
    case entry(Local, String, otherwise: Expression?)
    case negation(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case conjunction(Expression, Expression)
    case disjunction(Expression, Expression)
    case between(Expression, low: Expression, high: Expression)
    case membership(Expression, [Test])
    case instance(Expression, of: FEELType?)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case iteration([Iterator], partial: Local, body: Expression)
    case quantified(every: Bool, [Iterator], satisfies: Expression)
    case list([Expression])
    case context([Entry])
    case interval(Bounds)
    case path(Expression, String)
    case filter(Expression, item: Local, by: Expression)
    case call(Expression, [Argument])
    case lambda([Local], body: Expression)
    /// A function that is implemented outside: it is never called.
    case external
    /// A call of a special form, to be lifted; the text identifies it.
    case form(Form, Expression, [Value], key: String)
    /// Something that could not be parsed or resolved; a diagnostic says so.
    case broken
  }

  /// A test after `in`: an operator with its right side, or a value, list or range to be in.
  struct Test: Sendable {
    var comparison: ComparisonOperator?
    var value: Expression
  }

  /// A variable of `for`, `some` or `every` with the values that it takes; `to` is the end of `low..high`.
  struct Iterator: Sendable {
    var variable: Local
    var domain: Expression
    var to: Expression?
  }

  /// An entry of a context; later entries and the values of functions read it through its variable.
  struct Entry: Sendable {
    var name: String
    var variable: Local
    var value: Expression
  }

  /// The ends of a range; an end that is nil is open towards everything.
  struct Bounds: Sendable {
    var low: Expression?
    var includesLow = false
    var high: Expression?
    var includesHigh = false
    /// Whether the lower end is the only value that is in the range, `= 5`, or the only one out of it, `!= 5`.
    var only: Only?

    enum Only { case `in`, out }
  }

  /// An argument of a call, by position or by name.
  struct Argument: Sendable {
    var name: String?
    var nameRange: SourceRange
    var value: Expression
  }
}

/// A variable that an expression declares itself.
struct Local: Sendable, Hashable {
  /// Its number, unique within the text.
  let id: Int32
  let name: String
  let type: FEELType
}

enum ArithmeticOperator: UInt8, Sendable {
  case add, subtract, multiply, divide, power
}

enum ComparisonOperator: UInt8, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  /// The operator as it is written.
  var text: String {
    switch self {
    case .equal: "="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}
