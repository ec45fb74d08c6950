package import Definitions
import FEEL
package import SourceText

/// The numbers of a unit as one short mark, to find units that handed in the same ones.
package struct Fingerprint: Sendable {
  /// Two independent hashes.
  package struct Mark: Hashable, Sendable {
    var a: UInt64
    var b: UInt64
  }

  /// The unit's index in the registry.
  package let unit: Index<Unit>
  /// A mark of all its numbers and their items: equal numbers have equal marks.
  package let mark: Mark
  /// How many of its numbers are neither zero nor one.
  package let telling: Int
  /// Where the first of them stands.
  package let place: Place?

  /// From how many telling numbers on it is worth a question that two units agree in all of them.
  static let leastTelling = 5

  /// The mark of a row; nil where it has too few telling numbers.
  package init?(_ block: RowBlock, _ row: Int) {
    var mark = Mark(a: 0xCBF2_9CE4_8422_2325, b: 0x9E37_79B9_7F4A_7C15)
    var telling = 0
    var first: Int?
    for item in 0..<block.stride {
      guard let words = block.cell(row, item).words else { continue }
      let slot = UInt64(item)
      mark.a = Fingerprint.mixed(mark.a, slot, words.0, words.1)
      mark.b = Fingerprint.mixed(mark.b &* 31, words.1, words.0, slot)
      if words != (0, 1), words != (1, 1) {
        telling += 1
        first = first ?? item
      }
    }
    guard telling >= Fingerprint.leastTelling, let first else { return nil }
    unit = block.rows[row].unit
    self.mark = mark
    self.telling = telling
    // Kept for every unit of the run, so without the text of its line.
    place = block.places(row).place(first, withLine: false)
  }

  private static func mixed(_ hash: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var hash = hash
    for part in [a, b, c] {
      hash = (hash ^ part) &* 0x100_0000_01B3
      hash ^= hash >> 29
    }
    return hash
  }
}

extension Cell {
  /// Two words that equal numbers have in common, and others hardly; nil where there is no number.
  fileprivate var words: (UInt64, UInt64)? {
    kind == .number && scale == 0 ? (UInt64(bitPattern: bits), 1) : number?.words
  }
}
