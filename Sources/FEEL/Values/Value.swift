/// A value of the expression language.
///
/// A missing value, a null, an empty text and a failed computation are told apart: the last two nulls carry a reason.
/// Equality and order of the language are three-valued and live in ``equals(_:)`` and ``compare(_:)``, so `Value` is not `Equatable`.
public enum Value: Sendable {
  case null(Null)
  case boolean(Bool)
  case number(Number)
  case string(String)
  case date(CalendarDate)
  indirect case time(TimeOfDay)
  indirect case dateTime(DateTime)
  case daysDuration(DaysDuration)
  case yearsDuration(YearsDuration)
  case list([Value])
  case context(Context)
  indirect case range(Interval)
  case function(Callable)
}

extension Value {
  /// A null that nobody gave a reason for: the literal `null`.
  public static var null: Value { .null(Null(.unspecified)) }

  /// An integer.
  public static func number(_ value: Int) -> Value { .number(Number(value)) }

  /// Whether it is null, whatever the reason.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether it is nothing of nothing: zero divided by zero.
  public var isNothingToJudge: Bool {
    if case .null(let null) = self { null.reason == .nothingToJudge } else { false }
  }

  /// The reason, when it is null.
  public var null: Null? {
    if case .null(let null) = self { null } else { nil }
  }

  /// The truth value, when it is one.
  public var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  /// The number, when it is one.
  public var number: Number? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The text, when it is one.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The items, when it is a list.
  public var list: [Value]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// The context, when it is one.
  public var context: Context? {
    if case .context(let value) = self { value } else { nil }
  }
}
