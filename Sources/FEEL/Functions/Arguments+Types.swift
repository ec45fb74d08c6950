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

extension [Value] {
  /// The items as numbers; the null that stands for the result where one is null or something else.
  func numbers() -> Result<[Number], Null> {
    var numbers: [Number] = []
    numbers.reserveCapacity(count)
    var null: Null?
    for item in self {
      switch item {
      case .number(let number): numbers.append(number)
      case .null(let other): null = null.map { $0.combined(with: other) } ?? other
      default: null = null ?? Null(.wrongType)
      }
    }
    return null.map { .failure($0) } ?? .success(numbers)
  }
}

extension Null: Error {}
