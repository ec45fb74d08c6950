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
    /// A file stands there that no run of ours wrote.
    case notOurs
    /// Some files took their places and this one did not, for the system's error number: the next run goes on with it.
    case halfDone(Int32)
    /// The folder of temporary files takes nothing more, for the system's error number.
    case temporary(Int32)
    /// The system's error number.
    case system(Int32)
  }

  /// The path that was to be written.
  @ForeignText package var path: String
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
      case ENOSPC, EDQUOT: .noSpace
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
      Phrase(zh: "没有写入“\(path)”的权限", en: "'\(path)' may not be written")
    case .noSpace:
      Phrase(zh: "写入“\(path)”时磁盘已满", en: "the disk is full, '\(path)' was not written")
    case .notAFolder:
      Phrase(zh: "“\(path)”的位置上已有文件，不能建文件夹", en: "'\(path)' needs a folder where a file is")
    case .isAFolder:
      Phrase(zh: "“\(path)”是文件夹，不能写成文件", en: "'\(path)' is a folder and no file")
    case .isAnInput:
      Phrase(
        zh: "“\(path)”是这次读取的文件，不能被报告覆盖；换一个输出文件夹",
        en: "'\(path)' is read by this run and is not overwritten; choose another folder")
    case .notOurs:
      Phrase(
        zh: "“\(path)”不是以前评价写出的文件（run.json 里没有它），没有覆盖；把它移走，或换一个输出文件夹",
        en:
          "'\(path)' was not written by an earlier run (run.json does not name it) and is not overwritten; move it away, or choose another folder"
      )
    case .halfDone(let number):
      Phrase(
        zh: "报告换到“\(path)”时出错，只换了一部分；排除原因后再评价一次就会换完。原因：",
        en:
          "the reports took their places only in part, up to '\(path)'; the next run goes on with it once the reason is gone: "
      ) + SystemError.reason(number)
    case .temporary(let number):
      Phrase(
        zh: "问题太多，要暂存到文件夹“\(path)”，没有存成，没有评价；请腾出空间，或用环境变量 TMPDIR 指定别的文件夹。原因：",
        en:
          "there are too many problems for memory, and the folder for temporary files, '\(path)', took no more: nothing was scored; make room there, or name another folder in the variable TMPDIR: "
      ) + SystemError.reason(number)
    case .system(let number):
      Phrase(zh: "“\(path)”写入失败：", en: "'\(path)' could not be written: ")
        + SystemError.reason(number)
    }
  }
}
