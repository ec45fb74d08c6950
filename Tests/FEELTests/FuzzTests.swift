import SourceText
import TestSupport
import Testing

@testable import FEEL

/// Random texts: whatever they are, they end in a value, a null that has a reason, or a diagnostic.
@Suite struct FuzzTests {
  /// What soup is made of.
  private static let tokens = [
    "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "**", "/", "<", "<=", ">",
    ">=", "=", "!=", "@", "\"", "\"a\"", "'", "\\", "\\u12", "1", "0", "-1", "10**18", "1e9", "0.1",
    "x", "y", "受理数", "item", "partial", "?", "if", "then", "else", "for", "in", "return", "some",
    "every", "satisfies", "function", "external", "instance of", "list<", "context<", "range<",
    "number", "string", "and", "or", "not", "between", "true", "false", "null", "date", "time",
    "duration", "@\"2021-12-31\"", "@\"P1D\"", "@\"P1Y\"", "@\"10:00:00Z\"", "sort", "count", "sum",
    "append", "replace", "matches", "split", "string join", "substring", "decimal", "max",
    "context put", "get entries", "range", "\"[1..2]\"", "\"(a+)+\"", "//", "/*", "*/", "\n", "，",
    "％", "“", "\u{3000}", "\u{0}", "\u{FEFF}", "😀",
  ]

  /// Starting points for mutation.
  private static let seeds = [
    "for i in 1..10, j in [1, 2] return if i > j then partial[-1] else {a: i, b: a * j}.b",
    "every e in [{类别: \"火灾\", 死亡人数: 2}] satisfies e.死亡人数 in (1, [2..5), > 9)",
    "sort([3, 1, 2], function(a: number, b: number) a < b)[item >= 2][1]",
    "replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\", \"i\") + string(@\"2021-12-31\" + @\"P1M\")",
    "(function(f, n) if n = 0 then 1 else n * f(f, n - 1))(function(f, n) 1, 5) ** 2 / 3",
    "{a: [1..5], b: a.start included, c: 3 between 1 and 5 and not(b) or x instance of list<number>}",
  ]

  private static func soup(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...40, using: &generator)
    return (0..<count).map { _ in
      (tokens.randomElement(using: &generator) ?? "") + (Bool.random(using: &generator) ? " " : "")
    }.joined()
  }

  /// A seed with parts taken out, doubled, or replaced by tokens.
  private static func mutant(_ generator: inout SeededGenerator) -> String {
    var text = Array((seeds.randomElement(using: &generator) ?? "").unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let start = Int.random(in: 0...text.count, using: &generator)
      let end = min(text.count, start + Int.random(in: 0...12, using: &generator))
      let part = Array(text[start..<end])
      switch Int.random(in: 0...2, using: &generator) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: part, at: start)
      default:
        let token = tokens.randomElement(using: &generator) ?? ""
        text.replaceSubrange(start..<end, with: Array(token.unicodeScalars))
      }
    }
    return String(String.UnicodeScalarView(text))
  }

  @Test func `no text is an expression that traps, runs on, or is null without a reason`() {
    var generator = makeGenerator("texts")
    for index in 0..<RandomCases.count / 10 {
      let text = index.isMultiple(of: 2) ? Self.soup(&generator) : Self.mutant(&generator)
      for dialect in [Dialect.standard, .definitions] {
        var scope = Scope(dialect)
        scope.declare("x")
        scope.declare("受理数", .number)
        let compilation = compile(text, in: scope)
        #expect((compilation.program == nil) == compilation.diagnostics.hasErrors, "\(text)")
        guard let program = compilation.program else { continue }
        var evaluator = Evaluator()
        let slots: [Value] = [.list([.number(1), .string("a")]), .number(7)]
        let value = evaluator.evaluate(program, slots)
        let (traced, _) = evaluator.trace(program, slots)
        #expect(value.literal == traced.literal, "\(text)")
      }
    }
  }
}
