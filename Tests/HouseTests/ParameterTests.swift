import Testing

/// How much a function takes: what belongs together is a value with a name.
@Suite struct ParameterTests {
  /// The most parameters of a function.
  private static let most = 4

  /// The floors that have been set right; a floor comes here when it is.
  @Test(arguments: ["Assessment", "Run"])
  func `no function takes more than four parameters`(_ floor: String) throws {
    let files = try SwiftCode.all(below: floor)
    #expect(files.flatMap(\.functions).count > 50)
    for file in files {
      for function in file.functions where function.parameters > Self.most {
        Issue.record("\(file.path): \(function.name) takes \(function.parameters)")
      }
    }
  }

  @Test(arguments: [
    ("func f() {}", 0), ("func f(a: Int) {}", 1), ("init?(_ a: [Int: Int], b: (Int, Int)) {", 2),
    (
      "func f<T: P, U>(\n  _ a: T, b: (T, U) -> Set<U>,\n  c: X<T, U> = X(), d: Int, e: Int,\n) {",
      5
    ),
    ("subscript(a: Int, b: Int) -> Int {", 2), ("package init(_ a: A /* b, c */, d: D) {", 2),
    ("func `a, b`(c: C) {", 1), ("static func == (a: A, b: B) -> Bool {", 2),
  ])
  func `parameters are counted`(text: String, count: Int) {
    #expect(SwiftCode("a.swift", text).functions.map(\.parameters) == [count])
  }

  @Test(arguments: ["self.init(a, b, c, d, e)", "let f = A.init(a, b)", "function(a, b)"])
  func `a call is no declaration`(text: String) {
    #expect(SwiftCode("a.swift", text).functions.isEmpty)
  }
}

extension SwiftCode {
  /// A function, an initializer or a subscript, and how many parameters it takes.
  fileprivate struct Function {
    let name: String
    let parameters: Int
  }

  /// All that are declared, in order.
  fileprivate var functions: [Function] {
    let head =
      /(\.?)\b(?:func\s+(`[^`]*`|\w+|[^\s(\w]+)|(init)[?!]?|(subscript))\s*(?:<[^()]*>)?\s*\(/
    let code = code.replacing(/\/\*.*?\*\//, with: "")
    return code.matches(of: head).filter { $0.output.1.isEmpty }.map { found in
      let (_, _, function, initializer, subscripted) = found.output
      return Function(
        name: String(function ?? initializer ?? subscripted ?? ""),
        parameters: Self.parameters(code[found.range.upperBound...]))
    }
  }

  /// How many parameters stand before the bracket that closes a list of them.
  private static func parameters(_ text: Substring) -> Int {
    var (depth, count) = (0, 0)
    var isOpen = false
    var before: Character = " "
    for character in text {
      switch character {
      case "(", "[", "{", "<": depth += 1
      case ")" where depth == 0: return count + (isOpen ? 1 : 0)
      case ")", "]", "}": depth -= 1
      case ">" where before != "-": depth -= 1
      case "," where depth == 0:
        if isOpen { count += 1 }
        isOpen = false
        before = character
        continue
      default: break
      }
      if !character.isWhitespace { isOpen = true }
      before = character
    }
    return count
  }
}
