import ArgumentParser
import Definitions
import Formats
import SourceText

/// `yanshou format`: the canonical layout of definitions.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: Phrase(
      zh: "统一定义文件的版式；注释、次序、键的语言不变，含义不变",
      en: "Gives definitions one layout; comments, order, the keys' language and the meaning stay."
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "指标体系（文件夹或文件）", en: "Indicator sets (folders or files)."))
  var sets: [String]

  @Flag(
    help: ArgumentHelp(
      zh: "不改文件，只列出版式不合的文件，有则退出码为 1",
      en: "Change nothing; list the files that would change and exit with 1 if there are any."))
  var check = false

  @OptionGroup private var definitions: DefinitionOptions

  @OptionGroup private var language: LanguageOption

  func run() throws {
    var hasFindings = false
    var isUnreadable = false
    for path in sets {
      let layout = try SetLayout(path, from: definitions.tree)
      for file in layout.files {
        guard case .failure(let refusal) = file.laidOut else { continue }
        switch refusal {
        case .unreadable(let diagnostics):
          StandardStream.report(diagnostics.sorted(), .preferred)
          isUnreadable = true
        case .wouldChange:
          refuse(file.path)
          hasFindings = true
        }
      }
      guard try layout.isSameSet() else {
        refuse(path)
        hasFindings = true
        continue
      }
      for file in layout.files {
        guard let bytes = file.change else { continue }
        if check { hasFindings = true } else { try write(bytes, to: file.path) }
        guard StandardStream.output.write(file.path.shown + "\n") else { throw ExitCode.unwritable }
      }
    }
    if isUnreadable { throw ExitCode.unusable }
    if hasFindings { throw ExitCode.findings }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Says of a file or set that it is left as it is.
  private func refuse(_ path: String) {
    let words = Phrase(
      zh: "\(path)：未改动：换了版式含义就会变",
      en: "\(path): left as it is: another layout would change its meaning")
    StandardStream.tell(words)
  }
}
