internal import SourceText

extension Function {
  static let getValue = Function(
    "get value", .context,
    summary: Phrase(zh: "记录中某一项的值", en: "The value of an entry; null when there is none."),
    [
      Overload([Parameter("m", .context([:])), Parameter("key", .string)], .any) { _, arguments in
        guard let context = arguments.context(0), let key = arguments.string(1) else {
          return .null(.wrongType)
        }
        return context[key] ?? .null(.notFound)
      }
    ],
    examples: [
      .init("get value({key1: \"value1\"}, \"key1\")", "\"value1\""),
      .init("get value({a: 1}, \"b\")", "null"),
    ])

  static let getEntries = Function(
    "get entries", .context,
    summary: Phrase(zh: "记录的各项，每项含 key 与 value", en: "The entries as contexts of key and value."),
    [
      Overload([Parameter("m", .context([:]))], .list(.context(["key": .string, "value": .any]))) {
        machine, arguments in
        guard let context = arguments.context(0), machine.spend(context.values.count) else {
          return .null(.wrongType)
        }
        let shape = Shape(["key", "value"])
        return .list(
          context.entries.map {
            .context(Context(shape: shape, values: [.string($0.name), $0.value]))
          })
      }
    ],
    examples: [
      .init("get entries({a: 1})", "[{key: \"a\", value: 1}]"), .init("get entries({})", "[]"),
    ])

  static let contextPut = Function(
    "context put", .context,
    summary: Phrase(
      zh: "在记录中放入一项，或按路径放入内层记录",
      en: "The context with an entry put in, or put in at the end of a path of keys."),
    [
      Overload(
        [
          Parameter("context", .context([:])), Parameter("key"),
          Parameter("value", .any, null: true),
        ], isPositional: true, .context([:])
      ) { machine, arguments in machine.put(arguments) },
      Overload(
        [
          Parameter("context", .context([:])), Parameter("key", .string),
          Parameter("value", .any, null: true),
        ], .context([:])
      ) { machine, arguments in machine.put(arguments) },
      Overload(
        [
          Parameter("context", .context([:])), Parameter("keys", .list(.string)),
          Parameter("value", .any, null: true),
        ], .context([:])
      ) { machine, arguments in machine.put(arguments) },
    ],
    examples: [
      .init("context put({x: 1}, \"y\", 2)", "{x: 1, y: 2}"),
      .init("context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
      .init("context put({x: 1}, [\"x\", 1], 2)", "null"),
    ])

  static let contextMerge = Function(
    "context merge", .context,
    summary: Phrase(zh: "合并几个记录，同名的取后者", en: "All entries; of equal names the last one counts."),
    [
      Overload([Parameter("contexts", .list(.context([:])))], .context([:])) {
        machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        var entries: [(name: String, value: Value)] = []
        for item in items {
          guard let context = item.context, machine.spend(context.values.count) else {
            return item.isNull ? item : .null(.wrongType)
          }
          entries += context.entries
        }
        return .context(Context(entries))
      }
    ],
    examples: [
      .init("context merge([{x: 1}, {y: 2}])", "{x: 1, y: 2}"),
      .init("context merge([{x: 1}, {x: 2}])", "{x: 2}"),
    ])

  static let context = Function(
    "context", .context,
    summary: Phrase(
      zh: "由 key 与 value 的列表组成记录", en: "A context of entries that have a key and a value."),
    [
      Overload([Parameter("entries", .list(.context([:])))], .context([:])) {
        machine, arguments in
        guard let items = arguments.list(0), machine.spend(items.count) else {
          return .null(.wrongType)
        }
        var names: Set<String> = []
        var entries: [(name: String, value: Value)] = []
        for item in items {
          guard let entry = item.context, let key = entry["key"]?.string,
            let value = entry["value"],
            names.insert(key).inserted
          else { return .null(.wrongArgument) }
          entries.append((name: key, value: value))
        }
        return .context(Context(entries))
      }
    ],
    examples: [
      .init("context([{key: \"a\", value: 1}])", "{a: 1}"),
      .init("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"),
    ])
}

extension Machine {
  fileprivate mutating func put(_ arguments: Arguments) -> Value {
    guard let context = arguments.context(0) else { return .null(.wrongType) }
    let value = arguments[2] ?? .null
    switch arguments[1] {
    case .string(let key)?:
      return put(value, at: [key], in: context)
    case .list(let keys)?:
      let names = keys.compactMap(\.string)
      guard !keys.isEmpty, names.count == keys.count else { return .null(.wrongArgument) }
      return put(value, at: names[...], in: context)
    default:
      return .null(.wrongType)
    }
  }

  private mutating func put(
    _ value: Value, at path: ArraySlice<String>, in context: Context
  ) -> Value {
    guard let key = path.first, path.count <= Machine.deepestValue else {
      return .null(.wrongArgument)
    }
    guard spend(context.values.count) else { return .null(.tooManySteps) }
    var inner = value
    if path.count > 1 {
      guard case .context(let child)? = context[key] else { return .null(.notFound) }
      inner = put(value, at: path.dropFirst(), in: child)
      if inner.isNull { return inner }
    }
    return .context(Context(context.entries + [(name: key, value: inner)]))
  }
}
