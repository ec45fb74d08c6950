import Foundation
import TestSupport
import Testing

/// `yanshou diff`: two editions by what they mean.
struct DiffTests {
  private static let data = Command.repository.appendingPathComponent("Tests/CommandTests/Data")
    .path
  private static let small = data + "/small"
  private static let next = data + "/next"

  @Test func `changes are told by entry, with places, reasons and what affects scores`()
    async throws
  {
    let run = try await Command().run("diff", Self.small, Self.next, "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    for text in [
      "    full: 95% → 98%  [small/tasks/01.yaml:10 → next/set.yaml:13]\n", "    why: 各地已普遍达到95%\n",
      "split into T02.01a, T02.01b, with the same points  [small/tasks/02.yaml:6 → next/tasks/02.yaml:4]",
      "    total: 60% → 70%", "not of scores\n", "    source: 测试 → 测试，第二版",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
  }

  @Test func `a set does not differ from itself, nor from one that only looks different`()
    async throws
  {
    let folder = try TemporaryFolder()
    let files = ["set.yaml", "data.yaml", "tasks/01.yaml", "tasks/02.yaml"]
    for name in files {
      let text = try String(contentsOfFile: Self.small + "/" + name, encoding: .utf8)
      try folder.write(
        text.replacing("化解数 / 受理数", with: "( 化解数/受理数 )")
          .replacing("score:", with: "计分办法:").replacing("full: 95%", with: "full: 0.95 + 0%")
          .replacing("full: 0.95 + 0%", with: "full: 95.0%"), to: "small/" + name)
    }
    let run = try await Command().run(
      "diff", Self.small, folder.path("small"), "--fail", "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    #expect(run.output.contains("0 changes"))
  }

  @Test func `the impact is of what an assessment prints, decisions and problems among it`()
    async throws
  {
    let folder = try TemporaryFolder()
    func set(_ total: String, _ checks: String) -> String {
      """
      set: small
      title: Small
      edition: "1"
      language: en
      assesses: county
      period: quarter
      points: 20
      items: {a: {type: count}, b: {type: count}}
      \(checks)
      tasks:
        - task: T1
          title: Task
          points: 20
          requirements:
            - {requirement: T1.01, title: A, points: 10, value: a, score: {linear: {zero: 100, full: 200}}, provenance: drafted}
            - {requirement: T1.02, title: B, points: 10, value: b, score: {linear: {zero: 0, full: 10}}, provenance: drafted}
      gates:
        - {gate: pass, title: Pass, needs: {total: \(total)}}
      """
    }
    try folder.write(set("40%", ""), to: "old.yaml")
    try folder.write(
      set("60%", "checks: [{check: a <= 50, else: too many}]"), to: "new.yaml")
    try folder.write("code,name,a,b\nx,X,40,9\ny,Y,40,9\nz,Z,60,2\n", to: "s.csv")
    try folder.write(
      "unit,target,value,by,document,date,reason\nx,pass,failed,Lead,No 1,2021-06-30,because\n",
      to: "overrides.csv")
    let run = try await Command(folder: folder.url).run(
      "diff", "old.yaml", "new.yaml", "--impact", "s.csv", "--period", "2021Q2", "--overrides",
      "overrides.csv", "--lang", "en")
    #expect(run.exitCode == 0, "\(run.testDescription)")
    // X is decided as failed by both; Y passes no more; Z earns nothing of `a` before and after, and contradicts itself now.
    #expect(run.output.contains("impact: 2 of 3 units"), "\(run.output)")
    #expect(!run.output.contains("  x  X"), "\(run.output)")
    #expect(
      run.output.contains("  y  Y  9.00 → 9.00 (0.00)  pass passed → failed\n"), "\(run.output)")
    for text in [
      "  z  Z  2.00 → 2.00 (0.00)  pass failed → open\n", "range – → 2.00 … 12.00\n",
      "missing 0 → 1\n", "new problem: too many: a = 60\n",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
  }

  @Test func `the impact says whose points, place and gates change, and why`() async throws {
    let arguments = [
      "diff", Self.small, Self.next, "--impact", Self.data + "/first.csv", "--units",
      Self.data + "/units.csv", "--lang", "en",
    ]
    let run = try await Command().run(arguments)
    #expect(run.exitCode == 0, "\(run.testDescription)")
    for text in [
      "impact: 2 of 2 units", "  100002  乙县  46.00 → 31.38 (-14.62)\n",
      "      T02.01 -20.00, T02.01a +10.00, T01.01 -4.62\n",
      "  100001  甲县  100.00 → 96.92 (-3.08)\n",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
    let strict = try await Command().run(arguments + ["--fail"])
    #expect(strict.exitCode == 1)
  }

  @Test func `Markdown is a table, JSON has every change`() async throws {
    let impact = ["--impact", Self.data + "/first.csv", "--units", Self.data + "/units.csv"]
    let markdown = try await Command().run(
      ["diff", Self.small, Self.next, "--format", "markdown", "--lang", "en"] + impact)
    #expect(markdown.output.contains("| requirement T01.01 "), "\(markdown.output)")
    #expect(markdown.output.contains("| 100002 乙县 | 46.00 → 31.38 (-14.62) | 2 |"))
    let run = try await Command().run(
      ["diff", Self.small, Self.next, "--format", "json"] + impact)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let changes = try #require(json?["changes"] as? [[String: Any]])
    #expect(changes.contains { $0["change"] as? String == "split" })
    #expect((json?["impact"] as? [Any])?.count == 2)
  }

  @Test func `a set is compared with itself in another year`() async throws {
    let set = Command.repository.appendingPathComponent("Indicators/common-2020").path
    let run = try await Command().run(
      "diff", set, set, "--old-period", "2020Q4", "--new-period", "2021Q2", "--lang", "en")
    #expect(run.output.contains("全省平均知晓率 (92%) → 全省平均知晓率 (93.1%)"), "\(run.output)")
    let wrong = try await Command().run("diff", set, set, "--old-period", "x")
    #expect(wrong.exitCode == 2)
  }
}
