import SourceText

extension Value: CustomStringConvertible {
  /// The value as the function `string` writes it; texts inside lists and contexts stand in quotes, null is `null`.
  public var description: String {
    if case .string(let text) = self { return text }
    return literal
  }

  /// The value for a reader: like `description`, but a text stands in quotes.
  public var literal: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number.description
    case .string(let value): Value.quote(value, to: &text)
    case .date(let date): text += date.description
    case .time(let time): text += time.description
    case .dateTime(let moment): text += moment.description
    case .daysDuration(let duration): text += duration.description
    case .yearsDuration(let duration): text += duration.description
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.write(to: &text)
      }
      text += "]"
    case .context(let context):
      text += "{"
      for (index, entry) in context.entries.enumerated() {
        if index > 0 { text += ", " }
        if Scope.isName(entry.name) {
          text += entry.name
        } else {
          Value.quote(entry.name, to: &text)
        }
        text += ": "
        entry.value.write(to: &text)
      }
      text += "}"
    case .range(let range): range.write(to: &text)
    case .function(let function): text += function.description
    }
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isHidden && scalar.value <= 0xFFFF:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension Interval {
  /// The range as an expression would write it.
  fileprivate func write(to text: inout String) {
    switch (low, high) {
    case (let value?, _) where isSingle: text += "(= \(value.literal))"
    case (let low?, nil): text += "(\(includesLow ? ">=" : ">") \(low.literal))"
    case (nil, let high?): text += "(\(includesHigh ? "<=" : "<") \(high.literal))"
    default:
      if let excluded { return text += "(!= \(excluded.literal))" }
      text += includesLow ? "[" : "("
      text += (low?.literal ?? "null") + ".." + (high?.literal ?? "null")
      text += includesHigh ? "]" : ")"
    }
  }
}

extension CalendarDate: CustomStringConvertible {
  /// The date as `2021-12-31`.
  public var description: String {
    let digits = String(year.magnitude)
    let years = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year < 0 ? "-" : "") + years + "-" + two(Int(month)) + "-" + two(Int(day))
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// The time as `08:30:00`, with the fraction and the zone that it has.
  public var description: String {
    var text = two(hour) + ":" + two(minute) + ":" + two(second)
    let rest = nanoseconds % 1_000_000_000
    if rest > 0 {
      // "0.5" without the zero.
      text += Number(mantissa: rest, scale: 9).description.dropFirst()
    }
    switch zone {
    case nil: return text
    case .offset(seconds: 0): return text + "Z"
    case .offset(let seconds): return text + TimeOfDay.text(offset: Int(seconds))
    case .named(let rules): return text + "@" + rules.name
    }
  }

  private static func text(offset: Int) -> String {
    let size = abs(offset)
    let seconds = size % 60 == 0 ? "" : ":" + two(size % 60)
    return (offset < 0 ? "-" : "+") + two(size / 3_600) + ":" + two(size / 60 % 60) + seconds
  }
}

extension DateTime: CustomStringConvertible {
  /// The moment as `2021-12-31T08:30:00`.
  public var description: String { "\(date)T\(time)" }
}

extension DaysDuration: CustomStringConvertible {
  /// The duration as `P1DT2H3M4.5S`, its largest units first; zero is `PT0S`.
  public var description: String {
    if seconds.isZero { return "PT0S" }
    let size = seconds.magnitude
    let days = size.divided(by: 86_400)?.floor() ?? .zero
    var rest = size - days * 86_400
    let hours = rest.divided(by: 3_600)?.floor() ?? .zero
    rest = rest - hours * 3_600
    let minutes = rest.divided(by: 60)?.floor() ?? .zero
    rest = rest - minutes * 60
    var text = (seconds.isNegative ? "-" : "") + "P"
    if !days.isZero { text += "\(days)D" }
    if hours.isZero, minutes.isZero, rest.isZero { return text }
    text += "T"
    if !hours.isZero { text += "\(hours)H" }
    if !minutes.isZero { text += "\(minutes)M" }
    if !rest.isZero { text += "\(rest)S" }
    return text
  }
}

extension YearsDuration: CustomStringConvertible {
  /// The duration as `P1Y6M`; zero is `P0M`.
  public var description: String {
    if months == 0 { return "P0M" }
    let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
    var text = (months < 0 ? "-" : "") + "P"
    if years > 0 { text += "\(years)Y" }
    if rest > 0 { text += "\(rest)M" }
    return text
  }
}

/// Two digits.
private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
