import Foundation
import FoundationXML
import TestSupport
import Testing

struct LintTests {
  /// A set with a requirement without evidence, full-width digits and a key that is misspelt.
  private static let set = """
    set: small
    title: 示例
    edition: "2020"
    assesses: county
    period: quarter
    points: １０
    items:
      数: {type: count}
    tasks:
      - task: T01
        title: 任务
        points: 10
        lead: 司法局
        requirements:
          - requirement: T01.01
            titel: 要求
            points: 10
            value: 数
            score: {linear: {zero: 0, full: 10}}
            remedy: 补
            provenance: drafted
            source: 起草

    """

  private static let mended = set.replacing("１０", with: "10").replacing("titel", with: "title")

  @Test func `our own sets are clean: code 0, and it says so`() async throws {
    let sets = try FileManager.default.contentsOfDirectory(
      atPath: Command.repository.appendingPathComponent("Indicators").path
    ).filter { !$0.contains(".") }.sorted()
    let run = try await Command(folder: Command.repository).run(
      ["lint"] + sets.map { "Indicators/\($0)" } + ["--strict"])
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output == "没有发现问题\n")
    #expect(run.error == "")
  }

  @Test func `what cases name and the set does not have is an error with its place`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mended, to: "set.yaml")
    try folder.write(
      """
      cases:
        - case: what is not there
          values: {没有的: 1}
          expect:
            requirements: {T09.99: met}
            gates: {大门: passed}

      """, to: "tests/cases.yaml")
    let command = Command(folder: folder.url)
    for name in ["lint", "test"] {
      let run = try await command.run(name, "set.yaml", "--lang", "en")
      #expect(run.exitCode == 1, "\(run.testDescription)")
      for text in ["没有的", "T09.99", "gates"] {
        #expect((run.output + run.error).contains("'\(text)"), "\(run.testDescription)")
      }
    }
  }

  @Test func `a registry that is not there is an error of lint and test`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.mended.replacing(
        "points: 10\n", with: "points: 10\nunits: 名录.csv\n", maxReplacements: 1), to: "set.yaml")
    try folder.write(
      """
      cases:
        - case: a tenth
          values: {数: 1}
          expect: {total: 1.00}

      """, to: "tests/cases.yaml")
    let command = Command(folder: folder.url)
    for name in ["lint", "test"] {
      let run = try await command.run(name, "set.yaml", "--lang", "en")
      #expect(run.exitCode == 1, "\(run.testDescription)")
      #expect((run.output + run.error).contains("error[registry-not-found]"))
    }
    try folder.write("code,name\n330602,越城区\n", to: "名录.csv")
    #expect(try await command.run("lint", "set.yaml").exitCode == 0)
    #expect(try await command.run("test", "set.yaml").exitCode == 0)
  }

  @Test func `errors end with code 1, warnings only where they are asked for`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.set, to: "bad.yaml")
    try folder.write(Self.mended, to: "fair.yaml")
    let command = Command(folder: folder.url)
    let bad = try await command.run("lint", "bad.yaml", "--lang", "en")
    #expect(bad.exitCode == 1)
    #expect(bad.output.contains("error[full-width-value]"))
    #expect(bad.output.contains("--> bad.yaml:6:9"))
    #expect(bad.output.contains(" 6 | points: １０\n   |         ^^^^\n"))
    let fair = try await command.run("lint", "fair.yaml", "--lang", "en")
    #expect(fair.exitCode == 0)
    #expect(fair.output.contains("warning[without-evidence]"))
    #expect(try await command.run("lint", "fair.yaml", "--strict").exitCode == 1)
  }

  @Test func `what cannot be read, and a wrong format, end with code 2`() async throws {
    let missing = try await Command().run("lint", "nowhere")
    #expect(missing.exitCode == 2)
    #expect(missing.output == "")
    let format = try await Command(folder: Command.repository).run(
      "lint", "Indicators/shaoxing", "--format", "sarf")
    #expect(format.exitCode == 2)
    #expect(format.error.contains("sarif"))
  }

  @Test func `fixes are written into the file, and said`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.set, to: "set.yaml")
    let run = try await Command(folder: folder.url).run("lint", "set.yaml", "--fix", "--lang", "en")
    #expect(try folder.text("set.yaml") == Self.mended)
    #expect(run.error == "set.yaml:6:9: '１０' → '10'\nset.yaml:16:9: 'titel' → 'title'\n")
    #expect(run.exitCode == 0)
    #expect(folder.files() == ["set.yaml"])
  }

  @Test func `JSON and SARIF name the same places, in code points`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mended, to: "体系/set.yaml")
    let command = Command(folder: folder.url)
    let plain = try json(try await command.run("lint", "体系", "--format", "json").output)
    let found = try #require(plain["diagnostics"] as? [[String: Any]])
    let first = try #require(found.first { $0["code"] as? String == "without-evidence" })
    #expect(first["file"] as? String == "体系/set.yaml")
    #expect(first["line"] as? Int == 15)
    #expect(first["column"] as? Int == 22)
    let sarif = try json(try await command.run("lint", "体系", "--format", "sarif").output)
    let run = try #require((sarif["runs"] as? [[String: Any]])?.first)
    #expect(sarif["version"] as? String == "2.1.0")
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == found.count)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let physical = try #require(location["physicalLocation"] as? [String: Any])
      let artifact = try #require(physical["artifactLocation"] as? [String: Any])
      #expect(artifact["uri"] as? String == "%E4%BD%93%E7%B3%BB/set.yaml")
      #expect(artifact["uriBaseId"] as? String == "%SRCROOT%")
      let region = try #require(physical["region"] as? [String: Int])
      #expect((region["startLine"] ?? 0) >= 1 && (region["startColumn"] ?? 0) >= 1)
    }
    for rule in rules {
      #expect((rule["help"] as? [String: Any])?["markdown"] is String)
      #expect((rule["shortDescription"] as? [String: Any])?["text"] is String)
    }
  }

  @Test func `JUnit is XML with a case per finding, GitHub a command per finding`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.set, to: "a,b.yaml")
    let command = Command(folder: folder.url)
    let junit = try await command.run("lint", "a,b.yaml", "--format", "junit", "--lang", "en")
    let document = try XMLDocument(xmlString: junit.output)
    #expect(try document.nodes(forXPath: "/testsuites/testsuite/testcase/failure").count == 3)
    let github = try await command.run("lint", "a,b.yaml", "--format", "github", "--lang", "en")
    let lines = github.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix(
        "::error file=a%2Cb.yaml,line=6,col=9,endColumn=11,title=full-width-value::"))
  }

  @Test func `ids are compared with the edition before`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mended.replacing("T01.01", with: "T01.09"), to: "old.yaml")
    try folder.write(Self.mended, to: "new.yaml")
    let run = try await Command(folder: folder.url).run(
      "lint", "new.yaml", "--previous", "old.yaml", "--lang", "en")
    #expect(run.output.contains("error[id-dropped]: 'T01.09'"))
    #expect(run.output.contains("warning[edition-unchanged]"))
  }

  @Test func `the list of ids is written, and no id of it may disappear`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mended, to: "体系/set.yaml")
    let command = Command(folder: folder.url)
    let written = try await command.run("lint", "体系", "--update-ids", "--lang", "en")
    #expect(written.exitCode == 0)
    let list = try folder.text("体系/ids.yaml")
    #expect(list.hasPrefix("tasks:\n  T01: {title: "))
    let again = try await command.run("lint", "体系", "--update-ids")
    #expect(again.error == "")
    try folder.write(Self.mended.replacing("T01.01", with: "T01.09"), to: "体系/set.yaml")
    let changed = try await command.run("lint", "体系", "--lang", "en")
    #expect(changed.exitCode == 1)
    #expect(changed.output.contains("error[id-dropped]: 'T01.01'"))
    #expect(changed.output.contains("warning[id-not-listed]: 'T01.09'"))
    let given = try await command.run("lint", "体系", "--update-ids", "--lang", "en")
    #expect(given.exitCode == 0)
    #expect(try folder.text("体系/ids.yaml").contains("retired: "))
  }

  @Test func `the page of a code is printed from anywhere, with suggestions for an unknown one`()
    async throws
  {
    let page = try await Command().run("explain", "band-gap")
    #expect(page.exitCode == 0)
    #expect(page.output.hasPrefix("# band-gap\n"))
    #expect(page.output.contains("## 改正"))
    let unknown = try await Command().run("explain", "band-gat")
    #expect(unknown.exitCode == 2)
    #expect(unknown.error.contains("band-gap"))
    let set = try await Command(folder: Command.repository).run("explain", "Indicators/shaoxing")
    #expect(set.exitCode == 2)
    #expect(set.error.contains("submissions"))
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
