/// Arithmetic on values (DMN 1.5, 10.3.2.3 and tables 57 to 61): null where the operands have no result, with the reason.
extension Value {
  static func add(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.number(let x), .number(let y)): bounded(x + y)
    case (.string(let x), .string(let y)):
      x.utf8.count + y.utf8.count > longestText ? .null(Null(.tooLarge)) : .string(x + y)
    case (.date(let date), .daysDuration(let duration)),
      (.daysDuration(let duration), .date(let date)):
      orTooLarge(date.adding(duration)) { .date($0) }
    case (.date(let date), .yearsDuration(let duration)),
      (.yearsDuration(let duration), .date(let date)):
      orTooLarge(date.adding(months: duration.months)) { .date($0) }
    case (.dateTime(let moment), .daysDuration(let duration)),
      (.daysDuration(let duration), .dateTime(let moment)):
      orTooLarge(moment.adding(duration)) { .dateTime($0) }
    case (.dateTime(let moment), .yearsDuration(let duration)),
      (.yearsDuration(let duration), .dateTime(let moment)):
      orTooLarge(moment.date.adding(months: duration.months)) {
        .dateTime(DateTime(date: $0, time: moment.time))
      }
    case (.time(let time), .daysDuration(let duration)),
      (.daysDuration(let duration), .time(let time)):
      orTooLarge(time.adding(duration)) { .time($0) }
    case (.daysDuration(let x), .daysDuration(let y)): days(x.seconds + y.seconds)
    case (.yearsDuration(let x), .yearsDuration(let y)):
      months(x.months.addingReportingOverflow(y.months))
    default: noResult(a, b)
    }
  }

  static func subtract(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.number(let x), .number(let y)): bounded(x - y)
    case (.date(let x), .date(let y)):
      days(Number(x.daysSinceEpoch - y.daysSinceEpoch) * 86_400)
    case (.dateTime(let x), .dateTime(let y)): difference(x, y)
    case (.date(let x), .dateTime(let y)): difference(x.midnight, y)
    case (.dateTime(let x), .date(let y)): difference(x, y.midnight)
    case (.time(let x), .time(let y)):
      x.difference(from: y).map(days) ?? .null(Null(.wrongArgument))
    case (.daysDuration(let x), .daysDuration(let y)): days(x.seconds - y.seconds)
    case (.yearsDuration(let x), .yearsDuration(let y)):
      months(x.months.subtractingReportingOverflow(y.months))
    case (.date, .daysDuration), (.date, .yearsDuration), (.dateTime, .daysDuration),
      (.dateTime, .yearsDuration), (.time, .daysDuration):
      add(a, negate(b))
    default: noResult(a, b)
    }
  }

  static func multiply(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.number(let x), .number(let y)): bounded(x * y)
    case (.daysDuration(let duration), .number(let factor)),
      (.number(let factor), .daysDuration(let duration)):
      days(duration.seconds * factor)
    case (.yearsDuration(let duration), .number(let factor)),
      (.number(let factor), .yearsDuration(let duration)):
      months((Number(duration.months) * factor).rounded(0, .down))
    default: noResult(a, b)
    }
  }

  static func divide(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.number(let x), .number(let y)):
      x.divided(by: y).map(bounded) ?? divisionByZero(x.isZero)
    case (.daysDuration(let duration), .number(let divisor)):
      duration.seconds.divided(by: divisor).map(days) ?? divisionByZero(duration.seconds.isZero)
    case (.yearsDuration(let duration), .number(let divisor)):
      Number(duration.months).divided(by: divisor).map { months($0.rounded(0, .down)) }
        ?? divisionByZero(duration.months == 0)
    case (.daysDuration(let x), .daysDuration(let y)):
      x.seconds.divided(by: y.seconds).map(bounded) ?? divisionByZero(x.seconds.isZero)
    case (.yearsDuration(let x), .yearsDuration(let y)):
      Number(x.months).divided(by: Number(y.months)).map(bounded)
        ?? divisionByZero(x.months == 0)
    default: noResult(a, b)
    }
  }

  static func power(_ a: Value, _ b: Value) -> Value {
    guard case .number(let base) = a, case .number(let exponent) = b else {
      return noResult(a, b)
    }
    if let whole = exponent.int {
      if base.isZero, whole < 0 { return divisionByZero(false) }
      return base.power(whole).map(bounded) ?? .null(Null(.tooLarge))
    }
    return base.power34(exponent).map { .number($0) } ?? .null(Null(.wrongArgument))
  }

  static func negate(_ a: Value) -> Value {
    switch a {
    case .number(let x): .number(-x)
    case .daysDuration(let x): .daysDuration(DaysDuration(seconds: -x.seconds))
    case .yearsDuration(let x): months((0).subtractingReportingOverflow(x.months))
    case .null: a
    default: .null(Null(.wrongType))
    }
  }

  /// The longest text that an expression may put together, in bytes.
  static let longestText = 1 << 24

  /// A number, unless it is wider than any expression may compute.
  static func bounded(_ number: Number) -> Value {
    number.bitWidth > Number.widest ? .null(Null(.tooLarge)) : .number(number)
  }

  /// Zero divided by zero leaves nothing to judge; anything else divided by zero is a contradiction (semantics S1).
  private static func divisionByZero(_ ofZero: Bool) -> Value {
    .null(Null(ofZero ? .nothingToJudge : .contradiction))
  }

  private static func days(_ seconds: Number) -> Value {
    seconds.bitWidth > Number.widest
      ? .null(Null(.tooLarge)) : .daysDuration(DaysDuration(seconds: seconds))
  }

  private static func months(_ sum: (partialValue: Int, overflow: Bool)) -> Value {
    sum.overflow
      ? .null(Null(.tooLarge)) : .yearsDuration(YearsDuration(months: sum.partialValue))
  }

  private static func months(_ number: Number) -> Value {
    number.int.map { .yearsDuration(YearsDuration(months: $0)) } ?? .null(Null(.tooLarge))
  }

  private static func orTooLarge<Result>(_ result: Result?, _ wrap: (Result) -> Value) -> Value {
    result.map(wrap) ?? .null(Null(.tooLarge))
  }

  private static func difference(_ a: DateTime, _ b: DateTime) -> Value {
    // A local moment and one in a zone have no distance.
    guard (a.time.zone == nil) == (b.time.zone == nil) else { return .null(Null(.wrongArgument)) }
    return days(a.instant - b.instant)
  }

  /// Null with the stronger reason of the operands, or because their types have no result.
  private static func noResult(_ a: Value, _ b: Value) -> Value {
    if let null = a.null { return .null(b.null.map(null.combined) ?? null) }
    return b.isNull ? b : .null(Null(.wrongType))
  }

  /// Whether it is a list.
  var isList: Bool {
    if case .list = self { true } else { false }
  }
}
