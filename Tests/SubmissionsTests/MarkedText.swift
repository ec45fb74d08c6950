/// A text whose places are marked in the text itself: `max: ①twelve`.
struct MarkedText {
  /// The text without its marks.
  var text = ""
  /// The UTF-8 offset of each mark, by its number from 1.
  var offsets: [Int: Int] = [:]

  init(_ marked: String) {
    for scalar in marked.unicodeScalars {
      if (0x2460...0x2473).contains(scalar.value) {
        offsets[Int(scalar.value) - 0x245F] = text.utf8.count
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The offset of a mark; -1 if the text has no such mark, so that a comparison fails.
  subscript(mark: Int) -> Int { offsets[mark] ?? -1 }

  /// The place of a mark as `line:column`, counted by hand: the oracle for the code under test.
  func lineAndColumn(_ mark: Int) -> String {
    var line = 1
    var column = 1
    var offset = 0
    for scalar in text.unicodeScalars {
      if offset == self[mark] { break }
      offset += String(scalar).utf8.count
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return "\(line):\(column)"
  }
}

/// A small generator whose sequence depends on its seed only.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
