package import SourceText

/// What an expression says, for whoever analyses definitions: names are resolved, and what can be written in several
/// ways (`between`, `in`) is told as comparisons.
package struct Outline: Sendable {
  /// What a part of an expression is.
  package enum Kind: Sendable {
    case constant(Value)
    /// An item, or another name that is read.
    case slot(Slot)
    /// A call of a function or of a special form, by its name.
    case call(String)
    case negation
    case arithmetic(Arithmetic)
    case comparison(Comparison)
    case and, or
    /// Condition, then, otherwise.
    case conditional
    /// Anything else.
    case other
  }

  /// The four operations and the power.
  package enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
  }

  /// The comparisons.
  package enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether it holds between two numbers.
    package func holds(_ a: Number, _ b: Number) -> Bool {
      switch self {
      case .equal: a == b
      case .notEqual: a != b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    }
  }

  /// What goes through the members of a list.
  package enum Collection: Sendable {
    /// The members themselves.
    case list
    /// List and condition.
    case filter
    /// List and condition, of one variable.
    case exists, forAll
    /// A variable of the text itself, or an element of a record.
    case member
  }

  package let kind: Kind
  /// What a part is that is told as `other`; nil for anything else.
  package let collection: Collection?
  /// The operands in the order of the text.
  package let parts: [Outline]
  /// The slot that is read here: of a name, or of a call that stands for one.
  package let slot: Slot?
  /// What works out a call, or a part that is told as `other`, by itself; nil within another one.
  package let program: Program?
  /// The UTF-8 offsets in the program's text.
  package let range: SourceRange
  package let type: FEELType
  /// How many parts it has in all, itself included.
  private let size: Int

  /// The most parts of what is told several times over.
  private static let mostRepeated = 1_000

  private init(
    kind: Kind, parts: [Outline], range: SourceRange, type: FEELType,
    collection: Collection? = nil, slot: Slot? = nil, program: Program? = nil
  ) {
    (self.kind, self.parts, self.range, self.type) = (kind, parts, range, type)
    (self.collection, self.slot, self.program) = (collection, slot, program)
    size = parts.reduce(1) { $0 + $1.size }
  }

  /// The same parts in the same order; equal for expressions that differ in spaces and brackets only.
  package var signature: String {
    let inner = parts.map(\.signature).joined(separator: ",")
    return switch kind {
    case .constant(let value): value.number?.exactText ?? "\"\(value.string ?? "\(value)")\""
    case .slot(let slot): "#\(slot.rawValue)"
    case .call(let name): "\(name)(\(inner))"
    case .negation: "-(\(inner))"
    case .arithmetic(let operation): "(\(inner))\(operation.rawValue)"
    case .comparison(let comparison): "(\(inner))\(comparison.rawValue)"
    case .and: "and(\(inner))"
    case .or: "or(\(inner))"
    case .conditional: "if(\(inner))"
    case .other: "?\(range.start)(\(inner))"
    }
  }

  /// Itself and everything below it, outermost first.
  package var all: [Outline] { [self] + parts.flatMap(\.all) }
}

extension Program {
  /// What the expression says.
  package var outline: Outline? { unit.outline }
}

/// What the compiler has found out about the parts of an expression.
struct OutlineSource {
  /// The slots that are read, by the place in the text.
  let slots: [SourceRange: Slot]
  /// Compiles a part by itself.
  let compile: (Expression) -> Program?
  /// Whether what is read of gathered values may be other slots within a quotient.
  let hasPairs: Bool
  /// Whether a part is within one that has its own program already, where variables may stand that it does not know.
  var isInside = false

  /// The most levels of nodes that a part has which is compiled by itself.
  static let mostHeight = 24

  /// The same for what is within a part.
  var inside: OutlineSource {
    var source = self
    source.isInside = true
    return source
  }

  /// What works out a part.
  func program(_ tree: Expression) -> Program? {
    isInside || tree.height > OutlineSource.mostHeight ? nil : compile(tree)
  }
}

extension Outline {
  init(_ tree: Expression, _ source: OutlineSource) {
    func make(_ kind: Kind, _ parts: [Expression], slot: Slot? = nil, program: Program? = nil)
      -> Outline
    {
      Outline(
        kind: kind, parts: parts.map { Outline($0, source) }, range: tree.range, type: tree.type,
        slot: slot, program: program)
    }
    /// Something that is not told further: what is within may stand for one member of many.
    func other(_ collection: Collection?, _ parts: [Expression]) -> Outline {
      Outline(
        kind: .other, parts: parts.map { Outline($0, source.inside) }, range: tree.range,
        type: tree.type, collection: collection, program: source.program(tree))
    }
    self =
      switch tree.kind {
      case .literal(let value): make(.constant(value), [])
      case .slot(let slot): make(.slot(slot), [], slot: source.slots[tree.range] ?? slot)
      case .negation(let operand): make(.negation, [operand])
      case .arithmetic(let operation, let a, let b):
        Outline(
          kind: .arithmetic(operation.outlined),
          parts: [a, b].map {
            Outline($0, operation == .divide && source.hasPairs ? source.inside : source)
          }, range: tree.range, type: tree.type)
      case .comparison(let comparison, let a, let b):
        make(.comparison(comparison.outlined), [a, b])
      case .conjunction(let a, let b): make(.and, [a, b])
      case .disjunction(let a, let b): make(.or, [a, b])
      case .conditional(let condition, let then, let otherwise):
        make(.conditional, [condition, then, otherwise])
      case .between(let value, let low, let high):
        Outline.within(
          Outline(value, source),
          Expression.Bounds(low: low, includesLow: true, high: high, includesHigh: true), tree,
          source)
      case .membership(let value, let tests): Outline.membership(value, tests, tree, source)
      case .form(let form, let argument, _, _):
        make(.call(form.name), [argument], slot: source.slots[tree.range])
      case .call(let callee, let arguments):
        if case .builtin(let function) = callee.kind {
          make(
            .call(function.name), arguments.map(\.value), program: source.program(tree))
        } else {
          other(nil, [callee] + arguments.map(\.value))
        }
      case .instance(let value, _): other(nil, [value])
      case .path(let value, _): other(.member, [value])
      case .filter(let list, _, let condition): other(.filter, [list, condition])
      case .list(let members):
        Outline(
          kind: .other, parts: members.map { Outline($0, source) }, range: tree.range,
          type: tree.type, collection: .list, program: source.program(tree))
      case .context(let entries): other(nil, entries.map(\.value))
      case .quantified(let every, let iterators, let body)
      where iterators.count == 1 && iterators[0].to == nil:
        other(every ? .forAll : .exists, [iterators[0].domain, body])
      case .iteration(let iterators, _, let body), .quantified(_, let iterators, let body):
        other(nil, iterators.map(\.domain) + [body])
      case .interval(let bounds): other(nil, [bounds.low, bounds.high].compactMap(\.self))
      case .lambda(_, let body): other(nil, [body])
      case .local, .entry(_, _, otherwise: nil): other(.member, [])
      case .builtin, .entry, .external, .broken: other(nil, [])
      }
  }

  /// `value in (tests)` as comparisons joined by `or`.
  private static func membership(
    _ value: Expression, _ tests: [Expression.Test], _ tree: Expression, _ source: OutlineSource
  ) -> Outline {
    let value = Outline(value, source)
    // A value that is long itself is told once: memberships in memberships would double it each time.
    guard value.size <= mostRepeated / (tests.count + 1) || value.size == 1 else {
      return Outline(
        kind: .other, parts: [value] + tests.map { Outline($0.value, source.inside) },
        range: tree.range, type: tree.type, program: source.program(tree))
    }
    let outlined = tests.map { test -> Outline in
      if let comparison = test.comparison {
        return compare(comparison.outlined, value, test.value, tree, source)
      }
      if case .interval(let bounds) = test.value.kind {
        return within(value, bounds, tree, source)
      }
      return compare(.equal, value, test.value, tree, source)
    }
    guard let first = outlined.first else {
      return Outline(kind: .other, parts: [], range: tree.range, type: tree.type)
    }
    return outlined.dropFirst().reduce(first) { so, next in
      Outline(kind: .or, parts: [so, next], range: tree.range, type: .boolean)
    }
  }

  /// A value between two ends as one or two comparisons.
  private static func within(
    _ value: Outline, _ bounds: Expression.Bounds, _ tree: Expression, _ source: OutlineSource
  ) -> Outline {
    let ends = [bounds.low, bounds.high].compactMap(\.self)
    guard value.size <= mostRepeated else {
      return Outline(
        kind: .other, parts: [value] + ends.map { Outline($0, source.inside) },
        range: tree.range, type: tree.type, program: source.program(tree))
    }
    if let only = bounds.only, let end = bounds.low {
      return compare(only == .in ? .equal : .notEqual, value, end, tree, source)
    }
    let low = bounds.low.map {
      compare(bounds.includesLow ? .greaterOrEqual : .greater, value, $0, tree, source)
    }
    let high = bounds.high.map {
      compare(bounds.includesHigh ? .lessOrEqual : .less, value, $0, tree, source)
    }
    switch (low, high) {
    case (let low?, let high?):
      return Outline(kind: .and, parts: [low, high], range: tree.range, type: .boolean)
    case (let one?, nil), (nil, let one?): return one
    case (nil, nil): return Outline(kind: .other, parts: [], range: tree.range, type: tree.type)
    }
  }

  private static func compare(
    _ comparison: Comparison, _ a: Outline, _ b: Expression, _ tree: Expression,
    _ source: OutlineSource
  ) -> Outline {
    Outline(
      kind: .comparison(comparison), parts: [a, Outline(b, source)], range: tree.range,
      type: .boolean)
  }
}

extension Outline.Comparison {
  /// What it comes to between two values of definitions.
  package func value(_ a: Value, _ b: Value) -> Value {
    let comparison: ComparisonOperator =
      switch self {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      }
    return comparison.apply(a, b, strict: true)
  }
}

extension Outline.Arithmetic {
  /// What it comes to with two values.
  package func value(_ a: Value, _ b: Value) -> Value {
    switch self {
    case .add: Value.add(a, b)
    case .subtract: Value.subtract(a, b)
    case .multiply: Value.multiply(a, b)
    case .divide: Value.divide(a, b)
    case .power: Value.power(a, b)
    }
  }
}

extension ArithmeticOperator {
  fileprivate var outlined: Outline.Arithmetic {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    }
  }
}

extension ComparisonOperator {
  fileprivate var outlined: Outline.Comparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
