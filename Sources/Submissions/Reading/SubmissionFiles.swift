package import Formats
package import SourceText

/// The files of submissions, and what lies beside them.
package struct SubmissionFiles: Sendable {
  /// The files that are read, by printed path.
  package fileprivate(set) var sources: [FileSource] = []
  /// What was found and is not read, each with its reason.
  package fileprivate(set) var diagnostics: [Diagnostic] = []
  /// The printed paths of what is not read and may hold somebody's data.
  package fileprivate(set) var unread: [String] = []

  /// The files at paths, each a file or a folder, whose tables and XML are taken with those of its folders.
  ///
  /// A file is printed with its path below the parent of the given path: `2021Q2/330602.csv` for a folder
  /// `Samples/2021Q2`. A path given twice counts once. Whatever else lies in a folder is told once, what is hidden too;
  /// files of systems and version controls are passed over, and so are the reports of earlier runs, with a note.
  /// - Parameters:
  ///   - paths: The paths, in any order.
  ///   - besides: Files and folders that the run reads as something else.
  /// - Returns: What was found.
  /// - Throws: `FileError` for a path where there is nothing, or nothing that may be seen.
  package static func find(
    _ paths: [String], besides: Set<FileIdentity> = []
  ) throws(FileError) -> SubmissionFiles {
    try find(paths, besides: besides, most: FileSearch.mostFiles)
  }

  /// The same with at most so many files.
  static func find(
    _ paths: [String], besides: Set<FileIdentity> = [], most: Int
  ) throws(FileError) -> SubmissionFiles {
    var search = FileSearch(besides, most)
    for path in paths {
      var path = path
      while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let shown = name == ".." || name == "." ? "" : name
      // What is misspelt is a mistake of whoever typed it; what is there and cannot be read is told beside the rest.
      if pathKind(path) == nil { _ = try InputFile(path: path, displayPath: shown) }
      search.add(path, shown, isNamed: true)
    }
    return search.found()
  }
}

/// A walk through the folders of a run.
private struct FileSearch {
  /// How deep folders may be nested.
  private static let deepest = 16
  /// How many files are read.
  static let mostFiles = 100_000

  private var sources: [String: FileSource] = [:]
  private var diagnostics: [Diagnostic] = []
  private var unread: [String] = []
  private let besides: Set<FileIdentity>
  /// The reports of earlier runs, by path.
  private var reports: Set<String> = []
  /// The folders around the one that is looked at, from the outermost on.
  private var around: [FileIdentity] = []

  private let most: Int
  /// Whether a file was one too many.
  private var isFull = false

  init(_ besides: Set<FileIdentity>, _ most: Int) {
    self.besides = besides
    self.most = most
  }

  /// What was found, in the order of printed paths.
  func found() -> SubmissionFiles {
    var files = SubmissionFiles()
    files.sources = sources.sorted {
      ($0.value.displayPath, $0.key) < ($1.value.displayPath, $1.key)
    }
    .map(\.value)
    files.diagnostics = diagnostics.sorted()
    files.unread = unread.sorted()
    return files
  }

  /// Takes a file, or what is in a folder.
  mutating func add(_ path: String, _ shown: String, isNamed: Bool = false) {
    let identity = FileIdentity(path)
    if let identity, !isNamed, besides.contains(identity) || reports.contains(path) { return }
    switch pathKind(path) {
    case .file: addFile(path, shown, isNamed: isNamed)
    case .folder:
      guard let identity, !around.contains(identity), around.count < FileSearch.deepest else {
        return leave(.folderTooDeep(shown))
      }
      around.append(identity)
      addFolder(path, shown)
      around.removeLast()
    case .other: leave(FileError(path: shown, reason: .notAFile).diagnostic)
    case .brokenLink: leave(FileError(path: shown, reason: .brokenLink).diagnostic)
    case nil: leave(FileError(path: shown, reason: .notFound).diagnostic)
    }
  }

  private mutating func addFile(_ path: String, _ shown: String, isNamed: Bool) {
    let kind = FileKind(name: shown)
    if sources.count >= most, sources[path] == nil {
      if !isFull { leave(.tooManyFiles(most, shown)) }
      isFull = true
      return
    }
    switch kind {
    // A named file that is neither is told by whoever reads it.
    case .csv, .xml: sources[path] = .file(path, displayPath: shown)
    case .workbook, .archive, .document, .other:
      if isNamed {
        sources[path] = .file(path, displayPath: shown)
      } else {
        leave(.unreadFile(shown, kind, isNamed: false))
      }
    }
  }

  private mutating func addFolder(_ path: String, _ shown: String) {
    // What a run that was killed has left half done is brought to its end first.
    let half = FolderTransaction.settle(path, ours: EarlierReports.names)
    reports.formUnion(half.map { path + "/" + $0 })
    let names: [String]
    var hidden: [String] = []
    func below(_ name: String) -> String { shown.isEmpty ? name : shown + "/" + name }
    do throws(FileError) {
      let all = try listFolder(path, displayPath: shown, withHidden: true)
      names = all.filter { !$0.hasPrefix(".") }
      hidden = all.filter { $0.hasPrefix(".") && !FileSearch.isKnown(hidden: $0) }
    } catch {
      return leave(error.diagnostic)
    }
    for name in hidden { leave(.hidden(below(name))) }
    if names.contains(EarlierReports.record) {
      let own = EarlierReports.names(in: path).filter { pathKind(path + "/" + $0) == .file }
      reports.formUnion(own.map { path + "/" + $0 })
      if !own.isEmpty {
        diagnostics.append(.earlierReports(own.count, in: shown, below(EarlierReports.record)))
      }
    }
    let locks = names.filter { $0.hasPrefix("~$") }
    if let first = locks.first { diagnostics.append(.lockFiles(locks.count, below(first))) }
    for name in names where !name.hasPrefix("~$") {
      let isLeftOut =
        FileSearch.ofSystem.contains(name.lowercased()) || SampleMark.names.contains(name)
      if isLeftOut { continue }
      if name.unicodeScalars.contains("\u{FFFD}"), pathKind(path + "/" + name) == nil {
        leave(.unreadableName(below(name)))
      } else {
        add(path + "/" + name, below(name))
      }
    }
  }

  /// Whether what is hidden is ours, that of a version control, or of a system.
  private static func isKnown(hidden name: String) -> Bool {
    name.contains(".yanshou") || ofVersions.contains(name) || ofSystem.contains(name.lowercased())
      || name.hasPrefix("._") || name.hasPrefix(".~lock.") || name.hasPrefix(".Trash")
      || name.hasPrefix(".nfs") || name.hasPrefix(".fuse_hidden")
  }

  /// What version controls keep.
  private static let ofVersions: Set<String> = [
    ".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".svn", ".hg", ".hgignore",
    ".bzr", ".jj",
    ".keep",
  ]

  /// What file managers and network drives leave in folders.
  private static let ofSystem: Set<String> = [
    "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin",
    "system volume information", ".ds_store", ".localized", ".directory", ".spotlight-v100",
    ".fseventsd", ".temporaryitems", ".documentrevisions-v100", ".apdisk", ".sync",
  ]

  /// Notes what is not read.
  private mutating func leave(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if let path = diagnostic.place?.path { unread.append(path) }
  }
}

/// What a file is, by its name.
package enum FileKind: Sendable {
  case csv
  case xml
  case workbook
  case archive
  /// A text, a scan or a picture.
  case document
  case other

  /// By the ending of the name.
  package init(name: String) {
    let last = name.split(separator: "/").last ?? ""
    switch last.lowercased().split(separator: ".").dropFirst().last {
    case "xml": self = .xml
    case "csv", "tsv", "txt": self = .csv
    case "xlsx", "xlsm", "xlsb", "xls", "et", "ett", "ods", "numbers": self = .workbook
    case "zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst": self = .archive
    case "yaml", "yml", "doc", "docx", "wps", "rtf", "odt", "pdf", "ofd", "caj", "ppt", "pptx",
      "md", "htm", "html",
      "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg", "mp4", "mov", "mp3":
      self = .document
    default: self = .other
    }
  }
}

extension Diagnostic {
  /// A file that is no table and no XML, named by somebody or found in a folder.
  static func unreadFile(_ path: String, _ kind: FileKind, isNamed: Bool) -> Diagnostic {
    switch kind {
    case .workbook:
      Diagnostic(
        Code.workbookAsText, .error,
        Phrase(zh: "“\(path)”是工作簿，没有读取", en: "'\(path)' is a workbook; it was not read"),
        at: Place(path: path),
        help: Phrase(
          zh: "在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”",
          en: "save it as 'CSV UTF-8 (comma delimited)' in Excel or WPS"))
    case .archive:
      Diagnostic(
        Code.archiveNotRead, .error,
        Phrase(
          zh: "“\(path)”是压缩包，里面的内容没有读取", en: "'\(path)' is an archive; what is in it was not read"),
        at: Place(path: path),
        help: Phrase(
          zh: "先解压，再把里面的 CSV 或 XML 放进来", en: "unpack it and put the CSV or XML files there"))
    case .document:
      Diagnostic(
        Code.unknownFile, isNamed ? .error : .note,
        Phrase(
          zh: "“\(path)”是文档或图片，没有读取", en: "'\(path)' is a document or a picture; it was not read"),
        at: Place(path: path), help: asTable)
    case .csv, .xml, .other:
      Diagnostic(
        Code.unknownFile, isNamed ? .error : .warning,
        Phrase(
          zh: "“\(path)”不是 CSV 或 XML，没有读取", en: "'\(path)' is neither CSV nor XML; not read"),
        at: Place(path: path), help: asTable)
    }
  }

  private static var asTable: Phrase {
    Phrase(
      zh: "作为佐证可以留着；其中若有要报的数，另存为 CSV 或 XML",
      en: "as evidence it may stay; if it holds values to report, save them as CSV or XML")
  }

  /// A file or folder that is hidden.
  static func hidden(_ path: String) -> Diagnostic {
    Diagnostic(
      Code.unknownFile, .warning,
      Phrase(zh: "“\(path)”是隐藏的文件或文件夹，没有读取", en: "'\(path)' is hidden; it was not read"),
      at: Place(path: path),
      help: Phrase(
        zh: "里面有要报的数，去掉名称开头的点；没有的，删去",
        en: "if it holds values to report, remove the dot its name begins with; otherwise delete it"
      ))
  }

  /// More files than are read.
  static func tooManyFiles(_ most: Int, _ path: String) -> Diagnostic {
    Diagnostic(
      Code.tooManyFiles, .error,
      Phrase(
        zh: "文件超过 \(most) 个，从“\(path)”起的没有读取",
        en: "there are more than \(most) files; '\(path)' and what follows were not read"),
      at: Place(path: path),
      help: Phrase(zh: "合并成较少的文件，或分批评价", en: "put them into fewer files, or assess them in parts"))
  }

  /// A folder that leads back to itself, or that lies too deep.
  static func folderTooDeep(_ path: String) -> Diagnostic {
    Diagnostic(
      Code.unreadableFile, .error,
      Phrase(
        zh: "文件夹“\(path)”绕回了自己，或嵌套过深，没有读取",
        en: "the folder '\(path)' leads back to itself or lies too deep; it was not read"),
      at: Place(path: path),
      help: Phrase(zh: "删去链接，或把文件移到上层", en: "remove the link, or move the files up"))
  }

  /// A file whose name is not UTF-8, as archives from other systems leave them.
  static func unreadableName(_ path: String) -> Diagnostic {
    Diagnostic(
      Code.unreadableFile, .error,
      Phrase(
        zh: "“\(path)”的文件名认不出，没有读取",
        en: "the name of '\(path)' is not UTF-8; it was not read"),
      at: Place(path: path),
      help: Phrase(
        zh: "改一个文件名；从压缩包解出时，文件名编码选 GBK",
        en: "rename it; when unpacking an archive, choose GBK for the names"))
  }

  /// The reports of an earlier run among the submissions.
  static func earlierReports(_ count: Int, in folder: String, _ record: String) -> Diagnostic {
    Diagnostic(
      Code.earlierReports, .note,
      Phrase(
        zh: "“\(folder)”里有以前评价写出的 \(count) 个文件，不是报送，没有读取",
        en:
          "'\(folder)' has \(count) files that an earlier run wrote; they are no submissions and were not read"
      ),
      at: Place(path: record))
  }

  /// The files by which office programs mark what they have open.
  static func lockFiles(_ count: Int, _ first: String) -> Diagnostic {
    Diagnostic(
      Code.lockFile, .note,
      Phrase(
        zh: "有 \(count) 个“~$”开头的临时文件，没有读取：对应的文件可能正有人打开着",
        en:
          "\(count) temporary files beginning with '~$' were not read: somebody may have the files open"
      ),
      at: Place(path: first),
      help: Phrase(zh: "请对方存盘关闭后再评价一次", en: "have them saved and closed, then run again"))
  }
}
