import Foundation
import TestSupport
import Testing

/// `yanshou test`: the cases beside a set.
struct CaseTests {
  private static let data = Command.repository.appendingPathComponent("Tests/CommandTests/Data")
    .path
  private static let small = data + "/small"
  private static let next = data + "/next"

  @Test func `cases that come out as expected end with code 0`() async throws {
    let run = try await Command().run("test", Self.small, "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output == "small: 4 cases, 4 passed, 0 failed\n")
    #expect(run.error.isEmpty)
  }

  @Test func `a case that does not ends with code 1 and says what, where and why`() async throws {
    let run = try await Command().run("test", Self.next)
    #expect(run.exitCode == 1)
    for text in [
      "next/tests/cases.yaml:6  忘了按第二版改写的一条", "要求 T01.01 状态 应为 达到，实为 部分得分",
      "要求 T01.01 得分 应为 40.00，实为 30.77", "next/set.yaml:13", "next：用例 2 条，通过 1，未通过 1",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
  }

  @Test func `coverage lists what no case reaches, and a threshold asks for more`() async throws {
    let run = try await Command().run("test", Self.small, "--coverage", "--lang", "en")
    #expect(run.exitCode == 0)
    for text in [
      "coverage 66.6% (12 of 18)", "  bands  2/3", "  small/tasks/02.yaml:16  T02.02 band 3",
    ] {
      #expect(run.output.contains(text), "\(run.output)")
    }
    #expect(run.output.contains("small/set.yaml:13  pass failed"), "\(run.output)")
    for (share, code) in [("60%", Int32(0)), ("90%", 1), ("90", 2)] {
      let run = try await Command().run("test", Self.small, "--threshold", share)
      #expect(run.exitCode == code, "\(share) \(run.testDescription)")
    }
  }

  @Test func `mutate lists the changes that no case notices`() async throws {
    let run = try await Command().run("test", Self.small, "--mutate", "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("changes of rules, "))
    #expect(run.output.contains("small/tasks/02.yaml:16  T02.02 up to: 2 → 3"), "\(run.output)")
    #expect(!run.output.contains("T01.01 zero: 85% → 84%"), "\(run.output)")
    let strict = try await Command().run("test", Self.small, "--noticed", "100%")
    #expect(strict.exitCode == 1)
  }

  @Test func `JSON names every case, failure and missed branch`() async throws {
    let run = try await Command().run(
      "test", Self.small, Self.next, "--coverage", "--mutate", "--format", "json")
    #expect(run.exitCode == 1)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let sets = try #require(json?["sets"] as? [[String: Any]])
    #expect(sets.map { $0["failed"] as? Int } == [0, 1])
    let results = try #require(sets[1]["results"] as? [[String: Any]])
    let failures = try #require(results[1]["failures"] as? [[String: Any]])
    #expect(failures.map { $0["expected"] as? String } == ["met", "40.00"])
    #expect(failures.map { $0["found"] as? String } == ["partly", "30.77"])
    #expect((failures[0]["trace"] as? [String])?.isEmpty == false)
    for name in ["coverage", "mutation"] { #expect(sets[0][name] as? [String: Any] != nil) }
  }

  @Test func `JUnit and GitHub name the file and the line`() async throws {
    let junit = try await Command().run("test", Self.next, "--format", "junit", "--lang", "en")
    #expect(junit.output.contains("tests=\"2\" failures=\"1\""))
    #expect(junit.output.contains("file=\"next/tests/cases.yaml\" line=\"6\""))
    let github = try await Command().run("test", Self.next, "--format", "github", "--lang", "en")
    #expect(
      github.output.hasPrefix("::error file=\(Self.data)/next/tests/cases.yaml,line=6,"),
      "\(github.output)")
    #expect(github.output.contains("expected 40.00, found 30.77"))
  }

  @Test func `the cases are found beside the set's file too`() async throws {
    let run = try await Command(folder: URL(fileURLWithPath: Self.small)).run(
      "test", "set.yaml", "--lang", "en")
    #expect(run.output == "small: 4 cases, 4 passed, 0 failed\n", "\(run.testDescription)")
  }

  @Test func `a set without cases or with mistakes cannot be tested`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("set: a\n", to: "broken/set.yaml")
    let broken = try await Command().run("test", folder.path("broken"))
    #expect(broken.exitCode == 2, "\(broken.testDescription)")
    let none = try await Command().run("test", folder.path("nothing"))
    #expect(none.exitCode == 2, "\(none.testDescription)")
  }

  @Test func `the cases of all sets pass`() async throws {
    let sets = try FileManager.default.contentsOfDirectory(
      atPath: Command.repository.appendingPathComponent("Indicators").path
    ).filter { !$0.contains(".") }.sorted()
    #expect(sets.count >= 8)
    let run = try await Command(folder: Command.repository).run(
      ["test"] + sets.map { "Indicators/\($0)" })
    #expect(run.exitCode == 0, "\(run.testDescription)")
  }

  @Test(arguments: [
    ("common-2020", "95%"), ("common-2020-108", "80%"), ("county", "100%"),
    ("county-towns", "100%"), ("dongguan", "80%"), ("regiment-25", "100%"), ("shaoxing", "80%"),
    ("wuhu", "80%"),
  ])
  func `the cases of the real sets pass and reach most of what the set adds`(
    name: String, share: String
  ) async throws {
    let set = Command.repository.appendingPathComponent("Indicators/\(name)").path
    let run = try await Command().run("test", set, "--threshold", share)
    #expect(run.exitCode == 0, "\(run.testDescription)")
  }
}
