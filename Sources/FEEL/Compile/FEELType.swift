/// The type of a value or expression, as far as it is known before evaluation.
public indirect enum FEELType: Sendable, Hashable {
  /// Nothing is known.
  case any
  /// Only null.
  case null
  case number
  /// A number that carries the unit %.
  case percent
  case string
  case boolean
  case date
  case time
  case dateTime
  case daysDuration
  case yearsDuration
  case list(FEELType)
  /// A context that has at least these entries.
  case context([String: FEELType])
  case range(FEELType)
  case function(parameters: [FEELType], result: FEELType)
}
