import SourceText
import Testing

@testable import FEEL

/// Reading takes work in proportion to the text, counted in bytes looked at and nodes made, so that no clock decides.
@Suite struct LinearTests {
  /// How many bytes are looked at for a byte of the text, all levels of the grammar included.
  static let mostEffort = 150

  /// Something that can be nested: what opens it, and what closes it.
  struct Nest {
    let open: String
    let close: String

    init(_ open: String, _ close: String) {
      (self.open, self.close) = (open, close)
    }

    static let all = [
      Nest("(", ")"), Nest("[", "]"), Nest("[1..", "]"), Nest("(1..", "["), Nest("]1..", ")"),
      Nest("[1..x[", "]]"), Nest("[1..x[-", "]"), Nest("[1..[", "]["), Nest("(=", ")"),
      Nest("(!= ", ")"), Nest("(<", ")"), Nest("x in (", ")"), Nest("x in([", "])"),
      Nest("x in (1, ", ")"), Nest("x in (>= ", ")"), Nest("x in ((", "))"), Nest("x in ", " "),
      Nest("(1 in (", ", 2)) in (3, 4)"), Nest("1 in (", "..2)"), Nest("1 between ", " and 2"),
      Nest("(", " between 1 and 2)"), Nest("x[", "]"), Nest("x[item.a[", "] = 1]"),
      Nest("abs(", ")"), Nest("abs(n: ", ")"), Nest("f(x, a: ", ")"), Nest("f(a.b-c d-", ")"),
      Nest("{a: ", "}"), Nest("{a-b c: ", "}"), Nest("{a: 1, b: [a, ", "]}"),
      Nest("for i in ", " return i"), Nest("for i in [1] return ", ""),
      Nest("some i in (", ") satisfies i"), Nest("if ", " then 1 else 2"),
      Nest("if x then 1 else ", ""), Nest("function(a) ", ""), Nest("function(a: list<", ">) a"),
      Nest("1 instance of list<", ">"), Nest("1 instance of context<a: ", ">"),
      Nest("1 instance of function<", ">->number"), Nest("- ", ""), Nest("x.a.", ""),
      Nest("1 + (", ")"), Nest("x * ", " + 1"), Nest("\"a\"(", ")"), Nest("a b c ", " d"),
    ]
  }

  /// The work of reading a text, and the size of what was read.
  static func effort(_ text: String) -> (read: Int, made: Int) {
    BoundsTests.onSmallStack {
      var scope = Scope()
      scope.declare("x")
      scope.declare("x in one")
      var parser = Parser(text, scope: scope, isRoomy: false) { _ in nil }
      _ = parser.parse()
      let program = compile(text, in: scope).program
      let made = (program?.unit.code.count ?? 0) + (program?.outline?.all.count ?? 0)
      return (parser.lexer.effort.bytes, made)
    }
  }

  static func check(_ text: String) {
    let (read, made) = effort(text)
    let size = text.utf8.count + 20
    #expect(read <= mostEffort * size, "\(read) for \(size): \(text.prefix(60))")
    #expect(made <= 10 * size + 2_000, "\(made) for \(size): \(text.prefix(60))")
  }

  @Test func `whatever is nested in whatever, closed or left open`() {
    func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
    for outer in Nest.all {
      for inner in Nest.all {
        let open = outer.open + inner.open
        LinearTests.check(times(12, open) + "1" + times(12, inner.close + outer.close))
        LinearTests.check(times(40, open))
      }
    }
  }

  @Test(arguments: [100, 1_500])
  func `many names, known or not, alike in their first words`(count: Int) {
    func join(_ text: (Int) -> String) -> String {
      (0..<count).map(text).joined(separator: ", ")
    }
    LinearTests.check("{" + join { "a\($0): a\($0 / 2)" } + "}")
    LinearTests.check("{" + join { "a \($0): a \($0 / 2)" } + "}")
    LinearTests.check("{" + join { "a: \($0)" } + "}")
    LinearTests.check("[" + join { "unknown \($0)" } + "]")
    LinearTests.check("{r: {" + join { "a\($0): 1" } + "}, s: [" + join { "r[a\($0) = 1]" } + "]}")
    LinearTests.check("{r: {" + join { "a\($0): 1" } + "}, s: [" + join { "r.a\($0)" } + "]}")
    LinearTests.check("function(" + join { "a\($0)" } + ") [" + join { "a\($0)" } + "]")
  }

  @Test func `a name is no longer than anybody reads`() {
    let signs = String(repeating: "a-", count: 60) + "b"
    #expect(compile("{\(signs): 1}").diagnostics.map(\.code) == ["unexpected-token"])
    #expect(compile("{a: 1, r: [" + String(repeating: "a-", count: 60) + "a]}").program != nil)
  }
}
