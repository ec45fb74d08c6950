/// The arguments as values of the types that the parameters declare; nil where one was left out or is null.
extension Arguments {
  func number(_ index: Int) -> Number? { self[index]?.number }

  func string(_ index: Int) -> String? { self[index]?.string }

  func list(_ index: Int) -> [Value]? { self[index]?.list }

  func context(_ index: Int) -> Context? { self[index]?.context }

  func function(_ index: Int) -> Callable? {
    if case .function(let function)? = self[index] { function } else { nil }
  }

  func date(_ index: Int) -> CalendarDate? {
    switch self[index] {
    case .date(let date)?: date
    case .dateTime(let moment)?: moment.date
    default: nil
    }
  }
}

extension Value {
  /// A null with a reason, as the result of a function.
  static func null(_ reason: Reason) -> Value { .null(Null(reason)) }
}
