import Foundation

/// A file of the sources, without what it says in comments and literals.
struct SwiftCode {
  /// The path below the folder that was read.
  let path: String
  let code: String

  init(_ path: String, _ text: String) {
    self.path = path
    code = text.replacing(/\/\/.*/, with: "").replacing(/"""(.|\n)*?"""/, with: "")
      .replacing(/"(\\.|[^"\\\n])*"/, with: "")
  }

  /// Names, keywords and numbers, in order.
  var words: [Substring] { code.split { !($0.isLetter || $0.isNumber || $0 == "_") } }

  /// All Swift files in and below a folder of the sources, by path.
  static func all(below folder: String = "") throws -> [SwiftCode] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/\(folder)").standardizedFileURL
    let paths =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      SwiftCode(
        path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
    }
  }
}
