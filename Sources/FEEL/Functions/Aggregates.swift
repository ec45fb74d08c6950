internal import SourceText

extension Function {
  private static let numbers = [Parameter("list", .list(.number))]

  static let sum = Function(
    "sum", .list,
    summary: Phrase(zh: "各项之和;空列表为空值", en: "The sum of the numbers; null for an empty list."),
    [
      Overload(numbers, variadic: .listOrItems, .number) { machine, arguments in
        aggregate(&machine, arguments) { numbers in numbers.reduce(.zero, +) }
      }
    ],
    examples: [
      .init("sum([1, 2, 3])", "6"), .init("sum(0.1, 0.2)", "0.3"), .init("sum([])", "null"),
    ])

  static let mean = Function(
    "mean", .list,
    summary: Phrase(zh: "平均值,精确分数;空列表为空值", en: "The mean, exactly; null for an empty list."),
    [
      Overload(numbers, variadic: .listOrItems, .number) { machine, arguments in
        aggregate(&machine, arguments) { numbers in
          numbers.reduce(.zero, +).divided(by: Number(numbers.count))
        }
      }
    ],
    examples: [.init("mean([1, 2, 6])", "3"), .init("mean(1, 2)", "1.5")])

  static let count = Function(
    "count", .list,
    summary: Phrase(
      zh: "列表的项数;指标体系中列表含缺数据时为缺数据",
      en: "The number of items; in definitions missing if one of them is."),
    [
      Overload([Parameter("list", .list(.any))], .number) { machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        if machine.dialect == .definitions {
          guard machine.spend(items.count) else { return .null(.tooManySteps) }
          if let null = items.strongestNull { return .null(null) }
        }
        return .number(items.count)
      }
    ],
    examples: [.init("count([1, 2, 3])", "3"), .init("count([])", "0")])

  static let min = Function(
    "min", .list,
    summary: Phrase(zh: "最小的一项;空列表为空值", en: "The least item; null for an empty list."),
    [extreme { $0 < 0 }],
    examples: [
      .init("min([3, 1, 2])", "1"), .init("min(\"乙\", \"丙\")", "\"丙\""), .init("min([])", "null"),
    ])

  static let max = Function(
    "max", .list,
    summary: Phrase(zh: "最大的一项;空列表为空值", en: "The greatest item; null for an empty list."),
    [extreme { $0 > 0 }],
    examples: [
      .init("max([3, 1, 2])", "3"),
      .init("max(date(\"2021-01-31\"), date(\"2021-12-31\"))", "date(\"2021-12-31\")"),
    ])

  /// The item that stands before or behind all others.
  private static func extreme(_ isBetter: @escaping @Sendable (Int) -> Bool) -> Overload {
    Overload(
      [Parameter("list", .list(.any))], variadic: .listOrItems, typed: { $0.first?.element ?? .any }
    ) { machine, arguments in
      guard let items = arguments.list(0), machine.spend(items.count) else {
        return .null(.wrongType)
      }
      if let null = items.strongestNull { return .null(null) }
      guard var best = items.first else { return .null(.wrongArgument) }
      if best.compare(best) == nil { return .null(.wrongType) }
      for item in items.dropFirst() {
        guard let order = item.compare(best) else { return .null(.wrongType) }
        if isBetter(order) { best = item }
      }
      return best
    }
  }

  /// A number computed from a list of numbers that is not empty.
  static func aggregate(
    _ machine: inout Machine, _ arguments: Arguments, _ body: ([Number]) -> Number?
  ) -> Value {
    guard let items = arguments.list(0), machine.spend(items.count) else {
      return .null(.wrongType)
    }
    switch items.numbers() {
    case .failure(let null): return .null(null)
    case .success(let numbers):
      guard !numbers.isEmpty else { return .null(.wrongArgument) }
      return body(numbers).map(Value.bounded) ?? .null(.wrongArgument)
    }
  }
}

extension [Value] {
  /// The strongest of the nulls among the items; nil when there is none.
  var strongestNull: Null? {
    var null: Null?
    for case .null(let other) in self { null = null.map { $0.combined(with: other) } ?? other }
    return null
  }
}
