import Submissions
import Definitions
import Formats

/// What a report says of each unit, on the disk until the order is known.
final class UnitParts {
  private let spill: SpillFile
  /// Where the parts of each unit of the registry begin and end.
  private var ranges: By<Unit, Range<Int>>

  /// Makes room in a folder for so many units; `shown` is what messages call what they are for.
  init(in folder: String, shownAs shown: String, units: Int) throws(WriteError) {
    spill = try SpillFile(in: folder, shownAs: shown)
    ranges = By(repeating: 0..<0, count: units)
  }

  /// Takes in the parts of some units of the registry, one after the other in the bytes.
  func append(_ bytes: [UInt8], units: [Index<Unit>], ends: [Int]) throws(WriteError) {
    let start = spill.count
    var last = 0
    for (index, unit) in units.enumerated() {
      ranges[unit] = (start + last)..<(start + ends[index])
      last = ends[index]
    }
    try spill.append(bytes)
  }

  /// The part of a unit.
  func bytes(_ unit: Index<Unit>) throws(WriteError) -> [UInt8] {
    try spill.bytes(ranges[unit])
  }

  /// Copies the part of a unit to a file.
  func copy(_ unit: Index<Unit>, to file: OutputFile) throws(WriteError) {
    try spill.copy(ranges[unit], to: file)
  }

  /// Copies the parts of several units to a file, one after the other.
  func copy(_ units: [Index<Unit>], to file: OutputFile) throws(WriteError) {
    var open = 0..<0
    for unit in units {
      let range = ranges[unit]
      if range.lowerBound == open.upperBound {
        open = open.lowerBound..<range.upperBound
      } else {
        try spill.copy(open, to: file)
        open = range
      }
    }
    try spill.copy(open, to: file)
  }
}
