import ArgumentParser
import Definitions
import Formats
import Reporting
import Run
import SourceText

/// `yanshou handbook`: a set as a book.
struct HandbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handbook",
    abstract: Phrase(
      zh: "把指标体系写成一本手册（一个 HTML 文件）：规则的说法、算例、佐证、依据",
      en: "Writes a set as a book (one HTML file): the rules in words, examples, evidence, sources."
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "指标体系（文件夹或文件）", en: "The indicator set (folder or file)."))
  var set: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(zh: "写到这个文件", en: "The file to write.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      zh: "填报期，如 2021Q2；计入该年的改写", en: "The period, such as 2021Q2, whose year's changes apply.",
      valueName: "period"))
  var period: String?

  @OptionGroup private var definitions: DefinitionOptions

  @OptionGroup private var language: LanguageOption

  func run() throws {
    let period = try Period.asked(period)
    var marks = SampleMarks()
    let isSample = marks.cover(set)
    let (set, diagnostics) = try OpenedRun.definitions(set, period, from: definitions.tree)
    let language = Language.asked ?? set.language
    StandardStream.report(diagnostics, language)
    let book = Handbook(set, period: period, language: language, isSample: isSample)
    let file = try OutputFile(path: output)
    try file.write(book.render())
    try file.commit()
  }
}
