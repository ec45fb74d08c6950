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

  /// Appends the text of a piece; returns the offset, from the start of all pieces, of a byte that is not GB18030.
  ///
  /// With the last piece a character that is cut off counts as such a byte.
  mutating func decode(
    _ bytes: ArraySlice<UInt8>, isLast: Bool, into result: inout [UInt8]
  ) -> Int? {
    var input = carry + bytes
    carry = []
    // Two bytes become at most three, four bytes four, one byte one.
    let capacity = input.count * 2 + 16
    var left = input.count
    var failure: Int32 = 0
    let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      unsafe input.withUnsafeMutableBytes { source in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var into = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var free = capacity
        _ = unsafe iconv(converter, &from, &left, &into, &free)
        failure = errno
        filled = capacity - free
      }
    }
    result += text
    consumed += input.count - left
    guard left > 0 else { return nil }
    if failure == EINVAL, !isLast {
      carry = Array(input.suffix(left))
      return nil
    }
    return consumed
  }
}
