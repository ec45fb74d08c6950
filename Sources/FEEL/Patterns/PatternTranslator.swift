/// Turns a regular expression of XPath (XQuery and XPath Functions 3.1, 5.6.1) into one of PCRE2.
///
/// What XPath does not have is refused, so that an expression means the same everywhere.
struct PatternTranslator {
  /// The letters of the flags: s, m, i, x, q.
  struct Flags {
    var dotMatchesAll = false
    var isMultiline = false
    var ignoresCase = false
    var ignoresSpace = false
    var isLiteral = false

    /// Reads the flags; nil for a letter that is none.
    init?(_ text: String) {
      for letter in text.unicodeScalars {
        switch letter {
        case "s": dotMatchesAll = true
        case "m": isMultiline = true
        case "i": ignoresCase = true
        case "x": ignoresSpace = true
        case "q": isLiteral = true
        default: return nil
        }
      }
    }
  }

  private let flags: Flags
  private var source: [Unicode.Scalar]
  private var offset = 0
  private var result = ""
  /// How many groups were opened, and which are closed.
  private var groups = 0
  private var closed: Set<Int> = []
  private var open: [Int?] = []

  /// The longest pattern, in characters.
  private static let longest = 10_000
  /// The deepest nesting of groups.
  private static let deepest = 100

  /// The pattern for PCRE2; nil when it is no regular expression of XPath.
  static func translate(_ pattern: String, _ flags: Flags) -> String? {
    guard pattern.unicodeScalars.count <= longest else { return nil }
    if flags.isLiteral {
      return pattern.unicodeScalars.reduce(into: "") { $0 += quoted($1) }
    }
    var translator = PatternTranslator(pattern, flags)
    return translator.expression() ? translator.result : nil
  }

  private init(_ pattern: String, _ flags: Flags) {
    self.flags = flags
    source = Array(pattern.unicodeScalars)
    if flags.ignoresSpace { source = PatternTranslator.withoutSpace(source) }
  }

  /// White space is dropped outside of character classes, behind a backslash too: `a\ s` is `a\s`.
  private static func withoutSpace(_ source: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var depth = 0
    var isEscaped = false
    return source.filter { scalar in
      if depth == 0, [" ", "\t", "\n", "\r"].contains(scalar) { return false }
      if isEscaped {
        isEscaped = false
        return true
      }
      switch scalar {
      case "\\": isEscaped = true
      case "[": depth += 1
      case "]": depth -= 1
      default: break
      }
      return true
    }
  }

  private var next: Unicode.Scalar? { offset < source.count ? source[offset] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    offset += 1
    return true
  }

  // MARK: Grammar

  /// Everything: branches of pieces, each an atom with perhaps a quantifier.
  private mutating func expression() -> Bool {
    while let scalar = next {
      offset += 1
      var canRepeat = true
      switch scalar {
      case "|":
        result += "|"
        canRepeat = false
      case "(":
        guard openGroup() else { return false }
        canRepeat = false
      case ")":
        guard let group = open.popLast() else { return false }
        if let group { closed.insert(group) }
        result += ")"
      case "^":
        result += flags.isMultiline ? "(?m:^)" : "\\A"
        canRepeat = false
      case "$":
        result += flags.isMultiline ? "(?m:$)" : "\\z"
        canRepeat = false
      case ".":
        result += flags.dotMatchesAll ? "(?s:.)" : "[^\\n\\r]"
      case "[":
        guard let set = characterClass(depth: 0) else { return false }
        result += set
      case "\\":
        guard let atom = escape() else { return false }
        result += atom
      case "*", "+", "?", "{", "}", "]":
        return false
      default:
        result += PatternTranslator.quoted(scalar)
      }
      guard quantifier(allowed: canRepeat) else { return false }
    }
    return open.isEmpty
  }

  private mutating func openGroup() -> Bool {
    guard open.count < PatternTranslator.deepest else { return false }
    if take("?") {
      guard take(":") else { return false }
      open.append(nil)
      result += "(?:"
    } else {
      groups += 1
      open.append(groups)
      result += "("
    }
    return true
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each perhaps with `?`; false when one stands where none may.
  private mutating func quantifier(allowed: Bool) -> Bool {
    guard let scalar = next, ["*", "+", "?", "{"].contains(scalar) else { return true }
    guard allowed else { return false }
    offset += 1
    if scalar == "{" {
      guard let low = digits() else { return false }
      var text = "{\(low)"
      if take(",") {
        text += ","
        if let high = digits() {
          guard high >= low else { return false }
          text += "\(high)"
        }
      }
      guard take("}") else { return false }
      result += text + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
    if take("?") { result += "?" }
    return !["*", "+", "?", "{"].contains(next ?? "a")
  }

  private mutating func digits() -> Int? {
    var value: Int?
    while let digit = next, ("0"..."9").contains(digit), (value ?? 0) < 100_000 {
      value = (value ?? 0) * 10 + Int(digit.value - 48)
      offset += 1
    }
    return value.flatMap { $0 < 65_536 ? $0 : nil }
  }

  /// After `\`: a character, a class, or what a group matched.
  private mutating func escape() -> String? {
    guard let scalar = next else { return nil }
    if ("1"..."9").contains(scalar) { return backReference() }
    if let set = classEscape() { return set.isNegated ? "[^\(set.body)]" : "[\(set.body)]" }
    return singleEscape().map(PatternTranslator.quoted)
  }

  /// The longest number of a group that was opened before; it must be closed.
  private mutating func backReference() -> String? {
    var number = 0
    while let digit = next, ("0"..."9").contains(digit) {
      let longer = number * 10 + Int(digit.value - 48)
      if number > 0, longer > groups { break }
      number = longer
      offset += 1
    }
    return closed.contains(number) ? "(?:\\\(number))" : nil
  }

  /// An escape for one character.
  private mutating func singleEscape() -> Unicode.Scalar? {
    guard let scalar = next else { return nil }
    offset += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return scalar
    default: return nil
    }
  }

  /// A set of characters as it stands between brackets.
  private struct CharacterSet {
    var body: String
    var isNegated: Bool
  }

  /// An escape for a class of characters; nil, without moving, when there is none.
  private mutating func classEscape() -> CharacterSet? {
    let start = offset
    guard let scalar = next else { return nil }
    offset += 1
    switch scalar {
    case "s": return CharacterSet(body: " \\t\\n\\r", isNegated: false)
    case "S": return CharacterSet(body: " \\t\\n\\r", isNegated: true)
    case "d": return CharacterSet(body: "\\p{Nd}", isNegated: false)
    case "D": return CharacterSet(body: "\\p{Nd}", isNegated: true)
    case "w": return CharacterSet(body: "\\p{P}\\p{Z}\\p{C}", isNegated: true)
    case "W": return CharacterSet(body: "\\p{P}\\p{Z}\\p{C}", isNegated: false)
    case "i": return CharacterSet(body: nameStartRanges, isNegated: false)
    case "I": return CharacterSet(body: nameStartRanges, isNegated: true)
    case "c": return CharacterSet(body: nameRanges, isNegated: false)
    case "C": return CharacterSet(body: nameRanges, isNegated: true)
    case "p", "P":
      if let body = property() { return CharacterSet(body: body, isNegated: scalar == "P") }
    default: break
    }
    offset = start
    return nil
  }

  /// `{Lu}`, `{IsBasicLatin}`: a general category or a block.
  private mutating func property() -> String? {
    guard take("{") else { return nil }
    var name = ""
    while let scalar = next, scalar != "}" {
      if !flags.ignoresSpace || scalar != " " { name.unicodeScalars.append(scalar) }
      offset += 1
    }
    guard take("}") else { return nil }
    if name.hasPrefix("Is") {
      return unicodeBlocks[String(name.dropFirst(2))].map { block in
        PatternTranslator.coded(block.lowerBound) + "-" + PatternTranslator.coded(block.upperBound)
      }
    }
    return generalCategories.contains(name) ? "\\p{\(name)}" : nil
  }

  /// After `[`: a group of characters and ranges, perhaps with another group taken away: `[a-z-[aeiou]]`.
  private mutating func characterClass(depth: Int) -> String? {
    guard depth < 20 else { return nil }
    let isNegated = take("^")
    var parts = ""
    // A negated class inside a class stands as an alternative of its own.
    var alternatives: [String] = []
    var subtracted: String?
    var isEmpty = true
    while let scalar = next {
      if scalar == "]", !isEmpty { break }
      if scalar == "-", offset + 1 < source.count, source[offset + 1] == "[" {
        guard !isEmpty else { return nil }
        offset += 2
        guard let inner = characterClass(depth: depth + 1), next == "]" else { return nil }
        subtracted = inner
        break
      }
      isEmpty = false
      offset += 1
      var low = scalar
      if scalar == "\\" {
        if let set = classEscape() {
          if set.isNegated { alternatives.append("[^\(set.body)]") } else { parts += set.body }
          continue
        }
        guard let escaped = singleEscape() else { return nil }
        low = escaped
      } else if scalar == "[" || scalar == "]" {
        return nil
      }
      guard let high = rangeEnd(low) else { return nil }
      parts += PatternTranslator.coded(low)
      if high != low { parts += "-" + PatternTranslator.coded(high) }
    }
    guard take("]"), !isEmpty else { return nil }
    if !parts.isEmpty { alternatives.append("[\(parts)]") }
    let any =
      alternatives.count == 1 ? alternatives[0] : "(?:" + alternatives.joined(separator: "|") + ")"
    let without = subtracted.map { "(?!\($0))" } ?? ""
    if isNegated { return "(?:(?!\(any))\(without)(?s:.))" }
    return without.isEmpty ? any : "(?:\(without)\(any))"
  }

  /// The upper end of `a-z`, or the character itself where no range follows.
  private mutating func rangeEnd(_ low: Unicode.Scalar) -> Unicode.Scalar? {
    guard next == "-", offset + 1 < source.count, source[offset + 1] != "]",
      source[offset + 1] != "["
    else { return low }
    offset += 1
    guard let scalar = next else { return nil }
    offset += 1
    let high = scalar == "\\" ? singleEscape() : scalar
    guard let high, high >= low else { return nil }
    return high
  }

  // MARK: Text

  /// A character that stands for itself.
  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      ? String(Character(scalar)) : coded(scalar)
  }

  /// A character by its number.
  private static func coded(_ scalar: Unicode.Scalar) -> String {
    "\\x{" + String(scalar.value, radix: 16) + "}"
  }
}
