import SourceText

/// A diagnostic as bytes: a key, by which it is put in order, then what is shown of it in both languages.
///
/// The key is file, offset, code, unit and item; what it says never decides its order. What makes it dear is left out: the
/// line of the file, related places, an edit.
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
    for number in [
      diagnostic.place == nil ? -1 : diagnostic.place?.line ?? 0, diagnostic.place?.column ?? 0,
      diagnostic.place?.width ?? 0,
    ] {
      append(number, to: &bytes)
    }
    for text in [diagnostic.unit, diagnostic.item] {
      bytes.append(text == nil ? 0 : 1)
    }
    for phrase in [diagnostic.message, diagnostic.help] {
      bytes.append(phrase == nil ? 0 : 1)
      guard let phrase else { continue }
      append(Array(phrase.text(.zh).utf8), to: &bytes)
      append(Array(phrase.text(.en).utf8), to: &bytes)
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
    let (line, column, width) = (number(&rest), number(&rest), number(&rest))
    let (hasUnit, hasItem) = (rest.removeFirst() == 1, rest.removeFirst() == 1)
    func phrase() -> Phrase? {
      guard rest.removeFirst() == 1 else { return nil }
      let (zh, en) = (take(&rest), take(&rest))
      let (chinese, english) = (
        String(decoding: zh, as: UTF8.self), String(decoding: en, as: UTF8.self)
      )
      return Phrase(zh: chinese, en: english)
    }
    let (message, help) = (phrase(), phrase())
    return Diagnostic(
      texts[0], severity, message ?? Phrase(""),
      at: line < 0
        ? nil : Place(path: path, offset: offset, line: line, column: column, width: width),
      help: help, unit: hasUnit ? texts[1] : nil, item: hasItem ? texts[2] : nil)
  }

  /// How bad a problem is.
  static func severity(_ bytes: ArraySlice<UInt8>) -> Severity {
    var rest = bytes
    _ = take(&rest)
    return Severity.allCases[Int(rest.removeFirst())]
  }

  /// Whether the key of one comes before that of the other.
  static func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    key(a).lexicographicallyPrecedes(key(b))
  }

  /// Whether both have the same key.
  static func agree(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    key(a).elementsEqual(key(b))
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    return take(&rest)
  }

  private static func append(_ bytes: [UInt8], to target: inout [UInt8]) {
    append(bytes.count, to: &target)
    target += bytes
  }

  private static func append(_ number: Int, to target: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      target.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int {
    var number = 0
    for byte in bytes.prefix(8) { number = number << 8 | Int(byte) }
    bytes = bytes.dropFirst(8)
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
