import ArgumentParser
import Definitions
import Formats
import SourceText
import Submissions
import Workspace

/// `yanshou init`: makes a workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Phrase(
      zh: "建一个考评文件夹：设置，和一个考评周期的各个文件夹",
      en: "Makes a workspace: its settings, and the folders of one period."
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "考评文件夹，可以还没有", en: "The folder, which need not be there yet."))
  var folder: String

  @Option(
    help: ArgumentHelp(
      zh: "指标体系（文件夹或文件）", en: "The indicator set (folder or file).", valueName: "path"))
  var set: String

  @Option(
    help: ArgumentHelp(
      zh: "第一个考评周期，如 2021Q2；不写则不建周期的文件夹",
      en: "The first period, such as 2021Q2; without it no folder of a period is made.",
      valueName: "period"))
  var period: String?

  @OptionGroup private var language: LanguageOption

  func run() throws {
    let loaded = try loadSet(set, period: period)
    guard let indicators = loaded.set else {
      StandardStream.report(loaded.diagnostics, .preferred)
      throw ExitCode.unusable
    }
    let period = try Period.asked(period)
    if let period, period.length != indicators.period {
      let (label, example) = (period.label, indicators.period.example)
      throw Failure.unusable(
        Phrase(
          zh: "这套体系的考评周期如 \(example)，--period 写的是 \(label)",
          en: "the set has periods such as \(example), --period is \(label)"))
    }
    let language = Language.asked ?? indicators.language
    let made = try NewWorkspace(
      folder: folder, set: set, period: period, language: language
    ).make()
    let words =
      Phrase(zh: "已建：", en: "made:").text(language) + "\n"
      + made.map { "  \($0.shown)\n" }.joined()
      + Phrase(
        zh:
          "下一步：把单位名单（code,name,level,parent）存为 \(folder)/单位名单.csv，报送放进“02报送”，然后在这个文件夹里运行 yanshou assess",
        en:
          "next: save the registry (code,name,level,parent) as \(folder)/units.csv, put submissions into '02-submissions', then run yanshou assess in the folder"
      ).shown.text(language) + "\n"
    guard StandardStream.output.write(words) else { throw ExitCode.unwritable }
  }
}
