/// The text of a cell as it is compared and read: without blanks at its ends, full-width signs as ASCII.
package enum CellText {
  /// A text with full-width letters, digits and signs as ASCII, and without blanks and invisible marks at its ends.
  package static func normal(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return String(text) }
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

  /// A heading or a name as it is looked up: normal, without blanks inside, in lower case.
  package static func key(_ text: some StringProtocol) -> String {
    let text = normal(text)
    if text.utf8.allSatisfy({ $0 < 0x80 ? $0 > 0x20 && !(0x41...0x5A).contains($0) : true }) {
      return text
    }
    return String(text.filter { $0 != " " }).lowercased()
  }
}
