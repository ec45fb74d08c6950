internal import Glibc
package import SourceText

/// Why a result could not be written: exit code 3.
package struct WriteError: Error, Hashable {
  /// The reason.
  package enum Reason: Sendable, Hashable {
    case notPermitted
    /// The disk or the quota is full.
    case noSpace
    /// A file stands where a folder is needed.
    case notAFolder
    /// A folder stands where the file is to be.
    case isAFolder
    /// A file that the run reads stands there.
    case isAnInput
    /// The system's error number.
    case system(Int32)
  }

  /// The path that was to be written.
  package var path: String
  /// The reason.
  package var reason: Reason

  /// Makes an error.
  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Makes an error of the system's error number.
  init(path: String, number: Int32) {
    self.path = path
    reason =
      switch number {
      case EACCES, EPERM, EROFS: .notPermitted
      case ENOSPC, EDQUOT, EFBIG: .noSpace
      case ENOTDIR, EEXIST: .notAFolder
      case EISDIR, ENOTEMPTY: .isAFolder
      default: .system(number)
      }
  }

  /// What happened, in one sentence that names the path.
  package var message: Phrase {
    let path = path
    return switch reason {
    case .notPermitted:
      Phrase(zh: "没有写入 '\(path)' 的权限", en: "'\(path)' may not be written")
    case .noSpace:
      Phrase(zh: "写入 '\(path)' 时磁盘已满", en: "the disk is full, '\(path)' was not written")
    case .notAFolder:
      Phrase(zh: "'\(path)' 的位置上已有文件,不能建文件夹", en: "'\(path)' needs a folder where a file is")
    case .isAFolder:
      Phrase(zh: "'\(path)' 是文件夹,不能写成文件", en: "'\(path)' is a folder and no file")
    case .isAnInput:
      Phrase(
        zh: "'\(path)' 是这次读取的文件,不能被报告覆盖;换一个输出文件夹",
        en: "'\(path)' is read by this run and is not overwritten; choose another folder")
    case .system(let number):
      Phrase(zh: "'\(path)' 写入失败:", en: "'\(path)' could not be written: ")
        + SystemError.reason(number)
    }
  }
}
