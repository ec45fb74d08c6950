import SourceText
import Testing

@testable import FEEL

@Suite struct FunctionTests {
  @Test func `the names of the functions are unique and sorted`() {
    let names = Function.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Function.all.map(\.name))
  func `a function has a summary in both languages and at least two examples`(name: String) throws {
    let function = try #require(Function.names[name])
    #expect(!function.summary.text(.zh).isEmpty)
    #expect(function.summary.text(.en).hasSuffix("."))
    #expect(function.examples.count >= 2)
    #expect(!function.overloads.isEmpty)
  }

  @Test(arguments: Function.all.map(\.name))
  func `the examples of a function are true`(name: String) throws {
    let function = try #require(Function.names[name])
    let scope = Scope(function.dialect ?? .standard)
    let clock = try #require(value("@\"2021-12-31T08:30:00Z\"", Scope(.standard), nil))
    guard case .dateTime(let moment) = clock else { return }
    for example in function.examples {
      let found = try #require(value(example.expression, scope, moment), "\(example.expression)")
      let wanted = try #require(value(example.value, scope, moment), "\(example.value)")
      #expect(found.literal == wanted.literal, "\(example.expression)")
    }
  }

  private func value(_ text: String, _ scope: Scope, _ clock: DateTime?) -> Value? {
    var forms = FormTable(first: Slot(rawValue: 0))
    let compilation = compile(text, in: scope, forms: &forms) { _ in nil }
    var evaluator = Evaluator(clock: clock)
    // A call that is always null compiles in the standard dialect only.
    return compilation.program.map { evaluator.evaluate($0, []) }
  }
}
