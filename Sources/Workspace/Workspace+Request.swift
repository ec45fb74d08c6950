package import Definitions
package import Formats
package import Run
package import SourceText
import Submissions

extension Workspace {
  /// The folder of a period, of the newest one where none is asked for.
  /// - Throws: `WorkspaceRefusal` where there is none.
  package func folder(of period: Period?) throws(WorkspaceRefusal) -> PeriodFolder {
    guard let period else {
      guard let newest = periods.first else { throw .noPeriods() }
      return newest
    }
    guard let folder = periods.first(where: { $0.period == period }) else {
      throw periods.isEmpty ? .noPeriods() : .noFolder(period, known: periods.map(\.period))
    }
    return folder
  }

  /// What a run of a set over a period reads: its submissions, the registry, records, plans, and all earlier periods of
  /// the same length.
  /// - Parameters:
  ///   - set: One of the sets of the settings.
  ///   - period: The folder of the period.
  /// - Returns: The request, with what was found on the way to it.
  /// - Throws: `FileError` where a folder cannot be read.
  package func request(
    for set: WorkspaceSettings.Named, _ period: PeriodFolder
  ) throws(FileError) -> RunRequest {
    let at = try contents(of: period)
    var request = RunRequest(set: set.path, submissions: .paths([period.path]))
    request.settings = settingsFile
    request.alsoScored = settings.sets.map(\.path).filter { $0 != set.path }
    request.leftOut = at.besides
    request.period = period.period
    var found = WorkspaceFiles(self, set, period.period)
    for (folder, holds) in at.folders { try found.look(in: folder, holds) }
    try found.look(in: self.folder, .workspace)
    found.tell(periods(like: names))
    request.units = settings.units.map { .named($0.path) } ?? found.source(.units)
    request.records = RecordSources { found.source(.record($0)) }
    request.planned = .paths(found.path(.planned).map { [$0] } ?? [])
    request.leftOut += found.paths
    var previous: [String] = []
    for earlier in periods
    where earlier.period.length == period.period.length
      && earlier.period.lastDay < period.period.firstDay
    {
      let at = try contents(of: earlier)
      previous.append(earlier.path)
      var beside = WorkspaceFiles(self, set, earlier.period)
      for (folder, holds) in at.folders { try beside.look(in: folder, holds) }
      request.leftOut += at.besides + beside.paths
      // What all periods share is read once, for the run.
      try beside.look(in: self.folder, .workspace, sharedToo: false)
      let records = RecordSources { beside.source(.record($0)) }
      if !records.all.isEmpty { request.earlierRecords.append((earlier.period, records)) }
    }
    previous += names.filter(Workspace.earlierNames.contains).map { Path.join(self.folder, $0) }
    request.previous = .paths(previous)
    request.found = diagnostics + found.diagnostics
    return request
  }

  /// Folders with submissions of periods that have no folder of their own.
  private static let earlierNames: Set<String> = ["往期", "earlier"]

  /// The folders beside those of periods whose names look as if they were about one, and say none that is known.
  private func periods(like names: [String]) -> [String] {
    names.filter { name in
      pathKind(Path.join(folder, name)) == .folder && Period(name) == nil
        && !Workspace.earlierNames.contains(name)
        && ["年", "季", "月", "报送", "报表", "20"].contains { name.contains($0) }
    }
  }

  /// What stands where in a period's folder.
  struct Contents {
    /// What in it is no submission: the other parts; and where submissions have a part, whatever lies beside it.
    var besides: [String] = []
    /// All folders, and what files in them are.
    var folders: [(path: String, holds: WorkspaceFiles.Holding)] = []
  }

  func contents(of period: PeriodFolder) throws(FileError) -> Contents {
    var contents = Contents()
    var loose: [String] = []
    var isWhole = true
    for name in try listFolder(period.path, displayPath: period.path) {
      let path = Path.join(period.path, name)
      guard let part = QuarterPart(folder: name), pathKind(path) == .folder else {
        loose.append(path)
        continue
      }
      if part == .submissions {
        isWhole = false
      } else {
        contents.besides.append(path)
        contents.folders.append((path, part.holdsRecords ? .records : .papers))
      }
    }
    if !isWhole { contents.besides += loose }
    contents.folders.append((period.path, isWhole ? .submissions : .records))
    return contents
  }

  /// The folder of a part of a period: the one that there is, else the one to make.
  package func folder(
    of part: QuarterPart, in period: PeriodFolder, _ language: Language
  ) throws(FileError) -> String {
    let name = try listFolder(period.path, displayPath: period.path).first {
      QuarterPart(folder: $0) == part && pathKind(Path.join(period.path, $0)) == .folder
    }
    return Path.join(period.path, name ?? part.folderName(language))
  }
}

/// The files that a workspace knows by their names, as far as they are about a period and a set.
struct WorkspaceFiles {
  private let period: Period
  /// The set that scores, and all of the workspace, by their names.
  private let (set, sets): (String, [String])
  private var found: [WorkspaceFile: [Candidate]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private struct Candidate {
    var path: String
    var name: String
    /// How closely it is about the period: 0 for all periods, 1 for a longer one around it, 2 for the period itself.
    var closeness: Int
  }

  init(_ workspace: Workspace, _ set: WorkspaceSettings.Named, _ period: Period) {
    self.period = period
    self.set = set.name
    sets = workspace.settings.sets.map(\.name)
  }

  /// Everything that is known by its name, used or not.
  var paths: [String] { found.values.flatMap { $0.map(\.path) }.sorted() }

  /// What the files in a folder are that have no name which is known.
  enum Holding {
    /// The workspace itself: nothing.
    case workspace
    /// The folder of a period that holds its submissions.
    case submissions
    /// A part with records, or the folder of a period whose submissions lie in a part: nothing.
    case records
    /// A part with papers and results.
    case papers
  }

  /// Looks through a folder, and tells of what it reads nothing.
  mutating func look(
    in folder: String, _ holds: Holding, sharedToo: Bool = true
  ) throws(FileError) {
    for name in try listFolder(folder, displayPath: folder) {
      let path = Path.join(folder, name)
      let kind = pathKind(path)
      guard kind != .folder, !name.hasPrefix("."), !name.hasPrefix("~$") else { continue }
      let isTable = kind == .file && FileKind(name: name).isTable
      let called = WorkspaceFile.called(name)
      guard isTable, let (file, about) = called, holds != .papers else {
        // What lies among papers is no record, but may be meant as one.
        let isText = name.lowercased().hasSuffix(".txt")
        if called != nil || isTable && !isText && (holds == .workspace || holds == .records) {
          tellUnused(name)
        }
        continue
      }
      if !sharedToo, !file.isOfOnePeriod { continue }
      let isOfPeriod = holds != .workspace
      let named = about.flatMap { Period($0) }
      if let about, named == nil, about != set {
        if !sets.contains(about) { tellUnused(name) }
        continue
      }
      if let named, file.isOfOnePeriod ? named != period : !named.contains(period) {
        if isOfPeriod || file.isOfOnePeriod && named.length != period.length { tellUnused(name) }
        continue
      }
      if named == nil, !isOfPeriod, file.isOfOnePeriod {
        diagnostics.append(.fileOfNoPeriod(name, file, period))
        continue
      }
      let closeness = isOfPeriod || named == period ? 2 : named == nil ? 0 : 1
      found[file, default: []].append(Candidate(path: path, name: name, closeness: closeness))
    }
  }

  /// Tells of folders whose names look as if they were about a period.
  mutating func tell(_ folders: [String]) {
    diagnostics += folders.map { .folderOfNoPeriod($0) }
  }

  /// The one file of a kind; the closest registry. Several are told, and none of them is taken.
  mutating func path(_ file: WorkspaceFile) -> String? {
    guard var candidates = found[file] else { return nil }
    if file == .units {
      let closest = candidates.map(\.closeness).max()
      candidates = candidates.filter { $0.closeness == closest }
    }
    if candidates.count > 1 {
      diagnostics.append(.fileFoundTwice(candidates.map(\.name), period))
      return nil
    }
    return candidates[0].path
  }

  mutating func source(_ file: WorkspaceFile) -> FileSource? { path(file).map { .named($0) } }

  /// A table beside the periods that nobody reads; the marks of samples are none.
  private mutating func tellUnused(_ name: String) {
    if SampleMark.names.contains(name) { return }
    diagnostics.append(.unusedFile(name))
  }
}
