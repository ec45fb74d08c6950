internal import SourceText

extension Parser {
  /// After `if` (rule 45).
  mutating func parseConditional(from start: Int) -> Expression {
    let condition = inBrackets { $0.parseExpression() }
    checkCondition(condition, of: "if")
    expectKeyword("then")
    let then = inBrackets { $0.parseExpression() }
    expectKeyword("else")
    let otherwise = parseExpression()
    return make(
      .conditional(condition, then: then, otherwise: otherwise),
      then.type.joined(with: otherwise.type), from: start,
      height: max(condition.height, then.height, otherwise.height))
  }

  /// After `for` (rule 44).
  mutating func parseIteration(from start: Int) -> Expression {
    let outer = locals.count
    defer { locals.removeAll(beyond: outer) }
    let (iterators, height) = parseIterators()
    let partial = declare("partial", .list(.any))
    expectKeyword("return")
    let body = parseExpression()
    return make(
      .iteration(iterators, partial: partial, body: body), .list(body.type), from: start,
      height: max(height, body.height))
  }

  /// After `some` or `every` (rule 46).
  mutating func parseQuantified(every: Bool, from start: Int) -> Expression {
    let outer = locals.count
    defer { locals.removeAll(beyond: outer) }
    let (iterators, height) = parseIterators()
    expectKeyword("satisfies")
    let body = parseExpression()
    checkCondition(body, of: "satisfies")
    return make(
      .quantified(every: every, iterators, satisfies: body), .boolean, from: start,
      height: max(height, body.height))
  }

  /// `name in list` or `name in low..high`, several with commas; later ones see the earlier variables.
  private mutating func parseIterators() -> ([Expression.Iterator], height: Int32) {
    var iterators: [Expression.Iterator] = []
    var height: Int32 = 0
    repeat {
      lexer.skipSpace()
      guard let name = takeName(until: ["in"]) else {
        unexpected(expected: .name)
        break
      }
      expectKeyword("in")
      let domain = inBrackets { $0.parseExpression() }
      var to: Expression?
      if take("..") { to = inBrackets { $0.parseExpression() } }
      checkIterable(domain, isRange: to != nil)
      let variable = declare(name, to == nil ? domain.type.element : domain.type)
      iterators.append(.init(variable: variable, domain: domain, to: to))
      height = max(height, domain.height, to?.height ?? 0)
    } while !failed && take(",")
    return (iterators, height)
  }

  /// After `function` (rule 55): parameters, then the body.
  mutating func parseFunction(from start: Int) -> Expression {
    let outer = locals.count
    defer { locals.removeAll(beyond: outer) }
    expect("(")
    var parameters: [Local] = []
    if !take(")") {
      repeat {
        lexer.skipSpace()
        guard let name = takeName(until: [":", ",", ")"]) else {
          unexpected(expected: .name)
          break
        }
        let type = take(":") ? parseType() ?? .any : .any
        parameters.append(declare(name, type))
      } while !failed && take(",")
      expect(")")
    }
    let type = { (result: FEELType) in
      FEELType.function(parameters: parameters.map(\.type), result: result)
    }
    if takeKeyword("external") {
      let implementation = parseExpression()
      report(.externalFunction(at: placeIfTold(start..<lexer.end), dialect: scope.dialect))
      return make(.external, type(.any), from: start, height: implementation.height)
    }
    let body = parseExpression()
    return make(
      .lambda(parameters, body: body), type(body.type), from: start, height: body.height)
  }

  /// After the point of a path: the name of an entry or property.
  mutating func parsePath(_ base: Expression, from start: Int) -> Expression {
    lexer.skipSpace()
    let nameStart = lexer.offset
    guard lexer.isAtNameStart else {
      unexpected(expected: .name)
      return broken(from: start)
    }
    let name = takeEntryName(of: base.type) ?? takeWords()
    let type = checkPath(base, name, at: nameStart..<lexer.end)
    return make(.path(base, name), type, from: start, height: base.height)
  }

  /// The longest entry name that stands here, of a context whose entries are known.
  private mutating func takeEntryName(of type: FEELType) -> String? {
    guard case .context(let types) = type.elementOrSelf else { return nil }
    let word = lexer.text(lexer.word(at: lexer.offset))
    let found = locals.entries(types).longest(in: lexer, at: lexer.offset, word: word)
    if let found { lexer.offset = found.end }
    return found?.element.name
  }

  /// A filter or an index: `list[condition]`, `list[2]` (rule 52).
  mutating func parseFilter(_ base: Expression, from start: Int) -> Expression {
    lexer.offset += 1
    let outer = locals.count
    let item = makeLocal("item", base.type.elementOrSelf)
    locals.append(item, isRecord: true)
    let filter = inBrackets { $0.parseExpression() }
    locals.removeAll(beyond: outer)
    if !failed, !take("]") { unexpected(expected: .sign("]")) }
    let type = checkFilter(base, filter)
    return make(
      .filter(base, item: item, by: filter), type, from: start,
      height: max(base.height, filter.height))
  }

  /// The arguments of a call, by position or all by name (rules 40 to 43).
  mutating func parseCall(_ callee: Expression, from start: Int) -> Expression {
    let arguments = parseArguments()
    let height = arguments.reduce(callee.height) { max($0, $1.value.height) }
    if failed { return broken(from: start) }
    let type = checkCall(callee, arguments, from: start)
    return make(.call(callee, arguments), type, from: start, height: height)
  }

  mutating func parseArguments() -> [Expression.Argument] {
    let start = lexer.offset
    expect("(")
    var arguments: [Expression.Argument] = []
    if take(")") { return arguments }
    repeat {
      lexer.skipSpace()
      let nameStart = lexer.offset
      var name = takeName(until: [":", ",", ")"])
      if name != nil, !take(":") {
        name = nil
        lexer.offset = nameStart
      }
      let nameRange = SourceRange(nameStart, lexer.offset)
      let value = inBrackets { $0.nested { $0.parseExpression() } }
      arguments.append(.init(name: name, nameRange: nameRange, value: value))
    } while !failed && take(",")
    if !failed, !take(")") { unexpected(expected: .closing("(", at: start)) }
    return arguments
  }

  /// A call of a special form: its first argument may use no variable of the expression around it.
  mutating func parseForm(_ form: Form, from start: Int) -> Expression {
    lexer.skipSpace()
    guard lexer.byte() == UInt8(ascii: "(") else {
      unexpected(expected: .sign("("))
      return broken(from: start)
    }
    let outer = reachable
    reachable = locals.count
    let argumentsStart = lexer.offset
    let arguments = parseArguments()
    reachable = outer
    if failed { return broken(from: start) }
    let range = start..<lexer.end
    guard form.parameters.contains(arguments.count), let first = arguments.first else {
      report(
        .wrongFormArguments(form.name, arguments.count, form.parameters, at: placeIfTold(range)))
      return broken(from: start)
    }
    var constants: [Value] = []
    for argument in arguments.dropFirst() {
      guard case .literal(let value) = argument.value.kind else {
        report(.formNeedsConstant(form.name, at: placeIfTold(argument.value.range)))
        return broken(from: start)
      }
      constants.append(value)
    }
    let key = form.name + canonical(argumentsStart..<lexer.offset)
    return make(
      .form(form, first.value, constants, key: key), form.resultType(first.value.type),
      from: start, height: first.value.height)
  }

  /// A text with its tokens separated by single spaces and without comments.
  private func canonical(_ range: Range<Int>) -> String {
    var lexer = lexer
    lexer.offset = range.lowerBound
    var text: [UInt8] = []
    while lexer.offset < range.upperBound {
      lexer.skipSpace()
      if lexer.offset >= range.upperBound { break }
      text.append(UInt8(ascii: " "))
      let start = lexer.offset
      let word = lexer.word(at: start)
      if !word.isEmpty {
        lexer.offset = word.upperBound
      } else if lexer.byte() == UInt8(ascii: "\"") {
        lexer.offset += 1
        while lexer.offset < range.upperBound, lexer.byte() != UInt8(ascii: "\"") {
          lexer.offset += lexer.byte() == UInt8(ascii: "\\") ? 2 : 1
        }
        lexer.offset = min(lexer.offset + 1, range.upperBound)
      } else {
        lexer.offset += 1
      }
      text.append(contentsOf: lexer.bytes[start..<lexer.end])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
