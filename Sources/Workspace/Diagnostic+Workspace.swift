import Definitions
import SourceText

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
    Diagnostic(
      Code.unusedFile, .warning,
      Phrase(
        zh: "“\(name)”放在各周期的文件夹之外，名称也认不出，没有读取",
        en:
          "'\(name)' lies outside of the periods' folders and has no name that is known; it was not read"
      ),
      at: Place(path: name),
      help: Phrase(
        zh: "报送放进周期的文件夹；单位名单、认定清单、豁免清单、核定清单、改判清单用这些名称",
        en:
          "put submissions into a period's folder; call the others units, findings, waivers, verified or overrides"
      ))
  }
}
