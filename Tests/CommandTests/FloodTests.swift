import Foundation
import TestSupport
import Testing

/// Files full of mistakes: all of them are told in the table, few on the terminal, in bounded time and memory.
struct FloodTests {
  /// A file full of mistakes, and what is told of it.
  struct Flood: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// How many mistakes are told.
    var problems: Int
    /// How the command is told of it.
    var arguments: [String] = []

    var testDescription: String { name }
  }

  private static let header = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"

  private static func many(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined()
  }

  private static let submissions: [Flood] = [
    Flood(name: "quotes.csv", text: header + many(20_000) { _ in "\"a\n" }, problems: 20_000),
    // Five in each row but one, whose code is that of 甲县.
    Flood(
      name: "cells.csv",
      text: header + many(1_500) { "\($0),县\($0),2021Q2,约\($0),无法,可能,几,不详\n" },
      problems: 1_499 * 5 + 1),
    Flood(
      name: "items.csv",
      text: "code,name,item,period,value\n" + many(4_000) { "1,甲县,没有\($0),2021Q2,5\n" },
      problems: 4_000),
    Flood(
      name: "columns.csv",
      text: "code,name,period" + many(8_000) { ",受理数量\($0)" } + "\n1,甲县,2021Q2\n", problems: 22),
    Flood(
      name: "heading.csv",
      text: "code,name,period" + many(5_000) { _ in ",受理数" } + "\n1,甲县,2021Q2\n", problems: 21),
    Flood(
      name: "rows.csv", text: header + many(5_000) { "1,甲县,2021Q2,\($0),97,是,0,0\n" },
      problems: 1),
    Flood(
      name: "items.xml",
      text: "<submissions period=\"2021Q2\"><submission unit=\"1\" name=\"甲县\">"
        + many(5_000) { "<item code=\"X\($0)\">1</item>" } + "</submission></submissions>",
      problems: 5_000),
    Flood(
      name: "text.xml",
      text: "<submissions period=\"2021Q2\"><submission unit=\"1\" name=\"甲县\">"
        + many(5_000) { "字\($0)<x\($0)/>" } + "</submission></submissions>", problems: 10_000),
    // Each name was looked through for a time, sign by sign, four times over.
    Flood(
      name: "names.csv",
      text: header + many(5_000) { "\(200_000 + $0),县\($0),2021Q2,100,97,是,0,0\n" },
      problems: 5_000, arguments: ["--units", "units.csv"]),
    Flood(
      name: "strangers.csv",
      text: header + many(5_000) { "\(200_000 + $0),县\($0),2021Q2,100,97,是,0,0\n" },
      problems: 0),
    Flood(
      name: "shifted.csv", text: header + many(5_000) { _ in ",100001,甲县,2021Q2,100,97,是,0,0\n" },
      problems: 1),
    Flood(
      name: "findings.csv",
      text: "unit,name,target,authority,document,date,until,reason\n"
        + many(3_000) { "\($0),县\($0),V\($0),市委,文,2021-\($0),2022-05-01,理由\n" },
      problems: 3_002, arguments: ["--units", "units.csv", "--findings"]),
  ]

  @Test(arguments: submissions)
  func `a submission full of mistakes is told in bounded time and memory`(_ flood: Flood)
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write(Self.header + "1,甲县,2021Q2,100,97,是,0,0\n", to: "one.csv")
    try folder.write(
      "code,name,level,parent\n9,某市,city,\n1,甲县,county,9\n", to: "units.csv")
    try folder.write(flood.text, to: flood.name)
    let run = try await Self.run(
      ["assess", SmallSet.set, "one.csv"] + flood.arguments
        + [flood.name, "-o", "out", "--write", "problems", "--lang", "zh"], in: folder)
    #expect(run.exitCode == 0, "\(run.exitCode ?? -1) \(run.signal ?? 0) \(run.error.suffix(300))")
    let rows = try folder.bytes("out/problems.csv").count { $0 == 0x0A } - 1
    #expect(rows == flood.problems)
    Self.expectShort(run.error)
  }

  private static func set(_ middle: String, score: String = "{lose: 1, each: a}") -> String {
    """
    set: flood
    title: T
    edition: "1"
    assesses: county
    period: quarter
    points: 10
    part: share
    items:
      a: {type: count, measure: 件}
    \(middle)tasks:
      - task: T01
        title: T
        points: 10
        requirements:
          - requirement: T01.01
            title: R
            points: 10
            value: a
            score: {lines: [\(score)]}
            provenance: drafted
            source: s
    """
  }

  private static let sets: [Flood] = [
    Flood(name: "keys", text: set(many(10_000) { "key\($0): 1\n" }), problems: 10_000),
    Flood(name: "equal keys", text: set(many(5_000) { _ in "title: T\n" }), problems: 5_000),
    Flood(
      name: "long line", text: set("", score: many(3_000) { _ in "{lose: 1, each: a}, " }),
      problems: 0),
    Flood(
      name: "names on a long line",
      text: set("", score: many(1_000) { "{lose: 1, each: b\($0)}, " }),
      problems: 1_000),
    Flood(
      name: "types", text: set(many(2_000) { "  a\($0): {type: coumt\($0)}\n" }), problems: 2_000),
  ]

  @Test(arguments: sets)
  func `a set full of mistakes is told in bounded time and memory`(_ flood: Flood) async throws {
    let folder = try TemporaryFolder()
    try folder.write(flood.text, to: "set/set.yaml")
    let run = try await Self.run(["lint", "set"], in: folder)
    Self.expectShort(run.output)
    let json = try await Self.run(["lint", "set", "--format", "json"], in: folder)
    #expect(json.exitCode == (flood.problems == 0 ? 0 : 1), "\(json.error)")
    let errors = try #require(try /"errors": (\d+)/.firstMatch(in: json.output)?.1)
    #expect(Int(errors) == flood.problems)
  }

  /// Runs the command with bounds on its processor time and memory: a debug build needs a tenth of the one and a half of the
  /// other. A line of 60 KB alone took 34 s where each place in it was counted from its start and masked.
  private static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Run {
    let shell = URL(fileURLWithPath: "/bin/sh")
    return try await Command(folder: folder.url, executable: shell, processorSeconds: 15).run(
      ["-c", #"ulimit -d 200000; exec "$0" "$@""#, Command.executable.path] + arguments)
  }

  /// At most a hundred mistakes, on lines that a person can read.
  private static func expectShort(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 1_000, "\(lines.count) lines")
    let longest = lines.map(\.unicodeScalars.count).max() ?? 0
    #expect(longest <= 400, "\(longest) scalars")
  }
}
