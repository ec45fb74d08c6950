/// Why a text is no JSON, or none that is taken.
public struct JSONError: Error, Hashable {
  /// The UTF-8 offset at which reading ended.
  public let offset: Int
  /// Whether the text is nested too deeply, or holds a number that is too large.
  public let isTooLarge: Bool

  /// Makes an error.
  public init(offset: Int, isTooLarge: Bool = false) {
    self.offset = offset
    self.isTooLarge = isTooLarge
  }
}

extension Value {
  /// The value of a JSON text: objects become contexts in their order, numbers are read exactly.
  public init(json text: String) throws(JSONError) {
    var reader = JSONReader(bytes: Array(text.utf8))
    self = try reader.document()
  }
}

/// Reads JSON (RFC 8259) into values, without going through binary floating point.
private struct JSONReader {
  let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> Value {
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw wrong() }
    return value
  }

  private func wrong(tooLarge: Bool = false) -> JSONError {
    JSONError(offset: offset, isTooLarge: tooLarge)
  }

  private var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func skipSpace() {
    while [0x20, 0x09, 0x0A, 0x0D].contains(next) { offset += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: sign) else { return false }
    offset += 1
    return true
  }

  private mutating func value() throws(JSONError) -> Value {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    guard depth < Machine.deepestValue else { throw wrong(tooLarge: true) }
    depth += 1
    defer { depth -= 1 }
    offset += 1
    return try body(&self)
  }

  private mutating func object() throws(JSONError) -> Value {
    var entries: [(name: String, value: Value)] = []
    if take("}") { return .context(Context([])) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw wrong() }
      let name = try string()
      guard take(":") else { throw wrong() }
      entries.append((name: name, value: try value()))
    } while take(",")
    guard take("}") else { throw wrong() }
    return .context(Context(entries))
  }

  private mutating func array() throws(JSONError) -> Value {
    var items: [Value] = []
    if take("]") { return .list([]) }
    repeat { items.append(try value()) } while take(",")
    guard take("]") else { throw wrong() }
    return .list(items)
  }

  private mutating func word(_ word: String, _ value: Value) throws(JSONError) -> Value {
    guard bytes[offset...].starts(with: word.utf8) else { throw wrong() }
    offset += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> Value {
    let start = offset
    while true {
      switch next {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        offset += 1
        continue
      default: break
      }
      break
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    let digits = text.drop { $0 == "-" }
    let isPlain = digits.first?.isNumber == true && digits.last?.isNumber == true
    guard isPlain, !(digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true) else {
      offset = start
      throw wrong()
    }
    guard let number = Number(decimal: text) else {
      offset = start
      throw wrong(tooLarge: text.utf8.count > 8)
    }
    return .number(number)
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    var text: [UInt8] = []
    while true {
      guard offset < bytes.count, next >= 0x20 else { throw wrong() }
      let byte = next
      offset += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      let escape = next
      offset += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
      default:
        offset -= 1
        throw wrong()
      }
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let high = try unit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, bytes[offset...].starts(with: Array("\\u".utf8)) else { throw wrong() }
    offset += 2
    let low = try unit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw wrong() }
    return scalar
  }

  private mutating func unit() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else { throw wrong() }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}
