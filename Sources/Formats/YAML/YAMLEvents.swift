internal import CLibYAML

/// One event of a YAML stream, copied out of libyaml.
struct YAMLEvent {
  /// What the event says.
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(String, YAMLStyle)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  var kind: Kind
  /// The name of the anchor that the node carries.
  var anchor: String?
  /// The tag that the node carries.
  var tag: String?
  /// The byte offset at which the event starts.
  var start: Int
  /// The byte offset just past the event.
  var end: Int
}

/// What libyaml says about a text that is not YAML, with byte offsets.
struct YAMLSyntaxError: Error {
  /// The problem in libyaml's words.
  var problem: String
  /// Where the problem was seen.
  var offset: Int
  /// What was being read, in libyaml's words.
  var context: String
  /// Where that began.
  var contextOffset: Int?
}

/// The events of a YAML text, in order: the one place that talks to libyaml.
///
/// Owns a copy of the bytes and the parser, which stores its own address and so lives on the heap.
@safe struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let offsets: ScalarOffsets

  /// Makes a reader of a text in UTF-8 without a byte order mark.
  init(_ bytes: ArraySlice<UInt8>) {
    unsafe input = .allocate(capacity: max(1, bytes.count))
    _ = unsafe input.initialize(from: bytes)
    offsets = ScalarOffsets(bytes)
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    let made = unsafe yaml_parser_initialize(parser)
    precondition(made == 1, "no memory for a YAML parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; after the end of the stream, the end again.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    var result = YAMLEvent(
      kind: .streamEnd, start: offsets.byte(ofScalar: unsafe event.start_mark.index),
      end: offsets.byte(ofScalar: unsafe event.end_mark.index))
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: result.kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
    case YAML_ALIAS_EVENT: result.kind = .alias(unsafe text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      result.kind = .scalar(
        unsafe String(decoding: bytes, as: UTF8.self), style(unsafe scalar.style))
      result.anchor = unsafe text(scalar.anchor)
      result.tag = unsafe text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      result.kind = .sequenceStart(isFlow: unsafe sequence.style == YAML_FLOW_SEQUENCE_STYLE)
      result.anchor = unsafe text(sequence.anchor)
      result.tag = unsafe text(sequence.tag)
    case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      result.kind = .mappingStart(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
      result.anchor = unsafe text(mapping.anchor)
      result.tag = unsafe text(mapping.tag)
    case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
    default: result.kind = .streamEnd
    }
    return result
  }

  private func failure() -> YAMLSyntaxError {
    let state = unsafe parser.pointee
    let context = unsafe state.context.map { unsafe String(cString: $0) } ?? ""
    let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "out of memory"
    let isReaders = unsafe state.error == YAML_READER_ERROR
    return YAMLSyntaxError(
      problem: problem,
      offset: isReaders
        ? unsafe state.problem_offset : offsets.byte(ofScalar: unsafe state.problem_mark.index),
      context: context,
      contextOffset: context.isEmpty
        ? nil : offsets.byte(ofScalar: unsafe state.context_mark.index))
  }

  private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }

  private func style(_ style: yaml_scalar_style_t) -> YAMLStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}

/// From the number of a Unicode scalar, which is what libyaml counts, to the offset of its first byte.
struct ScalarOffsets {
  private let bytes: ArraySlice<UInt8>
  /// The offset of every 32nd scalar.
  private var checkpoints: [UInt32] = []

  /// Counts the scalars of a text in UTF-8.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var count = 0
    for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
      if count & 31 == 0 { checkpoints.append(UInt32(clamping: index - bytes.startIndex)) }
      count += 1
    }
  }

  /// The offset of a scalar's first byte from the start; past the end, the length.
  func byte(ofScalar scalar: Int) -> Int {
    guard scalar >> 5 < checkpoints.count else { return bytes.count }
    var offset = Int(checkpoints[scalar >> 5])
    var left = scalar & 31
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[bytes.startIndex + offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
