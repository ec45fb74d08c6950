internal import CLibXML2

/// What the parser's callbacks reach through their pointer. Used by one thread at a time.
@safe final class XMLState {
  var collector: XMLCollector

  init(_ limits: XMLLimits) { collector = XMLCollector(limits) }

  /// Hands a callback to the collector and stops the parser if that asks for it.
  ///
  /// The parser is stopped when the collector is no longer in use: it may call back.
  func handle(_ body: (inout XMLCollector) -> Void) {
    body(&collector)
    if collector.mustStop, let parser = unsafe collector.parser {
      collector.mustStop = false
      unsafe xmlStopParser(parser)
    }
  }

  /// The state behind the pointer that the parser hands to its callbacks.
  static func of(_ context: UnsafeMutableRawPointer?) -> XMLState? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<XMLState>.fromOpaque(context).takeUnretainedValue()
  }
}

/// The events so far and what stopped them.
@safe struct XMLCollector {
  var cursor = XMLCursor()
  private(set) var failure: XMLFailure?
  /// Whether the parser is to be stopped after the callback.
  var mustStop = false
  /// The parser whose callbacks write here; set once, before the first of them.
  var parser: xmlParserCtxtPtr?
  private var events: [XMLEvent] = []
  private var text: [UInt8] = []
  private var textIsBlank = true
  private var depth = 0
  private let limits: XMLLimits

  init(_ limits: XMLLimits) { self.limits = limits }

  /// The events since the last call.
  mutating func takeEvents() -> [XMLEvent] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  /// A document type: refused, whatever is in it.
  mutating func doctype() {
    stop(.doctype, at: move())
  }

  mutating func start(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard failure == nil else { return }
    closeText()
    let position = moveBehindTag()
    depth += 1
    if let uri = unsafe uri, unsafe String(cString: uri).hasSuffix("/XInclude") {
      return stop(.include, at: position)
    }
    guard depth <= limits.depth else { return stop(.tooDeep, at: position) }
    guard count <= limits.attributes else { return stop(.tooManyAttributes, at: position) }
    var list: [XMLAttribute] = []
    if let attributes = unsafe attributes, count > 0 {
      list.reserveCapacity(count)
      for index in 0..<count {
        guard let from = unsafe attributes[index * 5 + 3], let to = unsafe attributes[index * 5 + 4]
        else { continue }
        let bytes = unsafe UnsafeBufferPointer(start: from, count: to - from)
        guard bytes.count <= limits.attributeBytes else {
          return stop(.attributeTooLong, at: position)
        }
        let key = unsafe qualified(attributes[index * 5], attributes[index * 5 + 1])
        list.append(XMLAttribute(name: key, value: unsafe String(decoding: bytes, as: UTF8.self)))
      }
    }
    events.append(.start(unsafe qualified(name, prefix), list, position))
  }

  mutating func end(_ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?) {
    guard failure == nil else { return }
    closeText()
    depth -= 1
    events.append(.end(unsafe qualified(name, prefix), move()))
  }

  mutating func add(_ characters: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let start = unsafe characters else { return }
    let piece = unsafe UnsafeBufferPointer(start: start, count: count)
    guard text.count + piece.count <= limits.textBytes else {
      return stop(.textTooLong, at: cursor.position)
    }
    if textIsBlank {
      textIsBlank = unsafe piece.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
    unsafe text.append(contentsOf: piece)
  }

  mutating func error(_ error: xmlErrorPtr?) {
    guard failure == nil, let error = unsafe error,
      unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue
    else { return }
    let code = Int(unsafe error.pointee.code)
    failure = XMLFailure(kind: .syntax(code: code, isInElement: depth > 0), position: move())
  }

  /// Records why reading stops.
  private mutating func stop(_ kind: XMLFailure.Kind, at position: XMLPosition) {
    guard failure == nil else { return }
    failure = XMLFailure(kind: kind, position: position)
    mustStop = true
  }

  private mutating func closeText() {
    if !textIsBlank {
      events.append(.text(String(decoding: text, as: UTF8.self), cursor.position))
    }
    text.removeAll(keepingCapacity: true)
    textIsBlank = true
  }

  /// Where the parser stands: what it was given less what it has not looked at.
  private var offset: Int {
    guard let input = unsafe parser?.pointee.input?.pointee, let end = unsafe input.end,
      let current = unsafe input.cur
    else { return cursor.position.offset }
    return unsafe cursor.end - (end - current)
  }

  private mutating func move() -> XMLPosition { cursor.move(to: offset) }

  /// Moves behind a start tag: the callback comes when its `>` or `/>` is still to be read.
  private mutating func moveBehindTag() -> XMLPosition {
    var offset = offset
    if cursor.byte(at: offset) == UInt8(ascii: "/") { offset += 1 }
    if cursor.byte(at: offset) == UInt8(ascii: ">") { offset += 1 }
    return cursor.move(to: offset)
  }

  private func qualified(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?
  ) -> String {
    let local = unsafe name.map { unsafe String(cString: $0) } ?? ""
    return unsafe prefix.map { unsafe String(cString: $0) + ":" + local } ?? local
  }
}
