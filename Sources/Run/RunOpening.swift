import Assessment
import Definitions
import Formats
import SourceText
import Submissions

/// The reading of a run's files, one kind after the other: what is found on the way is kept for the reports.
struct RunOpening {
  private let request: RunRequest
  private let definitions: DefinitionFiles
  /// The period by which the set is read first: that of the request, else the one that a path names.
  private let expected: Period?
  private var loaded: (set: IndicatorSet, diagnostics: [Diagnostic])
  /// The sets whose scores are taken, as of the period of the last reading.
  private var takenSets: [String: LoadedTakenSet] = [:]
  /// Where the sets are read from by which the same files are scored as well, and these as of the period of the last reading.
  private let alsoDefinitions: [(path: String, files: DefinitionFiles)]
  private var alsoScored: [IndicatorSet] = []
  private var files: [RunFile] = []
  private var marks = SampleMarks()
  private var diagnostics: [Diagnostic] = []
  private var unread: [String] = []
  /// The files besides those of sets: whoever reads them must find what was there at first.
  private var watched: [FileSource] = []

  /// The language of the set.
  var language: Language { loaded.set.language }

  /// Reads the set.
  ///
  /// The year's changes of the set apply to the period that the files state. Folders and files are mostly named for it:
  /// where the name is right, the set is read once.
  init(_ request: RunRequest) throws {
    self.request = request
    definitions = DefinitionFiles(request.definitions, of: request.set)
    alsoDefinitions = request.alsoScored.map { ($0, DefinitionFiles(request.definitions, of: $0)) }
    expected = request.period ?? request.periodInName
    diagnostics = request.found
    loaded = try definitions.load(request.set, request.year ?? expected)
  }

  /// Reads everything else.
  mutating func finish() throws -> OpenedRun {
    let units =
      request.units
      ?? loaded.set.units.map { .named(DefinitionFiles.path(of: $0, from: request.set)) }
    // What the run reads as something else is no submission, even where it lies among them.
    let ownFiles =
      [FileIdentity(request.set), units?.identity, request.settings?.identity]
      + ([request.records] + request.earlierRecords.map(\.sources))
      .flatMap { $0.all.map(\.source.identity) } + request.leftOut.map { FileIdentity($0) }
    let besides = Set(ownFiles.compactMap(\.self))
    let alsoBesides = Set(
      (request.peers.paths + request.previous.paths + request.planned.paths).compactMap {
        FileIdentity($0)
      })
    let sources = try find(
      request.submissions, role: "submission", besides: besides.union(alsoBesides))
    guard !sources.isEmpty else { throw RunRefusal.noFiles(diagnostics) }
    if let settings = request.settings { try note(settings, as: "settings") }
    let peerSources = try find(request.peers, role: "peers", besides: besides)
    let earlier = try find(request.previous, role: "previous", besides: besides)
    let plannedSources = try find(request.planned, role: "planned", besides: besides)
    var allUnits = try units.map { try registry($0) }
    let isRegistryGiven = allUnits != nil
    var (submissions, period) = try read(sources, allUnits)
    if allUnits == nil, !peerSources.isEmpty {
      // Without a registry the units are those of the submissions, the peers' among them.
      allUnits = try read(sources + peerSources, of: period, allUnits).registry
      submissions = try read(sources, of: period, allUnits)
    }
    diagnostics += submissions.diagnostics
    unread += submissions.unread
    let peers = try read(peers: peerSources, of: period, allUnits)
    let level = request.level ?? loaded.set.assesses
    let occasion = Occasion(submissions.registry, in: period, at: level)
    try OpenedRun.check(occasion, isRegistryGiven: isRegistryGiven, diagnostics)
    let records = try readRecords(submissions, level, period)
    let earlierPeriods =
      request.previous.isEmpty
      ? nil : EarlierPeriods(earlier, for: loaded.set, others: others, before: period)
    diagnostics += earlierPeriods?.diagnostics ?? []
    var planned: PlannedValues?
    if !plannedSources.isEmpty {
      let (read, found) = PlannedValues.read(
        plannedSources, for: loaded.set, units: submissions.registry, period: period,
        others: others)
      planned = read
      diagnostics += found
    }
    noteDefinitions()
    let plan = ScoringPlan(loaded.set, isClosed: request.isClosed)
    noteLevels(plan, submissions, isRegistryGiven ? allUnits : nil, level)
    return OpenedRun(
      plan: plan, occasion: occasion, isRegistryGiven: isRegistryGiven, submissions: submissions,
      records: records.first ?? .none, planned: planned,
      setDiagnostics: loaded.diagnostics, diagnostics: diagnostics, filesAtFirst: files,
      identities: Set(
        (sources + peerSources + earlier + plannedSources).compactMap(\.identity) + besides),
      isSample: marks.cover(request.set) || files.contains(where: \.isSample), unread: unread,
      definitions: definitions, path: request.set,
      allUnits: isRegistryGiven ? allUnits : nil, peers: peers, sources: sources, earlier: earlier,
      earlierPeriods: earlierPeriods, plannedSources: plannedSources,
      takenSets: takenSets.made(
        with: records.dropFirst().prefix(takenSets.all.count), definitions), watched: watched)
  }

  /// The sets beside the run's whose items the same files hold: those whose scores are taken first.
  private var others: [IndicatorSet] { takenSets.all.map(\.set) + alsoScored }

  /// Why the run is refused where somebody has changed a file while it was read; nil where nobody has.
  var changed: RunRefusal? { .changed(watched, definitions) }

  // MARK: Submissions

  /// The files of one kind, each noted with its hash; one that cannot be read is told and left out.
  private mutating func find(
    _ wanted: RunRequest.Files, role: String, besides: Set<FileIdentity>
  ) throws -> [FileSource] {
    var found: [FileSource]
    var left: [String] = []
    switch wanted {
    case .sources(let sources): found = sources
    case .paths(let paths):
      let files = try SubmissionFiles.find(paths, besides: besides)
      diagnostics += files.diagnostics
      left = files.unread
      found = files.sources
    }
    var sources: [FileSource] = []
    for source in found {
      // What is read as two things is one file.
      let source = watched.first { $0.isSameFile(as: source) } ?? source
      do throws(FileError) {
        try note(source, as: role)
        sources.append(source)
      } catch {
        diagnostics.append(error.diagnostic)
        left.append(source.displayPath)
      }
    }
    if role == "submission" { unread += left }
    return sources
  }

  /// Takes a file's hash: from now on exactly these bytes are read.
  private mutating func note(_ source: FileSource, as role: String) throws(FileError) {
    files.append(try RunFile(role: role, of: source, &marks))
    watched.append(source)
  }

  private mutating func registry(_ source: FileSource) throws -> Registry {
    try note(source, as: "units")
    let (registry, found) = Registry.read(source)
    guard !registry.units.isEmpty else {
      throw RunRefusal.emptyRegistry(source.displayPath, found)
    }
    diagnostics += found
    return registry
  }

  /// Reads submissions by the set of their own period, which they may be the first to state.
  private mutating func read(
    _ sources: [FileSource], _ registry: Registry?
  ) throws -> (Submissions, Period) {
    let asked = request.period
    if let asked, asked.length != loaded.set.period {
      let stated = try read(sources, of: nil, registry)
      throw RunRefusal.periodOfOtherLength(
        asked, loaded.set.period, found: stated.statedPeriods, diagnostics)
    }
    var submissions = try read(sources, of: asked, registry)
    if submissions.rowPeriods.count > 1 {
      throw RunRefusal.severalPeriods(
        submissions.rowPeriods, loaded.set.period, diagnostics)
    }
    if let period = submissions.period {
      let isOtherYear = period.year != expected?.year
      if isOtherYear { loaded = try definitions.load(request.set, request.year ?? period) }
      // Units that do not exist in the period are not expected, nor those that became others within it.
      let inForce = registry?.existing(in: period).units ?? []
      let isOther =
        inForce.count != submissions.registry.units.count
        || asked == nil && inForce.contains { $0.heir != nil }
      if isOtherYear || isOther && registry != nil {
        submissions = try read(sources, of: period, registry)
      }
    }
    let found = submissions.statedPeriods
    guard let period = submissions.period else {
      let details = diagnostics + submissions.diagnostics
      if !found.isEmpty {
        throw RunRefusal.periodOfOtherLength(nil, loaded.set.period, found: found, details)
      }
      if submissions.reported.isEmpty { throw RunRefusal.nothingRead(details) }
      throw RunRefusal.noPeriod(loaded.set.period, details)
    }
    if submissions.reported.isEmpty, !found.isEmpty, !found.contains(period) {
      throw RunRefusal.periodNotFound(period, found: found, diagnostics + submissions.diagnostics)
    }
    return (submissions, period)
  }

  private mutating func read(
    _ sources: [FileSource], of period: Period?, _ registry: Registry?
  ) throws -> Submissions {
    takenSets = try definitions.takenSets(of: loaded.set, at: request.set, period ?? expected)
    let taken = Set(takenSets.all.map(\.identity))
    // One that has mistakes is told by its own run.
    alsoScored = alsoDefinitions.compactMap { path, files in
      if taken.contains(request.definitions.identity(path)) { return nil }
      return try? files.load(path, period ?? expected).set
    }
    return SubmissionReader(
      loaded.set, registry: registry, period: period, others: others, blockSize: request.blockSize
    ).read(sources)
  }

  private mutating func read(
    peers sources: [FileSource], of period: Period, _ registry: Registry?
  ) throws -> Submissions? {
    guard !sources.isEmpty else { return nil }
    let peers = try read(sources, of: period, registry)
    guard !peers.reported.isEmpty else { throw RunRefusal.noPeers(period, peers.diagnostics) }
    let unread = Set(peers.unread)
    diagnostics += peers.diagnostics.filter { unread.contains($0.place?.path ?? "") }
    return peers
  }

  // MARK: Records and definitions

  /// What is on record under the set, then under each whose scores are taken.
  private mutating func readRecords(
    _ submissions: Submissions, _ level: Level, _ period: Period
  ) throws -> [Records] {
    let units = submissions.registry
    let scopes =
      [RecordScope(loaded.set, units: units, level: level, replaced: submissions.replaced)]
      + others.map { RecordScope($0, units: units) }
    var records = scopes.map { _ in Records.none }
    for (period, sources) in [(period: period, sources: request.records)] + request.earlierRecords {
      for (role, source) in sources.all { try note(source, as: role.rawValue) }
      let (read, found) = Records.read(sources, for: scopes, period: period)
      diagnostics += found
      for (index, read) in read.enumerated() { records[index].add(read, of: period) }
    }
    return records
  }

  private mutating func noteDefinitions() {
    for file in loaded.set.files + takenSets.all.flatMap(\.set.files) {
      files.append(RunFile(definition: file))
    }
  }

  /// Tells of items and units that do not reach the level that is scored.
  private mutating func noteLevels(
    _ plan: ScoringPlan, _ submissions: Submissions, _ all: Registry?, _ level: Level
  ) {
    let set = plan.set
    if all == nil, set.items.contains(where: { ($0.level ?? set.assesses) != level }) {
      diagnostics.append(.rollUpWithoutRegistry)
    }
    if let all {
      diagnostics += RunOpening.lostOnTheWay(plan, submissions, all, to: level)
    }
  }
}

extension Diagnostic {
  /// Values of units below come together by the registry, and there is none.
  fileprivate static var rollUpWithoutRegistry: Diagnostic {
    Diagnostic(
      Code.rollupWithoutRegistry, .error,
      Phrase(
        zh: "指标体系要由下级汇总，但没有单位名录，不知道应由哪些单位报",
        en: "the set rolls values up, and without a registry nobody knows which units are expected"),
      at: nil,
      help: Phrase(zh: "加 --units 名录文件", en: "add --units FILE"))
  }
}
