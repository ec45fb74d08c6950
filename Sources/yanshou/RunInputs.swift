import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import SourceText
import Submissions

/// Everything that a run reads, read: what `assess`, `check` and `explain` share.
struct RunInputs {
  let context: ReportContext
  let submissions: Submissions
  /// What is on record, in the run's period and in others.
  let records: Records
  /// The values that units plan to reach; nil where nobody asked.
  let planned: PlannedValues?
  /// What was found in the set: warnings only, since a set with errors ends the command.
  let setDiagnostics: [Diagnostic]
  /// What was found in submissions and records so far.
  let diagnostics: [Diagnostic]
  let files: [RunRecord.File]
  /// Which files on the disk were read besides those of the set.
  let identities: Set<FileIdentity>
  private let setPath: String
  /// The registry of all times; nil where units are known from submissions only.
  private let registry: Registry?
  private let peers: Submissions?
  private let earlier: [FileSource]
  /// The earlier periods that they hold; nil where nobody asked.
  private let earlierPeriods: EarlierPeriods?
  private let sources: [FileSource]
  private let plannedSources: [FileSource]
  /// The sets whose assessments give values, by the path that the author wrote.
  private let takenSets: [String: TakenSet]

  /// Reads set, registry, submissions and records.
  ///
  /// Mistakes in the set are printed and end the command; those in what was handed in are kept for the reports.
  /// `year` is the period whose year's changes of the set apply, where it is not that of the submissions.
  init(
    set path: String, submissions paths: [String], _ options: RunOptions, year: Period? = nil
  ) throws {
    let asked = try RunInputs.period(options.period)
    var files: [RunRecord.File] = []
    var marks = SampleMarks()
    func source(_ path: String, role: String) throws -> FileSource {
      let source = FileSource.file(path, displayPath: RunInputs.name(path))
      files.append(try RunRecord.File(role: role, of: source, &marks))
      return source
    }
    // The year's changes of the set apply to the period that the files state. Folders and files are mostly named for
    // it: where the name is right, the set is read once.
    let expected = asked ?? RunInputs.periodInName(of: paths)
    var loaded = try RunInputs.load(path, year ?? expected)
    let language = Language.asked ?? loaded.set.language
    let units = options.units ?? loaded.set.units.map { RunInputs.path(of: $0, from: path) }
    let recordPaths = [options.findings, options.waivers, options.verified, options.overrides]
    let others = ([path, units] + recordPaths).compactMap(\.self)
    var diagnostics: [Diagnostic] = []
    var unread: [String] = []
    func submissionSources(
      _ paths: [String], role: String, besides: [String]
    ) throws -> [FileSource] {
      let found = try SubmissionFiles.find(
        paths, besides: Set(besides.compactMap { FileIdentity($0) }))
      diagnostics += found.diagnostics
      var left = found.unread
      let sources = found.sources.filter { source in
        do throws(FileError) {
          files.append(try RunRecord.File(role: role, of: source, &marks))
          return true
        } catch {
          diagnostics.append(error.diagnostic)
          left.append(source.displayPath)
          return false
        }
      }
      if role == "submission" { unread += left }
      return sources
    }
    let planned = options.planned.map { [$0] } ?? []
    let sources = try submissionSources(
      paths, role: "submission", besides: others + options.peers + options.previous + planned)
    guard !sources.isEmpty else { throw Failure.noFiles(diagnostics, language) }
    let peerSources = try submissionSources(options.peers, role: "peers", besides: others)
    earlier = try submissionSources(options.previous, role: "previous", besides: others)
    plannedSources = try submissionSources(planned, role: "planned", besides: others)
    var registry = try units.map { path in
      let source = try source(path, role: "units")
      let (registry, found) = Registry.read(source)
      guard !registry.units.isEmpty else {
        throw Failure.emptyRegistry(source.displayPath, found, language)
      }
      diagnostics += found
      return registry
    }
    let isRegistryGiven = registry != nil
    var takenSets: [LoadedTakenSet] = []
    func read(_ sources: [FileSource], _ period: Period?) throws -> Submissions {
      takenSets = try RunInputs.takenSets(of: loaded.set, at: path, period ?? expected)
      return SubmissionReader(
        loaded.set, registry: registry, period: period,
        others: takenSets.flatMap(\.all).map(\.set)
      ).read(sources)
    }
    if let asked, asked.length != loaded.set.period {
      let stated = try read(sources, nil)
      throw Failure.periodOfOtherLength(
        asked, loaded.set.period, found: stated.statedPeriods, diagnostics, language)
    }
    var submissions = try read(sources, asked)
    if let period = submissions.period {
      let isOtherYear = period.year != expected?.year
      if isOtherYear { loaded = try RunInputs.load(path, year ?? period) }
      // Units that do not exist in the period are not expected, nor those that became others within it.
      let inForce = registry?.existing(in: period).units ?? []
      let isOther =
        inForce.count != submissions.registry.units.count
        || asked == nil && inForce.contains { $0.heir != nil }
      if isOtherYear || isOther && isRegistryGiven {
        submissions = try read(sources, period)
      }
    }
    let set = loaded.set
    let found = submissions.statedPeriods
    guard let period = submissions.period else {
      let details = diagnostics + submissions.diagnostics
      if !found.isEmpty {
        throw Failure.periodOfOtherLength(nil, set.period, found: found, details, language)
      }
      if submissions.reported.isEmpty { throw Failure.nothingRead(details, language) }
      throw Failure(
        code: .unusable,
        message: Phrase(
          zh: "报送文件没有写明填报期,请加 --period,如 --period \(set.period.example)",
          en: "the submissions name no period: add --period, such as --period \(set.period.example)"
        ),
        language: language, details: details)
    }
    if submissions.reported.isEmpty, !found.isEmpty, !found.contains(period) {
      throw Failure.periodNotFound(
        period, found: found, diagnostics + submissions.diagnostics, language)
    }
    if registry == nil, !peerSources.isEmpty {
      // Without a registry the units are those of the submissions, the peers' among them.
      registry = try read(sources + peerSources, period).registry
      submissions = try read(sources, period)
    }
    diagnostics += submissions.diagnostics
    unread += submissions.unread
    peers = peerSources.isEmpty ? nil : try read(peerSources, period)
    if let peers {
      guard !peers.reported.isEmpty else {
        throw Failure.noPeers(period, peers.diagnostics, language)
      }
      let unread = Set(peers.unread)
      diagnostics += peers.diagnostics.filter { unread.contains($0.place?.path ?? "") }
    }
    func recordSource(_ path: String?, _ role: String) throws -> FileSource? {
      try path.map { try source($0, role: role) }
    }
    let level = try RunInputs.level(options.level) ?? set.assesses
    try RunInputs.checkLevel(
      level, in: submissions.registry, period, isGiven: isRegistryGiven, diagnostics, language)
    let inner = takenSets.flatMap(\.all)
    let (onRecord, aboutRecords) = Records.read(
      RecordSources(
        findings: try recordSource(options.findings, "findings"),
        waivers: try recordSource(options.waivers, "waivers"),
        verified: try recordSource(options.verified, "verified"),
        overrides: try recordSource(options.overrides, "overrides")),
      for: [
        RecordScope(
          set, units: submissions.registry, level: level, replaced: submissions.replaced)
      ]
        + inner.map { RecordScope($0.set, units: submissions.registry) }, period: period)
    diagnostics += aboutRecords
    earlierPeriods =
      options.previous.isEmpty
      ? nil
      : EarlierPeriods(
        earlier, for: set, others: inner.map(\.set), before: period)
    diagnostics += earlierPeriods?.diagnostics ?? []
    if plannedSources.isEmpty {
      self.planned = nil
    } else {
      let (read, found) = PlannedValues.read(
        plannedSources, for: set, units: submissions.registry, period: period,
        others: inner.map(\.set))
      self.planned = read
      diagnostics += found
    }
    for file in set.files + inner.flatMap(\.set.files) {
      let source = FileSource(displayPath: file.path, content: .bytes(file.bytes))
      files.append(try RunRecord.File(role: "definition", of: source, &marks))
    }
    if !isRegistryGiven, set.items.contains(where: { ($0.level ?? set.assesses) != level }) {
      diagnostics.append(.rollUpWithoutRegistry)
    }
    let plan = ScoringPlan(set, isClosed: options.closed)
    if isRegistryGiven, let all = registry {
      diagnostics += RunInputs.lostOnTheWay(plan, submissions, all, to: level)
    }
    context = ReportContext(
      plan: plan, registry: submissions.registry, isRegistryGiven: isRegistryGiven,
      period: period, level: level, findings: onRecord[0].findings,
      overrides: onRecord[0].about(period).overrides, language: language,
      isSample: marks.cover(path) || files.contains(where: \.isSample), unread: unread)
    self.submissions = submissions
    records = onRecord[0]
    setDiagnostics = loaded.diagnostics
    self.diagnostics = diagnostics
    self.files = files
    setPath = path
    identities = Set(
      (sources + peerSources + earlier + plannedSources).compactMap(\.identity)
        + others.compactMap { FileIdentity($0) })
    self.registry = isRegistryGiven ? registry : nil
    self.sources = sources
    var ofTaken = onRecord.dropFirst()
    self.takenSets = Dictionary(
      uniqueKeysWithValues: takenSets.map { ($0.name, $0.made(with: &ofTaken)) })
  }

  /// Scores everything; the renderer's output of each block is collected in order.
  func run<Renderer: UnitRenderer>(
    _ renderer: Renderer, jobs: Int, keepsUnitsBelow: Bool = true,
    collect: (BlockResult<Renderer.Output>) throws -> Void
  ) async throws {
    let taken = TakenSets(
      takenSets, registry: registry, units: context.registry, earlier: earlier,
      planned: plannedSources, jobs: jobs)
    let (scores, found) = try await taken.scores(
      for: context.set, at: context.period, sources, units: context.registry, isAhead: true)
    let batch = Batch(
      context.plan, registry: context.registry, period: context.period, level: context.level,
      records: records, earlier: try await earlierValues(taken, jobs: jobs), taken: scores,
      planned: planned, keepsUnitsBelow: keepsUnitsBelow, jobs: jobs)
    // What the sets whose scores are taken say about values, and the set itself does not.
    var rest = Dictionary(found.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    for diagnostic in diagnostics { rest[diagnostic.identity] = nil }
    let submissions = submissions
    let peers = peers
    try await batch.run(
      {
        [
          AnySequence(submissions.blocks.lazy.map { ($0, true) }),
          AnySequence(
            peers.map { AnySequence($0.blocks.lazy.map { ($0, false) }) } ?? AnySequence([])),
        ].joined()
      },
      read: { block, isOwn in
        guard !isOwn, let peers else { return submissions.read(block) }
        var (rows, diagnostics) = peers.read(block)
        rows.keepAsPeers { !submissions.hasReported($0) }
        diagnostics.removeAll()
        return (rows, diagnostics)
      }, renderer: renderer
    ) { block in
      if !rest.isEmpty {
        for diagnostic in block.diagnostics { rest[diagnostic.identity] = nil }
      }
      try collect(block)
    }
    if rest.isEmpty { return }
    try collect(BlockResult(output: renderer.start(), diagnostics: Array(rest.values).sorted()))
  }

  /// What the earlier submissions give to the plan.
  private func earlierValues(_ taken: TakenSets?, jobs: Int) async throws -> [EarlierValues] {
    guard let earlierPeriods, !earlierPeriods.periods.isEmpty else { return [] }
    let path = setPath
    let lookback = Lookback(
      earlierPeriods, registry: registry,
      units: context.registry, records: records, taken: taken, level: context.level, jobs: jobs
    ) { try RunInputs.load(path, $0).set }
    return try await lookback.values(for: context.plan, at: context.period)
  }
}

extension Diagnostic {
  /// What tells it from others.
  fileprivate var identity: String {
    "\(code) \(place?.description ?? "") \(message.text(.en))"
  }

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
