internal import CLibXML2

/// What stopped the reading of an XML text.
struct XMLFailure: Error {
  /// Why it was stopped.
  enum Kind {
    /// libxml2's error number, and whether an element was open.
    case syntax(code: Int, isInElement: Bool)
    case doctype
    case include
    case tooDeep
    case tooManyAttributes
    case attributeTooLong
    case textTooLong
    /// More bytes without a tag than are kept.
    case gapTooLong
  }

  var kind: Kind
  var position: XMLPosition
}

/// libxml2's push parser: blocks of UTF-8 in, events out. The one place that talks to libxml2.
///
/// No document type, no entities but the five of XML and character references, no network, no tree. The parser is used by
/// one caller at a time; its callbacks run inside `push` only and reach the state through an unretained pointer, which
/// this value outlives.
@safe struct XMLPush: ~Copyable {
  private let parser: xmlParserCtxtPtr
  private let state: XMLState

  init(_ limits: XMLLimits) {
    XMLPush.start
    state = XMLState(limits)
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.internalSubset = { context, _, _, _ in
      unsafe XMLState.of(context)?.handle { $0.doctype() }
    }
    unsafe handler.startElementNs = {
      context, name, prefix, uri, _, _, count, _, attributes in
      unsafe XMLState.of(context)?.handle {
        unsafe $0.start(name, prefix, uri, Int(count), attributes)
      }
    }
    unsafe handler.endElementNs = { context, name, prefix, _ in
      unsafe XMLState.of(context)?.handle { unsafe $0.end(name, prefix) }
    }
    unsafe handler.characters = { context, text, count in
      unsafe XMLState.of(context)?.handle { unsafe $0.add(text, Int(count)) }
    }
    unsafe handler.cdataBlock = { context, text, count in
      unsafe XMLState.of(context)?.handle { unsafe $0.add(text, Int(count)) }
    }
    unsafe handler.serror = { context, error in
      unsafe XMLState.of(context)?.handle { unsafe $0.error(error) }
    }
    let context = unsafe Unmanaged.passUnretained(state).toOpaque()
    guard let parser = unsafe xmlCreatePushParserCtxt(&handler, context, nil, 0, nil) else {
      preconditionFailure("no memory for an XML parser")
    }
    unsafe self.parser = parser
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_COMPACT.rawValue
    unsafe xmlCtxtUseOptions(parser, Int32(options))
    unsafe state.collector.parser = parser
  }

  deinit {
    unsafe xmlFreeParserCtxt(parser)
  }

  /// How far the parser is behind what it was given, in bytes.
  var pending: Int { state.collector.cursor.end - state.collector.cursor.position.offset }

  /// Parses a block; returns the events that it completes.
  mutating func push(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [XMLEvent] {
    guard state.collector.failure == nil else { return [] }
    state.collector.cursor.append(bytes)
    _ = unsafe bytes.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isLast ? 1 : 0)
    }
    return state.collector.takeEvents()
  }

  /// Where the last event ended.
  var position: XMLPosition { state.collector.cursor.position }

  /// What stopped the reading, after the events before it.
  var failure: XMLFailure? { state.collector.failure }

  /// Prepares the library, once and before any thread uses it.
  private static let start: Void = xmlInitParser()
}
