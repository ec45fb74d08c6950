import Foundation
import TestSupport
import Testing

/// Sets from elsewhere read what lies in their own repository, and nothing else of the machine.
struct OutsideTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let secret = "root:x:0:0:secret:/root:/bin/bash\n"

  private static func set(_ more: String, items: String = "") -> String {
    """
    set: small
    title: T
    edition: "1"
    language: zh-CN
    assesses: county
    period: quarter
    points: 10
    rounding: {digits: 2, mode: half-up}
    part: share
    missing: no points
    \(more)
    items:
      a: {title: A, type: count, measure: 件}
    \(items)
    tasks:
      - task: T01
        title: T
        points: 10
        requirements:
          - requirement: T01.01
            title: R
            points: 10
            value: a
            score: {linear: {zero: 0, full: 10}}
            provenance: drafted
            source: s

    """
  }

  private func prepare(_ more: String, items: String = "") throws {
    try folder.write("", to: "home/repository/.git/HEAD")
    try folder.write(Self.secret, to: "secrets/passwd")
    try folder.write(Self.set(""), to: "home/elsewhere/base/set.yaml")
    try folder.write(Self.set(more, items: items), to: "home/repository/sets/city/set.yaml")
    try folder.write("code,name,period,a\n1,甲,2021Q2,5\n", to: "home/a.csv")
  }

  private var command: Command {
    var command = Command()
    command.folder = folder.url.appendingPathComponent("home")
    return command
  }

  private static let city = "repository/sets/city"

  /// Each command that loads the set.
  private static let commands = [
    ["assess", city, "a.csv"], ["check", city, "a.csv"], ["lint", city], ["test", city],
    ["diff", city, city], ["handbook", city, "-o", "book.html"],
    ["explain", city, "a.csv", "--unit", "1", "--requirement", "T01.01"],
  ]

  @Test(arguments: commands)
  func `no command shows or reads what lies outside`(_ arguments: [String]) async throws {
    let ways = [
      ("extends: /etc/passwd", ""), ("extends: ../../../../secrets/passwd", ""),
      ("extends: ../../../elsewhere/base", ""), ("extends: ../link", ""),
      ("units: ../../../../secrets/passwd", ""), ("units: ../units.csv", ""),
      // Above a link is the folder that holds what it leads to.
      ("units: ../down/../passwd", ""), ("extends: ../down/../passwd", ""),
      ("", "  t: {title: T, type: number, from assessment: ../down/../passwd}"),
      ("", "  t: {title: T, type: number, from assessment: ../../../elsewhere/base}"),
    ]
    // Every way for two commands, one for each of the others.
    for (more, items) in ["assess", "lint"].contains(arguments[0]) ? ways : Array(ways.prefix(1)) {
      try prepare(more, items: items)
      try? FileManager.default.removeItem(atPath: folder.path("home/repository/sets/link"))
      try? FileManager.default.removeItem(atPath: folder.path("home/repository/sets/units.csv"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("home/repository/sets/link"),
        withDestinationPath: folder.path("secrets/passwd"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("home/repository/sets/units.csv"),
        withDestinationPath: folder.path("secrets/passwd"))
      try? FileManager.default.removeItem(atPath: folder.path("home/repository/sets/down"))
      try FileManager.default.createDirectory(
        atPath: folder.path("secrets/deep"), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("home/repository/sets/down"),
        withDestinationPath: folder.path("secrets/deep"))
      let run = try await command.run(arguments + ["--lang", "zh"])
      #expect(run.exitCode != 0, "\(more)\(items): \(run.testDescription)")
      #expect(
        (run.output + run.error).contains("path-outside"), "\(more)\(items): \(run.testDescription)"
      )
      #expect(!(run.output + run.error).contains("root:x"), "\(run.testDescription)")
    }
  }

  @Test(arguments: commands + [["format", city, "--check"]])
  func `a file of the set's own folder may be no link to the outside`(_ arguments: [String])
    async throws
  {
    try prepare("")
    try FileManager.default.createDirectory(
      atPath: folder.path("home/repository/sets/city/tasks"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("home/repository/sets/city/tasks/01.yaml"),
      withDestinationPath: folder.path("secrets/passwd"))
    let run = try await command.run(arguments + ["--lang", "zh"])
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("范围之外"), "\(run.testDescription)")
    #expect(!(run.output + run.error).contains("root:x"), "\(run.testDescription)")
  }

  @Test func `what the caller allows is read, and so are sets side by side`() async throws {
    try prepare("extends: ../../../elsewhere/base")
    let path = folder.path("home/repository/sets/city/set.yaml")
    let own = "set: city\ntitle: C\nedition: \"1\"\nextends: ../../../elsewhere/base\n"
    try folder.write(own, to: "home/repository/sets/city/set.yaml")
    let refused = try await command.run("assess", Self.city, "a.csv")
    #expect(refused.exitCode == 2 && refused.error.contains("path-outside"), "\(path)")
    let allowed = try await command.run(
      "assess", Self.city, "a.csv", "--allow-outside", "elsewhere")
    #expect(allowed.exitCode == 0, "\(allowed.testDescription)")
    // Without a repository the folder that holds the set's own is the bound.
    try folder.write(
      own.replacing("../../../elsewhere/base", with: "../base"), to: "home/elsewhere/city/set.yaml")
    let beside = try await command.run("assess", "elsewhere/city", "a.csv")
    #expect(beside.exitCode == 0, "\(beside.testDescription)")
    let below = try await command.run("lint", "elsewhere/city/set.yaml")
    #expect(!below.output.contains("path-outside"), "\(below.testDescription)")
  }

  @Test func `above a link is the folder that holds what it leads to`() async throws {
    try prepare("")
    // A set that the same words would name if links were nothing.
    try folder.write("set: other\n", to: "home/sets/city/set.yaml")
    let set = folder.path("home/repository/sets/city/set.yaml")
    try FileManager.default.createDirectory(
      atPath: folder.path("home/repository/deep"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("home/down"), withDestinationPath: "repository/deep")
    let path = "down/../sets/city"
    for arguments in [
      ["assess", path, "a.csv"], ["check", path, "a.csv"], ["lint", path],
      ["diff", path, Self.city], ["handbook", path, "-o", "book.html"],
      ["explain", path, "a.csv", "--unit", "1", "--requirement", "T01.01"],
      ["assess", path + "/set.yaml", "a.csv"],
    ] {
      let run = try await command.run(arguments)
      #expect([0, 1].contains(run.exitCode), "\(arguments): \(run.testDescription)")
      #expect(!run.testDescription.contains("other"), "\(arguments): \(run.testDescription)")
    }
    // What is written is what was read.
    let text = try String(contentsOfFile: set, encoding: .utf8)
    try text.replacing("part: share", with: "part:   share").write(
      toFile: set, atomically: true, encoding: .utf8)
    let format = try await command.run("format", path)
    #expect(format.exitCode == 0, "\(format.testDescription)")
    #expect(try String(contentsOfFile: set, encoding: .utf8).contains("part: share"))
    #expect(try folder.text("home/sets/city/set.yaml") == "set: other\n")
    // A folder that is not there and is left again need not be made.
    let made = try await command.run("assess", path, "a.csv", "-o", "new/../out")
    #expect(made.exitCode == 0, "\(made.testDescription)")
    #expect(try !folder.names(in: "home").contains("new"))
    #expect(try folder.names(in: "home").contains("out"))
  }

  @Test(.timeLimit(.minutes(20)))
  func `sets that several sets take from are loaded and assessed once`() async throws {
    for level in 0..<8 {
      let names = [
        "../l\(level + 1)", "../l\(level + 1)/./set.yaml", "../l\(level + 1)/../l\(level + 1)",
      ]
      let items = names.enumerated().map {
        "  t\($0): {title: T\($0), type: number, from assessment: \"\($1)\"}"
      }
      try folder.write(
        Self.set("", items: level < 7 ? items.joined(separator: "\n") : ""),
        to: "home/l\(level)/set.yaml")
    }
    try folder.write("code,name,period,a\n1,甲,2021Q2,5\n", to: "home/a.csv")
    let run = try await command.run("assess", "l0", "a.csv", "-o", "out", "--write", "scores")
    #expect(run.exitCode == 0 && run.output.contains("5.00"), "\(run.testDescription)")
    let lint = try await command.run("lint", "l0")
    #expect(lint.exitCode == 0, "\(lint.testDescription)")
    // A circle is told, whatever the sets are called in it.
    try folder.write(
      Self.set("", items: "  t: {title: T, type: number, from assessment: ../l6/set.yaml}"),
      to: "home/l7/set.yaml")
    let circle = try await command.run("assess", "l0", "a.csv", "--lang", "zh")
    #expect(circle.exitCode == 2 && circle.error.contains("绕成了圈"), "\(circle.testDescription)")
  }
}
