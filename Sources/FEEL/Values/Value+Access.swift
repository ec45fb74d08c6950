/// Entries, properties and elements of values.
extension Value {
  /// The entry or property of a name; of a list, that of each element (DMN 1.5, 10.3.2.5 and tables 65, 66).
  func property(_ key: Shape.Key) -> Value {
    switch self {
    case .context(let context): context[key] ?? .null(Null(.notFound))
    case .list(let items): .list(items.map { $0.property(key) })
    case .null: self
    default: property(key.text)
    }
  }

  /// The property of a value that is no context and no list.
  private func property(_ name: String) -> Value {
    switch self {
    case .date(let date):
      switch name {
      case "year": .number(Int(date.year))
      case "month": .number(Int(date.month))
      case "day": .number(Int(date.day))
      case "weekday": .number(date.weekday)
      default: .null(Null(.notFound))
      }
    case .dateTime(let moment):
      switch name {
      case "year", "month", "day", "weekday": Value.date(moment.date).property(name)
      default: Value.time(moment.time).property(name)
      }
    case .time(let time): Value.property(name, of: time)
    case .daysDuration(let duration): Value.property(name, of: duration)
    case .yearsDuration(let duration):
      switch name {
      case "years": .number(duration.months / 12)
      case "months": .number(duration.months % 12)
      default: .null(Null(.notFound))
      }
    case .range(let range):
      switch name {
      case "start": range.low ?? .null
      case "end": range.high ?? .null
      case "start included": .boolean(range.includesLow)
      case "end included": .boolean(range.includesHigh)
      default: .null(Null(.notFound))
      }
    case .null, .boolean, .number, .string, .list, .context, .function:
      .null(Null(.wrongType))
    }
  }

  private static func property(_ name: String, of time: TimeOfDay) -> Value {
    switch name {
    case "hour": return .number(time.hour)
    case "minute": return .number(time.minute)
    case "second": return .number(time.second)
    case "time offset":
      return time.offset.map { .daysDuration(DaysDuration(seconds: Number($0))) } ?? .null
    case "timezone":
      if case .named(let rules) = time.zone { return .string(rules.name) }
      return .null
    default: return .null(Null(.notFound))
    }
  }

  private static func property(_ name: String, of duration: DaysDuration) -> Value {
    let size = duration.seconds.magnitude
    func part(_ unit: Number, below: Number?) -> Value {
      guard let count = size.divided(by: unit)?.floor() else { return .null }
      let whole = below.flatMap { count.divided(by: $0)?.floor() }.map { count - $0 * (below ?? 1) }
      let value = whole ?? count
      return .number(duration.seconds.isNegative ? -value : value)
    }
    switch name {
    case "days": return part(86_400, below: nil)
    case "hours": return part(3_600, below: 24)
    case "minutes": return part(60, below: 60)
    case "seconds": return part(1, below: 60)
    default: return .null(Null(.notFound))
    }
  }

  /// The element of a number (from 1, from the end where negative), or the list where the index is true.
  ///
  /// A value that is no list is a list of one (DMN 1.5, table 54). In the strict dialect null instead of a truth value is passed on.
  func indexed(by index: Value, strict: Bool) -> Value {
    if isNull { return self }
    let items = list ?? [self]
    switch index {
    case .number(let number):
      return items.element(number) ?? .null(Null(.notFound))
    case .boolean(let keeps):
      return .list(keeps ? items : [])
    case .null:
      return strict ? index : .list([])
    case .list(let only) where only.count == 1:
      return indexed(by: only[0], strict: strict)
    default:
      return strict ? .null(Null(.noCondition)) : .list([])
    }
  }
}

extension [Value] {
  /// The element of a number, from 1 or, negative, from the end.
  func element(_ number: Number) -> Value? {
    guard let place = number.int, place != 0, place.magnitude <= UInt(count) else { return nil }
    return place > 0 ? self[place - 1] : self[count + place]
  }
}
