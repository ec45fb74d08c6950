/// The notation of the conformance kit: every value as an object that names its type.
///
///     {"type": "number", "value": "1.5"}  {"type": "list", "items": […]}  {"type": "context", "entries": {…}}
extension Value {
  /// The value that an object in the notation stands for; nil for anything else.
  public init?(notation: Value) {
    guard case .context(let object) = notation, case .string(let type)? = object["type"] else {
      return nil
    }
    let text = object["value"]?.string
    switch type {
    case "null":
      self = .null
    case "string":
      guard let text else { return nil }
      self = .string(text)
    case "boolean":
      guard let text, text == "true" || text == "false" else { return nil }
      self = .boolean(text == "true")
    case "number":
      guard let text, let number = Number(decimal: text) else { return nil }
      self = .number(number)
    case "date", "time", "date and time", "duration":
      guard let text, let value = Value(temporal: text) else { return nil }
      self = value
    case "list":
      guard let items = object["items"]?.list else { return nil }
      let values = items.compactMap { Value(notation: $0) }
      guard values.count == items.count else { return nil }
      self = .list(values)
    case "context":
      guard let entries = object["entries"]?.context else { return nil }
      let values = entries.values.compactMap { Value(notation: $0) }
      guard values.count == entries.values.count else { return nil }
      self = .context(Context(shape: entries.shape, values: values))
    default:
      return nil
    }
  }

  /// The value with every object in the notation replaced by what it stands for.
  ///
  /// An object is in the notation when it has `type` and nothing but `value`, `items` or `entries` beside it, and can be
  /// read so; every other object stays the context that it is.
  public var resolvingNotation: Value {
    switch self {
    case .list(let items):
      return .list(items.map(\.resolvingNotation))
    case .context(let context):
      let names = Set(context.shape.names)
      let isNotation =
        names == ["type"]
        || (names.count == 2 && names.contains("type"))
          && !names.isDisjoint(with: ["value", "items", "entries"])
      if isNotation, let value = Value(notation: self) { return value }
      return .context(
        Context(shape: context.shape, values: context.values.map(\.resolvingNotation)))
    default:
      return self
    }
  }

  /// The value in the notation, as JSON on one line; a range or function has none there and is written as its text.
  public var notation: String {
    switch self {
    case .null: #"{"type": "null"}"#
    case .boolean(let value): Value.notation("boolean", value ? "true" : "false")
    case .number(let number): Value.notation("number", number.description)
    case .string(let text): Value.notation("string", text)
    case .date: Value.notation("date", literal)
    case .time: Value.notation("time", literal)
    case .dateTime: Value.notation("date and time", literal)
    case .daysDuration, .yearsDuration: Value.notation("duration", literal)
    case .list(let items):
      #"{"type": "list", "items": ["# + items.map(\.notation).joined(separator: ", ") + "]}"
    case .context(let context):
      #"{"type": "context", "entries": {"#
        + context.entries.map { Value.quoted($0.name) + ": " + $0.value.notation }
        .joined(separator: ", ") + "}}"
    case .range: Value.notation("range", literal)
    case .function: Value.notation("function", literal)
    }
  }

  private static func notation(_ type: String, _ text: String) -> String {
    "{\"type\": \"\(type)\", \"value\": \(quoted(text))}"
  }

  /// A text as a JSON string.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
