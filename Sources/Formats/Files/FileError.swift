package import SourceText

/// Why a file could not be read.
package struct FileError: Error {
  /// The reason.
  package enum Reason: Sendable, Hashable {
    case notFound
    case notPermitted
    /// A link whose target does not exist, or that leads in a circle.
    case brokenLink
    /// A folder stands where a file was expected.
    case isAFolder
    /// A pipe, a socket or a device stands where a file was expected.
    case notAFile
    case notAFolder
    /// The file is larger than this many bytes.
    case tooLarge(limit: Int)
    /// The byte at this offset, on this line, is not UTF-8.
    case notUTF8(offset: Int, line: Int)
    /// It held something else when it was first read.
    case changed
    /// It lies outside of the folders that a set may name files in.
    case outside
    /// The system's error number.
    case system(Int32)
  }

  /// The path as printed.
  @ForeignText package var path: String
  /// The reason.
  package var reason: Reason

  /// Makes an error.
  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What happened, in one sentence that names the path.
  package var message: Phrase {
    let path = path
    return switch reason {
    case .notFound: Phrase(zh: "找不到“\(path)”", en: "'\(path)' does not exist")
    case .notPermitted: Phrase(zh: "没有读取“\(path)”的权限", en: "'\(path)' may not be read")
    case .brokenLink:
      Phrase(
        zh: "“\(path)”是断开的链接，指向的文件不存在", en: "'\(path)' is a link to a file that does not exist")
    case .isAFolder: Phrase(zh: "“\(path)”是文件夹，不是文件", en: "'\(path)' is a folder and no file")
    case .notAFile:
      Phrase(
        zh: "“\(path)”是管道、套接字或设备，不是文件", en: "'\(path)' is a pipe, a socket or a device and no file"
      )
    case .notAFolder: Phrase(zh: "“\(path)”不是文件夹", en: "'\(path)' is not a folder")
    case .tooLarge(let limit):
      Phrase(
        zh: "“\(path)”超过 \(limit >> 20) MB，不予读取",
        en: "'\(path)' is larger than \(limit >> 20) MB")
    case .notUTF8(let offset, let line):
      Phrase(
        zh: "“\(path)”不是 UTF-8 编码（第 \(line) 行，第 \(offset + 1) 个字节）",
        en: "'\(path)' is not UTF-8, at byte \(offset + 1) on line \(line)")
    case .changed:
      Phrase(zh: "“\(path)”在读取过程中被改动", en: "'\(path)' was changed while it was read")
    case .outside:
      Phrase(
        zh: "“\(path)”指到指标体系所在的范围之外，没有读取",
        en: "'\(path)' leads outside of where the set's files may lie; it was not read")
    case .system(let number):
      Phrase(zh: "“\(path)”读取失败：", en: "'\(path)' could not be read: ")
        + SystemError.reason(number)
    }
  }

  /// The error as a diagnostic at the file, or at the line where reading stopped.
  package var diagnostic: Diagnostic {
    guard case .notUTF8(let offset, let line) = reason else {
      return Diagnostic(Code.unreadableFile, .error, message, at: Place(path: path), help: help)
    }
    return Diagnostic(
      Code.notUTF8, .error, message, at: Place(path: path, offset: offset, line: line),
      help: Phrase(zh: "请用编辑器另存为 UTF-8", en: "save it as UTF-8"))
  }

  /// What to do, where that does not go without saying.
  private var help: Phrase? {
    switch reason {
    case .notFound, .notAFolder, .notUTF8: nil
    case .notPermitted: Phrase(zh: "请管理员开放读取权限", en: "have somebody grant the right to read it")
    case .brokenLink:
      Phrase(zh: "放入文件本身，或删去这个链接", en: "put the file itself there, or remove the link")
    case .isAFolder: Phrase(zh: "写其中文件的路径", en: "name a file in it")
    case .notAFile: Phrase(zh: "先存成文件", en: "save it as a file first")
    case .changed:
      Phrase(zh: "等没有人再改它，重新运行一次", en: "run again when nobody writes to it any more")
    case .outside:
      Phrase(
        zh: "把文件放进来；确实要用外面的，加 --allow-outside 文件夹",
        en: "put the file there, or allow its folder: --allow-outside FOLDER")
    case .tooLarge: Phrase(zh: "分成几个文件", en: "split it into several files")
    case .system: Phrase(zh: "核对后重新放入", en: "check it and put it there again")
    }
  }
}
