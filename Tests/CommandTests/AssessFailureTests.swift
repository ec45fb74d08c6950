import Foundation
import TestSupport
import Testing

struct AssessFailureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var out: String { folder.path("out") }

  @Test(arguments: ["/dev/null/out", SmallSet.units])
  func `an output folder that cannot be made ends the run with code 3`(_ path: String) async throws
  {
    let run = try await Command().run(SmallSet.assess(into: path))
    #expect(run.exitCode == 3, "\(run.testDescription)")
    #expect(run.error.contains(path))
  }

  @Test func `a summary that cannot be written ends the run with code 3`() async throws {
    let run = try await Command(outputFile: "/dev/full").run(
      SmallSet.assess(into: out) + ["--lang", "zh"])
    #expect(run.exitCode == 3, "\(run.testDescription)")
    #expect(run.error.contains("错误：结果没有全部写到标准输出"), "\(run.testDescription)")
  }

  @Test func `a set that is not there ends the run with code 2`() async throws {
    let run = try await Command().run(
      "assess", folder.path("none"), SmallSet.first, "--units", SmallSet.units, "-o", out)
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("none"))
    #expect(folder.files(under: "out").isEmpty)
  }

  @Test func `a set with a mistake ends the run with code 2 and shows the line`() async throws {
    try FileManager.default.copyItem(atPath: SmallSet.set, toPath: folder.path("set"))
    let text = try folder.text("set/tasks/02.yaml")
    try folder.write(text.replacing("事故数, at most", with: "事固数, at most"), to: "set/tasks/02.yaml")
    let run = try await Command().run(
      "assess", folder.path("set"), SmallSet.first, "--units", SmallSet.units, "-o", out)
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("tasks/02.yaml:9:"))
    #expect(run.error.contains("事固数"))
    #expect(run.error.contains("事故数"))
    #expect(folder.files(under: "out").isEmpty)
  }

  @Test func `a submission that is not there ends the run with code 2`() async throws {
    let run = try await Command().run(SmallSet.assess([folder.path("none.csv")], into: out))
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("none.csv"))
  }

  @Test func `a registry that is not there ends the run with code 2`() async throws {
    let run = try await Command().run(
      "assess", SmallSet.set, SmallSet.first, "--units", folder.path("none.csv"), "-o", out)
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains("none.csv"))
  }

  @Test(arguments: [
    ["--jobs", "0"], ["--jobs", "many"], ["--write", "scores,everything"], ["--period", "2021Q5"],
  ])
  func `an option with a value it cannot have ends the run with code 2`(_ options: [String])
    async throws
  {
    let run = try await Command().run(SmallSet.assess(into: out) + options)
    #expect(run.exitCode == 2, "\(run.testDescription)")
    #expect(run.error.contains(options[1].split(separator: ",").last ?? ""))
    #expect(folder.files(under: "out").isEmpty)
  }
}
