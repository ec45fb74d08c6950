internal import SourceText

extension Function {
  private static let numbers = [Parameter("list", .list(.number))]

  static let sum = aggregate(
    "sum",
    Phrase(
      zh: "各项之和；空列表为空值，指标体系中为 0",
      en: "The sum of the numbers; null for an empty list, 0 in definitions."),
    examples: [
      .init("sum([1, 2, 3])", "6"), .init("sum(0.1, 0.2)", "0.3"), .init("sum([])", "null"),
    ], ofNothing: .number(.zero)
  ) { machine, numbers in machine.total(numbers) }

  static let product = aggregate(
    "product", Phrase(zh: "各项之积；空列表为空值", en: "The product of the numbers; null for an empty list."),
    examples: [.init("product([2, 3, 4])", "24"), .init("product(0.5, 4)", "2")]
  ) { machine, numbers in
    var product = Number.one
    for number in numbers {
      guard machine.spend(multiplying: product, number) else { return nil }
      product = product * number
      if product.bitWidth > Number.widest { return nil }
    }
    return product
  }

  static let mean = aggregate(
    "mean", Phrase(zh: "平均值，精确分数；空列表为空值", en: "The mean, exactly; null for an empty list."),
    examples: [.init("mean([1, 2, 6])", "3"), .init("mean(1, 2)", "1.5")]
  ) { machine, numbers in machine.total(numbers)?.divided(by: Number(numbers.count)) }

  static let median = aggregate(
    "median",
    Phrase(zh: "中位数；偶数项时取中间两项的平均", en: "The middle number, or the mean of the two middle ones."),
    examples: [.init("median(8, 2, 5, 3, 4)", "4"), .init("median([6, 1, 2, 3])", "2.5")]
  ) { _, numbers in
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]).divided(by: 2)
  }

  static let stddev = aggregate(
    "stddev",
    Phrase(zh: "样本标准差；至少两项", en: "The sample standard deviation, of at least two numbers."),
    examples: [.init("stddev(2, 4, 4, 4, 5, 5, 7, 9, 5)", "2"), .init("stddev([47])", "null")]
  ) { machine, numbers in
    let count = Number(numbers.count)
    guard numbers.count > 1, let mean = machine.total(numbers)?.divided(by: count) else {
      return nil
    }
    var squares: [Number] = []
    for number in numbers {
      let distance = number - mean
      guard machine.spend(multiplying: distance, distance) else { return nil }
      squares.append(distance * distance)
    }
    return machine.total(squares)?.divided(by: count - 1)?.squareRoot()
  }

  static let mode = Function(
    "mode", .list,
    summary: Phrase(
      zh: "出现最多的数，由小到大", en: "The numbers that occur most often, in ascending order."),
    [
      Overload(numbers, variadic: .listOrItems, .list(.number)) { machine, arguments in
        guard let items = arguments.list(0), machine.spend(items.count * 2) else {
          return .null(.wrongType)
        }
        switch items.numbers() {
        case .failure(let null): return .null(null)
        case .success(let numbers):
          let counts = Dictionary(grouping: numbers) { $0 }.mapValues(\.count)
          let most = counts.values.max() ?? 0
          return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
        }
      }
    ],
    examples: [.init("mode(6, 3, 9, 6, 6)", "[6]"), .init("mode([6, 1, 9, 6, 1])", "[1, 6]")])

  /// A number computed from a list of numbers; null for an empty one and where one of them is.
  ///
  /// In definitions an empty table is a fact (semantics S1.2): `ofNothing` is what its numbers come to.
  private static func aggregate(
    _ name: String, _ summary: Phrase, examples: [Example],
    ofNothing: Value = .null(Null(.nothingToJudge)),
    _ body: @escaping @Sendable (inout Machine, [Number]) -> Number?
  ) -> Function {
    Function(
      name, .list, summary: summary,
      [
        Overload(numbers, variadic: .listOrItems, typed: aggregateType) { machine, arguments in
          guard let items = arguments.list(0) else { return .null(.wrongType) }
          guard machine.spend(items.count) else { return .null(.tooManySteps) }
          switch items.numbers() {
          case .failure(let null): return .null(null)
          case .success(let numbers):
            guard !numbers.isEmpty else {
              return machine.dialect == .definitions ? ofNothing : .null(.wrongArgument)
            }
            return body(&machine, numbers).map(Value.bounded) ?? .null(.wrongArgument)
          }
        }
      ],
      examples: examples)
  }

  /// Percentages stay percentages.
  private static let aggregateType: @Sendable ([FEELType]) -> FEELType = { types in
    types.first?.element == .percent ? .percent : .number
  }
}

extension Null: Error {}

extension Machine {
  /// The sum of numbers; nil where it grows too wide or costs too much.
  fileprivate mutating func total(_ numbers: [Number]) -> Number? {
    var sum = Number.zero
    for number in numbers {
      guard spend(multiplying: sum, number) else { return nil }
      sum = sum + number
      if sum.bitWidth > Number.widest { return nil }
    }
    return sum
  }
}

extension [Value] {
  /// The items as numbers; the null that stands for the result where one is null or something else.
  fileprivate func numbers() -> Result<[Number], Null> {
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

  /// The strongest of the nulls among the items; nil when there is none.
  var strongestNull: Null? {
    var null: Null?
    for case .null(let other) in self { null = null.map { $0.combined(with: other) } ?? other }
    return null
  }
}
