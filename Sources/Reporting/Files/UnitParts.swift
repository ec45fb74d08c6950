import Definitions
import Formats
import Submissions
private import Synchronization

/// What a report says of some units, one after the other.
struct RenderedParts: Sendable {
  /// The bytes of all.
  var bytes: [UInt8] = []
  /// The units of the registry, and the end of the part of each.
  private(set) var units: [Index<Unit>] = []
  private(set) var ends: [Int] = []

  /// Notes that the part of a unit ends here.
  mutating func close(_ unit: Index<Unit>) {
    units.append(unit)
    ends.append(bytes.count)
  }
}

/// What a report says of each unit, on the disk until the order is known.
///
/// Several tasks hand in parts as soon as they have some: memory does not grow with the units of a block.
final class UnitParts: Sendable {
  /// How many bytes of parts a task keeps.
  private static let kept = 1 << 18
  /// How many bytes are copied at a time.
  private static let piece = 1 << 20

  private struct State {
    var spill: SpillFile
    /// Where the parts of each unit of the registry begin and end.
    var ranges: By<Unit, Range<Int>>
    /// Why the disk does not take more.
    var failure: WriteError?

    mutating func append(_ parts: RenderedParts) throws(WriteError) {
      let start = spill.count
      var last = 0
      for (unit, end) in zip(parts.units, parts.ends) {
        ranges[unit] = (start + last)..<(start + end)
        last = end
      }
      try spill.append(parts.bytes)
    }
  }

  private let state: Mutex<State>

  /// Makes room in a folder for so many units; `shown` is what messages call what they are for.
  init(in folder: String, shownAs shown: String, units: Int) throws(WriteError) {
    let spill = try SpillFile(in: folder, shownAs: shown)
    state = Mutex(
      State(spill: spill, ranges: By(repeating: 0..<0, count: units)))
  }

  /// Takes in parts where they are many; what keeps the disk from taking them is told by the next that is appended.
  func relieve(_ parts: inout RenderedParts) {
    guard parts.bytes.count >= UnitParts.kept else { return }
    state.withLock { state in
      guard state.failure == nil else { return }
      do throws(WriteError) { try state.append(parts) } catch { state.failure = error }
    }
    parts = RenderedParts()
  }

  /// Takes in the parts of some units.
  func append(_ parts: RenderedParts) throws(WriteError) {
    try state.withLock { (state) throws(WriteError) in
      if let failure = state.failure { throw failure }
      try state.append(parts)
    }
  }

  /// The part of a unit.
  func bytes(_ unit: Index<Unit>) throws(WriteError) -> [UInt8] {
    try state.withLock { (state) throws(WriteError) in try state.spill.bytes(state.ranges[unit]) }
  }

  /// Copies the part of a unit to a file.
  func copy(_ unit: Index<Unit>, to file: OutputFile) throws(WriteError) {
    try copy([unit], to: file)
  }

  /// Copies the parts of several units to a file, one after the other.
  func copy(_ units: [Index<Unit>], to file: OutputFile) throws(WriteError) {
    var open = 0..<0
    for range in state.withLock({ state in units.map { state.ranges[$0] } }) {
      if range.lowerBound == open.upperBound {
        open = open.lowerBound..<range.upperBound
      } else {
        try copy(open, to: file)
        open = range
      }
    }
    try copy(open, to: file)
  }

  private func copy(_ range: Range<Int>, to file: OutputFile) throws(WriteError) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: UnitParts.piece) {
      let end = min(start + UnitParts.piece, range.upperBound)
      try file.write(
        try state.withLock { (state) throws(WriteError) in try state.spill.bytes(start..<end) })
    }
  }
}
