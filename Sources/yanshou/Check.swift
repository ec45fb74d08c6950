import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import Run
import SourceText
import Submissions
import Workspace

/// `yanshou check`: a district's self-check in its own terminal.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "区县自查：得分、门槛、失分项和怎样补回",
      en: "A district's self-check: score, gates, gaps and their remedies."
    ).preferred,
    usage: """
      yanshou check <set> <file> [<options>]
      yanshou check <file> [<options>]
      """)

  @Argument(
    help: ArgumentHelp(
      zh: "指标体系和报送文件；在考评文件夹里只写报送文件",
      en: "The indicator set and the submission; in a workspace the submission alone.",
      valueName: "inputs"))
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      zh: "考评设置里的哪一套指标体系，有几套时要写", en: "The set of the workspace, where it has several.",
      valueName: "name"))
  var set: String?

  @OptionGroup var workspace: WorkspaceOption

  @OptionGroup var options: RunOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(zh: "只看这道门槛", en: "Look at this gate only.", valueName: "gate"))
  var gate: String?

  @OptionGroup private var language: LanguageOption

  func run() async throws { try await Failure.summarised(check) }

  /// What the arguments ask for, and the language of what is printed; nil for the set's.
  private func asked() throws -> (request: RunRequest, language: Language?) {
    switch inputs.count {
    case 1:
      let workspace = try workspace.required(or: Phrase(zh: "指标体系", en: "the indicator set"))
      return (
        try workspace.check(inputs[0], set, options), Language.asked ?? workspace.settings.language
      )
    case 2: return (try options.request(set: inputs[0], submissions: [inputs[1]]), Language.asked)
    default:
      throw Failure.unusable(
        Phrase(
          zh: "自查一次看一个报送文件，这里写了 \(inputs.count - 1) 个",
          en: "a self-check looks at one submission, found \(inputs.count - 1)"))
    }
  }

  private func check() async throws {
    let (request, language) = try asked()
    let opened = try OpenedRun(request)
    let context = ReportContext(opened, language)
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

extension Workspace {
  /// What a check of one file asks for: the records of its period, and the periods before.
  ///
  /// The period is that of the option, else the one in whose folder the file lies, else the newest.
  fileprivate func check(_ file: String, _ set: String?, _ options: RunOptions) throws -> RunRequest
  {
    let asked = try Period.asked(options.period)
    let real = realPath(file) ?? file
    let around = periods.first { period in
      realPath(period.path).map { real.hasPrefix($0 + "/") } ?? false
    }
    let run = try run(set, over: asked ?? around?.period, from: options.definitions.tree)
    var request = try request(for: run.set, run.period)
    request.submissions = .paths([file])
    return try options.laid(over: request)
  }
}
