import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import SourceText
import Submissions

/// The options that say what besides set and submissions a run reads.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "单位名录(CSV:code,name,level,parent)",
      en: "The registry of units (CSV: code,name,level,parent).", valueName: "file"))
  var units: String?

  @Option(
    help: ArgumentHelp(
      zh: "填报期,如 2021Q2;不写则取报送文件里的", en: "The period, such as 2021Q2; without it the files'.",
      valueName: "period"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      zh: "认定清单(CSV:unit,target,authority,document,date[,until,reason])",
      en: "Findings (CSV: unit,target,authority,document,date[,until,reason]).",
      valueName: "file"))
  var findings: String?

  @Option(
    help: ArgumentHelp(
      zh: "豁免清单(列与认定清单相同,target 为要求编号)",
      en: "Waivers (columns as for findings, the target is a requirement).", valueName: "file"))
  var waivers: String?

  @Option(
    help: ArgumentHelp(
      zh: "核定清单(CSV:unit,target,value,by,document[,date])",
      en: "Verified values and given points (CSV: unit,target,value,by,document[,date]).",
      valueName: "file"))
  var verified: String?
}

/// Everything that a run reads, read: what `assess`, `check` and `explain` share.
struct RunInputs {
  let context: ReportContext
  let submissions: Submissions
  let verifications: [Verification]
  /// What was found in the set: warnings only, since a set with errors ends the command.
  let setDiagnostics: [Diagnostic]
  /// What was found in submissions and records so far.
  let diagnostics: [Diagnostic]
  let files: [RunRecord.File]

  /// Reads set, registry, submissions and records.
  ///
  /// Mistakes in the set are printed and end the command; those in what was handed in are kept for the reports.
  init(set path: String, submissions paths: [String], _ options: RunOptions) throws {
    let asked = try options.period.map { text in
      guard let period = Period(text) else {
        throw Failure.unusable(
          Phrase(
            zh: "填报期“\(text)”无法识别,写成 2021Q2、2021 或 2021-06",
            en: "expected a period such as 2021Q2, 2021 or 2021-06, found '\(text)'"))
      }
      return period
    }
    var files: [RunRecord.File] = []
    func source(_ path: String, role: String) throws -> FileSource {
      let source = FileSource.file(path, displayPath: RunInputs.name(path))
      files.append(try RunRecord.File(role: role, of: source))
      return source
    }
    var diagnostics: [Diagnostic] = []
    let registry = try options.units.map { path in
      let (registry, found) = Registry.read(try source(path, role: "units"))
      diagnostics += found
      return registry
    }
    let sources = try SubmissionFiles.find(paths)
    for source in sources {
      files.append(try RunRecord.File(role: "submission", of: source))
    }
    // The year's changes of the set apply to the period that the files state. Folders and files are mostly named for
    // it: where the name is right, the set is read once.
    let expected = asked ?? RunInputs.periodInName(of: paths)
    var loaded = try RunInputs.load(path, expected)
    var submissions = SubmissionReader(loaded.set, registry: registry, period: asked)
      .read(sources)
    if let period = submissions.period, period.year != expected?.year {
      loaded = try RunInputs.load(path, period)
      submissions = SubmissionReader(loaded.set, registry: registry, period: period)
        .read(sources)
    }
    let set = loaded.set
    diagnostics += submissions.diagnostics
    guard let period = submissions.period else {
      throw Failure.unusable(
        Phrase(
          zh: "报送文件没有写明填报期,请加 --period,如 --period 2021Q2",
          en: "the submissions name no period: add --period, such as --period 2021Q2"))
    }
    var findings: [Finding] = []
    for (path, kind, role) in [
      (options.findings, RecordKind.findings, "findings"),
      (options.waivers, .waivers, "waivers"),
    ] {
      guard let path else { continue }
      let (read, found) = Finding.read(
        try source(path, role: role), kind, for: set, units: submissions.registry)
      findings += read
      diagnostics += found
    }
    var verifications: [Verification] = []
    if let path = options.verified {
      let (read, found) = Verification.read(
        try source(path, role: "verified"), for: set, units: submissions.registry)
      verifications = read
      diagnostics += found
    }
    for file in set.files {
      let source = FileSource(displayPath: file.path, content: .bytes(file.bytes))
      files.append(try RunRecord.File(role: "definition", of: source))
    }
    context = ReportContext(
      plan: ScoringPlan(set), registry: submissions.registry,
      isRegistryGiven: submissions.isRegistryGiven, period: period, findings: findings,
      language: Language.asked ?? set.language)
    self.submissions = submissions
    self.verifications = verifications
    setDiagnostics = loaded.diagnostics
    self.diagnostics = diagnostics
    self.files = files
  }

  /// Scores everything; the renderer's output of each block is collected in order.
  func run<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    let batch = Batch(
      context.plan, registry: context.registry, period: context.period,
      findings: context.findings, verifications: verifications, jobs: jobs)
    let submissions = submissions
    try await batch.run(
      { submissions.blocks }, read: { submissions.read($0) }, renderer: renderer,
      collect: collect)
  }

  /// The set, or the command's end with its mistakes on standard error.
  private static func load(
    _ path: String, _ period: Period?
  ) throws -> (set: IndicatorSet, diagnostics: [Diagnostic]) {
    let loaded = try loadSet(path, period: period?.label)
    guard let set = loaded.set else {
      report(loaded.diagnostics, .preferred)
      throw ExitCode.unusable
    }
    return (set, loaded.diagnostics)
  }

  /// Prints diagnostics to standard error, at most a hundred of them.
  static func report(_ diagnostics: [Diagnostic], _ language: Language) {
    guard !diagnostics.isEmpty else { return }
    let renderer = TextRenderer(language: language, color: StandardStream.error.isTerminal)
    StandardStream.error.write(renderer.render(diagnostics) + "\n")
  }

  /// The period that a part of a path names, such as `2021Q2` in `Samples/2021Q2/330602.csv`; the last one counts.
  private static func periodInName(of paths: [String]) -> Period? {
    paths.first?.split(separator: "/").reversed().lazy.compactMap { Period(String($0)) }.first
  }

  /// The last component of a path.
  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
