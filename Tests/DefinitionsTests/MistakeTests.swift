import Foundation
import SourceText
import Testing

@testable import Definitions

@Suite struct MistakeTests {
  @Test(arguments: MistakeCase.all)
  func `every mistake of a case is reported at its mark, and nothing else is`(
    mistakes: MistakeCase
  ) throws {
    #expect(mistakes.slips.isEmpty)
    let loaded = try mistakes.load()
    let found = loaded.diagnostics.map(\.asExpected)
    #expect(
      found.sorted() == mistakes.expected.sorted(),
      "\(TextRenderer(language: .en).render(loaded.diagnostics))")
    #expect((loaded.set == nil) == loaded.diagnostics.hasErrors)
  }

  @Test func `the folder of cases was read`() {
    #expect(MistakeCase.all.count >= 150)
    let codes = Set(
      MistakeCase.all.flatMap { $0.expected.compactMap { $0.split(separator: " ").last } })
    #expect(codes.count >= 45)
  }

  @Test(arguments: MistakeCase.all)
  func `every diagnostic reads well in both languages`(mistakes: MistakeCase) throws {
    for diagnostic in try mistakes.load().diagnostics {
      let english = diagnostic.message.text(.en)
      let chinese = diagnostic.message.text(.zh)
      #expect(!english.hasSuffix("."), "\(english)")
      #expect(!chinese.hasSuffix("。"), "\(chinese)")
      #expect(english.first?.isUppercase != true, "\(english)")
      #expect(english != chinese)
      #expect(diagnostic.place != nil)
    }
  }
}

@Suite struct FixTests {
  /// The cases in which a diagnostic offers an edit.
  static let cases: [MistakeCase] = MistakeCase.all.filter { mistakes in
    (try? mistakes.load())?.diagnostics.contains { $0.fix != nil } == true
  }

  @Test(arguments: cases)
  func `every edit that a diagnostic offers mends its mistake`(mistakes: MistakeCase) throws {
    for diagnostic in try mistakes.load().diagnostics {
      guard let fix = diagnostic.fix else { continue }
      var bytes = Array(try #require(mistakes.texts[fix.path]).utf8)
      bytes.replaceSubrange(Int(fix.range.start)..<Int(fix.range.end), with: fix.replacement.utf8)
      var mended = mistakes
      mended.texts[fix.path] = String(decoding: bytes, as: UTF8.self)
      let left = try mended.load().diagnostics.map(\.asExpected)
      #expect(!left.contains(diagnostic.asExpected), "\(fix.replacement)")
    }
  }

  @Test func `misspelt keys, words, names and bare percentages are offered an edit`() {
    #expect(Self.cases.count >= 20)
  }
}
