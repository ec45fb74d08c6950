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
    let run = try await Command(outputFile: "/dev/full").run(SmallSet.assess(into: out))
    #expect(run.exitCode == 3, "\(run.testDescription)")
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

  @Test func `a killed run leaves every file whole: the old one or the new one`() async throws {
    // Enough rows for a run that takes a while, in a debug build as well.
    let rows = 1_000
    var units = "code,name,level,parent\n1000,某市,city,\n"
    var submission = "code,name,period,受理数,化解数,中心建成,事故数,通报数\n"
    for number in 0..<rows {
      units += "\(200_000 + number),县\(number),county,1000\n"
      submission +=
        "\(200_000 + number),县\(number),2021Q2,100,\(80 + number % 20),是,\(number % 3),0\n"
    }
    try folder.write(units, to: "units.csv")
    try folder.write(submission, to: "big.csv")
    let formats = "scores,results,gaps,problems,json"
    func arguments(_ name: String) -> [String] {
      [
        "assess", SmallSet.set, folder.path("big.csv"), "--units", folder.path("units.csv"),
        "--period", "2021Q2", "-o", folder.path(name), "--write", formats,
      ]
    }
    let begin = ContinuousClock.now
    let whole = try await Command().run(arguments("whole"))
    let took = (ContinuousClock.now - begin) / .seconds(1)
    #expect(whole.exitCode == 0, "\(whole.error)")
    _ = try await Command().run(SmallSet.assess(into: out) + ["--write", formats])
    let old = try Dictionary(
      uniqueKeysWithValues: folder.files(under: "out").map { ($0, try folder.bytes("out/\($0)")) })

    var interrupted = 0
    for part in [0.002, 0.01, 0.05, 0.2, 0.5, 0.8] {
      if try await Command().kill(afterSeconds: took * part, arguments("out")) { interrupted += 1 }
      for (name, bytes) in old {
        let now = try folder.bytes("out/\(name)")
        #expect(try now == bytes || now == folder.bytes("whole/\(name)"), "\(name) is torn")
      }
    }
    #expect(interrupted > 0, "no run lasted long enough to be killed")
  }
}
