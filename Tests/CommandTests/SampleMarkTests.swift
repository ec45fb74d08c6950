import Foundation
import TestSupport
import Testing

/// What is made from sample data says so, wherever it is read.
struct SampleMarkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Puts the small set's submissions and registry into folders of their own; gives the arguments that assess them.
  private func arguments(_ command: String = "assess") throws -> [String] {
    for (file, place) in [
      (SmallSet.first, "in"), (SmallSet.second, "in"), (SmallSet.units, "units"),
    ] {
      let url = URL(fileURLWithPath: file)
      try folder.write(
        try String(contentsOf: url, encoding: .utf8), to: "\(place)/\(url.lastPathComponent)")
    }
    return [
      command, SmallSet.set, folder.path("in"), "--units", folder.path("units/units.csv"),
      "--period", "2021Q2",
    ]
  }

  /// The files of a run that do not say what they are made from.
  private func silent(_ words: String) throws -> [String] {
    try folder.files(under: "out").filter { try !folder.text("out/\($0)").contains(words) }
  }

  @Test(
    arguments: ["in/样例数据.txt", "in/SAMPLE-DATA.txt", "SAMPLE-DATA", "units/样例数据.txt"],
    [("zh", "样例数据，非真实"), ("en", "sample data, not real")])
  func `everything made from marked input says so`(
    mark: String, language: (name: String, words: String)
  ) async throws {
    let arguments = try arguments()
    try folder.write("", to: mark)
    let run = try await Command().run(
      arguments + ["-o", folder.path("out"), "--lang", language.name])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.hasPrefix(language.words + "\n"), "\(run.output)")
    #expect(folder.files(under: "out").count > 8)
    #expect(try silent(language.words) == [])
    let scores = Table(try folder.text("out/scores.csv"))
    #expect(scores.rows.allSatisfy { $0.last == language.words })
  }

  @Test func `nothing of it stands in what is made from other input`() async throws {
    let run = try await Command().run(
      try arguments() + ["-o", folder.path("out"), "--lang", "zh"])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(!run.output.contains("样例数据"))
    let files = folder.files(under: "out")
    #expect(try silent("样例数据") == files)
    #expect(try folder.text("out/run.json").contains("sample") == false)
  }

  @Test func `a link leads to the mark of where the file really is`() async throws {
    let arguments = try arguments()
    try folder.write("", to: "in/SAMPLE-DATA.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.csv"), withDestinationPath: folder.path("in/first.csv"))
    let run = try await Command().run([
      "assess", SmallSet.set, folder.path("link.csv"), "--units", arguments[4], "--period",
      "2021Q2", "--lang", "en",
    ])
    #expect(run.output.hasPrefix("sample data, not real\n"), "\(run.testDescription)")
  }

  @Test func `check, explain, diff and handbook say so as well`() async throws {
    let tables = [
      "Samples/tables", "Samples/tables/2021Q2", "--units", "Samples/tables/units.csv", "--lang",
      "zh",
    ]
    let book = folder.path("book.html")
    let place = Command(folder: Command.repository)
    for arguments in [
      ["check"] + tables, ["explain"] + tables + ["--unit", "990602", "--requirement", "T10.01"],
      ["diff", "Samples/tables", "Samples/tables", "--impact"] + tables.dropFirst(),
    ] {
      let run = try await place.run(arguments)
      #expect(run.output.hasPrefix("样例数据，非真实\n"), "\(run.testDescription)")
    }
    for format in ["json", "markdown"] {
      let run = try await place.run(
        ["diff", "Samples/tables", "Samples/tables", "--format", format, "--lang", "zh"])
      #expect(run.output.contains("样例数据，非真实"), "\(run.testDescription)")
    }
    _ = try await place.run(["handbook", "Samples/tables", "-o", book, "--lang", "zh"])
    #expect(try String(contentsOfFile: book, encoding: .utf8).contains("样例数据，非真实"))
  }

  @Test func `every folder of the samples has its mark`() throws {
    let root = Command.repository.appendingPathComponent("Samples")
    let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    var folders: Set<String> = [""]
    for entry in all {
      let type =
        try FileManager.default.attributesOfItem(
          atPath: root.appendingPathComponent(entry).path)[.type] as? FileAttributeType
      if type == .typeDirectory { folders.insert(entry + "/") }
    }
    #expect(folders.count > 20)
    for folder in folders.sorted() {
      #expect(all.contains("\(folder)SAMPLE-DATA.txt"), "Samples/\(folder) has no SAMPLE-DATA.txt")
    }
  }
}
