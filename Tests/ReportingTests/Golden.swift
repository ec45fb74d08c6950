import Foundation
import Testing

/// Expected reports, compared byte for byte.
///
/// `UPDATE_GOLDENS=1 swift test` rewrites those that differ and still fails, so that a rewrite is always looked at.
enum Golden {
  static func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Fixture.folder.appending(path: name)
    let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard expected != text else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("\(name) was rewritten: look at the change", sourceLocation: sourceLocation)
    } else {
      Attachment.record(Array(text.utf8), named: file.lastPathComponent)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let old = (expected ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      let line = zip(lines, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      Issue.record(
        """
        \(name) differs from line \((line ?? min(lines.count, old.count)) + 1) on; \
        UPDATE_GOLDENS=1 rewrites it
        """, sourceLocation: sourceLocation)
    }
  }
}
