import Definitions

/// JSON (RFC 8259) put together in one byte array; commas and escapes cannot be forgotten.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var depth = 0
  /// Down to this depth every entry stands on a line of its own, so that people and `diff` can read the file.
  private let lineDepth: Int

  init(lineDepth: Int = 0) { self.lineDepth = lineDepth }

  // MARK: Values

  /// A value that is an object.
  mutating func object(_ body: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An element of an array that is an object.
  mutating func element(_ body: (inout JSONText) -> Void) {
    separate()
    object(body)
  }

  /// An element of an array that is a text.
  mutating func element(_ text: String) {
    separate()
    string(text)
  }

  // MARK: Fields of an object

  mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A text, or null where there is none.
  mutating func field(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { bytes.append("null") }
  }

  /// A whole number, or null where there is none.
  mutating func field(_ name: String, _ value: Int?) {
    key(name)
    if let value { bytes.append(value) } else { bytes.append("null") }
  }

  mutating func field(_ name: String, _ value: Bool) {
    key(name)
    bytes.append(value ? "true" : "false")
  }

  /// Points as a number with all their digits: the text is exact, whatever a reader makes of it.
  mutating func field(_ name: String, _ points: Points, digits: Int) {
    key(name)
    bytes.append(points, digits: digits)
  }

  /// A plain decimal.
  mutating func field(_ name: String, decimal: String) {
    key(name)
    bytes.append(decimal)
  }

  mutating func objectField(_ name: String, _ body: (inout JSONText) -> Void) {
    key(name)
    object(body)
  }

  mutating func arrayField(_ name: String, _ body: (inout JSONText) -> Void) {
    key(name)
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  mutating func arrayField(_ name: String, _ texts: [String]) {
    arrayField(name) { json in for text in texts { json.element(text) } }
  }

  // MARK: Parts of a text

  private mutating func nest(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void
  ) {
    bytes.append(open)
    depth += 1
    body(&self)
    depth -= 1
    if depth < lineDepth, bytes.last != open { breakLine() }
    bytes.append(close)
    if depth == 0, lineDepth > 0 { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if lineDepth > 0 { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func separate() {
    switch bytes.last {
    case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
    default:
      bytes.append(UInt8(ascii: ","))
      if depth > lineDepth, lineDepth > 0 { bytes.append(UInt8(ascii: " ")) }
    }
    if depth <= lineDepth { breakLine() }
  }

  private mutating func breakLine() {
    guard lineDepth > 0 else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append("  ") }
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append("\\n")
      case 0x0D: bytes.append("\\r")
      case 0x09: bytes.append("\\t")
      case 0..<0x20:
        bytes.append("\\u00")
        bytes.append(byte < 0x10 ? "0" : "1")
        bytes.append(String(byte & 15, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
