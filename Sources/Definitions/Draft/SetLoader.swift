import Formats
import SourceText

/// Reads the files of a set, and of the sets that it extends, and lays them over one another.
struct SetLoader {
  /// The largest number of sets that extend one another.
  static let deepest = 8

  /// The files that were read so far, perhaps for another year.
  var known: EntryFiles
  /// The year whose changes apply; nil for none.
  let year: Int?
  var reader = EntryReader()
  /// The files that were read, in order.
  var files: [SourceFile] = []
  /// Whether a file held no readable YAML: then nothing more can be said about the set.
  var hasLostFile = false

  init(_ known: EntryFiles, year: Int?) {
    self.known = known
    self.year = year
  }

  var tree: FileTree { known.tree }

  /// One of the sets that extend one another: its file `set.yaml`, or the one file that it is.
  struct Location {
    /// The path of the main file.
    var file: String
    var displayFile: String
    /// The folder with `data.yaml`, `tasks` and `years`; nil for a set that is one file.
    var folder: String?
    var displayFolder: String
  }

  /// Where a set stands that a path names: a folder with a `set.yaml`, that file, or a file of its own.
  func locate(_ path: String, displayPath: String) throws(SetReadError) -> Location {
    let path = tree.settled(path)
    switch tree.kind(path) {
    case .folder:
      let file = Path.join(path, "set.yaml")
      guard tree.kind(file) == .file else { throw .noSet(displayPath) }
      return Location(
        file: file, displayFile: Path.join(displayPath, "set.yaml"), folder: path,
        displayFolder: displayPath)
    case .file:
      let isFolder = Path.name(path) == "set.yaml"
      let folder = Path.parent(displayPath)
      return Location(
        file: path, displayFile: displayPath, folder: isFolder ? Path.parent(path) : nil,
        displayFolder: folder)
    case .other: throw .file(FileError(path: displayPath, reason: .notAFile))
    case .brokenLink: throw .file(FileError(path: displayPath, reason: .brokenLink))
    case nil: throw .file(FileError(path: displayPath, reason: .notFound))
    }
  }

  /// The draft of a set; nil where its main file cannot be read as one.
  ///
  /// `chain` holds the main files of the sets that extend this one, the first one first.
  mutating func draft(_ location: Location, chain: [String]) throws(SetReadError) -> Draft? {
    guard let set = try entry(location.file, location.displayFile, as: .set, .partial)
    else { return nil }
    guard var draft = base(of: set, location, chain: chain + [location.file]) else { return nil }
    draft.lay(over: set, &reader)
    if let folder = location.folder { try addFolder(folder, location, to: &draft) }
    draft.apply(set.entries(.change), &reader)
    if let folder = location.folder, let year {
      try addYear(year, folder, location, to: &draft)
    }
    return draft
  }

  /// What a set is laid over: the set that it extends, or nothing.
  private mutating func base(of set: Entry, _ location: Location, chain: [String]) -> Draft? {
    guard let path = set.text(.extends), let node = set[.extends] else {
      if !set.isBroken(.extends) { return Draft(set: set) }
      hasLostFile = true
      return Draft(set: set)
    }
    let here = location.folder ?? Path.parent(location.file)
    let display = Path.join(location.displayFolder, path)
    if tree.leadsOutside(tree.path(path, in: here)) {
      reader.diagnostics.append(.pathOutside(path, at: node.place))
      hasLostFile = true
      return Draft(set: set)
    }
    do {
      let base = try locate(tree.path(path, in: here), displayPath: display)
      if chain.contains(base.file) {
        reader.diagnostics.append(.extendsCycle(node))
      } else if chain.count >= SetLoader.deepest {
        reader.diagnostics.append(.extendsTooDeep(node, limit: SetLoader.deepest))
      } else if let draft = try draft(base, chain: chain) {
        return draft
      }
    } catch {
      reader.diagnostics.append(.baseNotReadable(node, error))
    }
    hasLostFile = true
    return Draft(set: set)
  }

  /// What the set names besides and may not: its registry, and the sets whose assessments give values.
  func outside(_ set: IndicatorSet, _ draft: Draft, _ location: Location) -> [Diagnostic] {
    let here = location.folder ?? Path.parent(location.file)
    var found: [Diagnostic] = []
    if let path = set.units, let node = draft.set[.units],
      tree.leadsOutside(tree.path(path, in: here))
    {
      found.append(.pathOutside(path, at: node.place))
    }
    for taken in set.items.compactMap(\.taken)
    where tree.leadsOutside(tree.path(taken.set, in: here)) {
      found.append(.pathOutside(taken.set, at: taken.place))
    }
    return found
  }

  private mutating func addFolder(
    _ folder: String, _ location: Location, to draft: inout Draft
  ) throws(SetReadError) {
    let data = Path.join(folder, "data.yaml")
    if tree.kind(data) == .file,
      let entry = try entry(data, Path.join(location.displayFolder, "data.yaml"), as: .data)
    {
      draft.addData(entry, &reader)
    }
    let tasks = Path.join(folder, "tasks")
    guard tree.kind(tasks) == .folder else { return }
    let display = Path.join(location.displayFolder, "tasks")
    for name in try names(in: tasks, display) {
      let (path, display) = (Path.join(tasks, name), Path.join(display, name))
      guard let entry = try entry(path, display, as: .task, .partial) else { continue }
      draft.addTask(entry, &reader)
    }
  }

  private func names(in folder: String, _ display: String) throws(SetReadError) -> [String] {
    do {
      return try tree.names(in: folder, displayPath: display).filter {
        $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
      }
    } catch {
      throw .file(error)
    }
  }

  private mutating func addYear(
    _ year: Int, _ folder: String, _ location: Location, to draft: inout Draft
  ) throws(SetReadError) {
    let name = "years/\(year).yaml"
    let path = Path.join(folder, name)
    guard tree.kind(path) == .file,
      let entry = try entry(path, Path.join(location.displayFolder, name), as: .year)
    else { return }
    if let stated = entry.whole(.year), stated != year, let value = entry[.year] {
      reader.diagnostics.append(.wrongYear(value, year: year))
    }
    draft.replaceConstants(entry.entries(.constants))
    if let expect = entry.entry(.expect) { draft.expect = expect }
    if let each = entry.fields[.eachItem] { draft.set.fields[.eachItem] = each }
    draft.apply(entry.entries(.change), &reader)
  }

  /// The entry that a file holds; nil, with the reason reported, where it holds none.
  private mutating func entry(
    _ path: String, _ displayPath: String, as kind: EntryKind,
    _ completeness: EntryReader.Completeness = .whole
  ) throws(SetReadError) -> Entry? {
    let read = try known.entry(path, displayPath, as: kind, completeness)
    files.append(read.file)
    reader.diagnostics += read.diagnostics
    if read.entry == nil { hasLostFile = true }
    return read.entry
  }
}
