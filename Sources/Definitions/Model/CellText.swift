/// The text of a cell as it is compared and read: without blanks at its ends, full-width signs as ASCII.
package enum CellText {
  /// A text with full-width letters, digits and signs as ASCII, and without blanks and invisible marks at its ends.
  package static func normal(_ text: some StringProtocol) -> String { normal(String(text)) }

  /// The same of a whole text: a generic function is not specialised for the floors above.
  package static func normal(_ text: String) -> String {
    if isNormal(text.utf8) { return text }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x09, 0x0A, 0x0D: scalars.append(" ")
      case 0x200B...0x200F, 0x2060, 0xFEFF: continue
      case 0x2212: scalars.append("-")
      default: scalars.append(scalar)
      }
    }
    while scalars.last == " " { scalars.removeLast() }
    let start = scalars.firstIndex { $0 != " " } ?? scalars.endIndex
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[start...])
    return result
  }

  /// Whether a text is seen to be normal by its bytes: ASCII and Chinese characters, single blanks between them.
  private static func isNormal(_ bytes: String.UTF8View) -> Bool {
    let blank: UInt8 = 0x20
    var before = blank
    for byte in bytes {
      switch byte {
      case blank where before == blank: return false
      // What begins with other bytes may be a full-width sign, a blank or a mark.
      case blank..<0x7F, 0x80..<0xC0, 0xE4..<0xEF: before = byte
      default: return false
      }
    }
    return before != blank
  }

  /// A text as it was written, fit for one line: without blanks at its ends and invisible marks, line ends as blanks.
  package static func written(_ text: some StringProtocol) -> String { written(String(text)) }

  /// The same of a whole text.
  package static func written(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F, 0x85, 0x2028, 0x2029: result.unicodeScalars.append(" ")
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    while result.last?.isWhitespace == true { result.removeLast() }
    return String(result.drop { $0.isWhitespace })
  }

  /// Whether two texts say the same, whichever width their signs have.
  package static func agree(_ a: String, _ b: String) -> Bool { a == b || normal(a) == normal(b) }

  /// Whether a text has a word in it, byte for byte: to search by characters is dear, and what is compared is normal.
  package static func has(_ text: String, _ word: String) -> Bool {
    let (bytes, sought) = (Array(text.utf8), Array(word.utf8))
    guard let first = sought.first, bytes.count >= sought.count else { return sought.isEmpty }
    return (0...(bytes.count - sought.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + sought.count)] == sought[...]
    }
  }

  /// A heading or a name as it is looked up: normal, without blanks inside, in lower case.
  package static func key(_ text: some StringProtocol) -> String { key(String(text)) }

  /// The same of a whole text.
  package static func key(_ text: String) -> String {
    let text = normal(text)
    if text.utf8.allSatisfy({ $0 < 0x80 ? $0 > 0x20 && !(0x41...0x5A).contains($0) : true }) {
      return text
    }
    return String(text.filter { $0 != " " }).lowercased()
  }
}
