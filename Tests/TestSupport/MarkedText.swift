/// A text whose places are marked in the text itself: `max: ①twelve`.
package struct MarkedText {
  /// The text without its marks.
  package private(set) var text = ""
  /// The UTF-8 offset of each mark, by its number from 1.
  package private(set) var offsets: [Int: Int] = [:]

  package init(_ marked: String) {
    for scalar in marked.unicodeScalars {
      if (0x2460...0x2473).contains(scalar.value) {
        offsets[Int(scalar.value) - 0x245F] = text.utf8.count
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The offset of a mark; -1 if the text has no such mark, so that a comparison fails.
  package subscript(mark: Int) -> Int { offsets[mark] ?? -1 }

  /// The place of a mark as `line:column`, counted by hand: the oracle for the code under test.
  package func lineAndColumn(_ mark: Int) -> String {
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
