extension Value {
  /// The type of the value, as exact as the value shows.
  public var type: FEELType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysDuration: .daysDuration
    case .yearsDuration: .yearsDuration
    case .list(let items):
      .list(
        items.first.map { items.dropFirst().reduce($0.type) { $0.joined(with: $1.type) } } ?? .any)
    case .context(let context):
      .context(
        Dictionary(
          context.entries.map { ($0.name, $0.value.type) }, uniquingKeysWith: { first, _ in first })
      )
    case .range(let range):
      .range(range.values.reduce(.null) { $0.joined(with: $1.type) })
    case .function(let function):
      .function(parameters: function.parameterTypes, result: function.resultType)
    }
  }

  /// Whether the value is an instance of a type (rule 51): null is one of nothing but `Null`.
  func isInstance(of type: FEELType) -> Bool {
    switch (self, type) {
    case (.null, .null): true
    case (.null, _): false
    case (_, .any): true
    case (.number, .number), (.number, .percent): true
    case (.boolean, .boolean), (.string, .string), (.date, .date), (.time, .time): true
    case (.dateTime, .dateTime), (.daysDuration, .daysDuration): true
    case (.yearsDuration, .yearsDuration): true
    case (.list(let items), .list(let element)):
      items.allSatisfy { $0.isNull || $0.isInstance(of: element) }
    case (.context(let context), .context(let entries)):
      entries.allSatisfy { name, type in
        context[name].map { $0.isNull || $0.isInstance(of: type) } ?? false
      }
    case (.range(let range), .range(let element)):
      range.values.allSatisfy { $0.isNull || $0.isInstance(of: element) }
    case (.function(let function), .function(let parameters, let result)):
      function.conforms(to: parameters, result: result)
    default: false
    }
  }
}
