import Foundation
import SourceText
import Testing

@testable import Definitions

@Suite struct SetTests {
  @Test(arguments: Repository.sets)
  func `every set of the repository loads without a remark`(path: String) throws {
    let loaded = try loadSet(path)
    #expect(
      loaded.diagnostics.isEmpty, "\(TextRenderer(language: .en).render(loaded.diagnostics))")
    #expect(loaded.set != nil)
  }
}
