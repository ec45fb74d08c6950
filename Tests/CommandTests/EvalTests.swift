import TestSupport
import Testing

/// `yanshou eval`, run as a user runs it.
struct EvalTests {
  /// Arguments with what they print and how they end.
  struct Case: CustomTestStringConvertible {
    let arguments: [String]
    let output: String
    var exitCode: Int32 = 0
    /// What standard error has to say.
    var error: [String] = []

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Case(arguments: ["1/3 * 3 = 1"], output: "true\n"),
    Case(arguments: ["--", "-1 + 2"], output: "1\n"),
    Case(arguments: ["\"甲\" + \"乙\""], output: "\"甲乙\"\n"),
    Case(arguments: ["null"], output: "null\n"),
    Case(
      arguments: ["化解数 / 受理数", "--context", #"{"化解数": 3, "受理数": 0}"#], output: "null\n",
      exitCode: 1, error: ["no-value", "division", "化解数 = 3", "受理数 = 0", "^^^"]),
    Case(
      arguments: [
        "印发 + @\"P1M\"", "--context", #"{"印发": {"type": "date", "value": "2021-01-31"}}"#,
      ], output: "2021-02-28\n"),
    Case(
      arguments: ["a.type", "--context", #"{"a": {"type": "x", "value": 1}}"#], output: "\"x\"\n"),
    Case(
      arguments: ["受理書", "--context", #"{"受理数": 1}"#], output: "null\n", exitCode: 1,
      error: ["unknown-name", "'受理数'"]),
    Case(arguments: ["1 +"], output: "", exitCode: 2, error: ["unexpected-end"]),
    Case(
      arguments: ["x", "--context", "[1]"], output: "", exitCode: 2,
      error: ["not-json", "--context:1:1"]),
    Case(arguments: ["x", "--context", "@no-such-file"], output: "", exitCode: 2),
    Case(arguments: ["1", "--batch", "-"], output: "", exitCode: 2),
    // Without an expression, standard input, which is empty here.
    Case(arguments: [], output: "", exitCode: 2, error: ["empty-expression"]),
  ])
  func `an expression prints its value, and what is to be said of it on standard error`(
    item: Case
  ) async throws {
    let run = try await Command().run(["eval"] + item.arguments)
    #expect(run.exitCode == item.exitCode, "\(run)")
    #expect(run.output == item.output)
    for text in item.error { #expect(run.error.contains(text), "\(run.error)") }
    if item.exitCode == 0 { #expect(run.error == "") }
  }

  @Test func `a batch answers every line in order, whatever becomes of one`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"name": "a", "expression": "x + 1", "context": {"x": {"type": "number", "value": "1.5"}}}
      no JSON

      {"name": "b", "expression": "1 +"}
      {"name": "c"}
      {"name": "d", "expression": "{k: [@\\"P1D\\", null]}"}
      """, to: "cases.jsonl")
    let run = try await Command().run("eval", "--batch", folder.path("cases.jsonl"))
    #expect(
      run.output == """
        {"name": "a", "value": {"type": "number", "value": "2.5"}}
        {"name": null, "value": {"type": "null"}}
        {"name": "b", "value": {"type": "null"}}
        {"name": "c", "value": {"type": "null"}}
        {"name": "d", "value": {"type": "context", "entries": {"k": {"type": "list", "items": \
        [{"type": "duration", "value": "P1D"}, {"type": "null"}]}}}}

        """)
    #expect(run.exitCode == 1)
    for place in [":2", ":4", ":5"] { #expect(run.error.contains("cases.jsonl\(place):")) }
  }

  @Test func `a line that is too long is passed over`() async throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "a", count: 17 << 20)
    try folder.write("\(long)\n{\"name\": \"b\", \"expression\": \"1\"}\n", to: "cases.jsonl")
    let run = try await Command().run("eval", "--batch", folder.path("cases.jsonl"))
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.last == #"{"name": "b", "value": {"type": "number", "value": "1"}}"#)
    #expect(run.error.contains("unreadable-line"))
  }
}
