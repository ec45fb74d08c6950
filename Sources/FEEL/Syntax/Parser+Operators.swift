internal import SourceText

extension Parser {
  /// An expression of any kind (rule 1).
  mutating func parseExpression() -> Expression {
    nested { $0.parseDisjunction() }
  }

  private mutating func parseDisjunction() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parseConjunction()
    while !failed, takeKeyword("or") {
      let right = parseConjunction()
      checkCondition(left, of: "or")
      checkCondition(right, of: "or")
      left = make(
        .disjunction(left, right), .boolean, from: start, height: max(left.height, right.height))
    }
    return left
  }

  private mutating func parseConjunction() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parseComparison()
    while !failed, takeKeyword("and") {
      let right = parseComparison()
      checkCondition(left, of: "and")
      checkCondition(right, of: "and")
      left = make(
        .conjunction(left, right), .boolean, from: start, height: max(left.height, right.height))
    }
    return left
  }

  /// A comparison, `between`, `in` or `instance of` (rules 49 to 51).
  private mutating func parseComparison() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parseAdditive()
    while !failed {
      if let comparison = takeComparison() {
        let right = parseAdditive()
        checkComparison(comparison, left, right, from: start)
        left = make(
          .comparison(comparison, left, right), .boolean, from: start,
          height: max(left.height, right.height))
      } else if takeKeyword("between") {
        let low = parseAdditive()
        expectKeyword("and")
        let high = parseAdditive()
        checkComparison(.greaterOrEqual, left, low, from: start)
        checkComparison(.lessOrEqual, left, high, from: start)
        left = make(
          .between(left, low: low, high: high), .boolean, from: start,
          height: max(left.height, low.height, high.height))
      } else if takeKeyword("in") {
        let tests = parseTests(of: left)
        let height = tests.reduce(left.height) { max($0, $1.value.height) }
        left = make(.membership(left, tests), .boolean, from: start, height: height)
      } else if takeKeyword("instance") {
        expectKeyword("of")
        let type = parseType()
        left = make(.instance(left, of: type), .boolean, from: start, height: left.height)
      } else {
        break
      }
    }
    return left
  }

  /// A comparison operator, when one is next.
  private mutating func takeComparison() -> ComparisonOperator? {
    lexer.skipSpace()
    if lexer.take("<=") { return .lessOrEqual }
    if lexer.take(">=") { return .greaterOrEqual }
    if lexer.take("!=") { return .notEqual }
    if lexer.take("<") { return .less }
    if lexer.take(">") { return .greater }
    if lexer.take("=") {
      if lexer.byte() == UInt8(ascii: "=") {
        let sign = lexer.offset - 1..<lexer.offset + 1
        fail(.doubleEquals(at: place(sign)))
      }
      return .equal
    }
    return nil
  }

  /// What stands after `in`: one test, or several in parentheses (rules 7 to 13).
  private mutating func parseTests(of value: Expression) -> [Expression.Test] {
    lexer.skipSpace()
    if lexer.byte() == UInt8(ascii: "(") {
      let list = attempt { parser -> [Expression.Test]? in
        _ = parser.take("(")
        var tests: [Expression.Test] = []
        repeat {
          tests.append(parser.parseTest(of: value))
        } while !parser.failed && parser.take(",")
        return parser.take(")") ? tests : nil
      }
      if let list { return list }
    }
    return [parseTest(of: value)]
  }

  private mutating func parseTest(of value: Expression) -> Expression.Test {
    lexer.skipSpace()
    let start = lexer.offset
    let comparison = takeComparison()
    let operand = comparison == nil ? nested { $0.parseAdditive() } : parseAdditive()
    if let comparison { checkComparison(comparison, value, operand, from: start) }
    return Expression.Test(comparison: comparison, value: operand)
  }

  /// The value of a unary range such as `>= 5` in parentheses: the range itself.
  mutating func parseUnaryRange(from start: Int) -> Expression? {
    guard let comparison = takeComparison() else { return nil }
    let operand = parseAdditive()
    let bounds: Expression.Bounds? =
      switch comparison {
      case .less:
        .init(low: nil, includesLow: false, high: operand, includesHigh: false)
      case .lessOrEqual:
        .init(low: nil, includesLow: false, high: operand, includesHigh: true)
      case .greater:
        .init(low: operand, includesLow: false, high: nil, includesHigh: false)
      case .greaterOrEqual:
        .init(low: operand, includesLow: true, high: nil, includesHigh: false)
      case .equal:
        .init(low: operand, includesLow: true, high: operand, includesHigh: true)
      case .notEqual: nil
      }
    guard let bounds else {
      fail(
        .unexpected(
          lexer.text(start..<lexer.offset), expected: .expression, at: place(start..<lexer.offset)))
      return broken(from: start)
    }
    return make(.interval(bounds), .range(operand.type), from: start, height: operand.height)
  }

  /// Sums and differences (rule 19).
  mutating func parseAdditive() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parseMultiplicative()
    while !failed {
      lexer.skipSpace()
      let operation: ArithmeticOperator
      if lexer.take("+") {
        operation = .add
      } else if lexer.take("-") {
        operation = .subtract
      } else {
        break
      }
      left = arithmetic(operation, left, parseMultiplicative(), from: start)
    }
    return left
  }

  private mutating func parseMultiplicative() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parsePower()
    while !failed {
      lexer.skipSpace()
      let operation: ArithmeticOperator
      if lexer.byte() == UInt8(ascii: "*"), lexer.byte(1) != UInt8(ascii: "*") {
        operation = .multiply
      } else if lexer.byte() == UInt8(ascii: "/") {
        operation = .divide
      } else {
        break
      }
      lexer.offset += 1
      left = arithmetic(operation, left, parsePower(), from: start)
    }
    return left
  }

  /// Powers, from left to right; a minus binds tighter: `-2 ** 2` is 4 (rule 25).
  private mutating func parsePower() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    var left = parseNegation()
    while !failed, take("**") { left = arithmetic(.power, left, parseNegation(), from: start) }
    return left
  }

  private mutating func parseNegation() -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    guard lexer.take("-") else { return parsePostfix() }
    let operand = nested { $0.parseNegation() }
    let type = checkNegation(operand)
    return make(.negation(operand), type, from: start, height: operand.height)
  }

  private mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression, from start: Int
  ) -> Expression {
    let type = checkArithmetic(operation, left, right, from: start)
    return make(
      .arithmetic(operation, left, right), type, from: start,
      height: max(left.height, right.height))
  }
}
