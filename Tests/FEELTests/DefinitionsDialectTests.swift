import SourceText
import Testing

@testable import FEEL

/// Expressions of definitions over a few items: 甲 = slot 0, 乙 = slot 1, 率 = slot 2 (percent), 事故 = slot 3 (table).
struct Bench {
  var scope = Scope(.definitions)
  var forms = FormTable(first: Slot(rawValue: 10))
  var evaluator = Evaluator()

  init() {
    scope.declare("甲", .number, slot: Slot(rawValue: 0))
    scope.declare("乙", .number, slot: Slot(rawValue: 1))
    scope.declare("率", .percent, slot: Slot(rawValue: 2))
    scope.declare(
      "事故", .list(.context(["类别": .string, "死亡人数": .number])), slot: Slot(rawValue: 3))
    scope.declare("印发日期", .date, slot: Slot(rawValue: 4))
    scope.declare("全省平均", constant: .number(Number(mantissa: 931, scale: 3)), type: .percent)
    scope.declare(form: Form("peers") { .list($0) })
    scope.declare(form: Form("earlier", parameters: 2...2) { .list($0) })
  }

  mutating func compile(_ text: String) -> Compilation {
    FEEL.compile(text, in: scope, forms: &forms) { range in
      SourceFile(path: "x.yaml", text: text).place(SourceRange(range.lowerBound, range.upperBound))
    }
  }

  /// The value as FEEL writes it; for null the reason.
  mutating func value(_ text: String, _ slots: [Value]) -> String {
    let compilation = compile(text)
    guard let program = compilation.program else {
      return compilation.diagnostics.map(\.code).joined(separator: " ")
    }
    let value = evaluator.evaluate(program, slots)
    if let null = value.null { return "null(\(null.reason))" }
    return value.literal
  }
}

@Suite struct DefinitionsDialectTests {
  static let missing = Value.null(Null(.missing))

  @Test(arguments: [
    ("甲 / 乙 >= 95%", "true"), ("甲 + 乙 * 2", "295"), ("(甲 - 乙) / 乙", "-0.05"),
    ("率 >= 全省平均", "true"), ("甲 between 90 and 99", "true"), ("甲 in (1, 2, >= 90)", "true"),
    ("if 甲 > 乙 then 1 else 2", "2"), ("3‰", "0.003"), ("count(事故)", "2"),
    ("count(事故[类别 = \"火灾\"])", "1"), ("事故[死亡人数 > 3].类别", "[\"交通\"]"),
    ("every e in 事故 satisfies e.死亡人数 >= 1", "true"),
    ("some e in 事故 satisfies e.死亡人数 > 9", "false"),
    ("for i in 1..3 return i * 甲", "[95, 190, 285]"), ("sum(事故.死亡人数)", "6"),
    ("印发日期 + @\"P30D\"", "2021-12-31"), ("max(甲, 乙)", "100"), ("is missing(甲)", "false"),
  ])
  func `an expression over items has its value`(text: String, expected: String) throws {
    var bench = Bench()
    let table = Value.list([
      .context(Context([("类别", .string("火灾")), ("死亡人数", .number(1))])),
      .context(Context([("类别", .string("交通")), ("死亡人数", .number(5))])),
    ])
    let date = try #require(CalendarDate(year: 2021, month: 12, day: 1))
    let slots: [Value] = [
      .number(95), .number(100), .number(Number(mantissa: 95, scale: 2)), table, .date(date),
    ]
    #expect(bench.value(text, slots) == expected)
  }

  @Test(arguments: [
    ("甲 > 0", "null(missing)"), ("甲 = 0", "null(missing)"), ("甲 > 0 or 乙 > 0", "true"),
    ("甲 > 0 and 乙 > 200", "false"), ("甲 > 0 and 乙 > 0", "null(missing)"),
    ("if 甲 > 0 then 1 else 2", "null(missing)"), ("sum([甲, 乙])", "null(missing)"),
    ("count([甲, 乙])", "null(missing)"), ("max(甲, 乙)", "null(missing)"),
    ("[1, 2, 3][item > 甲]", "null(missing)"), ("is missing(甲)", "true"),
    ("count(known([甲, 乙]))", "1"), ("乙 / (乙 - 乙)", "null(contradiction)"),
    ("(乙 - 乙) / (乙 - 乙)", "null(nothingToJudge)"),
    ("甲 + 乙 / (乙 - 乙)", "null(contradiction)"), ("乙 / (乙 - 乙) + 甲", "null(contradiction)"),
    ("甲 + (乙 - 乙) / (乙 - 乙)", "null(missing)"), ("some x in [甲, 乙] satisfies x > 1", "true"),
  ])
  func `a missing item makes missing what depends on it`(text: String, expected: String) {
    var bench = Bench()
    #expect(bench.value(text, [Self.missing, .number(100)]) == expected)
  }

  @Test(arguments: [
    ("受理数 > 0", "unknown-name"), ("甲＞0", "full-width-sign"), ("max(甲，乙)", "full-width-sign"),
    ("（甲）", "full-width-sign"), ("率 >= 95％", "full-width-sign"),
    ("率 >= 95", "bare-number-for-percent"),
    ("印发日期 < 3", "different-types"), ("甲 = null", "comparison-with-null"),
    ("甲 == 1", "double-equals"),
    ("甲 +", "unexpected-end"), ("", "empty-expression"), ("甲 乙", "unexpected-token"),
    ("abs(甲, 乙)", "wrong-arguments"), ("sum(\"a\")", "wrong-argument-type"),
    ("事故[类型 = \"火灾\"]", "unknown-name"), ("for e in 事故 return e.类型", "unknown-entry"),
    ("if 甲 then 1 else 2", "not-a-condition"), ("if true then 甲 else 乙", "unreachable-branch"),
    ("1 / 0", "always-null"), ("\"甲", "unclosed-text"), ("1e999999999", "number-too-large"),
    ("甲 > \"a\"", "different-types"), ("甲 and 乙", "not-a-condition not-a-condition"),
    ("every v in [1] satisfies sum(peers(v)) > 1", "variable-in-form"),
    ("earlier(甲, 乙)", "form-needs-constant"),
  ])
  func `a mistake is found before anything runs`(text: String, code: String) {
    var bench = Bench()
    #expect(bench.compile(text).diagnostics.map(\.code).joined(separator: " ") == code)
  }

  @Test func `a full-width sign is offered its ASCII form at its place`() throws {
    var bench = Bench()
    let diagnostic = try #require(bench.compile("甲＞0").diagnostics.first)
    #expect(diagnostic.place?.column == 2)
    #expect(diagnostic.fix?.replacement == ">")
    #expect(diagnostic.fix?.range == SourceRange(3, 6))
  }

  @Test func `calls of a form are lifted, and equal ones share a slot`() throws {
    var bench = Bench()
    let first = try #require(bench.compile("mean(peers(甲 / 乙)) + sum(peers(甲))").program)
    let second = try #require(bench.compile("max(peers( 甲/乙 ))").program)
    let third = try #require(bench.compile("every v in earlier(率, 6) satisfies v >= 96%").program)
    #expect(bench.forms.lifted.map(\.argument.text).count == 3)
    #expect(first.reads.map(\.rawValue) == [10, 11])
    #expect(second.reads.map(\.rawValue) == [10])
    #expect(third.reads.map(\.rawValue) == [12])
    #expect(bench.forms.lifted[0].argument.reads.map(\.rawValue) == [0, 1])
    #expect(bench.forms.lifted[2].constants.first?.number == 6)
    let slots = [Value](repeating: .number(1), count: 12) + [.list([.number(1), .number(2)])]
    #expect(bench.evaluator.evaluate(third, slots).boolean == true)
    #expect(
      bench.evaluator.evaluate(bench.forms.lifted[0].argument, [.number(1), .number(4)]).number
        == Number(mantissa: 25, scale: 2))
  }

  @Test func `a trace holds every step in order`() throws {
    var bench = Bench()
    let text = "甲 / 乙 >= 95%"
    let program = try #require(bench.compile(text).program)
    let (value, steps) = bench.evaluator.trace(program, [.number(94), .number(100)])
    #expect(value.boolean == false)
    let bytes = Array(text.utf8)
    let shown = steps.map { step in
      String(decoding: bytes[Int(step.range.start)..<Int(step.range.end)], as: UTF8.self) + " → "
        + step.value.literal
    }
    #expect(shown == ["甲 → 94", "乙 → 100", "甲 / 乙 → 0.94", "甲 / 乙 >= 95% → false"])
  }
}
