internal import LargeStack
public import SourceText

/// Parses, checks, folds constants and compiles an expression that stands alone.
///
/// What was found has places in the text itself, under the name `path`.
public func compile(
  _ text: String, in scope: Scope = Scope(), path: String = "expression",
  expecting: FEELType? = nil
) -> Compilation {
  let file = SourceFile(path: path, text: text)
  // No form is declared in such a scope that anybody could fill.
  var forms = FormTable(first: Slot(rawValue: .max))
  return compile(text, in: scope, forms: &forms, expecting: expecting) { range in
    file.place(SourceRange(range.lowerBound, range.upperBound))
  }
}

/// Parses, checks, folds constants and compiles an expression.
///
/// Never throws and never crashes, whatever the text. `locate` turns a range of UTF-8 offsets of the text into a place
/// of the file that it came from; `expecting` is the type that the value must have. Calls of special forms are added to
/// `forms`, unless there is an error.
public func compile(
  _ text: String, in scope: Scope, forms: inout FormTable, expecting: FEELType? = nil,
  locate: (Range<Int>) -> Place?
) -> Compilation {
  withoutActuallyEscaping(locate) { locate in
    let near = compile(text, scope, &forms, expecting, locate, isRoomy: false)
    if let near { return near }
    let deep = withLargeStack {
      compile(text, scope, &forms, expecting, locate, isRoomy: true)
    }
    let place = locate(0..<text.utf8.count)
    return (deep ?? nil) ?? Compilation(program: nil, diagnostics: [.tooDeep(at: place)])
  }
}

/// Compiles with a stack that is as it is, or one that has room; nil where it needs one with room.
private func compile(
  _ text: String, _ scope: Scope, _ forms: inout FormTable, _ expecting: FEELType?,
  _ locate: @escaping (Range<Int>) -> Place?, isRoomy: Bool
) -> Compilation? {
  var parser = Parser(text, scope: scope, isRoomy: isRoomy, locate: locate)
  let parsed = parser.parse()
  if parser.needsRoom { return nil }
  guard let expression = parsed else {
    return Compilation(program: nil, diagnostics: parser.diagnostics)
  }
  if let expecting, !expression.type.isComparable(with: expecting) {
    parser.report(
      .wrongType(
        expected: expecting, found: expression.type, at: locate(0..<text.utf8.count),
        severity: parser.typeSeverity))
  }
  if parser.diagnostics.hasErrors {
    return Compilation(program: nil, diagnostics: parser.diagnostics)
  }
  var compiler = Compiler(
    dialect: scope.dialect, locate: locate, builder: UnitBuilder(), forms: forms, text: text,
    gathered: scope.gathered)
  let program = compiler.program(expression)
  let diagnostics = parser.diagnostics + compiler.diagnostics
  if diagnostics.hasErrors { return Compilation(program: nil, diagnostics: diagnostics) }
  forms = compiler.forms
  return Compilation(program: program, diagnostics: diagnostics)
}
