internal import SourceText

/// What the checker looks for when a node is made: operands whose types do not go together.
extension Parser {
  /// The severity of a finding about types: FEEL makes such an operation null, a definition must not hold one.
  var typeSeverity: Severity { scope.dialect == .definitions ? .error : .warning }

  /// Reports a condition that cannot be true or false.
  mutating func checkCondition(_ condition: Expression, of keyword: String) {
    guard !condition.type.isComparable(with: .boolean) else { return }
    report(
      .notCondition(
        condition.type, of: keyword, at: placeIfTold(condition.range), severity: typeSeverity))
  }

  /// Reports operands that cannot be compared, and a percentage against a bare number that was meant as one.
  mutating func checkComparison(
    _ comparison: ComparisonOperator, _ left: Expression, _ right: Expression, from start: Int
  ) {
    let whole = start..<Int(right.range.end)
    let isOrder = comparison != .equal && comparison != .notEqual
    if scope.dialect == .definitions, left.isNullLiteral || right.isNullLiteral {
      report(.comparisonWithNull(comparison.text, at: placeIfTold(whole)))
      return
    }
    if !left.type.isComparable(with: right.type) {
      report(
        .differentTypes(
          left.type, comparison.text, right.type, at: placeIfTold(whole), severity: typeSeverity))
    } else if isOrder, !left.type.isOrdered {
      report(.unordered(left.type, comparison.text, at: placeIfTold(whole), severity: typeSeverity))
    } else {
      checkPercent(left, against: right)
      checkPercent(right, against: left)
    }
  }

  /// `率 >= 95` is nearly always `率 >= 95%`.
  private mutating func checkPercent(_ percent: Expression, against other: Expression) {
    guard scope.dialect == .definitions, percent.type == .percent, other.type == .number,
      case .literal(.number(let number)) = other.kind, number.magnitude >= 2
    else { return }
    report(.bareNumberForPercent(lexer.text(other.bytes), number, at: placeIfTold(other.range)))
  }

  /// The type of a sum, difference, product, quotient or power; reports operands that have none.
  mutating func checkArithmetic(
    _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression, from start: Int
  ) -> FEELType {
    if let type = operation.type(left.type, right.type) { return type }
    report(
      .noArithmetic(
        left.type, operation.text, right.type, at: placeIfTold(start..<Int(right.range.end)),
        severity: typeSeverity))
    return .any
  }

  mutating func checkNegation(_ operand: Expression) -> FEELType {
    switch operand.type {
    case .number, .percent, .daysDuration, .yearsDuration, .any, .null:
      return operand.type
    default:
      report(.noNegation(operand.type, at: placeIfTold(operand.range), severity: typeSeverity))
      return .any
    }
  }

  mutating func checkIterable(_ domain: Expression, isRange: Bool) {
    guard scope.dialect == .definitions, !isRange else { return }
    switch domain.type {
    case .list, .range, .any, .null: return
    default: report(.notIterable(domain.type, at: placeIfTold(domain.range)))
    }
  }

  /// The type of a filtered list or of an element.
  mutating func checkFilter(_ base: Expression, _ filter: Expression) -> FEELType {
    switch filter.type {
    case .boolean: return .list(base.type.elementOrSelf)
    case .number, .percent: return base.type.elementOrSelf
    case .any, .null: return .any
    default:
      report(
        .notCondition(filter.type, of: "[ ]", at: placeIfTold(filter.range), severity: typeSeverity)
      )
      return .any
    }
  }

  /// The type of an entry or property; reports one that surely does not exist.
  mutating func checkPath(_ base: Expression, _ name: String, at range: Range<Int>) -> FEELType {
    let element = base.type.elementOrSelf
    let wrap: (FEELType) -> FEELType = { type in
      if case .list = base.type { .list(type) } else { type }
    }
    switch element {
    case .any, .null: return .any
    case .context(let entries):
      if let type = entries[name] { return wrap(type) }
      if scope.dialect == .definitions, tellsMore {
        report(
          .unknownEntry(name, known: Array(entries.keys), at: placeIfTold(range), severity: .error))
      }
      return .any
    default:
      let properties = element.properties
      if let type = properties[name] { return wrap(type) }
      report(
        .unknownEntry(
          name, known: properties.keys.sorted(), at: placeIfTold(range), severity: typeSeverity))
      return .any
    }
  }
}

extension Expression {
  /// The range as offsets into the bytes of the text.
  var bytes: Range<Int> { Int(range.start)..<Int(range.end) }

  var isNullLiteral: Bool {
    if case .literal(.null(let null)) = kind { null.reason == .unspecified } else { false }
  }
}

extension FEELType {
  /// The properties of dates, times, durations and ranges (DMN 1.5, tables 65 and 66).
  var properties: [String: FEELType] {
    let date: [String: FEELType] = [
      "year": .number, "month": .number, "day": .number, "weekday": .number,
    ]
    let time: [String: FEELType] = [
      "hour": .number, "minute": .number, "second": .number, "time offset": .daysDuration,
      "timezone": .string,
    ]
    switch self {
    case .date: return date
    case .time: return time
    case .dateTime: return date.merging(time) { first, _ in first }
    case .daysDuration:
      return ["days": .number, "hours": .number, "minutes": .number, "seconds": .number]
    case .yearsDuration: return ["years": .number, "months": .number]
    case .range(let element):
      return [
        "start": element, "end": element, "start included": .boolean, "end included": .boolean,
      ]
    default: return [:]
    }
  }
}

extension ArithmeticOperator {
  /// The operator as it is written.
  var text: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "**"
    }
  }

  /// The type of the result; nil when the operands surely have none (DMN 1.5, tables 57 to 60).
  func type(_ left: FEELType, _ right: FEELType) -> FEELType? {
    if left == .any || right == .any || left == .null || right == .null { return .any }
    switch (self, left, right) {
    case (.add, .percent, .percent), (.subtract, .percent, .percent): return .percent
    case (.add, .percent, .number), (.subtract, .percent, .number): return .percent
    case (.add, .number, .percent), (.subtract, .number, .percent): return .percent
    case (_, .number, .number), (_, .percent, .number), (_, .number, .percent): return .number
    case (_, .percent, .percent): return .number
    case (.add, .string, .string): return .string
    case (.add, .date, .daysDuration), (.add, .date, .yearsDuration): return .date
    case (.add, .daysDuration, .date), (.add, .yearsDuration, .date): return .date
    case (.add, .dateTime, .daysDuration), (.add, .dateTime, .yearsDuration): return .dateTime
    case (.add, .daysDuration, .dateTime), (.add, .yearsDuration, .dateTime): return .dateTime
    case (.add, .time, .daysDuration), (.add, .daysDuration, .time): return .time
    case (.add, .daysDuration, .daysDuration), (.subtract, .daysDuration, .daysDuration):
      return .daysDuration
    case (.add, .yearsDuration, .yearsDuration), (.subtract, .yearsDuration, .yearsDuration):
      return .yearsDuration
    case (.subtract, .date, .date), (.subtract, .dateTime, .dateTime): return .daysDuration
    case (.subtract, .date, .dateTime), (.subtract, .dateTime, .date): return .daysDuration
    case (.subtract, .time, .time): return .daysDuration
    case (.subtract, .date, .daysDuration), (.subtract, .date, .yearsDuration): return .date
    case (.subtract, .dateTime, .daysDuration), (.subtract, .dateTime, .yearsDuration):
      return .dateTime
    case (.subtract, .time, .daysDuration): return .time
    case (.multiply, .daysDuration, _) where right.isNumeric: return .daysDuration
    case (.multiply, .yearsDuration, _) where right.isNumeric: return .yearsDuration
    case (.multiply, _, .daysDuration) where left.isNumeric: return .daysDuration
    case (.multiply, _, .yearsDuration) where left.isNumeric: return .yearsDuration
    case (.divide, .daysDuration, _) where right.isNumeric: return .daysDuration
    case (.divide, .yearsDuration, _) where right.isNumeric: return .yearsDuration
    case (.divide, .daysDuration, .daysDuration), (.divide, .yearsDuration, .yearsDuration):
      return .number
    default: return nil
    }
  }
}
