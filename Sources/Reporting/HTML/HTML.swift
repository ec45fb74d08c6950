/// HTML and SVG put together in one byte array.
///
/// Text and values of attributes are always escaped: there is no way in for markup, because every tag and every attribute is
/// one of ours, and only a `StaticString` can become a style sheet or a script.
struct HTML {
  private(set) var bytes: [UInt8] = []

  /// The start of a document of its own.
  init() { bytes.append("<!DOCTYPE html>\n") }

  /// A piece that is put into a document later.
  static func fragment(_ body: (inout HTML) -> Void) -> [UInt8] {
    var html = HTML()
    html.bytes.removeAll()
    body(&html)
    return html.bytes
  }

  /// An element with what is in it.
  mutating func element(
    _ tag: Tag, _ attributes: Attribute..., body: (inout HTML) -> Void
  ) {
    open(tag, attributes)
    body(&self)
    close(tag)
  }

  /// An element with a text in it.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  /// An element that never has anything in it, such as `br`.
  mutating func element(_ tag: Tag, _ attributes: Attribute...) {
    open(tag, attributes)
    if !tag.isVoid { close(tag) }
  }

  /// A text.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append("&amp;")
      case UInt8(ascii: "<"): bytes.append("&lt;")
      case UInt8(ascii: ">"): bytes.append("&gt;")
      // What a browser would not take as text.
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20: bytes.append("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }

  /// A style sheet of ours.
  mutating func style(_ css: StaticString) {
    open(.style, [])
    bytes.append("\(css)")
    close(.style)
  }

  /// Shows the mark of the mean on the bars `p0`, `p1`, …, in thousandths of their width.
  mutating func meanStyle(_ means: [Int?]) {
    open(.style, [])
    for (index, mean) in means.enumerated() {
      guard let mean else { continue }
      bytes.append("#p\(index) .mean{display:block;left:\(mean / 10).\(mean % 10)%}")
    }
    close(.style)
  }

  /// A script of ours.
  mutating func script(_ code: StaticString) {
    open(.script, [])
    bytes.append("\(code)")
    close(.script)
  }

  /// The end of a line, for people who read the source and tools that compare it.
  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  /// The offset at which something is put in later.
  var offset: Int { bytes.count }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(tag.rawValue)
    for attribute in attributes { attribute.append(to: &bytes) }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ tag: Tag) {
    bytes.append("</")
    bytes.append(tag.rawValue)
    bytes.append(UInt8(ascii: ">"))
    if tag.endsLine { newline() }
  }
}

/// The elements that our pages are made of.
enum Tag: String {
  case html, head, meta, title, style, script, body, header, main, footer, nav, section, figure
  case figcaption, div, p, span, strong, small, a, ul, ol, li, dl, dt, dd, table, caption, thead
  case tbody, tfoot, tr, th, td, h1, h2, h3, input, label, abbr, code, svg, rect, line, path, circle
  case g, defs, pattern, text, br

  /// Whether it has no end tag.
  var isVoid: Bool {
    switch self {
    case .meta, .input, .br: true
    default: false
    }
  }

  /// Whether the source breaks its line behind it.
  var endsLine: Bool {
    switch self {
    case .span, .strong, .small, .a, .abbr, .code, .rect, .line, .path, .circle, .g, .text, .title,
      .label:
      false
    default: true
    }
  }
}
