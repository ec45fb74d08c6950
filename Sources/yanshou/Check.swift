import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import Run
import SourceText
import Submissions

/// `yanshou check`: a district's self-check in its own terminal.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "区县自查：得分、门槛、失分项和怎样补回",
      en: "A district's self-check: score, gates, gaps and their remedies."
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "指标体系（文件夹或文件）", en: "The indicator set (folder or file)."))
  var set: String

  @Argument(help: ArgumentHelp(zh: "报送文件", en: "The submission."))
  var file: String

  @OptionGroup var options: RunOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(zh: "只看这道门槛", en: "Look at this gate only.", valueName: "gate"))
  var gate: String?

  @OptionGroup private var language: LanguageOption

  func run() async throws { try await Failure.summarised(check) }

  private func check() async throws {
    let opened = try OpenedRun(options.request(set: set, submissions: [file]))
    let context = ReportContext(opened, Language.asked)
    let gate = try gate.map { try Assess.gate($0, in: context.set) }
    let isTerminal = StandardStream.output.isTerminal
    StandardStream.report(opened.setDiagnostics, context.language)
    var text = ""
    var diagnostics = opened.diagnostics
    var hasFailed = false
    try await opened.run(
      CheckRenderer(context, gate: gate, color: isTerminal), jobs: 1
    ) { block in
      text += block.output
      diagnostics += block.diagnostics
      if let gate {
        hasFailed = hasFailed || block.standings.contains { $0.verdicts[gate] != .passed }
      }
    }
    let problems = try Problems(diagnostics, and: opened.submissions.sink)
    guard !text.isEmpty else { throw opened.nobody(problems) }
    text += "\n"
    text += CheckRenderer.problems(try problems.all, language: context.language, color: isTerminal)
    guard StandardStream.output.write(text) else { throw ExitCode.unwritable }
    if hasFailed || problems.count(.error) > 0 { throw ExitCode.findings }
  }
}
