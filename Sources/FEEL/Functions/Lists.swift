internal import SourceText

extension Function {
  private static let list = Parameter("list", .list(.any))

  static let listContains = Function(
    "list contains", .list,
    summary: Phrase(zh: "列表是否含有某项", en: "Whether an item equals the element."),
    [
      Overload([list, Parameter("element", .any, null: true)], .boolean) { machine, arguments in
        guard let items = arguments.list(0), machine.spend(lookingAt: .list(items)) else {
          return .null(.wrongType)
        }
        let element = arguments[1] ?? .null
        return .boolean(items.contains { $0.equals(element) == true })
      }
    ],
    examples: [
      .init("list contains([1, 2, 3], 2)", "true"), .init("list contains([1, null], null)", "true"),
    ])

  static let sublist = Function(
    "sublist", .list,
    summary: Phrase(
      zh: "从某个位置起的若干项，位置从 1 起，负数从末尾数",
      en: "The items from a position on, counted from 1, or from the end where negative."),
    [
      Overload(
        [
          list, Parameter("start position", .number), Parameter("length", .number, optional: true),
        ], typed: { $0.first ?? .any }
      ) { machine, arguments in
        guard let items = arguments.list(0), let position = arguments.number(1) else {
          return .null(.wrongType)
        }
        guard let range = items.range(from: position, count: arguments.number(2)) else {
          return .null(.wrongArgument)
        }
        guard machine.spend(range.count) else { return .null(.tooManySteps) }
        return .list(Array(items[range]))
      }
    ],
    examples: [
      .init("sublist([4, 5, 6], 2)", "[5, 6]"), .init("sublist([4, 5, 6], -2, 1)", "[5]"),
    ])

  static let append = Function(
    "append", .list,
    summary: Phrase(zh: "在列表末尾加上各项", en: "The list with the items added at its end."),
    [
      Overload(
        [list, Parameter("item", .list(.any), null: true)], variadic: .items, .list(.any)
      ) { machine, arguments in
        guard let items = arguments.list(0), let added = arguments.list(1),
          machine.spend(items.count + added.count)
        else { return .null(.wrongType) }
        return .list(items + added)
      }
    ],
    examples: [.init("append([1], 2, 3)", "[1, 2, 3]"), .init("append([1], [2])", "[1, [2]]")])

  static let concatenate = joined(
    "concatenate", Phrase(zh: "把几个列表连成一个", en: "The items of all lists, one list after the other."),
    examples: [
      .init("concatenate([1, 2], [3])", "[1, 2, 3]"), .init("concatenate([1], [], [2])", "[1, 2]"),
    ]
  ) { _, items in .list(items) }

  static let union = joined(
    "union", Phrase(zh: "几个列表的各项，重复的只取一次", en: "The items of all lists, each once."),
    examples: [.init("union([1, 2], [2, 3])", "[1, 2, 3]"), .init("union([1], [1])", "[1]")]
  ) { machine, items in machine.distinct(items) }

  static let distinctValues = Function(
    "distinct values", .list,
    summary: Phrase(zh: "去掉重复的各项", en: "The items without repetitions."),
    [
      Overload([list], typed: { $0.first ?? .any }) { machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        return machine.distinct(items)
      }
    ],
    examples: [
      .init("distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),
      .init("distinct values([1, null, null])", "[1, null]"),
    ])

  static let flatten = Function(
    "flatten", .list,
    summary: Phrase(zh: "把列表中的列表全部展开", en: "The items of the list and of all lists in it."),
    [
      Overload([list], .list(.any)) { machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        var flat: [Value] = []
        guard machine.flatten(items, into: &flat) else { return .null(.tooManySteps) }
        return .list(flat)
      }
    ],
    examples: [
      .init("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"), .init("flatten([])", "[]"),
    ])

  static let insertBefore = Function(
    "insert before", .list,
    summary: Phrase(zh: "在某个位置之前插入一项", en: "The list with a new item before a position."),
    [
      Overload(
        [list, Parameter("position", .number), Parameter("newItem", .any, null: true)],
        .list(.any)
      ) { machine, arguments in
        guard var items = arguments.list(0), let index = items.index(arguments.number(1)) else {
          return .null(.wrongArgument)
        }
        guard machine.spend(items.count) else { return .null(.tooManySteps) }
        items.insert(arguments[2] ?? .null, at: index)
        return .list(items)
      }
    ],
    examples: [
      .init("insert before([1, 3], 1, 2)", "[2, 1, 3]"),
      .init("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
    ])

  static let remove = Function(
    "remove", .list,
    summary: Phrase(zh: "去掉某个位置的一项", en: "The list without the item at a position."),
    [
      Overload([list, Parameter("position", .number)], typed: { $0.first ?? .any }) {
        machine, arguments in
        guard var items = arguments.list(0), let index = items.index(arguments.number(1)) else {
          return .null(.wrongArgument)
        }
        guard machine.spend(items.count) else { return .null(.tooManySteps) }
        items.remove(at: index)
        return .list(items)
      }
    ],
    examples: [.init("remove([1, 2, 3], 2)", "[1, 3]"), .init("remove([1, 2], -1)", "[1]")])

  static let reverse = Function(
    "reverse", .list,
    summary: Phrase(zh: "倒序", en: "The items in reverse order."),
    [
      Overload([list], typed: { $0.first ?? .any }) { machine, arguments in
        guard let items = arguments.list(0), machine.spend(items.count) else {
          return .null(.wrongType)
        }
        return .list(items.reversed())
      }
    ],
    examples: [.init("reverse([1, 2, 3])", "[3, 2, 1]"), .init("reverse([])", "[]")])

  static let indexOf = Function(
    "index of", .list,
    summary: Phrase(
      zh: "某项在列表中的各个位置", en: "The positions of the items that equal the match, from 1."),
    [
      Overload([list, Parameter("match", .any, null: true)], .list(.number)) {
        machine, arguments in
        guard let items = arguments.list(0), machine.spend(lookingAt: .list(items)) else {
          return .null(.wrongType)
        }
        let match = arguments[1] ?? .null
        let places = items.indices.filter { items[$0].equals(match) == true }
        return .list(places.map { .number($0 + 1) })
      }
    ],
    examples: [.init("index of([1, 2, 3, 2], 2)", "[2, 4]"), .init("index of([1], 2)", "[]")])

  private static func joined(
    _ name: String, _ summary: Phrase, examples: [Example],
    _ body: @escaping @Sendable (inout Machine, [Value]) -> Value
  ) -> Function {
    Function(
      name, .list, summary: summary,
      [
        Overload(
          [Parameter("list", .list(.any))], variadic: .items, typed: { $0.first?.element ?? .any }
        ) {
          machine, arguments in
          guard let lists = arguments.list(0) else { return .null(.wrongType) }
          if let null = lists.strongestNull { return .null(null) }
          let items = lists.flatMap { $0.list ?? [$0] }
          guard machine.spend(items.count * 2) else { return .null(.tooManySteps) }
          return body(&machine, items)
        }
      ],
      examples: examples)
  }
}

extension Machine {
  /// The items, each once.
  fileprivate mutating func distinct(_ items: [Value]) -> Value {
    var seen: [Value] = []
    var numbers: Set<Number> = []
    var texts: Set<String> = []
    for item in items {
      switch item {
      case .number(let number):
        if numbers.insert(number).inserted { seen.append(item) }
      case .string(let text):
        if texts.insert(text).inserted { seen.append(item) }
      default:
        guard spend(lookingAt: item), spend(seen.count * 2) else { return .null(.tooManySteps) }
        if !seen.contains(where: { $0.equals(item) == true }) { seen.append(item) }
      }
    }
    return .list(seen)
  }

  /// Adds the items and those of all lists among them; false when that is too much.
  fileprivate mutating func flatten(_ items: [Value], into flat: inout [Value]) -> Bool {
    guard spend(items.count) else { return false }
    for item in items {
      if case .list(let inner) = item {
        guard flatten(inner, into: &flat) else { return false }
      } else {
        flat.append(item)
      }
    }
    return true
  }
}

extension [Value] {
  /// The index of a position from 1, or from the end where negative; nil outside of the list.
  func index(_ position: Number?) -> Int? {
    guard let place = position?.rounded(0, .down).int, place != 0, place.magnitude <= UInt(count)
    else { return nil }
    return place > 0 ? place - 1 : count + place
  }
}
