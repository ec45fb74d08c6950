package import Formats
import SourceText

/// Finds the files of submissions.
package enum SubmissionFiles {
  /// The files at paths, each a file or a folder, whose tables and XML are taken with those of its folders.
  ///
  /// A file is printed with its path below the parent of the given path: `2021Q2/330602.csv` for a folder
  /// `Samples/2021Q2`. A path given twice counts once; hidden files are left out.
  /// - Parameter paths: The paths, in any order.
  /// - Returns: The files by printed path.
  /// - Throws: `FileError` for a path that is not there or may not be read.
  package static func find(_ paths: [String]) throws(FileError) -> [FileSource] {
    var found: [String: FileSource] = [:]
    for path in paths {
      var path = path
      while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let shown = name == ".." || name == "." ? "" : name
      try add(path, shown, to: &found, depth: 0)
    }
    return found.values.sorted {
      ($0.displayPath, $0.path) < ($1.displayPath, $1.path)
    }
  }

  private static func add(
    _ path: String, _ displayPath: String, to found: inout [String: FileSource], depth: Int
  ) throws(FileError) {
    switch pathKind(path) {
    case .file:
      found[path] = .file(path, displayPath: displayPath)
    case .folder where depth < 16:
      for name in try listFolder(path, displayPath: displayPath) {
        // Other files of a folder, such as evidence or a note, are nobody's mistake.
        let isOther = FileKind(name: name) == .other && pathKind(path + "/" + name) == .file
        if isOther || SampleMark.names.contains(name) { continue }
        let shown = displayPath.isEmpty ? name : displayPath + "/" + name
        try add(path + "/" + name, shown, to: &found, depth: depth + 1)
      }
    case .folder, .other:
      throw FileError(path: displayPath, reason: .notAFile)
    case nil:
      throw FileError(path: displayPath, reason: .notFound)
    }
  }
}

extension FileSource {
  fileprivate var path: String {
    if case .path(let path) = content { path } else { "" }
  }
}

extension Diagnostic {
  static func unknownFile(_ path: String) -> Diagnostic {
    Diagnostic(
      "unknown-file", .error,
      Phrase(zh: "“\(path)”不是 CSV 或 XML,没有读取", en: "'\(path)' is neither CSV nor XML; not read"),
      at: Place(path: path))
  }

  static func workbookFile(_ path: String) -> Diagnostic {
    Diagnostic(
      "workbook-as-text", .error,
      Phrase(zh: "“\(path)”是工作簿,没有读取", en: "'\(path)' is a workbook; it was not read"),
      at: Place(path: path),
      help: Phrase(
        zh: "在 Excel 或 WPS 里另存为“CSV UTF-8(逗号分隔)”",
        en: "save it as 'CSV UTF-8 (comma delimited)' in Excel or WPS"))
  }
}
