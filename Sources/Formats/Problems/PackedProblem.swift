import SourceText

/// A diagnostic as bytes: a key, by which it is put in order, then what is shown of it in both languages.
///
/// The key is file, offset, code, unit and item; what it says never decides its order. What makes it dear is left out: the
/// lines of files, and an edit, which no file of submissions has.
enum PackedProblem {
  /// The bytes of a diagnostic; in front of the key stands its length.
  static func pack(_ diagnostic: Diagnostic) -> [UInt8] {
    var key: [UInt8] = []
    key += (diagnostic.place?.path ?? "").utf8
    key.append(0)
    append(diagnostic.place?.offset ?? 0, to: &key)
    for text in [diagnostic.code, diagnostic.unit ?? "", diagnostic.item ?? ""] {
      key += text.utf8
      key.append(0)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(key.count + 200)
    append(key, to: &bytes)
    bytes.append(UInt8(Severity.allCases.firstIndex(of: diagnostic.severity) ?? 0))
    append(position: diagnostic.place, to: &bytes)
    for text in [diagnostic.unit, diagnostic.item] {
      bytes.append(text == nil ? 0 : 1)
    }
    for phrase in [diagnostic.message, diagnostic.help] {
      bytes.append(phrase == nil ? 0 : 1)
      if let phrase { append(phrase, to: &bytes) }
    }
    append(diagnostic.related.count, to: &bytes)
    for label in diagnostic.related {
      append(Array(label.place.path.utf8), to: &bytes)
      append(label.place.offset, to: &bytes)
      append(position: label.place, to: &bytes)
      append(label.message, to: &bytes)
    }
    return bytes
  }

  /// The diagnostic of such bytes.
  static func unpack(_ bytes: ArraySlice<UInt8>) -> Diagnostic {
    var rest = bytes
    var key = take(&rest)
    let path = text(upToZero: &key)
    let offset = number(&key)
    let texts = (0..<3).map { _ in text(upToZero: &key) }
    let severity = Severity.allCases[Int(rest.removeFirst())]
    let place = place(path, offset, &rest)
    let (hasUnit, hasItem) = (rest.removeFirst() == 1, rest.removeFirst() == 1)
    let message = rest.removeFirst() == 1 ? phrase(&rest) : Phrase("")
    let help = rest.removeFirst() == 1 ? phrase(&rest) : nil
    let related = (0..<number(&rest)).compactMap { _ -> Label? in
      let path = String(decoding: take(&rest), as: UTF8.self)
      let offset = number(&rest)
      guard let place = self.place(path, offset, &rest) else { return nil }
      return Label(shown: place, phrase(&rest))
    }
    return Diagnostic(
      shown: texts[0], severity, message, at: place, related: related, help: help,
      unit: hasUnit ? texts[1] : nil, item: hasItem ? texts[2] : nil)
  }

  /// How bad the problem is whose bytes begin at an offset, and which unit it is about: the texts are passed over.
  static func subject(_ bytes: [UInt8], at start: Int) -> (severity: Severity, unit: String?) {
    let end = start + 8 + number(bytes, start)
    func past(_ index: Int) -> Int {
      var index = index
      while bytes[index] != 0 { index += 1 }
      return index + 1
    }
    // Path, offset, code, unit; behind the key severity, line, column and width, whether there is a unit.
    let unit = past(past(start + 8) + 8)
    let severity = Severity.allCases[Int(bytes[end])]
    guard bytes[end + 1 + 3 * 8] == 1 else { return (severity, nil) }
    return (severity, String(decoding: bytes[unit..<(past(unit) - 1)], as: UTF8.self))
  }

  /// How bad a problem is.
  static func severity(_ bytes: ArraySlice<UInt8>) -> Severity {
    var rest = bytes
    _ = take(&rest)
    return Severity.allCases[Int(rest.removeFirst())]
  }

  /// Which of two comes first by their keys.
  /// - Parameters:
  ///   - a: The bytes in which the first stands.
  ///   - start: Where it begins.
  ///   - b: The bytes in which the second stands.
  ///   - other: Where it begins.
  /// - Returns: Below zero for the first, above zero for the second, zero where the keys are the same.
  static func order(_ a: [UInt8], at start: Int = 0, _ b: [UInt8], at other: Int = 0) -> Int {
    let (length, otherLength) = (number(a, start), number(b, other))
    let shared = min(length, otherLength)
    var index = 8
    while index < shared + 8 {
      let (x, y) = (a[start + index], b[other + index])
      if x != y { return x < y ? -1 : 1 }
      index += 1
    }
    return length - otherLength
  }

  /// What one is told by among those with the same key: its message in English, as `sorted()` of diagnostics has it.
  static func message(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    _ = take(&rest)
    // Severity, line, column and width, whether there are a unit and an item, whether there is a message.
    rest = rest.dropFirst(1 + 3 * 8 + 2 + 1)
    _ = take(&rest)
    return Array(take(&rest))
  }

  private static func append(_ bytes: [UInt8], to target: inout [UInt8]) {
    append(bytes.count, to: &target)
    target += bytes
  }

  private static func append(_ number: Int, to target: inout [UInt8]) {
    var shift = 64
    while shift > 0 {
      shift -= 8
      target.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private static func append(_ phrase: Phrase, to target: inout [UInt8]) {
    for language in [Language.zh, .en] {
      let text = phrase.text(language).utf8
      append(text.count, to: &target)
      target += text
    }
  }

  /// Line, column and width of a place; a line below zero where there is none.
  private static func append(position place: Place?, to target: inout [UInt8]) {
    for number in [place?.line ?? -1, place?.column ?? 0, place?.width ?? 0] {
      append(number, to: &target)
    }
  }

  private static func place(
    _ path: String, _ offset: Int, _ bytes: inout ArraySlice<UInt8>
  ) -> Place? {
    let (line, column, width) = (number(&bytes), number(&bytes), number(&bytes))
    return line < 0
      ? nil : Place(path: path, offset: offset, line: line, column: column, width: width)
  }

  private static func phrase(_ bytes: inout ArraySlice<UInt8>) -> Phrase {
    let (zh, en) = (take(&bytes), take(&bytes))
    return .shown(zh: String(decoding: zh, as: UTF8.self), en: String(decoding: en, as: UTF8.self))
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int {
    var number = 0
    let end = bytes.startIndex + 8
    var index = bytes.startIndex
    while index < end {
      number = number << 8 | Int(bytes[index])
      index += 1
    }
    bytes = bytes[end...]
    return number
  }

  /// The number of eight bytes.
  private static func number(_ bytes: [UInt8], _ start: Int) -> Int {
    var number = 0
    var index = start
    while index < start + 8 {
      number = number << 8 | Int(bytes[index])
      index += 1
    }
    return number
  }

  private static func take(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let count = number(&bytes)
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  private static func text(upToZero bytes: inout ArraySlice<UInt8>) -> String {
    let text = bytes.prefix { $0 != 0 }
    bytes = bytes.dropFirst(text.count + 1)
    return String(decoding: text, as: UTF8.self)
  }
}
