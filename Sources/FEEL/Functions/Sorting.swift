internal import SourceText

extension Function {
  private static let list = Parameter("list", .list(.any))

  static let sort = Function(
    "sort", .sort,
    summary: Phrase(
      zh: "按给定的先后函数排序，先后相同的保持原来次序",
      en: "The items in the order of a function that says whether one precedes another; stable."),
    [
      Overload(
        [list, Parameter("precedes", .function(parameters: [.any, .any], result: .boolean))],
        typed: { $0.first ?? .any }
      ) { machine, arguments in
        guard let items = arguments.list(0), let precedes = arguments.function(1) else {
          return .null(.wrongType)
        }
        return machine.sort(items, precedes)
      }
    ],
    examples: [
      .init("sort([3, 1, 4], function(x, y) x < y)", "[1, 3, 4]"),
      .init("sort([\"b\", \"a\"], function(x, y) x > y)", "[\"b\", \"a\"]"),
    ])

  static let listReplace = Function(
    "list replace", .list,
    summary: Phrase(
      zh: "替换某个位置的一项，或替换函数认定的各项",
      en: "The list with a new item at a position, or for every item that a function picks."),
    [
      Overload(
        [list, Parameter("position"), Parameter("newItem", .any, null: true)], .list(.any)
      ) { machine, arguments in machine.replace(arguments) },
      Overload(
        [list, Parameter("match"), Parameter("newItem", .any, null: true)], .list(.any)
      ) { machine, arguments in machine.replace(arguments) },
    ],
    examples: [
      .init("list replace([2, 4, 7], 3, 6)", "[2, 4, 6]"),
      .init("list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", "[5, 5, 7]"),
    ])
}

extension Machine {
  /// A merge sort, so that a function which contradicts itself cannot break more than the order.
  fileprivate mutating func sort(_ items: [Value], _ precedes: Callable) -> Value {
    var sorted = items
    var width = 1
    while width < sorted.count {
      var merged: [Value] = []
      merged.reserveCapacity(sorted.count)
      var start = 0
      while start < sorted.count {
        let middle = Swift.min(start + width, sorted.count)
        let end = Swift.min(middle + width, sorted.count)
        var (left, right) = (start, middle)
        while left < middle || right < end {
          guard left < middle else {
            merged.append(contentsOf: sorted[right..<end])
            break
          }
          guard right < end else {
            merged.append(contentsOf: sorted[left..<middle])
            break
          }
          switch apply(precedes, [sorted[right], sorted[left]]) {
          case .boolean(true):
            merged.append(sorted[right])
            right += 1
          case .boolean(false):
            merged.append(sorted[left])
            left += 1
          case let other:
            return other.conditionNull
          }
        }
        start = end
      }
      sorted = merged
      width *= 2
    }
    return .list(sorted)
  }

  fileprivate mutating func replace(_ arguments: Arguments) -> Value {
    guard var items = arguments.list(0), spend(items.count) else { return .null(.wrongType) }
    let new = arguments[2] ?? .null
    switch arguments[1] {
    case .number(let position)?:
      guard let index = items.index(position) else { return .null(.wrongArgument) }
      items[index] = new
    case .function(let match)?:
      for index in items.indices {
        switch apply(match, [items[index], new]) {
        case .boolean(true): items[index] = new
        case .boolean(false): break
        case let other: return other.conditionNull
        }
      }
    default:
      return .null(.wrongType)
    }
    return .list(items)
  }
}
