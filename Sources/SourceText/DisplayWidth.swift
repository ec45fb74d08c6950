extension StringProtocol {
  /// How many columns of a terminal the text takes: a Chinese character takes two, a combining mark none.
  public var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars { width += scalar.displayWidth }
    return width
  }

  /// The text with spaces up to a width in columns; a longer text is left as it is.
  public func padded(to width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return right ? fill + self : self + fill
  }
}

extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes (wide and full-width blocks of Unicode, UAX #11).
  var displayWidth: Int {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x300...0x36F, 0x20D0...0x20FF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3: 2
    case 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: 2
    case 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD: 2
    default: 1
    }
  }
}

extension Sequence<String> {
  /// How wide a column of these texts is: what is wider than a screen can spare stands out of it. One long name moves its own
  /// line, and pads no other.
  public var columnWidth: Int {
    let spared = 48
    return map(\.displayWidth).filter { $0 <= spared }.max() ?? 0
  }
}
