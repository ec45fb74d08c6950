/// Follows a text that arrives in blocks and says at which line and column an offset stands.
///
/// Offsets must not decrease. Only what lies behind the last offset is kept.
struct XMLCursor {
  private var bytes: [UInt8] = []
  /// The offset of the first byte that is kept.
  private var base = 0
  private(set) var position = XMLPosition(line: 1, column: 1, offset: 0)

  /// How many bytes have arrived.
  var end: Int { base + bytes.count }

  /// Adds a block.
  mutating func append(_ block: ArraySlice<UInt8>) {
    let done = position.offset - base
    if done > 0 {
      bytes.removeSubrange(..<done)
      base += done
    }
    bytes += block
  }

  /// Moves on to an offset.
  mutating func move(to offset: Int) -> XMLPosition {
    let target = min(max(offset, position.offset), end)
    for byte in bytes[(position.offset - base)..<(target - base)] {
      if byte == 0x0A {
        position.line += 1
        position.column = 1
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    position.offset = target
    return position
  }

  /// The byte at an offset from the position on.
  func byte(at offset: Int) -> UInt8? {
    bytes.indices.contains(offset - base) ? bytes[offset - base] : nil
  }
}
