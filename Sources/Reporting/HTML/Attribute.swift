/// An attribute of an element: its name is ours, its value is escaped.
struct Attribute {
  private let name: StaticString
  private let value: Value

  private enum Value {
    case text(String)
    case number(Int)
    case flag
  }

  private init(_ name: StaticString, _ text: String) {
    self.name = name
    value = .text(text)
  }

  private init(_ name: StaticString, _ number: Int) {
    self.name = name
    value = .number(number)
  }

  private init(flag name: StaticString) {
    self.name = name
    value = .flag
  }

  /// Appends a space, the name and the quoted value.
  func append(to bytes: inout [UInt8]) {
    bytes.append(" \(name)")
    switch value {
    case .flag: return
    case .number(let number):
      bytes.append("=\"")
      bytes.append(number)
    case .text(let text):
      bytes.append("=\"")
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append("&amp;")
        case UInt8(ascii: "\""): bytes.append("&quot;")
        case UInt8(ascii: "<"): bytes.append("&lt;")
        case UInt8(ascii: ">"): bytes.append("&gt;")
        case 0..<0x20: bytes.append(UInt8(ascii: " "))
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Any element

  static func `class`(_ classes: Class...) -> Attribute {
    Attribute("class", classes.map(\.rawValue).joined(separator: " "))
  }
  static func id(_ id: String) -> Attribute { Attribute("id", id) }
  static func lang(_ tag: String) -> Attribute { Attribute("lang", tag) }
  static func title(_ text: String) -> Attribute { Attribute("title", text) }
  static func role(_ role: StaticString) -> Attribute { Attribute("role", "\(role)") }
  static func ariaLabel(_ text: String) -> Attribute { Attribute("aria-label", text) }
  /// For drawings that only repeat what a text beside them says.
  static let ariaHidden = Attribute("aria-hidden", "true")

  /// What the cell is called where the table becomes a list of cards.
  static func label(_ text: String) -> Attribute { Attribute("data-label", text) }
  /// The distance from the left edge, in thousandths of the width.
  static func left(_ permille: Int) -> Attribute {
    Attribute("style", "left:\(permille / 10).\(permille % 10)%")
  }

  // MARK: Documents, links, tables, choices

  static let charset = Attribute("charset", "utf-8")
  static func name(_ name: String) -> Attribute { Attribute("name", name) }
  static func content(_ text: StaticString) -> Attribute { Attribute("content", "\(text)") }
  /// A link within the folder of the report; segments are percent-encoded.
  static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
  static let columnHeading = Attribute("scope", "col")
  static let rowHeading = Attribute("scope", "row")
  static func span(_ columns: Int) -> Attribute { Attribute("colspan", columns) }
  static let radio = Attribute("type", "radio")
  static let checked = Attribute(flag: "checked")
  static func `for`(_ id: String) -> Attribute { Attribute("for", id) }

  // MARK: SVG

  static func viewBox(_ width: Int, _ height: Int) -> Attribute {
    Attribute("viewBox", "0 0 \(width) \(height)")
  }
  /// The drawing fills its box, whatever the proportions.
  static let stretched = Attribute("preserveAspectRatio", "none")
  static func x(_ value: Int) -> Attribute { Attribute("x", value) }
  static func y(_ value: Int) -> Attribute { Attribute("y", value) }
  static func x1(_ value: Int) -> Attribute { Attribute("x1", value) }
  static func y1(_ value: Int) -> Attribute { Attribute("y1", value) }
  static func x2(_ value: Int) -> Attribute { Attribute("x2", value) }
  static func y2(_ value: Int) -> Attribute { Attribute("y2", value) }
  static func cx(_ value: Int) -> Attribute { Attribute("cx", value) }
  static func cy(_ value: Int) -> Attribute { Attribute("cy", value) }
  static func r(_ value: Int) -> Attribute { Attribute("r", value) }
  static func width(_ value: Int) -> Attribute { Attribute("width", value) }
  static func height(_ value: Int) -> Attribute { Attribute("height", value) }
  static func path(_ steps: String) -> Attribute { Attribute("d", steps) }
  static let inUserSpace = Attribute("patternUnits", "userSpaceOnUse")
  static let turned = Attribute("patternTransform", "rotate(45)")
  static let centred = Attribute("text-anchor", "middle")
}

/// Where a link leads: only within the report.
enum Link {
  /// A file, by the names of the folders on the way and its own.
  case file([String])
  /// A place of the same page.
  case anchor(String)

  var text: String {
    switch self {
    case .file(let segments): segments.map(Link.encode).joined(separator: "/")
    case .anchor(let id): "#" + Link.encode(id)
    }
  }

  /// The text with everything but unreserved characters of RFC 3986 percent-encoded.
  static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append((byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
