import Testing

struct UsageTests {
  /// Arguments that no command takes.
  struct Mistake: CustomTestStringConvertible {
    let arguments: [String]
    /// What the message has to name, in both languages.
    let names: [String]

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Mistake(arguments: ["asess"], names: ["'asess'"]),
    Mistake(arguments: ["--langu", "zh"], names: ["'--langu'", "'--lang'"]),
    Mistake(arguments: ["--lang", "fr"], names: ["'fr'", "'zh'", "'en'"]),
    Mistake(arguments: ["--lang"], names: ["--lang"]),
  ])
  func `wrong arguments end with code 2 and a message on standard error`(_ mistake: Mistake)
    async throws
  {
    let run = try await Command().run(mistake.arguments)
    #expect(run.exitCode == 2)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("error: "))
    for name in mistake.names { #expect(run.error.contains(name)) }

    let chinese = try await Command(locale: "zh_CN.UTF-8").run(mistake.arguments)
    #expect(chinese.exitCode == 2)
    #expect(chinese.error.hasPrefix("错误："))
    for name in mistake.names {
      let quoted = name.hasPrefix("'") ? "“\(name.dropFirst().dropLast())”" : name
      #expect(chinese.error.contains(quoted))
    }
  }

  @Test
  func `no arguments at all end with code 2 and the help on standard error`() async throws {
    let run = try await Command().run()
    #expect(run.exitCode == 2)
    #expect(run.output == "")
    #expect(run.error.contains("usage: yanshou"))
  }

  @Test
  func `help goes to standard output and ends with code 0`() async throws {
    let run = try await Command().run("--help")
    #expect(run.exitCode == 0)
    #expect(run.error == "")
    #expect(run.output.contains("usage: yanshou"))
    #expect(run.output.contains("--lang"))
  }

  @Test
  func `the version is one line`() async throws {
    let run = try await Command().run("--version")
    #expect(run.exitCode == 0)
    #expect(run.output.wholeMatch(of: /yanshou \d+\.\d+\.\d+, law edition \d+\n/) != nil)
  }

  @Test(arguments: [
    (["--help"], "C.UTF-8", false), (["--help"], "zh_CN.UTF-8", true),
    (["--lang", "zh", "--help"], "C.UTF-8", true),
    (["--help", "--lang=en"], "zh_CN.UTF-8", false),
  ])
  func `the language of help is the one asked for, else the system's`(
    _ arguments: [String], _ locale: String, _ isChinese: Bool
  ) async throws {
    let run = try await Command(locale: locale).run(arguments)
    #expect(run.exitCode == 0)
    #expect(run.output.contains("用法：") == isChinese)
    #expect(run.output.contains("usage: ") != isChinese)
  }

  @Test
  func `help in Chinese leaves no sentence of the parser in English`() async throws {
    let run = try await Command().run("--lang", "zh", "--help")
    for word in ["OVERVIEW", "USAGE", "OPTIONS", "Show", "values:", "default:"] {
      #expect(!run.output.contains(word))
    }
  }

  @Test(arguments: [
    "assess", "check", "explain", "lint", "test", "diff", "schema", "handbook", "format", "eval",
  ])
  func `help in Chinese names values in Chinese and keeps its columns`(_ name: String) async throws
  {
    let run = try await Command().run(name, "--lang", "zh", "--help")
    #expect(run.output.firstMatch(of: /<[a-z]+>/) == nil)
    let options = run.output.split(separator: "\n").filter { $0.hasPrefix("  -") }
    #expect(!options.isEmpty)
    for option in options {
      var width = 0
      let label = option.prefix { character in
        width += character.isASCII ? 1 : 2
        return width <= 26
      }
      #expect(label.count + label.count { !$0.isASCII } == 26 && label.last == " ", "\(option)")
      #expect(option.dropFirst(label.count).first != " ", "\(option)")
    }
  }

  @Test
  func `help that cannot be written ends with code 3`() async throws {
    let run = try await Command(outputFile: "/dev/full").run("--help")
    #expect(run.exitCode == 3)
  }
}
