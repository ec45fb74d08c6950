public import SourceText

/// A compiled expression: flat bytecode over slots.
public struct Program: Sendable {
  /// The text that it was compiled from.
  public let text: String
  /// The slots that it reads, of names and of forms; sorted, each once.
  public let reads: [Slot]
  /// The type of its value.
  public let type: FEELType
  /// The value, when the expression folds to a constant.
  public let constant: Value?
  let unit: Unit
  let dialect: Dialect
}

/// What became of a text.
public struct Compilation: Sendable {
  /// The program; nil if and only if there is an error among the diagnostics.
  public let program: Program?
  /// What was found, in the order of the text.
  public let diagnostics: [Diagnostic]
}

/// One step of a traced evaluation.
public struct Step: Sendable {
  /// The UTF-8 range of the sub-expression in the program's text.
  public let range: SourceRange
  /// Its value.
  public let value: Value
}
