internal import SourceText

/// Reads an expression into a tree by recursive descent, resolving names in the scope as it goes.
///
/// Names with spaces can only be told apart by knowing them, so names are resolved and types inferred while parsing: each
/// node gets its type when it is made. What is wrong becomes a diagnostic and a broken node, and parsing goes on where
/// that makes sense. The parser never goes back: what follows is told from the next sign, so that the work is in proportion to the text.
struct Parser {
  var lexer: Lexer
  let scope: Scope
  /// Places for the ranges of diagnostics.
  let locate: (Range<Int>) -> Place?
  /// What was found so far.
  var diagnostics: [Diagnostic] = []
  /// The variables that are visible.
  var locals = Locals()
  /// Below this index, variables are out of reach: they stand outside the argument of a special form.
  var reachable = 0
  var nextLocal: Int32 = 0
  var depth = 0
  /// Whether the upper end of a range is being read, where `[` may close the range.
  var isEndpoint = false
  /// Set after a syntax error: nothing further is reported.
  var failed = false

  /// The deepest nesting of parentheses, lists, calls and the like.
  static let deepest = 200
  /// The tallest tree: a chain such as `1 + 1 + …` nests once per operator.
  static let tallest: Int32 = 1_500

  /// How many findings a text is told.
  private static let mostFindings = 100

  /// How deep and tall an expression may be on a stack that is not known to be large.
  private static let deepestNear = 14
  private static let tallestNear: Int32 = 24

  /// Whether the stack has room for the deepest expression.
  let isRoomy: Bool
  /// Set when the parse was given up because it needs a larger stack.
  private(set) var needsRoom = false

  init(
    _ text: String, scope: Scope, isRoomy: Bool, locate: @escaping (Range<Int>) -> Place?
  ) {
    self.isRoomy = isRoomy
    lexer = Lexer(text, dialect: scope.dialect)
    self.scope = scope
    self.locate = locate
  }

  /// Parses the whole text; nil after a syntax error.
  mutating func parse() -> Expression? {
    lexer.skipSpace()
    if lexer.isAtEnd {
      fail(.emptyExpression(at: place(0..<lexer.bytes.count)))
      return nil
    }
    let expression = parseExpression()
    lexer.skipSpace()
    if !failed, !lexer.isAtEnd { unexpected(expected: .end) }
    return failed ? nil : expression
  }

  // MARK: Nodes

  /// The place of a range in the file.
  func place(_ range: Range<Int>) -> Place? { locate(range) }

  func place(_ range: SourceRange) -> Place? { locate(Int(range.start)..<Int(range.end)) }

  /// The place for a finding that does not end the parse; nil where no more of them are told, as looking for it costs
  /// the length of the line.
  func placeIfTold(_ range: Range<Int>) -> Place? { tellsMore ? place(range) : nil }

  func placeIfTold(_ range: SourceRange) -> Place? { tellsMore ? place(range) : nil }

  /// Reports a finding that does not end the parse.
  mutating func report(_ diagnostic: Diagnostic) {
    if failed { return }
    let isNews = diagnostic.severity == .error && !diagnostics.hasErrors
    if tellsMore || isNews { diagnostics.append(diagnostic) }
  }

  /// Whether findings are still told: of a long text full of mistakes the first hundred, and in any case that there is an
  /// error.
  var tellsMore: Bool {
    diagnostics.count < Parser.mostFindings
      || (scope.dialect == .definitions && !diagnostics.hasErrors)
  }

  /// Reports a syntax error, the only one of a text.
  mutating func fail(_ diagnostic: Diagnostic) {
    if !failed { diagnostics.append(diagnostic) }
    failed = true
  }

  /// Makes a node from `start` to where the cursor is.
  mutating func make(
    _ kind: Expression.Kind, _ type: FEELType, from start: Int, height: Int32 = 0
  ) -> Expression {
    let range = SourceRange(start, max(start, lexer.end))
    lexer.effort.bytes += 1
    if height >= Parser.tallestNear, !isRoomy { giveUp() }
    if height >= Parser.tallest { fail(.tooDeep(at: place(range))) }
    return Expression(kind: failed ? .broken : kind, range: range, type: type, height: height + 1)
  }

  /// A node that stands for something that could not be read.
  mutating func broken(from start: Int) -> Expression { make(.broken, .any, from: start) }

  /// Runs a part of the parse one level deeper, unless that is too deep.
  mutating func nested(_ body: (inout Parser) -> Expression) -> Expression {
    let start = lexer.offset
    guard mayGoDeeper(at: start) else { return broken(from: start) }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// Whether there may be one more level; reports that there may not.
  mutating func mayGoDeeper(at start: Int) -> Bool {
    if depth >= Parser.deepestNear, !isRoomy { giveUp() }
    if depth >= Parser.deepest { fail(.tooDeep(at: place(start..<start))) }
    return !failed
  }

  /// Ends the parse, to be done again on a larger stack.
  private mutating func giveUp() {
    needsRoom = true
    failed = true
  }

  /// Takes a sign after white space.
  mutating func take(_ sign: String) -> Bool {
    lexer.skipSpace()
    return lexer.take(sign)
  }

  mutating func takeKeyword(_ keyword: String) -> Bool {
    lexer.skipSpace()
    return lexer.takeKeyword(keyword)
  }

  /// Takes a sign or reports that it is missing.
  mutating func expect(_ sign: String) {
    if !take(sign) { unexpected(expected: .sign(sign)) }
  }

  /// Takes a keyword or reports that it is missing.
  mutating func expectKeyword(_ keyword: String) {
    if !takeKeyword(keyword) { unexpected(expected: .sign(keyword)) }
  }

  // MARK: Variables

  /// Makes a variable that is not visible yet.
  mutating func makeLocal(_ name: String, _ type: FEELType) -> Local {
    nextLocal += 1
    return Local(id: nextLocal, name: name, type: type)
  }

  /// Makes a variable and shows it to what is parsed next.
  mutating func declare(_ name: String, _ type: FEELType) -> Local {
    let local = makeLocal(name, type)
    locals.append(local)
    return local
  }
}
