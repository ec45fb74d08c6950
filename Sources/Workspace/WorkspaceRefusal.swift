package import Definitions
package import SourceText

/// Why a workspace cannot be used: one sentence, and what was found on the way.
package struct WorkspaceRefusal: Error, Sendable {
  @ForeignText package private(set) var reason: Phrase
  package private(set) var details: [Diagnostic] = []
}

extension WorkspaceRefusal {
  /// The settings have mistakes.
  static func settings(_ mistakes: [Diagnostic]) -> WorkspaceRefusal {
    WorkspaceRefusal(
      reason: Phrase(zh: "考评设置有错误", en: "the settings of the workspace have mistakes"),
      details: mistakes)
  }

  /// Two settings files side by side.
  static func twoSettings(_ names: [String]) -> WorkspaceRefusal {
    WorkspaceRefusal(
      reason: Phrase(zh: "考评文件夹里有两份设置：", en: "the workspace has two files of settings: ")
        + Phrase.list(names) + Phrase(zh: "，留一份", en: "; keep one"))
  }

  /// Two folders about one period.
  static func twoFolders(_ period: Period, _ names: [String]) -> WorkspaceRefusal {
    let label = period.label
    return WorkspaceRefusal(
      reason: Phrase(zh: "两个文件夹都是 \(label)：", en: "two folders are about \(label): ")
        + Phrase.list(names.sorted()) + Phrase(zh: "，并成一个", en: "; put them together"))
  }

  /// A folder that is to become a workspace is one.
  static func isThere(_ path: String) -> WorkspaceRefusal {
    WorkspaceRefusal(
      reason: Phrase(
        zh: "已经有“\(path)”了，没有改动", en: "'\(path)' is there and was left as it is"))
  }

  /// No folder of a period.
  static func noPeriods() -> WorkspaceRefusal {
    WorkspaceRefusal(
      reason: Phrase(
        zh: "考评文件夹里还没有考评周期的文件夹；建一个，如“2021年第二季度”，报送放在其中的“02报送”里",
        en:
          "the workspace has no folder of a period: make one, such as 2021Q2, and put the submissions into '02-submissions' in it"
      ))
  }

  /// A period that has no folder.
  static func noFolder(_ period: Period, known: [Period]) -> WorkspaceRefusal {
    let label = period.label
    return WorkspaceRefusal(
      reason: Phrase(
        zh: "考评文件夹里没有 \(label)；已有：", en: "the workspace has no folder for \(label), only for ")
        + Phrase.list(known.prefix(12).map(\.label)))
  }

  /// No set has periods of the length of the one that is asked for.
  package static func noSet(_ period: Period) -> WorkspaceRefusal {
    let label = period.label
    return WorkspaceRefusal(
      reason: Phrase(
        zh: "考评设置里没有按 \(label) 这样长的周期评价的指标体系",
        en: "no set of the workspace has periods as long as \(label)"))
  }
}
