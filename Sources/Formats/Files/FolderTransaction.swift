internal import CLinux
internal import Glibc
import SourceText
import Synchronization

/// The files that a run writes into a folder: all of them take their places as one, or none does.
///
/// They wait in a hidden folder until they are whole. Where the folder holds nothing but what the last record names, and
/// the file system can, the two folders change places in one step. Otherwise what is to be done is written down first,
/// and whoever comes to the folder next goes on with it (``settle(_:ours:)``). Only what is ours is replaced or removed.
package final class FolderTransaction {
  /// The folder, links resolved.
  package let path: String
  /// The folder as it was asked for.
  private let shown: String
  private let lock: FolderLock
  private var staging: StagingFolder
  /// Whether the files wait beside the folder, so that the two can change places.
  private var isBeside: Bool
  /// The files of the folder that are ours, the record last: they may be replaced and removed.
  private let ours: [String]
  private let names: Set<String>
  private let undo: Undo
  private let work: Interrupts.Work
  private var isClosed = false

  /// Where the files wait.
  package var waitingFolder: String { staging.filesPath }

  /// Opens the folder, which is made where it is not there.
  /// - Parameters:
  ///   - path: The folder; a link to one is followed.
  ///   - waiting: Called when another process writes into the folder and its end is waited for.
  ///   - ours: The names of the files in a folder that an earlier run wrote, as its record says.
  /// - Throws: `WriteError` where the folder cannot be made or written into.
  package init(
    _ path: String, waiting: @escaping () -> Void, ours: (String) -> [String]
  ) throws(WriteError) {
    shown = path
    let undo = Undo()
    self.undo = undo
    work = Interrupts.open { undo.run() }
    let opened: (path: String, lock: FolderLock, names: [String], staging: StagingFolder, Bool)
    do throws(WriteError) {
      opened = try Self.open(path, undo, waiting: waiting, ours: ours)
    } catch {
      undo.run()
      Interrupts.done(work)
      throw error
    }
    (self.path, lock, staging, isBeside) = (opened.path, opened.lock, opened.staging, opened.4)
    self.ours = opened.names
    names = Set(opened.names)
  }

  deinit {
    if isClosed { return }
    let undo = undo
    Interrupts.held { undo.run() }
    Interrupts.done(work)
  }

  private static func open(
    _ path: String, _ undo: Undo, waiting: @escaping () -> Void, ours: (String) -> [String]
  ) throws(WriteError) -> (
    path: String, lock: FolderLock, names: [String], staging: StagingFolder, Bool
  ) {
    // A folder that is not there and is left again by `..` need not be made.
    let settled = settledPath(path)
    while true {
      try Interrupts.held { () throws(WriteError) in
        try makeFolder(settled) { made in undo.add(made: made) }
      }
      guard let real = realPath(settled) else { throw WriteError(path: path, number: errno) }
      // It may be gone once its turn has come.
      guard let lock = try FolderLock.take(real, shownAs: path, waiting: waiting),
        let folder = OpenFolder("", in: lock.descriptor)
      else { continue }
      try settle(folder, at: real, shownAs: path, ours: ours)
      let names = ours(real)
      return try Interrupts.held { () throws(WriteError) in
        let beside = Self.beside(folder, at: real, names, lock)
        let staging =
          if let beside { beside } else { try StagingFolder(in: real, shownAs: path) }
        undo.set(staging)
        return (real, lock, names, staging, beside != nil)
      }
    }
  }

  // MARK: Files

  /// A file of the folder; it takes its place with `commit`.
  /// - Parameter name: Its name within the folder; the folder on its way was made by ``folder(_:)``.
  /// - Returns: The file.
  /// - Throws: `WriteError` where something stands there that is not ours.
  package func file(_ name: String) throws(WriteError) -> OutputFile {
    let place = "\(shown)/\(name)"
    var status = stat()
    if unsafe lstat("\(path)/\(name)", &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw WriteError(path: place, reason: .isAFolder) }
      if !self.names.contains(name) { throw WriteError(path: place, reason: .notOurs) }
    }
    let waiting = "\(staging.filesPath)/\(name)"
    return try Interrupts.held { () throws(WriteError) in
      try OutputFile(path: place, waitingAt: waiting)
    }
  }

  /// Makes a folder within.
  package func folder(_ name: String) throws(WriteError) {
    let place = "\(shown)/\(name)"
    guard let open = OpenFolder(path) else { throw WriteError(path: place, number: errno) }
    // A link may lead anywhere: what lies there is not ours.
    if open.status(FileName(name)) != nil, !open.isFolder(FileName(name)) {
      throw WriteError(path: place, reason: .notAFolder)
    }
    let path = "\(staging.filesPath)/\(name)"
    let number = Interrupts.held { Disk.makeFolder(path) }
    guard number == 0 || number == EEXIST else { throw WriteError(path: place, number: number) }
  }

  // MARK: The exchange

  /// Puts all files into their places, and removes what is ours and was not written again.
  /// - Parameter names: The files, the record last: until it takes its place, the old one names whatever is ours.
  /// - Returns: The names of what was removed.
  /// - Throws: `WriteError`; the old files are whole then, or ``settle(_:ours:)`` goes on with it.
  package func commit(_ names: [String]) throws(WriteError) -> [String] {
    // This may take long, and whoever stops the run need not wait for it.
    let synced = Disk.syncFileSystem(staging.files.descriptor)
    guard synced == 0 || synced == ENOSYS else { throw WriteError(path: shown, number: synced) }
    let removed = try Interrupts.held { () throws(WriteError) in try exchange(names) }
    isClosed = true
    Interrupts.done(work)
    return removed
  }

  private func exchange(_ names: [String]) throws(WriteError) -> [String] {
    guard let reports = OpenFolder("", in: lock.descriptor) else {
      throw WriteError(path: shown, number: errno)
    }
    let written = Set(names)
    let left = ours.filter { !written.contains($0) }
    let removed = left.filter { name in
      let (folder, leaf) = name.cutAtLastSlash
      guard let open = OpenFolder(folder, in: reports.descriptor) else { return false }
      return open.status(FileName(leaf)) != nil
    }.sorted()
    if isBeside, reports.holdsOnly(self.names), try changePlaces(reports) { return removed }
    if isBeside {
      staging = try staging.moved(into: path, shownAs: shown)
      undo.set(staging)
      isBeside = false
    }
    try carryOut(
      FolderJournal(
        placed: names.map { .init(name: $0, isNew: !self.names.contains($0)) }, removed: left),
      in: reports)
    return removed
  }

  /// Lets the folders change places; false where that cannot be done here.
  private func changePlaces(_ reports: borrowing OpenFolder) throws(WriteError) -> Bool {
    let number =
      reports.names.isEmpty
      ? Disk.move(staging.filesPath, to: path) : Disk.exchange(staging.filesPath, path)
    guard number == 0 else {
      let isPossible = ![
        EINVAL, ENOSYS, EOPNOTSUPP, EBUSY, EXDEV, EPERM, EACCES, ENOTEMPTY, EEXIST,
      ].contains(number)
      if isPossible { throw WriteError(path: shown, number: number) }
      return false
    }
    undo.clear()
    if let above = OpenFolder(path + "/..") { _ = Disk.sync(above.descriptor) }
    // What somebody has put there in the last moment is not ours.
    guard let new = OpenFolder("", in: staging.files.descriptor),
      reports.moveAll(but: names, to: new), reports.remove(ours) == nil
    else { return true }
    staging.remove()
    return true
  }

  /// Writes down what is to be done, then does it.
  private func carryOut(
    _ journal: FolderJournal, in reports: borrowing OpenFolder
  ) throws(WriteError) {
    guard let waiting = staging.open, let files = OpenFolder("", in: staging.files.descriptor)
    else { throw WriteError(path: shown, number: errno) }
    let number = journal.write(into: waiting, at: staging.path, for: reports)
    guard number == 0 else { throw WriteError(path: shown, number: number) }
    if let failure = journal.carryOut(from: files, in: reports) {
      let place = "\(shown)/\(failure.name)"
      // Without the journal the old files are all that there is.
      if failure.isUntouched, Disk.remove(FolderJournal.name, in: waiting.descriptor) == 0 {
        throw failure.number == EEXIST
          ? WriteError(path: place, reason: .notOurs)
          : WriteError(path: place, number: failure.number)
      }
      undo.clear()
      throw WriteError(path: place, reason: .halfDone(failure.number))
    }
    undo.clear()
    staging.remove()
  }

  // MARK: What earlier runs left

  /// Goes on with what a run that was killed has left half done in a folder that is read, and removes the litter of dead
  /// processes in it and beside the folders of reports in it. Cheap where there is nothing of the kind.
  ///
  /// Folders that are read come from anybody: only what whoever runs the command has written here, on this disk, is gone on
  /// with or removed.
  /// - Parameters:
  ///   - path: The folder.
  ///   - ours: The names of the files in a folder that an earlier run wrote, as its record says.
  /// - Returns: The names of files that belong to an exchange that could not be gone on with.
  package static func settle(_ path: String, ours: (String) -> [String]) -> Set<String> {
    guard let folder = OpenFolder(path) else { return [] }
    let names = folder.names.map(\.text).filter { $0.contains(StagingFolder.prefix) }
    guard !names.isEmpty, let real = realPath(path) else { return [] }
    if names.contains(where: { StagingFolder.isName($0, StagingFolder.prefix) }) {
      // Where somebody alive is putting files into their places, that takes a moment.
      let isOpen = !openNames(in: folder, at: real, ours: ours).isEmpty
      let lock = try? FolderLock.take(real, shownAs: path, waiting: isOpen ? {} : nil)
      if let lock, lock.isCertain {
        try? settle(
          folder, at: real, StagingFolder.prefix, of: folder, at: real, shownAs: path,
          isReading: true, ours: ours)
      }
      let left = openNames(in: folder, at: real, ours: ours)
      if !left.isEmpty { return left }
    }
    for name in Set(names.compactMap(reports(beside:))) {
      let place = "\(real)/\(name)"
      guard let lock = try? FolderLock.take(place, shownAs: place, waiting: nil), lock.isCertain,
        let reports = OpenFolder("", in: lock.descriptor)
      else { continue }
      try? settle(
        folder, at: real, StagingFolder.prefix(beside: name), of: reports, at: place,
        shownAs: place, isReading: true, ours: ours)
    }
    return []
  }

  /// The folder of reports that a name beside it is about; nil for other names.
  private static func reports(beside name: String) -> String? {
    guard name.hasPrefix("."), let cut = name.ranges(of: StagingFolder.prefix).last,
      cut.lowerBound > name.index(after: name.startIndex)
    else { return nil }
    let folder = String(name[name.index(after: name.startIndex)..<cut.lowerBound])
    if folder == "." || folder == ".." { return nil }
    return StagingFolder.isName(name, StagingFolder.prefix(beside: folder)) ? folder : nil
  }

  /// The names of files that journals in a folder are about which were written on this disk for it.
  private static func openNames(
    in folder: borrowing OpenFolder, at path: String, ours: (String) -> [String]
  ) -> Set<String> {
    var open: Set<String> = []
    for name in folder.names where StagingFolder.isName(name.text, StagingFolder.prefix) {
      guard let staging = OpenFolder(name, in: folder.descriptor),
        let journal = FolderJournal(
          in: staging, filesAt: StagingFolder.filesPath(in: "\(path)/\(name.text)"), of: folder,
          at: path, isCertain: true, ours: ours)
      else { continue }
      open.formUnion(journal.placed.map(\.name) + journal.removed)
    }
    return open
  }

  /// Goes on with what dead processes left in a folder that is about to be written into, and beside it.
  private static func settle(
    _ reports: borrowing OpenFolder, at path: String, shownAs shown: String,
    ours: (String) -> [String]
  ) throws(WriteError) {
    try settle(
      reports, at: path, StagingFolder.prefix, of: reports, at: path, shownAs: shown,
      isReading: false, ours: ours)
    let (above, name) = path.cutAtLastSlash
    guard !name.isEmpty, let parent = OpenFolder(above.isEmpty ? "/" : String(above)) else {
      return
    }
    try settle(
      parent, at: String(above), StagingFolder.prefix(beside: String(name)), of: reports, at: path,
      shownAs: shown, isReading: false, ours: ours)
  }

  /// Goes on with what dead processes left in a folder under names with a prefix; it is about a folder of reports that nobody
  /// else writes into.
  private static func settle(
    _ folder: borrowing OpenFolder, at place: String, _ prefix: String,
    of reports: borrowing OpenFolder, at path: String, shownAs shown: String, isReading: Bool,
    ours: (String) -> [String]
  ) throws(WriteError) {
    try StagingFolder.forEachDead(in: folder, at: place, prefix, onlyCertain: isReading) {
      dead throws(WriteError) in
      if dead.folder.status(FolderJournal.name) != nil {
        guard
          let journal = FolderJournal(
            in: dead.folder, filesAt: dead.filesPath, of: reports, at: path, isCertain: isReading,
            ours: ours)
        else { return }
        try Interrupts.held { () throws(WriteError) in
          if let files = dead.files, let failure = journal.carryOut(from: files, in: reports) {
            throw WriteError(
              path: "\(shown)/\(failure.name)", reason: .halfDone(failure.number))
          }
          dead.remove()
        }
        return
      }
      // It has changed places with the folder of the reports, or was about to: what is nobody's belongs there.
      if let files = dead.files {
        let recorded = Set(ours(dead.filesPath))
        let isOurs =
          recorded.isEmpty
          || (isReading ? files.holdsOnly(recorded) : files.moveAll(but: recorded, to: reports))
        if !isOurs { return }
      }
      dead.remove()
    }
  }

  // MARK: Whether folders can change places

  /// A folder beside the one of the reports, with the same owner and rights; nil where the two cannot change places, or
  /// should not, since somebody would notice.
  private static func beside(
    _ folder: borrowing OpenFolder, at path: String, _ ours: [String], _ lock: FolderLock
  ) -> StagingFolder? {
    let (above, name) = path.cutAtLastSlash
    guard !name.isEmpty, lock.isCertain, name.utf8.count < 200, !isAround(path),
      !isMounted(path), folder.holdsOnly(Set(ours)), unsafe linux_has_attributes(path) == 0
    else { return nil }
    var (status, parent, own) = (stat(), stat(), stat())
    let parentPath = above.isEmpty ? "/" : String(above)
    guard unsafe fstat(folder.descriptor, &status) == 0, unsafe stat(parentPath, &parent) == 0,
      status.st_dev == parent.st_dev,
      let staging = try? StagingFolder(
        in: String(above), prefix: StagingFolder.prefix(beside: String(name)), shownAs: path)
    else { return nil }
    guard unsafe fstat(staging.files.descriptor, &own) == 0, own.st_uid == status.st_uid,
      own.st_gid == status.st_gid, unsafe linux_has_attributes(staging.filesPath) == 0,
      fchmod(staging.files.descriptor, status.st_mode & 0o7777) == 0
    else {
      staging.remove()
      return nil
    }
    return staging
  }

  /// Whether the command was started in a folder or below it: whoever did would stand in a folder that is gone.
  private static func isAround(_ path: String) -> Bool {
    guard let here = realPath(".") else { return true }
    return here == path || here.hasPrefix(path + "/")
  }

  /// Whether another file system, or another part of the same one, is mounted at a folder.
  private static func isMounted(_ path: String) -> Bool {
    let list = "/proc/self/mountinfo"
    guard let bytes = try? readFile(list, displayPath: list, limit: 16 << 20) else { return false }
    let escaped = path.utf8.flatMap { byte -> [UInt8] in
      [0x20, 0x09, 0x0A, 0x5C].contains(byte)
        ? Array("\\".utf8) + [6, 3, 0].map { 0x30 + (byte >> UInt8($0)) & 7 } : [byte]
    }
    return bytes.split(separator: 0x0A).contains { line in
      let fields = line.split(separator: 0x20)
      return fields.count > 4 && fields[4].elementsEqual(escaped)
    }
  }
}

/// What a run that is given up takes away again.
private final class Undo: Sendable {
  private struct State: Sendable {
    var made: [String] = []
    var staging: StagingFolder?
  }

  private let state = Mutex(State())

  func add(made path: String) { state.withLock { $0.made.append(path) } }

  func set(_ staging: StagingFolder) { state.withLock { $0.staging = staging } }

  /// From now on everything stays.
  func clear() { state.withLock { $0 = State() } }

  /// Removes the files that wait, and the folders that were made for them and are empty.
  func run() {
    let left = state.withLock { state in
      defer { state = State() }
      return state
    }
    left.staging?.remove()
    for path in left.made.reversed() { _ = Disk.removeFolder(path) }
  }
}

/// The path of what stands somewhere, links and detours resolved; nil where there is nothing.
package func realPath(_ path: String) -> String? {
  guard let real = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}
