import Definitions
import SourceText
import Submissions

extension Diagnostic {
  /// Several files say one thing about a period.
  static func fileFoundTwice(_ names: [String], _ period: Period) -> Diagnostic {
    let label = period.label
    return Diagnostic(
      Code.fileFoundTwice, .error,
      Phrase(
        zh: "\(label) 有几份同样的文件，都没有采用：",
        en: "\(label) has several files of one kind, and none was taken: ")
        + Phrase.list(names.sorted()),
      at: Place(path: names.min() ?? ""),
      help: Phrase(zh: "并成一份，或把另一份移走", en: "put them together, or move the others away"))
  }

  /// A file about one period that does not say which.
  static func fileOfNoPeriod(
    _ name: String, _ file: WorkspaceFile, _ period: Period
  ) -> Diagnostic {
    let label = period.label
    let example = "\(file.names[0])-\(label).csv"
    return Diagnostic(
      Code.fileOfNoPeriod, .error,
      Phrase(
        zh: "“\(name)”看不出是哪个周期的，没有采用",
        en: "'\(name)' does not say which period it is about; it was not taken"),
      at: Place(path: name),
      help: Phrase(
        zh: "放到该周期的文件夹里，或在文件名里写明，如 \(example)",
        en: "put it into the period's folder, or name the period, such as \(example)"))
  }

  /// A table that is neither a submission nor anything else.
  static func unusedFile(_ name: String) -> Diagnostic {
    let isWorkbook = FileKind(name: name).isWorkbook
    return Diagnostic(
      Code.unusedFile, isWorkbook ? .error : .warning,
      isWorkbook
        ? Phrase(zh: "“\(name)”是工作簿，没有读取", en: "'\(name)' is a workbook; it was not read")
        : Phrase(
          zh: "“\(name)”不在报送里，名称或所在的文件夹也对不上，没有读取",
          en:
            "'\(name)' is none of the submissions, and its name or its folder is not one that is known; it was not read"
        ),
      at: Place(path: name),
      help: isWorkbook
        ? Phrase(
          zh: "在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”",
          en: "save it as 'CSV UTF-8 (comma delimited)' in Excel or WPS")
        : Phrase(
          zh: "报送和更正件放进“02报送”；单位名单、认定清单、豁免清单、核定清单、改判清单用这些名称，放在考评文件夹、“04核查”或“05提请审定”里",
          en:
            "put submissions and corrections into '02-submissions'; call the others units, findings, waivers, verified or overrides, in the workspace, '04-checks' or '05-decisions'"
        ))
  }

  /// A folder that looks as if it were about a period.
  static func folderOfNoPeriod(_ name: String) -> Diagnostic {
    Diagnostic(
      Code.folderOfNoPeriod, .warning,
      Phrase(
        zh: "文件夹“\(name)”看不出是哪个考评周期的，没有读取",
        en: "the folder '\(name)' does not say which period it is about; it was not read"),
      at: Place(path: name),
      help: Phrase(
        zh: "是一个周期的，改名为“2021年第二季度”或“2021Q2”的样子",
        en: "if it is about a period, call it by one, such as 2021Q2"))
  }
}
