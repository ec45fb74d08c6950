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

  /// The name of the journal in the folder where the files wait.
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

  /// Writes it down in the folder where the files wait; gives the error number, 0 for none.
  func write(into staging: borrowing OpenFolder, at path: String) -> Int32 {
    var bytes: [UInt8] = []
    func add(_ sign: Character, _ name: String) {
      bytes += "\(sign)\(name)".utf8
      bytes.append(0)
    }
    for file in placed { add(file.isNew ? "n" : "p", file.name) }
    for name in removed { add("r", name) }
    let draft = "\(path)/.journal.new"
    var (descriptor, number) = Disk.create(draft)
    if number == 0 { number = Disk.write(bytes, to: descriptor) }
    if number == 0 { number = Disk.sync(descriptor) }
    if descriptor >= 0 { close(descriptor) }
    if number == 0 { number = Disk.move(draft, to: "\(path)/\(Self.name.text)") }
    if number == 0 { number = Disk.sync(staging.descriptor) }
    return number
  }

  /// The journal that a dead process left in the folder where its files wait; nil where there is none.
  init?(in path: String) {
    let file = "\(path)/\(Self.name.text)"
    guard pathKind(file) == .file,
      let bytes = try? readFile(file, displayPath: file, limit: 256 << 20)
    else { return nil }
    placed = []
    removed = []
    for entry in bytes.split(separator: 0) {
      let name = String(decoding: entry.dropFirst(), as: UTF8.self)
      // A name never leads out of the folder, nor to hidden files.
      guard
        name.split(separator: "/", omittingEmptySubsequences: false)
          .allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
      else { return nil }
      switch entry.first {
      case UInt8(ascii: "p"): placed.append(Placed(name: name, isNew: false))
      case UInt8(ascii: "n"): placed.append(Placed(name: name, isNew: true))
      case UInt8(ascii: "r"): removed.append(name)
      default: return nil
      }
    }
  }

  init(placed: [Placed], removed: [String]) {
    self.placed = placed
    self.removed = removed
  }

  /// Does what is still to be done. The record takes its place last: until then the old one names whatever is ours.
  /// - Returns: What stands in the way; nil when everything is done.
  func carryOut(
    from staging: borrowing OpenFolder, in reports: borrowing OpenFolder
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
      guard let from = OpenFolder(folder, in: staging.descriptor),
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
