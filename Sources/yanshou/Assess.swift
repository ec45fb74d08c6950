import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import Run
import SourceText
import Submissions
import Workspace

/// `yanshou assess`: scores a batch, writes the reports, prints the summary.
struct Assess: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "给一批报送打分，写出报告，打印汇总", en: "Scores a batch, writes reports, prints a summary."
    ).preferred,
    usage: """
      yanshou assess <set> <submissions> ... [<options>]
      yanshou assess [<period>] [<options>]
      """)

  @Argument(
    help: ArgumentHelp(
      zh: "指标体系和报送（CSV、XML 文件或文件夹）；在考评文件夹里只写考评周期，或不写",
      en:
        "The indicator set and the submissions (CSV, XML, folders); in a workspace the period, or nothing.",
      valueName: "inputs"))
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "考评设置里的哪一套指标体系；不写则每套都评", en: "The set of the workspace; without it all of them.",
      valueName: "name"))
  var set: String?

  @OptionGroup var workspace: WorkspaceOption

  @OptionGroup var options: RunOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(zh: "报告写入的文件夹", en: "The folder for the reports.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      zh: "要写的报告，逗号隔开：\(formatNames)", en: "The reports to write: \(formatNames).",
      valueName: "formats"))
  var write: String?

  @Option(
    help: ArgumentHelp(zh: "同时处理的块数", en: "How many blocks to work on at a time.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      zh: "有单位未通过这道门槛、没有报送，或有东西没读成时，退出码为 1",
      en: "Exit with 1 if a unit has not passed this gate or not reported, or something is unread.",
      valueName: "gate"))
  var failBelow: String?

  @OptionGroup private var language: LanguageOption

  private static var formatNames: String {
    ReportFormat.all.map(\.name).joined(separator: ",")
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw Failure.unusable(
        Phrase(zh: "--jobs 应在 1 至 256 之间", en: "expected 1 to 256 for --jobs, found \(jobs)"))
    }
    if write != nil, output == nil, inputs.count > 1 {
      throw Failure.unusable(
        Phrase(zh: "--write 需要用 -o 指定文件夹", en: "--write needs a folder: add -o FOLDER"))
    }
  }

  func run() async throws { try await Failure.summarised(assess) }

  private func assess() async throws {
    let jobs = try self.asked()
    var hasFailed = false
    var refusals: [any Error] = []
    for job in jobs {
      do { hasFailed = try await !passed(job) || hasFailed } catch { refusals.append(error) }
    }
    // What keeps one set from scoring says nothing of the others.
    for refusal in refusals.dropLast() { _ = Yanshou.report(refusal) }
    if let last = refusals.last { throw last }
    if hasFailed { throw ExitCode.findings }
  }

  /// One set to score by.
  private struct Job {
    var request: RunRequest
    /// The folder for the reports; nil where none are written.
    var output: String?
    /// The language of the reports; nil for the set's.
    var language: Language?
  }

  /// What the arguments ask for: the files that they name, or what lies in the workspace.
  private func asked() throws -> [Job] {
    guard inputs.count < 2 else {
      let request = try options.request(set: inputs[0], submissions: Array(inputs.dropFirst()))
      return [Job(request: request, output: output, language: Language.asked)]
    }
    let written = try Period.asked(options.period)
    let named = inputs.first.flatMap { Period(argument: $0) }
    if let input = inputs.first, named == nil {
      throw Failure.unusable(
        Phrase(
          zh: "“\(input)”之后还要写报送；在考评文件夹里这里写考评周期，如 2021Q2",
          en:
            "submissions are missing after '\(input)'; in a workspace a period stands here, such as 2021Q2"
        ))
    }
    let workspace = try workspace.required(
      or: Phrase(zh: "指标体系和报送", en: "the indicator set and submissions"))
    let language = Language.asked ?? workspace.settings.language
    let runs = try workspace.runs(set, over: named ?? written, from: options.definitions.tree)
    return try runs.map { set, folder in
      let place =
        try output ?? workspace.folder(of: .results, in: folder, language ?? .preferred)
      let isOne = workspace.settings.sets.count == 1 || output != nil && runs.count == 1
      return Job(
        request: try options.laid(over: workspace.request(for: set, folder)),
        output: isOne ? place : place + "/" + set.name, language: language)
    }
  }

  /// Scores by one set, and says whether everybody has passed the gate that is asked for.
  private func passed(_ job: Job) async throws -> Bool {
    let opened = try OpenedRun(job.request)
    let context = ReportContext(opened, job.language)
    let gate = try failBelow.map { try Assess.gate($0, in: context.set) }
    StandardStream.report(opened.setDiagnostics, context.language)
    let folder = job.output ?? ""
    var writer = try ReportWriter(
      context, formats: try formats(job), folder: job.output, inputs: opened.identities
    ) {
      let words = Phrase(
        zh: "另一次评价正在写入“\(folder)”，等它结束……",
        en: "another run is writing into '\(folder)', waiting for its end ...")
      StandardStream.tell(words, context.language)
    }
    var progress = Progress(context.language)
    let finished = try await opened.finish(
      writer.renderer, jobs: jobs ?? availableProcessors, keepsUnitsBelow: writer.showsUnitsBelow
    ) { block in
      progress.add(units: block.standings.count)
      try writer.add(block)
    }
    progress.end()
    let run = try writer.summary(of: finished)
    let problems = run.problems
    StandardStream.report(
      problems.head, more: problems.count - problems.head.count, context.language)
    let record = RunRecord(
      version: Yanshou.version, files: opened.files, parameters: parameters(context))
    let files = try writer.write(run, record: record)
    let table = SummaryTable(run, color: StandardStream.output.isTerminal)
    guard StandardStream.output.write(table.text(files: files)) else {
      throw ExitCode.unwritable
    }
    return gate.map { run.allPassed($0) } ?? true
  }

  private func formats(_ job: Job) throws -> [ReportFormat] {
    guard let write else { return job.output == nil ? [] : ReportFormat.byDefault }
    return try write.split(separator: ",").map { name in
      guard let format = ReportFormat.named(String(name)) else {
        throw Failure.unusable(
          Phrase(
            zh: "没有报告“\(name)”，可用：\(Assess.formatNames)",
            en: "unknown report '\(name)', choose from \(Assess.formatNames)"))
      }
      return format
    }
  }

  private func parameters(_ context: ReportContext) -> [(name: String, value: String)] {
    var parameters = [("lang", context.language.rawValue), ("period", context.period.label)]
    if context.level != context.set.assesses {
      parameters.append(("level", context.level.rawValue))
    }
    if options.closed { parameters.append(("closed", "yes")) }
    if let failBelow { parameters.append(("fail-below", failBelow)) }
    return parameters
  }

  /// The index of a gate by its id or title.
  static func gate(_ id: String, in set: IndicatorSet) throws -> Index<Gate> {
    guard let index = set.gates.firstIndex(where: { $0.id == id || $0.title == id }) else {
      let known = set.gates.map(\.id).joined(separator: ", ")
      throw Failure.unusable(
        Phrase(
          zh: "指标体系没有门槛“\(id)”，可用：\(known)", en: "the set has no gate '\(id)', choose from \(known)"
        ))
    }
    return index
  }
}

extension RunSummary {
  /// Whether every unit that should have reported has passed a gate, and nothing was left unread that may be about one
  /// of them or about another.
  fileprivate func allPassed(_ gate: Index<Gate>) -> Bool {
    notReported.isEmpty && units.allSatisfy { $0.verdicts[gate] == .passed }
      && !hasErrorsOfNobody
  }
}
