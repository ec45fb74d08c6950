import SourceText
import Testing

@testable import Formats

/// The canonical layout of a text.
struct LayoutTests {
  private func format(_ text: String) throws -> String {
    String(
      decoding: try YAMLLayout.format(SourceFile(path: "a.yaml", text: text)), as: UTF8.self)
  }

  /// What is written, and how it stands afterwards.
  private static let cases: [(name: String, before: String, after: String)] = [
    ("blanks around colons", "a:   1\nb : 2 \nc:\n", "a: 1\nb: 2\nc:\n"),
    ("two spaces for each level", "a:\n    b:\n       c: 1\n", "a:\n  b:\n    c: 1\n"),
    (
      "lists stand two spaces in from their key",
      "a:\n- b: 1\n  c: 2\n-   d: 1\n    e:\n        f: 3\n",
      "a:\n  - b: 1\n    c: 2\n  - d: 1\n    e:\n      f: 3\n"
    ),
    ("a list in a list", "-   -   a\n    -   b\n", "- - a\n  - b\n"),
    (
      "braces and commas", "a: { b : 1 ,c: 2,  d:  [ 1,2 , 3 ] }\n",
      "a: {b: 1, c: 2, d: [1, 2, 3]}\n"
    ),
    (
      "quotes and what is in them", "a:  'b ,  c'\nd: \"e  :  f\"\n",
      "a: 'b ,  c'\nd: \"e  :  f\"\n"
    ),
    (
      "comments go with the line below", "# a\na:\n      # b\n  b: 1\n    # c\nc: 1   # d\n  # e\n",
      "# a\na:\n  # b\n  b: 1\n# c\nc: 1   # d\n# e\n"
    ),
    ("a comment at the margin stays there", "a:\n  b: 1\n# c\n", "a:\n  b: 1\n# c\n"),
    ("empty lines", "\n\na: 1\n\n \n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    ("a missing end of line", "a: 1", "a: 1\n"),
    ("ends of lines of Windows", "a: 1\r\nb:\r\n    c: 2\r\n", "a: 1\nb:\n  c: 2\n"),
    (
      "a block of text keeps its inner indentation and empty lines",
      "a:\n    b: |\n          x\n            y \n\n\n          z\n\n\n    c: 1\n",
      "a:\n  b: |\n    x\n      y \n\n\n    z\n\n  c: 1\n"
    ),
    (
      "a block that counts its indentation", "a:\n    b: |2\n         x\n",
      "a:\n  b: |2\n       x\n"
    ),
    ("a block that keeps its last lines", "a: |+\n  x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
    (
      "a text over several lines moves with its key",
      "a:\n    b: x\n      y\n    c: \"u  \n      v\"\n",
      "a:\n  b: x\n    y\n  c: \"u\n    v\"\n"
    ),
    (
      "braces over several lines move with their key",
      "a:\n    b: {c: 1 ,\n        # d\n        e: 2}\n",
      "a:\n  b: {c: 1,\n      # d\n      e: 2}\n"
    ),
    ("a value on the next line", "a:\n      x y\n", "a:\n  x y\n"),
    ("a sharp that is no comment", "a:   b#c\n", "a: b#c\n"),
  ]

  @Test(arguments: cases.indices)
  func `a text is laid out, and once laid out it stays`(index: Int) throws {
    let (name, before, after) = Self.cases[index]
    #expect(try format(before) == after, "\(name)")
    #expect(try format(after) == after, "\(name)")
  }

  @Test func `what is not YAML is refused with what is wrong`() {
    #expect(throws: YAMLLayout.Refusal.self) { try format("a: [1\nb: }\n") }
    #expect(throws: YAMLLayout.Refusal.self, "a text without anything") { try format("  # a\n") }
    do {
      _ = try format("a: 1\n b: 2\n")
      Issue.record("a wrong indentation was accepted")
    } catch YAMLLayout.Refusal.unreadable(let diagnostics) {
      #expect(diagnostics.map(\.code).contains("yaml-syntax"))
    } catch {
      Issue.record("\(error)")
    }
  }
}
