internal import Glibc
import SourceText
private import Synchronization

/// Takes in diagnostics beyond the first hundred of a file and code: in memory as bytes, and when there are many on the disk as
/// sorted runs, so that a file full of mistakes costs no more than one of data.
///
/// What is put away in several walks over one file is the same each time, and is told once.
package final class ProblemSink: Sendable {
  /// How many of a file and code are kept as they are.
  package static let kept = 100

  private struct State {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var runs: [Range<Int>] = []
    var file: SpillFile?
    var count = 0
    /// Why the disk does not take more: the run ends with it, and what comes later is only counted.
    var failure: WriteError?
    /// What was merged, where nothing is on the disk.
    var merged: [UInt8] = []
  }

  /// After so many bytes in memory a run is sorted and written.
  private static let limit = 4 << 20

  private let state = Mutex(State())

  /// The folder of what waits on the disk.
  private let folder: String

  /// Makes a sink that writes into a folder; nil for the usual one of temporary files.
  package init(in folder: String? = nil) { self.folder = folder ?? Self.temporaryFolder }

  /// Whether nothing was put away.
  package var isEmpty: Bool { state.withLock { $0.count == 0 } }

  /// How many were put away; those of several walks count as often.
  package var count: Int { state.withLock { $0.count } }

  /// Puts a problem away.
  func put(_ diagnostic: Diagnostic) {
    let packed = PackedProblem.pack(diagnostic)
    state.withLock { state in
      state.count += 1
      guard state.failure == nil else { return }
      state.bytes += packed
      state.ends.append(state.bytes.count)
      guard state.bytes.count >= ProblemSink.limit else { return }
      do throws(WriteError) { try spill(&state) } catch { state.failure = error }
      state.bytes.removeAll(keepingCapacity: true)
      state.ends.removeAll(keepingCapacity: true)
    }
  }

  /// Writes what is in memory as a sorted run.
  private func spill(_ state: inout State) throws(WriteError) {
    let file =
      if let file = state.file { file } else {
        try SpillFile(in: folder, shownAs: nil)
      }
    state.file = file
    let start = file.count
    for range in ProblemSink.sorted(state.bytes, state.ends) {
      try file.append(PackedRun.framed(state.bytes[range]))
    }
    state.runs.append(start..<file.count)
  }

  private static var temporaryFolder: String {
    if let folder = unsafe getenv("TMPDIR") { unsafe String(cString: folder) } else { "/tmp" }
  }

  /// The ranges of entries in the order of their keys; equal ones in the order in which they came.
  static func sorted(_ bytes: [UInt8], _ ends: [Int]) -> [Range<Int>] {
    let ranges = ends.indices.map { ($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0] }
    return ranges.sorted { a, b in
      let order = PackedProblem.order(bytes, at: a.lowerBound, bytes, at: b.lowerBound)
      return order == 0 ? a.lowerBound < b.lowerBound : order < 0
    }
  }

  /// Merges what was put away with what was kept, each once, in the order of their keys.
  func merged(with kept: [Diagnostic]) throws(WriteError) -> MergedProblems {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for diagnostic in kept {
      bytes += PackedProblem.pack(diagnostic)
      ends.append(bytes.count)
    }
    let first = PackedRun(ProblemSink.sorted(bytes, ends).map { Array(bytes[$0]) })
    return try state.withLock { (state) throws(WriteError) -> MergedProblems in
      if let failure = state.failure { throw failure }
      var runs = [first] + state.runs.map { PackedRun($0) }
      runs.append(
        PackedRun(ProblemSink.sorted(state.bytes, state.ends).map { Array(state.bytes[$0]) }))
      var result = MergedProblems()
      var same: Set<[UInt8]> = []
      var last: [UInt8]?
      while let entry = try PackedRun.next(of: &runs, in: state.file) {
        // Only where keys are equal what is said decides.
        if let last, PackedProblem.order(last, entry) == 0 {
          if same.isEmpty { same.insert(PackedProblem.message(last)) }
          guard same.insert(PackedProblem.message(entry)).inserted else { continue }
        } else if !same.isEmpty {
          same.removeAll()
        }
        last = entry
        result.add(entry)
        if let file = state.file { try file.append(entry) } else { state.merged += entry }
      }
      result.base = (state.file?.count ?? state.merged.count) - result.length
      return result
    }
  }

  /// The bytes of an entry that was merged.
  func bytes(_ range: Range<Int>) throws(WriteError) -> [UInt8] {
    try state.withLock { (state) throws(WriteError) -> [UInt8] in
      if let file = state.file { return try file.bytes(range) }
      return Array(state.merged[range])
    }
  }
}

/// Where merged problems stand, and how many they are.
struct MergedProblems: Sendable {
  /// The offset of the first byte of all.
  fileprivate(set) var base = 0
  /// The end of each, from that offset.
  private(set) var ends: [Int] = []
  private(set) var severities: [Severity: Int] = [:]

  fileprivate var length: Int { ends.last ?? 0 }

  /// Where a problem stands.
  func range(_ index: Int) -> Range<Int> {
    (base + (index == 0 ? 0 : ends[index - 1]))..<(base + ends[index])
  }

  fileprivate mutating func add(_ entry: [UInt8]) {
    ends.append(length + entry.count)
    severities[PackedProblem.severity(entry[...]), default: 0] += 1
  }
}

/// A sorted run of packed problems: at hand, or in a file that is read a piece at a time.
private struct PackedRun {
  private static let pieceBytes = 64 << 10

  private var entries: ArraySlice<[UInt8]>
  private var range: Range<Int>

  /// A run that is at hand.
  init(_ entries: [[UInt8]]) {
    self.entries = entries[...]
    range = 0..<0
  }

  /// A run that stands in the file.
  init(_ range: Range<Int>) {
    entries = []
    self.range = range
  }

  /// An entry with its length in front, as it stands in a file.
  static func framed(_ entry: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: entry.count >> shift)) }
    return bytes + entry
  }

  /// The first entry of all runs, in the order of the runs where keys are equal; nil at the end.
  static func next(of runs: inout [PackedRun], in file: SpillFile?) throws(WriteError) -> [UInt8]? {
    var least: (run: Int, entry: [UInt8])?
    for index in runs.indices {
      guard let entry = try runs[index].peek(in: file) else { continue }
      if let least, PackedProblem.order(entry, least.entry) >= 0 { continue }
      least = (index, entry)
    }
    guard let least else { return nil }
    runs[least.run].entries.removeFirst()
    return least.entry
  }

  /// The next entry, which stays; nil at the end.
  private mutating func peek(in file: SpillFile?) throws(WriteError) -> [UInt8]? {
    if let first = entries.first { return first }
    guard let file, !range.isEmpty else { return nil }
    var piece = try file.bytes(
      range.lowerBound..<min(range.upperBound, range.lowerBound + PackedRun.pieceBytes))[...]
    var read: [[UInt8]] = []
    var used = 0
    while piece.count >= 4 {
      let length = piece.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      // One entry is longer than a piece: it is read alone.
      if read.isEmpty, piece.count < 4 + length {
        piece = try file.bytes(range.lowerBound..<(range.lowerBound + 4 + length))[...]
      }
      guard piece.count >= 4 + length else { break }
      read.append(Array(piece.dropFirst(4).prefix(length)))
      piece = piece.dropFirst(4 + length)
      used += 4 + length
    }
    range = (range.lowerBound + used)..<range.upperBound
    entries = read[...]
    return entries.first
  }
}
