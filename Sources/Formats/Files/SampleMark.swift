internal import Glibc
package import SourceText

/// The file by which a folder says that everything in it and below it is made up: submissions, registries, records, sets.
package enum SampleMark {
  /// What the file may be called; what it says is for people.
  package static let names = ["样例数据.txt", "样例数据", "SAMPLE-DATA.txt", "SAMPLE-DATA"]

  /// What stands on every page and in every file that is made from marked input.
  package static let words = Phrase(zh: "样例数据，非真实", en: "sample data, not real")
}

/// Finds marks over paths; each folder is looked into once.
package struct SampleMarks {
  private var isMarked: [String: Bool] = [:]

  package init() {}

  /// Whether a file or folder stands in a marked folder, or is one: by the path as it is written and by where its links
  /// lead.
  package mutating func cover(_ path: String) -> Bool {
    if isInMarked(path) { return true }
    guard let real = unsafe realpath(path, nil) else { return false }
    defer { unsafe free(real) }
    return isInMarked(unsafe String(cString: real))
  }

  private mutating func isInMarked(_ path: String) -> Bool {
    if let known = isMarked[path] { return known }
    let isHere = SampleMark.names.contains { pathKind("\(path)/\($0)") == .file }
    let isMarked =
      if isHere {
        true
      } else if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
        isInMarked(String(path[..<slash]))
      } else {
        false
      }
    self.isMarked[path] = isMarked
    return isMarked
  }
}
