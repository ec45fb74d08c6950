/// A quick look at the bytes of a text: nearly all texts have nothing that must not be shown, and need no second look.
struct TextBytes {
  /// Whether as many digits as the shortest number of a person has (a mobile one has 11) follow one another, with nothing but
  /// what may be a gap between them.
  ///
  /// Digits of other scripts begin with one of a few bytes, those of full width with EF; a letter or a Chinese character ends
  /// the digits before it.
  private(set) var mayHoldNumber = false
  /// Whether some bytes may be a scalar that cannot be seen, ends a line or turns the direction of writing.
  private(set) var mayHideSomething = false

  /// What a byte may be.
  private enum Kind {
    static let digit: UInt8 = 1
    static let gap: UInt8 = 2
    static let hidden: UInt8 = 4
    /// The first byte of punctuation, some of which is hidden.
    static let sign: UInt8 = 8
  }

  private static let kinds: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    var kind: UInt8 =
      switch byte {
      case 0x30...0x39, 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0: Kind.digit
      case 0x00...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B..<0xE4: Kind.gap
      default: 0
      }
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xDB, 0xDC, 0xE0, 0xE1, 0xF0, 0xF3: kind |= Kind.hidden
    case 0xE2, 0xEF: kind |= Kind.sign
    default: break
    }
    return kind
  }

  /// Looks once at each byte: texts are looked at for every mistake that is told and every cell that is shown.
  init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let kinds = Self.kinds
    var digits = 0
    var index = 0
    while index < bytes.count {
      let kind = kinds[Int(bytes[index])]
      if kind & Kind.digit != 0 {
        digits += 1
        if digits == PersonalDigits.mobileLength { mayHoldNumber = true }
      } else if kind & Kind.gap == 0 {
        digits = 0
      }
      if kind >= Kind.hidden, !mayHideSomething {
        mayHideSomething = kind & Kind.hidden != 0 || Self.isHidden(bytes, at: index)
      }
      index += 1
    }
  }

  /// Whether three bytes may be hidden punctuation: U+200B…U+200F, U+2028…U+202E, U+2060…, U+FEFF, U+FFF9….
  private static func isHidden(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    let last = bytes[index + 2]
    switch (bytes[index], bytes[index + 1]) {
    case (0xE2, 0x80): return last >= 0x8B && last <= 0x8F || last >= 0xA8 && last <= 0xAE
    case (0xE2, 0x81), (0xEF, 0xBB), (0xEF, 0xBF): return true
    default: return false
    }
  }
}
