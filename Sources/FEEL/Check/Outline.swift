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

  package let kind: Kind
  /// The operands in the order of the text.
  package let parts: [Outline]
  /// The UTF-8 offsets in the program's text.
  package let range: SourceRange
  package let type: FEELType
  /// How many parts it has in all, itself included.
  private let size: Int

  /// The most parts of what is told several times over.
  private static let mostRepeated = 1_000

  private init(kind: Kind, parts: [Outline], range: SourceRange, type: FEELType) {
    (self.kind, self.parts, self.range, self.type) = (kind, parts, range, type)
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

extension Outline {
  init(_ tree: Expression) {
    func make(_ kind: Kind, _ parts: [Expression]) -> Outline {
      Outline(kind: kind, parts: parts.map { Outline($0) }, range: tree.range, type: tree.type)
    }
    self =
      switch tree.kind {
      case .literal(let value): make(.constant(value), [])
      case .slot(let slot): make(.slot(slot), [])
      case .negation(let operand): make(.negation, [operand])
      case .arithmetic(let operation, let a, let b): make(.arithmetic(operation.outlined), [a, b])
      case .comparison(let comparison, let a, let b):
        make(.comparison(comparison.outlined), [a, b])
      case .conjunction(let a, let b): make(.and, [a, b])
      case .disjunction(let a, let b): make(.or, [a, b])
      case .conditional(let condition, let then, let otherwise):
        make(.conditional, [condition, then, otherwise])
      case .between(let value, let low, let high):
        Outline.within(
          Outline(value),
          Expression.Bounds(low: low, includesLow: true, high: high, includesHigh: true), tree)
      case .membership(let value, let tests): Outline.membership(value, tests, tree)
      case .form(let form, let argument, _, _): make(.call(form.name), [argument])
      case .call(let callee, let arguments):
        if case .builtin(let function) = callee.kind {
          make(.call(function.name), arguments.map(\.value))
        } else {
          make(.other, [callee] + arguments.map(\.value))
        }
      case .instance(let value, _), .path(let value, _): make(.other, [value])
      case .filter(let list, _, let condition): make(.other, [list, condition])
      case .list(let members): make(.other, members)
      case .context(let entries): make(.other, entries.map(\.value))
      case .iteration(let iterators, _, let body), .quantified(_, let iterators, let body):
        make(.other, iterators.map(\.domain) + [body])
      case .interval(let bounds): make(.other, [bounds.low, bounds.high].compactMap(\.self))
      case .lambda(_, let body): make(.other, [body])
      case .local, .builtin, .entry, .external, .broken: make(.other, [])
      }
  }

  /// `value in (tests)` as comparisons joined by `or`.
  private static func membership(
    _ value: Expression, _ tests: [Expression.Test], _ tree: Expression
  ) -> Outline {
    let value = Outline(value)
    // A value that is long itself is told once: memberships in memberships would double it each time.
    guard value.size <= mostRepeated / (tests.count + 1) || value.size == 1 else {
      return Outline(
        kind: .other, parts: [value] + tests.map { Outline($0.value) }, range: tree.range,
        type: tree.type)
    }
    let outlined = tests.map { test -> Outline in
      if let comparison = test.comparison {
        return compare(comparison.outlined, value, test.value, tree)
      }
      if case .interval(let bounds) = test.value.kind { return within(value, bounds, tree) }
      return compare(.equal, value, test.value, tree)
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
    _ value: Outline, _ bounds: Expression.Bounds, _ tree: Expression
  ) -> Outline {
    let ends = [bounds.low, bounds.high].compactMap(\.self)
    guard value.size <= mostRepeated else {
      return Outline(
        kind: .other, parts: [value] + ends.map { Outline($0) }, range: tree.range, type: tree.type)
    }
    if let only = bounds.only, let end = bounds.low {
      return compare(only == .in ? .equal : .notEqual, value, end, tree)
    }
    let low = bounds.low.map {
      compare(bounds.includesLow ? .greaterOrEqual : .greater, value, $0, tree)
    }
    let high = bounds.high.map {
      compare(bounds.includesHigh ? .lessOrEqual : .less, value, $0, tree)
    }
    switch (low, high) {
    case (let low?, let high?):
      return Outline(kind: .and, parts: [low, high], range: tree.range, type: .boolean)
    case (let one?, nil), (nil, let one?): return one
    case (nil, nil): return Outline(kind: .other, parts: [], range: tree.range, type: tree.type)
    }
  }

  private static func compare(
    _ comparison: Comparison, _ a: Outline, _ b: Expression, _ tree: Expression
  ) -> Outline {
    Outline(
      kind: .comparison(comparison), parts: [a, Outline(b)], range: tree.range,
      type: .boolean)
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
