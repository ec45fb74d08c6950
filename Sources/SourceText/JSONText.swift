/// JSON (RFC 8259) put together in one byte array; commas and escapes cannot be forgotten.
package struct JSONText: Sendable {
  /// What was put together so far.
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  /// Down to this depth every entry stands on a line of its own, so that people and `diff` can read the file.
  private let lineDepth: Int

  /// Makes an empty text.
  package init(lineDepth: Int = 0) { self.lineDepth = lineDepth }

  // MARK: Values

  /// A value that is an object.
  package mutating func object(_ body: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An element of an array that is an object.
  package mutating func element(_ body: (inout JSONText) -> Void) {
    separate()
    object(body)
  }

  /// An element of an array that is a text.
  package mutating func element(_ text: String) {
    separate()
    string(text)
  }

  // MARK: Fields of an object

  /// A text.
  package mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A text, or null where there is none.
  package mutating func field(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { bytes += "null".utf8 }
  }

  /// A whole number, or null where there is none.
  package mutating func field(_ name: String, _ value: Int?) {
    key(name)
    if let value { bytes += String(value).utf8 } else { bytes += "null".utf8 }
  }

  /// True or false.
  package mutating func field(_ name: String, _ value: Bool) {
    key(name)
    bytes += (value ? "true" : "false").utf8
  }

  /// A value that the caller puts down itself, such as a number with all its digits.
  package mutating func field(_ name: String, notation: (inout [UInt8]) -> Void) {
    key(name)
    notation(&bytes)
  }

  /// A plain decimal.
  package mutating func field(_ name: String, decimal: String) {
    key(name)
    bytes += decimal.utf8
  }

  /// An object.
  package mutating func objectField(_ name: String, _ body: (inout JSONText) -> Void) {
    key(name)
    object(body)
  }

  /// An array.
  package mutating func arrayField(_ name: String, _ body: (inout JSONText) -> Void) {
    key(name)
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// An array of texts.
  package mutating func arrayField(_ name: String, _ texts: [String]) {
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
    for _ in 0..<depth { bytes += "  ".utf8 }
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20:
        bytes += "\\u00".utf8
        bytes += (byte < 0x10 ? "0" : "1").utf8
        bytes += String(byte & 15, radix: 16).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
