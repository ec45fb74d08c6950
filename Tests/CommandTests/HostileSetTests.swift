import Foundation
import SourceText
import TestSupport
import Testing

/// A set whose every text is written against its readers, in everything that the command writes about it.
struct HostileSetTests {
  /// The number of a person, what ends a line before a command of a build server, and what turns or hides writing.
  private static let number = "110101199003074231"
  private static let hostile =
    "\\n::error::\\r\\u200f\\u061c\\u200b\\ufeff\\u2028\(number)张三13800138000"

  /// A text of YAML: its tag, then all of that.
  private static func text(_ tag: String) -> String { "\"\(tag)\(hostile)\"" }

  /// The same as the string of an expression, whose escapes FEEL reads.
  private static let string =
    #"\"\\n::error::\\r\\u200f\#(number)张三13800138000\""#

  private static func set(_ edition: String, points: Int = 10) -> String {
    """
    set: hostile
    title: \(text("体系"))
    edition: \(text(edition))
    assesses: county
    period: quarter
    points: 40
    part: share
    missing: leave out
    constants:
      门数: {value: 3, source: \(text("常数依据"))}
      门名: {value: \(text("常数")), source: \(text("常数依据"))}
    views:
      五治:
        title: \(text("视角"))
        parts: [\(text("分项")), 乙项]
        across: board
        source: \(text("视角依据"))
    items:
      甲: {title: \(text("甲项")), type: count, measure: \(text("件")), from: \(text("来源")), synonyms: [\(text("别名"))]}
      乙: {type: count, measure: 件, plausible: 0 to 5}
      丙: {type: choice, of: [\(text("选项")), 好]}
      丁: {type: text}
      明细: {type: table, columns: {类别: text, 件数: count}}
      数: {value: "甲\\n +乙", type: count}
    checks:
      - {check: "乙\\n< 2", else: \(text("校验"))}
    tasks:
      - task: T01
        title: \(text("任务"))
        board: \(text("板块"))
        points: 30
        lead: \(text("牵头"))
        subtasks:
          - subtask: S1
            title: \(text("分解"))
            requirements:
              - requirement: T01.01
                title: \(text("要求"))
                points: \(points)
                mark: [\(text("标记")), core]
                value: "if 丙 = \(string) then 1 else 数\\n"
                score: {linear: {zero: 0, full: 20}}
                target: \(text("目标"))
                with: [\(text("配合"))]
                scorer: \(text("评分"))
                evidence: [\(text("佐证")), 乙]
                remedy: \(text("整改"))
                provenance: drafted
                source: \(text("依据"))
                perverse: \(text("副作用"))
                view: {五治: \(text("分项"))}
              - requirement: T01.02
                title: R2
                points: \(20 - points)
                score: {given: {by: \(text("给分"))}}
                provenance: drafted
              - group: G1
                title: \(text("要求组"))
                best: 1
                requirements:
                  - requirement: T01.03
                    title: R3
                    points: 10
                    score:
                      lines:
                        - {lose: 1, each: "e in 明细", when: "e.类别 != \(string)\\n"}
                        - {lose: 2, when: "丁 != \(string)"}
                    applies: "丙 != \(string)"
                    guard: {甲: at least 1}
                    provenance: drafted
      - task: T02
        title: T
        points: 10
        requirements:
          - requirement: T02.01
            title: R
            points: 10
            score:
              table:
                - [丙, earn]
                - [\(text("选项")), 100%]
                - [any, 50%]
            provenance: drafted
    gates:
      - gate: exit
        title: \(text("门槛"))
        needs: {total: 90%, met: [\(text("标记"))]}
        checks: [{check: "甲\\n> 100 and 丁 != \(string)", else: \(text("门槛条件"))}]
        source: \(text("门槛依据"))
    adjustments:
      - adjustment: J01
        title: \(text("加扣"))
        score: {lines: [{lose: 0.5, each: "乙\\n", at most: 5}]}
        remedy: \(text("整改"))
        source: \(text("依据"))
    exemptions:
      - {exemption: E01, title: \(text("免检")), found by: \(text("机关")), requirements: [T01.01], source: \(text("免检依据"))}
    vetoes:
      - {veto: V01, title: \(text("否决")), found by: \(text("机关")), ask when: "乙\\n> 2", then: {bar: exit}, source: \(text("否决依据"))}
    """
  }

  private static let changed = """
    set: over
    title: \(text("上层"))
    edition: \(text("三"))
    extends: ../old
    assesses: county
    period: quarter
    points: 40
    change:
      - {change: T01.01, why: \(text("理由")), remedy: \(text("另一整改"))}
    """

  private static let cases = """
    period: 2021Q2
    cases:
      - case: \(text("用例"))
        units:
          \(text("单位")):
            values: {甲: 3, 乙: 3, 丙: \(text("选项")), 丁: 文}
            expect: {total: 1, "requirements": {T01.01: 3}, column: {T01.03: 1}}
    """

  private static let rows = """
    code,name,period,甲,乙,丙,丁
    1,甲县,2021Q2,5,3,好,文
    2,乙县,2021Q2,7,1,好,"x
    ::error::y"
    3,丙县,2021Q2,,,,

    """

  private static let records = """
    code,name,period,类别,件数
    1,甲县,2021Q2,"x
    ::error::y",3

    """

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(set("一"), to: "old/set.yaml")
    try folder.write(
      set("二", points: 8).replacing("张三", with: "李四"), to: "new/set.yaml")
    try folder.write(changed, to: "over/set.yaml")
    try folder.write(cases, to: "old/tests/a.yaml")
    try folder.write(rows, to: "in/a.csv")
    try folder.write(records, to: "in/明细.csv")
    return folder
  }

  /// The commands, and the exit codes that they may have.
  private static let commands: [[String]] = [
    ["assess", "old", "in", "-o", "out"], ["assess", "old", "in", "--lang", "en"],
    ["assess", "over", "in", "-o", "out", "--allow-outside", "."],
    ["check", "old", "in/a.csv"],
    ["explain", "old", "in", "--unit", "1", "--requirement", "T01.01"],
    ["explain", "old", "in", "--unit", "1", "--requirement", "T01.02"],
    ["explain", "old", "in", "--unit", "1", "--requirement", "T01.03"],
    ["explain", "old", "in", "--unit", "2", "--requirement", "T02.01"],
    ["explain", "old", "in", "--unit", "1", "--gate", "exit"],
    ["explain", "old", "in", "--unit", "1", "--veto", "V01"],
    ["explain", "old", "in", "--unit", "1", "--adjustment", "J01"],
    ["explain", "old", "in", "--unit", "1", "--requirement", "T01.01", "--format", "json"],
    ["explain", "old", "in", "--unit", "1", "--requirement", "T01.03", "--format", "json"],
    ["explain", "old", "in", "--unit", "1", "--gate", "exit", "--format", "json"],
    ["explain", "old", "in", "--unit", "1", "--veto", "V01", "--format", "json"],
    ["handbook", "old", "-o", "book.html"],
    ["handbook", "over", "-o", "book.html", "--allow-outside", "."],
    ["format", "old", "--check"],
  ]
  private static let reports: [[String]] =
    ["text", "json", "sarif", "junit", "github"].map { ["lint", "old", "--format", $0] }
    + ["text", "json", "junit", "github"].map {
      ["test", "old", "--coverage", "--mutate", "--format", $0]
    }
    + ["text", "json", "markdown"].flatMap {
      [
        ["diff", "old", "new", "--impact", "in", "--format", $0],
        ["diff", "old", "over", "--allow-outside", ".", "--format", $0],
      ]
    }

  @Test(arguments: commands + reports)
  func `nothing that the command writes about a hostile set harms`(_ arguments: [String])
    async throws
  {
    let folder = try Self.folder()
    let run = try await Command(folder: folder.url).run(arguments)
    #expect(run.exitCode == 0 || run.exitCode == 1, "\(run)")
    let texts = try Self.texts(run, folder, ["out", "book.html"])
    #expect(
      texts.contains { $0.text.contains("***") || $0.text.contains(#"\*\*\*"#) }
        || arguments[0] == "format")
    for (name, text) in texts { Self.expectHarmless(text, name, arguments) }
  }

  @Test(arguments: [
    ["assess", "SET", "in", "-o", "OUT"], ["assess", "SET", "IN", "--units", "IN"],
    ["assess", "SET", "in", "-o", "SET/set.yaml"], ["assess", "SET", "in", "--write", "SET"],
    ["assess", "SET", "in", "--period", "SET"], ["check", "SET", "in/a.csv", "--gate", "SET"],
    ["explain", "SET", "in", "--unit", "SET", "--gate", "exit"],
    ["explain", "SET", "in", "--unit", "1", "--requirement", "SET"], ["explain", "SET"],
    ["format", "SET", "--check"], ["format", "SET"], ["lint", "SET", "--fix"],
    ["lint", "SET", "--format", "SET"], ["lint", "SET", "--update-ids"],
    ["handbook", "SET", "-o", "OUT/b.html"], ["handbook", "SET", "-o", "in"], ["test", "SET"],
    ["diff", "SET", "old"], ["SET"], ["schema", "-o", "OUT/s.json"],
    ["eval", "1", "--context", "@SET"], ["eval", "SET"],
  ])
  func `nor do the names of folders and files and the words of a call`(_ arguments: [String])
    async throws
  {
    let folder = try Self.folder()
    let hostile = "x\n::error::\u{1B}[2J\r\u{200F}\(Self.number)张三13800138000"
    let set = Self.set("一").replacing("assesses", with: "assesses ")
    try folder.write(set, to: "set\(hostile)/set.yaml")
    let run = try await Command(folder: folder.url).run(
      arguments.map {
        $0.replacing("SET", with: "set\(hostile)").replacing("OUT", with: "out\(hostile)")
          .replacing("IN", with: "in\(hostile)")
      })
    #expect(run.exitCode != nil, "\(run)")
    for (name, text) in try Self.texts(run, folder, ["out\(hostile)"]) {
      Self.expectHarmless(text, name, arguments)
    }
  }

  @Test func `the number of a person is no id and no name`() async throws {
    let folder = try TemporaryFolder()
    let set = Self.set("一").replacing("T01.02", with: "T\(Self.number)")
      .replacing("  乙:", with: "  乙13800138000:")
    try folder.write(set, to: "set.yaml")
    let run = try await Command(folder: folder.url).run("lint", "set.yaml")
    #expect(run.output.contains("[unusable-id]") && run.output.contains("[unusable-name]"))
    Self.expectHarmless(run.output, "output", [])
  }

  /// What a run printed and wrote.
  private static func texts(
    _ run: Run, _ folder: TemporaryFolder, _ written: [String]
  ) throws -> [(name: String, text: String)] {
    var texts = [(name: "output", text: run.output), (name: "error", text: run.error)]
    for name in written {
      let files = folder.files(under: name).map { "\(name)/\($0)" }
      for file in files + [name] {
        guard let text = try? folder.text(file) else { continue }
        texts.append((name: file, text: text))
      }
    }
    return texts
  }

  private static func expectHarmless(_ text: String, _ name: String, _ arguments: [String]) {
    for hidden in [number, "13800138000"] {
      #expect(text.range(of: hidden, options: .literal) == nil, "\(hidden) in \(name)")
    }
    // A table begins with a byte order mark and ends its lines as spreadsheets do.
    let bare = text.replacing("\r\n", with: "\n").drop { $0 == "\u{FEFF}" }
    let found = bare.unicodeScalars.filter { $0 != "\n" && $0.isHidden }
    #expect(found.isEmpty, "\(Set(found.map { $0.escaped(asASCII: true) })) in \(name)")
    // The annotations that the format for GitHub is made of are commands, and all of them ours.
    #expect(
      "\n\(bare)".ranges(of: "\n::error").count
        == (arguments.contains("github") ? "\n\(bare)".ranges(of: "\n::error file=").count : 0),
      "a command in \(name)")
  }
}
