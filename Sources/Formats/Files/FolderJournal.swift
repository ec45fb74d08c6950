internal import Glibc

/// What has to be done for the files of a run to take their places, where their folders cannot change places: written down
/// and on the disk before the first of them moves, so that whoever comes next can go on with it.
struct FolderJournal {
  /// A file that takes its place.
  struct Placed {
    /// Its name within the folder.
    var name: String
    /// Whether nothing may stand there: only what the last record names is replaced.
    var isNew: Bool
  }

  /// In the order in which they take their places, the record last.
  var placed: [Placed]
  /// What the last record names and the run does not write.
  var removed: [String]

  /// The name of the journal, beside the folder where the files wait.
  static let name = FileName(".journal")

  /// Why it could not be carried out.
  struct Failure {
    /// The system's error number.
    var number: Int32
    /// The file within the folder.
    var name: String
    /// Whether nothing has been moved: the old files are whole.
    var isUntouched: Bool
  }

  init(placed: [Placed], removed: [String]) {
    self.placed = placed
    self.removed = removed
  }

  /// Writes it down; gives the error number, 0 for none.
  func write(
    into staging: borrowing OpenFolder, at path: String, for reports: borrowing OpenFolder
  ) -> Int32 {
    let entries =
      [Self.identity(staging, reports)] + placed.map { "p" + $0.name } + removed.map { "r" + $0 }
    let draft = "\(path)/.journal.new"
    var (descriptor, number) = Disk.create(draft)
    if number == 0 {
      number = Disk.write(entries.flatMap { Array($0.utf8) + [0] }, to: descriptor)
    }
    if number == 0 { number = Disk.sync(descriptor) }
    if descriptor >= 0 { close(descriptor) }
    if number == 0 { number = Disk.move(draft, to: "\(path)/\(Self.name.text)") }
    if number == 0 { number = Disk.sync(staging.descriptor) }
    return number
  }

  /// The journal that a dead process left; nil where there is none, or none that a run can have written. Nothing of it is
  /// taken at its word: only what the new record names takes a place, and only what the last one names makes room.
  /// - Parameters:
  ///   - staging: The folder that it left.
  ///   - files: The path of the files that wait.
  ///   - reports: The folder that it wrote into.
  ///   - path: The path of that.
  ///   - isCertain: Whether it must have been written on this disk for these two folders: one that came with a copied or
  ///     unpacked folder was not, whatever else it says.
  ///   - ours: The names of the files in a folder that a run wrote, as its record says.
  init?(
    in staging: borrowing OpenFolder, filesAt files: String, of reports: borrowing OpenFolder,
    at path: String, isCertain: Bool, ours: (String) -> [String]
  ) {
    guard let bytes = staging.bytes(Self.name, limit: 256 << 20) else { return nil }
    let entries = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    if isCertain, entries.first != Self.identity(staging, reports) { return nil }
    func names(_ sign: String) -> [String] {
      entries.filter { $0.hasPrefix(sign) }.map { String($0.dropFirst()) }
    }
    let (waiting, recorded) = (Set(ours(files)), Set(ours(path)))
    // The record takes its place when everything else is done.
    placed =
      waiting.isEmpty ? [] : names("p").map { .init(name: $0, isNew: !recorded.contains($0)) }
    removed = waiting.isEmpty ? [] : names("r").filter { recorded.contains($0) }
    guard placed.allSatisfy({ waiting.contains($0.name) }) else { return nil }
  }

  /// Which two folders it is about, by their numbers on the disk.
  private static func identity(
    _ staging: borrowing OpenFolder, _ reports: borrowing OpenFolder
  ) -> String { "i\(staging.number) \(reports.number)" }

  /// Does what is still to be done. The record takes its place last: until then the old one names whatever is ours.
  /// - Returns: What stands in the way; nil when everything is done.
  func carryOut(
    from files: borrowing OpenFolder, in reports: borrowing OpenFolder
  ) -> Failure? {
    var isUntouched = true
    var made: [FileName] = []
    func failure(_ number: Int32, _ name: String) -> Failure {
      if isUntouched {
        for name in made { _ = Disk.remove(name, in: reports.descriptor, isFolder: true) }
      }
      return Failure(number: number, name: name, isUntouched: isUntouched)
    }
    func place(_ file: Placed) -> Failure? {
      let (folder, leaf) = file.name.cutAtLastSlash
      guard let from = OpenFolder(folder, in: files.descriptor),
        from.status(FileName(leaf)) != nil
      else {
        // An earlier go has placed it.
        isUntouched = false
        return nil
      }
      guard let to = OpenFolder(folder, in: reports.descriptor) else {
        return failure(errno, file.name)
      }
      let number =
        file.isNew
        ? Disk.moveToFree(from.descriptor, FileName(leaf), to: to.descriptor)
        : Disk.move(from.descriptor, FileName(leaf), to: to.descriptor)
      guard number == 0 else { return failure(number, file.name) }
      isUntouched = false
      return nil
    }
    // What needs room comes first, while the old files are whole.
    for folder in Set(placed.map { String($0.name.cutAtLastSlash.folder) }).sorted()
    where !folder.isEmpty && reports.status(FileName(folder)) == nil {
      let number = Disk.makeFolder(FileName(folder), in: reports.descriptor)
      guard number == 0 else { return failure(number, folder) }
      made.append(FileName(folder))
    }
    for file in placed.dropLast() { if let failure = place(file) { return failure } }
    if let (name, number) = reports.remove(removed) { return failure(number, name) }
    if let record = placed.last, let failure = place(record) { return failure }
    _ = Disk.sync(reports.descriptor)
    return nil
  }
}
