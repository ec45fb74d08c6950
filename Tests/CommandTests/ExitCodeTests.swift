import Foundation
import TestSupport
import Testing

/// The table of Docs/exit-codes.md: what each command ends with, each row a run of the built command.
struct ExitCodeTests {
  /// A row of the table, and a run that it is true of.
  struct Row: CustomTestStringConvertible, Sendable {
    let command: String
    let code: Int32
    let when: String
    /// The arguments; `@` stands for a folder of the run's own with `files` in it.
    let arguments: [String]
    var files: [String: String] = [:]
    /// What standard error has to say, in its first line for code 2.
    var error = ""
    var outputFile: String?

    init(
      _ command: String, _ code: Int32, _ when: String, _ arguments: [String],
      files: [String: String] = [:], error: String = "", outputFile: String? = nil
    ) {
      self.command = command
      self.code = code
      self.when = when
      self.arguments = arguments
      self.files = files
      self.error = error
      self.outputFile = outputFile
    }

    var testDescription: String { "\(command) \(code): \(when)" }
    /// The row as the page has it.
    var line: String { "| \(command == "any" ? "any" : "`\(command)`") | \(code) | \(when) |" }
  }

  private static let small = SmallSet.set
  private static let next = SmallSet.path("next")
  private static let header = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"
  private static let good = header + "100001,甲县,2021Q2,100,97,是,0,0\n"
  private static let poor = header + "100002,乙县,2021Q2,100,90,否,2,1\n"
  private static let wrong = header + "100001,甲县,2021Q2,许多,97,是,0,0\n"
  private static let one = "code,name,level,parent\n100001,甲县,county,\n"
  private static let mistake = "set: a\n"

  /// Arguments of `assess` that let nothing pass which should not.
  private static func assess(_ rest: String...) -> [String] {
    ["assess", small] + rest + ["--fail-below", "pass"]
  }

  private static func nobody(
    _ why: String, _ arguments: [String], files: [String: String] = [:], error: String
  ) -> Row {
    Row(
      "assess", 2, "no unit was scored: \(why)", arguments, files: files,
      error: "error: no unit was scored: \(error)")
  }

  static let rows: [Row] = [
    Row(
      "assess", 0,
      "units were scored, and what was asked for is written; what is wrong with submissions is told",
      ["assess", small, "@/a.csv", "-o", "@/out"], files: ["a.csv": wrong], error: "not-a-number"),
    Row(
      "assess", 1, "`--fail-below`: a unit has not passed the gate", assess("@/a.csv"),
      files: ["a.csv": poor]),
    Row(
      "assess", 1, "`--fail-below`: a unit of the registry has not reported",
      assess("@/a.csv", "--units", SmallSet.units), files: ["a.csv": good],
      error: "unit-not-reported"),
    Row(
      "assess", 1,
      "`--fail-below`: something could not be read, and nobody knows which units it is about",
      assess("@/in"), files: ["in/a.csv": good, "in/b.zip": "PK"], error: "archive-not-read"),
    nobody(
      "no file, an empty folder", assess("@/in"), files: ["in/.keep": ""], error: "there are no"),
    nobody(
      "broken XML", assess("@/a.xml", "--period", "2021Q2"),
      files: ["a.xml": "<submissions period='2021Q2'><submission"], error: "the submissions hold"),
    nobody(
      "a header and no row", assess("@/a.csv", "--period", "2021Q2"), files: ["a.csv": header],
      error: "the submissions hold"),
    nobody("a workbook", assess("@/in"), files: ["in/a.xlsx": "PK"], error: "there are no"),
    nobody(
      "all rows are set aside", assess("@/a.csv", "--units", "@/units.csv"),
      files: ["a.csv": poor, "units.csv": one], error: "the submissions hold"),
    nobody(
      "the registry is empty or refused", assess("@/a.csv", "--units", "@/units.csv"),
      files: ["a.csv": good, "units.csv": "表1 单位名录,,,\ncode,name\n"],
      error: "the registry 'units.csv'"),
    nobody(
      "nothing is about the period asked for", assess("@/a.csv", "--period", "2021Q3"),
      files: ["a.csv": good],
      error: "the submissions have nothing about 2021Q3; periods found: 2021Q2"),
    nobody(
      "`--period` has not the length of the set's periods", assess("@/a.csv", "--period", "2021"),
      files: ["a.csv": good],
      error: "the set asks for a quarter such as 2021Q2, --period is 2021; periods found: 2021Q2"),
    nobody(
      "nobody has the `--level`",
      assess("@/a.csv", "--units", "@/units.csv", "--level", "town"),
      files: ["a.csv": good, "units.csv": one], error: "the registry has no unit of the level"),
    Row(
      "assess", 2,
      "the set has a mistake, a path is not there, an option has a value that it cannot have",
      ["assess", small, "@/none.csv"], error: "none.csv"),
    Row(
      "assess", 2,
      "no set is named and no workspace is there; its settings have a mistake; it has no such period",
      ["assess", "--workspace", "@/q"], files: ["q/yanshou.yaml": "set: none\n"],
      error: "error: the settings of the workspace have mistakes"),
    Row(
      "assess", 3, "the reports or the summary cannot be written",
      ["assess", small, "@/a.csv", "-o", "/dev/null/out"], files: ["a.csv": good],
      error: "/dev/null/out"),
    Row(
      "check", 0, "nothing is wrong with the file, and the gate of `--to` is passed",
      ["check", small, "@/a.csv", "--to", "pass"], files: ["a.csv": good]),
    Row(
      "check", 1, "there are errors in the file", ["check", small, "@/a.csv"],
      files: ["a.csv": wrong]),
    Row(
      "check", 1, "the gate of `--to` is not passed", ["check", small, "@/a.csv", "--to", "pass"],
      files: ["a.csv": poor]),
    Row(
      "check", 2, "no unit was scored", ["check", small, "@/a.csv", "--period", "2021Q2"],
      files: ["a.csv": header], error: "error: no unit was scored"),
    Row(
      "check", 3, "the result cannot be written", ["check", small, "@/a.csv"],
      files: ["a.csv": good], outputFile: "/dev/full"),
    Row(
      "explain", 0, "the score is explained",
      ["explain", small, "@/a.csv", "--unit", "100001", "--requirement", "T01.01"],
      files: ["a.csv": good]),
    Row(
      "explain", 2, "the unit has not reported, or is not known",
      [
        "explain", small, "@/a.csv", "--unit", "100002", "--requirement", "T01.01", "--units",
        SmallSet.units,
      ], files: ["a.csv": good], error: "error: unit 100002 has not reported"),
    Row(
      "explain", 2, "no unit was scored",
      [
        "explain", small, "@/a.csv", "--unit", "100001", "--requirement", "T01.01", "--period",
        "2021Q2",
      ], files: ["a.csv": header], error: "error: no unit was scored"),
    Row(
      "explain", 3, "the result cannot be written",
      ["explain", small, "@/a.csv", "--unit", "100001", "--gate", "pass"],
      files: ["a.csv": good], outputFile: "/dev/full"),
    Row("explain CODE", 0, "the page of the diagnostic is printed", ["explain", "unknown-unit"]),
    Row(
      "explain CODE", 2, "there is no such diagnostic", ["explain", "unknown-unt"],
      error: "'unknown-unt'"),
    Row("lint", 0, "there is no error; with `--strict`, no warning", ["lint", small]),
    Row("lint", 1, "there is an error", ["lint", "@/set.yaml"], files: ["set.yaml": mistake]),
    Row("lint", 1, "`--strict`: there is a warning", ["lint", small, "--strict"]),
    Row("lint", 2, "there is no set at the path", ["lint", "@/none"], error: "none"),
    Row("lint", 3, "the result cannot be written", ["lint", small], outputFile: "/dev/full"),
    Row("test", 0, "all cases come out as expected", ["test", small]),
    Row("test", 1, "a case does not", ["test", next]),
    Row(
      "test", 1, "`--threshold`, `--noticed`: less is reached, or noticed",
      ["test", small, "--threshold", "90%"]),
    Row(
      "test", 2, "the set has no cases, or cannot be loaded", ["test", "@/set.yaml"],
      files: ["set.yaml": mistake]),
    Row("test", 3, "the result cannot be written", ["test", small], outputFile: "/dev/full"),
    Row("diff", 0, "the editions are compared", ["diff", small, next]),
    Row(
      "diff", 1, "`--fail`: a change affects scores; with `--impact`, a unit",
      ["diff", small, next, "--fail"]),
    Row(
      "diff", 2, "`--impact`: no unit was scored",
      ["diff", small, next, "--impact", "@/a.csv", "--period", "2021Q2"], files: ["a.csv": header],
      error: "error: no unit was scored"),
    Row("diff", 2, "there is no set at a path", ["diff", small, "@/none"], error: "none"),
    Row("diff", 3, "the result cannot be written", ["diff", small, next], outputFile: "/dev/full"),
    Row("schema", 0, "the schema is written", ["schema", "-o", "@/schema.json"]),
    Row("schema", 3, "it cannot be written", ["schema", "-o", "/dev/null/schema.json"]),
    Row("init", 0, "the workspace is made", ["init", "@/q", "--set", small]),
    Row(
      "init", 2,
      "the folder is a workspace, the set has a mistake, the period is not of its length",
      ["init", "@/q", "--set", small, "--period", "2021"],
      error: "error: the set has periods such as"),
    Row("handbook", 0, "the book is written", ["handbook", small, "-o", "@/book.html"]),
    Row(
      "handbook", 2, "the set has a mistake", ["handbook", "@/set.yaml", "-o", "@/book.html"],
      files: ["set.yaml": mistake]),
    Row(
      "handbook", 3, "the book cannot be written", ["handbook", small, "-o", "/dev/null/book.html"]),
    Row("format", 0, "the files have the layout, or were given it", ["format", small, "--check"]),
    Row(
      "format", 1, "`--check`: a file would change", ["format", "@/set.yaml", "--check"],
      files: ["set.yaml": "set:   a\n"]),
    Row(
      "format", 2, "a file is no YAML, or there is no set at the path", ["format", "@/set.yaml"],
      files: ["set.yaml": "set: [a\n"]),
    Row("eval", 0, "a value, or a plain null", ["eval", "1 + 1"]),
    Row(
      "eval", 1, "no value, for the reason on standard error", ["eval", "1 / 0"], error: "no-value"),
    Row(
      "eval", 1, "`--batch`: a line cannot be read", ["eval", "--batch", "@/lines"],
      files: ["lines": "no JSON\n"]),
    Row(
      "eval", 2, "the expression, the context or an argument has a mistake", ["eval", "1 +"],
      error: "unexpected-end"),
    Row("eval", 3, "the result cannot be written", ["eval", "1"], outputFile: "/dev/full"),
    Row("any", 0, "`--help`, `--version`", ["--version"]),
    Row("any", 2, "no command, an unknown command, an unknown option", ["asess"], error: "'asess'"),
  ]

  @Test func `the page has the rows that are tested, and no others`() throws {
    let page = Command.repository.appendingPathComponent("Docs/exit-codes.md")
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| ") }.dropFirst(2).map(String.init)
    #expect(lines == Self.rows.map(\.line))
  }

  @Test(arguments: rows)
  func `a command ends with the code of the table`(_ row: Row) async throws {
    let folder = try TemporaryFolder()
    for (name, text) in row.files { try folder.write(text, to: name) }
    let own = folder.path("")
    let trimmed = own.hasSuffix("/") ? String(own.dropLast()) : own
    var command = Command()
    command.outputFile = row.outputFile
    let run = try await command.run(
      row.arguments.map { $0.replacing("@", with: trimmed) } + ["--lang", "en"])
    #expect(run.exitCode == row.code, "\(run.testDescription)")
    let place = row.code == 2 ? String(run.error.prefix { $0 != "\n" }) : run.error
    #expect(row.error.isEmpty || place.contains(row.error), "\(run.testDescription)")
    // Where nobody was scored the summary says so as well, in the same words.
    if ["assess", "check"].contains(row.command), row.error.contains("no unit was scored") {
      #expect("error: " + run.output == place + "\n", "\(run.testDescription)")
    }
  }
}
