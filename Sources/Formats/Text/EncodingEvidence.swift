/// Checks a text for the form of GB18030, piece by piece.
struct GB18030Scan {
  private(set) var isValid = true
  /// The bytes of the character that is not yet whole.
  private var open = 0

  /// Whether the text is valid and ends with a character.
  var isWhole: Bool { isValid && open == 0 }

  /// Takes a piece.
  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes {
      switch open {
      case 0:
        guard byte != 0x80, byte != 0xFF else { return isValid = false }
        if byte > 0x80 { open = 1 }
      case 1:
        switch byte {
        case 0x30...0x39: open = 2
        case 0x40...0x7E, 0x80...0xFE: open = 0
        default: return isValid = false
        }
      case 2:
        guard (0x81...0xFE).contains(byte) else { return isValid = false }
        open = 3
      default:
        guard (0x30...0x39).contains(byte) else { return isValid = false }
        open = 0
      }
    }
  }
}

/// What speaks for UTF-8 and what for GB18030 in bytes that could be either.
struct EncodingEvidence {
  private let isExpected: (String) -> Bool
  /// Fields that are expected words in the one and in the other.
  private var words = (utf8: 0, gb: 0)
  /// Characters of several bytes that are valid UTF-8, and bytes that are not.
  private var valid = 0
  private var invalid = 0
  /// Of the valid ones, those of scripts that no Chinese form has (Greek, Cyrillic, Arabic, …), and those from U+2000 on,
  /// such as Chinese ones.
  private var foreign = 0
  private var chinese = 0
  /// Characters that are rare in GB18030: all but those of GB 2312.
  private var rare = 0
  private var field: [UInt8] = []
  private var hasHigh = false
  /// What fields came to, so that each is looked at once.
  private var known: [[UInt8]: (utf8: Bool, gb: Bool)] = [:]

  /// The longest field that may be a word, in bytes, and how many different ones are remembered.
  private static let longest = 240
  private static let mostKnown = 1 << 16
  /// By how many words one of the two must lead before no more are looked up.
  private static let enough = 64

  init(_ isExpected: @escaping (String) -> Bool) { self.isExpected = isExpected }

  /// Whether the words speak so clearly that no more has to be read.
  var isDecided: Bool { abs(words.utf8 - words.gb) >= EncodingEvidence.enough }

  /// Takes a piece: cuts it into fields at bytes that are part of no character of several bytes.
  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      // The separators of CSV, quotes, and what is around the texts of XML.
      case 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x3C, 0x3E: close()
      default:
        field.append(byte)
        if byte >= 0x80 { hasHigh = true }
        // A long text is looked at in parts; a character that is cut counts little.
        if field.count == 1 << 16 { close() }
      }
    }
  }

  /// Takes the field that is complete.
  mutating func close() {
    defer {
      field.removeAll(keepingCapacity: true)
      hasHigh = false
    }
    guard hasHigh else { return }
    count()
    guard field.count <= EncodingEvidence.longest, !isDecided else { return }
    let found = known[field] ?? lookUp()
    if known.count < EncodingEvidence.mostKnown { known[field] = found }
    if found.utf8 { words.utf8 += 1 }
    if found.gb { words.gb += 1 }
  }

  private func lookUp() -> (utf8: Bool, gb: Bool) {
    let isUTF8 = UTF8Check.firstInvalid(field[...]) == nil
    var text: [UInt8] = []
    var decoder = GB18030Decoder()
    let damage = decoder?.decode(field[...], isLast: true, into: &text, upTo: 1)
    let isGB = damage?.isEmpty ?? false
    return (
      isUTF8 && isExpected(String(decoding: field, as: UTF8.self)),
      isGB && isExpected(String(decoding: text, as: UTF8.self))
    )
  }

  private mutating func count() {
    var index = 0
    while index < field.count {
      guard field[index] >= 0x80 else {
        index += 1
        continue
      }
      let first = field[index]
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard index + length <= field.count,
        UTF8Check.firstInvalid(field[index..<(index + length)]) == nil
      else {
        invalid += 1
        index += 1
        while index < field.count, field[index] & 0xC0 == 0x80 { index += 1 }
        continue
      }
      valid += 1
      if length > 2 { chinese += 1 } else if first >= 0xC9 { foreign += 1 }
      index += length
    }
    index = 0
    while index < field.count {
      guard field[index] >= 0x80 else {
        index += 1
        continue
      }
      let second = index + 1 < field.count ? field[index + 1] : 0
      let isCommon =
        second >= 0xA1
        && ((0xA1...0xA9).contains(field[index]) || (0xB0...0xF7).contains(field[index]))
      if !isCommon { rare += 1 }
      index += 2
    }
  }

  /// The encoding for which more speaks, and whether something speaks for the other as well.
  func verdict(isValidUTF8: Bool) -> (TextEncoding, isDoubtful: Bool) {
    if words.gb > words.utf8 { return (.gb18030, words.utf8 > 0) }
    if words.utf8 > words.gb { return (.utf8, words.gb > 0) }
    // Damaged UTF-8 is whole but for a few bytes; of GBK hardly anything is UTF-8.
    guard isValidUTF8 else { return (valid >= 4 * invalid ? .utf8 : .gb18030, words.gb > 0) }
    guard rare == 0 else { return (.utf8, words.gb > 0) }
    return (foreign > 0 && chinese == 0 ? .gb18030 : .utf8, foreign > 0 || chinese == 0)
  }
}
