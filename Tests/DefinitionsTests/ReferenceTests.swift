import Foundation
import SourceText
import Testing

@testable import Definitions

@Suite struct ReferenceTests {
  @Test func `the reference page is what the field table says`() throws {
    let page = Repository.root.appending(path: "Docs/format.md")
    let committed = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    let current = FormatReference.markdown
    if Repository.updatesGoldens, committed != current {
      try current.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(committed == current, "run with UPDATE_GOLDENS=1 and look at the difference")
  }

  @Test(arguments: EntryKind.allCases)
  func `no two keys of a kind share a name in either language`(kind: EntryKind) {
    let names = kind.fields.flatMap(\.names)
    #expect(Set(names).count == names.count)
    #expect(kind.table.index.count == names.count)
  }

  @Test(arguments: EntryKind.allCases)
  func `every key of a kind has a Chinese synonym and a summary in both languages`(kind: EntryKind)
  {
    for field in kind.fields {
      #expect(field.chinese.unicodeScalars.allSatisfy { $0.value > 0x7F }, "\(field.key.rawValue)")
      #expect(!field.summary.text(.zh).isEmpty && !field.summary.text(.en).isEmpty)
    }
  }

  @Test func `an entry that carries an id names it with its first and required key`() {
    for kind in EntryKind.allCases {
      guard let key = kind.idKey else { continue }
      #expect(kind.fields.first?.key == key)
      #expect(kind.fields.first?.isRequired == true)
    }
  }

  @Test func `every key stands in some kind of entry`() {
    let used = Set(EntryKind.allCases.flatMap { $0.fields.map(\.key) })
    #expect(Set(Key.allCases).subtracting(used).isEmpty)
  }

  @Test func `no word of a vocabulary stands for two things`() {
    for field in EntryKind.allCases.flatMap(\.fields) {
      guard case .word(let vocabulary) = field.shape else { continue }
      #expect(Set(vocabulary.all).count == vocabulary.all.count, "\(field.key.rawValue)")
    }
  }
}
