import Testing

@testable import SourceText

@Suite struct SuggestionTests {
  @Test func `a swap of two neighbours is one edit`() {
    #expect(suggestions(for: "ponits", among: ["points", "per"]) == ["points"])
  }

  @Test func `ties are alphabetical and at most three are given`() {
    #expect(suggestions(for: "aab", among: ["aad", "aac", "aae", "aaf"]) == ["aac", "aad", "aae"])
  }

  @Test func `one of two Chinese characters is near enough`() {
    #expect(suggestions(for: "受理树", among: ["受理数", "化解数"]) == ["受理数"])
  }
}

@Suite struct PlaceTests {
  @Test func `columns count scalars and carets count display columns`() {
    let file = SourceFile(path: "a.yaml", text: "x: 1\n分值: 十二 # 注\n")
    let place = file.place(SourceRange(13, 19))
    #expect(place.line == 2)
    #expect(place.column == 5)
    #expect(place.width == 2)
    let text = TextRenderer(language: .en).render(
      Diagnostic(
        SomeCode.x, .error, Phrase(zh: "甲", en: "a"), at: place, help: Phrase(zh: "乙", en: "b")))
    #expect(
      text == """
        error[x]: a
          --> a.yaml:2:5
           |
         2 | 分值: 十二 # 注
           |       ^^^^
          = help: b

        """)
  }

  @Test func `equal diagnostics are reported once, sorted by path and offset`() {
    func at(_ path: String, _ offset: Int) -> Diagnostic {
      Diagnostic(SomeCode.x, .error, Phrase("m"), at: Place(path: path, offset: offset))
    }
    let sorted = [at("b", 1), at("a", 9), at("a", 2), at("a", 9)].sorted()
    #expect(sorted.map { $0.place?.description } == ["a:1:1", "a:1:1", "b:1:1"])
    #expect(sorted.map { $0.place?.offset } == [2, 9, 1])
  }
}

/// A code of tests.
enum SomeCode: String, DiagnosticCode {
  case x
}
