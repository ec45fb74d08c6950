import Testing

@testable import FEEL

/// An expression that could bring down a careless evaluator, with what must become of it.
struct Bomb: CustomTestStringConvertible {
  let name: String
  let text: String

  var testDescription: String { name }

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  /// A context whose last entry has 2^40 leaves, though only forty lists are made.
  private static let doubling =
    "a0: [1]" + (1...40).map { ", a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined()

  /// A text of a million signs, read as often as a loop may go round.
  private static func readAgain(_ call: String) -> String {
    "for t in [string join(for i in 1..60000 return \"1111111111111111\")] return for i in 1..1000000 return \(call)"
  }

  static let all: [Bomb] = [
    // Nesting, as deep as it is read and deeper.
    Bomb("parentheses", times(99, "(") + "1" + times(99, ")")),
    Bomb("too many parentheses", times(20_000, "(") + "1" + times(20_000, ")")),
    Bomb("open parentheses", times(20_000, "(")),
    Bomb("lists", times(99, "[") + "1" + times(99, "]")),
    Bomb("too many lists", times(20_000, "[")),
    Bomb("contexts", times(95, "{a: ") + "1" + times(95, "}")),
    Bomb("too many contexts", times(20_000, "{a: ")),
    Bomb("conditions", times(66, "if x then 1 else ") + "1"),
    Bomb("too many conditions", times(10_000, "if true then 1 else ") + "1"),
    Bomb("conditions in conditions", times(10_000, "if ") + "1"),
    Bomb("signs", times(150, "-") + "1"),
    Bomb("too many signs", times(20_000, "- ") + "1"),
    Bomb("a long sum", "1" + times(1_400, " + x")),
    Bomb("too long a sum", "1" + times(20_000, " + x")),
    Bomb("a long conjunction", "x" + times(1_400, " and x")),
    Bomb("a long chain of comparisons", "x" + times(1_400, " = x")),
    Bomb("a long chain of powers", "x" + times(1_400, "**1")),
    Bomb("too long a chain of memberships", "x" + times(20_000, " in 1")),
    Bomb("a long path", "x" + times(1_400, ".a")),
    Bomb("too long a path", "x" + times(20_000, ".a")),
    Bomb("a long chain of filters", "x" + times(1_400, "[1]")),
    Bomb("filters in filters", times(99, "x[") + "1" + times(99, "]")),
    Bomb("too many filters in filters", times(20_000, "x[")),
    Bomb("a long chain of calls", "x" + times(1_400, "(1)")),
    Bomb("calls in calls", times(99, "abs(") + "x" + times(99, ")")),
    Bomb("too many calls in calls", times(20_000, "abs(")),
    Bomb("functions in functions", times(60, "function(a) ") + "a"),
    Bomb("too many functions", times(10_000, "function(a) ")),
    Bomb("loops in loops", times(60, "for i in [1] return ") + "i"),
    Bomb("too many loops", times(10_000, "for i in [1] return ")),
    Bomb("loops within loops", times(10_000, "for i in ")),
    Bomb("quantifiers", times(60, "some i in [1] satisfies ") + "i = 1"),
    Bomb("types", "1 instance of " + times(150, "list<") + "number" + times(150, ">")),
    Bomb("too many types", "1 instance of " + times(20_000, "list<")),
    Bomb("types of functions", "1 instance of " + times(20_000, "function<")),
    Bomb("types of contexts", "1 instance of " + times(20_000, "context<a: ")),
    Bomb("ranges in ranges", times(90, "[1..") + "2" + times(90, "]")),
    Bomb("open ends", times(20_000, "[1..x")),
    Bomb("tests in tests", times(90, "1 in (") + "1" + times(90, ")")),
    Bomb("too many tests in tests", times(20_000, "1 in (")),
    Bomb("names in calls", times(60, "f(a: ") + "1" + times(60, ")")),
    Bomb("a comment without end", "1 /*" + times(20_000, "*")),
    Bomb("a very long name", times(200_000, "a")),
    Bomb("a name of many words", times(10_000, "a ")),
    Bomb("a name of many signs", "{" + times(10_000, "a-") + "b: 1}"),
    Bomb("a very long text", "\"" + times(500_000, "a") + "\""),
    Bomb("a very long number", times(500_000, "1")),
    Bomb("many entries", "{" + (0..<4_000).map { "a\($0): 1" }.joined(separator: ", ") + "}"),
    Bomb("many items", "[" + times(20_000, "1, ") + "1]"),
    Bomb("many arguments", "max(" + times(10_000, "1, ") + "1)"),
    // Evaluation that calls itself.
    Bomb("a function of itself", "{f: function(x) f(x + 1), r: f(1)}.r"),
    Bomb("a function handed to itself", "(function(f) f(f))(function(f) f(f))"),
    Bomb(
      "a function that doubles itself",
      "{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 100)}.r"),
    Bomb("a deep function", "{f: function(g, n) if n = 0 then 0 else g(g, n - 1), r: f(f, 140)}.r"),
    Bomb(
      "a function that sorts in itself",
      "{f: function(g) sort([2, 1], function(a, b) g(g)), r: f(f)}.r"),
    Bomb(
      "a deep value",
      "{f: function(g, n, v) if n = 0 then v else g(g, n - 1, [v]), r: f(f, 140, 1)}"),
    Bomb("a value of 2^40 leaves", "{" + doubling + "}"),
    Bomb("the text of it", "string({" + doubling + "}.a40)"),
    Bomb("its equality", "{" + doubling + ", r: a40 = a40}.r"),
    Bomb("its type", "{" + doubling + ", r: a40 instance of list<list<number>>}.r"),
    Bomb("its items", "{" + doubling + ", r: flatten(a40)}.r"),
    Bomb("it as an item", "{" + doubling + ", r: distinct values([a40, a40, a39])}.r"),
    Bomb("it in a list", "{" + doubling + ", r: list contains([a40], a40)}.r"),
    Bomb("it as an index", "{" + doubling + ", r: index of([a40, a39], a40)}.r"),
    Bomb("a path into it", "{" + doubling + ", r: a40.b}.r"),
    Bomb("a membership in it", "{" + doubling + ", r: a40 in (a40)}.r"),
    Bomb(
      "a list in itself, again and again",
      "{a0: [1]" + (1...60).map { ", a\($0): append(a\($0 - 1), a\($0 - 1))" }.joined() + "}"),
    Bomb(
      "contexts of 2^60 entries",
      "{a0: {v: 1}" + (1...60).map { ", a\($0): {x: a\($0 - 1), y: a\($0 - 1)}" }.joined()
        + ", r: if a60 = a60 then a60 else a59}"),
    Bomb("functions that hold functions", "count(for i in 1..100000 return function() partial)"),
    Bomb(
      "a function that holds the last one",
      "count(for i in 1..100000 return (function(f) function() f)(partial[-1]))"),
    // Sizes.
    Bomb(
      "a text that doubles",
      "for i in 1..100 return if i = 1 then \"a\" else partial[-1] + partial[-1]"),
    Bomb(
      "a list that doubles",
      "for i in 1..100 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])"),
    Bomb("partial at each step", "for i in 1..1000000 return count(partial)"),
    Bomb("the sum of partial", "for i in 1..1000000 return sum(partial)"),
    Bomb(
      "a text that is joined",
      "for i in 1..60 return if i = 1 then \"ab\" else string join([partial[-1], partial[-1]])"),
    Bomb(
      "a text that is replaced",
      "for i in 1..60 return if i = 1 then \"aaaaaaaaaa\" else replace(partial[-1], \"a\", \"aaaaaaaaaa\")"
    ),
    Bomb("lists in a context", "for i in 1..1000000 return {a: i, b: [i, i, i]}"),
    Bomb(
      "a list that grows at its front", "count(for i in 1..100000 return insert before([1], 1, i))"),
    Bomb(
      "long texts in a list",
      "for i in 1..1000000 return string join(for j in 1..1000 return \"abcdefghijklmnop\")"),
    Bomb("a huge range", "for i in 1..10**18 return i"),
    Bomb("a huge range backwards", "for i in 10**18..-10**18 return i"),
    Bomb("a range wider than any number", "for i in 1..10**50 return i"),
    Bomb("ranges in ranges of numbers", "for i in 1..1000000, j in 1..1000000 return 1"),
    Bomb("a huge range of dates", "for d in @\"0001-01-01\"..@\"999999999-01-01\" return d"),
    Bomb("some of a huge range", "some i in 1..10**18 satisfies i < 0"),
    Bomb("every of a huge range", "every i in 1..10**18 satisfies i > 0"),
    Bomb("a range as a list", "count([1..10**18])"),
    Bomb("an iteration over a range value", "for i in [1..10**18] return i"),
    // Numbers.
    Bomb("a power", "10**10**10"),
    Bomb("a power of powers", "9**9**9**9**9"),
    Bomb("a negative power", "10**-1000000000"),
    Bomb("a power of a fraction", "1.0000001**100000"),
    Bomb("a power to a fraction", "10**0.0000000001**99999.5"),
    Bomb("a large number", "1e19001"),
    Bomb("a large exponent", "1e999999999999999999999"),
    Bomb("a factorial", "product(for i in 1..100000 return i)"),
    Bomb(
      "a product that grows",
      "for i in 1..10000 return if i = 1 then 3 else partial[-1] * partial[-1]"),
    Bomb("a sum of fractions", "sum(for i in 1..100000 return 1/i)"),
    Bomb("a mean of fractions", "mean(for i in 1..20000 return 1/i)"),
    Bomb("a deviation of fractions", "stddev(for i in 1..5000 return 1/i)"),
    Bomb("the exponential of a large number", "exp(10**30)"),
    Bomb("the exponential of a small number", "exp(-10**30)"),
    Bomb("the logarithm of a large number", "log(10**19000)"),
    Bomb("the root of a large number", "sqrt(10**19000)"),
    Bomb("the rest of a large number", "modulo(10**19000, 7)"),
    Bomb("places of a large number", "decimal(10**19000/3, 6176)"),
    Bomb("more places than there are", "decimal(1/3, 10**20)"),
    Bomb("text of a large number", "string(10**19000)"),
    Bomb("least of all", "-9223372036854775808 / -1 - 9223372036854775807 * -9223372036854775808"),
    Bomb("index of the least", "[1, 2][-9223372036854775808]"),
    Bomb("a part from the least", "substring(\"abc\", -9223372036854775808, 9223372036854775807)"),
    Bomb("a sublist from the least", "sublist([1], -9223372036854775808, 9223372036854775807)"),
    Bomb("removal of the least", "remove([1], -9223372036854775808)"),
    // Dates.
    Bomb("the last day", "@\"999999999-12-31\" + @\"P1D\""),
    Bomb("the first day", "@\"-999999999-01-01\" - @\"P1D\""),
    Bomb("a moment too late", "@\"999999999-12-31T23:59:59Z\" + @\"P999999999999D\""),
    Bomb("many years", "@\"2021-12-31\" + @\"P999999999999999999Y\""),
    Bomb("more months than there are", "@\"P9223372036854775807M\" + @\"P1M\""),
    Bomb("the fewest months", "abs(-@\"P9223372036854775807M\" - @\"P1M\")"),
    Bomb("their years", "(-@\"P9223372036854775807M\" - @\"P1M\").years"),
    Bomb("a long duration", "@\"P99999999999999999999999D\" * 10**100"),
    Bomb("a duration times a wide number", "@\"P1M\" * 10**30"),
    Bomb("a date of wide numbers", "date(10**30, 10**30, 10**30)"),
    Bomb("a time of wide numbers", "time(10**30, 0, 0)"),
    Bomb("a time with a wide offset", "time(1, 1, 1, @\"P99999999999999999999D\")"),
    Bomb("a time far away", "@\"10:00:00\" + @\"P99999999999999999999D\""),
    Bomb("a zone far away", "@\"999999999-12-31T23:59:59@Asia/Shanghai\" + @\"PT1S\""),
    Bomb("a zone long ago", "@\"-999999999-01-01T00:00:00@America/New_York\" - @\"PT1S\""),
    Bomb("an endless fraction of a second", "@\"10:00:00." + times(20_000, "9") + "\""),
    Bomb("a zone outside of the zones", "@\"10:00:00@../../../../etc/passwd\""),
    Bomb(
      "years between the ends",
      "years and months duration(@\"-999999999-01-01\", @\"999999999-12-31\")"),
    // Regular expressions.
    Bomb("a pattern that backtracks", "matches(\"" + times(40, "a") + "b\", \"^(a+)+$\")"),
    Bomb("a pattern that backtracks more", "matches(\"" + times(40, "x") + "\", \"(x+x+)+y\")"),
    Bomb("alternatives", "matches(\"" + times(60, "a") + "\", \"(a|aa|aaa)+b\")"),
    Bomb(
      "nested groups", "matches(\"a\", \"" + times(5_000, "(") + "a" + times(5_000, ")") + "\")"),
    Bomb("nested classes", "matches(\"a\", \"" + times(5_000, "[a-[") + "\")"),
    Bomb(
      "nested repetitions", "matches(\"a\", \"((((((a{1,99}){1,99}){1,99}){1,99}){1,99}){1,99})\")"),
    Bomb("a large repetition", "matches(\"a\", \"a{99999999999}\")"),
    Bomb("references", "matches(\"" + times(50, "a") + "\", \"^(a*)*\\\\1\\\\1\\\\1b$\")"),
    Bomb(
      "a replacement that backtracks", "replace(\"" + times(5_000, "a") + "\", \"(a+)+b\", \"\")"),
    Bomb("a split that backtracks", "split(\"" + times(5_000, "a") + "\", \"(a|a)*b\")"),
    Bomb("an empty match", "replace(\"abc\", \"x*\", \"-\")"),
    Bomb(
      "patterns without end",
      "for i in 1..1000000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaab\", \"(a+)+\" + string(i))"),
    Bomb(
      "a search without end",
      "contains(string join(for i in 1..100000 return \"a\"), string join(for i in 1..50000 return \"a\") + \"b\")"
    ),
    // Long texts, read again and again.
    Bomb("the number of a long text", readAgain("number(t, null, null)")),
    Bomb("the date of a long text", readAgain("date(t)")),
    Bomb("the duration of a long text", readAgain("duration(t)")),
    Bomb("the range of a long text", readAgain("range(t)")),
    Bomb("the length of a long text", readAgain("string length(t)")),
    Bomb("the beginning of a long text", readAgain("starts with(t, \"b\")")),
    Bomb("a long text in capitals", readAgain("upper case(t)")),
    Bomb("the greater of two long texts", readAgain("max(t, t + \"b\")")),
    // Order.
    Bomb("an order that is none", "sort(for i in 1..1000 return i, function(a, b) true)"),
    Bomb(
      "an order at odds with itself",
      "sort([3, 1, 2, 5, 4], function(a, b) modulo(a + 2 * b, 3) = 1)"),
    Bomb("an order that is no order", "sort([3, 1, 2], function(a, b) a)"),
    Bomb("a long sort", "sort(for i in 1..1000000 return i, function(a, b) a > b)"),
    Bomb("union of many", "count(union(for i in 1..5000 return {a: i}))"),
    Bomb("distinct of many", "count(distinct values(for i in 1..100000 return [i]))"),
    Bomb(
      "texts that fall on each other", "count(distinct values(for i in 1..100000 return string(i)))"
    ),
  ]
}
