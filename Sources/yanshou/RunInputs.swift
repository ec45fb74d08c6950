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
      zh: "单位名录(CSV:code,name,level,parent);不写则用指标体系自带的",
      en: "The registry of units (CSV: code,name,level,parent); without it the set's.",
      valueName: "file"))
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

  @Option(
    help: ArgumentHelp(
      zh: "往期报送(文件或文件夹,可重复),供“上期”“连续几期”比较",
      en: "Earlier submissions (files or folders, repeatable) to compare with.",
      valueName: "submission"))
  var previous: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "同类单位的报送(文件或文件夹,可重复),只用于名次和平均值",
      en: "Submissions of peers (files or folders, repeatable), for places and means only.",
      valueName: "submission"))
  var peers: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "评价哪一级:village、town、county 或 city;不写则按指标体系",
      en: "The level to score: village, town, county or city; without it the set's.",
      valueName: "level"))
  var level: String?

  @Option(
    help: ArgumentHelp(
      zh: "改判和最终决定(CSV:unit,target,value,by,document,date,reason)",
      en: "Overrides and final decisions (CSV: unit,target,value,by,document,date,reason).",
      valueName: "file"))
  var overrides: String?

  @Option(
    help: ArgumentHelp(
      zh: "计划达到的值(与报送同样的文件,只写会变的数据项)",
      en: "Planned values (as a submission, only the items that will change).",
      valueName: "submission"))
  var planned: String?
}

/// Everything that a run reads, read: what `assess`, `check` and `explain` share.
struct RunInputs {
  let context: ReportContext
  let submissions: Submissions
  let verifications: [Verification]
  /// The values that units plan to reach; nil where nobody asked.
  let planned: PlannedValues?
  /// What was found in the set: warnings only, since a set with errors ends the command.
  let setDiagnostics: [Diagnostic]
  /// What was found in submissions and records so far.
  let diagnostics: [Diagnostic]
  let files: [RunRecord.File]
  private let setPath: String
  /// The registry of all times; nil where units are known from submissions only.
  private let registry: Registry?
  private let peers: Submissions?
  private let earlier: [FileSource]
  private let sources: [FileSource]
  /// The sets whose assessments give values, by the path that the author wrote.
  private let takenSets: [String: IndicatorSet]

  /// Reads set, registry, submissions and records.
  ///
  /// Mistakes in the set are printed and end the command; those in what was handed in are kept for the reports.
  /// `year` is the period whose year's changes of the set apply, where it is not that of the submissions.
  init(
    set path: String, submissions paths: [String], _ options: RunOptions, year: Period? = nil
  ) throws {
    let asked = try RunInputs.period(options.period)
    var files: [RunRecord.File] = []
    func source(_ path: String, role: String) throws -> FileSource {
      let source = FileSource.file(path, displayPath: RunInputs.name(path))
      files.append(try RunRecord.File(role: role, of: source))
      return source
    }
    func submissionSources(_ paths: [String], role: String) throws -> [FileSource] {
      let sources = try SubmissionFiles.find(paths)
      for source in sources { files.append(try RunRecord.File(role: role, of: source)) }
      return sources
    }
    var diagnostics: [Diagnostic] = []
    let sources = try submissionSources(paths, role: "submission")
    let peerSources = try submissionSources(options.peers, role: "peers")
    earlier = try submissionSources(options.previous, role: "previous")
    // The year's changes of the set apply to the period that the files state. Folders and files are mostly named for
    // it: where the name is right, the set is read once.
    let expected = asked ?? RunInputs.periodInName(of: paths)
    var loaded = try RunInputs.load(path, year ?? expected)
    let units = options.units ?? loaded.set.units.map { RunInputs.path(of: $0, from: path) }
    var registry = try units.map { path in
      let (registry, found) = Registry.read(try source(path, role: "units"))
      diagnostics += found
      return registry
    }
    let isRegistryGiven = registry != nil
    var takenSets: [String: IndicatorSet] = [:]
    func read(_ sources: [FileSource], _ period: Period?) throws -> Submissions {
      takenSets = try RunInputs.takenSets(of: loaded.set, at: path, period ?? expected)
      return SubmissionReader(
        loaded.set, registry: registry, period: period, others: Array(takenSets.values)
      ).read(sources)
    }
    var submissions = try read(sources, asked)
    if let period = submissions.period {
      let isOtherYear = period.year != expected?.year
      if isOtherYear { loaded = try RunInputs.load(path, year ?? period) }
      // Units that do not exist in the period are not expected.
      let count = registry?.existing(in: period).units.count
      if isOtherYear || count != submissions.registry.units.count && isRegistryGiven {
        submissions = try read(sources, period)
      }
    }
    let set = loaded.set
    guard let period = submissions.period else {
      RunInputs.report(diagnostics + submissions.diagnostics, Language.asked ?? set.language)
      throw Failure.unusable(
        Phrase(
          zh: "报送文件没有写明填报期,请加 --period,如 --period 2021Q2",
          en: "the submissions name no period: add --period, such as --period 2021Q2"))
    }
    if registry == nil, !peerSources.isEmpty {
      // Without a registry the units are those of the submissions, the peers' among them.
      registry = try read(sources + peerSources, period).registry
      submissions = try read(sources, period)
    }
    diagnostics += submissions.diagnostics
    peers = peerSources.isEmpty ? nil : try read(peerSources, period)
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
    var overrides: [Override] = []
    if let path = options.overrides {
      let (read, found) = Override.read(
        try source(path, role: "overrides"), for: set, units: submissions.registry)
      overrides = read
      diagnostics += found
    }
    var planned: PlannedValues?
    if let path = options.planned {
      let sources = try SubmissionFiles.find([path])
      for source in sources { files.append(try RunRecord.File(role: "planned", of: source)) }
      let (read, found) = PlannedValues.read(
        sources, for: set, units: submissions.registry, period: period)
      planned = read
      diagnostics += found
    }
    for file in set.files + takenSets.sorted(by: { $0.key < $1.key }).flatMap(\.value.files) {
      let source = FileSource(displayPath: file.path, content: .bytes(file.bytes))
      files.append(try RunRecord.File(role: "definition", of: source))
    }
    let level = try RunInputs.level(options.level) ?? set.assesses
    if !isRegistryGiven, set.items.contains(where: { ($0.level ?? set.assesses) != level }) {
      diagnostics.append(.rollUpWithoutRegistry)
    }
    context = ReportContext(
      plan: ScoringPlan(set), registry: submissions.registry, isRegistryGiven: isRegistryGiven,
      period: period, level: level, findings: findings, overrides: overrides,
      language: Language.asked ?? set.language)
    self.submissions = submissions
    self.verifications = verifications
    self.planned = planned
    setDiagnostics = loaded.diagnostics
    self.diagnostics = diagnostics
    self.files = files
    setPath = path
    self.registry = isRegistryGiven ? registry : nil
    self.sources = sources
    self.takenSets = takenSets
  }

  /// Scores everything; the renderer's output of each block is collected in order.
  func run<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int, keepsUnitsBelow: Bool = true,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    let batch = Batch(
      context.plan, registry: context.registry, period: context.period, level: context.level,
      findings: context.findings, verifications: verifications,
      overrides: context.overrides,
      earlier: try await earlierValues(context.plan, at: setPath, jobs: jobs),
      taken: try await takenScores(jobs: jobs), planned: planned,
      keepsUnitsBelow: keepsUnitsBelow, jobs: jobs)
    let submissions = submissions
    guard let peers else {
      try await batch.run(
        { submissions.blocks }, read: { submissions.read($0) }, renderer: renderer,
        collect: collect)
      return
    }
    try await batch.run(
      {
        [
          AnySequence(submissions.blocks.lazy.map { ($0, true) }),
          AnySequence(peers.blocks.lazy.map { ($0, false) }),
        ].joined()
      },
      read: { block, isOwn in
        if isOwn { return submissions.read(block) }
        var (rows, diagnostics) = peers.read(block)
        rows.keepAsPeers { !submissions.hasReported($0) }
        diagnostics.removeAll()
        return (rows, diagnostics)
      }, renderer: renderer, collect: collect)
  }

  /// What the earlier submissions give to a plan.
  private func earlierValues(
    _ plan: ScoringPlan, at path: String, jobs: Int
  ) async throws -> [EarlierValues] {
    guard !earlier.isEmpty else { return [] }
    let lookback = Lookback(
      EarlierPeriods(earlier, for: plan.set, before: context.period), registry: registry,
      units: context.registry, findings: context.findings, level: context.level, jobs: jobs
    ) { try RunInputs.load(path, $0).set }
    return try await lookback.values(for: plan, at: context.period)
  }

  /// What the assessments under other sets give.
  private func takenScores(jobs: Int) async throws -> [TakenScores] {
    var found: [TakenScores] = []
    for (item, definition) in context.set.items.enumerated() {
      guard let taken = definition.taken, let set = takenSets[taken.set] else { continue }
      let submissions = SubmissionReader(
        set, registry: registry, period: context.period, others: [context.set]
      ).read(sources)
      let plan = ScoringPlan(set)
      let path = RunInputs.path(of: taken.set, from: setPath)
      let batch = Batch(
        plan, registry: submissions.registry, period: context.period, findings: [],
        earlier: try await earlierValues(plan, at: path, jobs: jobs), jobs: jobs)
      let units = context.registry
      var scores = TakenScores(item: item, scores: [:])
      try await batch.run(
        { submissions.blocks }, read: { submissions.read($0) },
        renderer: TakenScoreReader(taken.score, digits: set.digits)
      ) { block in
        for (unit, value) in block.output {
          guard let index = units.index(of: submissions.registry.units[unit].code) else { continue }
          scores.scores[index] = value
        }
      }
      found.append(scores)
    }
    return found
  }

  /// The sets that items are taken from, each with the year's changes.
  private static func takenSets(
    of set: IndicatorSet, at path: String, _ period: Period?
  ) throws -> [String: IndicatorSet] {
    var sets: [String: IndicatorSet] = [:]
    for item in set.items {
      guard let taken = item.taken, sets[taken.set] == nil else { continue }
      let loaded = try load(self.path(of: taken.set, from: path), period)
      guard loaded.set.assesses == item.level ?? set.assesses else {
        throw Failure.unusable(
          Phrase(
            zh: "数据项“\(item.name)”取自“\(taken.set)”,那套体系评价的层级与数据项的层级不同",
            en:
              "the item '\(item.name)' is taken from '\(taken.set)', which assesses another level than the item's"
          ))
      }
      sets[taken.set] = loaded.set
    }
    return sets
  }

  /// A path that a set names, relative to the folder of the set.
  private static func path(of named: String, from set: String) -> String {
    let folder =
      set.hasSuffix(".yaml") || set.hasSuffix(".yml")
      ? set.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/")
      : set
    return folder.isEmpty ? named : folder + "/" + named
  }

  private static func level(_ text: String?) throws -> Level? {
    guard let text else { return nil }
    guard let level = Level(rawValue: text) else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "层级", en: "level"), text, among: Level.allCases.map(\.rawValue)))
    }
    return level
  }

  /// The set, or the command's end with its mistakes on standard error.
  static func load(
    _ path: String, _ period: Period?
  ) throws -> (set: IndicatorSet, diagnostics: [Diagnostic]) {
    let loaded = try loadSet(path, period: period?.label)
    guard let set = loaded.set else {
      report(loaded.diagnostics, .preferred)
      throw ExitCode.unusable
    }
    return (set, loaded.diagnostics)
  }

  /// The period of an option; nil where it is not given.
  static func period(_ text: String?) throws -> Period? {
    guard let text else { return nil }
    guard let period = Period(text) else {
      throw Failure.unusable(
        Phrase(
          zh: "填报期“\(text)”无法识别,写成 2021Q2、2021 或 2021-06",
          en: "expected a period such as 2021Q2, 2021 or 2021-06, found '\(text)'"))
    }
    return period
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

extension Diagnostic {
  /// Values of units below come together by the registry, and there is none.
  fileprivate static var rollUpWithoutRegistry: Diagnostic {
    Diagnostic(
      "rollup-without-registry", .error,
      Phrase(
        zh: "指标体系要由下级汇总,但没有单位名录,不知道应由哪些单位报",
        en: "the set rolls values up, and without a registry nobody knows which units are expected"),
      at: nil,
      help: Phrase(zh: "加 --units 名录文件", en: "add --units FILE"))
  }
}
