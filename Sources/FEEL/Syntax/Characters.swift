extension Unicode.Scalar {
  /// Whether a name may begin with it (DMN 1.5, grammar rule 28).
  var isNameStart: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3F: true
    case 0..<0x80: false
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF: true
    case 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF: true
    case 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF: true
    default: false
    }
  }

  /// Whether a name may go on with it, apart from spaces and the additional symbols (rule 29).
  var isNamePart: Bool {
    switch value {
    case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart
    }
  }

  /// Whether it is one of the additional symbols of names: `.` `/` `-` `'` `+` `*` (rule 30).
  var isNameSymbol: Bool {
    switch self {
    case ".", "/", "-", "'", "+", "*": true
    default: false
    }
  }

  /// Whether it separates tokens: white space and line ends (rules 61 and 62).
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B: true
    case 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// The ASCII sign that an author means who typed a full-width one; nil for every other character.
  ///
  /// FEEL takes most of these for letters of names, so that `受理数＞0` is one unknown name.
  var asciiSign: String? {
    switch self {
    case "、", "，": ","
    case "。", "．": "."
    case "；": ";"
    case "“", "”", "＂", "「", "」", "『", "』": "\""
    case "【", "［": "["
    case "】", "］": "]"
    case "《", "〈": "<"
    case "》", "〉": ">"
    case "\u{3014}": "("
    case "\u{3015}": ")"
    case "×": "*"
    case "÷": "/"
    case "≥": ">="
    case "≤": "<="
    case "≠": "!="
    case "−", "–", "—": "-"
    // The full-width forms of the ASCII signs and digits; letters are left alone.
    case "\u{FF01}"..."\u{FF0F}", "\u{FF10}"..."\u{FF19}", "\u{FF1A}"..."\u{FF20}",
      "\u{FF3B}"..."\u{FF3E}",
      "\u{FF5B}"..."\u{FF5E}":
      Unicode.Scalar(value - 0xFEE0).map { String(Character($0)) }
    default: nil
    }
  }
}

/// Words that cannot be a name of their own, nor begin one (rule 27 and the literals).
let keywords: Set<String> = [
  "and", "between", "else", "every", "external", "false", "for", "function", "if", "in",
  "instance", "null", "or", "return", "satisfies", "some", "then", "true",
]

extension Scope {
  /// Whether a text may be a name: letters of any script, digits and `_` after the first, single spaces between words,
  /// and within it the signs `. / - ' + *`; no keyword alone and no full-width sign, which definitions take for its ASCII form.
  public static func isName(_ text: String) -> Bool {
    guard let parts = nameParts(text), let first = parts.first else { return false }
    guard first.unicodeScalars.first?.isNameStart == true else { return false }
    guard !text.unicodeScalars.contains(where: { $0.asciiSign != nil }) else { return false }
    return !keywords.contains(first) || (parts.count > 1 && first != "function" && first != "if")
  }
}

/// The parts of a name: runs of letters and digits, and single signs; nil when something else is in it, or when it has
/// more parts than anybody reads.
///
/// Two names are the same when their parts are (rule 27: white space between parts does not matter).
func nameParts(_ text: some StringProtocol) -> [String]? {
  var parts: [String] = []
  var word = String.UnicodeScalarView()
  func close() {
    if !word.isEmpty { parts.append(String(word)) }
    word = String.UnicodeScalarView()
  }
  for scalar in text.unicodeScalars {
    if scalar.isNamePart {
      word.append(scalar)
    } else if scalar.isNameSymbol {
      close()
      parts.append(String(Character(scalar)))
    } else if scalar.isSpace {
      close()
    } else {
      return nil
    }
  }
  close()
  return parts.count > mostNameParts ? nil : parts
}

/// The most parts of a name.
private let mostNameParts = 100
