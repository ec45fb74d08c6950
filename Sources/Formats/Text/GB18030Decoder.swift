internal import Glibc

/// Turns GB18030 into UTF-8 through the C library's converter, piece by piece.
@safe struct GB18030Decoder: ~Copyable {
  private let converter: iconv_t
  /// The bytes of a character that the last piece cut in two.
  private var carry: [UInt8] = []
  /// How many bytes were decoded.
  private var consumed = 0

  /// Makes a decoder; nil where the system has no converter for GB18030.
  init?() {
    guard let converter = unsafe iconv_open("UTF-8", "GB18030"),
      unsafe converter != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    unsafe self.converter = converter
  }

  deinit { _ = unsafe iconv_close(converter) }

  /// A byte that is not GB18030.
  struct Damage {
    /// The offset of the byte, from the start of all pieces.
    var source: Int
    /// Where U+FFFD stands for it in the text, from the start of the text that was given to take it.
    var text: Int
  }

  /// Appends the text of a piece, with U+FFFD for each byte that is not GB18030.
  ///
  /// With the last piece a character that is cut off counts as such a byte. When there are `most` of them the rest of the
  /// piece is left out.
  mutating func decode(
    _ bytes: ArraySlice<UInt8>, isLast: Bool, into result: inout [UInt8], upTo most: Int
  ) -> [Damage] {
    var input = carry + bytes
    carry = []
    var damage: [Damage] = []
    var start = 0
    while start < input.count {
      let (text, used, failure) = convert(&input, from: start)
      result += text
      consumed += used
      start += used
      if start == input.count { break }
      if failure == EINVAL, !isLast {
        carry = Array(input[start...])
        break
      }
      damage.append(Damage(source: consumed, text: result.count))
      if damage.count >= most { break }
      result += [0xEF, 0xBF, 0xBD]
      consumed += 1
      start += 1
    }
    return damage
  }

  /// The text of what can be converted from an offset on, how many bytes that were, and the error number where it stopped.
  private func convert(
    _ input: inout [UInt8], from start: Int
  ) -> (text: [UInt8], used: Int, failure: Int32) {
    // Two bytes become at most three, four bytes four, one byte one.
    let capacity = (input.count - start) * 2 + 16
    var left = input.count - start
    var failure: Int32 = 0
    let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      unsafe input.withUnsafeMutableBytes { source in
        var from = unsafe source.baseAddress?.advanced(by: start)
          .assumingMemoryBound(to: CChar.self)
        var into = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var free = capacity
        _ = unsafe iconv(converter, &from, &left, &into, &free)
        failure = errno
        filled = capacity - free
      }
    }
    return (text, input.count - start - left, failure)
  }
}
