import Submissions
import Assessment
import Definitions
import Foundation
import Run
import SourceText
import Testing

@testable import Reporting

@Test(arguments: Language.allCases)
func `the tables of the small set are as expected`(language: Language) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  let texts = try await fixture.written([.scores, .results, .gaps, .views, .problems, .json])
  for (name, text) in texts { try Golden.check(text, "small/\(language.rawValue)/\(name)") }
}

@Test(arguments: Language.allCases)
func `the summary of the small set is as expected`(language: Language) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  let table = SummaryTable(try await fixture.finished())
  try Golden.check(
    table.text(
      files: WrittenFiles(
        folder: "out", names: ["scores.csv", "units/990602.html", "run.json"])),
    "small/\(language.rawValue)/summary.txt")
}

@Test(arguments: Language.allCases)
func `the self-check of each unit is as expected`(language: Language) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  var text = ""
  for code in ["990602", "990603", "990604", "990681", "990683"] {
    text += try await fixture.text(CheckRenderer(fixture.context), code) + "\n"
  }
  try Golden.check(text, "small/\(language.rawValue)/check.txt")
}

@Test(arguments: Language.allCases)
func `the trace of a score is as expected`(language: Language) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  let context = try fixture.context
  var text = ""
  for (code, id) in [
    ("990603", "T02.01"), ("990602", "T01.02"), ("990604", "T01.02"), ("990681", "T02.01"),
    ("990602", "T02.03"), ("990683", "T01.02"), ("990604", "T02.03"),
  ] {
    let requirement = try #require(fixture.set.requirements.firstIndex { $0.id == id })
    let unit = try #require(fixture.registry.index(of: code))
    text +=
      try await fixture.text(
        ExplainRenderer(context, unit: unit, .requirement(requirement)), code) + "\n"
  }
  try Golden.check(text, "small/\(language.rawValue)/explain.txt")
}

@Test(arguments: Language.allCases)
func `the answers about adjustments, gates and vetoes are as expected`(language: Language)
  async throws
{
  var fixture = try Fixture.six()
  fixture.language = language
  let context = try fixture.context
  var text = ""
  for code in ["990602", "990603", "990681", "990683"] {
    let unit = try #require(fixture.registry.index(of: code))
    let subjects =
      fixture.set.adjustments.indices.map { RuleSubject.adjustment($0) }
      + fixture.set.gates.indices.map { .gate($0) } + fixture.set.vetoes.indices.map { .veto($0) }
    for subject in subjects {
      text += try await fixture.text(ExplainRenderer(context, unit: unit, subject), code) + "\n"
    }
  }
  try Golden.check(text, "small/\(language.rawValue)/explain-decisions.txt")
}

@Test func `the same answers for other programs are as expected`() async throws {
  let fixture = try Fixture.six()
  let context = try fixture.context
  let unit = try #require(fixture.registry.index(of: "990683"))
  let requirement = try #require(fixture.set.requirements.firstIndex { $0.id == "T02.01" })
  var text = ""
  for subject in [
    RuleSubject.requirement(requirement), .adjustment(0), .gate(0), .veto(0),
  ] {
    let object = try await fixture.text(
      ExplainRenderer(context, unit: unit, subject, .json), "990683")
    text += object
    let json = try JSONSerialization.jsonObject(with: Data(object.utf8)) as? [String: Any]
    #expect(json?["result"] is [String: Any] && json?["steps"] is [Any])
  }
  try Golden.check(text, "small/zh/explain.json")
}

@Test func `of many units the first twenty and the last five are listed`() async throws {
  let units = (0..<60).map { index in
    (code: "33\(1000 + index)", name: "第\(index)区", values: ["方案印发": "是"] as [String: String]?)
  }
  let fixture = try Fixture(units)
  let text = SummaryTable(try await fixture.finished()).text()
  let lines = text.split(separator: "\n")
  #expect(lines.contains { $0.contains("…… 其余 35 个") })
  #expect(lines.contains { $0.contains("第19区") } && !lines.contains { $0.contains("第20区") })
  #expect(!lines.contains { $0.contains("第54区") } && lines.contains { $0.contains("第55区") })
}

extension Fixture {
  /// What a renderer of text makes of one unit.
  func text<Renderer: UnitRenderer>(
    _ renderer: Renderer, _ code: String
  ) async throws -> String where Renderer.Output == String {
    let blocks = [try block([code])]
    var text = ""
    try await batch().run({ blocks }, read: { ($0, []) }, renderer: renderer) {
      text += $0.output
    }
    return text
  }
}
