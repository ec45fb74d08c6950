import FEEL
import Foundation
import Testing

@Suite struct FunctionReferenceTests {
  @Test func `the reference page is what the declarations of the functions say`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Docs/feel-functions.md")
    let committed = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    let current = FunctionReference.markdown
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1", committed != current {
      try current.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(committed == current, "run with UPDATE_GOLDENS=1 and look at the difference")
  }
}
