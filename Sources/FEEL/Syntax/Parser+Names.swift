internal import SourceText

extension Parser {
  /// The longest name at the cursor that something declares; nil when there is none.
  ///
  /// Of names of the same length the innermost counts: variables, then the scope, then built-in functions.
  mutating func parseKnownName() -> Expression? {
    let start = lexer.offset
    let word = lexer.text(lexer.word(at: start))
    var best = start
    var found: Meaning?
    if let local = locals.longest(in: lexer, at: start, word: word) {
      (best, found) = (local.end, .local(local))
    }
    if let (end, binding) = scope.names.longest(in: lexer, at: start, word: word), end > best {
      (best, found) = (end, .binding(binding))
    }
    if let (end, function) = Function.names.longest(in: lexer, at: start, word: word), end > best,
      function.dialect == nil || function.dialect == scope.dialect
    {
      (best, found) = (end, .function(function))
    }
    guard let found, !isKeyword(start..<best) else { return nil }
    lexer.offset = best
    return expression(found, from: start)
  }

  /// What a name may stand for.
  private enum Meaning {
    case local(Locals.Found)
    case binding(Scope.Binding)
    case function(Function)
  }

  private func isKeyword(_ range: Range<Int>) -> Bool { keywords.contains(lexer.text(range)) }

  private mutating func expression(_ meaning: Meaning, from start: Int) -> Expression {
    switch meaning {
    case .local(let found):
      let local = found.local
      if found.place < reachable {
        report(.variableInForm(local.name, at: placeIfTold(start..<lexer.end)))
      }
      let variable = make(.local(local), local.type, from: start)
      if let entry = found.entry {
        let value = make(.path(variable, entry.name), entry.type, from: start, height: 1)
        return self.entry(inside: found.place, otherwise: value, from: start) ?? value
      }
      // A record may have an entry of its own name, which then is meant.
      let place = found.isRecord ? found.place - 1 : found.place
      return entry(inside: place, otherwise: variable, from: start) ?? variable
    case .binding(.slot(let slot, let type)):
      let value = make(.slot(slot), type, from: start)
      return entry(otherwise: value, from: start) ?? value
    case .binding(.constant(let value, let type)):
      let value = make(.literal(value), type, from: start)
      return entry(otherwise: value, from: start) ?? value
    case .binding(.form(let form)):
      return parseForm(form, from: start)
    case .function(let function):
      if scope.dialect == .definitions, !function.isPure {
        report(.noClock(function.name, at: placeIfTold(start..<lexer.end)))
      }
      return make(.builtin(function), .function(parameters: [], result: .any), from: start)
    }
  }

  /// In filters over records that are not known, an entry of the innermost record that has it hides what a name stands
  /// for outside of the filter; nil where there is no such filter inside of the name's place among the variables.
  private mutating func entry(
    inside place: Int = -1, otherwise outside: Expression?, from start: Int
  ) -> Expression? {
    let records = locals.openRecords(inside: max(place, reachable - 1), scope.dialect)
    if records.isEmpty { return outside }
    let name = normalised(start..<lexer.end)
    return records.reduce(outside) { outside, record in
      make(
        .entry(record, name, otherwise: outside), .any, from: start, height: outside?.height ?? 0)
    }
  }

  /// A name that nothing declares: a diagnostic, or an entry of a record that is not known before evaluation.
  mutating func parseUnknownName() -> Expression {
    let start = lexer.offset
    let name = takeWords()
    let range = start..<lexer.end
    if let entry = entry(otherwise: nil, from: start) { return entry }
    // Looking for what was meant takes long.
    if tellsMore {
      report(
        .unknownName(
          name, known: knownNames, next: nextSign(range.upperBound), at: place(range),
          dialect: scope.dialect))
    }
    return make(
      .literal(.null(Null(.unknownName, range: SourceRange(start, lexer.end)))), .any,
      from: start)
  }

  /// Words with single spaces, up to a keyword or a sign.
  mutating func takeWords() -> String {
    var words: [String] = []
    while true {
      var ahead = lexer
      ahead.skipSpace()
      let word = ahead.word(at: ahead.offset)
      if word.isEmpty || (!words.isEmpty && keywords.contains(lexer.text(word))) { break }
      words.append(lexer.text(word))
      lexer.offset = word.upperBound
    }
    return words.joined(separator: " ")
  }

  /// A name that is being declared: everything that may stand in one, up to one of the ends.
  mutating func takeName(until ends: [String]) -> String? {
    var ahead = lexer
    let start = ahead.offset
    var end = start
    while true {
      ahead.skipSpace()
      if ends.contains(where: { isLetter($0) ? ahead.isKeyword($0) : ahead.isNext($0) }) { break }
      guard let (scalar, length) = ahead.scalar(at: ahead.offset) else { return nil }
      let word = ahead.word(at: ahead.offset)
      if !word.isEmpty {
        ahead.offset = word.upperBound
      } else if scalar.isNameSymbol {
        ahead.offset += length
      } else {
        return nil
      }
      end = ahead.offset
    }
    guard end > start, lexer.isAtNameStart, nameParts(lexer.text(start..<end)) != nil
    else { return nil }
    lexer.offset = end
    return normalised(start..<end)
  }

  private func isLetter(_ text: String) -> Bool { text.unicodeScalars.first?.isNameStart == true }

  /// A name with single spaces between its words and none elsewhere.
  func normalised(_ range: Range<Int>) -> String {
    let text = lexer.text(range)
    guard let parts = nameParts(text) else { return text }
    var name = ""
    for part in parts {
      let joins = name.unicodeScalars.last?.isNamePart == true
      if joins, part.unicodeScalars.first?.isNamePart == true { name += " " }
      name += part
    }
    return name
  }

  /// All names that are visible, for suggestions.
  private var knownNames: [String] {
    Array(scope.names.all) + locals.names + Function.names.all
  }
}
