internal import SourceText

extension Parser {
  /// The longest name at the cursor that something declares; nil when there is none.
  ///
  /// Of names of the same length the innermost counts: variables, then the scope, then built-in functions.
  mutating func parseKnownName() -> Expression? {
    let start = lexer.offset
    var best = start
    var found: Meaning?
    for local in locals.reversed() {
      for entry in local.entries {
        if let end = lexer.match(entry.parts, at: start), end > best {
          (best, found) = (end, .entry(local.local, entry.name, entry.type))
        }
      }
      if let end = lexer.match(local.parts, at: start), end > best {
        (best, found) = (end, local.isRecord ? .record(local.local) : .variable(local.local))
      }
    }
    let word = lexer.text(lexer.word(at: start))
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
    case variable(Local)
    case record(Local)
    case entry(Local, String, FEELType)
    case binding(Scope.Binding)
    case function(Function)
  }

  private func isKeyword(_ range: Range<Int>) -> Bool { keywords.contains(lexer.text(range)) }

  private mutating func expression(_ meaning: Meaning, from start: Int) -> Expression {
    switch meaning {
    case .variable(let local):
      checkReach(local, from: start)
      return make(.local(local), local.type, from: start)
    case .record(let record):
      checkReach(record, from: start)
      let item = make(.local(record), record.type, from: start)
      guard record.type.isOpenRecord(scope.dialect) else { return item }
      // A record may have an entry of this name, which then is meant.
      return make(.entry(record, record.name, otherwise: item), .any, from: start, height: 1)
    case .entry(let record, let name, let type):
      checkReach(record, from: start)
      let base = make(.local(record), record.type, from: start)
      return make(.path(base, name), type, from: start, height: 1)
    case .binding(.slot(let slot, let type)):
      return orEntry(make(.slot(slot), type, from: start), from: start)
    case .binding(.constant(let value, let type)):
      return orEntry(make(.literal(value), type, from: start), from: start)
    case .binding(.form(let form)):
      return parseForm(form, from: start)
    case .function(let function):
      return make(.builtin(function), .function(parameters: [], result: .any), from: start)
    }
  }

  /// In a filter over records that are not known, an entry of the record hides a name from outside.
  private mutating func orEntry(_ outside: Expression, from start: Int) -> Expression {
    guard let record = openRecord else { return outside }
    let name = normalised(start..<lexer.end)
    return make(
      .entry(record, name, otherwise: outside), .any, from: start, height: outside.height)
  }

  /// The record of the innermost filter whose entries are not all known before evaluation.
  private var openRecord: Local? {
    locals.dropFirst(reachable).last { $0.isRecord && $0.local.type.isOpenRecord(scope.dialect) }?
      .local
  }

  /// A name that nothing declares: a diagnostic, or an entry of a record that is not known before evaluation.
  mutating func parseUnknownName() -> Expression {
    let start = lexer.offset
    let name = takeWords()
    let range = start..<lexer.end
    if let record = openRecord {
      return make(.entry(record, name, otherwise: nil), .any, from: start)
    }
    report(
      .unknownName(
        name, known: knownNames, next: nextSign(range.upperBound), at: place(range),
        dialect: scope.dialect))
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
    guard end > start, lexer.isAtNameStart else { return nil }
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

  /// Reports a variable that stands outside the argument of a special form.
  private mutating func checkReach(_ local: Local, from start: Int) {
    let isVisible = locals.dropFirst(reachable).contains { $0.local == local }
    if !isVisible {
      report(.variableInForm(local.name, at: place(start..<lexer.end)))
    }
  }

  /// All names that are visible, for suggestions.
  private var knownNames: [String] {
    var names = Array(scope.names.all)
    for local in locals {
      names.append(local.local.name)
      names.append(contentsOf: local.entries.map(\.name))
    }
    names.append(contentsOf: Function.names.all)
    return names
  }
}
