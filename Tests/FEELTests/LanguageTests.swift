import SourceText
import Testing

@testable import FEEL

/// What the kit leaves out: values worked out by hand from the standard (DMN 1.5), Chinese names first.
@Suite struct LanguageTests {
  /// An expression with its value, both as text.
  struct Case: CustomTestStringConvertible {
    let expression: String
    let value: String

    var testDescription: String { expression }

    init(_ expression: String, _ value: String) {
      self.expression = expression
      self.value = value
    }
  }

  /// The value as text over a few Chinese names.
  static func value(_ text: String) -> String {
    var scope = Scope()
    scope.declare("受理 数", .number)
    scope.declare("受理数", .number)
    scope.declare("化解数", .number)
    scope.declare("镇街", .list(.any))
    scope.declare("A/B 类", .number)
    let towns = ["枫桥镇", "店口镇"].enumerated().map { index, name in
      Value.context(Context([("名称", .string(name)), ("议事厅", .number(index))]))
    }
    let records = { (values: [Int]) in
      Value.list(values.map { .context(Context([("n", .number($0)), ("m", .number($0 * 10))])) })
    }
    let tables = [records([1, 2]), records([5, 6]), .list([])]
    for (name, table) in zip(["甲表", "乙表", "空表"], tables) { scope.declare(name, table.type) }
    scope.declare("丙表", .any)
    let program = compile(text, in: scope).program
    var evaluator = Evaluator()
    let slots: [Value] =
      [.number(7), .number(100), .number(95), .list(towns), .number(3)] + tables + [
        records([5, 9])
      ]
    return program.map { evaluator.evaluate($0, slots).literal } ?? "no expression"
  }

  @Test(arguments: [
    // Chinese names: alone, with spaces, with signs, as entries, variables and parameters.
    Case("化解数 / 受理数", "0.95"), Case("受理 数 + 1", "8"), Case("受理\u{3000}数 + 1", "8"),
    Case("A/B 类 * 2", "6"), Case("镇街[议事厅 >= 1].名称", "[\"店口镇\"]"),
    Case("镇街[名称 = \"枫桥镇\"].议事厅", "[0]"),
    Case("every 镇 in 镇街 satisfies 镇.议事厅 >= 0", "true"),
    Case("for 甲 in 1..2, 乙 in [甲, 3] return 甲 * 乙", "[1, 3, 4, 6]"),
    Case("{单价: 3, 数量: 2, 金额: 单价 * 数量}.金额", "6"),
    Case("(function(甲, 乙) 甲 - 乙)(乙: 1, 甲: 5)", "4"),
    Case("{\"总 分\": 5}.总 分", "5"), Case("string length(\"市域社会治理\")", "6"),
    Case("substring(\"矛盾纠纷化解\", -2)", "\"化解\""), Case("matches(\"浙江省\", \"^\\p{Lo}+$\")", "true"),
    Case("upper case(\"é市\")", "\"É市\""), Case("split(\"甲；乙\", \"；\")", "[\"甲\", \"乙\"]"),
    // Ranges without an end, as texts.
    Case("range(\"(..3]\")", "(<= 3)"), Case("range(\"[1..)\")", "(>= 1)"),
    Case("range(\"]1..)\")", "(> 1)"), Case("range(\"[..3]\")", "null"),
    Case("range(\"[1..]\")", "null"), Case("range(\"(..)\")", "null"),
    // A time whose offset is null is local; every other null is not taken.
    Case("time(10, 0, 0, null)", "10:00:00"), Case("time(10, 0, null, null)", "null"),
    Case("time(hour: 10, minute: 5, second: 0)", "10:05:00"),
    // Escapes.
    Case("\"\\u65E5\\U01F600\"", "\"日😀\""), Case("string length(\"\\U01F600\")", "1"),
    // Durations that mix the two kinds are none.
    Case("duration(\"P1Y2M3DT4H\")", "null"), Case("duration(\"PT\")", "null"),
    Case("duration(\"-P13M\").years", "-1"), Case("@\"-PT25H\".days", "-1"),
    // Iterations.
    Case("for d in @\"2021-03-01\"..@\"2021-02-27\" return d.day", "[1, 28, 27]"),
    Case("for i in [2..4) return i", "[2, 3]"),
    Case("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
    // A name in a filter is the innermost record's, then the record's around it, then what it is outside.
    Case("count(甲表[count(乙表[n = 5]) = 1])", "2"), Case("甲表[count(乙表[n = 1]) = 1]", "[]"),
    Case("甲表[n = 2 and count(乙表[n = 5]) = 1].n", "[2]"),
    Case("甲表[count(丙表[n = 9]) = 1].n", "[1, 2]"), Case("丙表[count(甲表[n = 2]) = 1].n", "[5, 9]"),
    Case("甲表[count(丙表[m = 90 and 化解数 = 95]) = 1].n", "[1, 2]"),
    Case("丙表[some 行 in 乙表 satisfies 行.n = n].n", "[5]"),
    Case("甲表[count(丙表[item.n = 9]) = 1].n", "[1, 2]"),
    Case("for n in [9] return 丙表[n = 5].m", "[[50]]"),
    Case("(function(n) 丙表[n = 5].m)(9)", "[50]"),
    Case("{n: 9, r: 丙表[n = 5].m}.r", "[50]"),
    Case("{n: 9, r: 丙表[m = n * 10].m}.r", "[50, 90]"),
    Case("甲表[count(乙表[{k: n}.k = 5]) = 1].n", "[1, 2]"),
    Case("for i in [1, 2] return 丙表[i].n", "[5, 9]"), Case("for i in [1] return 空表[i]", "[null]"),
    Case("空表[A/B 类]", "null"), Case("空表[n = 1]", "[]"),
    // What stands in parentheses after `in` is tests, or an expression that goes on behind them.
    Case("2 in (1, 2)", "true"), Case("2 in (> 1, < 0)", "true"), Case("2 in (1..3]", "true"),
    Case("1 in (1..3)", "false"), Case("2 in ([1, 2])[1]", "false"), Case("3 in (1) + 2", "true"),
    Case("true in (1 = 1, false)", "true"), Case("5 in (3, 4 + 1)", "true"),
    Case("2 in (1..3) and true", "true"), Case("3 in ((1..3])", "true"),
    Case("5 in ((> 3), 1)", "true"), Case("count([2 in [1..3[, 4])", "2"),
    Case("[1..[3, 4][2]].end", "4"), Case("[1..镇街[1].议事厅 + 2[.end", "2"),
    Case("if 1 in [0..2[ then 1 else 2", "1"), Case("[1..3[.end included", "false"),
    // A comparison in parentheses is a range; it is no range of two ends.
    Case("(!= 10) = (!=10)", "true"), Case("(!= 10) = (!= 9)", "false"),
    Case("(= 10) = (=10)", "true"), Case("(= 10) = [10..10]", "false"),
    Case("(< 10) = (<= 10)", "false"), Case("string((!= 10))", "\"(!= 10)\""),
    Case("string((= 10))", "\"(= 10)\""), Case("for r in [(!= 10)] return 10 in r", "[false]"),
    Case("for r in [(!= 10), (= 10)] return 9 in r", "[true, false]"),
    Case("for r in [(= true)] return true in r", "[true]"), Case("(= 10).start", "10"),
    Case("(!= 10).start", "null"), Case("(!= 10) instance of range<number>", "true"),
    Case("(!= 10) instance of range<string>", "false"), Case("before(1, (!= 10))", "null"),
    Case("for i in (!= 10) return i", "null"), Case("range(\"(!= 10)\")", "null"),
    Case("range(\"(< 10)\")", "null"), Case("range(\"(= 10)\")", "null"),
    // The ends of a range are of one type and in order; after `in` a range is two comparisons.
    Case("[2..1]", "null"), Case("for i in [2..1] return i", "null"),
    Case("for i in 2..1 return i", "[2, 1]"), Case("for i in (1..2) return i", "[]"),
    Case("for i in (1..4) return i", "[2, 3]"), Case("[1..\"a\"]", "null"),
    Case("[@\"2021-01-01\"..@\"2021-01-02T00:00:00Z\"]", "null"),
    Case("[@\"P1D\"..@\"P1Y\"]", "null"), Case("[@\"2021-01-02\"..@\"2021-01-01\"]", "null"),
    Case("[化解数..A/B 类]", "null"), Case("化解数 in [化解数..A/B 类]", "false"),
    Case("1 in [2..0]", "false"), Case("3 in [1..\"a\"]", "null"), Case("[1..1] = [1..1]", "true"),
    Case("for i in (>= 1) return i", "null"), Case("for i in [1..null] return i", "null"),
    // A date beside a moment is midnight in UTC, so that a moment without a zone has no distance from it.
    Case("@\"2021-01-02\" - @\"2021-01-01T00:00:00Z\"", "P1D"),
    Case("@\"2021-01-02\" - @\"2021-01-01T00:00:00\"", "null"),
    Case("@\"2021-01-02T00:00:00\" - @\"2021-01-01\"", "null"),
    Case("@\"2021-01-02\" - @\"2021-01-01T08:00:00@Asia/Shanghai\"", "P1D"),
    Case("@\"2021-01-02\" - @\"2021-01-01\"", "P1D"),
    // Under the flag x white space counts in classes only, behind a backslash neither.
    Case("matches(\"hello world\", \"hello\\\\ sworld\", \"x\")", "true"),
    Case("matches(\"a.b\", \"a \\\\ . b\", \"x\")", "true"),
    Case("matches(\"a b\", \"a[ ]b\", \"x\")", "true"),
    Case("matches(\"a b\", \"a b\", \"x\")", "false"),
    Case("matches(\"aaa\", \"^a{ 3 }$\", \"x\")", "true"),
    Case("matches(\"ab\", \"( ?: a ) b\", \"x\")", "true"),
    // Keys are texts.
    Case("context put({x: 1}, [\"x\", 1], 2)", "null"),
    Case("context put({x: 1}, [null], 2)", "null"),
    Case("context put({x: 1}, [], 2)", "null"), Case("context put({x: 1}, 1, 2)", "null"),
    Case("context put({x: {y: 1}}, [\"x\", [\"y\"]], 2)", "null"),
    Case("context put({x: 1}, [\"x\", \"y\"], 2)", "null"),
    Case("context put(context: {x: {y: 1}}, key: [\"x\", \"y\"], value: 2)", "null"),
    Case("context put(context: {x: {y: 1}}, keys: [\"x\", \"y\"], value: 2)", "{x: {y: 2}}"),
    Case("context put(context: {x: 1}, keys: [1], value: 2)", "null"),
    Case("context merge([{x: 1}, 2])", "null"),
    Case("context merge([{x: {a: 1}}, {x: {b: 2}}])", "{x: {b: 2}}"),
    // Relations of ranges over the four kinds of ends.
    Case("meets([1..5], [5..8])", "true"), Case("meets([1..5), [5..8])", "false"),
    Case("meets([1..5], (5..8])", "false"), Case("meets([1..5), (5..8])", "false"),
    Case("overlaps([1..5], [5..8])", "true"), Case("overlaps([1..5], (5..8])", "false"),
    Case("before([1..5), [5..8])", "true"), Case("before([1..5], (5..8])", "true"),
    Case("before([1..5], [5..8])", "false"), Case("during((1..5), [1..5])", "true"),
    // Named parameters, wrong names, wrong numbers of arguments.
    Case("list replace(list: [1, 2], position: -1, newItem: 9)", "[1, 9]"),
    Case("list replace(lists: [1, 2], position: -1, newItem: 9)", "null"),
    Case("context put(context: {x: 1}, key: \"x\", value: null)", "{x: null}"),
    Case("abs()", "null"), Case("abs(1, 2)", "null"), Case("number(\"1\", \".\", \".\")", "null"),
  ])
  func `an expression has the value that the standard gives it`(item: Case) {
    #expect(LanguageTests.value(item.expression) == item.value)
  }

  @Test(arguments: [
    ("受理書", "unknown-name", "受理数"), ("1 = \"a\"", "different-types", ""),
    ("abs(\"a\", 1)", "wrong-arguments", ""), ("upper case(1)", "wrong-argument-type", ""),
    ("if 1 < 2 then 化解数 else 受理数", "unreachable-branch", ""),
    ("if false and 化解数 > 1 then 1 else 2", "unreachable-branch", ""),
    ("化解数 < @\"2021-01-01\"", "different-types", ""),
  ])
  func `the checker warns of what cannot be meant`(text: String, code: String, suggestion: String) {
    var scope = Scope()
    scope.declare("受理数", .number)
    scope.declare("化解数", .number)
    let compilation = compile(text, in: scope)
    #expect(compilation.program != nil)
    let found = compilation.diagnostics.first { $0.code == code }
    #expect(found != nil, "\(compilation.diagnostics.map(\.code))")
    if !suggestion.isEmpty { #expect(found?.help?.text(.en).contains(suggestion) == true) }
  }

  @Test func `a null names its reason, its place and the operands there`() throws {
    var scope = Scope()
    scope.declare("化解数", .number)
    scope.declare("受理数", .number)
    let text = "1 + 化解数 / 受理数"
    let program = try #require(compile(text, in: scope).program)
    var evaluator = Evaluator()
    let (value, steps) = evaluator.trace(program, [.number(3), .number(0)])
    let null = try #require(value.null)
    let note = Diagnostic.noValue(null, steps, of: program) { range in
      SourceFile(path: "x", text: text).place(SourceRange(range.lowerBound, range.upperBound))
    }
    #expect(note.place?.column == 5)
    #expect(note.related.map { $0.message.text(.en) } == ["化解数 = 3", "受理数 = 0"])
    #expect(note.message.text(.en) == "no value: division of a non-zero number by zero")
  }
}
