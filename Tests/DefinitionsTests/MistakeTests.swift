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
