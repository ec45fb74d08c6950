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
    let start = lexer.offset
    guard lexer.byte() == UInt8(ascii: "("), mayGoDeeper(at: start) else {
      return [parseTest(of: value) { $0.nested { $0.parseAdditive() } }]
    }
    lexer.offset += 1
    depth += 1
    let outer = isEndpoint
    isEndpoint = false
    var tests: [Expression.Test] = []
    repeat {
      tests.append(parseTest(of: value) { $0.parseExpression() })
    } while !failed && take(",")
    isEndpoint = outer
    depth -= 1
    guard tests.count == 1, let test = tests.first, test.comparison == nil, !failed else {
      if !failed, !take(")") { unexpected(expected: .closing("(", at: start)) }
      return tests
    }
    // One value in parentheses is an expression that may go on behind them, or the range that they open.
    let first: Expression
    if take("..") {
      first = parseIntervalEnd(test.value, includesLow: false, from: start)
    } else {
      if !take(")") { unexpected(expected: .closing("(", at: start)) }
      first = Expression(
        kind: test.value.kind, range: SourceRange(start, lexer.end), type: test.value.type,
        height: test.value.height)
    }
    return [Expression.Test(comparison: nil, value: parseAdditive(first))]
  }

  private mutating func parseTest(
    of value: Expression, _ parseValue: (inout Parser) -> Expression
  ) -> Expression.Test {
    lexer.skipSpace()
    let start = lexer.offset
    guard let comparison = takeComparison() else {
      return Expression.Test(comparison: nil, value: parseValue(&self))
    }
    let operand = parseAdditive()
    checkComparison(comparison, value, operand, from: start)
    return Expression.Test(comparison: comparison, value: operand)
  }

  /// The value of a unary range such as `>= 5` in parentheses: the range itself.
  mutating func parseUnaryRange(from start: Int) -> Expression? {
    guard let comparison = takeComparison() else { return nil }
    let operand = parseAdditive()
    let bounds: Expression.Bounds =
      switch comparison {
      case .less: .init(high: operand)
      case .lessOrEqual: .init(high: operand, includesHigh: true)
      case .greater: .init(low: operand)
      case .greaterOrEqual: .init(low: operand, includesLow: true)
      case .equal: .init(low: operand, only: .in)
      case .notEqual: .init(low: operand, only: .out)
      }
    return make(.interval(bounds), .range(operand.type), from: start, height: operand.height)
  }

  /// Sums and differences (rule 19), perhaps with a first operand that was read already.
  mutating func parseAdditive(_ first: Expression? = nil) -> Expression {
    lexer.skipSpace()
    let start = first.map { Int($0.range.start) } ?? lexer.offset
    var left = parseMultiplicative(first)
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

  private mutating func parseMultiplicative(_ first: Expression? = nil) -> Expression {
    lexer.skipSpace()
    let start = first.map { Int($0.range.start) } ?? lexer.offset
    var left = parsePower(first)
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
  private mutating func parsePower(_ first: Expression? = nil) -> Expression {
    lexer.skipSpace()
    let start = first.map { Int($0.range.start) } ?? lexer.offset
    var left = parseNegation(first)
    while !failed, take("**") { left = arithmetic(.power, left, parseNegation(), from: start) }
    return left
  }

  private mutating func parseNegation(_ first: Expression? = nil) -> Expression {
    lexer.skipSpace()
    let start = lexer.offset
    guard first == nil, lexer.take("-") else { return parsePostfix(first) }
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
