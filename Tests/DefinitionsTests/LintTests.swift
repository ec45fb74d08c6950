import Foundation
import SourceText
import Testing

@testable import Definitions

@Suite struct LintTests {
  @Test(arguments: LintCase.all)
  func `a lint finds what its case marks, and nothing else`(lint: LintCase) throws {
    #expect(lint.bad.slips.isEmpty)
    let found = try lint.bad.lint()
    #expect(
      found.map(\.asExpected).sorted() == lint.bad.expected.sorted(),
      "\(TextRenderer(language: .en).render(found))")
  }

  @Test(arguments: LintCase.all)
  func `the set of a case put right is clean`(lint: LintCase) throws {
    let found = try lint.good.lint()
    #expect(found.isEmpty, "\(TextRenderer(language: .en).render(found))")
  }

  @Test(arguments: LintCase.all)
  func `every edit that a lint offers mends what it found`(lint: LintCase) throws {
    for diagnostic in try lint.bad.lint() {
      guard let fix = diagnostic.fix else { continue }
      var bytes = Array(try #require(lint.bad.texts[fix.path]).utf8)
      bytes.replaceSubrange(Int(fix.range.start)..<Int(fix.range.end), with: fix.replacement.utf8)
      var mended = lint.bad
      mended.texts[fix.path] = String(decoding: bytes, as: UTF8.self)
      let left = try mended.lint().map(\.asExpected)
      #expect(!left.contains(diagnostic.asExpected), "\(fix.replacement)")
      let loaded = try loadSet(mended.path, from: .memory(mended.texts))
      #expect(loaded.set != nil, "\(fix.replacement)")
    }
  }

  @Test(arguments: LintCase.all)
  func `every finding reads well in both languages`(lint: LintCase) throws {
    for diagnostic in try lint.bad.lint() {
      let english = diagnostic.message.text(.en)
      let chinese = diagnostic.message.text(.zh)
      #expect(!english.hasSuffix(".") && !chinese.hasSuffix("。"))
      #expect(english.first?.isUppercase != true, "\(english)")
      #expect(english != chinese)
    }
  }

  @Test func `lints are listed by code, each once, and each has a case of its name`() {
    let codes = Lint.all.map(\.code.rawValue)
    #expect(codes == LintCode.allCases.map(\.rawValue).sorted())
    let cases = Dictionary(uniqueKeysWithValues: LintCase.all.map { ($0.name, $0) })
    for code in codes {
      let shown = cases[code]?.bad.expected.contains { $0.hasSuffix(" \(code)") }
      #expect(shown == true, "\(code)")
    }
  }

  @Test(arguments: Repository.sets)
  func `every set of the repository is clean`(path: String) throws {
    let found = try lint(path).diagnostics
    #expect(found.isEmpty, "\(TextRenderer(language: .en).render(found))")
  }
}

@Suite struct IgnoreTests {
  /// A set with a requirement without evidence, and where a comment may stand.
  private func found(entry: String = "", above: String = "", title: String = "x") throws -> [String]
  {
    let text = """
      set: case
      title: \(title)
      edition: "2020"
      assesses: county
      period: quarter
      points: 10
      items:
        数: {type: count}
      tasks:
        - task: T01
          title: 任务
          points: 10
          lead: 司法局
          requirements:
      \(above)
            - requirement: T01.01\(entry)
              title: 要求
              points: 10
              value: 数
              score: {linear: {zero: 0, full: 10}}
              remedy: 补
              provenance: drafted
              source: 起草

      """
    return try lint("case.yaml", from: .memory(["case.yaml": text])).diagnostics.map(\.code)
  }

  @Test func `a comment on the line of an entry, or alone above it, ignores what is found there`()
    throws
  {
    #expect(try found() == ["without-evidence"])
    #expect(try found(entry: " # lint: ignore without-evidence 平台取数") == [])
    #expect(try found(above: "      # lint: ignore without-evidence 平台取数") == [])
    #expect(try found(above: "      # 检查:忽略 without-evidence 平台取数\n      # 另一条注释") == [])
  }

  @Test func `a sign inside a text is no comment`() throws {
    #expect(
      try found(title: "'甲 # lint: ignore without-evidence 平台取数'") == ["without-evidence"])
  }

  @Test func `a comment speaks of nothing outside its entry`() throws {
    #expect(
      try found(title: "x # lint: ignore without-evidence 平台取数")
        == ["ignores-nothing", "without-evidence"])
  }
}
