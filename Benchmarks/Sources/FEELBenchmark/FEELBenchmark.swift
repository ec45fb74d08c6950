import FEEL

/// Times the compilation and evaluation of typical expressions. Run it as a release build:
/// `swift run -c release --package-path Benchmarks FEELBenchmark`.
@main
struct FEELBenchmark {
  /// An expression over 受理数 (slot 0), 化解数 (slot 1), 积压数 (slot 2) and a table 事故 (slot 3).
  struct Subject {
    let name: String
    let text: String
  }

  static let subjects = [
    Subject(name: "ratio against a threshold, 5 nodes", text: "化解数 / 受理数 >= 95%"),
    Subject(
      name: "scalar condition, 11 nodes", text: "化解数 / 受理数 >= 95% and 受理数 - 化解数 < 积压数 * 2"),
    Subject(
      name: "conditional ratio, 11 nodes",
      text: "if 受理数 > 0 then (化解数 + 积压数) / (受理数 + 积压数) else 1"),
    Subject(name: "count of a filter over 10 records", text: "count(事故[死亡人数 >= 3]) > 1"),
    Subject(name: "every over 10 records", text: "every e in 事故 satisfies e.死亡人数 < 10"),
    Subject(name: "maximum of three", text: "max(受理数, 化解数, 积压数)"),
  ]

  static func main() {
    var scope = Scope(.definitions)
    for (index, name) in ["受理数", "化解数", "积压数"].enumerated() {
      scope.declare(name, .number, slot: Slot(rawValue: Int32(index)))
    }
    scope.declare("事故", .list(.context(["死亡人数": .number])), slot: Slot(rawValue: 3))
    let shape = Shape(["类别", "死亡人数"])
    let table = (0..<10).map {
      Value.context(Context(shape: shape, values: [.string("火灾"), .number($0)]))
    }
    let slots: [Value] = [.number(1_234), .number(1_200), .number(31), .list(table)]
    print("compile (µs)  evaluate (ns)  expression")
    let wanted = CommandLine.arguments.dropFirst().first ?? ""
    for subject in subjects where wanted.isEmpty || subject.name.contains(wanted) {
      measure(subject, scope, slots)
    }
  }

  /// How often a measurement is repeated; the best counts.
  static let rounds = 7

  static func measure(_ subject: Subject, _ scope: Scope, _ slots: [Value]) {
    var forms = FormTable(first: Slot(rawValue: 100))
    guard
      let program = compile(subject.text, in: scope, forms: &forms, locate: { _ in nil }).program
    else { return print("does not compile: \(subject.text)") }
    var evaluator = Evaluator()
    var nulls = 0
    let evaluation = best(times: 200_000) { times in
      nulls += evaluate(program, slots, &evaluator, times)
    }
    let compilation = best(times: 2_000) { times in
      for _ in 0..<times {
        let again = compile(subject.text, in: scope, forms: &forms, locate: { _ in nil })
        if again.program == nil { nulls += 1 }
      }
    }
    print(
      "\(pad(compilation / 1_000, 12))  \(pad(evaluation, 13))  \(subject.name): \(subject.text)")
    if nulls > 0 { print("  \(nulls) without a value") }
  }

  /// Evaluates a program so many times; how often the value was null.
  static func evaluate(
    _ program: Program, _ slots: [Value], _ evaluator: inout Evaluator, _ times: Int
  ) -> Int {
    var nulls = 0
    for _ in 0..<times {
      if case .null = evaluator.evaluate(program, slots) { nulls += 1 }
    }
    return nulls
  }

  /// Nanoseconds for one run, the best of several rounds of so many runs.
  static func best(times: Int, _ body: (Int) -> Void) -> Double {
    (0..<rounds).map { _ in
      let (seconds, attoseconds) = ContinuousClock().measure { body(times) }.components
      return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(times)
    }.min() ?? 0
  }

  static func pad(_ value: Double, _ width: Int) -> String {
    let text = "\((value * 10).rounded() / 10)"
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
