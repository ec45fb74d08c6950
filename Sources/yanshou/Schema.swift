import ArgumentParser
import Definitions
import Formats
import SourceText

/// `yanshou schema`: the JSON Schema of definitions, for editors and for validators that are not ours.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "输出定义文件的 JSON Schema，供编辑器补全和说明各键",
      en: "Writes the JSON Schema of definitions, with which an editor completes and explains keys."
    ).preferred)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      zh: "写到这个文件，不写则输出", en: "Write to this file instead of standard output.",
      valueName: "file"))
  var output: String?

  @OptionGroup private var language: LanguageOption

  func run() throws {
    guard let output else {
      guard StandardStream.output.write(DefinitionSchema.json) else { throw ExitCode.unwritable }
      return
    }
    let file = try OutputFile(path: output)
    try file.write(DefinitionSchema.json)
    try file.commit()
  }
}
