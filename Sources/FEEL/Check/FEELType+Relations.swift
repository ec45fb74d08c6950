extension FEELType {
  /// Whether the type has more parts than is worth comparing; contexts in contexts can double it with every entry.
  var isLarge: Bool {
    var size = 0
    return exceeds(2_000, &size)
  }

  private func exceeds(_ limit: Int, _ size: inout Int) -> Bool {
    size += 1
    if size > limit { return true }
    switch self {
    case .list(let element), .range(let element): return element.exceeds(limit, &size)
    case .context(let entries): return entries.values.contains { $0.exceeds(limit, &size) }
    case .function(let parameters, let result):
      return result.exceeds(limit, &size) || parameters.contains { $0.exceeds(limit, &size) }
    default: return false
    }
  }

  /// The type of the elements of a list or of the values of a range; nothing known for anything else.
  var element: FEELType {
    switch self {
    case .list(let element), .range(let element): element
    default: .any
    }
  }

  /// The type of a list's elements, and the type itself for anything else.
  var elementOrSelf: FEELType {
    if case .list(let element) = self { element } else { self }
  }

  /// Whether a record of this type may have entries that are not known before evaluation.
  func isOpenRecord(_ dialect: Dialect) -> Bool {
    switch self {
    case .any: true
    case .context: dialect == .standard
    default: false
    }
  }

  /// The type of something that has this type or the other.
  func joined(with other: FEELType) -> FEELType {
    if self == other { return self }
    switch (self, other) {
    case (.null, _): return other
    case (_, .null): return self
    case (.number, .percent), (.percent, .number): return .number
    case (.list(let a), .list(let b)): return .list(a.joined(with: b))
    case (.range(let a), .range(let b)): return .range(a.joined(with: b))
    case (.context(let a), .context(let b)):
      return .context(
        a.reduce(into: [:]) { entries, entry in
          if let theirs = b[entry.key] { entries[entry.key] = entry.value.joined(with: theirs) }
        })
    default: return .any
    }
  }

  /// Whether a value of this type can be taken for a value of the other: surely, or perhaps where too little is known.
  func mayBe(_ other: FEELType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.number, .percent), (.percent, .number): true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.mayBe(b)
    case (.context(let a), .context(let b)):
      b.allSatisfy { name, type in a[name].map { $0.mayBe(type) } ?? true }
    case (.function, .function): true
    default: self == other
    }
  }

  /// Whether two values can be compared for equality, or ordered.
  func isComparable(with other: FEELType) -> Bool {
    switch (self, other) {
    case (.date, .dateTime), (.dateTime, .date): true
    default: mayBe(other)
    }
  }

  /// Whether values of the type have an order.
  var isOrdered: Bool {
    switch self {
    case .boolean, .list, .context, .range, .function: false
    default: true
    }
  }

  /// Whether it is a number, with or without a unit.
  var isNumeric: Bool { self == .number || self == .percent }
}

extension FEELType: CustomStringConvertible {
  /// The type as expressions write it.
  public var description: String {
    switch self {
    case .any: "Any"
    case .null: "Null"
    case .number: "number"
    case .percent: "percent"
    case .string: "string"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .daysDuration: "days and time duration"
    case .yearsDuration: "years and months duration"
    case .list(let element): "list<\(element)>"
    case .range(let element): "range<\(element)>"
    case .context(let entries):
      "context<"
        + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        .joined(separator: ", ") + ">"
    case .function(let parameters, let result):
      "function<" + parameters.map(\.description).joined(separator: ", ") + ">->\(result)"
    }
  }

  /// The type in Chinese, for messages.
  var chinese: String {
    switch self {
    case .any: "任意值"
    case .null: "空值"
    case .number: "数"
    case .percent: "百分比"
    case .string: "文字"
    case .boolean: "是非"
    case .date: "日期"
    case .time: "时间"
    case .dateTime: "日期时间"
    case .daysDuration: "天时长"
    case .yearsDuration: "年月时长"
    case .list(let element): element == .any ? "列表" : "\(element.chinese)的列表"
    case .range: "范围"
    case .context: "记录"
    case .function: "函数"
    }
  }

  /// The type in English, for messages.
  var english: String {
    switch self {
    case .any: "anything"
    case .null: "null"
    case .boolean: "true or false"
    case .string: "a text"
    case .daysDuration: "a duration of days"
    case .yearsDuration: "a duration of years and months"
    case .list(let element): element == .any ? "a list" : "a list of \(element.description)"
    case .range: "a range"
    case .context: "a context"
    case .function: "a function"
    default: "a \(description)"
    }
  }
}
