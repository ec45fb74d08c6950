internal import SourceText

extension Function {
  static let count = Function(
    "count", .list,
    summary: Phrase(
      zh: "列表的项数；指标体系中列表含缺数据时为缺数据",
      en: "The number of items; in definitions missing if one of them is."),
    [
      Overload([Parameter("list", .list(.any))], .number) { machine, arguments in
        guard let items = arguments.list(0) else { return .null(.wrongType) }
        if machine.dialect == .definitions {
          guard machine.spend(items.count) else { return .null(.tooManySteps) }
          let items = machine.judged(items)
          return items.strongestNull.map { .null($0) } ?? .number(items.count)
        }
        return .number(items.count)
      }
    ],
    examples: [.init("count([1, 2, 3])", "3"), .init("count([])", "0")])

  static let min = Function(
    "min", .list,
    summary: Phrase(zh: "最小的一项；空列表为空值", en: "The least item; null for an empty list."),
    [extreme { $0 < 0 }],
    examples: [
      .init("min([3, 1, 2])", "1"), .init("min(\"b\", \"a\")", "\"a\""), .init("min([])", "null"),
    ])

  static let max = Function(
    "max", .list,
    summary: Phrase(zh: "最大的一项；空列表为空值", en: "The greatest item; null for an empty list."),
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
      guard var best = items.first else {
        return .null(machine.dialect == .definitions ? .nothingToJudge : .wrongArgument)
      }
      if best.compare(best) == nil { return .null(.wrongType) }
      if case .string = best {
        guard machine.spend(lookingAt: .list(items)) else { return .null(.tooManySteps) }
      }
      for item in items.dropFirst() {
        guard let order = item.compare(best) else { return .null(.wrongType) }
        if isBetter(order) { best = item }
      }
      return best
    }
  }
}
