import Testing

@testable import FEEL

/// What a function makes of a list that a group of evaluations shares.
@Suite struct SharedListTests {
  private func numbers(_ range: ClosedRange<Int>) -> Value {
    .list(range.map { .number(Number($0)) })
  }

  private func slots(_ list: Value) -> [Value] {
    [.number(6)] + [Value](repeating: .null, count: 9) + [list]
  }

  @Test func `a function of a shared list is worked out once for a group, whatever else is read`()
    throws
  {
    var bench = Bench()
    let program = try #require(bench.compile("甲 - mean(peers(甲))").program)
    var evaluator = Evaluator()
    func value(_ list: ClosedRange<Int>, _ shared: Set<Int>, _ group: Int?) -> Value {
      evaluator.share(shared, inGroup: group)
      return evaluator.evaluate(program, slots(numbers(list)))
    }
    #expect(value(1...3, [10], 0).literal == "4")
    // Nobody but a test hands another list to the same group.
    #expect(value(1...5, [10], 0).literal == "4")
    #expect(value(1...5, [10], 1).literal == "3")
    #expect(value(1...7, [10], nil).literal == "2")
    #expect(value(1...7, [], 0).literal == "2")
    #expect(value(1...5, [10], 0).literal == "4")
  }

  @Test func `what is missing, or the list by itself, is shared with nobody`() throws {
    var bench = Bench()
    let program = try #require(
      bench.compile("if count(peers(甲)) > 3 then sum(peers(甲)) else max(peers(甲))").program)
    var evaluator = Evaluator()
    evaluator.share([10], inGroup: 0)
    #expect(evaluator.evaluate(program, slots(.null)).isNull)
    #expect(evaluator.evaluate(program, slots(numbers(1...4))).literal == "10")
    #expect(evaluator.evaluate(program, slots(.null)).isNull)
    let traced = evaluator.trace(program, slots(numbers(1...4))).1.map(\.value.literal)
    #expect(traced.contains("4") && traced.contains("10"))
  }

  @Test func `what a function costs is spent each time`() throws {
    var bench = Bench()
    let program = try #require(
      bench.compile("for i in 1..1000 return sum(peers(甲))").program)
    var evaluator = Evaluator()
    for group in [nil, 0, 0] {
      evaluator.share([10], inGroup: group)
      let value = evaluator.evaluate(program, slots(numbers(1...3000)))
      #expect(value.null?.reason == .tooManySteps)
    }
  }
}
